pragma ComponentBehavior: Bound

import QtQuick
import "../../qml/components"
import "../../qml/theme"

StepPage {
    id: screen

    required property var view
    readonly property var result: view.shown
    readonly property string phase: result.phase
    readonly property bool durable: phase === "saved" || phase === "sent" || phase === "rejected"

    function told(phase: string): string {
        switch (phase) {
        case "printing":
            return qsTr("đang in…");
        case "printed":
            return qsTr("đã in, xin lấy");
        case "waiting":
            return qsTr("chờ in");
        case "unconfirmed":
            return qsTr("không rõ đã in chưa");
        default:
            return qsTr("sắp in");
        }
    }

    function promised(): string {
        if (phase !== "saved" && phase !== "sent")
            return "";
        const minutes = result.promiseMinutes;
        if (!result.official && !result.online)
            return qsTr("Hồ sơ đã được lưu an toàn. Khi có mạng, máy tự gửi; Ông/Bà không phải làm gì thêm.");
        // A time is promised only when the portal has the dossier: what the slip says, too.
        if (!result.official)
            return qsTr("Hồ sơ đã được lưu an toàn, đang gửi đến cổng dịch vụ công. Xin ngồi chờ.");
        if (minutes > 0 && result.atCounter)
            return result.due === "" ? qsTr("Xin ngồi chờ, khoảng %1 phút sẽ gọi tên.").arg(minutes) : qsTr("Xin ngồi chờ, khoảng %1 phút sẽ gọi tên. Chậm nhất %2.").arg(minutes).arg(result.due);
        if (result.due === "")
            return qsTr("Thời gian giải quyết: %1. Có kết quả, cán bộ sẽ báo.").arg(result.time);
        return result.atCounter ? qsTr("Chậm nhất %1 có kết quả, nhận tại quầy này.").arg(result.due) : qsTr("Chậm nhất %1 có kết quả.").arg(result.due);
    }

    function handIn(): string {
        const papers = result.handIn;
        if (papers.length === 0)
            return "";
        // The names stand just before, unless some of the papers stay with the citizen.
        return papers.length === result.originals.length ? qsTr("Khi nhận kết quả, xin nộp bản chính này.") : qsTr("Khi nhận kết quả, xin nộp bản chính: %1.").arg(papers.join(", "));
    }

    backVisible: false
    place: phase
    nextName: "confirmation.next"
    nextText: durable ? qsTr("Xong") : ""
    title: {
        switch (phase) {
        case "saving":
            return qsTr("Đang lưu hồ sơ…");
        case "failed":
            return qsTr("Chưa lưu được hồ sơ");
        case "rejected":
            return qsTr("Cổng chưa nhận, xin gặp cán bộ");
        case "sent":
            return qsTr("Hồ sơ đã gửi");
        default:
            return qsTr("Hồ sơ đã lưu");
        }
    }

    spoken: [title, outcome.text, refused.text, result.problem, result.printProblem, taken.text, identity.text].filter(Boolean).join(" ")
    focusOrder: [screen.sheet]
    drawing: durable ? "slip" : ""

    component Told: Row {
        id: told

        property string phase: ""
        property string text: ""

        width: parent ? parent.width : 0
        spacing: Theme.gap

        Icon {
            id: mark
            name: told.phase === "printed" ? "check" : "print"
            color: told.phase === "printed" ? Theme.good : Theme.primary
            size: Theme.textLarge * 1.2
        }

        Label {
            width: parent.width - mark.size - parent.spacing
            anchors.verticalCenter: parent.verticalCenter
            fit: true
            font.weight: Font.DemiBold
            text: told.text
        }
    }

    Spinner {
        visible: screen.phase === "saving"
        anchors.horizontalCenter: parent.horizontalCenter
    }

    Notice {
        width: parent.width
        kind: Notice.Bad
        text: screen.result.problem
    }

    TouchButton {
        objectName: "confirmation.again"
        visible: screen.phase === "failed" && !screen.result.maySignIn
        width: parent.width
        text: qsTr("Thử lại")
        onClicked: screen.view.tryAgain()
    }

    TouchButton {
        objectName: "confirmation.signin"
        visible: screen.result.maySignIn
        width: parent.width
        icon: "person"
        text: qsTr("Đăng nhập lại")
        onClicked: screen.view.signIn()
    }

    // One promise: what happens next, when, where.
    Notice {
        id: outcome
        width: parent.width
        kind: Notice.Good
        objectName: "confirmation.promise"
        text: screen.promised()
    }

    Notice {
        id: refused
        width: parent.width
        kind: Notice.Warning
        text: screen.phase === "rejected" ? qsTr("Cổng dịch vụ công chưa nhận hồ sơ này. Hồ sơ không mất: cán bộ đã thấy và sẽ liên hệ. Xin hỏi quầy tiếp nhận.") : ""
    }

    Card {
        visible: screen.durable
        width: parent.width
        strong: true

        Column {
            width: parent.width
            spacing: Theme.gapSmall

            Label {
                width: parent.width
                horizontalAlignment: Text.AlignHCenter
                text: screen.result.official ? qsTr("Mã hồ sơ") : qsTr("Mã tạm. Mã chính thức có khi hồ sơ đến cổng dịch vụ công.")
            }

            Label {
                objectName: "confirmation.code"
                width: parent.width
                horizontalAlignment: Text.AlignHCenter
                kind: Label.Title
                color: Theme.primary
                wrapMode: Text.WrapAnywhere
                text: screen.result.code
            }
        }
    }

    Card {
        visible: screen.durable && screen.result.tasks.length > 0
        width: parent.width

        Column {
            width: parent.width
            spacing: Theme.gapSmall

            Label {
                width: parent.width
                font.weight: Font.Bold
                color: Theme.primary
                text: qsTr("Một hồ sơ, %1 cơ quan cùng làm").arg(screen.result.tasks.length)
                Accessible.role: Accessible.Heading
            }

            Repeater {
                model: screen.result.tasks

                Label {
                    required property var modelData
                    required property int index

                    objectName: "confirmation.task." + index
                    width: parent ? parent.width : 0
                    text: (index + 1) + ". " + modelData.name + " – " + modelData.authority + (modelData.state === "" ? "" : ": " + modelData.state)
                }
            }
        }
    }

    Notice {
        width: parent.width
        kind: Notice.Warning
        objectName: "confirmation.printProblem"
        text: screen.result.printProblem
    }

    Told {
        visible: screen.durable
        phase: screen.result.receipt
        text: qsTr("Phiếu xác nhận: %1").arg(screen.told(screen.result.receipt))
    }

    Told {
        visible: screen.result.appointment !== "not_asked"
        phase: screen.result.appointment
        text: qsTr("Giấy tiếp nhận hồ sơ và hẹn trả kết quả: %1").arg(screen.told(screen.result.appointment))
    }

    Notice {
        id: taken
        width: parent.width
        kind: Notice.Warning
        text: screen.durable && screen.result.originals.length > 0 ? [qsTr("Xin lấy lại bản chính trong máy quét: %1.").arg(screen.result.originals.join(", ")), screen.handIn()].filter(Boolean).join(" ") : ""
    }

    Notice {
        id: identity
        width: parent.width
        kind: Notice.Info
        text: screen.result.verified || !screen.durable ? "" : qsTr("Danh tính sẽ được kiểm tra khi tiếp nhận hồ sơ.")
    }

    TouchButton {
        objectName: "confirmation.reprint"
        visible: screen.result.canReprint
        width: parent.width
        look: TouchButton.Secondary
        icon: "print"
        text: qsTr("In lại phiếu")
        onClicked: screen.view.reprint()
    }

    TouchButton {
        objectName: "confirmation.pay"
        visible: screen.result.fee !== ""
        width: parent.width
        look: TouchButton.Secondary
        icon: "money"
        text: qsTr("Nộp phí bây giờ: %1").arg(screen.result.fee)
        onClicked: screen.view.pay()
    }

    TouchButton {
        objectName: "confirmation.another"
        visible: screen.durable
        width: parent.width
        look: TouchButton.Secondary
        text: qsTr("Làm thêm việc khác")
        onClicked: screen.view.another()
    }
}
