pragma ComponentBehavior: Bound

import QtQuick
import "../../qml/components"

StepPage {
    id: screen

    required property var view
    readonly property var told: view.shown

    settle: 0
    title: qsTr("Ai giúp Ông/Bà?")
    subtitle: qsTr("Máy ghi lại người giúp để gửi kèm hồ sơ. Người nộp vẫn là Ông/Bà.")
    nextText: told.checking ? "" : qsTr("Tiếp tục")
    spoken: [title, subtitle, staff.text, problem.text, nameLabel.text, told.name, relationLabel.text, told.relation, busy.said].filter(Boolean).join(". ")
    focusOrder: [screen.sheet]

    Notice {
        id: staff
        width: parent.width
        kind: Notice.Info
        text: screen.told.reader && !screen.told.checking ? qsTr("Cán bộ giúp: đưa mã trên thẻ cán bộ trước ô đọc mã.") : ""
    }

    Busy {
        id: busy
        width: parent.width
        visible: screen.told.checking
        text: qsTr("Đang kiểm tra thẻ cán bộ…")
    }

    Notice {
        id: problem
        objectName: "helper.problem"
        width: parent.width
        kind: Notice.Bad
        text: screen.told.problem
    }

    Label {
        id: nameLabel
        width: parent.width
        fit: true
        text: screen.told.reader ? qsTr("Người thân, người quen giúp: ghi họ tên, hoặc đưa thẻ căn cước của họ trước ô đọc mã.") : qsTr("Người thân, người quen giúp: ghi họ tên.")
    }

    TextEntry {
        width: parent.width
        inputName: "helper.name"
        name: nameLabel.text
        keyboard: "name"
        value: screen.told.name
        maximumLength: screen.told.most
        onEdited: text => screen.view.type(text)
    }

    Label {
        id: relationLabel
        width: parent.width
        fit: true
        text: qsTr("Người giúp là gì của Ông/Bà?")
    }

    AnswerGrid {
        id: answers
        width: parent.width
        texts: screen.told.relations.map(one => one.name)

        Repeater {
            model: screen.told.relations

            ChoiceTile {
                required property var modelData
                required property int index

                objectName: "helper.relation." + index
                width: answers.cells[index] ?? answers.width
                text: modelData.name
                chosen: screen.told.relation === modelData.value
                onClicked: screen.view.relate(modelData.value)
            }
        }
    }

    TouchButton {
        objectName: "helper.nobody"
        visible: screen.told.known
        width: parent.width
        look: TouchButton.Quiet
        text: qsTr("Không có ai giúp")
        onClicked: screen.view.nobody()
    }
}
