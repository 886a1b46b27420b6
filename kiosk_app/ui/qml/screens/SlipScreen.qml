pragma ComponentBehavior: Bound

import QtQuick
import "../components"
import "../theme"

StepPage {
    id: screen

    required property var result

    signal reprint

    function told(phase: string): string {
        switch (phase) {
        case "printing":
            return qsTr("đang in…");
        case "printed":
            return qsTr("đã in");
        case "waiting":
            return qsTr("chờ in");
        case "unconfirmed":
            return qsTr("không rõ đã in chưa");
        default:
            return "";
        }
    }

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
            font.weight: Font.DemiBold
            text: told.text
        }
    }

    backVisible: false
    cancelVisible: false
    nextName: "slip.next"
    nextText: qsTr("Xong")
    title: result.receipt === "printed" ? qsTr("Xin lấy phiếu") : qsTr("Phiếu của Ông/Bà")

    Scroller {
        anchors.fill: parent
        settle: 0.2

        Notice {
            width: parent.width
            kind: Notice.Warning
            objectName: "slip.problem"
            text: screen.result.printProblem
        }

        Told {
            phase: screen.result.receipt
            text: qsTr("Phiếu xác nhận: %1").arg(screen.told(screen.result.receipt))
        }

        Told {
            visible: screen.result.appointment !== "not_asked"
            phase: screen.result.appointment
            text: qsTr("Giấy tiếp nhận hồ sơ và hẹn trả kết quả: %1").arg(screen.told(screen.result.appointment))
        }

        Card {
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
                    objectName: "slip.code"
                    width: parent.width
                    horizontalAlignment: Text.AlignHCenter
                    kind: Label.Title
                    color: Theme.primary
                    wrapMode: Text.WrapAnywhere
                    text: screen.result.code
                }

                Image {
                    objectName: "slip.qr"
                    anchors.horizontalCenter: parent.horizontalCenter
                    width: Math.min(Theme.mm(90), Math.max(Theme.mm(48), screen.height * 0.34))
                    height: width
                    smooth: false
                    cache: false
                    fillMode: Image.PreserveAspectFit
                    source: screen.result.code ? "image://code/" + screen.result.code : ""
                    Accessible.role: Accessible.Graphic
                    Accessible.name: qsTr("Mã QR của mã hồ sơ")
                }

                Label {
                    width: parent.width
                    visible: screen.result.due !== ""
                    horizontalAlignment: Text.AlignHCenter
                    text: qsTr("Hẹn trả kết quả: %1").arg(screen.result.due)
                }
            }
        }

        Notice {
            width: parent.width
            kind: Notice.Info
            text: screen.result.verified ? "" : qsTr("Danh tính sẽ được kiểm tra khi tiếp nhận hồ sơ.")
        }

        TouchButton {
            objectName: "slip.reprint"
            visible: screen.result.canReprint
            width: parent.width
            look: TouchButton.Secondary
            icon: "print"
            text: qsTr("In lại phiếu")
            onClicked: screen.reprint()
        }
    }
}
