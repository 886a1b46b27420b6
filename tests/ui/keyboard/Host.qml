pragma ComponentBehavior: Bound

import QtQuick
import "../../../kiosk_app/ui/qml/components"
import "../../../kiosk_app/ui/qml/keyboard"
import "../../../kiosk_app/ui/qml/theme"

// A page with one entry of each kind above the keyboard.
Rectangle {
    id: host

    required property var view
    required property real pixelsPerMm
    property real textScale: 1
    property bool highContrast: false
    readonly property real keyboardHeight: keys.height

    color: Theme.ground

    Binding {
        target: Theme
        property: "pixelsPerMm"
        value: host.pixelsPerMm
    }

    Binding {
        target: Theme
        property: "textScale"
        value: host.textScale
    }

    Binding {
        target: Theme
        property: "look"
        value: host.highContrast ? "contrast" : "light"
    }

    Scroller {
        objectName: "page"
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.bottom: keys.top
        spacing: Theme.gapSmall

        Row {
            x: Theme.margin
            width: parent.width - 2 * Theme.margin
            spacing: Theme.gapSmall

            Repeater {
                model: ["name", "text", "digits", "email"]

                TextEntry {
                    id: entry

                    required property string modelData

                    width: (parent.width - 3 * Theme.gapSmall) / 4
                    keyboard: modelData
                    inputName: modelData
                    name: modelData
                    maximumLength: modelData === "digits" ? 12 : 60
                    onEdited: text => entry.value = text
                }
            }
        }

        DateEntry {
            id: date
            x: Theme.margin
            width: parent.width - 2 * Theme.margin
            inputName: "date"
            name: "date"
            onEdited: value => date.value = value
        }
    }

    Keyboard {
        id: keys
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        view: host.view
    }
}
