pragma ComponentBehavior: Bound

import QtQuick
import "../components"
import "../theme"

StepPage {
    id: screen

    backVisible: false
    cancelVisible: false
    nextName: "originals.next"
    nextText: qsTr("Tôi đã lấy đủ, in phiếu")
    title: qsTr("Xin lấy lại giấy tờ")
    subtitle: qsTr("Phiếu sẽ được in ngay sau bước này.")

    Scroller {
        anchors.fill: parent
        spacing: Theme.gapLarge
        settle: 0.35

        Repeater {
            model: [
                {
                    icon: "papers",
                    text: qsTr("Bản chính giấy tờ trong máy quét")
                },
                {
                    icon: "card",
                    text: qsTr("Thẻ căn cước")
                },
                {
                    icon: "phone",
                    text: qsTr("Điện thoại")
                }
            ]

            Card {
                id: thing

                required property var modelData

                width: parent ? parent.width : 0
                strong: true

                Row {
                    width: parent.width
                    spacing: Theme.gapLarge

                    Icon {
                        id: sign
                        name: thing.modelData.icon
                        color: Theme.primary
                        size: Theme.mm(34)
                    }

                    Label {
                        width: parent.width - sign.size - parent.spacing
                        anchors.verticalCenter: parent.verticalCenter
                        kind: Label.Large
                        text: thing.modelData.text
                    }
                }
            }
        }
    }
}
