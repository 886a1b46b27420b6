pragma ComponentBehavior: Bound

import QtQuick
import "../../../qml/components"
import "../../../qml/theme"

StepPage {
    id: screen

    required property var view
    readonly property var answered: view.shown
    readonly property var order: view.order()
    property string picking: ""

    settle: 0
    spacing: Theme.gapSmall
    title: qsTr("Khai báo kiosk này")
    subtitle: qsTr("Khi tỉnh không phát tệp. Hồ sơ trong máy được giữ nguyên.")
    news: [problem, said, trust, fingerprint, busy]
    backVisible: answered.running !== "place"
    spoken: [title, explanation, busy.said, problem.text, said.text, trust.text, fingerprint.text, answered.provinceName, answered.communeName].filter(Boolean).join(". ")
    focusOrder: [screen.sheet]

    Notice {
        id: problem
        objectName: "service.problem"
        width: parent.width
        kind: Notice.Bad
        text: screen.answered.trust ? "" : screen.answered.problem
    }

    Notice {
        id: said
        objectName: "service.said"
        width: parent.width
        kind: screen.answered.problem === "" ? Notice.Good : Notice.Info
        text: screen.answered.trust ? "" : screen.answered.said
    }

    PickButton {
        objectName: "service.province"
        width: parent.width
        name: qsTr("Tỉnh, thành phố")
        placeholder: qsTr("Chọn tỉnh, thành phố")
        text: screen.answered.provinceName
        bad: screen.answered.provinceMissing
        onClicked: {
            screen.picking = "province_code";
            picker.open(name, screen.view.provinces(), screen.answered.province);
        }
    }

    PickButton {
        objectName: "service.commune"
        width: parent.width
        enabled: screen.answered.province !== ""
        name: qsTr("Xã, phường, đặc khu")
        placeholder: qsTr("Chọn xã, phường, đặc khu")
        text: screen.answered.communeName
        bad: screen.answered.communeMissing
        onClicked: {
            screen.picking = "commune_code";
            picker.open(name, screen.view.communes(screen.answered.province), screen.answered.commune);
        }
    }

    Repeater {
        // Once: a list that comes anew with every letter would take the box away below the finger.
        model: screen.order

        Column {
            id: line

            required property string modelData

            width: parent ? parent.width : 0
            spacing: Theme.gapTiny

            Label {
                width: parent.width
                fit: true
                text: screen.answered.names[line.modelData]
            }

            TextEntry {
                width: parent.width
                inputName: "service.place." + line.modelData
                name: screen.answered.names[line.modelData]
                keyboard: line.modelData === "phone" ? "digits" : (line.modelData === "authority_name" ? "text" : "plain")
                value: screen.answered.answers[line.modelData]
                bad: screen.answered.missing[line.modelData]
                maximumLength: screen.answered.most
                onEdited: text => screen.view.type(line.modelData, text)
            }
        }
    }

    Busy {
        id: busy
        width: parent.width
        visible: screen.answered.running === "place"
        text: qsTr("Đang ghi cấu hình…")
    }

    // Where the finger is: the top of this long page is out of sight when it is written.
    Notice {
        id: trust
        width: parent.width
        kind: Notice.Bad
        text: screen.answered.trust ? screen.answered.problem : ""
    }

    Notice {
        id: fingerprint
        objectName: "service.fingerprint"
        width: parent.width
        kind: Notice.Info
        text: screen.answered.trust ? screen.answered.said : ""
    }

    TouchButton {
        objectName: "service.trust"
        visible: screen.answered.trust
        width: parent.width
        text: qsTr("Đúng như trên giấy của tỉnh")
        onClicked: screen.view.trust()
    }

    TouchButton {
        objectName: "service.place.write"
        width: parent.width
        enabled: screen.answered.running === ""
        text: qsTr("Ghi cấu hình")
        onClicked: screen.view.write()
    }

    Picker {
        id: picker
        onPicked: value => screen.view.type(screen.picking, value)
    }
}
