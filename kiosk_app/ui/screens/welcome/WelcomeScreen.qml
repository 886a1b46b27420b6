pragma ComponentBehavior: Bound

import QtQuick
import "../../qml/components"
import "../../qml/theme"

StepPage {
    id: screen

    required property var view
    readonly property var welcome: view.shown

    backVisible: false
    title: welcome.accepting ? (welcome.name ? qsTr("%1 cần gì nữa không?").arg(welcome.name) : qsTr("Ông/Bà cần gì?")) : qsTr("Máy đang tạm ngừng")
    subtitle: welcome.accepting ? qsTr("Chạm vào việc cần làm. Máy hướng dẫn từng bước.") : ""
    spoken: [title, subtitle, notice.text, closed.text, ...welcome.errands.map(errand => errand.title)].filter(Boolean).join(" ")
    focusOrder: [screen.sheet]
    drawing: welcome.accepting ? "whole" : ""
    settle: welcome.accepting ? 1 : 0.4

    // Seen from the door: nobody stands in a queue for a kiosk that rests.
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
        text: screen.welcome.accepting ? "" : qsTr("Máy đang tạm ngừng nhận hồ sơ. Xin đến quầy tiếp nhận hoặc gọi số %1.").arg(screen.welcome.phone)
    }

    Notice {
        id: notice
        width: parent.width
        kind: Notice.Info
        text: screen.welcome.online || !screen.welcome.accepting ? "" : qsTr("Hiện chưa có mạng. Ông/Bà vẫn nộp được: hồ sơ được lưu lại và tự gửi khi có mạng.")
    }

    // Told after a sign-in, to this citizen alone.
    ActionTile {
        objectName: "welcome.due"
        width: parent.width
        visible: screen.welcome.accepting && screen.welcome.due.length > 0
        icon: "clock"
        title: screen.welcome.due.length === 1 ? qsTr("Có một việc Ông/Bà đến lúc phải làm") : qsTr("Có %1 việc Ông/Bà đến lúc phải làm").arg(screen.welcome.due.length)
        summary: screen.welcome.due.join(". ")
        onClicked: screen.view.begin("due_services", "")
    }

    // Other needs than filing: two beside each other where there are many, so that all stand on one page.
    Grid {
        id: needs

        readonly property var errands: screen.welcome.accepting ? screen.welcome.errands.filter(errand => errand.journey !== "filing" && (errand.journey !== "due_services" || screen.welcome.due.length === 0)) : []
        readonly property bool many: errands.length > 2
        readonly property bool pairs: many && width > Theme.mm(150) && Theme.textScale < 1.3

        width: parent.width
        visible: errands.length > 0
        columns: pairs ? 2 : 1
        spacing: Theme.gapSmall

        Repeater {
            model: needs.errands

            ActionTile {
                id: need

                required property var modelData

                objectName: "welcome.errand." + need.modelData.journey + "." + need.modelData.subject
                width: needs.pairs ? (needs.width - needs.spacing) / 2 : needs.width
                icon: need.modelData.icon
                title: need.modelData.title
                summary: needs.many ? "" : need.modelData.summary
                onClicked: screen.view.begin(need.modelData.journey, need.modelData.subject)
            }
        }
    }

    Label {
        width: parent.width
        visible: needs.errands.length > 0
        kind: Label.Large
        fit: true
        font.weight: Font.DemiBold
        text: qsTr("Nộp hồ sơ")
        Accessible.role: Accessible.Heading
    }

    Repeater {
        model: screen.welcome.accepting ? screen.welcome.errands.filter(errand => errand.journey === "filing") : []

        ActionTile {
            id: tile

            required property var modelData

            objectName: "welcome.errand." + tile.modelData.journey + "." + tile.modelData.subject
            width: parent ? parent.width : 0
            icon: tile.modelData.icon
            title: tile.modelData.title
            summary: tile.modelData.summary
            onClicked: screen.view.begin(tile.modelData.journey, tile.modelData.subject)
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
