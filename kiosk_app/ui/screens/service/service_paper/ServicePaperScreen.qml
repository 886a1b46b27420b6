pragma ComponentBehavior: Bound

import QtQuick
import "../../../qml/components"
import "../../../qml/theme"
import "../parts"

StepPage {
    id: screen

    required property var view
    readonly property var paper: view.shown

    function words(picture: string): string {
        switch (picture) {
        case "open":
            return qsTr("Mở nắp máy in.");
        case "core":
            return qsTr("Lấy lõi giấy cũ ra.");
        case "roll":
            return qsTr("Đặt cuộn giấy mới, rộng 80 mm. Đầu giấy ra từ phía dưới, hướng về phía mình.");
        case "close":
            return qsTr("Kéo đầu giấy ra khỏi mép một đoạn bằng ngón tay, rồi đóng nắp.");
        default:
            return qsTr("In phiếu thử. Nếu phiếu trắng: cuộn giấy bị đặt ngược.");
        }
    }

    place: paper.picture
    settle: 0.5
    title: qsTr("Thay giấy in: %1 trên %2").arg(paper.at).arg(paper.count)
    nextText: !paper.last ? qsTr("Đã làm") : paper.printed ? qsTr("Xong") : paper.printing ? "" : qsTr("In phiếu thử")
    nextName: "service.paper_next"
    spoken: [title, busy.said, what.text, said.text, problem.text, out.text].filter(Boolean).join(" ")
    focusOrder: [screen.sheet]

    PaperDrawing {
        anchors.horizontalCenter: parent.horizontalCenter
        visible: width > Theme.mm(40)
        width: Math.min(parent.width, Theme.mm(190), Math.max(0, (screen.height - Theme.mm(70) * Theme.textScale) * 240 / 150))
        scene: screen.paper.picture
    }

    Label {
        id: what
        objectName: "service.paper_words"
        width: parent.width
        kind: Label.Large
        fit: true
        text: screen.words(screen.paper.picture)
    }

    Notice {
        id: said
        objectName: "service.printer"
        width: parent.width
        kind: screen.paper.printer === "" ? Notice.Good : Notice.Info
        text: {
            switch (screen.paper.printer) {
            case "":
                return qsTr("Máy in báo: sẵn sàng.");
            case "printer.cover_open":
                return qsTr("Máy in báo: nắp đang mở.");
            case "printer.paper_out":
                return qsTr("Máy in báo: chưa có giấy.");
            default:
                return qsTr("Máy in báo: chưa sẵn sàng.");
            }
        }
    }

    Notice {
        id: problem
        objectName: "service.problem"
        width: parent.width
        kind: Notice.Bad
        text: screen.paper.problem
    }

    Busy {
        id: busy
        width: parent.width
        visible: screen.paper.printing
        text: qsTr("Đang in phiếu thử…")
    }

    Notice {
        id: out
        width: parent.width
        kind: Notice.Good
        text: screen.paper.printed ? qsTr("Phiếu thử đã ra. Giấy đặt đúng.") : ""
    }
}
