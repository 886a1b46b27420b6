pragma ComponentBehavior: Bound

import QtQuick
import "../../qml/components"

StepPage {
    id: screen

    required property var view
    readonly property var asked: view.shown

    title: qsTr("Hồ sơ nào?")
    subtitle: asked.reader ? qsTr("Đưa mã QR trên phiếu trước ô đọc mã. Hoặc gõ mã hồ sơ in trên phiếu.") : qsTr("Gõ mã hồ sơ in trên phiếu.")
    nextText: asked.asking ? "" : qsTr("Tra cứu")
    spoken: [title, subtitle, problem.text, offline.text, busy.said].filter(Boolean).join(" ")
    focusOrder: [screen.sheet]
    drawing: asked.reader && !asked.asking && asked.text === "" ? "card" : ""

    Notice {
        id: problem
        objectName: "lookup.problem"
        width: parent.width
        kind: Notice.Bad
        text: screen.asked.problem
    }

    Notice {
        id: offline
        width: parent.width
        kind: Notice.Info
        text: screen.asked.online ? "" : qsTr("Hiện chưa có mạng. Máy cho biết tin sau cùng mà máy này có.")
    }

    TextEntry {
        width: parent.width
        inputName: "lookup.code"
        name: qsTr("Mã hồ sơ")
        value: screen.asked.text
        maximumLength: screen.asked.most
        onEdited: text => screen.view.type(text)
    }

    Busy {
        id: busy
        width: parent.width
        visible: screen.asked.asking
        text: qsTr("Đang tra cứu…")
    }

    TouchButton {
        objectName: "lookup.mine"
        visible: !screen.asked.asking
        width: parent.width
        look: TouchButton.Secondary
        icon: "person"
        text: qsTr("Không có phiếu: đăng nhập, xem mọi hồ sơ của tôi")
        onClicked: screen.view.mine()
    }
}
