pragma ComponentBehavior: Bound

import QtQuick
import "../theme"

// Whether the portal can be reached now: a sign and words.
Row {
    id: link

    property bool online: false
    property color ink: Theme.text

    spacing: Theme.gapTiny
    Accessible.role: Accessible.StaticText
    Accessible.name: words.text

    Rectangle {
        anchors.verticalCenter: parent.verticalCenter
        width: Theme.mm(5)
        height: width
        radius: width / 2
        color: link.online ? link.ink : "transparent"
        border.color: link.ink
        border.width: Theme.lineStrong
    }

    Label {
        id: words
        kind: Label.Small
        color: link.ink
        text: link.online ? qsTr("Có mạng") : qsTr("Chưa có mạng")
        Accessible.ignored: true
    }
}
