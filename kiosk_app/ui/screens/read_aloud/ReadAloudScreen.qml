pragma ComponentBehavior: Bound

import QtQuick
import "../../qml/components"
import "../../qml/theme"

StepPage {
    id: screen

    required property var view
    readonly property var told: view.shown

    settle: 0
    title: qsTr("Đọc to cho người nộp nghe")
    subtitle: qsTr("Người giúp: %1. Xin đọc hết, rồi để người nộp tự chạm nút.").arg(told.helper)
    nextText: told.checking ? "" : qsTr("Tôi đã nghe đọc, đúng cả")
    spoken: [title, subtitle, busy.said, problem.text, told.procedure, ...told.lines.map(line => line.label + ": " + line.value), papers.text, fee.text, staff.text].filter(Boolean).join(". ")
    focusOrder: [screen.sheet]

    Notice {
        id: problem
        objectName: "aloud.problem"
        width: parent.width
        kind: Notice.Bad
        text: screen.told.problem
    }

    Busy {
        id: busy
        width: parent.width
        visible: screen.told.checking
        text: qsTr("Đang kiểm tra thẻ cán bộ…")
    }

    Label {
        width: parent.width
        kind: Label.Large
        fit: true
        font.weight: Font.DemiBold
        color: Theme.primary
        text: screen.told.procedure
    }

    Repeater {
        model: screen.told.lines

        Column {
            id: line

            required property var modelData

            width: parent ? parent.width : 0

            Label {
                width: parent.width
                fit: true
                color: Theme.textMuted
                text: line.modelData.label
            }

            Label {
                width: parent.width
                kind: Label.Large
                fit: true
                font.weight: Font.DemiBold
                text: line.modelData.value
            }
        }
    }

    Label {
        id: papers
        width: parent.width
        visible: text !== ""
        kind: Label.Large
        fit: true
        text: screen.told.papers.length === 0 ? "" : qsTr("Giấy tờ kèm theo: %1.").arg(screen.told.papers.map(one => one.name + " (" + one.pages + ")").join("; "))
    }

    Label {
        id: fee
        width: parent.width
        visible: text !== ""
        kind: Label.Large
        fit: true
        text: screen.told.fee !== "" ? qsTr("Phí phải nộp tại quầy: %1").arg(screen.told.fee) : screen.told.feeSaid === "" ? "" : qsTr("Phí, lệ phí: %1").arg(screen.told.feeSaid)
    }

    Notice {
        id: staff
        width: parent.width
        kind: Notice.Info
        text: screen.told.reader ? qsTr("Cán bộ đọc cho người nộp nghe thì đưa thẻ cán bộ trước ô đọc mã thay cho chạm nút. Có chỗ sai: Quay lại để sửa.") : qsTr("Có chỗ sai: Quay lại để sửa.")
    }
}
