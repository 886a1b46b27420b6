pragma ComponentBehavior: Bound

import QtQuick
import "../theme"

// A sign of Icons.qml in the colour of the text beside it.
Item {
    id: icon

    property string name: ""
    property color color: Theme.text
    property real size: Theme.mm(10)

    implicitWidth: size
    implicitHeight: size
    Accessible.ignored: true

    // A picture, not a Shape: the software renderer draws shapes outside of what clips them.
    Image {
        anchors.fill: parent
        source: icon.name === "" ? "" : Icons.svg(icon.name, String(icon.color), Math.max(1, Math.round(icon.size)))
        // Pictures are read beside the screen; until then the one before stays, so that nothing flickers.
        retainWhileLoading: true
        Accessible.ignored: true
    }
}
