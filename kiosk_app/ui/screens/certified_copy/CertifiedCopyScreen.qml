pragma ComponentBehavior: Bound

import QtQuick
import "../../qml/components"

StepPage {
    id: screen

    required property var view
    readonly property var told: view.shown

    settle: 0
    nextText: told.signed ? "" : qsTr("Xong")
    title: told.signed ? qsTr("Ông/Bà cần chứng thực giấy gì?") : qsTr("Chứng thực bản sao làm ở quầy")
    subtitle: told.signed ? qsTr("Máy quét bản chính, Ông/Bà so trên màn hình, cán bộ đối chiếu rồi ký.") : ""
    spoken: [title, subtitle, counter.text, original.text, ...(told.signed ? told.papers.map(one => one.name) : []), refused.text, fee.text, most.text].filter(Boolean).join(". ")
    focusOrder: [screen.sheet]

    Notice {
        id: counter
        objectName: "certified_copy.counter"
        width: parent.width
        kind: Notice.Info
        text: screen.told.signed ? "" : qsTr("Xã chưa có cán bộ ký bản sao điện tử, nên máy không nhận quét. Cán bộ ở quầy chứng thực bản giấy. Mang theo bản chính và bản sao cần chứng thực; chỉ có bản chính thì hỏi quầy chụp.")
    }

    Notice {
        id: original
        objectName: "certified_copy.original"
        width: parent.width
        kind: Notice.Warning
        text: qsTr("Phải xuất trình bản chính. Cán bộ đối chiếu với bản chính rồi mới ký.")
    }

    Repeater {
        model: screen.told.signed ? screen.told.papers : []

        ChoiceTile {
            id: paper

            required property var modelData

            objectName: "certified_copy.paper." + paper.modelData.code
            width: parent ? parent.width : 0
            text: paper.modelData.name
            chosen: paper.modelData.code === screen.told.paper
            onClicked: screen.view.choose(paper.modelData.code)
        }
    }

    TouchButton {
        objectName: "certified_copy.ticket"
        visible: !screen.told.signed && screen.told.numbers
        width: parent.width
        icon: "ticket"
        text: qsTr("Lấy số thứ tự")
        onClicked: screen.view.counter()
    }

    TouchButton {
        objectName: "certified_copy.visit"
        visible: !screen.told.signed && screen.told.books
        width: parent.width
        look: TouchButton.Secondary
        icon: "clock"
        text: qsTr("Xin hẹn ngày khác")
        onClicked: screen.view.visit()
    }

    Label {
        id: refused
        width: parent.width
        fit: true
        text: qsTr("Không chứng thực được: bản chính bị tẩy xóa, sửa chữa, hư hỏng, cũ nát; giấy đóng dấu mật; giấy của nước ngoài chưa hợp pháp hóa lãnh sự (trừ hộ chiếu, thẻ cư trú, bằng lái, bằng cấp); giấy cá nhân tự lập không có xác nhận. Chưa rõ, xin hỏi quầy.")
    }

    Label {
        id: fee
        objectName: "certified_copy.fee"
        width: parent.width
        fit: true
        text: screen.told.fee === "" ? qsTr("Phí: cán bộ báo khi đối chiếu.") : qsTr("Phí ghi trên Cổng Dịch vụ công: %1 Phải nộp bao nhiêu, cán bộ báo khi đối chiếu.").arg(screen.told.fee)
    }

    Label {
        id: most
        objectName: "certified_copy.most"
        width: parent.width
        visible: text !== ""
        fit: true
        text: screen.told.signed ? qsTr("Mỗi lần một giấy tờ, nhiều nhất %n trang, kể cả mặt sau có chữ.", "", screen.told.most) : ""
    }
}
