pragma ComponentBehavior: Bound

import QtQuick
import "../../qml/components"
import "../../qml/theme"

StepPage {
    id: screen

    required property var view
    readonly property var told: view.shown
    readonly property bool issued: told.phase === "issued"
    readonly property bool checking: told.phase === "checking"
    readonly property bool choosing: told.phase === "choosing" || told.phase === "issuing"

    backVisible: told.phase === "choosing"
    nextText: choosing ? "" : qsTr("Xong")
    nextName: "queue_ticket.done"
    place: told.phase
    title: {
        switch (told.phase) {
        case "closed":
            return qsTr("Bây giờ không lấy số");
        case "issued":
            return qsTr("Số của Ông/Bà");
        default:
            return qsTr("Ông/Bà đến quầy nào?");
        }
    }
    subtitle: told.phase === "choosing" ? qsTr("Chạm vào việc cần làm, máy in số ngay.") : ""
    spoken: [title, subtitle, busy.said, told.problem, closed.text, booked.text, time.text, issued ? told.number + ". " + told.field : told.fields.map(one => one.name).join(", "), waiting.text, minutes.text, where.text, bring.text, out.text, told.slipProblem].filter(Boolean).join(". ")
    focusOrder: [screen.sheet]

    Notice {
        objectName: "queue_ticket.problem"
        width: parent.width
        kind: Notice.Bad
        text: screen.told.problem
    }

    Busy {
        id: busy
        width: parent.width
        visible: screen.checking
        text: qsTr("Đang hỏi lịch hẹn…")
    }

    Notice {
        id: booked
        objectName: "queue_ticket.booked"
        width: parent.width
        kind: Notice.Info
        text: (screen.choosing || screen.told.phase === "closed") && screen.told.reader ? qsTr("Có lịch hẹn? Đưa mã lịch hẹn trước ô đọc mã.") : ""
    }

    Notice {
        id: closed
        objectName: "queue_ticket.closed"
        width: parent.width
        kind: Notice.Info
        text: screen.told.phase !== "closed" ? "" : screen.told.everyDay ? qsTr("Quầy phát số hằng ngày, %1. Ông/Bà có thể nộp hồ sơ ngay tại máy này, không cần số.").arg(screen.told.hours) : qsTr("Quầy phát số vào ngày làm việc, %1. Ông/Bà có thể nộp hồ sơ ngay tại máy này, không cần số.").arg(screen.told.hours)
    }

    ChoiceTile {
        objectName: "queue_ticket.priority"
        visible: screen.choosing && screen.told.groups !== ""
        width: parent.width
        text: qsTr("Tôi thuộc diện ưu tiên")
        detail: screen.told.groups
        chosen: screen.told.priority
        Accessible.role: Accessible.CheckBox
        onClicked: screen.view.prefer(!screen.told.priority)
    }

    Repeater {
        model: screen.choosing ? screen.told.fields : []

        ActionTile {
            id: tile

            required property var modelData

            objectName: "queue_ticket.field." + tile.modelData.letter
            width: parent ? parent.width : 0
            enabled: screen.told.phase === "choosing"
            icon: "ticket"
            title: tile.modelData.name
            summary: tile.modelData.counters
            onClicked: screen.view.choose(tile.modelData.letter)
        }
    }

    Card {
        visible: screen.issued
        width: parent.width
        strong: true

        Column {
            width: parent.width
            spacing: Theme.gapSmall

            Label {
                objectName: "queue_ticket.number"
                width: parent.width
                horizontalAlignment: Text.AlignHCenter
                kind: Label.Number
                font.weight: Font.Bold
                color: Theme.primary
                text: screen.told.number
            }

            Label {
                width: parent.width
                visible: screen.told.priority
                horizontalAlignment: Text.AlignHCenter
                font.weight: Font.DemiBold
                text: qsTr("Ưu tiên")
            }

            Label {
                width: parent.width
                kind: Label.Large
                fit: true
                horizontalAlignment: Text.AlignHCenter
                text: screen.told.field
            }
        }
    }

    Label {
        id: where
        width: parent.width
        visible: text !== ""
        fit: true
        text: screen.issued && screen.told.counters !== "" ? qsTr("Chờ gọi ở: %1").arg(screen.told.counters) : ""
    }

    Label {
        id: time
        objectName: "queue_ticket.appointment"
        width: parent.width
        visible: text !== ""
        fit: true
        font.weight: Font.DemiBold
        text: screen.issued && screen.told.appointment !== "" ? qsTr("Theo lịch hẹn %1.").arg(screen.told.appointment) : ""
    }

    Label {
        id: waiting
        objectName: "queue_ticket.waiting"
        width: parent.width
        visible: text !== ""
        fit: true
        text: !screen.issued ? "" : screen.told.waiting < 0 ? qsTr("Xin theo dõi bảng gọi số.") : qsTr("Số người đang chờ trước: %1").arg(screen.told.waiting)
    }

    Label {
        id: minutes
        width: parent.width
        visible: text !== ""
        fit: true
        text: screen.issued && screen.told.minutes > 0 ? qsTr("Dự kiến khoảng %1 phút nữa đến lượt.").arg(screen.told.minutes) : ""
    }

    Label {
        id: bring
        width: parent.width
        visible: text !== ""
        fit: true
        text: screen.issued && screen.told.bring !== "" ? qsTr("Chuẩn bị sẵn: %1").arg(screen.told.bring) : ""
    }

    Label {
        id: out
        width: parent.width
        visible: text !== ""
        fit: true
        font.weight: Font.DemiBold
        color: Theme.good
        text: {
            switch (screen.told.slip) {
            case "printing":
                return qsTr("Đang in phiếu…");
            case "printed":
                return qsTr("Đã in phiếu, xin lấy.");
            default:
                return "";
            }
        }
    }

    Notice {
        objectName: "queue_ticket.slip_problem"
        width: parent.width
        kind: Notice.Warning
        text: screen.told.slipProblem
    }

    TouchButton {
        objectName: "queue_ticket.print"
        visible: screen.told.mayPrint
        width: parent.width
        look: TouchButton.Secondary
        icon: "print"
        text: qsTr("In lại phiếu")
        onClicked: screen.view.print()
    }
}
