pragma ComponentBehavior: Bound

import QtQuick
import "../../qml/components"
import "../../qml/theme"

StepPage {
    id: screen

    required property var view
    readonly property var papers: view.shown
    property string pickFor: ""

    title: papers.procedure
    subtitle: papers.refused !== "" ? "" : papers.questions.length > 0 ? qsTr("Trả lời để biết có phải mang giấy tờ gì không. Trả lời xong, máy tự sang trang sau.") : qsTr("Giấy tờ phải có hôm nay:")
    spoken: [title, subtitle, papers.door, ...papers.questions.map(one => one.ask + " " + one.options.map(option => option.text).join(", ")), ...papers.papers.map(one => one.name + ". " + one.problem), papers.refused].filter(Boolean).join(". ")
    focusOrder: [screen.sheet]
    spacing: Theme.gapLarge
    nextText: papers.complete ? qsTr("Tiếp tục") : ""

    Notice {
        width: parent.width
        kind: Notice.Info
        text: screen.papers.door
    }

    Repeater {
        model: screen.papers.questions

        Column {
            id: question

            required property var modelData

            width: parent ? parent.width : 0
            spacing: Theme.gapSmall

            Label {
                width: parent.width
                kind: Label.Large
                fit: true
                font.weight: Font.DemiBold
                text: question.modelData.ask
                Accessible.role: Accessible.Heading
            }

            Label {
                width: parent.width
                visible: text !== ""
                kind: Label.Small
                color: Theme.textMuted
                text: question.modelData.hint
            }

            PickButton {
                objectName: "papers.pick." + question.modelData.key
                visible: question.modelData.long
                width: parent.width
                text: question.modelData.shown
                placeholder: qsTr("Chạm để chọn")
                name: question.modelData.ask
                onClicked: {
                    screen.pickFor = question.modelData.key;
                    picker.open(question.modelData.ask, question.modelData.options, question.modelData.value);
                }
            }

            AnswerGrid {
                id: answers
                width: parent.width
                visible: !question.modelData.long
                texts: question.modelData.options.map(option => option.text)

                Repeater {
                    model: question.modelData.long ? [] : question.modelData.options

                    ChoiceTile {
                        id: tile

                        required property var modelData
                        required property int index

                        objectName: "papers.option." + question.modelData.key + "." + tile.modelData.value
                        width: answers.cells[tile.index] ?? answers.width
                        text: tile.modelData.text
                        chosen: tile.modelData.value === question.modelData.value
                        onClicked: screen.view.answer(question.modelData.key, tile.modelData.value)
                    }
                }
            }
        }
    }

    Notice {
        id: refusal
        objectName: "papers.refused"
        width: parent.width
        kind: Notice.Bad
        text: screen.papers.refused
    }

    TouchButton {
        objectName: "papers.refused.help"
        visible: screen.papers.refused !== ""
        width: parent.width
        look: TouchButton.Secondary
        icon: "help"
        text: qsTr("Gọi cán bộ")
        onClicked: screen.view.callHelp()
    }

    Repeater {
        id: lines
        model: screen.papers.papers

        Card {
            id: line

            required property var modelData

            objectName: "papers.line." + line.modelData.partNo
            width: parent ? parent.width : 0
            padding: Theme.gapLarge
            strong: true

            Column {
                width: parent.width
                spacing: Theme.gap

                Row {
                    width: parent.width
                    spacing: Theme.gap

                    Icon {
                        id: sign
                        name: "paper"
                        color: Theme.primary
                        size: Theme.mm(16)
                    }

                    Label {
                        width: parent.width - sign.size - parent.spacing
                        anchors.verticalCenter: parent.verticalCenter
                        kind: Label.Large
                        fit: true
                        font.weight: Font.DemiBold
                        text: qsTr("Phải có: %1").arg(line.modelData.name)
                    }
                }

                Label {
                    width: parent.width
                    visible: text !== ""
                    kind: Label.Small
                    fit: true
                    color: Theme.textMuted
                    text: line.modelData.when
                }

                Label {
                    width: parent.width
                    kind: Label.Large
                    fit: true
                    text: qsTr("Ông/Bà có mang theo không?")
                }

                AnswerGrid {
                    id: pair
                    width: parent.width
                    texts: [have.text, lack.text]

                    ChoiceTile {
                        id: have
                        objectName: "papers.have." + line.modelData.partNo
                        width: pair.cells[0]
                        text: qsTr("Có")
                        chosen: line.modelData.brought
                        onClicked: screen.view.bring(line.modelData.partNo, true)
                    }

                    ChoiceTile {
                        id: lack
                        objectName: "papers.lack." + line.modelData.partNo
                        width: pair.cells[1]
                        text: line.modelData.replaceable ? qsTr("Không còn giấy này") : qsTr("Không")
                        chosen: line.modelData.declined
                        onClicked: screen.view.bring(line.modelData.partNo, false)
                    }
                }

                Notice {
                    objectName: "papers.problem"
                    width: parent.width
                    kind: Notice.Bad
                    text: line.modelData.problem
                }

                TouchButton {
                    objectName: "papers.help"
                    visible: line.modelData.problem !== ""
                    width: parent.width
                    look: TouchButton.Secondary
                    icon: "help"
                    text: qsTr("Gọi cán bộ")
                    onClicked: screen.view.callHelp()
                }
            }
        }
    }

    // What has just come up is brought into sight.
    Connections {
        target: screen.view

        function onShownChanged(): void {
            if (lines.count > 0 || screen.papers.refused !== "")
                later.restart();
        }
    }

    Timer {
        id: later
        interval: 30
        onTriggered: {
            const last = screen.papers.refused !== "" ? refusal : lines.itemAt(lines.count - 1);
            if (last)
                screen.sheet.reveal(last);
        }
    }

    Picker {
        id: picker
        onPicked: value => screen.view.answer(screen.pickFor, value)
    }
}
