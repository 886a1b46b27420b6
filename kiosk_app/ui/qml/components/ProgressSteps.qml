pragma ComponentBehavior: Bound

import QtQuick
import "../theme"

// For an errand whose steps are all certain: "Bước 2 trên 6", and as many fields filled; the present one is in the guiding colour and higher.
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
        height: Theme.mm(4.4)
        spacing: Theme.gapTiny

        Repeater {
            model: steps.count

            Rectangle {
                required property int index
                readonly property bool here: index === steps.current - 1

                anchors.verticalCenter: parent ? parent.verticalCenter : undefined
                width: (steps.width - (steps.count - 1) * Theme.gapTiny) / steps.count
                height: here ? Theme.mm(4.4) : Theme.mm(2.4)
                radius: height / 2
                color: here ? Theme.guide : (index < steps.current ? Theme.primary : Theme.disabledGround)
                border.color: here ? Theme.guide : Theme.primary
                border.width: Theme.line
            }
        }
    }
}
