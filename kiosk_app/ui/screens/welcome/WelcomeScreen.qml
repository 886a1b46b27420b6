pragma ComponentBehavior: Bound

import QtQuick
import "../../qml/components"
import "../../qml/theme"

StepPage {
    id: screen

    required property var view
    readonly property var welcome: view.shown

    readonly property list<string> shortcomings: {
        if (!welcome.accepting)
            return [];
        return [welcome.printer ? (welcome.paperLow ? qsTr("Giấy in sắp hết.") : "") : qsTr("Hôm nay máy chưa in được phiếu. Mã hồ sơ hiện trên màn hình, xin ghi hoặc chụp lại."), welcome.scanner ? "" : qsTr("Máy quét đang hỏng: việc phải quét giấy tờ hôm nay xin làm ở quầy."), welcome.reader ? "" : qsTr("Đầu đọc mã đang hỏng: chưa đăng nhập được bằng mã QR.")].filter(Boolean);
    }

    backVisible: false
    readonly property bool board: welcome.board

    place: board ? "board" : ""
    // Where the glass holds little, the errands take the room of the sentences about them.
    readonly property bool tight: height < Theme.mm(170) * Theme.textScale
    readonly property bool headed: choosing && height < Theme.mm(100) * Theme.textScale
    readonly property bool choosing: welcome.accepting && !board

    title: headed ? (height < Theme.mm(60) * Theme.textScale ? "" : qsTr("Nộp hồ sơ")) : board ? qsTr("Chạm vào màn hình để bắt đầu") : welcome.accepting ? (welcome.name ? qsTr("%1 cần gì nữa không?").arg(welcome.name) : qsTr("Ông/Bà cần gì?")) : qsTr("Máy đang tạm ngừng")
    subtitle: choosing && !tight ? qsTr("Chạm vào việc cần làm. Máy hướng dẫn từng bước.") : ""
    spoken: [headed ? qsTr("Nộp hồ sơ") : title, subtitle, notice.text, closed.text, hours.text, ...shortcomings, ...welcome.notices.map(one => one.title + ". " + one.text), ...tasks.model.map(errand => errand.title), ...welcome.due, ...needs.errands.map(errand => errand.title)].filter(Boolean).join(" ")
    focusOrder: [screen.sheet]
    drawing: choosing ? "whole" : ""
    settle: welcome.accepting ? 1 : 0.4

    // Large enough to be seen from the door, so that nobody queues for a kiosk that is closed.
    Icon {
        visible: !screen.welcome.accepting && screen.height > Theme.mm(150)
        anchors.horizontalCenter: parent.horizontalCenter
        name: "clock"
        color: Theme.warn
        size: Math.min(Theme.mm(70), screen.height * 0.3)
    }

    Notice {
        id: closed
        objectName: "welcome.closed"
        width: parent.width
        kind: Notice.Warning
        text: screen.welcome.accepting ? "" : screen.welcome.rests && screen.welcome.opensAt !== "" ? qsTr("Quầy đang nghỉ. Máy nhận hồ sơ lại lúc %1.").arg(screen.welcome.opensAt) : screen.welcome.phone === "" ? qsTr("Máy đang tạm ngừng nhận hồ sơ. Xin đến quầy tiếp nhận.") : qsTr("Máy đang tạm ngừng nhận hồ sơ. Xin đến quầy tiếp nhận hoặc gọi số %1.").arg(screen.welcome.phone)
    }

    Notice {
        id: notice
        width: parent.width
        kind: Notice.Info
        text: screen.welcome.online || !screen.welcome.accepting ? "" : screen.welcome.offlineSince !== "" ? qsTr("Mất mạng từ %1. Ông/Bà vẫn nộp được: hồ sơ được lưu lại và tự gửi khi có mạng.").arg(screen.welcome.offlineSince) : qsTr("Hiện chưa có mạng. Ông/Bà vẫn nộp được: hồ sơ được lưu lại và tự gửi khi có mạng.")
    }

    // What cannot be finished today is said before anybody starts.
    Repeater {
        model: screen.shortcomings

        Notice {
            required property string modelData

            width: parent ? parent.width : 0
            kind: Notice.Warning
            text: modelData
        }
    }

    Notice {
        id: hours
        objectName: "welcome.hours"
        width: parent.width
        kind: Notice.Info
        text: {
            if (screen.welcome.hours === "" || screen.welcome.rests || (screen.welcome.counterOpen && !screen.board))
                return "";
            const posted = qsTr("Giờ làm việc của quầy: %1.").arg(screen.welcome.hours);
            if (screen.welcome.counterOpen || screen.welcome.opensAt === "")
                return posted;
            return [qsTr("Quầy đang nghỉ, mở lại lúc %1.").arg(screen.welcome.opensAt), screen.welcome.accepting ? qsTr("Máy vẫn nhận hồ sơ; việc cần gặp cán bộ xin đến trong giờ.") : "", screen.board ? posted : ""].filter(Boolean).join(" ");
        }
    }

    Repeater {
        model: screen.welcome.notices

        Card {
            id: told

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
                    text: told.modelData.title
                }

                Label {
                    width: parent.width
                    fit: true
                    text: told.modelData.text
                }
            }
        }
    }

    Card {
        width: parent.width
        visible: screen.board && screen.welcome.fees.length > 0

        Column {
            width: parent.width
            spacing: Theme.gapSmall

            Label {
                width: parent.width
                kind: Label.Large
                fit: true
                font.weight: Font.DemiBold
                text: qsTr("Phí, lệ phí")
                Accessible.role: Accessible.Heading
            }

            Repeater {
                model: screen.welcome.fees

                Label {
                    required property var modelData

                    width: parent ? parent.width : 0
                    fit: true
                    text: modelData.title + ": " + modelData.fee
                }
            }

            Label {
                width: parent.width
                fit: true
                color: Theme.textMuted
                text: qsTr("Việc khác: xem mục “Hỏi trước khi làm thủ tục”.")
            }
        }
    }

    TouchButton {
        objectName: "welcome.wake"
        visible: screen.board
        width: parent.width
        text: qsTr("Bắt đầu")
        onClicked: screen.view.wake()
    }

    // What most people come for stands first, in sight without a touch on every glass.
    Label {
        width: parent.width
        visible: !screen.headed && tasks.count > 0 && needs.errands.length > 0
        kind: Label.Large
        fit: true
        font.weight: Font.DemiBold
        text: qsTr("Nộp hồ sơ")
        Accessible.role: Accessible.Heading
    }

    Repeater {
        id: tasks
        model: screen.choosing ? screen.welcome.errands.filter(errand => errand.journey === "filing") : []

        ActionTile {
            id: tile

            required property var modelData

            objectName: "welcome.errand." + tile.modelData.journey + "." + tile.modelData.subject
            width: parent ? parent.width : 0
            icon: tile.modelData.icon
            title: tile.modelData.title
            summary: !screen.tight && Theme.textScale < 1.2 ? tile.modelData.summary : ""
            onClicked: screen.view.begin(tile.modelData.journey, tile.modelData.subject)
        }
    }

    // Told after a sign-in, to this citizen alone.
    ActionTile {
        objectName: "welcome.due"
        width: parent.width
        visible: screen.choosing && screen.welcome.due.length > 0
        icon: "clock"
        title: qsTr("Có %n việc Ông/Bà đến lúc phải làm", "", screen.welcome.due.length)
        summary: screen.welcome.due.join(". ")
        onClicked: screen.view.begin("due_services", "")
    }

    // Other needs than filing: two beside each other where there are many, so that all stand on one page.
    Grid {
        id: needs

        readonly property var errands: screen.choosing ? screen.welcome.errands.filter(errand => errand.journey !== "filing" && (errand.journey !== "due_services" || screen.welcome.due.length === 0)) : []
        readonly property bool many: errands.length > 2
        readonly property bool pairs: many && width > Theme.mm(150) && Theme.textScale < 1.3

        width: parent.width
        visible: errands.length > 0
        columns: pairs ? 2 : 1
        spacing: Theme.gapSmall

        Repeater {
            id: row

            property int made: 0

            model: needs.errands
            onItemAdded: made += 1

            ActionTile {
                id: need

                required property int index
                required property var modelData

                objectName: "welcome.errand." + need.modelData.journey + "." + need.modelData.subject
                width: needs.pairs ? (needs.width - needs.spacing) / 2 : needs.width
                icon: need.modelData.icon
                title: need.modelData.title
                summary: needs.many ? "" : need.modelData.summary
                beside: needs.pairs && row.made > 0 ? row.itemAt(index % 2 ? index - 1 : index + 1) : null
                onClicked: screen.view.begin(need.modelData.journey, need.modelData.subject)
            }
        }
    }

    // Staff know it: five touches of the upper right corner within four seconds. Nothing shows where it is, and
    // whoever comes upon it finds a pad that asks for a PIN.
    whole: MouseArea {
        id: corner
        objectName: "welcome.corner"

        property int touches: 0

        anchors.right: parent.right
        anchors.top: parent.top
        width: Theme.touch
        height: Theme.touch
        onPressed: event => {
            // What stands below it gets the touch as well.
            event.accepted = false;
            touches += 1;
            forget.restart();
            if (touches >= 5) {
                touches = 0;
                screen.view.service();
            }
        }

        Timer {
            id: forget
            interval: 4000
            onTriggered: corner.touches = 0
        }
    }
}
