pragma ComponentBehavior: Bound

import QtQuick
import "../../../qml/components"
import "../../../qml/theme"

StepPage {
    id: screen

    required property var view
    readonly property var told: view.shown

    settle: 0
    title: qsTr("Tin của tỉnh")
    spoken: [title, problem.text, none.text, ...screen.told.notices.map(one => one.title + ". " + one.text)].filter(Boolean).join(" ")
    focusOrder: [screen.sheet]

    Notice {
        id: problem
        objectName: "service.problem"
        width: parent.width
        kind: Notice.Bad
        text: screen.told.problem
    }

    Notice {
        id: none
        width: parent.width
        kind: Notice.Info
        text: screen.told.notices.length === 0 ? qsTr("Chưa có tin nào.") : ""
    }

    Repeater {
        model: screen.told.notices

        Card {
            id: notice

            required property var modelData

            width: parent ? parent.width : 0
            strong: notice.modelData.staff

            Column {
                width: parent.width
                spacing: Theme.gapTiny

                Label {
                    width: parent.width
                    fit: true
                    font.weight: Font.DemiBold
                    text: notice.modelData.title
                }

                Label {
                    width: parent.width
                    fit: true
                    text: notice.modelData.text
                }
            }
        }
    }
}
