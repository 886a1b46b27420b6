pragma ComponentBehavior: Bound

import QtQuick
import "../theme"

// One answer of a choice: filled when it is chosen, with a mark that tells so without colour.
Rectangle {
    id: tile

    property string text: ""
    property string detail: ""
    // See TouchButton.
    property string means: ""
    property bool chosen: false
    readonly property color ink: chosen ? Theme.primaryInk : Theme.text

    signal clicked

    implicitHeight: Math.max(Theme.touch, words.height + 2 * Theme.gapSmall)
    radius: Theme.radius
    color: chosen ? (touch.pressed ? Theme.primaryPressed : Theme.primary) : (touch.pressed ? Theme.selected : Theme.surface)
    border.color: chosen ? Theme.primary : Theme.border
    border.width: chosen ? Theme.lineStrong : Theme.line
    activeFocusOnTab: enabled
    Accessible.role: Accessible.RadioButton
    Accessible.name: detail === "" ? text : text + ", " + detail
    Accessible.checked: chosen
    Accessible.onPressAction: clicked()
    Keys.onSpacePressed: clicked()
    Keys.onReturnPressed: clicked()
    Keys.onEnterPressed: clicked()

    FocusRing {
        shown: tile.activeFocus
    }

    Rectangle {
        id: mark
        x: Theme.gap
        anchors.verticalCenter: parent.verticalCenter
        width: Theme.mm(9)
        height: width
        radius: width / 2
        color: Theme.surface
        border.color: tile.chosen ? Theme.primaryInk : Theme.border
        border.width: Theme.lineStrong

        Icon {
            anchors.centerIn: parent
            visible: tile.chosen
            name: "check"
            color: Theme.primary
            size: parent.width * 0.8
        }
    }

    Column {
        id: words
        x: mark.x + mark.width + Theme.gap
        anchors.verticalCenter: parent.verticalCenter
        width: tile.width - x - Theme.gap

        Label {
            width: parent.width
            text: tile.text
            color: tile.ink
            fit: true
            font.weight: tile.chosen ? Font.DemiBold : Font.Normal
            Accessible.ignored: true
        }

        Label {
            width: parent.width
            visible: text !== ""
            kind: Label.Small
            text: tile.detail
            color: tile.chosen ? Theme.primaryInk : Theme.textMuted
            Accessible.ignored: true
        }
    }

    MouseArea {
        id: touch
        anchors.fill: parent
        onClicked: tile.clicked()
    }
}
