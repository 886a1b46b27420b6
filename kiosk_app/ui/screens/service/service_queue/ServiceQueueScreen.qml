pragma ComponentBehavior: Bound

import QtQuick
import "../../../qml/components"
import "../../../qml/theme"

StepPage {
    id: screen

    required property var view
    readonly property var queue: view.shown

    settle: 0
    spacing: Theme.gapSmall
    title: qsTr("Hồ sơ trong máy")
    subtitle: qsTr("Mã và trạng thái. Nội dung hồ sơ đã niêm phong, không xem được ở đây.")
    news: [problem, sent, none]
    spoken: [title, explanation, busy.said, problem.text, sent.text, none.text, ...screen.queue.lines.map(one => one.code + ", " + one.state)].filter(Boolean).join(". ")
    focusOrder: [screen.sheet]

    Busy {
        id: busy
        width: parent.width
        visible: screen.queue.asking
        text: qsTr("Đang hỏi máy…")
    }

    Notice {
        id: problem
        objectName: "service.problem"
        width: parent.width
        kind: Notice.Bad
        text: screen.queue.problem
    }

    Notice {
        id: sent
        objectName: "service.sent"
        width: parent.width
        kind: Notice.Good
        text: screen.queue.printed ? qsTr("Đã in mã, xin lấy phiếu.") : screen.queue.sentAgain ? qsTr("Đã đưa về đầu đường gửi.") : ""
    }

    Notice {
        id: none
        objectName: "service.none"
        width: parent.width
        kind: Notice.Info
        text: screen.queue.lines.length === 0 && !screen.queue.asking && screen.queue.problem === "" ? qsTr("Chưa có hồ sơ nào trong máy.") : ""
    }

    TouchButton {
        objectName: "service.send_all"
        visible: screen.queue.setAside > 0
        enabled: !screen.queue.asking
        width: parent.width
        look: TouchButton.Secondary
        icon: "send"
        text: qsTr("Gửi lại %n hồ sơ đang chờ", "", screen.queue.setAside)
        onClicked: screen.view.sendAgain("")
    }

    Repeater {
        model: screen.queue.lines

        Column {
            id: line

            required property var modelData

            width: parent ? parent.width : 0
            spacing: Theme.gapTiny

            ChoiceTile {
                objectName: "service.entry." + line.modelData.code
                width: parent.width
                chosen: line.modelData.chosen
                text: line.modelData.code + ": " + line.modelData.state
                detail: line.modelData.detail
                onClicked: screen.view.choose(line.modelData.code)
            }

            TouchButton {
                objectName: "service.print_code"
                visible: line.modelData.chosen
                enabled: !screen.queue.asking && !screen.queue.printing
                width: parent.width
                look: TouchButton.Secondary
                icon: "print"
                text: screen.queue.printing ? qsTr("Đang in…") : qsTr("In lại mã cho công dân")
                onClicked: screen.view.print()
            }

            TouchButton {
                objectName: "service.send_again"
                visible: line.modelData.chosen && line.modelData.aside
                enabled: !screen.queue.asking
                width: parent.width
                look: TouchButton.Secondary
                icon: "send"
                text: qsTr("Gửi lại hồ sơ này")
                onClicked: screen.view.sendAgain(line.modelData.code)
            }
        }
    }

    Label {
        width: parent.width
        visible: screen.queue.more > 0
        fit: true
        color: Theme.textMuted
        text: qsTr("Còn %1 hồ sơ nữa, xem bằng kioskctl queue list.").arg(screen.queue.more)
    }
}
