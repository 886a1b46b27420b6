pragma ComponentBehavior: Bound

import QtQuick
import "../../qml/components"
import "../../qml/theme"

StepPage {
    id: screen

    required property var view
    readonly property var fee: view.shown
    readonly property string phase: fee.phase
    readonly property bool due: phase === "due"
    // A code for a banking app, which is seen at once together with the amount: where the glass is low, side by side.
    readonly property bool coded: due && fee.picture !== ""
    readonly property bool low: coded && height < Theme.mm(230) * Theme.textScale
    readonly property bool over: phase === "paid" || phase === "reported"

    function named(): string {
        switch (phase) {
        case "asking":
            return qsTr("Đang hỏi phí của hồ sơ…");
        case "nothing":
            return qsTr("Không phải nộp phí");
        case "counter":
            return qsTr("Xin nộp phí tại quầy");
        case "terminal":
            return qsTr("Xin làm theo máy thu tiền");
        case "saving":
            return qsTr("Đang lưu…");
        case "reported":
            return qsTr("Đã ghi nhận Ông/Bà báo chuyển tiền");
        case "paid":
            return qsTr("Đã nộp phí");
        default:
            return qsTr("Nộp phí, lệ phí");
        }
    }

    settle: 0
    place: phase
    backVisible: fee.mayGoBack && (phase === "due" || phase === "counter" || phase === "nothing")
    nextText: phase === "terminal" || phase === "saving" || phase === "asking" ? "" : due ? qsTr("Để sau") : qsTr("Xong")
    nextName: "payment.done"
    title: named()
    subtitle: fee.code === "" || low ? "" : qsTr("Mã hồ sơ %1").arg(fee.code)
    spoken: [title, subtitle, sum.text, problem.text, words.text, how.text, waiting.text, outcome.text, twice.text, printing.text, fee.printProblem].filter(Boolean).join(" ")
    focusOrder: [screen.sheet]
    drawing: over ? "slip" : ""

    Spinner {
        visible: screen.phase === "asking" || screen.phase === "saving" || screen.phase === "terminal"
        anchors.horizontalCenter: parent.horizontalCenter
    }

    Notice {
        id: problem
        objectName: "payment.problem"
        width: parent.width
        kind: screen.phase === "counter" ? Notice.Info : Notice.Bad
        text: screen.fee.problem
    }

    Notice {
        id: words
        objectName: "payment.words"
        width: parent.width
        kind: Notice.Warning
        text: screen.fee.words === "" ? "" : qsTr("Cơ quan báo: %1").arg(screen.fee.words)
    }

    Notice {
        id: outcome
        objectName: "payment.outcome"
        width: parent.width
        kind: screen.phase === "nothing" ? Notice.Info : Notice.Good
        text: {
            switch (screen.phase) {
            case "nothing":
                return qsTr("Lúc này cơ quan không thu khoản nào của hồ sơ này.");
            case "reported":
                return qsTr("Máy đã lưu lời báo. Khi ngân hàng báo có, cơ quan ghi nhận. Xin đừng chuyển lần nữa.");
            case "paid":
                if (screen.fee.taken)
                    return qsTr("Máy thu tiền đã nhận tiền. Mã giao dịch %1. Máy báo cho cơ quan ngay khi có mạng.").arg(screen.fee.proof);
                return screen.fee.proof === "" ? qsTr("Cơ quan đã ghi nhận khoản phí này.") : qsTr("Cơ quan đã ghi nhận khoản phí này. Mã giao dịch %1.").arg(screen.fee.proof);
            default:
                return "";
            }
        }
    }

    Notice {
        id: twice
        objectName: "payment.twice"
        width: parent.width
        kind: Notice.Warning
        text: screen.fee.tooMuch === "" ? "" : qsTr("Khoản này đã được nộp thừa %1. Số thừa không chuyển cho hồ sơ khác; xin đến quầy để nhận lại.").arg(screen.fee.tooMuch)
    }

    Grid {
        id: together
        width: parent.width
        columns: screen.low ? 2 : 1
        spacing: Theme.gap

        Column {
            width: screen.low ? together.width - code.width - together.spacing : together.width
            spacing: Theme.gap

            Card {
                width: parent.width
                visible: sum.text !== ""
                strong: true

                Column {
                    width: parent.width
                    spacing: Theme.gapSmall

                    Label {
                        id: sum
                        objectName: "payment.amount"
                        width: parent.width
                        horizontalAlignment: Text.AlignHCenter
                        kind: screen.low ? Label.Large : Label.Title
                        fit: true
                        font.weight: Font.DemiBold
                        color: Theme.primary
                        text: screen.phase === "nothing" || screen.phase === "asking" ? "" : screen.fee.amount
                    }

                    Repeater {
                        model: screen.fee.lines

                        Label {
                            required property var modelData

                            width: parent ? parent.width : 0
                            horizontalAlignment: screen.fee.lines.length === 1 ? Text.AlignHCenter : Text.AlignLeft
                            fit: true
                            text: screen.fee.lines.length === 1 ? modelData.name : modelData.name + ": " + modelData.amount
                        }
                    }

                    Label {
                        width: parent.width
                        visible: text !== ""
                        horizontalAlignment: Text.AlignHCenter
                        fit: true
                        text: screen.fee.paidBefore === "" ? "" : qsTr("Đã nộp trước đây %1.").arg(screen.fee.paidBefore)
                    }
                }
            }

            Label {
                id: how
                width: parent.width
                visible: text !== ""
                horizontalAlignment: Text.AlignHCenter
                fit: true
                font.weight: Font.DemiBold
                text: screen.coded ? qsTr("Mở ứng dụng ngân hàng, quét mã này và chuyển đúng số tiền.") : ""
            }
        }

        // White around the code in every theme: phones read dark on light.
        Item {
            visible: screen.coded
            width: screen.low ? code.width : together.width
            height: code.height

            Rectangle {
                id: code
                anchors.horizontalCenter: parent.horizontalCenter
                width: screen.low ? Math.max(Theme.mm(45), Math.min(Theme.mm(75), together.width * 0.36)) : Math.min(together.width, Theme.mm(85), Math.max(Theme.mm(50), screen.height * 0.33))
                height: visible ? width : 0
                radius: Theme.radius
                color: "white"

                Image {
                    objectName: "payment.code"
                    anchors.fill: parent
                    anchors.margins: Theme.gapTiny
                    fillMode: Image.PreserveAspectFit
                    smooth: false
                    cache: false
                    source: screen.fee.picture
                    Accessible.role: Accessible.Graphic
                    Accessible.name: qsTr("Mã VietQR để ứng dụng ngân hàng quét")
                }
            }
        }
    }

    Label {
        width: parent.width
        visible: screen.coded
        horizontalAlignment: Text.AlignHCenter
        fit: true
        color: Theme.textMuted
        text: visible ? [screen.fee.bank, screen.fee.account, screen.fee.holder].filter(Boolean).join(" · ") + ". " + qsTr("Nội dung: %1").arg(screen.fee.code) : ""
    }

    Label {
        id: waiting
        objectName: "payment.waiting"
        width: parent.width
        visible: text !== ""
        horizontalAlignment: Text.AlignHCenter
        fit: true
        text: {
            if (screen.phase === "terminal")
                return qsTr("Máy thu tiền ở bên cạnh. Chưa trả tiền thì chưa mất gì.");
            if (!screen.due || screen.fee.picture === "")
                return "";
            if (screen.fee.online)
                return qsTr("Máy tự biết khi tiền đến. Nộp sau cũng được: hồ sơ vẫn được nhận.");
            return screen.fee.maySay ? qsTr("Đang mất mạng nên máy chưa biết tiền đã đến chưa. Đã chuyển rồi thì chạm nút dưới đây.") : qsTr("Đang mất mạng nên máy chưa biết tiền đã đến chưa. Đã chuyển rồi thì xin đừng chuyển lần nữa.");
        }
    }

    TouchButton {
        objectName: "payment.card"
        visible: screen.due && (screen.fee.card || screen.fee.cash)
        width: parent.width
        look: screen.fee.picture === "" ? TouchButton.Primary : TouchButton.Secondary
        icon: "card"
        text: screen.fee.card && screen.fee.cash ? qsTr("Trả bằng thẻ hoặc tiền mặt ở máy bên cạnh") : screen.fee.cash ? qsTr("Trả tiền mặt ở máy bên cạnh") : qsTr("Trả bằng thẻ ở máy bên cạnh")
        onClicked: screen.view.terminal()
    }

    TouchButton {
        objectName: "payment.said"
        visible: screen.coded && screen.fee.maySay
        width: parent.width
        look: TouchButton.Secondary
        icon: "check"
        text: qsTr("Tôi đã chuyển tiền")
        onClicked: screen.view.said()
    }

    TouchButton {
        objectName: "payment.giveup"
        visible: screen.phase === "terminal"
        width: parent.width
        look: TouchButton.Secondary
        enabled: !screen.fee.givingUp
        text: screen.fee.givingUp ? qsTr("Đang dừng ở máy thu tiền… Xin chờ.") : qsTr("Thôi, trả cách khác")
        onClicked: screen.view.giveUp()
    }

    TouchButton {
        objectName: "payment.again"
        visible: screen.fee.mayAskAgain
        width: parent.width
        look: TouchButton.Secondary
        text: qsTr("Hỏi lại")
        onClicked: screen.view.tryAgain()
    }

    Label {
        id: printing
        width: parent.width
        visible: text !== ""
        fit: true
        font.weight: Font.DemiBold
        color: Theme.good
        text: screen.fee.print === "printing" ? qsTr("Đang in phiếu…") : screen.fee.print === "printed" ? qsTr("Đã in phiếu, xin lấy.") : ""
    }

    Notice {
        objectName: "payment.printproblem"
        width: parent.width
        kind: Notice.Warning
        text: screen.fee.printProblem
    }

    TouchButton {
        objectName: "payment.print"
        visible: screen.over && screen.fee.mayPrint
        width: parent.width
        look: TouchButton.Secondary
        icon: "print"
        text: screen.fee.print === "not_asked" ? qsTr("In phiếu") : qsTr("In lại phiếu")
        onClicked: screen.view.print()
    }
}
