pragma ComponentBehavior: Bound

import QtQuick
import "../theme"

// Something is under way, and what it is.
Row {
    id: busy

    property string text: ""
    property color ink: Theme.text
    readonly property string said: visible ? text : ""

    spacing: Theme.gap

    Spinner {
        id: dots
        anchors.verticalCenter: parent.verticalCenter
    }

    Label {
        width: busy.width - dots.width - busy.spacing
        anchors.verticalCenter: parent.verticalCenter
        fit: true
        color: busy.ink
        text: busy.text
    }
}
