pragma ComponentBehavior: Bound

import QtQuick
import "../../qml/components"
import "../../qml/theme"

StepPage {
    id: screen

    required property var view
    readonly property var lines: view.shown.lines

    function needText(need: string): string {
        switch (need) {
        case "generated":
            return qsTr("Máy tự lập từ những gì đã điền, không cần giấy");
        case "required":
            return qsTr("Bắt buộc: đặt giấy vào máy quét ở bước sau");
        case "optional":
            return qsTr("Có thì nộp, không có cũng được");
        case "from_database":
            return qsTr("Cơ quan đã có trong cơ sở dữ liệu, không cần giấy");
        default:
            return qsTr("Không nộp; chỉ xuất trình bản chính tại quầy");
        }
    }

    title: qsTr("Giấy tờ của hồ sơ")
    subtitle: qsTr("Xem từng giấy tờ và trả lời.")
    nextText: qsTr("Tiếp tục")
    spoken: [title, subtitle, ...lines.map(line => line.name + ": " + needText(line.need) + ". " + line.problem)].join(" ")
    focusOrder: [screen.sheet]

    Repeater {
        model: screen.lines

        Card {
            id: line

            required property var modelData
            required property int index

            readonly property string need: modelData.need
            readonly property bool asks: need === "required" || need === "optional"

            objectName: "components.line." + line.modelData.partNo
            width: parent ? parent.width : 0
            strong: line.modelData.problem !== ""

            Column {
                width: parent.width
                spacing: Theme.gapSmall

                Row {
                    width: parent.width
                    spacing: Theme.gap

                    Icon {
                        id: sign
                        name: line.modelData.answered ? (line.modelData.confirmed ? "check" : "cross") : "paper"
                        color: line.modelData.answered ? (line.modelData.confirmed ? Theme.good : Theme.textMuted) : Theme.primary
                        size: Theme.mm(12)
                    }

                    Label {
                        width: parent.width - sign.size - parent.spacing
                        font.weight: Font.DemiBold
                        text: qsTr("%1. %2").arg(line.index + 1).arg(line.modelData.name)
                    }
                }

                Label {
                    width: parent.width
                    color: line.need === "required" ? Theme.warn : Theme.good
                    font.weight: Font.Medium
                    text: screen.needText(line.need)
                }

                Label {
                    width: parent.width
                    visible: text !== ""
                    kind: Label.Small
                    color: Theme.textMuted
                    text: line.modelData.when
                }

                Notice {
                    width: parent.width
                    kind: Notice.Bad
                    text: line.modelData.problem
                }

                Grid {
                    width: parent.width
                    visible: line.need !== "generated"
                    columns: line.asks ? 2 : 1
                    spacing: Theme.gap

                    // Both answers weigh the same: the higher one gives the height.
                    TouchButton {
                        id: yes
                        height: line.asks ? Math.max(implicitHeight, no.implicitHeight) : implicitHeight
                        objectName: "components.confirm." + line.modelData.partNo
                        width: line.asks ? (parent.width - Theme.gap) / 2 : parent.width
                        look: TouchButton.Secondary
                        checked: line.modelData.answered && line.modelData.confirmed
                        icon: checked ? "check" : ""
                        text: line.asks ? qsTr("Tôi có giấy này") : qsTr("Tôi đã hiểu")
                        onClicked: screen.view.confirm(line.modelData.partNo, true)
                    }

                    TouchButton {
                        id: no
                        height: Math.max(implicitHeight, yes.implicitHeight)
                        objectName: "components.decline." + line.modelData.partNo
                        visible: line.asks
                        width: (parent.width - Theme.gap) / 2
                        look: TouchButton.Secondary
                        checked: line.modelData.answered && !line.modelData.confirmed
                        icon: checked ? "cross" : ""
                        text: qsTr("Tôi không có")
                        onClicked: screen.view.confirm(line.modelData.partNo, false)
                    }
                }
            }
        }
    }
}
