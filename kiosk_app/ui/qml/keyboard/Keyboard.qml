pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Window
import "../components"
import "../theme"

// The keyboard of the kiosk. It opens for whatever KeyInput has the cursor and types into it.
FocusScope {
    id: keyboard

    required property var view
    readonly property KeyInput target: Window.activeFocusItem as KeyInput
    readonly property bool open: target !== null
    readonly property string wanted: target ? target.keyboard : layout
    readonly property bool upright: width < Theme.mm(330)
    readonly property real cell: (width - 2 * Theme.gapSmall) / units - Theme.gapTiny
    readonly property real keyHeight: Math.max(Theme.mm(20), Math.min(Theme.mm(24), Theme.textLarge * 1.9))
    property string layout: "text"
    property real units: 10
    property var rows: []
    property bool shifted: false
    property bool telex: false

    function close(): void {
        keyboard.forceActiveFocus();
    }

    function show(name: string): void {
        layout = name;
        units = view.units(name, upright);
        rows = view.rows(name, upright);
    }

    function shift(): void {
        if (target)
            shifted = view.wantsCapital(target.text, target.cursorPosition, target.keyboard);
    }

    function press(key: string): void {
        if (!target)
            return;
        switch (key) {
        case "shift":
            shifted = !shifted;
            return;
        case "symbols":
            show("symbols");
            return;
        case "letters":
            show(wanted);
            return;
        case "telex":
            telex = !telex;
            return;
        case "done":
            close();
            return;
        }
        const letter = key.length === 1 && shifted ? key.toUpperCase() : key;
        const words = wanted === "name" || wanted === "text";
        const made = view.press(target.text, target.selectionStart, target.selectionEnd, letter, telex && words);
        if (made.text.length > target.maximumLength)
            return;
        target.text = made.text;
        // Moved on by itself: a full box of a date hands the cursor to the next.
        if (target && target.text === made.text)
            target.cursorPosition = made.cursor;
        shift();
    }

    height: open ? keys.height + 2 * Theme.gapSmall : 0
    visible: open
    onWantedChanged: show(wanted)
    onUprightChanged: show(layout)
    onTargetChanged: {
        if (target && layout !== wanted)
            show(wanted);
        shift();
    }
    Component.onCompleted: show(layout)

    Rectangle {
        anchors.fill: parent
        color: Theme.surfaceStrong
        border.color: Theme.border
        border.width: Theme.line

        // What is between two keys is no way to the page behind.
        MouseArea {
            anchors.fill: parent
        }
    }

    Column {
        id: keys
        x: Theme.gapSmall
        y: Theme.gapSmall
        width: parent.width - 2 * Theme.gapSmall
        spacing: Theme.gapTiny

        Repeater {
            model: keyboard.rows

            Row {
                id: line

                required property var modelData

                anchors.horizontalCenter: parent ? parent.horizontalCenter : undefined
                spacing: Theme.gapTiny

                Repeater {
                    model: line.modelData

                    KeyButton {
                        required property var modelData

                        name: modelData.name
                        label: modelData.label
                        shifted: keyboard.shifted
                        telex: keyboard.telex
                        width: keyboard.cell * modelData.units + Theme.gapTiny * (modelData.units - 1)
                        height: keyboard.keyHeight
                        onClicked: keyboard.press(name)
                    }
                }
            }
        }
    }
}
