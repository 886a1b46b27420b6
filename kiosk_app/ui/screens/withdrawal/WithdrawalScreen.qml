pragma ComponentBehavior: Bound

import QtQuick
import "../../qml/components"
import "../../qml/theme"

StepPage {
    id: screen

    required property var view
    readonly property var told: view.shown

    title: qsTr("Rút hồ sơ này?")
    nextText: qsTr("Gửi yêu cầu rút")
    spoken: [title, name.text, code.text, means.text].join(" ")
    focusOrder: [screen.sheet]

    Card {
        width: parent.width

        Column {
            width: parent.width
            spacing: Theme.gapSmall

            Label {
                id: name
                width: parent.width
                kind: Label.Large
                fit: true
                font.weight: Font.DemiBold
                text: screen.told.service
            }

            Label {
                id: code
                width: parent.width
                fit: true
                text: qsTr("Mã hồ sơ %1").arg(screen.told.code)
            }
        }
    }

    Notice {
        id: means
        width: parent.width
        kind: Notice.Warning
        text: qsTr("Cán bộ xem yêu cầu rồi trả lại hồ sơ. Khi đã rút, cơ quan không giải quyết nữa; muốn làm lại phải nộp hồ sơ mới. Phí đã nộp, xin hỏi quầy.")
    }
}
