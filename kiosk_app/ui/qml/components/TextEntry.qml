pragma ComponentBehavior: Bound

import QtQuick
import "../theme"

// A box to type in, as high as what was typed: a long name stays whole. `keyboard` names the layout of the
// on-screen keyboard: name, text, digits, date, email, plain.
Rectangle {
    id: entry

    property string value: ""
    property string keyboard: "text"
    property int maximumLength: 200
    property bool bad: false
    property string name: ""
    property string inputName: ""
    property string likely: ""
    // A box with a few digits is written over; it needs no key to empty it.
    property bool clearable: keyboard !== "date"
    readonly property bool active: input.activeFocus

    signal edited(string text)
    signal finished

    function take(): void {
        input.forceActiveFocus();
        if (clearable)
            input.cursorPosition = input.length;
        else
            input.selectAll();
    }

    // What was typed last was not taken: the box shows again what stands.
    function reset(): void {
        input.text = value;
    }

    implicitHeight: Math.max(Theme.touch, input.implicitHeight + 2 * Theme.gapTiny)
    radius: Theme.radius
    color: Theme.surface
    border.color: bad ? Theme.bad : (active ? Theme.primary : Theme.border)
    border.width: active || bad ? Theme.lineStrong : Theme.line

    onValueChanged: if (input.text !== value)
        input.text = value

    KeyInput {
        id: input
        keyboard: entry.keyboard
        likely: entry.likely
        objectName: entry.inputName
        anchors.left: parent.left
        anchors.right: empty.visible ? empty.left : parent.right
        anchors.leftMargin: Theme.gap
        anchors.rightMargin: empty.visible ? Theme.gapTiny : (entry.clearable ? Theme.gap : Theme.gapTiny)
        anchors.verticalCenter: parent.verticalCenter
        color: Theme.text
        selectionColor: Theme.primary
        selectedTextColor: Theme.primaryInk
        font.family: Theme.family
        font.pixelSize: Theme.textLarge
        wrapMode: TextInput.Wrap
        maximumLength: entry.maximumLength
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
        onClicked: entry.take()
    }

    TouchButton {
        id: empty
        objectName: entry.inputName + ".clear"
        visible: entry.clearable && input.activeFocus && input.text !== ""
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        width: Theme.touch
        height: Theme.touch
        look: TouchButton.Quiet
        color: "transparent"
        icon: "clear"
        // The keyboard has its own key for this; the order of focus goes on to the next box.
        activeFocusOnTab: false
        Accessible.name: qsTr("Xóa hết chữ trong ô")
        onClicked: input.text = ""
    }
}
