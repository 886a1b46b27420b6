pragma ComponentBehavior: Bound

import QtQuick
import "../../qml/components"
import "../../qml/theme"

StepPage {
    id: screen

    required property var view
    readonly property var told: view.shown
    readonly property bool correcting: told.wrong !== ""

    settle: 0
    place: told.wrong
    title: correcting ? qsTr("Sai ở: %1").arg(told.wrong) : qsTr("Xin đọc kỹ bản nháp")
    subtitle: correcting ? qsTr("Đang ghi: %1").arg(told.value) : qsTr("Chỗ nào sai, chạm vào chỗ đó.")
    nextText: correcting ? qsTr("Gửi chỗ sai") : qsTr("Đúng cả")
    spoken: [title, subtitle, silence.text, ...(correcting ? [] : told.lines.map(one => one.name + ": " + one.value)), told.problem].filter(Boolean).join(". ")
    focusOrder: [screen.sheet]

    Notice {
        id: silence
        width: parent.width
        kind: Notice.Info
        text: screen.correcting || screen.told.until === "" ? "" : qsTr("Xin trả lời trước %1. Không trả lời là đồng ý với bản nháp.").arg(screen.told.until)
    }

    Repeater {
        model: screen.correcting ? [] : screen.told.lines

        Rectangle {
            id: line

            required property var modelData

            objectName: "draft.line." + line.modelData.name
            width: parent ? parent.width : 0
            implicitHeight: Math.max(Theme.button, words.height + 2 * Theme.gap)
            radius: Theme.radius
            color: tap.pressed ? Theme.selected : Theme.surface
            border.color: Theme.border
            border.width: Theme.line
            activeFocusOnTab: true
            Accessible.role: Accessible.Button
            Accessible.name: line.modelData.name + ": " + line.modelData.value + ". " + hint.text
            Accessible.onPressAction: screen.view.mark(line.modelData.name)
            Keys.onSpacePressed: screen.view.mark(line.modelData.name)
            Keys.onReturnPressed: screen.view.mark(line.modelData.name)
            Keys.onEnterPressed: screen.view.mark(line.modelData.name)

            Column {
                id: words
                x: Theme.gap
                y: Theme.gap
                width: parent.width - hint.width - 3 * Theme.gap

                Label {
                    width: parent.width
                    kind: Label.Small
                    fit: true
                    color: Theme.textMuted
                    text: line.modelData.name
                }

                Label {
                    width: parent.width
                    kind: Label.Large
                    fit: true
                    font.weight: Font.DemiBold
                    text: line.modelData.value
                }
            }

            Label {
                id: hint
                anchors.right: parent.right
                anchors.rightMargin: Theme.gap
                anchors.verticalCenter: parent.verticalCenter
                kind: Label.Small
                color: Theme.primary
                text: qsTr("Sai ở đây")
            }

            TapHandler {
                id: tap
                onTapped: screen.view.mark(line.modelData.name)
            }

            FocusRing {
                shown: line.activeFocus
            }
        }
    }

    TextEntry {
        width: parent.width
        visible: screen.correcting
        inputName: "draft.instead"
        name: qsTr("Đúng ra là")
        value: screen.told.instead
        maximumLength: screen.told.most
        bad: screen.told.problem !== ""
        onEdited: text => screen.view.type(text)
    }

    Notice {
        objectName: "draft.problem"
        width: parent.width
        kind: Notice.Bad
        text: screen.told.problem
    }
}
