pragma ComponentBehavior: Bound

import QtQuick
import "../theme"

// Something is under way.
Row {
    id: spinner

    property int beat: 0

    spacing: Theme.gapSmall
    Accessible.role: Accessible.ProgressBar
    Accessible.name: qsTr("Đang xử lý")

    Timer {
        interval: 350
        running: spinner.visible
        repeat: true
        onTriggered: spinner.beat = (spinner.beat + 1) % 3
    }

    Repeater {
        model: 3

        Rectangle {
            required property int index

            width: Theme.mm(6)
            height: width
            radius: width / 2
            color: index === spinner.beat ? Theme.primary : Theme.disabledGround
            border.color: Theme.primary
            border.width: Theme.line
        }
    }
}
