pragma ComponentBehavior: Bound

import QtQuick
import "../theme"

// One answer of a choice, with a mark that tells chosen from not chosen without colour.
Rectangle {
    id: tile

    property string text: ""
    property bool chosen: false

    signal clicked

    implicitHeight: Math.max(Theme.touch, words.height + 2 * Theme.gapSmall)
    radius: Theme.radius
    color: chosen || touch.pressed ? Theme.selected : Theme.surface
    border.color: chosen ? Theme.primary : Theme.border
    border.width: chosen ? Theme.lineStrong : Theme.line
    Accessible.role: Accessible.RadioButton
    Accessible.name: text
    Accessible.checked: chosen
    Accessible.onPressAction: clicked()

    Rectangle {
        id: mark
        x: Theme.gap
        anchors.verticalCenter: parent.verticalCenter
        width: Theme.mm(9)
        height: width
        radius: width / 2
        color: Theme.surface
        border.color: tile.chosen ? Theme.primary : Theme.border
        border.width: Theme.lineStrong

        Rectangle {
            anchors.centerIn: parent
            visible: tile.chosen
            width: parent.width * 0.55
            height: width
            radius: width / 2
            color: Theme.primary
        }
    }

    Label {
        id: words
        x: mark.x + mark.width + Theme.gap
        anchors.verticalCenter: parent.verticalCenter
        width: tile.width - x - Theme.gap
        text: tile.text
        Accessible.ignored: true
    }

    MouseArea {
        id: touch
        anchors.fill: parent
        onClicked: tile.clicked()
    }
}
