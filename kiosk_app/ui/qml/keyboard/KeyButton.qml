import QtQuick
import "../components"
import "../theme"

// One key. Backspace repeats while it is held.
TouchButton {
    id: key

    property string name: ""
    property string label: ""
    property bool shifted: false
    property bool telex: false
    readonly property bool letter: name.length === 1
    readonly property bool tone: name.startsWith("tone.")

    function caption(): string {
        switch (name) {
        case "space":
            return qsTr("dấu cách");
        case "symbols":
            return "123";
        case "letters":
            return "ABC";
        case "telex":
            return "Telex";
        case "done":
            return qsTr("Xong");
        case "shift":
        case "backspace":
            return "";
        case "tone.none":
            return qsTr("bỏ dấu");
        case "tone.sac":
            return qsTr("sắc á");
        case "tone.huyen":
            return qsTr("huyền à");
        case "tone.hoi":
            return qsTr("hỏi ả");
        case "tone.nga":
            return qsTr("ngã ã");
        case "tone.nang":
            return qsTr("nặng ạ");
        default:
            return shifted ? label.toUpperCase() : label;
        }
    }

    function spoken(): string {
        switch (name) {
        case "shift":
            return qsTr("Chữ hoa");
        case "backspace":
            return qsTr("Xóa một chữ");
        default:
            return text;
        }
    }

    objectName: "key." + name
    look: name === "done" ? TouchButton.Primary : TouchButton.Secondary
    checked: (name === "shift" && shifted) || (name === "telex" && telex)
    text: caption()
    icon: name === "shift" ? "up" : (name === "backspace" ? "back" : "")
    textSize: letter ? Math.min(Theme.textLarge, height * 0.55) : Math.min(Theme.mm(6.4), Theme.textSmall)
    Accessible.name: spoken()
}
