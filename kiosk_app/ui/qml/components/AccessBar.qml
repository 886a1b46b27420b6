pragma ComponentBehavior: Bound

import QtQuick
import "../theme"

// Language, text size, contrast and cancel: on every screen, at the same place.
Grid {
    id: bar

    property string language: "vi"
    property int textSize: 0
    property bool highContrast: false
    property bool canCancel: false
    property bool saved: false
    property bool upright: true
    readonly property real leaving: upright ? Theme.mm(56) : width
    readonly property real cell: upright ? (width - leaving - 6 * spacing) / 6 : (width - 2 * spacing) / 3

    signal languageWanted(string language)
    signal textSizeWanted(int size)
    signal contrastWanted(bool on)
    signal cancelWanted

    columns: upright ? 2 : 1
    spacing: Theme.gapTiny

    component Choice: TouchButton {
        width: bar.cell
        height: Theme.touch
        look: TouchButton.Secondary
        textSize: Theme.textSmall
    }

    Grid {
        columns: bar.upright ? 6 : 3
        spacing: bar.spacing

        Choice {
            objectName: "bar.language.vi"
            text: "VI"
            checked: bar.language === "vi"
            Accessible.name: "Tiếng Việt"
            onClicked: bar.languageWanted("vi")
        }

        Choice {
            objectName: "bar.language.en"
            text: "EN"
            checked: bar.language === "en"
            Accessible.name: "English"
            onClicked: bar.languageWanted("en")
        }

        Choice {
            objectName: "bar.contrast"
            icon: "contrast"
            checked: bar.highContrast
            Accessible.name: qsTr("Tương phản cao")
            onClicked: bar.contrastWanted(!bar.highContrast)
        }

        Choice {
            objectName: "bar.text.0"
            text: "A"
            textSize: Theme.mm(8)
            checked: bar.textSize === 0
            Accessible.name: qsTr("Chữ vừa")
            onClicked: bar.textSizeWanted(0)
        }

        Choice {
            objectName: "bar.text.1"
            text: "A"
            textSize: Theme.mm(10.5)
            checked: bar.textSize === 1
            Accessible.name: qsTr("Chữ lớn")
            onClicked: bar.textSizeWanted(1)
        }

        Choice {
            objectName: "bar.text.2"
            text: "A"
            textSize: Theme.mm(13.5)
            checked: bar.textSize === 2
            Accessible.name: qsTr("Chữ rất lớn")
            onClicked: bar.textSizeWanted(2)
        }
    }

    Choice {
        objectName: "bar.cancel"
        width: bar.leaving
        look: TouchButton.Danger
        text: bar.saved ? qsTr("Kết thúc") : qsTr("Hủy")
        opacity: bar.canCancel ? 1 : 0
        enabled: bar.canCancel
        onClicked: bar.cancelWanted()
    }
}
