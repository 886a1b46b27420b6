pragma ComponentBehavior: Bound

import QtQuick
import "../../../qml/components"
import "../../../qml/theme"

StepPage {
    id: screen

    required property var view
    readonly property var entry: view.shown

    contentRight: screen.wide ? padWidth + Theme.gapLarge : 0
    spacing: Theme.gapSmall
    // Beside the keys there is room for one of them.
    title: screen.wide && screen.entry.problem !== "" ? "" : qsTr("Chế độ dịch vụ")
    subtitle: screen.entry.reader ? qsTr("Nhập mã PIN, hoặc đưa thẻ cán bộ trước ô đọc mã.") : qsTr("Nhập mã PIN của cán bộ hoặc kỹ thuật viên.")
    news: [problem]
    nextText: screen.entry.checking ? "" : qsTr("Vào")
    nextName: "service.enter"
    nextEnabled: screen.entry.ready
    spoken: [title, explanation, busy.said, problem.text].filter(Boolean).join(" ")
    focusOrder: [screen.sheet, below, padPlace]

    Component {
        id: pad

        DigitPad {
            page: screen
            prefix: "service"
            mayType: !screen.entry.checking
            mayErase: screen.entry.typed > 0
            onDigit: typed => screen.view.digit(typed)
            onErased: screen.view.erase()
        }
    }

    Notice {
        id: problem
        objectName: "service.problem"
        width: parent.width
        kind: Notice.Bad
        text: screen.entry.problem
    }

    Busy {
        id: busy
        width: parent.width
        visible: screen.entry.checking
        text: qsTr("Đang kiểm tra…")
    }

    // A dot for each digit: whoever looks over the shoulder reads none of them.
    Row {
        id: dots
        anchors.horizontalCenter: parent.horizontalCenter
        height: Theme.mm(14)
        spacing: Theme.gapSmall
        Accessible.role: Accessible.StaticText
        Accessible.name: qsTr("Đã nhập %n chữ số", "", screen.entry.typed)

        Repeater {
            model: Math.max(6, screen.entry.typed)

            Rectangle {
                required property int index

                anchors.verticalCenter: parent.verticalCenter
                width: Math.min(Theme.mm(8), (screen.sheet.width - 11 * Theme.gapSmall) / 12)
                height: width
                radius: width / 2
                color: index < screen.entry.typed ? Theme.primary : Theme.surface
                border.color: Theme.primary
                border.width: Theme.lineStrong
            }
        }
    }

    Loader {
        id: below
        active: !screen.wide
        anchors.horizontalCenter: parent.horizontalCenter
        sourceComponent: pad
    }

    whole: Loader {
        id: padPlace
        active: screen.wide
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        sourceComponent: pad
    }
}
