pragma ComponentBehavior: Bound

import QtQuick
import "../../qml/components"
import "../../qml/theme"

StepPage {
    id: screen

    required property var view
    readonly property var levels: [
        {
            stars: 5,
            text: qsTr("Rất hài lòng")
        },
        {
            stars: 4,
            text: qsTr("Hài lòng")
        },
        {
            stars: 3,
            text: qsTr("Bình thường")
        },
        {
            stars: 2,
            text: qsTr("Chưa hài lòng")
        },
        {
            stars: 1,
            text: qsTr("Không hài lòng")
        }
    ]

    backVisible: false
    nextName: "rating.skip"
    nextText: qsTr("Bỏ qua, kết thúc")
    title: qsTr("Ông/Bà thấy máy này thế nào?")
    subtitle: qsTr("Không bắt buộc · không ghi tên công dân · không ảnh hưởng đến việc giải quyết hồ sơ")
    spoken: [title, subtitle, ...levels.map(level => level.text)].join(". ")
    focusOrder: [screen.sheet]
    spacing: Theme.gapSmall

    Repeater {
        model: screen.levels

        TouchButton {
            id: level

            required property var modelData

            objectName: "rating." + level.modelData.stars
            width: parent ? parent.width : 0
            height: Math.max(implicitHeight, Math.min(Theme.touchLarge, screen.height / 8))
            look: TouchButton.Secondary
            textSize: Theme.textLarge
            iconSize: Math.max(Theme.textLarge * 1.2, Math.min(Theme.touchLarge, screen.height / 8) * 0.62)
            icon: "smile" + level.modelData.stars
            text: level.modelData.text
            onClicked: screen.view.rate(level.modelData.stars)
        }
    }
}
