pragma ComponentBehavior: Bound

import QtQuick
import "../components"
import "../theme"

StepPage {
    id: screen

    required property var result
    readonly property string phase: result.phase

    signal tryAgain

    backVisible: false
    cancelVisible: phase === "failed"
    nextName: "saved.next"
    nextText: phase === "saving" || phase === "failed" ? "" : qsTr("Tiếp tục")
    title: {
        switch (phase) {
        case "saving":
            return qsTr("Đang lưu hồ sơ…");
        case "failed":
            return qsTr("Chưa lưu được hồ sơ");
        case "sent":
            return qsTr("Hồ sơ đã gửi");
        default:
            return qsTr("Hồ sơ đã lưu");
        }
    }

    Scroller {
        anchors.fill: parent
        spacing: Theme.gapLarge
        settle: 0.35

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
            objectName: "saved.again"
            visible: screen.phase === "failed"
            width: parent.width
            text: qsTr("Thử lại")
            onClicked: screen.tryAgain()
        }

        Rectangle {
            visible: screen.phase === "saved" || screen.phase === "sent"
            anchors.horizontalCenter: parent.horizontalCenter
            width: Math.min(Theme.mm(72), Math.max(Theme.mm(36), screen.height * 0.22))
            height: width
            radius: width / 2
            color: Theme.goodGround
            border.color: Theme.good
            border.width: Theme.lineStrong

            Icon {
                anchors.centerIn: parent
                name: "check"
                color: Theme.good
                size: parent.width * 0.62
            }
        }

        Notice {
            width: parent.width
            kind: Notice.Good
            objectName: "saved.notice"
            text: {
                if (screen.phase === "sent")
                    return qsTr("Cổng dịch vụ công đã nhận hồ sơ.");
                if (screen.phase === "saved")
                    return screen.result.online ? qsTr("Hồ sơ đã được lưu an toàn. Máy đang gửi đi.") : qsTr("Hồ sơ đã được lưu an toàn. Khi có mạng, máy tự gửi; Ông/Bà không phải làm gì thêm.");
                return "";
            }
        }

        Notice {
            width: parent.width
            kind: Notice.Warning
            text: screen.phase === "rejected" ? qsTr("Cổng dịch vụ công chưa nhận hồ sơ này. Hồ sơ không mất: cán bộ đã thấy và sẽ liên hệ. Xin hỏi quầy tiếp nhận.") : ""
        }

        Card {
            visible: screen.result.code !== "" && screen.phase !== "saving" && screen.phase !== "failed"
            width: parent.width
            strong: true

            Column {
                width: parent.width
                spacing: Theme.gapSmall

                Label {
                    width: parent.width
                    horizontalAlignment: Text.AlignHCenter
                    text: screen.result.official ? qsTr("Mã hồ sơ") : qsTr("Mã tạm")
                }

                Label {
                    objectName: "saved.code"
                    width: parent.width
                    horizontalAlignment: Text.AlignHCenter
                    kind: Label.Title
                    color: Theme.primary
                    wrapMode: Text.WrapAnywhere
                    text: screen.result.code
                }

                Label {
                    width: parent.width
                    visible: screen.result.due !== ""
                    horizontalAlignment: Text.AlignHCenter
                    text: qsTr("Hẹn trả kết quả: %1").arg(screen.result.due)
                }
            }
        }
    }
}
