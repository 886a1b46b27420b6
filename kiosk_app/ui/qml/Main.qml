pragma ComponentBehavior: Bound

import QtQuick
import "components"
import "keyboard"
import "theme"

// The frame around every step: whose kiosk it is, where one is, the two ways on, help to see and to leave.
Rectangle {
    id: main

    required property var flow
    required property var preferences
    required property var keyboard
    required property real pixelsPerMm
    property bool reducedMotion: false

    readonly property var frame: flow.shown
    readonly property bool upright: height >= width
    // The lower half of a high glass is a page of its own.
    readonly property bool canLower: height > Theme.mm(330)
    readonly property bool low: canLower && preferences.low
    readonly property StepPage current: stage.item as StepPage
    readonly property bool hasBack: current?.backVisible ?? false
    readonly property bool hasNext: (current?.nextText ?? "") !== ""

    // What is under the finger, as far as a touch meant for one must not reach the next. Within a page that stays, the
    // keyboard and the bar stay too: see StandingStill for what comes and moves on it.
    readonly property string place: [frame.step, Overlay.open].join("/")
    readonly property string pagePlace: [frame.step, current?.place ?? "", Overlay.open].join("/")
    readonly property string spoken: [current?.problem ?? "", current?.spoken ?? ""].filter(Boolean).join(" ")

    function open(): void {
        stage.setSource(frame.screen, {
            view: flow.viewOf(frame.step)
        });
    }

    // Every control in the order of the keys: those of the page, the ways on, the bar.
    function stops(): list<Item> {
        const found = current ? Array.from(current.stops()) : [];
        for (const area of [ways, access])
            current?.gather(area, found);
        return found;
    }

    // A list has its own search: only what neither the screen nor the citizen opened takes the keyboard away.
    readonly property bool interrupted: idleDialog.visible || cancelDialog.visible || doorDialog.visible || frame.helpWanted

    color: Theme.ground
    onPlaceChanged: still.restart()
    onPagePlaceChanged: pageStill.restart()
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

    Binding {
        target: Theme
        property: "reducedMotion"
        value: main.reducedMotion
    }

    // Above an upright page; where everything to touch stands in the lower half, it fills the upper one.
    Rectangle {
        id: upper
        visible: main.upright && (main.low || !(keys.open && main.preferences.textSize > 0))
        width: parent.width
        height: visible ? (main.low ? Math.round(main.height / 2) : head.implicitHeight) : 0
        color: Theme.band

        Band {
            id: head
            anchors.bottom: parent.bottom
            width: parent.width
            height: implicitHeight
            authority: main.frame.authority
            online: main.frame.online
        }

        Weave {
            visible: main.low
            width: parent.width
            height: Theme.mm(11)
        }
    }

    Item {
        id: page
        anchors.left: parent.left
        anchors.right: side.visible ? side.left : parent.right
        anchors.top: upper.bottom
        anchors.bottom: keys.open ? keys.top : (main.upright ? access.top : parent.bottom)
        enabled: Overlay.open === 0
        onHeightChanged: reveal.restart()

        ProgressSteps {
            id: steps
            y: visible ? Theme.gapSmall : 0
            x: Theme.margin
            width: parent.width - 2 * Theme.margin
            height: visible ? implicitHeight : 0
            visible: main.frame.progress > 0 && !keys.open && page.height > Theme.mm(140) * Theme.textScale
            current: main.frame.progress
            count: main.frame.progressCount
            label: qsTr("Bước %1 trên %2").arg(current).arg(count)
        }

        Loader {
            id: stage
            anchors.top: steps.bottom
            anchors.topMargin: keys.open ? Theme.gapTiny : Theme.gapSmall
            anchors.bottom: ways.top
            anchors.bottomMargin: keys.open ? Theme.gapTiny : (ways.visible ? Theme.gap : Theme.gapSmall)
            x: Theme.margin
            width: parent.width - 2 * Theme.margin
            focus: true
            onLoaded: {
                keys.close();
                fade.restart();
            }

            readonly property string screen: main.frame.screen
            onScreenChanged: main.open()
            Component.onCompleted: main.open()

            NumberAnimation {
                id: fade
                target: stage
                property: "opacity"
                from: Theme.reducedMotion ? 1 : 0
                to: 1
                duration: Theme.transition
            }
        }

        Row {
            id: ways

            // On a low page "Quay lại" is its sign alone: the words of the way on keep one line.
            readonly property bool signOnly: main.hasNext && page.height < Theme.mm(150) && page.width < Theme.mm(160) * Theme.textScale

            anchors.bottom: parent.bottom
            anchors.bottomMargin: visible ? Theme.gapSmall : 0
            x: Theme.margin
            width: parent.width - 2 * Theme.margin
            height: visible ? Math.max(back.visible ? back.height : 0, next.visible ? next.height : 0) : 0
            spacing: Theme.gap
            visible: !keys.open && (main.hasBack || main.hasNext)

            TouchButton {
                id: back
                objectName: "nav.back"
                visible: main.hasBack
                width: ways.signOnly ? Theme.touchLarge : (main.hasNext ? (parent.width - Theme.gap) * 0.4 : parent.width)
                height: Math.max(implicitHeight, main.hasNext ? next.implicitHeight : 0)
                look: TouchButton.Secondary
                icon: "back"
                text: ways.signOnly ? "" : qsTr("Quay lại")
                Accessible.name: qsTr("Quay lại")
                onClicked: main.flow.viewOf(main.frame.step).back()
            }

            TouchButton {
                id: next
                objectName: main.current?.nextName ?? "nav.next"
                visible: main.hasNext
                enabled: main.current?.nextEnabled ?? false
                width: main.hasBack ? parent.width - Theme.gap - back.width : parent.width
                height: Math.max(implicitHeight, main.hasBack ? back.implicitHeight : 0)
                icon: "next"
                iconBehind: true
                text: main.current?.nextText ?? ""
                onClicked: {
                    const before = main.pagePlace;
                    main.flow.viewOf(main.frame.step).next();
                    if (main.pagePlace === before)
                        stopped.restart();
                }
            }
        }

        StandingStill {
            id: standing
            anchors.fill: parent
            page: main.current
            ways: [back, next]
        }

        MouseArea {
            objectName: "main.page_still"
            anchors.fill: parent
            visible: pageStill.running
        }
    }

    // Beside a wide page.
    Rectangle {
        id: side

        readonly property bool narrow: main.width < Theme.mm(300)

        visible: !main.upright
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.bottom: keys.open ? keys.top : parent.bottom
        width: narrow ? (Theme.textScale < 1.2 ? Theme.mm(66) : Theme.touch + 2 * Theme.gapSmall) : Theme.mm(96)
        color: Theme.surfaceStrong
        clip: true

        Band {
            id: sideHead
            visible: parent.width > Theme.mm(50) && parent.height - (keys.open ? 0 : access.height) - 2 * Theme.gap >= implicitHeight
            width: parent.width
            height: implicitHeight
            stacked: true
            side: Theme.gap
            authority: main.frame.authority
            online: main.frame.online
        }
    }

    AccessBar {
        id: access

        visible: !keys.open
        enabled: Overlay.open === 0
        x: main.upright ? Theme.margin : side.x + Theme.gapSmall
        y: main.height - height - Theme.gapSmall
        width: main.upright ? main.width - 2 * Theme.margin : side.width - 2 * Theme.gapSmall
        height: implicitHeight
        room: main.upright ? (main.low ? main.height / 2 : main.height) * 0.25 : main.height * (side.narrow ? 0.95 : 0.68)
        language: main.frame.language
        textSize: main.preferences.textSize
        highContrast: main.preferences.highContrast
        low: main.preferences.low
        canLower: main.canLower && main.upright
        canCancel: main.frame.canCancel
        saved: main.frame.saved
        onLanguageWanted: language => main.preferences.setLanguage(language)
        onTextSizeWanted: size => main.preferences.setTextSize(size)
        onContrastWanted: on => main.preferences.setHighContrast(on)
        onLowWanted: on => main.preferences.setLow(on)
        onCancelWanted: main.flow.cancel()
        onHelpWanted: main.flow.callHelp()
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

    // Questions, lists and signs stand here, over everything but the keyboard; where everything to touch is in the
    // lower half, they are too.
    Item {
        id: modals
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.topMargin: main.low ? Math.round(main.height / 2) : 0
        anchors.bottom: keys.top

        Binding {
            target: Overlay
            property: "layer"
            value: modals
        }
    }

    // "Tiếp tục" did not go on: why is shown, once its sentences have their places.
    Timer {
        id: stopped
        interval: 30
        onTriggered: main.current?.showProblem()
    }

    // After the page has taken its new height.
    Connections {
        target: Theme

        function onTextScaleChanged(): void {
            reveal.restart();
        }
    }

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

    // A code was shown to the reader in the middle of an errand that is not saved.
    Dialog {
        id: doorDialog
        visible: main.frame.atDoor && !idleDialog.visible && !main.frame.helpWanted
        title: main.frame.doorQuestion
        text: qsTr("Việc đang làm chưa gửi đi. Nếu chuyển sang việc khác, những gì đã điền và đã quét sẽ bị xóa khỏi máy.")
        noText: qsTr("Làm tiếp việc này")
        noName: "door.dismiss"
        yesText: main.frame.doorEnter
        yesName: "door.open"
        yesDanger: true
        onYes: main.flow.openDoor()
        onNo: main.flow.leaveDoor()
    }

    HelpSign {
        id: helpSign
        visible: main.frame.helpWanted && !idleDialog.visible
        phone: main.frame.phone
        told: main.frame.daemon
        onArrived: main.flow.endHelp()
        onCancelled: main.flow.endHelp()
    }

    Dialog {
        id: idleDialog
        visible: main.frame.idleWarning
        title: qsTr("Ông/Bà còn ở đó không?")
        text: main.frame.saved ? qsTr("Hồ sơ đã được lưu. Màn hình sẽ đóng sau %n giây.", "", main.frame.idleSeconds) : qsTr("Màn hình sẽ đóng và xóa những gì đã điền sau %n giây.", "", main.frame.idleSeconds)
        noText: qsTr("Tôi còn ở đây")
        noName: "idle.continue"
        yesText: qsTr("Cho thêm thời gian")
        yesName: "idle.more"
        onNo: main.flow.stay()
        onYes: main.flow.moreTime()
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

    Timer {
        id: pageStill
        interval: Theme.still
    }
}
