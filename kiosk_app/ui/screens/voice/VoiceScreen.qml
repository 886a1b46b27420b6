pragma ComponentBehavior: Bound

import QtQuick
import "../../qml/components"
import "../../qml/theme"

StepPage {
    id: screen

    required property var view
    readonly property var told: view.shown
    readonly property bool ready: told.phase === "ready"
    readonly property bool recording: told.phase === "recording"
    readonly property bool kept: told.kept !== ""

    settle: 0
    place: told.phase
    backVisible: ready && !kept
    nextText: ready && kept ? qsTr("Dùng bản ghi này") : ""
    title: recording ? qsTr("Máy đang ghi, xin nói") : kept ? qsTr("Đã ghi lời Ông/Bà") : qsTr("Nói điều Ông/Bà muốn phản ánh")
    subtitle: recording || kept ? "" : qsTr("Đứng gần máy, nói vừa phải. Nhiều nhất %1.").arg(told.longest)
    spoken: [title, subtitle, busy.said, problem.text, length.text, left.text, known.text].filter(Boolean).join(". ")
    focusOrder: [screen.sheet]

    Notice {
        id: problem
        objectName: "voice.problem"
        width: parent.width
        kind: Notice.Bad
        text: screen.told.problem
    }

    Card {
        width: parent.width
        visible: screen.recording || screen.kept
        strong: screen.recording

        Column {
            width: parent.width
            spacing: Theme.gap

            Label {
                id: length
                objectName: "voice.length"
                width: parent.width
                horizontalAlignment: Text.AlignHCenter
                kind: Label.Number
                font.weight: Font.Bold
                color: screen.recording ? Theme.bad : Theme.primary
                text: screen.recording ? screen.told.spoken : screen.told.kept
            }

            // How loud it comes: whoever sees it move knows that the machine hears.
            Rectangle {
                id: scale
                objectName: "voice.level"
                visible: screen.recording
                width: parent.width
                height: Theme.mm(8)
                radius: Theme.radius
                color: Theme.surface
                border.color: Theme.border
                border.width: Theme.line
                Accessible.ignored: true

                Rectangle {
                    x: Theme.lineStrong
                    y: Theme.lineStrong
                    width: Math.max(0, (scale.width - 2 * Theme.lineStrong) * screen.told.level)
                    height: scale.height - 2 * Theme.lineStrong
                    radius: Theme.radius
                    color: Theme.good
                }
            }

            Label {
                id: left
                width: parent.width
                horizontalAlignment: Text.AlignHCenter
                visible: text !== ""
                fit: true
                text: screen.recording ? qsTr("Còn nói được %1.").arg(screen.told.left) : screen.kept ? qsTr("Đã ghi %1. Nghe lại, nói lại hoặc xóa được.").arg(screen.told.kept) : ""
            }
        }
    }

    TouchButton {
        objectName: "voice.record"
        visible: screen.ready
        width: parent.width
        height: Theme.touchLarge
        look: screen.kept ? TouchButton.Secondary : TouchButton.Primary
        text: screen.kept ? qsTr("Nói lại từ đầu") : qsTr("Bắt đầu nói")
        onClicked: screen.view.record()
    }

    TouchButton {
        objectName: "voice.stop"
        visible: screen.recording || screen.told.phase === "playing"
        width: parent.width
        height: Theme.touchLarge
        text: screen.recording ? qsTr("Nói xong") : qsTr("Dừng nghe")
        means: text
        onClicked: screen.view.stop()
    }

    Busy {
        id: busy
        width: parent.width
        visible: screen.told.phase === "stopping"
        text: qsTr("Đang dừng…")
    }

    TouchButton {
        objectName: "voice.listen"
        visible: screen.ready && screen.told.listens
        width: parent.width
        look: TouchButton.Secondary
        icon: "speaker"
        text: qsTr("Nghe lại")
        onClicked: screen.view.listen()
    }

    TouchButton {
        objectName: "voice.delete"
        visible: screen.ready && screen.kept
        width: parent.width
        look: TouchButton.Quiet
        text: qsTr("Xóa bản ghi")
        onClicked: screen.view.remove()
    }

    Notice {
        id: known
        objectName: "voice.known"
        width: parent.width
        kind: Notice.Info
        text: screen.recording ? "" : qsTr("Máy chỉ ghi khi Ông/Bà chạm nút. Giọng nói có thể cho biết Ông/Bà là ai, kể cả khi không nêu tên. Không muốn vậy, xin viết.")
    }
}
