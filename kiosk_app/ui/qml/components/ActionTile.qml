pragma ComponentBehavior: Bound

import QtQuick
import "../theme"

// A large way on: a sign on its ground, a title, what stands under it.
Rectangle {
    id: tile

    property string icon: ""
    property string title: ""
    property string summary: ""
    default property alias more: words.data
    // The tile on the same line, where two stand on one: both get the height of the higher.
    property Item beside: null
    readonly property bool roomy: width > Theme.mm(110) && Theme.textScale < 1.7

    signal clicked

    implicitHeight: Math.max(words.height, ground.height) + 2 * Theme.gap
    height: Math.max(implicitHeight, beside ? beside.implicitHeight : 0)
    radius: Theme.radius * 1.6
    color: touch.pressed ? Theme.selected : Theme.surface
    border.color: Theme.primary
    border.width: Theme.lineStrong
    activeFocusOnTab: enabled
    Accessible.role: Accessible.Button
    Accessible.name: summary === "" ? title : title + ". " + summary
    Accessible.onPressAction: clicked()
    Keys.onSpacePressed: clicked()
    Keys.onReturnPressed: clicked()
    Keys.onEnterPressed: clicked()

    FocusRing {
        shown: tile.activeFocus
    }

    Rectangle {
        id: ground
        x: Theme.gap
        anchors.verticalCenter: parent.verticalCenter
        visible: tile.icon !== "" && tile.roomy
        width: visible ? Theme.mm(26) : 0
        height: width
        radius: width / 2
        color: Theme.primary

        Icon {
            anchors.centerIn: parent
            name: tile.icon
            color: Theme.primaryInk
            size: parent.width * 0.62
        }
    }

    Column {
        id: words
        x: Theme.gap + (ground.visible ? ground.width + Theme.gap : 0)
        anchors.verticalCenter: parent.verticalCenter
        width: tile.width - x - (way.visible ? way.width + 2 * Theme.gap : Theme.gap)
        spacing: Theme.gapTiny

        Label {
            width: parent.width
            kind: Label.Large
            fit: true
            font.weight: Font.DemiBold
            color: Theme.primary
            text: tile.title
            Accessible.ignored: true
        }

        Label {
            width: parent.width
            visible: text !== ""
            fit: true
            text: tile.summary
            Accessible.ignored: true
        }
    }

    Icon {
        id: way
        // Where a line holds few letters they get its room: the whole tile is the way on.
        visible: Theme.textScale < 1.7 || tile.width > Theme.mm(170)
        anchors.right: parent.right
        anchors.rightMargin: Theme.gap
        anchors.verticalCenter: parent.verticalCenter
        name: "next"
        color: Theme.primary
        size: Theme.mm(11)
    }

    MouseArea {
        id: touch
        anchors.fill: parent
        onClicked: tile.clicked()
    }
}
