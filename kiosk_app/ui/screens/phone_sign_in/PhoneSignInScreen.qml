pragma ComponentBehavior: Bound

import QtQuick
import "../../qml/components"
import "../../qml/theme"

StepPage {
    id: screen

    required property var view
    readonly property var phone: view.shown
    readonly property string phase: phone.phase

    title: qsTr("Đăng nhập bằng điện thoại")
    subtitle: phase === "shown" ? qsTr("Mở ứng dụng VNeID, quét mã này, rồi đồng ý trên điện thoại. Chỉ đồng ý khi chữ trên điện thoại giống chữ dưới đây.") : ""
    spoken: [title, subtitle, busy.said, problem.text, userCode.text, left.text, who.text].filter(Boolean).join(" ")
    focusOrder: [screen.sheet]

    Notice {
        id: problem
        objectName: "phone.problem"
        width: parent.width
        kind: Notice.Bad
        text: screen.phone.problem
    }

    Busy {
        id: busy
        width: parent.width
        visible: screen.phase === "beginning"
        text: qsTr("Đang lấy mã cho điện thoại…")
    }

    // White around the code in every theme: phones read dark on light.
    Rectangle {
        visible: screen.phase === "shown"
        anchors.horizontalCenter: parent.horizontalCenter
        width: Math.min(parent.width, Theme.mm(85), Math.max(Theme.mm(50), screen.height * 0.36))
        height: visible ? width : 0
        radius: Theme.radius
        color: "white"

        Image {
            objectName: "phone.code"
            anchors.fill: parent
            anchors.margins: Theme.gapTiny
            fillMode: Image.PreserveAspectFit
            smooth: false
            cache: false
            source: screen.phone.picture
            Accessible.role: Accessible.Graphic
            Accessible.name: qsTr("Mã QR để điện thoại quét")
        }
    }

    Label {
        id: userCode
        width: parent.width
        visible: screen.phase === "shown"
        kind: Label.Title
        horizontalAlignment: Text.AlignHCenter
        text: visible ? screen.phone.userCode : ""
    }

    Label {
        id: left
        width: parent.width
        visible: screen.phase === "shown"
        horizontalAlignment: Text.AlignHCenter
        text: visible ? qsTr("Mã còn dùng được %n giây.", "", screen.phone.secondsLeft) : ""
    }

    Notice {
        id: who
        width: parent.width
        kind: Notice.Good
        text: screen.phase === "confirm" ? qsTr("Điện thoại vừa đồng ý là của: %1, sinh %2, bốn số cuối %3. Có phải Ông/Bà không?").arg(screen.phone.name).arg(screen.phone.birthDate).arg(screen.phone.lastDigits) : ""
    }

    TouchButton {
        objectName: "phone.me"
        visible: screen.phase === "confirm"
        width: parent.width
        icon: "next"
        iconBehind: true
        text: qsTr("Đúng là tôi")
        onClicked: screen.view.thatIsMe()
    }

    TouchButton {
        objectName: "phone.notme"
        visible: screen.phase === "confirm"
        width: parent.width
        look: TouchButton.Secondary
        text: qsTr("Không phải tôi, lấy mã khác")
        onClicked: screen.view.notMe()
    }

    TouchButton {
        objectName: "phone.again"
        visible: screen.phase === "refused"
        width: parent.width
        text: qsTr("Lấy mã khác")
        onClicked: screen.view.tryAgain()
    }
}
