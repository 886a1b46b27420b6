pragma ComponentBehavior: Bound

import QtQuick
import "../../qml/components"
import "../../qml/theme"

StepPage {
    id: screen

    required property var view
    readonly property var told: view.shown
    readonly property string phase: told.phase

    function done(): string {
        switch (told.action) {
        case "supplement":
            return qsTr("Đã nhận giấy tờ bổ sung");
        case "withdrawal":
            return qsTr("Đã nhận yêu cầu rút hồ sơ");
        case "petition":
            return qsTr("Máy đã lưu phản ánh của Ông/Bà");
        case "certified_copy":
            return qsTr("Máy đã lưu bản quét, chưa phải bản chứng thực");
        case "booking":
            return qsTr("Máy đã lưu lời xin hẹn, chờ quầy xác nhận");
        default:
            return qsTr("Đã nhận ý kiến về bản nháp");
        }
    }

    backVisible: told.mayGoBack
    place: phase
    nextText: phase === "saved" ? qsTr("Xong") : ""
    title: phase === "saved" ? done() : phase === "failed" ? qsTr("Chưa lưu được") : qsTr("Đang lưu…")
    spoken: [title, outcome.text, told.problem, told.printProblem, printing.text].filter(Boolean).join(" ")
    focusOrder: [screen.sheet]
    drawing: phase === "saved" ? "slip" : ""

    Spinner {
        visible: screen.phase === "saving"
        anchors.horizontalCenter: parent.horizontalCenter
    }

    Notice {
        objectName: "request.problem"
        width: parent.width
        kind: Notice.Bad
        text: screen.told.problem
    }

    TouchButton {
        objectName: "request.again"
        // Sending the same again would fail again, so only "Quay lại" is offered, where it can be changed.
        visible: screen.phase === "failed" && !screen.told.mayGoBack && !screen.told.maySignIn
        width: parent.width
        text: qsTr("Thử lại")
        onClicked: screen.view.tryAgain()
    }

    TouchButton {
        objectName: "request.signin"
        visible: screen.told.maySignIn
        width: parent.width
        icon: "person"
        text: qsTr("Đăng nhập lại")
        onClicked: screen.view.signIn()
    }

    Notice {
        id: outcome
        objectName: "request.outcome"
        width: parent.width
        kind: Notice.Good
        text: {
            if (screen.phase !== "saved")
                return "";
            if (screen.told.action === "booking") {
                const when = screen.told.online ? qsTr("Máy đang gửi đến quầy.") : qsTr("Khi có mạng, máy tự gửi; Ông/Bà không phải làm gì thêm.");
                return qsTr("Đây chưa phải là lịch hẹn: quầy xem rồi mới định giờ.") + " " + when + " " + qsTr("Xem quầy trả lời ở “Hồ sơ đã nộp”: mã %1, số xem trả lời %2, đều in trên phiếu.").arg(screen.told.code).arg(screen.told.key);
            }
            if (screen.told.action === "petition" || screen.told.action === "certified_copy") {
                const next = screen.told.action === "petition" ? "" : qsTr("Xin mang bản chính đến quầy: cán bộ đối chiếu rồi mới ký.") + " ";
                const when = screen.told.online ? qsTr("Máy đang gửi đến cơ quan.") : qsTr("Khi có mạng, máy tự gửi; Ông/Bà không phải làm gì thêm.");
                return next + when + " " + qsTr("Mã tra cứu %1, số xem trả lời %2: đều in trên phiếu. Ai có phiếu thì xem được trả lời.").arg(screen.told.code).arg(screen.told.key);
            }
            const way = screen.told.online ? qsTr("Máy đã lưu an toàn và đang gửi đến cơ quan giải quyết.") : qsTr("Máy đã lưu an toàn. Khi có mạng, máy tự gửi; Ông/Bà không phải làm gì thêm.");
            return way + " " + qsTr("Mã yêu cầu %1, cho hồ sơ %2.").arg(screen.told.code).arg(screen.told.dossier);
        }
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
        objectName: "request.printproblem"
        width: parent.width
        kind: Notice.Warning
        text: screen.told.printProblem
    }

    TouchButton {
        objectName: "request.print"
        visible: screen.phase === "saved" && screen.told.mayPrint
        width: parent.width
        look: TouchButton.Secondary
        icon: "print"
        text: qsTr("In lại phiếu")
        onClicked: screen.view.print()
    }
}
