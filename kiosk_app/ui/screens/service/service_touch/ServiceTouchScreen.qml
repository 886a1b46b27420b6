pragma ComponentBehavior: Bound

import QtQuick
import "../../../qml/components"
import "../../../qml/theme"

StepPage {
    id: screen

    required property var view
    readonly property var told: view.shown

    settle: 0
    title: qsTr("Chỉnh cảm ứng")
    subtitle: qsTr("Chạm lần lượt vào giữa năm dấu cộng, bằng một ngón. Để yên hai mươi giây là thôi.")
    news: [problem, said, busy]
    backVisible: !told.running
    spoken: [title, explanation, busy.said, problem.text, said.text].filter(Boolean).join(". ")
    focusOrder: [screen.sheet]

    Notice {
        id: problem
        objectName: "service.problem"
        width: parent.width
        kind: Notice.Bad
        text: screen.told.problem
    }

    Notice {
        id: said
        objectName: "service.said"
        width: parent.width
        kind: screen.told.problem === "" ? Notice.Good : Notice.Info
        text: screen.told.said
    }

    Busy {
        id: busy
        objectName: "service.busy"
        width: parent.width
        visible: screen.told.running
        text: qsTr("Đang ghi…")
    }

    TouchButton {
        objectName: "service.crosses"
        width: parent.width
        visible: !screen.told.running
        text: screen.told.done || screen.told.problem !== "" ? qsTr("Làm lại") : qsTr("Bắt đầu")
        onClicked: screen.view.begin()
    }

    // Over everything, keys and signs too: the crosses stand near the edges of the glass.
    Modal {
        title: screen.title
        spoken: screen.subtitle
        ground: Theme.ground
        visible: screen.told.asking

        Item {
            id: glass
            anchors.fill: parent

            Label {
                anchors.centerIn: parent
                anchors.verticalCenterOffset: Theme.mm(30)
                width: parent.width * 0.7
                horizontalAlignment: Text.AlignHCenter
                fit: true
                text: qsTr("Dấu thứ %1 trong %2").arg(screen.told.at).arg(screen.told.most)
            }

            Item {
                objectName: "service.cross"
                x: screen.told.x * glass.width
                y: screen.told.y * glass.height

                Rectangle {
                    x: -width / 2
                    y: -height / 2
                    width: Theme.mm(16)
                    height: Theme.lineStrong
                    color: Theme.primary
                }

                Rectangle {
                    x: -width / 2
                    y: -height / 2
                    width: Theme.lineStrong
                    height: Theme.mm(16)
                    color: Theme.primary
                }

                Rectangle {
                    x: -width / 2
                    y: -height / 2
                    width: Theme.mm(7)
                    height: width
                    radius: width / 2
                    color: "transparent"
                    border.color: Theme.primary
                    border.width: Theme.lineStrong
                }
            }

            MouseArea {
                objectName: "service.glass"
                anchors.fill: parent
                onPressed: mouse => {
                    alone.restart();
                    screen.view.touch(mouse.x / width, mouse.y / height);
                }
            }

            Timer {
                id: alone
                interval: 20000
                running: screen.told.asking
                onTriggered: screen.view.leave()
            }
        }
    }
}
