pragma ComponentBehavior: Bound

import QtQuick
import "../../qml/components"

StepPage {
    id: screen

    required property var view
    // The boxes stay while their contents change: the cursor is in one of them.
    readonly property var name: view.shown.fields[0]
    readonly property var phone: view.shown.fields[1]

    settle: 0
    title: qsTr("Ông/Bà tên là gì?")
    subtitle: qsTr("Để cơ quan biết ai gửi và gọi lại được khi cần.")
    nextText: qsTr("Tiếp tục")
    spoken: [title, subtitle, nameLabel.text, nameProblem.text, phoneLabel.text, phoneProblem.text].filter(Boolean).join(". ")
    focusOrder: [screen.sheet]

    Label {
        id: nameLabel
        width: parent.width
        fit: true
        text: screen.name.label
    }

    TextEntry {
        width: parent.width
        inputName: "petitioner.full_name"
        name: screen.name.label
        keyboard: screen.name.keyboard
        value: screen.name.value
        maximumLength: screen.name.most
        bad: screen.name.problem !== ""
        onEdited: text => screen.view.type("full_name", text)
    }

    Notice {
        id: nameProblem
        objectName: "petitioner.problem.full_name"
        width: parent.width
        kind: Notice.Bad
        text: screen.name.problem
    }

    Label {
        id: phoneLabel
        width: parent.width
        fit: true
        text: screen.phone.label
    }

    TextEntry {
        width: parent.width
        inputName: "petitioner.phone"
        name: screen.phone.label
        keyboard: screen.phone.keyboard
        value: screen.phone.value
        maximumLength: screen.phone.most
        bad: screen.phone.problem !== ""
        onEdited: text => screen.view.type("phone", text)
    }

    Notice {
        id: phoneProblem
        objectName: "petitioner.problem.phone"
        width: parent.width
        kind: Notice.Bad
        text: screen.phone.problem
    }
}
