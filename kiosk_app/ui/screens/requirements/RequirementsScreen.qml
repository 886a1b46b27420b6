pragma ComponentBehavior: Bound

import QtQuick
import "../../qml/components"
import "../../qml/theme"

StepPage {
    id: screen

    required property var view
    readonly property var told: view.shown

    function where(): string {
        if (told.repealed)
            return qsTr("Thủ tục này không còn thực hiện. Xin hỏi quầy tiếp nhận.");
        if (told.reason !== "")
            return told.reason;
        switch (told.place) {
        case "kiosk":
            return qsTr("Nộp được ngay tại máy này.");
        case "counter":
            return qsTr("Nộp tại quầy tiếp nhận, không nộp ở máy này.");
        default:
            return told.authority === "" ? qsTr("Không nộp ở đây. Xin hỏi quầy tiếp nhận nơi nộp.") : qsTr("Không nộp ở đây. Nơi giải quyết: %1.").arg(told.authority);
        }
    }

    settle: 0
    title: told.name
    nextText: qsTr("Xong")
    spoken: [title, door.text, told.always.length > 0 ? everybody.heading : "", ...told.always.map(one => one.name + ", " + one.note), told.byCase.length > 0 ? others.heading : "", ...told.byCase.map(one => one.name + ", " + one.note), none.text, time.text, fees.text, exempt.text, perhaps.text, printing.text, told.problem].filter(Boolean).join(". ")
    focusOrder: [screen.sheet]

    component Papers: Card {
        id: papers

        property string heading: ""
        property var lines: []

        visible: lines.length > 0
        width: parent ? parent.width : 0

        Column {
            width: parent.width
            spacing: Theme.gap

            Label {
                width: parent.width
                kind: Label.Large
                fit: true
                font.weight: Font.DemiBold
                text: papers.heading
                Accessible.role: Accessible.Heading
            }

            Repeater {
                model: papers.lines

                Row {
                    id: line

                    required property var modelData

                    width: parent ? parent.width : 0
                    spacing: Theme.gap

                    Icon {
                        id: sign
                        name: "paper"
                        color: Theme.primary
                        size: Theme.textLarge
                    }

                    Column {
                        width: line.width - sign.size - line.spacing

                        Label {
                            width: parent.width
                            fit: true
                            text: line.modelData.name
                        }

                        Label {
                            width: parent.width
                            visible: text !== ""
                            kind: Label.Small
                            fit: true
                            color: Theme.textMuted
                            text: line.modelData.note
                        }
                    }
                }
            }
        }
    }

    Notice {
        id: door
        objectName: "requirements.where"
        width: parent.width
        kind: screen.told.place === "kiosk" && !screen.told.repealed && screen.told.reason === "" ? Notice.Good : Notice.Info
        text: screen.where()
    }

    TouchButton {
        objectName: "requirements.visit"
        visible: screen.told.books
        width: parent.width
        look: TouchButton.Secondary
        icon: "clock"
        text: qsTr("Xin hẹn ngày đến quầy")
        onClicked: screen.view.visit()
    }

    Papers {
        id: everybody
        objectName: "requirements.always"
        strong: true
        heading: qsTr("Giấy tờ ai cũng phải có")
        lines: screen.told.always
    }

    Papers {
        id: others
        objectName: "requirements.byCase"
        heading: qsTr("Giấy tờ tùy trường hợp")
        lines: screen.told.byCase
    }

    Notice {
        id: none
        width: parent.width
        kind: Notice.Info
        text: screen.told.always.length + screen.told.byCase.length === 0 ? qsTr("Danh mục không nêu giấy tờ nào. Xin hỏi quầy tiếp nhận.") : ""
    }

    Card {
        width: parent.width

        Column {
            width: parent.width
            spacing: Theme.gapSmall

            Label {
                id: time
                objectName: "requirements.time"
                width: parent.width
                fit: true
                text: screen.told.time === "" ? qsTr("Thời gian: xin hỏi quầy tiếp nhận.") : qsTr("Thời gian: %1").arg(screen.told.time)
            }

            Label {
                id: fees
                objectName: "requirements.fees"
                width: parent.width
                fit: true
                text: screen.told.fees.length === 0 ? qsTr("Lệ phí: xin hỏi quầy tiếp nhận.") : qsTr("Lệ phí: %1").arg(screen.told.fees.join("; "))
            }

            Label {
                id: exempt
                width: parent.width
                visible: text !== ""
                kind: Label.Small
                fit: true
                color: Theme.textMuted
                text: screen.told.exempt.length > 0 ? qsTr("Được miễn: %1.").arg(screen.told.exempt.join("; ")) : ""
            }

            Label {
                id: perhaps
                width: parent.width
                visible: text !== ""
                kind: Label.Small
                fit: true
                color: Theme.textMuted
                text: screen.told.exemptPerhaps.length > 0 ? qsTr("Có thể được miễn, xin hỏi quầy: %1.").arg(screen.told.exemptPerhaps.join("; ")) : ""
            }
        }
    }

    Notice {
        objectName: "requirements.problem"
        width: parent.width
        kind: Notice.Warning
        text: screen.told.problem
    }

    Label {
        id: printing
        width: parent.width
        visible: text !== ""
        fit: true
        font.weight: Font.DemiBold
        color: Theme.good
        text: {
            switch (screen.told.print) {
            case "printing":
                return qsTr("Đang in phiếu…");
            case "printed":
                return qsTr("Đã in phiếu, xin lấy.");
            default:
                return "";
            }
        }
    }

    TouchButton {
        objectName: "requirements.print"
        visible: screen.told.mayPrint
        width: parent.width
        look: TouchButton.Secondary
        icon: "print"
        text: screen.told.print === "printed" || screen.told.print === "unconfirmed" ? qsTr("In lại phiếu") : qsTr("In phiếu mang về")
        onClicked: screen.view.print()
    }

    Card {
        width: parent.width

        Column {
            width: parent.width
            spacing: Theme.gapSmall

            Label {
                width: parent.width
                fit: true
                text: qsTr("Hoặc quét mã này bằng điện thoại: danh bạ giữ giấy tờ cần mang và số điện thoại của quầy.")
            }

            Rectangle {
                anchors.horizontalCenter: parent.horizontalCenter
                width: Math.min(parent.width, Theme.mm(110))
                height: width
                color: Theme.paper

                Image {
                    anchors.fill: parent
                    source: screen.told.code === "" ? "" : "image://code/" + encodeURIComponent(screen.told.code)
                    fillMode: Image.PreserveAspectFit
                    mipmap: true
                    Accessible.role: Accessible.Graphic
                    Accessible.name: qsTr("Mã QR để điện thoại giữ")
                }
            }
        }
    }
}
