pragma ComponentBehavior: Bound

import QtQuick
import "../theme"

// A small number: less, more.
Row {
    id: entry

    property string value: ""
    property int minimum: 0
    property int maximum: 99
    property string name: ""
    property string inputName: ""
    readonly property int number: Number(value) || minimum

    signal edited(string value)

    spacing: Theme.gap

    TouchButton {
        objectName: entry.inputName + ".less"
        width: Theme.mm(26)
        look: TouchButton.Secondary
        text: "−"
        textSize: Theme.textTitle
        enabled: entry.number > entry.minimum
        Accessible.name: qsTr("Bớt một")
        onClicked: entry.edited(String(entry.number - 1))
    }

    Label {
        width: Theme.mm(30)
        anchors.verticalCenter: parent.verticalCenter
        horizontalAlignment: Text.AlignHCenter
        kind: Label.Title
        text: entry.value
        Accessible.name: entry.name + " " + entry.value
    }

    TouchButton {
        objectName: entry.inputName + ".more"
        width: Theme.mm(26)
        look: TouchButton.Secondary
        text: "+"
        textSize: Theme.textTitle
        enabled: entry.number < entry.maximum
        Accessible.name: qsTr("Thêm một")
        onClicked: entry.edited(String(entry.number + 1))
    }
}
