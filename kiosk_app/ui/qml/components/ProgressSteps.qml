pragma ComponentBehavior: Bound

import QtQuick
import "../theme"

// "Bước 2/6", and as many fields filled.
Column {
    id: steps

    property int current: 0
    property int count: 6
    property string label: ""

    spacing: Theme.gapTiny
    Accessible.role: Accessible.ProgressBar
    Accessible.name: label

    Label {
        width: steps.width
        text: steps.label
        kind: Label.Small
        color: Theme.textMuted
        Accessible.ignored: true
    }

    Row {
        spacing: Theme.gapTiny

        Repeater {
            model: steps.count

            Rectangle {
                required property int index

                width: (steps.width - (steps.count - 1) * Theme.gapTiny) / steps.count
                height: Theme.mm(3)
                radius: height / 2
                color: index < steps.current ? Theme.primary : Theme.disabledGround
                border.color: Theme.primary
                border.width: Theme.line
            }
        }
    }
}
