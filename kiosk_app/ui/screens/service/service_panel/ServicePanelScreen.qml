pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Window
import "../../../qml/components"
import "../../../qml/theme"

StepPage {
    id: screen

    required property var view
    readonly property var panel: view.shown

    settle: 0
    spacing: Theme.gapSmall
    title: qsTr("Đo màn hình bằng thẻ")
    subtitle: qsTr("Áp một thẻ căn cước lên kính, vào trong khung. Chỉnh đến khi khung vừa bằng thẻ.")
    news: [problem, said, busy]
    backVisible: !panel.running
    spoken: [title, explanation, busy.said, problem.text, said.text].filter(Boolean).join(". ")
    focusOrder: [screen.sheet]

    Notice {
        id: problem
        objectName: "service.problem"
        width: parent.width
        kind: Notice.Bad
        text: screen.panel.problem
    }

    Notice {
        id: said
        objectName: "service.said"
        width: parent.width
        kind: screen.panel.problem === "" ? Notice.Good : Notice.Info
        text: screen.panel.said
    }

    Item {
        width: parent.width
        height: frame.height + 2 * Theme.gap

        Rectangle {
            id: frame
            objectName: "service.frame"
            anchors.centerIn: parent
            width: Math.round(screen.panel.card * Theme.pixelsPerMm)
            // ISO/IEC 7810, ID-1: 85.6 by 53.98 mm.
            height: Math.round(width * 53.98 / 85.6)
            radius: width * 3.18 / 85.6
            color: Theme.surfaceStrong
            border.color: Theme.primary
            border.width: Theme.lineStrong
        }
    }

    Grid {
        id: sizes
        width: parent.width
        columns: 2
        spacing: Theme.gapSmall

        Repeater {
            model: [-2, 2, -0.5, 0.5]

            TouchButton {
                required property real modelData

                objectName: "service.frame." + modelData
                width: (sizes.width - sizes.spacing) / 2
                look: TouchButton.Secondary
                enabled: !screen.panel.running
                text: modelData < 0 ? (modelData < -1 ? qsTr("Hẹp hơn nhiều") : qsTr("Hẹp hơn ít")) : (modelData > 1 ? qsTr("Rộng hơn nhiều") : qsTr("Rộng hơn ít"))
                onClicked: screen.view.size(modelData)
            }
        }
    }

    Busy {
        id: busy
        objectName: "service.busy"
        width: parent.width
        visible: screen.panel.running
        text: qsTr("Đang ghi…")
    }

    TouchButton {
        objectName: "service.fits"
        width: parent.width
        enabled: !screen.panel.running
        text: qsTr("Khung vừa bằng thẻ")
        onClicked: screen.view.fits(screen.Window.width / Theme.pixelsPerMm)
    }
}
