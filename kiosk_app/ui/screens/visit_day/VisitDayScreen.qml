pragma ComponentBehavior: Bound

import QtQuick
import "../../qml/components"

StepPage {
    id: screen

    required property var view
    readonly property var told: view.shown

    settle: 0
    nextText: ""
    title: qsTr("Ông/Bà muốn đến buổi nào?")
    subtitle: qsTr("Chạm một buổi. Quầy xem rồi mới xác nhận và định giờ.")
    spoken: [title, subtitle, none.text, ...told.halves.map(one => one.name + ". " + one.hours)].filter(Boolean).join(". ")
    focusOrder: [screen.sheet]

    Notice {
        id: none
        objectName: "visit_day.none"
        width: parent.width
        kind: Notice.Info
        text: screen.told.halves.length > 0 ? "" : qsTr("Chưa biết ngày nào quầy mở cửa. Xin hỏi quầy.")
    }

    Repeater {
        model: screen.told.halves

        ChoiceTile {
            id: half

            required property var modelData

            objectName: "visit_day." + half.modelData.day + (half.modelData.morning ? ".am" : ".pm")
            width: parent ? parent.width : 0
            text: half.modelData.name
            detail: half.modelData.hours
            chosen: half.modelData.chosen
            onClicked: screen.view.choose(half.modelData.day, half.modelData.morning)
        }
    }
}
