pragma ComponentBehavior: Bound

import QtQuick
import "components"
import "keyboard"
import "theme"

// The frame around every step: where one is, the two ways on, help to see and to leave.
Rectangle {
    id: main

    required property var flow
    required property var preferences
    required property var keyboard
    required property real pixelsPerMm

    readonly property var frame: flow.shown
    readonly property bool upright: height >= width
    readonly property StepPage current: stage.item as StepPage
    readonly property bool hasBack: current?.backVisible ?? false
    readonly property bool hasNext: (current?.nextText ?? "") !== ""
    readonly property bool asking: Overlay.open > 0

    // What is under the finger, as far as a touch meant for one must not reach the next.
    readonly property string place: [frame.step, current?.place ?? "", asking].join("/")

    function open(): void {
        stage.setSource(frame.screen, {
            view: flow.viewOf(frame.step)
        });
    }

    color: Theme.ground
    onPlaceChanged: still.restart()
    // A list has its own search: only what the screen or the citizen did not open takes the keyboard away.
    readonly property bool interrupted: idleDialog.visible || cancelDialog.visible || frame.helpWanted
    onInterruptedChanged: if (interrupted)
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
            label: qsTr("Bước %1 trên %2").arg(current).arg(count)
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
            onLoaded: keys.close()

            readonly property string screen: main.frame.screen
            onScreenChanged: main.open()
            Component.onCompleted: main.open()
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
                onClicked: main.flow.viewOf(main.frame.step).back()
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
                onClicked: main.flow.viewOf(main.frame.step).next()
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
            onHelpWanted: main.flow.callHelp()
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
            onHelpWanted: main.flow.callHelp()
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
        yesText: qsTr("Cho thêm thời gian")
        yesName: "idle.more"
        onNo: main.flow.stay()
        onYes: main.flow.moreTime()
    }

    HelpSign {
        visible: main.frame.helpWanted && !idleDialog.visible
        phone: main.frame.phone
        told: main.frame.daemon
        onArrived: main.flow.endHelp()
        onCancelled: main.flow.endHelp()
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
}
