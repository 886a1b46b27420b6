pragma ComponentBehavior: Bound

import QtQuick
import "../../qml/components"
import "../../qml/theme"

StepPage {
    id: screen

    required property var view
    readonly property var check: view.shown
    readonly property bool checking: check.phase === "checking"

    title: qsTr("Mời cán bộ xác nhận")
    subtitle: qsTr("Cán bộ xem giấy tờ tùy thân của người nộp, rồi đưa mã trên thẻ cán bộ trước ô đọc mã.")
    spoken: [title, subtitle, busy.said, problem.text, whom.spokenText, absent.text].filter(Boolean).join(" ")
    focusOrder: [screen.sheet]

    Notice {
        id: problem
        objectName: "staff.problem"
        width: parent.width
        kind: Notice.Bad
        text: screen.check.problem
    }

    Card {
        id: whom

        readonly property string spokenText: [name.text, number.text, source.text].filter(Boolean).join(". ")

        width: parent.width

        Column {
            width: parent.width
            spacing: Theme.gapTiny

            Label {
                id: name
                objectName: "staff.name"
                width: parent.width
                font.pixelSize: Theme.textLarge
                font.bold: true
                text: screen.check.name
            }

            Label {
                id: number
                width: parent.width
                visible: screen.check.personalId !== ""
                text: screen.check.birthDate ? qsTr("Sinh %1, số định danh %2").arg(screen.check.birthDate).arg(screen.check.personalId) : qsTr("Số định danh %1").arg(screen.check.personalId)
            }

            Label {
                id: source
                width: parent.width
                color: Theme.textMuted
                text: {
                    switch (screen.check.method) {
                    case "card_chip":
                        return qsTr("Đọc từ chip của thẻ: dữ liệu là của cơ quan cấp thẻ. Xin so ảnh trên thẻ với người nộp.");
                    case "card_qr":
                        return qsTr("Đọc từ mã in trên thẻ, máy không tự kiểm tra được. Xin so thẻ với người nộp.");
                    case "vneid_pending":
                        return qsTr("Mã VNeID chưa kiểm tra được. Xin so giấy tờ với người nộp.");
                    default:
                        return qsTr("Người nộp tự điền. Xin so giấy tờ với người nộp.");
                    }
                }
            }
        }
    }

    Rectangle {
        visible: camera.status === Image.Ready
        anchors.horizontalCenter: parent.horizontalCenter
        width: Math.min(parent.width, height * 1.4)
        height: visible ? Math.min(Theme.mm(80), Math.max(Theme.mm(40), screen.height * 0.22)) : 0
        radius: Theme.radius
        color: screen.checking ? Theme.good : Theme.primary

        Image {
            id: camera
            anchors.fill: parent
            anchors.margins: Theme.lineStrong * 2
            fillMode: Image.PreserveAspectCrop
            mirror: true
            source: screen.view.picture
            cache: false
            Accessible.role: Accessible.Graphic
            Accessible.name: qsTr("Hình từ máy đọc mã")
        }
    }

    Busy {
        id: busy
        width: parent.width
        visible: screen.checking
        ink: Theme.good
        text: qsTr("Đang kiểm tra thẻ cán bộ…")
    }

    Notice {
        id: absent
        width: parent.width
        kind: Notice.Info
        text: screen.checking ? "" : screen.check.needed ? qsTr("Chứng thực bản sao phải có tài khoản VNeID, hoặc có cán bộ nhìn thấy người yêu cầu. Không có cán bộ, xin quay lại đăng nhập VNeID, hoặc mang bản chính đến quầy.") : screen.check.reader ? qsTr("Chưa có cán bộ thì vẫn nộp được ngay: danh tính sẽ được kiểm tra ở quầy.") : qsTr("Máy đọc mã đang không hoạt động. Vẫn nộp được ngay: danh tính sẽ được kiểm tra ở quầy.")
    }

    TouchButton {
        objectName: "staff.call"
        visible: !screen.checking
        width: parent.width
        icon: "help"
        text: qsTr("Gọi cán bộ")
        onClicked: screen.view.callHelp()
    }

    TouchButton {
        objectName: "staff.without"
        visible: !screen.checking && !screen.check.needed
        width: parent.width
        look: TouchButton.Secondary
        text: qsTr("Nộp không cần cán bộ lúc này")
        onClicked: screen.view.withoutStaff()
    }
}
