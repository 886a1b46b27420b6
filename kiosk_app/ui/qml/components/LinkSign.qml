pragma ComponentBehavior: Bound

import QtQuick
import "../theme"

// Whether the portal can be reached now: a sign and words.
Row {
    id: link

    property bool online: false
    property color ink: Theme.text
    // Of the words; those of a narrow column stay small.
    property real textSize: Theme.textSmall

    spacing: Theme.gapTiny
    Accessible.role: Accessible.StaticText
    Accessible.name: words.text

    Icon {
        anchors.verticalCenter: parent.verticalCenter
        name: link.online ? "network" : "no_network"
        color: link.ink
        size: link.textSize * 1.1
    }

    Label {
        id: words
        font.pixelSize: link.textSize
        color: link.ink
        text: link.online ? qsTr("Có mạng") : qsTr("Chưa có mạng")
        Accessible.ignored: true
    }
}
