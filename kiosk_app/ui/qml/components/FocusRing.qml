import QtQuick
import "../theme"

// Around what the keys are on.
Rectangle {
    property bool shown: false

    anchors.fill: parent
    anchors.margins: -Theme.gapTiny
    visible: shown
    color: "transparent"
    radius: Theme.radius + Theme.gapTiny
    border.color: Theme.guide
    border.width: Theme.lineStrong * 1.5
}
