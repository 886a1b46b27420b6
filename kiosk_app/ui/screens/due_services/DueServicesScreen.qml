pragma ComponentBehavior: Bound

import QtQuick
import "../../qml/components"
import "../../qml/theme"

StepPage {
    id: screen

    required property var view
    readonly property var told: view.shown

    settle: 0
    title: qsTr("Việc đến lúc phải làm")
    subtitle: told.list.length > 0 ? qsTr("Cổng dịch vụ công báo cho riêng Ông/Bà. Không làm hôm nay cũng được.") : ""
    nextText: told.asking ? "" : qsTr("Xong")
    spoken: [title, subtitle, busy.said, problem.text, none.text, ...told.list.map(one => [one.title, one.reason, screen.until(one), screen.elsewhere(one)].filter(Boolean).join(". "))].filter(Boolean).join(". ")
    focusOrder: [screen.sheet]

    function until(one: var): string {
        return one.due === "" ? "" : qsTr("Hạn: %1").arg(one.due);
    }

    function elsewhere(one: var): string {
        if (one.here)
            return "";
        return one.place === "" ? qsTr("Máy này không nộp được thủ tục này. Xin hỏi quầy tiếp nhận.") : qsTr("Máy này không nộp được thủ tục này. Nơi làm: %1.").arg(one.place);
    }

    Busy {
        id: busy
        width: parent.width
        visible: screen.told.asking
        text: qsTr("Đang hỏi cổng dịch vụ công…")
    }

    Notice {
        id: problem
        objectName: "due.problem"
        width: parent.width
        kind: Notice.Bad
        text: screen.told.problem
    }

    TouchButton {
        objectName: "due.again"
        visible: screen.told.problem !== "" && !screen.told.maySignIn
        width: parent.width
        text: qsTr("Thử lại")
        onClicked: screen.view.tryAgain()
    }

    TouchButton {
        objectName: "due.signin"
        visible: screen.told.maySignIn
        width: parent.width
        icon: "person"
        text: qsTr("Đăng nhập lại")
        onClicked: screen.view.signIn()
    }

    Notice {
        id: none
        objectName: "due.none"
        width: parent.width
        kind: Notice.Good
        text: !screen.told.none ? "" : screen.told.looked ? qsTr("Ông/Bà đã xem hết các việc đến hạn. Việc để sau vẫn còn ở cổng dịch vụ công.") : qsTr("Hiện không có việc nào đến hạn.")
    }

    Repeater {
        model: screen.told.list

        Card {
            id: line

            required property var modelData

            width: parent ? parent.width : 0

            Column {
                width: parent.width
                spacing: Theme.gapSmall

                Label {
                    width: parent.width
                    font.weight: Font.DemiBold
                    text: line.modelData.title
                    Accessible.role: Accessible.Heading
                }

                Label {
                    width: parent.width
                    visible: text !== ""
                    text: line.modelData.reason
                }

                Label {
                    width: parent.width
                    visible: text !== ""
                    color: Theme.textMuted
                    text: screen.until(line.modelData)
                }

                Label {
                    objectName: "due.elsewhere." + line.modelData.uid
                    width: parent.width
                    visible: text !== ""
                    text: screen.elsewhere(line.modelData)
                }

                TouchButton {
                    objectName: "due.open." + line.modelData.uid
                    visible: line.modelData.here
                    width: parent.width
                    text: qsTr("Làm ngay")
                    onClicked: screen.view.open(line.modelData.uid)
                }

                TouchButton {
                    objectName: "due.later." + line.modelData.uid
                    width: parent.width
                    look: TouchButton.Secondary
                    text: qsTr("Để sau")
                    onClicked: screen.view.putOff(line.modelData.uid)
                }
            }
        }
    }
}
