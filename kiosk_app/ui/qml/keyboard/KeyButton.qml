pragma ComponentBehavior: Bound

import QtQuick
import "../components"
import "../theme"

// One key. Each finger has its own, so that fast typing loses nothing; backspace repeats while it is held. The gap to
// its neighbours is its own: a touch there is meant for it.
Item {
    id: key

    required property string name
    property bool shifted: false
    // Letters that lead on, without marks: their keys are marked.
    property string likely: ""
    readonly property bool leads: letter && likely !== "" && likely.includes(plain(name))
    // "telex", "vni" or "": how letters compose.
    property string method: ""
    readonly property bool checked: (name === "shift" && shifted) || (name === "telex" && method !== "")
    readonly property bool letter: name.length === 1
    readonly property bool tone: name.startsWith("tone.")
    readonly property bool special: tone || "ăâđêôơư".includes(name)
    readonly property string icon: ({
            shift: "shift",
            backspace: "erase",
            clear: "cross",
            next: "next"
        })[name] ?? ""
    // Large letters grow with the citizen's text size as far as the key lets them.
    readonly property real letterSize: Math.min(Theme.textLarge, height * (letter ? 0.55 : 0.45), tone ? width * 0.34 : height)
    // A word alone may fill its key: a letter of it is 0.62 of its height wide. Beside a sign it is small.
    readonly property real wordSize: tone && name !== "tone.none" ? Math.min(Theme.textSmall, Theme.mm(7.4), width * 0.185) : Math.min(Theme.textBody, height * 0.4, (width - 2 * Theme.gapSmall) / (0.62 * word().length))
    readonly property color ink: {
        if (tap.pressed || name === "done" || checked)
            return Theme.primaryInk;
        return special || !letter ? Theme.primary : Theme.text;
    }

    signal clicked

    // The letter without its marks, as a catalogue is searched.
    function plain(letter: string): string {
        return letter === "đ" ? "d" : letter.normalize("NFD").charAt(0);
    }

    // What the key shows large.
    function sign(): string {
        switch (name) {
        case "tone.sac":
            return "á";
        case "tone.huyen":
            return "à";
        case "tone.hoi":
            return "ả";
        case "tone.nga":
            return "ã";
        case "tone.nang":
            return "ạ";
        case "tone.move":
            return "òa oà";
        case "\u0306":
            return "◌\u0306";
        default:
            return letter ? (shifted ? name.toUpperCase() : name) : "";
        }
    }

    // What the key says in a word.
    function word(): string {
        switch (name) {
        case "tone.sac":
            return qsTr("sắc");
        case "tone.huyen":
            return qsTr("huyền");
        case "tone.hoi":
            return qsTr("hỏi");
        case "tone.nga":
            return qsTr("ngã");
        case "tone.nang":
            return qsTr("nặng");
        case "tone.none":
            return qsTr("bỏ dấu");
        case "space":
            return qsTr("dấu cách");
        case "signs":
        case "symbols":
            return "123#";
        case "letters":
            return "ABC";
        case "telex":
            return method === "vni" ? "VNI" : "Telex";
        case "peoples":
            return "ŏ ŭ";
        case "done":
            return qsTr("Xong");
        default:
            return "";
        }
    }

    function spoken(): string {
        switch (name) {
        case "shift":
            return qsTr("Chữ hoa");
        case "backspace":
            return qsTr("Xóa một chữ");
        case "next":
            return qsTr("Ô tiếp theo");
        case "signs":
        case "symbols":
            return qsTr("Chữ số và ký hiệu");
        case "letters":
            return qsTr("Chữ cái");
        case "clear":
            return qsTr("Xóa cả ô");
        case "peoples":
            return qsTr("Chữ của các dân tộc");
        case "tone.move":
            return qsTr("Đổi chỗ dấu thanh, như hòa và hoà");
        case "\u0306":
            return qsTr("Dấu trăng trên chữ đứng trước");
        case "telex":
            switch (method) {
            case "telex":
                return qsTr("Gõ Telex, đang bật");
            case "vni":
                return qsTr("Gõ VNI, đang bật");
            default:
                return qsTr("Gõ Telex, đang tắt");
            }
        default:
            return (sign() + " " + word()).trim();
        }
    }

    objectName: "key." + name
    Accessible.role: Accessible.Button
    Accessible.name: spoken()
    Accessible.onPressAction: clicked()

    Rectangle {
        anchors.fill: parent
        anchors.margins: Math.round(Theme.gapTiny / 2)
        radius: Theme.radius
        color: {
            if (tap.pressed)
                return Theme.primaryPressed;
            if (key.name === "done" || key.checked)
                return Theme.primary;
            return key.leads ? Theme.selected : Theme.surface;
        }
        border.width: key.checked || key.leads ? Theme.lineStrong : Theme.line
        border.color: key.letter && !key.special && !key.leads ? Theme.border : Theme.primary
    }

    Icon {
        anchors.centerIn: parent
        visible: key.icon !== ""
        name: key.icon
        color: key.ink
        size: Math.min(key.letterSize * 1.15, key.height - 2 * Theme.gapSmall)
    }

    Row {
        anchors.centerIn: parent
        spacing: large.visible && small.visible ? Theme.gapTiny : 0

        Text {
            id: large
            visible: text !== ""
            text: key.sign()
            color: key.ink
            font.family: Theme.family
            font.pixelSize: key.letterSize
            font.weight: Font.DemiBold
            Accessible.ignored: true
        }

        Text {
            id: small
            y: large.visible ? large.baselineOffset - baselineOffset : 0
            visible: text !== ""
            text: key.word()
            color: key.ink
            font.family: Theme.family
            font.pixelSize: key.wordSize
            font.weight: Font.DemiBold
            Accessible.ignored: true
        }
    }

    TapHandler {
        id: tap

        property bool repeated: false

        gesturePolicy: TapHandler.ReleaseWithinBounds
        // A slow finger is as good as a quick one.
        longPressThreshold: 0
        onPressedChanged: if (pressed)
            repeated = false
        onTapped: if (!repeated)
            key.clicked()
    }

    Timer {
        interval: tap.repeated ? Theme.quick : Theme.slow / 2
        running: tap.pressed && key.name === "backspace"
        repeat: true
        onTriggered: {
            tap.repeated = true;
            key.clicked();
        }
    }
}
