pragma ComponentBehavior: Bound

import QtQuick
import "../../../qml/components"
import "../../../qml/theme"

StepPage {
    id: screen

    required property var view
    readonly property var stick: view.shown

    settle: 0.5
    title: qsTr("Chép hồ sơ ra USB")
    subtitle: qsTr("Những hồ sơ chưa gửi được chép ra, vẫn niêm phong. Máy vẫn tự gửi khi có mạng.")
    news: [problem, said, busy]
    backVisible: !stick.running
    nextText: stick.running ? "" : stick.written ? qsTr("Xong") : qsTr("Chép")
    nextName: "service.write"
    spoken: [title, explanation, busy.said, problem.text, said.text].filter(Boolean).join(" ")
    focusOrder: [screen.sheet]

    Icon {
        visible: screen.height > Theme.mm(150)
        anchors.horizontalCenter: parent.horizontalCenter
        name: "deposit"
        color: Theme.primary
        size: Math.min(Theme.mm(60), screen.height * 0.25)
    }

    Notice {
        id: problem
        objectName: "service.problem"
        width: parent.width
        kind: Notice.Bad
        text: screen.stick.problem
    }

    Notice {
        id: said
        objectName: "service.said"
        width: parent.width
        kind: screen.stick.written ? Notice.Good : Notice.Info
        text: screen.stick.said
    }

    Busy {
        id: busy
        objectName: "service.busy"
        width: parent.width
        visible: screen.stick.running
        text: qsTr("Cắm USB vào bây giờ. Đang chép thì đừng rút…")
    }
}
