pragma ComponentBehavior: Bound

import QtQuick
import "../../qml/components"
import "../../qml/theme"

StepPage {
    id: screen

    required property var view
    readonly property var found: view.shown

    // What a result says of where it is filed.
    function where(result: var): string {
        if (result.repealed)
            return qsTr("Không còn thực hiện");
        switch (result.place) {
        case "kiosk":
            return qsTr("Nộp được tại máy này");
        case "counter":
            return qsTr("Nộp tại quầy tiếp nhận");
        default:
            return qsTr("Nộp ở nơi khác");
        }
    }

    function papers(result: var): string {
        if (result.papers + result.byCase === 0)
            return "";
        return result.byCase > 0 ? qsTr("Giấy tờ: %1, và %2 tùy trường hợp").arg(result.papers).arg(result.byCase) : qsTr("Giấy tờ: %1").arg(result.papers);
    }

    place: "" + found.results.map(result => result.code)
    settle: 0
    title: found.narrowed || qsTr("Cần hỏi thủ tục gì?")
    subtitle: found.narrowed ? "" : qsTr("Gõ vài chữ, có dấu hay không dấu đều được. Kết quả hiện ngay.")
    spoken: [title, subtitle, found.problem, none.text, doubt.text, found.question, ...found.choices, ...found.results.map(result => result.name + ". " + screen.where(result))].filter(Boolean).join(". ")
    focusOrder: [screen.sheet]

    TextEntry {
        width: parent.width
        visible: screen.found.narrowed === ""
        inputName: "find.text"
        name: screen.title
        value: screen.found.text
        maximumLength: screen.found.most
        likely: screen.found.letters
        onEdited: text => screen.view.type(text)
    }

    Notice {
        width: parent.width
        kind: Notice.Bad
        text: screen.found.problem
    }

    TouchButton {
        objectName: "find.again"
        visible: screen.found.problem !== ""
        width: parent.width
        text: qsTr("Thử lại")
        onClicked: screen.view.tryAgain()
    }

    Notice {
        id: none
        objectName: "find.nothing"
        width: parent.width
        kind: Notice.Warning
        text: screen.found.nothing ? qsTr("Chưa thấy thủ tục nào như vậy. Xin thử chữ khác, hoặc hỏi quầy tiếp nhận.") : ""
    }

    Notice {
        id: doubt
        objectName: "find.doubt"
        width: parent.width
        kind: Notice.Info
        text: screen.found.doubtful ? qsTr("Máy không chắc có đúng việc Ông/Bà cần. Nếu không đúng, xin hỏi quầy tiếp nhận.") : ""
    }

    Label {
        width: parent.width
        visible: text !== ""
        kind: Label.Large
        fit: true
        font.weight: Font.DemiBold
        text: screen.found.question
        Accessible.role: Accessible.Heading
    }

    Repeater {
        model: screen.found.choices

        TouchButton {
            required property string modelData
            required property int index

            objectName: "find.choice." + index
            width: parent ? parent.width : 0
            look: TouchButton.Secondary
            text: modelData
            means: text
            onClicked: screen.view.clarify(index)
        }
    }

    AnswerGrid {
        id: events
        width: parent.width
        visible: screen.found.events.length > 0
        texts: screen.found.events.map(one => one.name)

        Repeater {
            model: screen.found.events

            TouchButton {
                required property var modelData
                required property int index

                objectName: "find.event." + modelData.key
                width: events.cells[index] ?? events.width
                look: TouchButton.Secondary
                text: modelData.name
                onClicked: screen.view.chooseEvent(modelData.key)
            }
        }
    }

    Repeater {
        model: screen.found.results

        ActionTile {
            id: tile

            required property var modelData

            objectName: "find.result." + tile.modelData.code
            width: parent ? parent.width : 0
            icon: tile.modelData.place === "kiosk" ? "check" : "info"
            title: tile.modelData.name
            summary: screen.where(tile.modelData)
            onClicked: screen.view.choose(tile.modelData.code)

            Label {
                width: parent.width
                visible: tile.modelData.time !== ""
                kind: Label.Small
                fit: true
                color: Theme.textMuted
                text: qsTr("Thời gian: %1").arg(tile.modelData.time)
                Accessible.ignored: true
            }

            Label {
                width: parent.width
                visible: tile.modelData.fees !== ""
                kind: Label.Small
                fit: true
                color: Theme.textMuted
                text: qsTr("Lệ phí: %1").arg(tile.modelData.fees)
                Accessible.ignored: true
            }

            Label {
                width: parent.width
                visible: text !== ""
                kind: Label.Small
                fit: true
                color: Theme.textMuted
                text: screen.papers(tile.modelData)
                Accessible.ignored: true
            }
        }
    }
}
