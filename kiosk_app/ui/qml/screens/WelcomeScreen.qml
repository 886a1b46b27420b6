pragma ComponentBehavior: Bound

import QtQuick
import "../components"
import "../theme"

StepPage {
    id: screen

    required property var flow

    backVisible: false
    cancelVisible: false

    Scroller {
        anchors.fill: parent
        spacing: Theme.gapLarge

        Label {
            width: parent.width
            kind: Label.Huge
            color: Theme.primary
            text: qsTr("Nộp hồ sơ tại đây")
            Accessible.role: Accessible.Heading
        }

        Label {
            width: parent.width
            kind: Label.Large
            text: qsTr("Ông/Bà tự làm được, từng bước một. Máy lưu hồ sơ an toàn cả khi mất mạng.")
        }

        Column {
            width: parent.width
            spacing: Theme.gap

            Repeater {
                model: [
                    {
                        icon: "phone",
                        text: qsTr("Điện thoại có ứng dụng VNeID, hoặc thẻ căn cước")
                    },
                    {
                        icon: "papers",
                        text: qsTr("Giấy tờ cần nộp, nếu có")
                    },
                    {
                        icon: "clock",
                        text: qsTr("Khoảng 5 đến 10 phút")
                    }
                ]

                Card {
                    id: need

                    required property var modelData

                    width: parent ? parent.width : 0

                    Row {
                        width: parent.width
                        spacing: Theme.gapLarge

                        Icon {
                            id: sign
                            name: need.modelData.icon
                            color: Theme.primary
                            size: Theme.mm(16)
                        }

                        Label {
                            width: parent.width - sign.size - parent.spacing
                            anchors.verticalCenter: parent.verticalCenter
                            kind: Label.Large
                            text: need.modelData.text
                        }
                    }
                }
            }
        }

        Notice {
            width: parent.width
            kind: Notice.Warning
            text: screen.flow.accepting ? "" : qsTr("Máy đang tạm ngừng nhận hồ sơ. Xin đến quầy tiếp nhận hoặc gọi số %1.").arg(screen.flow.phone)
        }

        TouchButton {
            objectName: "welcome.begin"
            width: parent.width
            height: Theme.mm(44)
            textSize: Theme.textTitle
            icon: "next"
            iconBehind: true
            enabled: screen.flow.accepting
            text: qsTr("Chạm vào đây để bắt đầu")
            onClicked: screen.next()
        }

        Notice {
            width: parent.width
            kind: Notice.Info
            text: screen.flow.online || !screen.flow.accepting ? "" : qsTr("Hiện chưa có mạng. Ông/Bà vẫn nộp được: hồ sơ được lưu lại và tự gửi khi có mạng.")
        }
    }
}
