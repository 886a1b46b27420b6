pragma ComponentBehavior: Bound

import QtQuick
import "../../qml/components"
import "../../qml/theme"

StepPage {
    id: screen

    required property var view
    readonly property var told: view.shown
    readonly property string phase: told.phase
    readonly property bool asking: phase === "dossier" || phase === "officials"
    readonly property var five: [qsTr("Không hài lòng"), qsTr("Chưa hài lòng"), qsTr("Bình thường"), qsTr("Hài lòng"), qsTr("Rất hài lòng")]
    readonly property var three: [qsTr("Không hài lòng"), qsTr("Hài lòng"), qsTr("Rất hài lòng")]
    readonly property var faces: told.levels === 3 ? [1, 4, 5] : [1, 2, 3, 4, 5]

    function level(number: int): string {
        const names = told.levels === 3 ? three : five;
        return number > 0 ? names[number - 1] : "";
    }

    function named(): string {
        switch (phase) {
        case "dossier":
            return qsTr("Việc giải quyết hồ sơ có làm Ông/Bà hài lòng không?");
        case "officials":
            return qsTr("Cán bộ phục vụ có làm Ông/Bà hài lòng không?");
        case "words":
            return qsTr("Ông/Bà muốn nói thêm gì không?");
        case "saving":
            return qsTr("Đang lưu…");
        case "saved":
            return qsTr("Cảm ơn Ông/Bà đã đánh giá");
        default:
            return qsTr("Chưa đánh giá được");
        }
    }

    settle: asking ? 1 : 0
    place: phase
    backVisible: asking || phase === "words" || phase === "not_now"
    nextText: phase === "words" ? qsTr("Gửi đánh giá") : phase === "saved" || phase === "not_now" ? qsTr("Xong") : ""
    nextName: "dossier_rating.next"
    title: named()
    subtitle: asking || phase === "words" ? qsTr("Không bắt buộc · không ghi tên công dân · không ảnh hưởng đến việc giải quyết hồ sơ") : ""
    spoken: [title, subtitle, problem.text, who.text, ...(asking ? [...faces.keys()].map(index => level(told.levels - index)) : []), said.text, thanks.text].filter(Boolean).join(". ")
    focusOrder: [screen.sheet]
    spacing: Theme.gapSmall

    Spinner {
        visible: screen.phase === "saving"
        anchors.horizontalCenter: parent.horizontalCenter
    }

    Notice {
        id: problem
        objectName: "dossier_rating.problem"
        width: parent.width
        kind: screen.phase === "not_now" ? Notice.Info : Notice.Bad
        text: screen.told.problem
    }

    Label {
        id: who
        width: parent.width
        visible: text !== ""
        fit: true
        color: Theme.textMuted
        text: screen.phase === "officials" && screen.told.who !== "" ? qsTr("Người giải quyết: %1").arg(screen.told.who) : ""
    }

    Repeater {
        model: screen.asking ? screen.told.levels : 0

        TouchButton {
            id: face

            required property int index
            readonly property int number: screen.told.levels - index

            objectName: "dossier_rating." + screen.phase + "." + face.number
            width: parent ? parent.width : 0
            height: Math.max(implicitHeight, Math.min(Theme.touchLarge, screen.height / 8))
            look: TouchButton.Secondary
            textSize: Theme.textLarge
            iconSize: Math.max(Theme.textLarge * 1.2, Math.min(Theme.touchLarge, screen.height / 8) * 0.62)
            icon: "smile" + screen.faces[face.number - 1]
            text: screen.level(face.number)
            onClicked: screen.view.choose(face.number)
        }
    }

    Label {
        id: said
        width: parent.width
        visible: text !== ""
        fit: true
        font.weight: Font.DemiBold
        text: screen.phase === "words" ? qsTr("Giải quyết hồ sơ: %1. Cán bộ: %2.").arg(screen.level(screen.told.dossier)).arg(screen.level(screen.told.officials)) : ""
    }

    TextEntry {
        width: parent.width
        visible: screen.phase === "words"
        inputName: "dossier_rating.words"
        name: qsTr("Ý kiến thêm, không bắt buộc")
        value: screen.told.words
        maximumLength: screen.told.most
        onEdited: text => screen.view.type(text)
    }

    Label {
        width: parent.width
        visible: screen.phase === "words"
        fit: true
        color: Theme.textMuted
        text: qsTr("Không bắt buộc ghi. Xin đừng ghi tên hay số giấy tờ của mình.")
    }

    Notice {
        id: thanks
        objectName: "dossier_rating.thanks"
        width: parent.width
        kind: Notice.Good
        text: screen.phase !== "saved" ? "" : screen.told.online ? qsTr("Đánh giá đã được lưu và đang gửi đi, không kèm tên và mã hồ sơ.") : qsTr("Đánh giá đã được lưu, không kèm tên và mã hồ sơ. Khi có mạng, máy tự gửi.")
    }
}
