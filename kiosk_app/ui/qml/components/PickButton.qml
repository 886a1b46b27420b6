pragma ComponentBehavior: Bound

import QtQuick
import "../theme"

// Shows what was picked from a long list; a touch opens the list.
Rectangle {
    id: pick

    property string text: ""
    property string placeholder: ""
    property string name: ""
    property bool bad: false

    signal clicked

    implicitHeight: Math.max(Theme.touch, words.height + 2 * Theme.gapSmall)
    radius: Theme.radius
    color: touch.pressed ? Theme.selected : (enabled ? Theme.surface : Theme.disabledGround)
    border.color: bad ? Theme.bad : (enabled ? Theme.primary : Theme.border)
    border.width: bad ? Theme.lineStrong : Theme.line
    activeFocusOnTab: enabled
    Accessible.role: Accessible.ComboBox
    Accessible.name: name + " " + text
    Accessible.onPressAction: if (enabled)
        clicked()
    Keys.onSpacePressed: clicked()
    Keys.onReturnPressed: clicked()
    Keys.onEnterPressed: clicked()

    FocusRing {
        shown: pick.activeFocus
    }

    Label {
        id: words
        x: Theme.gap
        anchors.verticalCenter: parent.verticalCenter
        width: pick.width - 3 * Theme.gap - arrow.size
        kind: pick.text === "" ? Label.Body : Label.Large
        text: pick.text === "" ? pick.placeholder : pick.text
        color: !pick.enabled ? Theme.disabledText : (pick.text === "" ? Theme.textMuted : Theme.text)
        fit: true
        Accessible.ignored: true
    }

    Icon {
        id: arrow
        name: "down"
        color: pick.enabled ? Theme.primary : Theme.disabledText
        size: Theme.textBody
        anchors.right: parent.right
        anchors.rightMargin: Theme.gap
        anchors.verticalCenter: parent.verticalCenter
    }

    MouseArea {
        id: touch
        anchors.fill: parent
        onClicked: pick.clicked()
    }
}
