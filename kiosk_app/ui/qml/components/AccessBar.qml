pragma ComponentBehavior: Bound

import QtQuick
import "../theme"

// Help, language, text size, contrast, height and the way out: on every screen, at the same place. Written once for
// a bar below an upright page and for a column beside a wide one; where neither has room, the display's choices
// stand in a sheet of their own.
Item {
    id: bar

    property string language: "vi"
    property int textSize: 0
    property bool highContrast: false
    property bool low: false
    // Whether the glass is high enough for its lower half to be a page.
    property bool canLower: false
    property bool canCancel: false
    property bool saved: false
    // The most that it may take, in pixels.
    property real room: Infinity
    readonly property var plan: arrange()
    readonly property bool compact: plan.compact

    signal helpWanted
    signal languageWanted(string language)
    signal textSizeWanted(int size)
    signal contrastWanted(bool on)
    signal lowWanted(bool on)
    signal cancelWanted

    // Words of each control; "" stands for a sign alone.
    function words(key: string): string {
        switch (key) {
        case "help":
            return qsTr("Gọi cán bộ");
        case "language.vi":
            return "Tiếng Việt";
        case "language.en":
            return "English";
        case "contrast":
            return qsTr("Tương phản");
        case "low":
            return low ? qsTr("Màn hình cao") : qsTr("Màn hình thấp");
        case "display":
            return qsTr("Hiển thị");
        case "cancel":
            return saved ? qsTr("Kết thúc") : qsTr("Hủy");
        default:
            return "";
        }
    }

    function hasIcon(key: string): bool {
        return ["help", "contrast", "low", "display"].includes(key);
    }

    // The narrowest that a control can be with its words in one line, in pixels.
    function wants(key: string): real {
        const text = words(key);
        if (text === "")
            return Theme.touch;
        const icon = hasIcon(key) ? Theme.textSmall * 1.2 + Theme.gapSmall : 0;
        return Math.max(Theme.touch, Math.ceil(Theme.metrics.advanceWidth(text) * Theme.textSmall / 100) + icon + 2 * Theme.gapSmall + 2);
    }

    // The narrowest that a control can be with its words in two lines.
    function wantsInTwoLines(key: string): real {
        let longest = 0;
        for (const word of words(key).split(" "))
            longest = Math.max(longest, Theme.metrics.advanceWidth(word));
        const icon = hasIcon(key) ? Theme.textSmall * 1.2 + Theme.gapSmall : 0;
        return Math.ceil(longest * Theme.textSmall / 100) + icon + 2 * Theme.gapSmall + 2;
    }

    function arrange(): var {
        const size = ["text.0", "text.1", "text.2"];
        const look = canLower ? ["contrast", "low"] : ["contrast"];
        const tongues = ["language.vi", "language.en"];
        const full = [
            [["help", ...tongues, ...size, ...look, "cancel"]],
            [["help", ...tongues, "cancel"], [...size, ...look]],
            [["help", "cancel"], [...tongues], [...size, ...look]],
            [["help"], tongues, size, [...look, "cancel"]],
            [["help"], ["language.vi"], ["language.en"], size, [...look, "cancel"]]
        ];
        for (const lines of full) {
            const made = placed(lines, false);
            if (made)
                return made;
        }
        for (const lines of [[["help", "display", "cancel"]], [["help"], ["display"], ["cancel"]]]) {
            const made = placed(lines, true);
            if (made)
                return made;
        }
        // As a column of signs, or one line of them.
        return signs(width < 3 * Theme.touch + 2 * Theme.gapTiny);
    }

    // Give places to lines of controls, each stretched over the whole width; null when they do not fit. Words of
    // contrast and height are left out where there is no room for them.
    function placed(lines: var, compact: bool): var {
        const places = {};
        let y = 0;
        for (const line of lines) {
            let high = Math.max(Theme.touch, Theme.textSmall * 1.4 + Theme.gapSmall);
            const gaps = (line.length - 1) * Theme.gapTiny;
            let wanted = line.map(key => wants(key));
            let worded = true;
            let sum = wanted.reduce((all, one) => all + one, gaps);
            if (sum > width) {
                worded = false;
                wanted = line.map(key => key === "contrast" || key === "low" ? Theme.touch : wants(key));
                sum = wanted.reduce((all, one) => all + one, gaps);
            }
            if (sum > width && line.length === 1) {
                sum = wantsInTwoLines(line[0]);
                wanted = [sum];
                worded = true;
                high = Math.max(Theme.touch, Theme.textSmall * 2.7 + Theme.gapSmall);
            }
            if (sum > width)
                return null;
            const stretch = (width - sum) / line.length;
            let x = 0;
            line.forEach((key, place) => {
                const wide = wanted[place] + stretch;
                places[key] = {x: x, y: y, width: wide, height: high, words: worded || (key !== "contrast" && key !== "low")};
                x += wide + Theme.gapTiny;
            });
            y += high + Theme.gapTiny;
        }
        return y - Theme.gapTiny > room ? null : {places: places, height: y - Theme.gapTiny, compact: compact};
    }

    function signs(upright: bool): var {
        const places = {};
        ["help", "display", "cancel"].forEach((key, place) => {
            places[key] = {
                x: upright ? 0 : place * (width + Theme.gapTiny) / 3,
                y: upright ? place * (Theme.touch + Theme.gapTiny) : 0,
                width: upright ? width : (width - 2 * Theme.gapTiny) / 3,
                height: Theme.touch,
                words: false
            };
        });
        return {places: places, height: upright ? 3 * Theme.touch + 2 * Theme.gapTiny : Theme.touch, compact: true};
    }

    implicitHeight: plan.height

    component Control: TouchButton {
        required property string key
        readonly property var place: bar.plan.places[key] ?? null

        objectName: "bar." + key
        visible: place !== null
        x: place?.x ?? 0
        y: place?.y ?? 0
        width: place?.width ?? 0
        height: place?.height ?? 0
        look: TouchButton.Secondary
        textSize: Theme.textSmall
        text: place?.words ? bar.words(key) : ""
        Accessible.name: bar.words(key)
    }

    Control {
        key: "help"
        icon: "help"
        onClicked: bar.helpWanted()
    }

    Control {
        key: "language.vi"
        checked: bar.language === "vi"
        onClicked: bar.languageWanted("vi")
    }

    Control {
        key: "language.en"
        checked: bar.language === "en"
        onClicked: bar.languageWanted("en")
    }

    Control {
        key: "text.0"
        text: "A"
        textSize: Theme.mm(8)
        checked: bar.textSize === 0
        Accessible.name: qsTr("Chữ vừa")
        onClicked: bar.textSizeWanted(0)
    }

    Control {
        key: "text.1"
        text: "A"
        textSize: Theme.mm(11)
        checked: bar.textSize === 1
        Accessible.name: qsTr("Chữ lớn")
        onClicked: bar.textSizeWanted(1)
    }

    Control {
        key: "text.2"
        text: "A"
        textSize: Theme.mm(15)
        checked: bar.textSize === 2
        Accessible.name: qsTr("Chữ rất lớn")
        onClicked: bar.textSizeWanted(2)
    }

    Control {
        key: "contrast"
        icon: "contrast"
        checked: bar.highContrast
        Accessible.name: qsTr("Tương phản cao")
        onClicked: bar.contrastWanted(!bar.highContrast)
    }

    Control {
        key: "low"
        icon: "lower"
        checked: bar.low
        onClicked: bar.lowWanted(!bar.low)
    }

    Control {
        key: "display"
        icon: "letters"
        onClicked: sheet.visible = true
    }

    Control {
        key: "cancel"
        look: TouchButton.Danger
        icon: text === "" ? "cross" : ""
        opacity: bar.canCancel ? 1 : 0
        enabled: bar.canCancel
        onClicked: bar.cancelWanted()
    }

    DisplaySheet {
        id: sheet
        bar: bar
    }
}
