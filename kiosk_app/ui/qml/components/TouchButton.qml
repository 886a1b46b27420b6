pragma ComponentBehavior: Bound

import QtQuick
import "../theme"

// Every button: at least 20 mm high, tells what it is by text, shows that it was pressed, fires once per touch.
Rectangle {
    id: button

    enum Look { Primary, Secondary, Quiet, Danger }

    property string text: ""
    // What a touch means, where the name alone does not tell: another meaning is another control (`StandingStill`).
    property string means: ""
    property string icon: ""
    property bool iconBehind: false
    property int look: TouchButton.Primary
    property bool checked: false
    property real textSize: Theme.textBody
    property real iconSize: textSize * 1.2
    readonly property bool filled: look === TouchButton.Primary || checked
    readonly property color ink: {
        if (!enabled)
            return Theme.disabledText;
        if (filled)
            return Theme.primaryInk;
        return look === TouchButton.Danger ? Theme.bad : Theme.primary;
    }

    signal clicked

    implicitHeight: Math.max(Theme.button, words.implicitHeight + 2 * Theme.gapSmall)
    // From the words and not from their item, whose letters follow the width of the button.
    implicitWidth: Math.max(Theme.touch, Math.ceil(Theme.metrics.advanceWidth(text) * textSize / 100) + (icon !== "" ? drawing.size + Theme.gapSmall : 0) + 2 * Theme.gap)
    radius: Theme.radius
    color: {
        if (!enabled)
            return Theme.disabledGround;
        if (filled)
            return touch.pressed ? Theme.primaryPressed : Theme.primary;
        return touch.pressed ? Theme.selected : Theme.surface;
    }
    border.width: look === TouchButton.Quiet && !checked ? 0 : Theme.lineStrong
    border.color: enabled ? (look === TouchButton.Danger ? Theme.bad : Theme.primary) : Theme.border
    activeFocusOnTab: enabled
    Accessible.role: Accessible.Button
    Accessible.name: text
    Accessible.checked: checked
    Accessible.onPressAction: if (enabled)
        clicked()
    Keys.onSpacePressed: clicked()
    Keys.onReturnPressed: clicked()
    Keys.onEnterPressed: clicked()

    FocusRing {
        shown: button.activeFocus
    }

    Icon {
        id: drawing
        name: button.icon
        visible: button.icon !== ""
        color: button.ink
        size: button.iconSize
        anchors.verticalCenter: parent.verticalCenter
        x: {
            if (button.text === "")
                return (button.width - size) / 2;
            const whole = size + Theme.gapSmall + Math.min(words.implicitWidth, words.width);
            const left = Math.max(Theme.gapSmall, (button.width - whole) / 2);
            return button.iconBehind ? button.width - left - size : left;
        }
    }

    Text {
        id: words
        visible: button.text !== ""
        text: button.text
        textFormat: Text.PlainText
        color: button.ink
        font.family: Theme.family
        font.pixelSize: Theme.fitting(button.text, width, button.textSize)
        font.weight: Font.DemiBold
        wrapMode: Text.Wrap
        horizontalAlignment: Text.AlignHCenter
        verticalAlignment: Text.AlignVCenter
        anchors.verticalCenter: parent.verticalCenter
        readonly property real iconRoom: button.icon !== "" ? drawing.size + Theme.gapSmall : 0
        width: button.width - 2 * Theme.gapSmall - iconRoom
        x: {
            if (button.icon === "")
                return Theme.gapSmall;
            return button.iconBehind ? Theme.gapSmall : Theme.gapSmall + iconRoom;
        }
        Accessible.ignored: true
    }

    MouseArea {
        id: touch
        anchors.fill: parent
        enabled: button.enabled
        onClicked: {
            // What is done with a box's words is done with whole ones.
            const typing = button.Window.activeFocusItem as KeyInput;
            if (typing !== null)
                typing.end();
            button.clicked();
        }
    }
}
