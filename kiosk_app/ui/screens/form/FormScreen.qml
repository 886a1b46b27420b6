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

    function revealFocus(item: Item): void {
        sheet.reveal(item);
    }

    title: form.title
    subtitle: qsTr("Trang %1 trên %2. Dấu * là phải điền.").arg(form.page).arg(form.pages)
    nextText: qsTr("Tiếp tục")
    place: String(form.section)

    Scroller {
        id: sheet

        property int section: -1

        anchors.fill: parent
        spacing: Theme.gapLarge

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
                        picker.open(qsTr("Xã, phường, đặc khu"), screen.view.communes(key), "");
                }
            }
        }
    }

    Connections {
        target: screen.view

        function onShownChanged(): void {
            if (screen.form.section !== sheet.section) {
                sheet.section = screen.form.section;
                sheet.toTop();
            }
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
