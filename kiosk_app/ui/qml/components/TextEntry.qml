pragma ComponentBehavior: Bound

import QtQuick
import "../theme"

// A box to type in. `keyboard` names the layout of the on-screen keyboard: name, text, digits, date, email.
Rectangle {
    id: entry

    property string value: ""
    property string keyboard: "text"
    property int maximumLength: 200
    property bool bad: false
    property string name: ""
    property string inputName: ""
    readonly property bool active: input.activeFocus

    signal edited(string text)
    signal finished

    function take(): void {
        input.forceActiveFocus();
    }

    implicitHeight: Math.max(Theme.touch, input.implicitHeight + 2 * Theme.gapSmall)
    radius: Theme.radius
    color: Theme.surface
    border.color: bad ? Theme.bad : (active ? Theme.primary : Theme.border)
    border.width: active || bad ? Theme.lineStrong : Theme.line

    onValueChanged: if (input.text !== value)
        input.text = value

    KeyInput {
        id: input
        keyboard: entry.keyboard
        objectName: entry.inputName
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.leftMargin: Theme.gap
        anchors.rightMargin: Theme.gap
        anchors.verticalCenter: parent.verticalCenter
        color: Theme.text
        selectionColor: Theme.primary
        selectedTextColor: Theme.primaryInk
        font.family: Theme.family
        font.pixelSize: Theme.textLarge
        maximumLength: entry.maximumLength
        clip: true
        inputMethodHints: Qt.ImhNoPredictiveText | Qt.ImhSensitiveData
        activeFocusOnPress: true
        Accessible.role: Accessible.EditableText
        Accessible.name: entry.name
        Component.onCompleted: text = entry.value
        onTextChanged: if (text !== entry.value)
            entry.edited(text)
        onActiveFocusChanged: if (!activeFocus)
            entry.finished()
    }

    MouseArea {
        anchors.fill: parent
        visible: !input.activeFocus
        onClicked: {
            input.forceActiveFocus();
            input.cursorPosition = input.length;
        }
    }
}
