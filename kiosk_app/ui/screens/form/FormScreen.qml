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

    title: form.title
    subtitle: form.pages > 1 ? qsTr("Trang %1 trên %2").arg(form.page).arg(form.pages) : ""
    spoken: [title, subtitle].filter(Boolean).join(". ")
    focusOrder: [screen.sheet]
    spacing: Theme.gapLarge
    nextText: qsTr("Tiếp tục")
    place: String(form.section)

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

    Connections {
        target: screen.view

        property int section: -1

        function onShownChanged(): void {
            if (screen.form.section !== section) {
                section = screen.form.section;
                screen.sheet.toTop();
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
