pragma ComponentBehavior: Bound

import QtQuick
import "../theme"

// Language, text size and contrast where the bar has no room for them.
Modal {
    id: sheet

    required property AccessBar bar

    title: qsTr("Chữ, màu, tiếng")
    ground: Theme.ground
    focusOrder: [choices, done]

    component Choice: TouchButton {
        width: choices.cell
        look: TouchButton.Secondary
    }

    Scroller {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.bottom: done.top
        anchors.margins: Theme.gap

        Label {
            width: parent.width
            kind: Label.Title
            text: sheet.title
            Accessible.role: Accessible.Heading
        }

        Grid {
            id: choices

            readonly property real cell: columns === 2 ? Math.floor((width - spacing) / 2) : width

            width: parent.width
            columns: width > 11 * Theme.textBody + spacing ? 2 : 1
            spacing: Theme.gapSmall

            Choice {
                objectName: "bar.language.vi"
                text: "Tiếng Việt"
                checked: sheet.bar.language === "vi"
                onClicked: sheet.bar.languageWanted("vi")
            }

            Choice {
                objectName: "bar.language.en"
                text: "English"
                checked: sheet.bar.language === "en"
                onClicked: sheet.bar.languageWanted("en")
            }

            Choice {
                objectName: "bar.text.0"
                text: qsTr("Chữ vừa")
                checked: sheet.bar.textSize === 0
                onClicked: sheet.bar.textSizeWanted(0)
            }

            Choice {
                objectName: "bar.text.1"
                text: qsTr("Chữ lớn")
                checked: sheet.bar.textSize === 1
                onClicked: sheet.bar.textSizeWanted(1)
            }

            Choice {
                objectName: "bar.text.2"
                text: qsTr("Chữ rất lớn")
                checked: sheet.bar.textSize === 2
                onClicked: sheet.bar.textSizeWanted(2)
            }

            Choice {
                objectName: "bar.contrast"
                icon: "contrast"
                text: qsTr("Tương phản")
                checked: sheet.bar.highContrast
                onClicked: sheet.bar.contrastWanted(!sheet.bar.highContrast)
            }
        }
    }

    TouchButton {
        id: done
        objectName: "bar.display.close"
        x: Theme.gap
        width: parent.width - 2 * Theme.gap
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.gap
        text: qsTr("Xong")
        onClicked: sheet.visible = false
    }
}
