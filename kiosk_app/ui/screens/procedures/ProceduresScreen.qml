pragma ComponentBehavior: Bound

import QtQuick
import "../../qml/components"
import "../../qml/theme"

StepPage {
    id: screen

    required property var view
    readonly property var tiles: view.shown.tiles

    title: qsTr("Ông/Bà cần làm thủ tục nào?")
    subtitle: qsTr("Chạm vào một thủ tục.")

    Scroller {
        anchors.fill: parent

        Repeater {
            model: screen.tiles

            Card {
                id: tile

                required property var modelData

                objectName: "procedures.tile." + tile.modelData.code
                width: parent ? parent.width : 0
                padding: Theme.gapLarge
                strong: true
                color: touch.pressed ? Theme.selected : Theme.surface
                Accessible.role: Accessible.Button
                Accessible.name: tile.modelData.name

                Row {
                    width: parent.width
                    spacing: Theme.gapLarge

                    Icon {
                        id: sign
                        name: tile.modelData.icon
                        color: Theme.primary
                        size: Theme.mm(24)
                    }

                    Column {
                        width: parent.width - sign.size - way.size - 2 * parent.spacing
                        spacing: Theme.gapSmall

                        Label {
                            width: parent.width
                            kind: Label.Large
                            font.weight: Font.DemiBold
                            color: Theme.primary
                            text: tile.modelData.name
                        }

                        Label {
                            width: parent.width
                            visible: text !== ""
                            text: tile.modelData.summary
                        }

                        Label {
                            width: parent.width
                            kind: Label.Small
                            color: Theme.textMuted
                            text: qsTr("Thời gian: %1").arg(tile.modelData.time)
                        }

                        Label {
                            width: parent.width
                            visible: tile.modelData.promise !== ""
                            kind: Label.Small
                            color: Theme.good
                            font.weight: Font.DemiBold
                            text: qsTr("Tại đây: %1").arg(tile.modelData.promise)
                        }

                        Label {
                            width: parent.width
                            kind: Label.Small
                            color: Theme.textMuted
                            text: tile.modelData.fee === "" ? qsTr("Phí, lệ phí: theo quy định của tỉnh") : (tile.modelData.perCopy ? qsTr("Phí: %1 một bản").arg(tile.modelData.fee) : qsTr("Phí: %1").arg(tile.modelData.fee))
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
                    onClicked: screen.view.choose(tile.modelData.code)
                }
            }
        }
    }
}
