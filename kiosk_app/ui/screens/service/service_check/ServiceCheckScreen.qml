pragma ComponentBehavior: Bound

import QtQuick
import "../../../qml/components"
import "../../../qml/theme"

StepPage {
    id: screen

    required property var view
    readonly property var check: view.shown

    settle: 0
    spacing: Theme.gapSmall
    backVisible: !check.writing
    title: qsTr("Kiểm tra máy")
    spoken: [title, busy.said, writing.said, problem.text, said.text, works.text, ...screen.check.findings.filter(one => one.verdict === "failed" || one.verdict === "warning").map(one => one.said + " " + one.mend)].filter(Boolean).join(" ")
    focusOrder: [screen.sheet]

    Busy {
        id: busy
        width: parent.width
        visible: screen.check.running
        text: qsTr("Đang kiểm tra: mạng, đồng hồ, đĩa, hàng đợi, chứng thư…")
    }

    Busy {
        id: writing
        width: parent.width
        visible: screen.check.writing
        text: qsTr("Cắm USB vào bây giờ. Đang ghi biên bản thì đừng rút…")
    }

    Notice {
        id: said
        objectName: "service.said"
        width: parent.width
        kind: Notice.Good
        text: screen.check.said
    }

    Notice {
        id: problem
        objectName: "service.problem"
        width: parent.width
        kind: Notice.Bad
        text: screen.check.problem
    }

    Notice {
        id: works
        objectName: "service.works"
        width: parent.width
        kind: screen.check.bad > 0 ? Notice.Warning : Notice.Good
        text: !screen.check.over ? "" : screen.check.bad > 0 ? qsTr("Có %n chỗ hỏng, %1 chỗ cần để ý.", "", screen.check.bad).arg(screen.check.doubtful) : screen.check.doubtful > 0 ? qsTr("Máy chạy được; có %n chỗ cần để ý.", "", screen.check.doubtful) : screen.check.untried > 0 ? qsTr("Không thấy chỗ hỏng; còn %n thứ chưa ai thử.", "", screen.check.untried) : qsTr("Máy tốt.")
    }

    Repeater {
        model: screen.check.findings

        Row {
            id: finding

            required property var modelData
            readonly property string verdict: modelData.verdict

            width: parent ? parent.width : 0
            spacing: Theme.gap

            Icon {
                id: mark
                name: ({good: "check", warning: "warning", failed: "cross"})[finding.verdict] ?? "info"
                color: ({good: Theme.good, warning: Theme.warn, failed: Theme.bad})[finding.verdict] ?? Theme.textMuted
                size: Theme.textLarge
            }

            Column {
                width: finding.width - mark.width - finding.spacing

                Label {
                    width: parent.width
                    fit: true
                    text: finding.modelData.said
                }

                Label {
                    width: parent.width
                    visible: text !== ""
                    fit: true
                    font.weight: Font.DemiBold
                    text: finding.modelData.mend
                }
            }
        }
    }

    TouchButton {
        objectName: "service.report"
        visible: screen.check.may_report
        width: parent.width
        look: TouchButton.Secondary
        icon: "deposit"
        text: qsTr("Ghi biên bản nghiệm thu ra USB")
        onClicked: screen.view.report()
    }

    TouchButton {
        objectName: "service.again"
        visible: !screen.check.running && !screen.check.writing
        width: parent.width
        look: TouchButton.Secondary
        text: qsTr("Kiểm tra lại")
        onClicked: screen.view.tryAgain()
    }
}
