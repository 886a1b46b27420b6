pragma ComponentBehavior: Bound

import QtQuick
import "../theme"

// Ten digits and one key that takes the last one back, as on a telephone.
Grid {
    id: pad

    required property StepPage page
    // What the names of the keys begin with.
    required property string prefix
    property bool mayType: true
    property bool mayErase: true

    signal digit(string typed)
    signal erased

    columns: 3
    spacing: page.padGap

    Repeater {
        model: ["1", "2", "3", "4", "5", "6", "7", "8", "9", "", "0", "erase"]

        TouchButton {
            required property string modelData
            readonly property bool erases: modelData === "erase"

            objectName: erases ? pad.prefix + ".erase" : pad.prefix + ".digit." + modelData
            width: (pad.page.padWidth - 2 * pad.page.padGap) / 3
            height: Math.max(Theme.touch, Math.min(Theme.touchLarge, (pad.page.height - 3 * pad.page.padGap) / (pad.page.wide ? 4 : 8)))
            opacity: modelData === "" ? 0 : 1
            enabled: modelData !== "" && pad.mayType && (!erases || pad.mayErase)
            look: TouchButton.Secondary
            textSize: Math.min(Theme.textTitle, height * 0.7)
            icon: erases ? "erase" : ""
            text: erases ? "" : modelData
            Accessible.name: erases ? qsTr("Xóa một số") : modelData
            onClicked: erases ? pad.erased() : pad.digit(modelData)
        }
    }
}
