pragma ComponentBehavior: Bound

import QtQuick
import "../../../qml/components"
import "../../../qml/theme"

StepPage {
    id: screen

    required property var view
    readonly property var menu: view.shown

    function named(place: string): string {
        switch (place) {
        case "check":
            return qsTr("Kiểm tra máy");
        case "queue":
            return qsTr("Hồ sơ trong máy");
        case "paper":
            return qsTr("Thay giấy in");
        case "devices":
            return qsTr("Thử thiết bị");
        case "notices":
            return qsTr("Tin của tỉnh");
        case "log":
            return qsTr("Nhật ký máy");
        case "stick":
            return qsTr("Chép hồ sơ ra USB");
        default:
            return qsTr("Cài đặt máy");
        }
    }

    function sign(place: string): string {
        return ({check: "check", queue: "papers", paper: "print", devices: "scan", notices: "info", log: "search", stick: "deposit"})[place] ?? "edit";
    }

    settle: 0
    spacing: Theme.gapSmall
    backVisible: false
    title: qsTr("Chế độ dịch vụ")
    subtitle: screen.menu.technician ? qsTr("%1, kỹ thuật viên").arg(screen.menu.name) : qsTr("%1, cán bộ quầy").arg(screen.menu.name)
    news: [problem, closed]
    nextText: qsTr("Kết thúc")
    nextName: "service.leave"
    spoken: [title, explanation, busy.said, problem.text, closed.text, well.text, ...screen.menu.waiting.map(one => one.said + " " + one.mend)].filter(Boolean).join(" ")
    focusOrder: [screen.sheet]

    Notice {
        id: problem
        objectName: "service.problem"
        width: parent.width
        kind: Notice.Bad
        text: screen.menu.problem
    }

    Busy {
        id: busy
        width: parent.width
        visible: screen.menu.asking
        text: qsTr("Đang hỏi máy…")
    }

    Notice {
        id: closed
        objectName: "service.closed"
        width: parent.width
        kind: Notice.Warning
        text: screen.menu.closed ? qsTr("Máy đang đóng: công dân chưa làm gì được.") : ""
    }

    Notice {
        id: well
        objectName: "service.well"
        width: parent.width
        kind: Notice.Good
        text: screen.menu.waiting.length === 0 && !screen.menu.asking && screen.menu.problem === "" ? qsTr("Không có gì cần làm.") : ""
    }

    Repeater {
        model: screen.menu.waiting

        Card {
            id: thing

            required property var modelData

            width: parent ? parent.width : 0
            strong: true

            Column {
                width: parent.width
                spacing: Theme.gapTiny

                Label {
                    width: parent.width
                    fit: true
                    font.weight: Font.DemiBold
                    color: Theme.warn
                    text: thing.modelData.said
                }

                Label {
                    width: parent.width
                    fit: true
                    text: thing.modelData.mend
                }
            }
        }
    }

    Grid {
        id: tiles

        readonly property bool pairs: width > Theme.mm(150) && Theme.textScale < 1.3

        width: parent.width
        columns: pairs ? 2 : 1
        spacing: Theme.gapSmall

        Repeater {
            id: row

            property int made: 0

            model: screen.menu.places
            onItemAdded: made += 1

            ActionTile {
                required property int index
                required property string modelData

                objectName: "service.place." + modelData
                width: tiles.pairs ? (tiles.width - tiles.spacing) / 2 : tiles.width
                icon: screen.sign(modelData)
                title: screen.named(modelData)
                beside: tiles.pairs && row.made > 0 ? row.itemAt(index % 2 ? index - 1 : index + 1) : null
                onClicked: screen.view.choose(modelData)
            }
        }
    }

    TouchButton {
        objectName: "service.closing"
        width: parent.width
        look: screen.menu.closed ? TouchButton.Primary : TouchButton.Danger
        enabled: !screen.menu.asking
        icon: screen.menu.closed ? "check" : "cross"
        text: screen.menu.closed ? qsTr("Mở máy cho công dân") : qsTr("Đóng máy")
        onClicked: screen.view.close(!screen.menu.closed)
    }
}
