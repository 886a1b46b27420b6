pragma ComponentBehavior: Bound

import QtQuick
import "../../qml/components"
import "../../qml/theme"

StepPage {
    id: screen

    required property var view
    readonly property var told: view.shown
    readonly property bool comparing: told.page !== "" && told.problem === ""

    place: told.page
    title: told.problem !== "" ? qsTr("Nhiều trang quá") : qsTr("Trang %1 trên %2").arg(told.number).arg(told.count)
    subtitle: comparing ? qsTr("So với bản chính: đủ chữ, đủ dấu, không mờ, không mất góc?") : ""
    spoken: [title, subtitle, problem.text].filter(Boolean).join(". ")
    focusOrder: [screen.sheet]
    contentLeft: comparing && wide ? beside.width + Theme.gap : 0

    component Sheet: Rectangle {
        color: Theme.surfaceStrong
        border.color: Theme.border
        border.width: Theme.line

        Image {
            anchors.fill: parent
            anchors.margins: Theme.gapTiny
            fillMode: Image.PreserveAspectFit
            cache: false
            source: screen.comparing && parent.visible ? "image://page/preview/" + screen.told.page : ""
            Accessible.role: Accessible.Graphic
            Accessible.name: screen.title
        }
    }

    whole: Sheet {
        id: beside
        visible: screen.comparing && screen.wide
        width: visible ? parent.width * 0.48 : 0
        height: parent.height
    }

    Sheet {
        visible: screen.comparing && !screen.wide
        width: parent.width
        // What the words and buttons leave, and never less than shows which page it is.
        height: visible ? Math.max(Theme.mm(50), Math.min(width * 1.35, screen.height - same.height - differs.height - Theme.mm(62) * Theme.textScale)) : 0
    }

    Notice {
        id: problem
        objectName: "compare.problem"
        width: parent.width
        kind: Notice.Bad
        text: screen.told.problem
    }

    TouchButton {
        id: same
        objectName: "compare.same"
        visible: screen.comparing
        width: parent.width
        icon: "check"
        text: qsTr("Giống bản chính")
        onClicked: screen.view.same(screen.told.page)
    }

    TouchButton {
        id: differs
        objectName: "compare.differs"
        width: parent.width
        look: screen.comparing ? TouchButton.Secondary : TouchButton.Primary
        icon: "scan"
        text: screen.comparing ? qsTr("Không giống, quét lại") : qsTr("Xem lại các trang")
        means: text
        onClicked: screen.view.differs()
    }
}
