pragma ComponentBehavior: Bound

import QtQuick
import "../../qml/components"
import "../../qml/theme"

StepPage {
    id: screen

    required property var view
    readonly property var form: view.shown
    property string pickFor: ""
    property string pickKind: ""
    property real measuredHeight: 0

    title: form.title
    subtitle: form.goesOn ? qsTr("Trả lời xong, máy tự sang trang sau.") : ""
    spoken: [title, subtitle, ...form.card.map(line => line.label + ": " + line.value)].join(". ")
    focusOrder: [screen.sheet]
    spacing: Theme.gapLarge
    nextText: qsTr("Tiếp tục")
    place: String(form.page) + String(form.editing ?? false)
    onPlaceChanged: sheet.toTop()
    Component.onCompleted: Qt.callLater(measure)

    // The keyboard takes room for a while only: what counts is the page without it.
    function measure(): void {
        if (sheet.height <= measuredHeight || sheet.height < Theme.touch)
            return;
        measuredHeight = sheet.height;
        const line = Theme.textBody * 1.35;
        view.measured(sheet.height / line - 3, Math.floor(sheet.width / (Theme.textBody * 0.52)), Theme.touch / line);
    }

    Connections {
        target: Theme

        function onTextScaleChanged(): void {
            screen.measuredHeight = 0;
            Qt.callLater(screen.measure);
        }
    }

    Connections {
        target: screen.sheet

        function onHeightChanged(): void {
            Qt.callLater(screen.measure);
        }
    }

    Card {
        width: parent.width
        visible: screen.form.card.length > 0
        strong: true

        Column {
            width: parent.width
            spacing: Theme.gapSmall

            Label {
                width: parent.width
                font.weight: Font.Bold
                color: Theme.primary
                text: screen.form.method === "vneid_verified" ? qsTr("Thông tin từ VNeID của Ông/Bà") : qsTr("Thông tin đọc từ thẻ")
                Accessible.role: Accessible.Heading
            }

            Repeater {
                model: screen.form.card

                Grid {
                    id: entry

                    required property var modelData

                    readonly property bool beside: width > 22 * Theme.textBody

                    width: parent ? parent.width : 0
                    columns: beside ? 2 : 1
                    columnSpacing: Theme.gap

                    Label {
                        width: entry.beside ? entry.width * 0.36 : entry.width
                        kind: Label.Small
                        color: Theme.textMuted
                        text: entry.modelData.label
                    }

                    Label {
                        width: entry.beside ? entry.width * 0.64 - Theme.gap : entry.width
                        font.weight: Font.DemiBold
                        text: entry.modelData.value
                    }
                }
            }

            TouchButton {
                objectName: "form.doubt"
                width: parent.width
                look: TouchButton.Secondary
                text: qsTr("Có chỗ sai")
                onClicked: doubtful.visible = true
            }
        }
    }

    Repeater {
        model: screen.view.fields

        FieldRow {
            onAnswered: (key, value) => screen.view.answer(key, value)
            onFinished: key => screen.view.leave(key)
            onPickWanted: (key, title, options, current) => {
                screen.pickFor = key;
                screen.pickKind = "choice";
                picker.open(title, options, current);
            }
            onPlaceWanted: (key, kind) => {
                screen.pickFor = key;
                screen.pickKind = kind;
                if (kind === "province")
                    picker.open(qsTr("Tỉnh, thành phố"), screen.view.provinces(), province);
                else
                    picker.open(qsTr("Xã, phường, đặc khu"), screen.view.communes(key), commune);
            }
        }
    }

    Dialog {
        id: doubtful
        title: qsTr("Có chỗ sai?")
        text: screen.form.method === "vneid_verified" ? qsTr("Họ tên, số định danh và ngày sinh là của tài khoản VNeID, máy không sửa được. Nếu sai, xin gặp cán bộ ở quầy: phải sửa trong cơ sở dữ liệu dân cư trước. Nơi ở hiện nay và số điện thoại thì sửa được ở đây.") : qsTr("Mã trên thẻ chỉ giúp điền sẵn. Ông/Bà có thể tự điền lại từng ô.")
        noText: qsTr("Thông tin đúng, đóng lại")
        noName: "form.doubt.close"
        yesText: screen.form.mayDoubt ? qsTr("Sửa ở đây") : ""
        yesName: "form.doubt.edit"
        onNo: visible = false
        onYes: {
            visible = false;
            screen.view.doubt();
        }
    }

    Dialog {
        visible: screen.form.warning !== ""
        title: qsTr("Xin xem lại")
        text: screen.form.warning
        noText: qsTr("Sửa lại")
        noName: "form.warning.dismiss"
        yesText: qsTr("Đúng như vậy")
        yesName: "form.warning.confirm"
        onYes: screen.view.confirmWarning()
        onNo: screen.view.dismissWarning()
    }

    Picker {
        id: picker
        onPicked: value => {
            if (screen.pickKind === "choice")
                screen.view.answer(screen.pickFor, value);
            else
                screen.view.choosePlace(screen.pickFor, screen.pickKind, value);
        }
    }
}
