pragma ComponentBehavior: Bound

import QtQuick
import "../../qml/components"
import "../../qml/theme"

StepPage {
    id: screen

    required property var view

    backVisible: false
    title: qsTr("Thông báo xử lý dữ liệu cá nhân")

    Scroller {
        anchors.top: parent.top
        anchors.bottom: answers.top
        anchors.bottomMargin: Theme.gap
        width: parent.width
        spacing: Theme.gapLarge

        Repeater {
            model: screen.view.shown.paragraphs

            Column {
                id: paragraph

                required property var modelData

                width: parent ? parent.width : 0

                Label {
                    width: parent.width
                    visible: !paragraph.modelData.strong
                    text: paragraph.modelData.strong ? "" : paragraph.modelData.text
                }

                Notice {
                    width: parent.width
                    kind: Notice.Warning
                    text: paragraph.modelData.strong ? paragraph.modelData.text : ""
                }
            }
        }
    }

    Grid {
        id: answers
        anchors.bottom: parent.bottom
        width: parent.width
        columns: 2
        spacing: Theme.gap

        // Two answers of equal weight: same size, same look, nothing chosen beforehand.
        TouchButton {
            objectName: "consent.refuse"
            width: (parent.width - Theme.gap) / 2
            height: Math.max(implicitHeight, Theme.touchLarge)
            look: TouchButton.Secondary
            text: qsTr("Không đồng ý")
            onClicked: screen.view.refuse()
        }

        TouchButton {
            objectName: "consent.agree"
            width: (parent.width - Theme.gap) / 2
            height: Math.max(implicitHeight, Theme.touchLarge)
            look: TouchButton.Secondary
            text: qsTr("Đồng ý")
            onClicked: screen.view.agree()
        }
    }
}
