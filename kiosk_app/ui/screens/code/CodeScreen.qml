pragma ComponentBehavior: Bound

import QtQuick
import "../../qml/components"
import "../../qml/theme"

StepPage {
    id: screen

    required property var view
    readonly property var code: view.shown
    readonly property string phase: code.phase
    readonly property bool mayType: phase === "sent" || phase === "on_screen"
    readonly property bool typing: phase === "sent" || phase === "on_screen" || phase === "checking"

    function why(reason: string): string {
        switch (reason) {
        case "offline":
            return qsTr("Hiện không có mạng nên chưa gửi được mã vào điện thoại.");
        case "no_phone":
            return qsTr("Không dùng điện thoại.");
        case "locked":
            return qsTr("Mã gửi vào điện thoại đã bị khóa; cán bộ sẽ kiểm tra lại khi tiếp nhận.");
        default:
            return qsTr("Hệ thống chưa gửi được mã vào điện thoại.");
        }
    }

    place: phase
    backVisible: phase !== "checking"
    contentRight: padPlace.active ? padWidth + Theme.gapLarge : 0
    spacing: Theme.gapSmall
    title: qsTr("Mã xác nhận")
    subtitle: qsTr("Nhập đúng mã là hồ sơ được nộp.")
    spoken: [title, subtitle, otherCode.said, checking.said, asked.said, shown.said, busy.said, problem.text].filter(Boolean).join(" ")
    focusOrder: [screen.sheet, below, padPlace]

    Component {
        id: pad

        DigitPad {
            page: screen
            prefix: "code"
            mayErase: screen.code.typed !== ""
            onDigit: typed => screen.view.digit(typed)
            onErased: screen.view.erase()
        }
    }

    Busy {
        id: busy
        width: parent.width
        visible: screen.phase === "choosing"
        text: qsTr("Đang gửi mã vào điện thoại…")
    }

    Busy {
        id: otherCode
        width: parent.width
        visible: screen.phase === "waiting"
        text: qsTr("Điện thoại này vừa nhận một mã khác, mã đó không dùng ở đây được. Mã mới sẽ tự gửi sau %n giây.", "", screen.code.resendIn)
    }

    Label {
        id: asked
        width: parent.width
        fit: true
        visible: screen.phase === "sent" || screen.phase === "checking"
        text: screen.code.phoneHint ? qsTr("Mã gồm 6 chữ số đã gửi vào điện thoại số %1. Xin nhập mã đó.").arg(screen.code.phoneHint) : qsTr("Mã gồm 6 chữ số đã gửi vào điện thoại. Xin nhập mã đó.")
    }

    Label {
        id: shown
        width: parent.width
        fit: true
        visible: screen.phase === "on_screen"
        text: qsTr("%1 Xin nhập lại mã dưới đây để xác nhận.").arg(screen.why(screen.code.reason))
    }

    Notice {
        id: problem
        width: parent.width
        kind: Notice.Bad
        objectName: "code.problem"
        text: screen.code.problem
        onHeightChanged: if (visible) told.restart()
    }

    // A wrong code is told where it can be read, once its sentence has its place.
    Timer {
        id: told
        interval: 30
        onTriggered: if (problem.visible)
            screen.sheet.reveal(problem)
    }

    Label {
        width: parent.width
        visible: screen.phase === "sent" && screen.code.problem !== ""
        text: qsTr("Còn %n lần nhập.", "", screen.code.triesLeft)
    }

    Busy {
        id: checking
        width: parent.width
        visible: screen.phase === "checking"
        text: qsTr("Đang kiểm tra mã…")
    }

    TouchButton {
        objectName: "code.resend"
        visible: screen.phase === "sent"
        width: parent.width
        look: TouchButton.Secondary
        enabled: screen.code.resendIn === 0
        text: screen.code.resendIn === 0 ? qsTr("Gửi lại mã") : qsTr("Gửi lại mã sau %n giây", "", screen.code.resendIn)
        onClicked: screen.view.resend()
    }

    TouchButton {
        objectName: "code.nophone"
        visible: screen.phase === "sent" || screen.phase === "choosing" || screen.phase === "waiting" || screen.phase === "locked"
        width: parent.width
        look: screen.phase === "locked" ? TouchButton.Primary : TouchButton.Secondary
        text: screen.phase === "locked" ? qsTr("Tiếp tục bằng mã trên màn hình") : qsTr("Tôi không có điện thoại ở đây")
        onClicked: screen.view.noPhone()
    }

    // What is copied, what was typed and every key stay in sight: the keys below, or beside where the glass lies wide.
    foot: Column {
        id: below
        readonly property real wordsWidth: width - screen.contentRight
        width: parent ? parent.width : 0
        spacing: Theme.gapSmall

        Card {
            visible: screen.phase === "on_screen"
            width: below.wordsWidth
            strong: true

            Label {
                objectName: "code.shown"
                width: parent.width
                horizontalAlignment: Text.AlignHCenter
                kind: Label.Huge
                fit: false
                font.pixelSize: Math.min(Theme.textHuge, width / (0.75 * 6), screen.height * 0.09)
                font.letterSpacing: width * 0.02
                color: Theme.primary
                text: screen.code.shownCode
            }
        }

        Row {
            id: boxes
            objectName: "code.typed"
            visible: screen.typing
            x: (below.wordsWidth - width) / 2
            spacing: Theme.gapSmall
            readonly property real room: Math.min(below.wordsWidth, Theme.mm(200))
            Accessible.role: Accessible.EditableText
            Accessible.name: qsTr("Mã đã nhập")

            Repeater {
                model: 6

                Rectangle {
                    id: box

                    required property int index

                    width: Math.floor((boxes.room - 5 * Theme.gapSmall) / 6)
                    height: Math.min(Theme.touchLarge, Math.max(Theme.mm(14), screen.height * 0.1))
                    radius: Theme.radius
                    color: Theme.surface
                    border.color: box.index === screen.code.typed.length ? Theme.primary : Theme.border
                    border.width: Theme.lineStrong

                    Label {
                        anchors.centerIn: parent
                        kind: Label.Huge
                        fit: false
                        font.pixelSize: Math.min(Theme.textHuge, box.width * 0.9, box.height * 0.66)
                        text: screen.code.typed.charAt(box.index)
                    }
                }
            }
        }

        Loader {
            anchors.horizontalCenter: parent.horizontalCenter
            active: !screen.wide && screen.mayType
            visible: active
            sourceComponent: pad
        }
    }
    whole: Loader {
        id: padPlace
        anchors.right: parent ? parent.right : undefined
        anchors.verticalCenter: parent ? parent.verticalCenter : undefined
        active: screen.wide && screen.mayType
        sourceComponent: pad
    }
}
