pragma ComponentBehavior: Bound

import QtQuick
import "../../qml/components"
import "../../qml/theme"

StepPage {
    id: screen

    required property var view
    readonly property var told: view.shown
    readonly property string phase: told.phase
    readonly property int missing: told.wanted - told.printed

    settle: 0
    place: phase + told.printed
    title: told.name
    subtitle: told.pages.length > 0 ? qsTr("Bản điện tử, %n trang", "", told.pages.length) : ""
    backVisible: phase !== "printing"
    nextText: {
        if (phase === "fetching" || phase === "printing")
            return "";
        if (phase === "shown" && told.installed && missing > 0)
            return told.printed > 0 ? qsTr("In tiếp %n bản", "", missing) : qsTr("In %n bản", "", missing);
        return qsTr("Xong");
    }
    spoken: [title, subtitle, fetching.said, told.problem, told.partly, printing.said, out.text, elsewhere.text, signature.text].filter(Boolean).join(". ")
    focusOrder: [screen.sheet]

    Busy {
        id: fetching
        width: parent.width
        visible: screen.phase === "fetching"
        text: qsTr("Đang lấy kết quả từ cơ quan giải quyết…")
    }

    Busy {
        id: printing
        width: parent.width
        visible: screen.phase === "printing"
        text: qsTr("Đang in bản %1 trong %2 bản…").arg(screen.told.printed + 1).arg(screen.told.wanted)
    }

    Notice {
        objectName: "result.problem"
        width: parent.width
        kind: Notice.Bad
        text: screen.told.problem
    }

    Notice {
        objectName: "result.partly"
        width: parent.width
        kind: Notice.Warning
        text: screen.told.partly
    }

    TouchButton {
        objectName: "result.again"
        visible: screen.phase === "failed"
        width: parent.width
        text: qsTr("Thử lại")
        onClicked: screen.view.tryAgain()
    }

    Notice {
        id: out
        objectName: "result.out"
        width: parent.width
        kind: Notice.Good
        text: screen.told.printed > 0 && screen.told.problem === "" && screen.phase === "shown" ? qsTr("Đã in %n bản, xin lấy ở khay giấy.", "", screen.told.printed) : ""
    }

    Notice {
        id: elsewhere
        objectName: "result.elsewhere"
        width: parent.width
        kind: Notice.Info
        text: screen.phase !== "shown" || screen.told.installed ? "" : screen.told.elsewhere === "" ? qsTr("Máy này không in được khổ A4. Xin nhận bản in ở quầy của bộ phận một cửa.") : qsTr("Máy này không in được khổ A4. Xin nhận bản in ở %1.").arg(screen.told.elsewhere)
    }

    Label {
        id: signature
        objectName: "result.signature"
        width: parent.width
        visible: text !== ""
        fit: true
        color: Theme.textMuted
        text: {
            if (screen.told.pages.length === 0)
                return "";
            switch (screen.told.signature) {
            case "intact":
                return qsTr("Chữ ký số còn nguyên vẹn. Người ký ghi trong tệp: %1.").arg(screen.told.signer);
            case "extended":
                return qsTr("Chữ ký số của %1 còn nguyên vẹn, sau đó tệp có phần thêm vào.").arg(screen.told.signer);
            case "unread":
                return qsTr("Tệp có chữ ký số mà máy này không kiểm được. Nơi nhận kiểm tra trên tệp gốc.");
            default:
                return qsTr("Tệp không có chữ ký số. Nơi nhận kiểm tra bằng mã trên giấy.");
            }
        }
    }

    Card {
        width: parent.width
        visible: screen.phase === "shown" && screen.told.installed && screen.told.printed < screen.told.most

        Column {
            width: parent.width
            spacing: Theme.gapSmall

            Label {
                width: parent.width
                fit: true
                font.weight: Font.DemiBold
                text: qsTr("Số bản in (nhiều nhất %1)").arg(screen.told.most)
            }

            CountEntry {
                inputName: "result.copies"
                name: qsTr("Số bản in")
                minimum: Math.max(1, screen.told.printed)
                maximum: screen.told.most
                value: String(screen.told.wanted)
                onEdited: value => screen.view.copies(Number(value))
            }
        }
    }

    Repeater {
        model: screen.told.pages

        Rectangle {
            id: sheet

            required property string modelData
            required property int index

            // Of the screen, not of what the scroll arrows leave: a page that just fits would push them in and
            // out for ever.
            width: Math.min(0.78 * screen.width, Theme.mm(180))
            height: page.height + 2 * Theme.line
            color: Theme.surfaceStrong
            border.color: Theme.border
            border.width: Theme.line

            Image {
                id: page
                x: Theme.line
                y: Theme.line
                width: parent.width - 2 * Theme.line
                // A4 until the picture is decoded: nothing jumps then.
                height: width * (implicitWidth > 0 ? implicitHeight / implicitWidth : Math.SQRT2)
                fillMode: Image.PreserveAspectFit
                cache: false
                source: "image://page/preview/" + sheet.modelData
                Accessible.role: Accessible.Graphic
                Accessible.name: qsTr("Trang %1").arg(sheet.index + 1)
            }
        }
    }
}
