pragma ComponentBehavior: Bound

import QtQuick
import "../../qml/components"
import "../../qml/theme"

StepPage {
    id: screen

    required property var view

    backVisible: false
    title: qsTr("Thông báo xử lý dữ liệu cá nhân")
    spoken: [title, ...view.shown.paragraphs.map(paragraph => paragraph.text)].join(" ")
    focusOrder: [screen.sheet, answers]
    spacing: Theme.gapLarge
    foot: Grid {
        id: answers
        width: parent ? parent.width : 0
        columns: 2
        spacing: Theme.gap

        readonly property real lineHeight: Math.max(refuse.implicitHeight, agree.implicitHeight, Math.min(Theme.touchLarge, screen.height * 0.25))

        // Two answers of equal weight: same size, same look, nothing chosen beforehand.
        TouchButton {
            id: refuse
            objectName: "consent.refuse"
            width: (parent.width - Theme.gap) / 2
            height: answers.lineHeight
            look: TouchButton.Secondary
            text: qsTr("Không đồng ý")
            onClicked: screen.view.refuse()
        }

        TouchButton {
            id: agree
            objectName: "consent.agree"
            width: (parent.width - Theme.gap) / 2
            height: answers.lineHeight
            look: TouchButton.Secondary
            text: qsTr("Đồng ý")
            onClicked: screen.view.agree()
        }
    }

    Repeater {
        model: screen.view.shown.paragraphs

        Column {
            id: paragraph

            required property var modelData

            width: parent ? parent.width : 0

            Label {
                width: parent.width
                visible: !paragraph.modelData.strong
                fit: true
                text: paragraph.modelData.strong ? "" : paragraph.modelData.text
            }

            Notice {
                width: parent.width
                kind: Notice.Warning
                text: paragraph.modelData.strong ? paragraph.modelData.text : ""
            }
        }
    }

    TouchButton {
        objectName: "consent.helped"
        visible: screen.view.shown.filing ?? false
        width: parent.width
        look: TouchButton.Quiet
        icon: "people"
        text: (screen.view.shown.helper ?? "") === "" ? qsTr("Có người giúp tôi đọc và điền") : qsTr("Người giúp: %1. Sửa").arg(screen.view.shown.helper)
        onClicked: screen.view.helped()
    }
}
