pragma ComponentBehavior: Bound

import QtQuick
import "../../qml/components"
import "../../qml/theme"

StepPage {
    id: screen

    required property var view
    readonly property var signIn: view.shown
    readonly property string phase: signIn.phase
    readonly property bool taken: phase === "verifying" || phase === "confirm_card" || phase === "confirm_pending"

    title: qsTr("Đăng nhập bằng mã QR")
    subtitle: phase === "waiting" ? qsTr("Mở ứng dụng VNeID, chạm vào Mã QR định danh, rồi đưa màn hình điện thoại trước ô đọc mã. Không có điện thoại thì đưa mã QR trên thẻ căn cước.") : ""

    spoken: [title, subtitle, busy.said, readingChip.said, problem.text, absent.text, advice.text, chipCard.text, card.text, doubt.text, chipProblem.text, chip.text, pending.text].filter(Boolean).join(" ")
    focusOrder: [screen.sheet]
    drawing: phase === "waiting" || phase === "refused" ? (turns.card ? "card" : "phone") : ""

    // The phone and the card by turns, each long enough to be seen twice.
    Timer {
        id: turns

        property bool card: false

        interval: 7400
        repeat: true
        running: screen.drawing !== "" && !Theme.reducedMotion
        onTriggered: turns.card = !turns.card
    }

    // Above the picture: what went wrong must not be looked for.
    Notice {
        id: problem
        width: parent.width
        kind: Notice.Bad
        objectName: "signin.problem"
        text: screen.phase === "refused" ? screen.signIn.problem : ""
    }

    Rectangle {
        objectName: "signin.frame"
        visible: (screen.phase === "waiting" || screen.phase === "refused" || screen.taken) && camera.status === Image.Ready
        anchors.horizontalCenter: parent.horizontalCenter
        width: Math.min(parent.width, height * 1.4)
        height: visible ? Math.min(Theme.mm(105), Math.max(Theme.mm(45), screen.height * (screen.drawn && !screen.beside ? 0.26 : 0.36))) : 0
        radius: Theme.radius
        color: screen.taken ? Theme.good : Theme.primary

        // As in a mirror, so that a hand that moves to the left is seen to move to the left; it fills its frame.
        Image {
            id: camera
            objectName: "signin.picture"
            anchors.fill: parent
            anchors.margins: Theme.lineStrong * (screen.taken ? 4 : 2)
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
        visible: screen.phase === "verifying"
        ink: Theme.good
        text: qsTr("Đã đọc được mã. Đang kiểm tra…")
    }

    Notice {
        id: absent
        width: parent.width
        kind: Notice.Warning
        text: screen.phase === "no_reader" ? qsTr("Máy đọc mã đang không hoạt động. Ông/Bà vẫn nộp được: tự điền tờ khai, cán bộ xem giấy tờ tùy thân ở quầy. Hoặc thử đọc mã lại, hoặc gọi cán bộ.") : ""
    }

    Notice {
        id: advice
        width: parent.width
        kind: Notice.Info
        text: screen.phase === "waiting" && screen.signIn.advice ? qsTr("Chưa thấy mã. Đưa điện thoại ra xa một chút, giữ yên, và tăng độ sáng màn hình. Quên mật khẩu VNeID thì chọn Quên mật khẩu trong ứng dụng, hoặc hỏi công an xã; hôm nay vẫn nộp được bằng thẻ căn cước hoặc nhờ cán bộ.") : ""
    }

    Notice {
        id: chipProblem
        objectName: "signin.chip.problem"
        width: parent.width
        kind: Notice.Warning
        text: screen.phase === "confirm_card" ? screen.signIn.chipProblem : ""
    }

    Notice {
        id: chipCard
        width: parent.width
        kind: Notice.Good
        text: screen.phase === "confirm_card" && screen.signIn.chip === "read" ? qsTr("Đã đọc chip và kiểm tra chữ ký của cơ quan cấp thẻ: %1, sinh %2, bốn số cuối %3. Xin lấy thẻ lại; nếu đúng, bấm Tiếp tục. Cán bộ sẽ so thẻ với người nộp.").arg(screen.signIn.name).arg(screen.signIn.birthDate).arg(screen.signIn.lastDigits) : ""
    }

    Notice {
        id: card
        width: parent.width
        kind: Notice.Warning
        text: screen.phase === "confirm_card" && screen.signIn.chip !== "read" ? qsTr("Đã đọc thẻ của: %1, sinh %2, bốn số cuối %3. Nếu đúng, xin bấm Tiếp tục. Mã trên thẻ chỉ giúp điền sẵn; danh tính sẽ được kiểm tra khi tiếp nhận hồ sơ.").arg(screen.signIn.name).arg(screen.signIn.birthDate).arg(screen.signIn.lastDigits) : ""
    }

    Notice {
        id: doubt
        objectName: "signin.doubt"
        width: parent.width
        kind: Notice.Warning
        text: screen.phase === "confirm_card" && screen.signIn.chip !== "read" ? screen.signIn.doubt : ""
    }

    Notice {
        id: chip
        objectName: "signin.chip"
        width: parent.width
        kind: Notice.Info
        text: screen.phase === "confirm_card" && screen.signIn.chip === "waiting" ? qsTr("Đặt thẻ lên ô đọc chip và để yên: máy đọc đúng dữ liệu của cơ quan cấp thẻ. Không đặt được thì bấm Tiếp tục.") : ""
    }

    Busy {
        id: readingChip
        width: parent.width
        visible: screen.phase === "confirm_card" && screen.signIn.chip === "reading"
        text: qsTr("Đang đọc chip, xin để yên thẻ: %1%").arg(screen.signIn.chipPercent)
    }

    Notice {
        id: pending
        width: parent.width
        kind: Notice.Warning
        text: screen.phase === "confirm_pending" ? qsTr("Đã nhận mã VNeID nhưng hiện chưa kiểm tra được vì không có kết nối. Ông/Bà vẫn nộp được: xin tự điền tờ khai, danh tính sẽ được kiểm tra khi tiếp nhận hồ sơ.") : ""
    }

    TouchButton {
        objectName: "signin.goon"
        visible: screen.phase === "confirm_card" || screen.phase === "confirm_pending"
        width: parent.width
        icon: "next"
        iconBehind: true
        text: qsTr("Tiếp tục")
        onClicked: screen.view.goOn()
    }

    TouchButton {
        objectName: "signin.chip.again"
        visible: screen.phase === "confirm_card" && screen.signIn.chip === "refused"
        width: parent.width
        look: TouchButton.Secondary
        text: qsTr("Đọc chip lại")
        onClicked: screen.view.readChipAgain()
    }

    TouchButton {
        objectName: "signin.again"
        visible: screen.phase === "refused" || screen.phase === "confirm_card" || screen.phase === "confirm_pending" || screen.phase === "no_reader"
        width: parent.width
        look: TouchButton.Secondary
        text: screen.phase === "no_reader" ? qsTr("Thử đọc mã lại") : qsTr("Đưa mã khác")
        onClicked: screen.view.tryAgain()
    }

    TouchButton {
        objectName: "signin.phone"
        visible: screen.phase === "waiting" || screen.phase === "refused" || screen.phase === "no_reader"
        width: parent.width
        look: TouchButton.Secondary
        text: qsTr("Dùng điện thoại quét mã trên màn hình")
        onClicked: screen.view.byPhone()
    }

    TouchButton {
        objectName: "signin.staff"
        visible: screen.phase !== "verifying"
        width: parent.width
        look: TouchButton.Secondary
        icon: "person"
        text: screen.phase === "no_reader" ? qsTr("Tự điền tờ khai, cán bộ kiểm tra sau") : qsTr("Không có điện thoại và thẻ: nhờ cán bộ")
        onClicked: screen.view.withStaff()
    }

    TouchButton {
        objectName: "signin.help"
        visible: screen.phase === "no_reader"
        width: parent.width
        look: TouchButton.Secondary
        icon: "help"
        text: qsTr("Gọi cán bộ")
        onClicked: screen.view.callHelp()
    }
}
