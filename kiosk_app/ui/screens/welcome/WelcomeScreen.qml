pragma ComponentBehavior: Bound

import QtQuick
import "../../qml/components"
import "../../qml/theme"

StepPage {
    id: screen

    required property var view
    readonly property var welcome: view.shown

    backVisible: false

    Scroller {
        anchors.fill: parent
        spacing: Theme.gapLarge
        settle: 0.7

        Rectangle {
            id: hero
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

                Label {
                    width: parent.width
                    kind: Label.Title
                    color: Theme.primaryInk
                    text: screen.welcome.accepting ? (screen.welcome.name ? qsTr("%1 cần gì nữa không?").arg(screen.welcome.name) : qsTr("Ông/Bà cần gì?")) : qsTr("Máy đang tạm ngừng")
                    Accessible.role: Accessible.Heading
                }

                Label {
                    width: parent.width
                    kind: Label.Large
                    color: Theme.primaryInk
                    text: screen.welcome.accepting ? qsTr("Chạm vào việc cần làm. Máy hướng dẫn từng bước.") : qsTr("Máy đang tạm ngừng nhận hồ sơ. Xin đến quầy tiếp nhận hoặc gọi số %1.").arg(screen.welcome.phone)
                }
            }
        }

        Notice {
            width: parent.width
            kind: Notice.Info
            text: screen.welcome.online || !screen.welcome.accepting ? "" : qsTr("Hiện chưa có mạng. Ông/Bà vẫn nộp được: hồ sơ được lưu lại và tự gửi khi có mạng.")
        }

        Repeater {
            model: screen.welcome.accepting ? screen.welcome.errands : []

            Card {
                id: tile

                required property var modelData

                objectName: "welcome.errand." + tile.modelData.journey + "." + tile.modelData.subject
                width: parent ? parent.width : 0
                padding: Theme.gapLarge
                strong: true
                color: touch.pressed ? Theme.selected : Theme.surface
                Accessible.role: Accessible.Button
                Accessible.name: tile.modelData.title

                Row {
                    width: parent.width
                    spacing: Theme.gapLarge

                    Icon {
                        id: sign
                        anchors.verticalCenter: parent.verticalCenter
                        name: tile.modelData.icon
                        color: Theme.primary
                        size: Theme.mm(22)
                    }

                    Column {
                        width: parent.width - sign.size - way.size - 2 * parent.spacing
                        anchors.verticalCenter: parent.verticalCenter
                        spacing: Theme.gapSmall

                        Label {
                            width: parent.width
                            kind: Label.Large
                            font.weight: Font.DemiBold
                            color: Theme.primary
                            text: tile.modelData.title
                        }

                        Label {
                            width: parent.width
                            visible: text !== ""
                            text: tile.modelData.summary
                        }
                    }

                    Icon {
                        id: way
                        anchors.verticalCenter: parent.verticalCenter
                        name: "next"
                        color: Theme.primary
                        size: Theme.mm(12)
                    }
                }

                MouseArea {
                    id: touch
                    parent: tile
                    anchors.fill: parent
                    onClicked: screen.view.begin(tile.modelData.journey, tile.modelData.subject)
                }
            }
        }
    }
}
