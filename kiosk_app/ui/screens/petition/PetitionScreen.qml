pragma ComponentBehavior: Bound

import QtQuick
import "../../qml/components"
import "../../qml/theme"

StepPage {
    id: screen

    required property var view
    readonly property var told: view.shown
    readonly property bool writing: told.category !== ""

    settle: 0
    place: told.category
    title: writing ? told.category : qsTr("Ông/Bà muốn phản ánh về việc gì?")
    subtitle: writing ? qsTr("Việc gì, ở đâu, từ khi nào? Viết vài câu là đủ.") : ""
    spoken: [title, subtitle, problem.text, ...(writing ? [entry.value, count.text, named.text, nameless.text] : [...told.categories.map(one => one.name), urgent.text, other.text])].filter(Boolean).join(". ")
    focusOrder: [screen.sheet]

    Repeater {
        model: screen.writing ? [] : screen.told.categories

        ChoiceTile {
            id: category

            required property var modelData

            objectName: "petition.category." + category.modelData.code
            width: parent ? parent.width : 0
            text: category.modelData.name
            onClicked: screen.view.choose(category.modelData.code)
        }
    }

    Notice {
        id: urgent
        width: parent.width
        kind: Notice.Warning
        text: screen.writing ? "" : qsTr("Việc khẩn cấp xin gọi ngay: công an 113, cứu hỏa 114, cấp cứu 115.")
    }

    Notice {
        id: other
        width: parent.width
        kind: Notice.Info
        text: screen.writing ? "" : qsTr("Khiếu nại, tố cáo có trình tự riêng theo luật: xin gặp cán bộ ở quầy.")
    }

    TextEntry {
        id: entry
        width: parent.width
        visible: screen.writing
        inputName: "petition.text"
        name: screen.title
        value: screen.told.text
        // More than is taken reaches the petition, which refuses it with a sentence: a box that is full cuts silently.
        maximumLength: 3 * screen.told.most
        bad: screen.told.problem !== ""
        onEdited: text => {
            screen.view.type(text);
            if (screen.told.text !== text)
                entry.reset();
        }
    }

    Label {
        id: count
        objectName: "petition.left"
        width: parent.width
        visible: text !== ""
        fit: true
        color: Theme.textMuted
        text: screen.writing && screen.told.nearlyFull && screen.told.problem === "" ? qsTr("Còn chỗ cho %n ký tự. Còn nhiều điều muốn nói, xin viết ra giấy và quét kèm theo.", "", screen.told.left) : ""
    }

    Notice {
        id: problem
        objectName: "petition.problem"
        width: parent.width
        kind: Notice.Bad
        text: screen.told.problem
    }

    ChoiceTile {
        objectName: "petition.voice"
        visible: screen.writing && screen.told.spoken
        width: parent.width
        text: screen.told.recorded === "" ? qsTr("Nói thay cho viết") : qsTr("Đã ghi âm %1").arg(screen.told.recorded)
        detail: screen.told.recorded === "" ? qsTr("Máy ghi âm lời Ông/Bà, gửi kèm cho cơ quan.") : qsTr("Chạm để nghe lại, nói lại hoặc xóa.")
        chosen: screen.told.recorded !== ""
        Accessible.role: Accessible.Button
        onClicked: screen.view.voice()
    }

    ChoiceTile {
        objectName: "petition.papers"
        visible: screen.writing
        width: parent.width
        text: qsTr("Có giấy tờ hoặc ảnh kèm theo")
        detail: qsTr("Máy quét sau khi chạm nút gửi.")
        chosen: screen.told.papers
        Accessible.role: Accessible.CheckBox
        onClicked: screen.view.papers()
    }

    Grid {
        id: ways

        readonly property real lineHeight: Math.max(named.implicitHeight, nameless.implicitHeight, Theme.touch)

        width: parent.width
        visible: screen.writing
        columns: 2
        spacing: Theme.gap

        // Two ways of equal weight: nobody is led to give a name, nor to hide it.
        TouchButton {
            id: nameless
            objectName: "petition.nameless"
            width: (ways.width - Theme.gap) / 2
            height: ways.lineHeight
            look: TouchButton.Secondary
            text: qsTr("Gửi, không nêu tên")
            onClicked: screen.view.send(false)
        }

        TouchButton {
            id: named
            objectName: "petition.named"
            width: (ways.width - Theme.gap) / 2
            height: ways.lineHeight
            look: TouchButton.Secondary
            text: qsTr("Gửi, có nêu tên")
            onClicked: screen.view.send(true)
        }
    }
}
