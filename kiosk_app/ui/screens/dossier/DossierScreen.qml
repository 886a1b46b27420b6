pragma ComponentBehavior: Bound

import QtQuick
import "../../qml/components"
import "../../qml/theme"

StepPage {
    id: screen

    required property var view
    readonly property var told: view.shown

    settle: 0
    place: told.code + told.list.length
    title: told.request !== "" ? told.request : told.found ? (told.service === "" ? qsTr("Hồ sơ %1").arg(told.code) : told.service) : qsTr("Hồ sơ của tôi")
    subtitle: told.request !== "" ? qsTr("Mã tra cứu %1").arg(told.code) : told.found && told.service !== "" ? qsTr("Mã hồ sơ %1").arg(told.code) : ""
    nextText: told.asking ? "" : qsTr("Xong")
    spoken: [title, subtitle, busy.said, problem.text, ended.text, empty.text, state.said, answer.said, closed.text, late.text, asked.text, old.text, received.text, due.text, before.text, over.text, ...told.parts.map(one => one.name + ": " + one.state), ...told.list.map(one => one.name + ": " + one.state), foreign.text, printing.text, told.printProblem].filter(Boolean).join(". ")
    focusOrder: [screen.sheet]

    Busy {
        id: busy
        width: parent.width
        visible: screen.told.asking
        text: qsTr("Đang hỏi cơ quan giải quyết…")
    }

    Notice {
        id: problem
        objectName: "dossier.problem"
        width: parent.width
        kind: Notice.Bad
        text: screen.told.problem
    }

    Notice {
        id: ended
        objectName: "dossier.over"
        width: parent.width
        kind: Notice.Warning
        text: screen.told.over
    }

    TouchButton {
        objectName: "dossier.again"
        visible: screen.told.problem !== "" && !screen.told.asking
        width: parent.width
        text: qsTr("Thử lại")
        onClicked: screen.view.tryAgain()
    }

    Notice {
        id: empty
        objectName: "dossier.none"
        width: parent.width
        kind: Notice.Info
        text: screen.told.empty && screen.told.problem === "" && screen.told.over === "" ? qsTr("Chưa thấy hồ sơ nào của Ông/Bà ở tỉnh này.") : ""
    }

    Repeater {
        model: screen.told.list

        ActionTile {
            id: line

            required property var modelData

            objectName: "dossier.one." + line.modelData.code
            width: parent ? parent.width : 0
            icon: "papers"
            title: line.modelData.name
            summary: line.modelData.code + ". " + line.modelData.state
            onClicked: screen.view.choose(line.modelData.code)
        }
    }

    Label {
        width: parent.width
        visible: text !== ""
        fit: true
        color: Theme.textMuted
        text: screen.told.list.length > 0 && screen.told.more > 0 ? qsTr("Còn %n hồ sơ cũ hơn. Xin tra cứu bằng mã, hoặc hỏi quầy.", "", screen.told.more) : ""
    }

    Notice {
        id: state
        objectName: "dossier.state"
        width: parent.width
        visible: screen.told.found
        kind: screen.told.stage === "3" || screen.told.stage === "8" ? Notice.Warning : screen.told.stage === "9" || screen.told.stage === "10" ? Notice.Good : Notice.Info
        text: screen.told.found ? screen.told.state : ""
    }

    Card {
        width: parent.width
        visible: answer.text !== ""

        Column {
            width: parent.width
            spacing: Theme.gapSmall

            Label {
                width: parent.width
                kind: Label.Large
                fit: true
                font.weight: Font.DemiBold
                text: qsTr("Trả lời của cơ quan")
                Accessible.role: Accessible.Heading
            }

            Label {
                id: answer
                objectName: "dossier.answer"
                width: parent.width
                visible: text !== ""
                fit: true
                text: screen.told.request !== "" ? screen.told.words : ""
            }
        }
    }

    Notice {
        id: closed
        objectName: "dossier.closed"
        width: parent.width
        kind: Notice.Info
        text: screen.told.answered && !screen.told.own ? qsTr("Để xem trả lời, xin đưa phiếu trước ô đọc mã, hoặc gõ thêm sáu số xem trả lời sau mã.") : ""
    }

    Notice {
        id: late
        objectName: "dossier.late"
        width: parent.width
        kind: Notice.Warning
        text: {
            if (!screen.told.found)
                return "";
            const days = screen.told.daysLate > 0 ? qsTr("Đã quá hẹn %n ngày.", "", screen.told.daysLate) : "";
            const reason = screen.told.lateReason !== "" ? qsTr("Cơ quan xin lỗi và hẹn lại. Lý do: %1").arg(screen.told.lateReason) : "";
            return [days, reason].filter(Boolean).join(" ");
        }
    }

    Notice {
        id: asked
        objectName: "dossier.words"
        width: parent.width
        kind: Notice.Warning
        text: {
            if (!screen.told.found || screen.told.stage !== "5")
                return "";
            const where = screen.told.papersHere ? "" : qsTr("Xin nộp giấy tờ này ở quầy.");
            const listed = screen.told.askedPapers.map(one => one.count === "" ? one.name : one.name + " " + qsTr("(số lượng: %1)").arg(one.count)).join("; ");
            if (listed !== "")
                return [qsTr("Cơ quan yêu cầu nộp: %1.").arg(listed), screen.told.words === "" ? "" : qsTr("Lý do: %1").arg(screen.told.words), where].filter(Boolean).join(" ");
            if (screen.told.words === "" && screen.told.signedIn)
                return [qsTr("Cơ quan yêu cầu thêm giấy tờ. Xin xem phiếu yêu cầu bổ sung, hoặc hỏi cán bộ."), where].filter(Boolean).join(" ");
            const what = screen.told.words !== "" ? qsTr("Cơ quan yêu cầu: %1").arg(screen.told.words) : qsTr("Cơ quan yêu cầu thêm giấy tờ. Xin đăng nhập để xem là giấy gì, hoặc xem phiếu yêu cầu bổ sung.");
            return [what, where].filter(Boolean).join(" ");
        }
    }

    Notice {
        id: over
        width: parent.width
        kind: Notice.Info
        text: screen.told.found && screen.told.draftOver ? qsTr("Đã hết hạn xem bản nháp. Không trả lời là đồng ý. Nếu thấy sai, xin gặp cán bộ ở quầy.") : ""
    }

    Card {
        width: parent.width
        visible: screen.told.found && (received.text !== "" || due.text !== "" || old.text !== "")

        Column {
            width: parent.width
            spacing: Theme.gapSmall

            Label {
                id: received
                width: parent.width
                visible: text !== ""
                fit: true
                text: screen.told.received !== "" ? qsTr("Tiếp nhận: %1").arg(screen.told.received) : screen.told.sentAt !== "" ? qsTr("Gửi lúc: %1").arg(screen.told.sentAt) : ""
            }

            Label {
                id: before
                width: parent.width
                visible: text !== ""
                fit: true
                color: Theme.textMuted
                text: screen.told.dueBefore === "" ? "" : qsTr("Hẹn trước đây: %1").arg(screen.told.dueBefore)
            }

            Label {
                id: due
                objectName: "dossier.due"
                width: parent.width
                visible: text !== ""
                kind: Label.Large
                fit: true
                font.weight: Font.DemiBold
                text: screen.told.dueUnknown ? qsTr("Hẹn trả kết quả: chưa rõ, xin hỏi cán bộ ở quầy") : screen.told.due === "" ? "" : qsTr("Hẹn trả kết quả: %1").arg(screen.told.due)
            }

            Label {
                id: old
                objectName: "dossier.old"
                width: parent.width
                visible: text !== ""
                fit: true
                color: Theme.textMuted
                text: screen.told.fresh || screen.told.ended || !screen.told.found ? "" : screen.told.toldAt === "" ? qsTr("Máy chưa có tin của cơ quan.") : qsTr("Tin sau cùng của cơ quan: %1. Hiện chưa hỏi lại được.").arg(screen.told.toldAt)
            }
        }
    }

    Card {
        width: parent.width
        visible: screen.told.parts.length > 0

        Column {
            width: parent.width
            spacing: Theme.gapSmall

            Label {
                width: parent.width
                kind: Label.Large
                fit: true
                font.weight: Font.DemiBold
                text: qsTr("Từng thủ tục liên thông")
                Accessible.role: Accessible.Heading
            }

            Repeater {
                model: screen.told.parts

                Label {
                    required property var modelData

                    width: parent ? parent.width : 0
                    fit: true
                    text: modelData.name + ": " + modelData.state
                }
            }
        }
    }

    Repeater {
        model: screen.told.results

        TouchButton {
            required property var modelData

            objectName: "dossier.result." + modelData.uid
            width: parent ? parent.width : 0
            icon: "print"
            text: qsTr("Xem và in kết quả: %1").arg(modelData.name)
            onClicked: screen.view.result(modelData.uid)
        }
    }

    TouchButton {
        objectName: "dossier.checkin"
        visible: screen.told.appointment
        width: parent.width
        icon: "ticket"
        text: qsTr("Đã đến quầy: lấy số theo lịch hẹn")
        onClicked: screen.view.checkIn()
    }

    TouchButton {
        objectName: "dossier.supplement"
        visible: screen.told.actions.includes("supplement")
        width: parent.width
        icon: "paper"
        text: qsTr("Quét giấy tờ bổ sung")
        onClicked: screen.view.act("supplement")
    }

    TouchButton {
        objectName: "dossier.confirmation"
        visible: screen.told.actions.includes("confirmation")
        width: parent.width
        icon: "check"
        text: qsTr("Xem bản nháp và xác nhận")
        onClicked: screen.view.act("confirmation")
    }

    TouchButton {
        objectName: "dossier.payment"
        visible: screen.told.actions.includes("payment")
        width: parent.width
        look: screen.told.stage === "6" ? TouchButton.Primary : TouchButton.Secondary
        icon: "money"
        text: qsTr("Nộp phí, lệ phí")
        onClicked: screen.view.act("payment")
    }

    TouchButton {
        objectName: "dossier.rating"
        visible: screen.told.actions.includes("rating")
        width: parent.width
        look: TouchButton.Secondary
        icon: "smile5"
        text: qsTr("Đánh giá việc giải quyết hồ sơ này")
        onClicked: screen.view.act("rating")
    }

    TouchButton {
        objectName: "dossier.signin"
        visible: !screen.told.signedIn && (screen.told.over !== "" || screen.told.found && screen.told.opens !== "")
        width: parent.width
        look: TouchButton.Secondary
        icon: "person"
        text: {
            if (screen.told.over !== "")
                return qsTr("Đăng nhập lại");
            switch (screen.told.opens) {
            case "answer":
                return qsTr("Đăng nhập để xem trả lời");
            case "supplement":
                return qsTr("Đăng nhập để xem nội dung, bổ sung hoặc rút hồ sơ");
            case "withdrawal":
                return qsTr("Đăng nhập để xem nội dung hoặc rút hồ sơ");
            case "results":
                return qsTr("Đăng nhập để xem nội dung và kết quả điện tử (nếu có)");
            default:
                return qsTr("Đăng nhập để xem nội dung hồ sơ");
            }
        }
        onClicked: screen.view.signIn()
    }

    Notice {
        id: foreign
        objectName: "dossier.foreign"
        width: parent.width
        kind: Notice.Info
        text: screen.told.found && screen.told.request === "" && !screen.told.ended && screen.told.signedIn && !screen.told.own ? qsTr("Nội dung hồ sơ chỉ cho chủ hồ sơ và người nộp xem. Cần giúp, xin gặp cán bộ.") : ""
    }

    Label {
        id: printing
        width: parent.width
        visible: text !== ""
        fit: true
        font.weight: Font.DemiBold
        color: Theme.good
        text: screen.told.print === "printing" ? qsTr("Đang in phiếu…") : screen.told.print === "printed" ? qsTr("Đã in phiếu, xin lấy.") : ""
    }

    Notice {
        objectName: "dossier.printproblem"
        width: parent.width
        kind: Notice.Warning
        text: screen.told.printProblem
    }

    TouchButton {
        objectName: "dossier.printrequest"
        visible: screen.told.mayPrintRequest
        width: parent.width
        look: TouchButton.Secondary
        icon: "print"
        text: screen.told.requestAgain ? qsTr("In lại phiếu yêu cầu bổ sung") : qsTr("In phiếu yêu cầu bổ sung")
        onClicked: screen.view.printRequest()
    }

    TouchButton {
        objectName: "dossier.print"
        visible: screen.told.mayPrint
        width: parent.width
        look: TouchButton.Secondary
        icon: "print"
        text: qsTr("In lại phiếu")
        onClicked: screen.view.print()
    }

    TouchButton {
        objectName: "dossier.withdrawal"
        visible: screen.told.actions.includes("withdrawal")
        width: parent.width
        look: TouchButton.Quiet
        text: qsTr("Rút hồ sơ")
        onClicked: screen.view.act("withdrawal")
    }
}
