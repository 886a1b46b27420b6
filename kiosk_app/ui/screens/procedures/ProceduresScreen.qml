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
    spoken: [title, subtitle, ...tiles.map(tile => tile.name)].join(" ")
    focusOrder: [screen.sheet]

    Repeater {
        model: screen.tiles

        ActionTile {
            id: tile

            required property var modelData

            objectName: "procedures.tile." + tile.modelData.code
            width: parent ? parent.width : 0
            icon: tile.modelData.icon
            title: tile.modelData.name
            summary: tile.modelData.summary
            onClicked: screen.view.choose(tile.modelData.code)

            Label {
                width: parent.width
                kind: Label.Small
                color: Theme.textMuted
                text: qsTr("Thời gian: %1").arg(tile.modelData.time)
            }

            Label {
                width: parent.width
                visible: tile.modelData.promiseMinutes > 0
                kind: Label.Small
                color: Theme.good
                font.weight: Font.DemiBold
                text: qsTr("Tại đây: khoảng %1 phút").arg(tile.modelData.promiseMinutes)
            }

            Label {
                width: parent.width
                kind: Label.Small
                color: Theme.textMuted
                text: tile.modelData.fee === "" ? qsTr("Phí, lệ phí: theo quy định của tỉnh") : (tile.modelData.perCopy ? qsTr("Phí: %1 một bản").arg(tile.modelData.fee) : qsTr("Phí: %1").arg(tile.modelData.fee))
            }
        }
    }
}
