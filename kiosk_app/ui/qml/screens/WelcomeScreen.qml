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
        anchors.top: parent.top
        anchors.bottom: begin.top
        anchors.bottomMargin: Theme.gapLarge
        width: parent.width
        spacing: Theme.gapLarge
        settle: 0.5

        Rectangle {
            id: hero

            // An emblem to be known by from across the room, where there is room for one.
            readonly property bool roomy: screen.height > Theme.mm(300) && Theme.textScale < 1.3

            width: parent.width
            height: words.height + 2 * Theme.gapLarge
            radius: Theme.radius
            color: Theme.primary

            Column {
                id: words
                x: Theme.gapLarge
                y: Theme.gapLarge
                width: parent.width - 2 * Theme.gapLarge
                spacing: Theme.gap

                Icon {
                    visible: hero.roomy
                    anchors.horizontalCenter: parent.horizontalCenter
                    name: "deposit"
                    color: Theme.primaryInk
                    size: Theme.mm(62)
                }

                Label {
                    width: parent.width
                    horizontalAlignment: hero.roomy ? Text.AlignHCenter : Text.AlignLeft
                    kind: Label.Huge
                    color: Theme.primaryInk
                    text: qsTr("Nộp hồ sơ tại đây")
                    Accessible.role: Accessible.Heading
                }

                Label {
                    width: parent.width
                    horizontalAlignment: hero.roomy ? Text.AlignHCenter : Text.AlignLeft
                    kind: Label.Large
                    color: Theme.primaryInk
                    text: qsTr("Ông/Bà tự làm được, từng bước một. Máy lưu hồ sơ an toàn cả khi mất mạng.")
                }
            }
        }

        Label {
            width: parent.width
            font.weight: Font.DemiBold
            text: qsTr("Xin chuẩn bị:")
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

        Notice {
            width: parent.width
            kind: Notice.Info
            text: screen.flow.online || !screen.flow.accepting ? "" : qsTr("Hiện chưa có mạng. Ông/Bà vẫn nộp được: hồ sơ được lưu lại và tự gửi khi có mạng.")
        }
    }

    // Always in sight, and low enough for a hand from a wheelchair.
    TouchButton {
        id: begin
        objectName: "welcome.begin"
        anchors.bottom: parent.bottom
        width: parent.width
        height: Math.max(implicitHeight, Theme.touchHuge)
        // In one line at every size.
        textSize: Math.min(Theme.textTitle, screen.width / 16)
        icon: "next"
        iconBehind: true
        enabled: screen.flow.accepting
        text: qsTr("Chạm vào đây để bắt đầu")
        onClicked: screen.next()
    }
}
