pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Window
import "../components"
import "../theme"

// The keyboard of the kiosk. It opens for whatever KeyInput has the cursor and types into it; `height` is 0 when shut.
FocusScope {
    id: keyboard

    required property var view
    readonly property KeyInput target: Window.activeFocusItem as KeyInput
    readonly property bool open: target !== null
    readonly property bool upright: width < Theme.mm(330)
    // The glass is so low that only one box has room above the keys.
    readonly property bool low: (parent?.height ?? 0) < Theme.mm(165)
    readonly property real edge: low ? 0 : Theme.gapTiny
    readonly property string layout: page || wanted
    readonly property var rows: view.rows(layout, upright, low, view.method)
    readonly property real units: view.units(layout, upright, low, view.method)
    readonly property real cell: Math.min(Theme.mm(50), width / units)
    readonly property real keyHeight: low ? Math.ceil(20 * Theme.pixelsPerMm) : Math.max(Theme.mm(21.5), Math.min(Theme.mm(upright ? 24.5 : 22.5), Theme.textLarge * 1.9))
    readonly property bool shifted: automatic !== flipped

    // The layout that the entry asked for; kept while the keyboard is shut.
    property string wanted: "text"
    // "symbols", "peoples" or "signs" in place of the letters; "" for the letters.
    property string page: ""
    property bool automatic: false
    property bool flipped: false

    function close(): void {
        keyboard.forceActiveFocus();
    }

    function press(key: string): void {
        if (!target)
            return;
        switch (key) {
        case "shift":
            flipped = !flipped;
            break;
        case "symbols":
        case "peoples":
        case "signs":
            page = key;
            break;
        case "letters":
            page = "";
            break;
        case "telex":
            view.nextMethod();
            break;
        case "next":
            next();
            break;
        case "done":
            close();
            break;
        default:
            type(key);
        }
    }

    function type(key: string): void {
        const letter = key.length === 1;
        const words = wanted === "name" || wanted === "text";
        // A full box of a date is written over from its first digit.
        const over = wanted === "date" && letter && target.text.length >= target.maximumLength;
        const made = view.press(target.text, over ? 0 : target.selectionStart, over ? target.text.length : target.selectionEnd, letter && shifted ? key.toUpperCase() : key, words);
        if (made.text.length > target.maximumLength && made.text.length > target.text.length)
            return;
        if (letter)
            flipped = false;
        put(made.text, made.cursor);
    }

    function put(text: string, cursor: int): void {
        const entry = target;
        entry.text = text;
        // The form may have handed the cursor on, or written something else.
        if (entry === target && entry.text === text)
            entry.cursorPosition = cursor;
        entry.ending = view.left;
        look();
    }

    // To the next box of a date; shut behind the last one.
    function next(): void {
        const following = target.nextItemInFocusChain() as KeyInput;
        const way = following ? following.mapToItem(target, 0, 0) : Qt.point(0, 0);
        // The chain is a ring: what stands above or left is the first box again.
        const ahead = way.y > 1 || (way.y > -1 && way.x > 1);
        if (ahead && following.keyboard === wanted)
            following.forceActiveFocus();
        else
            close();
    }

    function look(): void {
        automatic = target !== null && page !== "symbols" && view.wantsCapital(target.text, target.selectionStart, wanted);
    }

    height: open ? keys.height + 2 * edge : 0
    visible: open
    onTargetChanged: {
        if (target) {
            wanted = target.keyboard;
            page = "";
        }
        flipped = false;
        look();
    }
    onPageChanged: look()

    Connections {
        target: keyboard.target

        function onSelectionStartChanged(): void {
            keyboard.look();
        }

        function onTextChanged(): void {
            keyboard.look();
        }
    }

    Rectangle {
        anchors.fill: parent
        color: Theme.surfaceStrong
        border.color: Theme.border
        border.width: Theme.line

        // A touch between two keys must not reach the page behind the keyboard.
        MouseArea {
            anchors.fill: parent
        }
    }

    Column {
        id: keys
        y: keyboard.edge
        width: parent.width

        Repeater {
            model: keyboard.rows

            Row {
                id: line

                required property var modelData

                anchors.horizontalCenter: parent ? parent.horizontalCenter : undefined
        
                Repeater {
                    model: line.modelData

                    Item {
                        id: place

                        required property var modelData

                        width: keyboard.cell * modelData.units
                        height: keyboard.keyHeight

                        Loader {
                            anchors.fill: parent
                            active: place.modelData.name !== ""
                            sourceComponent: KeyButton {
                                name: place.modelData.name
                                shifted: keyboard.shifted
                                likely: keyboard.target?.likely ?? ""
                                method: keyboard.view.method
                                onClicked: keyboard.press(name)
                            }
                        }
                    }
                }
            }
        }
    }
}
