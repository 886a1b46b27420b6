pragma ComponentBehavior: Bound

import QtQuick
import "../../../qml/components"
import "../../../qml/theme"

StepPage {
    id: screen

    required property var view
    readonly property var entry: view.shown
    readonly property real padWidth: Math.max(3 * Theme.touch + 2 * padGap, wide ? Math.min(Theme.mm(110), width * 0.46) : Math.min(width, Theme.mm(200), screen.height * 0.55))
    readonly property real padGap: height < 4 * Theme.touch + 3 * Theme.gapSmall ? Theme.gapTiny : Theme.gapSmall

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

        Grid {
            columns: 3
            spacing: screen.padGap

            Repeater {
                model: ["1", "2", "3", "4", "5", "6", "7", "8", "9", "", "0", "erase"]

                TouchButton {
                    required property string modelData

                    objectName: modelData === "erase" ? "service.erase" : "service.digit." + modelData
                    width: (screen.padWidth - 2 * screen.padGap) / 3
                    height: Math.max(Theme.touch, Math.min(Theme.touchLarge, (screen.height - 3 * screen.padGap) / (screen.wide ? 4 : 8)))
                    opacity: modelData === "" ? 0 : 1
                    enabled: modelData !== "" && !screen.entry.checking && (modelData !== "erase" || screen.entry.typed > 0)
                    look: TouchButton.Secondary
                    textSize: Math.min(Theme.textTitle, height * 0.7)
                    icon: modelData === "erase" ? "erase" : ""
                    text: modelData === "erase" ? "" : modelData
                    Accessible.name: modelData === "erase" ? qsTr("Xóa một số") : modelData
                    onClicked: modelData === "erase" ? screen.view.erase() : screen.view.digit(modelData)
                }
            }
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
