pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Window
import "../../qml/components"
import "../../qml/theme"

StepPage {
    id: screen

    required property var view
    readonly property var form: view.shown
    property string pickFor: ""
    property string pickKind: ""
    property real measuredHeight: 0
    // Somebody types on this page: its questions stay where they are, or the box would go from under the finger.
    property bool begun: false

    title: form.title
    subtitle: form.goesOn ? qsTr("Trả lời xong, máy tự sang trang sau.") : ""
    spoken: [title, subtitle, ...form.card.map(line => line.label + ": " + line.value)].join(". ")
    focusOrder: [screen.sheet]
    spacing: Theme.gapLarge
    nextText: qsTr("Tiếp tục")
    place: String(form.page) + String(form.editing ?? false)
    onPlaceChanged: {
        begun = false;
        sheet.toTop();
        Qt.callLater(measure);
    }
    Component.onCompleted: Qt.callLater(measure)

    // What stands before an entry of the card: shorter than the form's own words, and nothing before a name.
    function before(entry: var): string {
        return ({
                full_name: "",
                birth_date: qsTr("sinh ngày"),
                personal_id: qsTr("Số định danh"),
                phone: qsTr("Điện thoại"),
                residence: qsTr("Địa chỉ"),
                organisation_name: qsTr("Thay mặt"),
                tax_code: qsTr("Mã số thuế")
            })[entry.claim] ?? entry.label;
    }

    // The keyboard takes room for a while only: what counts is the page without it.
    function measure(): void {
        if (begun || sheet.height <= measuredHeight || sheet.height < Theme.touch)
            return;
        measuredHeight = sheet.height;
        const line = Theme.textBody * 1.35;
        view.measured(sheet.height / line - 3, Math.floor(sheet.width / (Theme.textBody * 0.52)), Theme.touch / line);
    }

    Connections {
        target: Theme

        function onTextScaleChanged(): void {
            screen.measuredHeight = 0;
            screen.begun = false;
            Qt.callLater(screen.measure);
        }
    }

    Connections {
        target: screen.Window.window

        function onActiveFocusItemChanged(): void {
            if (screen.Window.activeFocusItem instanceof KeyInput)
                screen.begun = true;
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

            Grid {
                id: head

                readonly property bool beside: whose.implicitWidth + doubt.implicitWidth + spacing <= width

                width: parent.width
                columns: beside ? 2 : 1
                spacing: Theme.gapSmall
                verticalItemAlignment: Grid.AlignVCenter

                Label {
                    id: whose
                    width: head.beside ? head.width - doubt.width - head.spacing : head.width
                    font.weight: Font.Bold
                    color: Theme.primary
                    text: screen.form.method === "vneid_verified" ? qsTr("Thông tin từ VNeID của Ông/Bà") : qsTr("Thông tin đọc từ thẻ")
                    Accessible.role: Accessible.Heading
                }

                TouchButton {
                    id: doubt
                    objectName: "form.doubt"
                    width: head.beside ? implicitWidth : head.width
                    look: TouchButton.Secondary
                    text: qsTr("Có chỗ sai")
                    onClicked: doubtful.visible = true
                }
            }

            // One entry behind the other, as many to a line as have room.
            Flow {
                id: entries
                width: parent.width
                spacing: Theme.gapSmall

                Repeater {
                    model: screen.form.card

                    Grid {
                        id: entry

                        required property var modelData

                        readonly property bool beside: before.implicitWidth + said.implicitWidth + rightPadding + columnSpacing <= entries.width

                        columns: beside ? 2 : 1
                        columnSpacing: Theme.gapSmall
                        rightPadding: Theme.gap
                        verticalItemAlignment: Grid.AlignVCenter

                        Label {
                            id: before
                            visible: text !== ""
                            kind: Label.Small
                            color: Theme.textMuted
                            text: screen.before(entry.modelData)
                            Accessible.name: entry.modelData.label
                        }

                        Label {
                            id: said
                            width: entry.beside ? implicitWidth : entries.width - entry.rightPadding
                            font.weight: Font.DemiBold
                            text: entry.modelData.value
                        }
                    }
                }
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
