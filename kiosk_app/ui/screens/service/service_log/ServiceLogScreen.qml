pragma ComponentBehavior: Bound

import QtQuick
import "../../../qml/components"
import "../../../qml/theme"

StepPage {
    id: screen

    required property var view
    readonly property var log: view.shown

    settle: 0
    spacing: Theme.gapTiny
    title: qsTr("Nhật ký máy")
    subtitle: qsTr("Dòng mới ở trên. Những gì có thể là của công dân đã được lược bỏ.")
    news: [problem, none]
    spoken: [title, explanation, busy.said, problem.text, none.text].filter(Boolean).join(" ")
    focusOrder: [screen.sheet]

    Busy {
        id: busy
        width: parent.width
        visible: screen.log.running
        text: qsTr("Đang đọc nhật ký…")
    }

    Notice {
        id: problem
        objectName: "service.problem"
        width: parent.width
        kind: Notice.Bad
        text: screen.log.problem
    }

    Notice {
        id: none
        objectName: "service.none"
        width: parent.width
        kind: Notice.Info
        text: !screen.log.running && screen.log.lines.length === 0 && screen.log.problem === "" ? qsTr("Chưa có dòng nào.") : ""
    }

    Repeater {
        model: screen.log.lines

        Label {
            required property string modelData

            width: parent ? parent.width : 0
            kind: Label.Small
            wrapMode: Text.WrapAnywhere
            text: modelData
        }
    }
}
