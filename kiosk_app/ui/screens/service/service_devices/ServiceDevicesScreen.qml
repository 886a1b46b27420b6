pragma ComponentBehavior: Bound

import QtQuick
import "../../../qml/components"
import "../../../qml/theme"

StepPage {
    id: screen

    required property var view
    readonly property var tried: view.shown

    function named(device: string): string {
        switch (device) {
        case "printer":
            return qsTr("Máy in");
        case "scanner":
            return qsTr("Máy quét");
        default:
            return qsTr("Đầu đọc mã");
        }
    }

    settle: 0
    spacing: Theme.gapSmall
    title: qsTr("Thử thiết bị")
    subtitle: screen.tried.sheet.length > 0 ? "" : qsTr("Đưa một mã bất kỳ vào đầu đọc để thử; máy không giữ nội dung mã. Máy quét: đặt tờ thử (kioskctl test-sheet) như khi quét giấy tờ.")
    news: [problem, good, busy]
    spoken: [title, explanation, busy.said, problem.text, good.text, ...screen.tried.sheet.map(one => one.said + " " + one.mend), ...screen.tried.devices.map(one => named(one.name) + ": " + (one.well ? qsTr("sẵn sàng") : one.said + " " + one.mend))].filter(Boolean).join(". ")
    focusOrder: [screen.sheet]

    Notice {
        id: problem
        objectName: "service.problem"
        width: parent.width
        kind: Notice.Bad
        text: screen.tried.problem
    }

    Notice {
        id: good
        objectName: "service.tried"
        width: parent.width
        kind: Notice.Good
        text: screen.tried.tried
    }

    Busy {
        id: busy
        objectName: "service.busy"
        width: parent.width
        visible: screen.tried.scanning
        text: qsTr("Đang quét tờ thử…")
    }

    Repeater {
        model: screen.tried.sheet

        Notice {
            required property var modelData

            width: parent ? parent.width : 0
            kind: ({good: Notice.Good, warning: Notice.Warning})[modelData.verdict] ?? Notice.Bad
            text: [modelData.said, modelData.mend].filter(Boolean).join(" ")
        }
    }

    Repeater {
        model: screen.tried.devices

        Card {
            id: device

            required property var modelData

            width: parent ? parent.width : 0
            strong: !device.modelData.well

            Column {
                width: parent.width
                spacing: Theme.gapTiny

                Label {
                    width: parent.width
                    fit: true
                    font.weight: Font.DemiBold
                    color: device.modelData.well ? Theme.good : Theme.warn
                    text: device.modelData.well ? qsTr("%1: sẵn sàng").arg(screen.named(device.modelData.name)) : device.modelData.said
                }

                Label {
                    width: parent.width
                    visible: text !== ""
                    fit: true
                    text: device.modelData.mend
                }
            }
        }
    }

    Repeater {
        model: ["printer", "sound", "sheet"]

        TouchButton {
            required property string modelData

            objectName: "service.try." + modelData
            width: parent ? parent.width : 0
            look: TouchButton.Secondary
            enabled: !screen.tried.busy
            icon: ({printer: "print", sound: "speaker"})[modelData] ?? "scan"
            text: ({printer: qsTr("In phiếu thử"), sound: qsTr("Phát tiếng thử")})[modelData] ?? qsTr("Quét tờ thử")
            onClicked: screen.view.attempt(modelData)
        }
    }
}
