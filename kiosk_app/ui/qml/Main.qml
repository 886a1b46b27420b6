pragma ComponentBehavior: Bound

import QtQuick
import "components"
import "keyboard"
import "screens"
import "theme"

// The frame around every step: where one is, the two ways on, help to see and to leave.
Rectangle {
    id: main

    required property var flow
    required property var procedures
    required property var signIn
    required property var form
    required property var components
    required property var scan
    required property var review
    required property var code
    required property var result
    required property var preferences
    required property var camera
    required property var keyboard
    required property real pixelsPerMm

    readonly property var frame: flow.shown
    readonly property bool upright: height >= width
    readonly property StepPage current: stage.item as StepPage
    readonly property bool hasBack: current?.backVisible ?? false
    readonly property bool hasNext: (current?.nextText ?? "") !== ""
    readonly property bool asking: cancelDialog.visible || idleDialog.visible || warningDialog.visible

    // What is under the finger, as far as a touch meant for one must not reach the next.
    readonly property string place: [frame.step, form.shown.section, scan.shown.name, scan.shown.selected, code.shown.phase, asking].join("/")

    color: Theme.ground
    onPlaceChanged: still.restart()
    onAskingChanged: if (asking)
        keys.close()

    Binding {
        target: Theme
        property: "pixelsPerMm"
        value: main.pixelsPerMm
    }

    Binding {
        target: Theme
        property: "textScale"
        value: main.preferences.textScale
    }

    Binding {
        target: Theme
        property: "look"
        value: main.preferences.look
    }

    Item {
        id: page
        anchors.left: parent.left
        anchors.right: side.visible ? side.left : parent.right
        anchors.top: parent.top
        anchors.bottom: keys.open ? keys.top : parent.bottom
        enabled: Overlay.open === 0

        Rectangle {
            id: head
            width: parent.width
            height: visible ? headText.height + 2 * Theme.gapSmall : 0
            visible: main.upright && !(keys.open && main.preferences.textSize > 0)
            color: Theme.primary

            Label {
                id: headText
                x: Theme.margin
                y: Theme.gapSmall
                width: parent.width - 2 * Theme.margin - link.width - Theme.gap
                kind: Label.Small
                font.weight: Font.DemiBold
                color: Theme.primaryInk
                text: main.frame.authority
            }

            LinkSign {
                id: link
                anchors.right: parent.right
                anchors.rightMargin: Theme.margin
                anchors.verticalCenter: parent.verticalCenter
                ink: Theme.primaryInk
                online: main.frame.online
            }
        }

        ProgressSteps {
            id: steps
            anchors.top: head.bottom
            anchors.topMargin: visible ? Theme.gapSmall : 0
            x: Theme.margin
            width: parent.width - 2 * Theme.margin
            height: visible ? implicitHeight : 0
            visible: main.frame.progress > 0 && !keys.open
            current: main.frame.progress
            count: main.frame.progressCount
            label: qsTr("Bước %1 trên %2").arg(current).arg(count) + (main.frame.procedure ? " · " + main.frame.procedure : "")
        }

        Loader {
            id: stage
            anchors.top: steps.bottom
            anchors.topMargin: Theme.gap
            anchors.bottom: ways.top
            anchors.bottomMargin: Theme.gap
            x: Theme.margin
            width: parent.width - 2 * Theme.margin
            focus: true
            sourceComponent: {
                switch (main.frame.step) {
                case "consent":
                    return consentStep;
                case "procedures":
                    return proceduresStep;
                case "sign_in":
                    return signInStep;
                case "form":
                    return formStep;
                case "components":
                    return componentsStep;
                case "scan":
                    return scanStep;
                case "review":
                    return reviewStep;
                case "code":
                    return codeStep;
                case "saved":
                    return savedStep;
                case "originals":
                    return originalsStep;
                case "slip":
                    return slipStep;
                case "rating":
                    return ratingStep;
                default:
                    return welcomeStep;
                }
            }
            onLoaded: keys.close()
        }

        Row {
            id: ways
            anchors.bottom: access.visible ? access.top : parent.bottom
            anchors.bottomMargin: Theme.gapSmall
            x: Theme.margin
            width: parent.width - 2 * Theme.margin
            height: visible ? Math.max(back.height, next.height) : 0
            spacing: Theme.gap
            visible: !keys.open && (main.hasBack || main.hasNext)

            TouchButton {
                id: back
                objectName: "nav.back"
                visible: main.hasBack
                width: main.hasNext ? (parent.width - Theme.gap) * 0.4 : parent.width
                height: Math.max(implicitHeight, main.hasNext ? next.implicitHeight : 0)
                look: TouchButton.Secondary
                icon: "back"
                text: qsTr("Quay lại")
                onClicked: main.flow.back()
            }

            TouchButton {
                id: next
                objectName: main.current?.nextName ?? "nav.next"
                visible: main.hasNext
                enabled: main.current?.nextEnabled ?? false
                width: main.hasBack ? (parent.width - Theme.gap) * 0.6 : parent.width
                height: Math.max(implicitHeight, main.hasBack ? back.implicitHeight : 0)
                icon: "next"
                iconBehind: true
                text: main.current?.nextText ?? ""
                onClicked: main.flow.next()
            }
        }

        AccessBar {
            id: access
            visible: main.upright && !keys.open
            anchors.bottom: parent.bottom
            anchors.bottomMargin: Theme.gapSmall
            x: Theme.margin
            width: parent.width - 2 * Theme.margin
            height: visible ? implicitHeight : 0
            language: main.frame.language
            textSize: main.preferences.textSize
            highContrast: main.preferences.highContrast
            canCancel: main.frame.canCancel
            saved: main.frame.saved
            onLanguageWanted: language => main.preferences.setLanguage(language)
            onTextSizeWanted: size => main.preferences.setTextSize(size)
            onContrastWanted: on => main.preferences.setHighContrast(on)
            onCancelWanted: main.flow.cancel()
        }
    }

    Rectangle {
        id: side
        visible: !main.upright
        enabled: Overlay.open === 0
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.bottom: keys.open ? keys.top : parent.bottom
        width: Theme.mm(96)
        color: Theme.surfaceStrong
        clip: true

        Rectangle {
            id: sideHead
            width: parent.width
            height: sideText.height + sideLink.height + 3 * Theme.gapSmall
            color: Theme.primary

            Label {
                id: sideText
                x: Theme.gap
                y: Theme.gapSmall
                width: parent.width - 2 * Theme.gap
                kind: Label.Small
                font.weight: Font.DemiBold
                color: Theme.primaryInk
                text: main.frame.authority
            }

            LinkSign {
                id: sideLink
                x: Theme.gap
                anchors.top: sideText.bottom
                anchors.topMargin: Theme.gapSmall
                ink: Theme.primaryInk
                online: main.frame.online
            }
        }

        AccessBar {
            visible: !keys.open
            anchors.bottom: parent.bottom
            anchors.bottomMargin: Theme.gap
            x: Theme.gap
            width: parent.width - 2 * Theme.gap
            room: side.height - sideHead.height - 3 * Theme.gap
            language: main.frame.language
            textSize: main.preferences.textSize
            highContrast: main.preferences.highContrast
            canCancel: main.frame.canCancel
            saved: main.frame.saved
            onLanguageWanted: language => main.preferences.setLanguage(language)
            onTextSizeWanted: size => main.preferences.setTextSize(size)
            onContrastWanted: on => main.preferences.setHighContrast(on)
            onCancelWanted: main.flow.cancel()
        }
    }

    Keyboard {
        id: keys
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        view: main.keyboard
        onOpenChanged: reveal.restart()
        onTargetChanged: reveal.restart()
    }

    // Questions and lists stand here, over everything but the keyboard.
    Item {
        id: modals
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.bottom: keys.top

        Binding {
            target: Overlay
            property: "layer"
            value: modals
        }
    }

    // After the page has taken its new height.
    Timer {
        id: reveal
        interval: 30
        onTriggered: if (keys.open && keys.target && main.current)
            main.current.revealFocus(keys.target)
    }

    Dialog {
        id: warningDialog
        visible: main.form.shown.warning !== "" && main.frame.step === "form" && !cancelDialog.visible && !idleDialog.visible
        title: qsTr("Xin xem lại")
        text: main.form.shown.warning
        noText: qsTr("Sửa lại")
        noName: "form.warning.dismiss"
        yesText: qsTr("Đúng như vậy")
        yesName: "form.warning.confirm"
        onYes: main.form.confirmWarning()
        onNo: main.form.dismissWarning()
    }

    Dialog {
        id: cancelDialog
        visible: main.frame.confirmCancel && !idleDialog.visible
        title: qsTr("Hủy và xóa hết?")
        text: qsTr("Những gì đã điền và đã quét sẽ bị xóa khỏi máy. Chưa có gì được gửi đi.")
        noText: qsTr("Làm tiếp")
        noName: "cancel.dismiss"
        yesText: qsTr("Hủy và xóa hết")
        yesName: "cancel.confirm"
        yesDanger: true
        onYes: main.flow.cancelConfirmed()
        onNo: main.flow.cancelDismissed()
    }

    Dialog {
        id: idleDialog
        visible: main.frame.idleWarning
        title: qsTr("Ông/Bà còn ở đó không?")
        text: main.frame.saved ? qsTr("Hồ sơ đã được lưu. Màn hình sẽ đóng sau %1 giây.").arg(main.frame.idleSeconds) : qsTr("Màn hình sẽ đóng và xóa những gì đã điền sau %1 giây.").arg(main.frame.idleSeconds)
        noText: qsTr("Tôi còn ở đây")
        noName: "idle.continue"
        onNo: main.flow.stay()
    }

    MouseArea {
        objectName: "main.still"
        anchors.fill: parent
        visible: still.running
    }

    Timer {
        id: still
        interval: Theme.still
    }

    Component {
        id: welcomeStep

        WelcomeScreen {
            flow: main.frame
            onNext: main.flow.begin()
        }
    }

    Component {
        id: consentStep

        ConsentScreen {
            flow: main.frame
            onAgree: main.flow.agree()
            onRefuse: main.flow.refuse()
        }
    }

    Component {
        id: proceduresStep

        ProceduresScreen {
            tiles: main.procedures.shown.tiles
            onChosen: code => main.procedures.choose(code)
        }
    }

    Component {
        id: signInStep

        SignInScreen {
            signIn: main.signIn.shown
            pictureSource: main.camera.source
            onTryAgain: main.signIn.tryAgain()
            onGoOn: main.signIn.goOn()
            onWithStaff: main.signIn.withStaff()
        }
    }

    Component {
        id: formStep

        FormScreen {
            form: main.form.shown
            view: main.form
        }
    }

    Component {
        id: componentsStep

        ComponentsScreen {
            lines: main.components.shown.lines
            onConfirmed: (partNo, hasIt) => main.components.confirm(partNo, hasIt)
        }
    }

    Component {
        id: scanStep

        ScanScreen {
            scan: main.scan.shown
            view: main.scan
        }
    }

    Component {
        id: reviewStep

        ReviewScreen {
            review: main.review.shown
            onEdit: step => main.review.edit(step)
            onEditPaper: partNo => main.review.editPaper(partNo)
            onTryAgain: main.flow.tryAgain()
        }
    }

    Component {
        id: codeStep

        CodeScreen {
            code: main.code.shown
            view: main.code
        }
    }

    Component {
        id: savedStep

        SavedScreen {
            result: main.result.shown
            onTryAgain: main.flow.tryAgain()
        }
    }

    Component {
        id: originalsStep

        OriginalsScreen {}
    }

    Component {
        id: slipStep

        SlipScreen {
            result: main.result.shown
            onReprint: main.result.reprint()
        }
    }

    Component {
        id: ratingStep

        RatingScreen {
            onRated: stars => main.result.rate(stars)
        }
    }
}
