pragma ComponentBehavior: Bound

import QtQuick
import "../../qml/components"
import "../../qml/theme"

StepPage {
    id: screen

    required property var view
    readonly property var scan: view.shown
    readonly property string phase: scan.phase
    readonly property bool large: scan.selected !== ""
    // Sides left out as empty are looked through, all or one of them large.
    readonly property bool aside: scan.droppedShown
    readonly property bool main: !large && !aside

    place: scan.name + scan.selected + aside
    title: {
        if (aside)
            return large ? qsTr("Mặt trống %1").arg(scan.selectedNumber) : qsTr("Các mặt trống đã bỏ");
        return large ? qsTr("Trang %1").arg(scan.selectedNumber) : scan.name;
    }
    subtitle: !main ? "" : (scan.count > 1 ? qsTr("Giấy tờ %1 trên %2").arg(scan.number).arg(scan.count) : "")
    nextText: main ? qsTr("Tiếp tục") : ""
    nextEnabled: phase !== "scanning"
    backVisible: !scan.stopping
    spoken: {
        if (aside)
            return [title, why.text].join(". ");
        if (large)
            return [title, ...scan.findings].join(". ");
        const left = dropped.visible ? qsTr("Máy đã bỏ %n mặt trống. Có thể xem lại và giữ lại.", "", scan.dropped.length) : "";
        return [title, subtitle, told.said, busy.said, problem.text, left].filter(Boolean).join(". ");
    }
    focusOrder: [screen.sheet]
    contentLeft: large && wide ? page.width + Theme.gap : 0
    drawing: !main || scan.pages.length > 0 ? "" : (scan.feeder ? "feeder" : "flatbed")

    component Sheet: Rectangle {
        color: Theme.surfaceStrong
        border.color: Theme.border
        border.width: Theme.line

        Image {
            anchors.fill: parent
            anchors.margins: Theme.gapTiny
            fillMode: Image.PreserveAspectFit
            cache: false
            source: screen.large && parent.visible ? "image://page/preview/" + screen.scan.selected : ""
            Accessible.role: Accessible.Graphic
            Accessible.name: screen.title
        }
    }

    // One page large: beside what may be done with it, or above.
    whole: Sheet {
        id: page
        visible: screen.large && screen.wide
        width: visible ? parent.width * 0.48 : 0
        height: parent.height
    }

    Sheet {
        // What the words and buttons leave, and never less than shows which page it is.
        visible: screen.large && !screen.wide
        width: parent.width
        height: visible ? Math.max(Theme.mm(75), Math.min(width * 1.3, screen.height - findings.height - tools.height - close.height - Theme.mm(40) * Theme.textScale)) : 0
    }

    Column {
        id: findings
        visible: screen.aside || (screen.large && screen.scan.findings.length > 0)
        width: parent.width
        spacing: Theme.gapSmall

        Label {
            id: why
            visible: screen.aside
            width: parent.width
            fit: true
            text: screen.large ? qsTr("Máy thấy mặt này trống nên đã bỏ. Nếu có chữ, xin giữ lại.") : qsTr("Máy thấy các mặt này trống nên đã bỏ. Mặt nào có chữ, xin chạm vào để xem lớn và giữ lại.")
        }

        Repeater {
            model: screen.scan.findings

            Notice {
                required property string modelData

                width: parent ? parent.width : 0
                kind: Notice.Warning
                text: modelData
            }
        }
    }

    Grid {
        id: tools

        readonly property bool doubtful: screen.phase === "check_page"
        readonly property real cell: columns === 2 ? Math.floor((width - spacing) / 2) : width
        readonly property real lineHeight: Math.max(again.implicitHeight, keep.implicitHeight, bin.implicitHeight, restore.implicitHeight)

        visible: screen.large
        width: parent.width
        columns: width > 15 * Theme.textBody ? 2 : 1
        spacing: Theme.gapSmall

        component Tool: TouchButton {
            width: tools.cell
            height: tools.columns === 2 ? tools.lineHeight : implicitHeight
            look: TouchButton.Secondary
        }

        Tool {
            id: restore
            objectName: "scan.bringBack"
            visible: screen.aside
            look: TouchButton.Primary
            icon: "check"
            text: qsTr("Giữ lại trang này")
            onClicked: screen.view.bringBack(screen.scan.selected)
        }

        Tool {
            objectName: "scan.forget"
            visible: screen.aside
            look: TouchButton.Danger
            icon: "trash"
            text: qsTr("Bỏ")
            onClicked: screen.view.forget(screen.scan.selected)
        }

        // The way on that is advised for a doubtful page.
        Tool {
            id: again
            objectName: "scan.rescan"
            visible: !screen.aside
            look: tools.doubtful ? TouchButton.Primary : TouchButton.Secondary
            icon: "scan"
            text: qsTr("Quét lại trang này")
            onClicked: screen.view.rescan(screen.scan.selected)
        }

        Tool {
            id: keep
            objectName: "scan.keep"
            visible: tools.doubtful
            icon: "check"
            text: qsTr("Giữ trang này")
            onClicked: screen.view.keep()
        }

        Tool {
            id: bin
            objectName: "scan.delete"
            visible: !screen.aside
            look: TouchButton.Danger
            icon: "trash"
            text: qsTr("Xóa trang này")
            onClicked: screen.view.remove(screen.scan.selected)
        }

        Tool {
            objectName: "scan.moveUp"
            visible: !tools.doubtful && !screen.aside
            icon: "up"
            text: qsTr("Đưa lên trước")
            enabled: screen.scan.selectedNumber > 1
            onClicked: screen.view.move(screen.scan.selected, screen.scan.selectedNumber - 2)
        }

        Tool {
            objectName: "scan.moveDown"
            visible: !tools.doubtful && !screen.aside
            icon: "down"
            text: qsTr("Đưa ra sau")
            enabled: screen.scan.selectedNumber < screen.scan.pages.length
            onClicked: screen.view.move(screen.scan.selected, screen.scan.selectedNumber)
        }
    }

    TouchButton {
        id: close
        objectName: "scan.close"
        // From one side large "Quay lại" leads back.
        visible: screen.large ? !tools.doubtful && !screen.aside : screen.aside
        width: parent.width
        icon: "check"
        text: qsTr("Xong")
        onClicked: screen.large ? screen.view.select("") : screen.view.showDropped(false)
    }

    Label {
        id: told
        width: parent.width
        visible: screen.main && screen.phase !== "scanning"
        kind: Label.Large
        fit: true
        text: {
            if (screen.scan.replacing)
                return qsTr("Đặt lại trang cần quét lại, rồi bấm Quét lại.");
            if (screen.scan.senses)
                return qsTr("Đặt giấy vào khay. Máy tự quét khi có giấy.");
            return screen.scan.feeder ? qsTr("Đặt các tờ giấy vào khay, mặt chữ lên trên, rồi bấm Quét.") : qsTr("Đặt một tờ giấy lên mặt kính, mặt chữ úp xuống, rồi bấm Quét. Mỗi lần một trang.");
        }
    }

    Busy {
        id: busy
        width: parent.width
        visible: screen.main && screen.phase === "scanning"
        text: screen.scan.stopping ? qsTr("Đang dừng… Xin chờ.") : qsTr("Đang quét… Xin chờ.")
    }

    Notice {
        id: problem
        width: parent.width
        kind: Notice.Bad
        objectName: "scan.problem"
        text: screen.main ? screen.scan.problem : ""
    }

    TouchButton {
        objectName: "scan.start"
        visible: screen.main && screen.phase !== "scanning"
        width: parent.width
        height: Math.max(implicitHeight, Theme.touchLarge)
        icon: "scan"
        look: screen.scan.pages.length === 0 || screen.scan.replacing || screen.phase === "failed" ? TouchButton.Primary : TouchButton.Secondary
        text: screen.phase === "failed" || screen.scan.replacing ? qsTr("Quét lại") : (screen.scan.pages.length === 0 ? qsTr("Quét") : qsTr("Quét thêm trang"))
        onClicked: screen.view.start()
    }

    TouchButton {
        objectName: "scan.stop"
        visible: screen.main && screen.phase === "scanning" && !screen.scan.stopping
        width: parent.width
        look: TouchButton.Danger
        icon: "cross"
        text: qsTr("Dừng quét")
        onClicked: screen.view.stop()
    }

    Label {
        width: parent.width
        visible: screen.main && screen.scan.pages.length > 0
        text: qsTr("Đã quét %n trang. Chạm vào trang để xem lớn, quét lại, xóa hoặc đổi chỗ.", "", screen.scan.pages.length)
    }

    TouchButton {
        id: dropped
        objectName: "scan.dropped"
        visible: screen.main && screen.phase !== "scanning" && screen.scan.dropped.length > 0
        width: parent.width
        look: TouchButton.Secondary
        text: qsTr("%n mặt trống đã bỏ · xem", "", screen.scan.dropped.length)
        onClicked: screen.view.showDropped(true)
    }

    Grid {
        id: grid
        visible: !screen.large
        width: parent.width
        spacing: Theme.gap
        columns: Math.max(2, Math.floor(width / Theme.mm(60)))

        Repeater {
            model: screen.aside ? screen.scan.dropped : screen.scan.pages

            Rectangle {
                id: thumb

                required property var modelData

                objectName: (screen.aside ? "scan.side." : "scan.page.") + thumb.modelData.number
                width: (grid.width - (grid.columns - 1) * grid.spacing) / grid.columns
                height: picture.height + caption.height + 3 * Theme.gapSmall
                radius: Theme.radius
                color: touch.pressed ? Theme.selected : Theme.surface
                border.color: thumb.modelData.doubtful ? Theme.warn : Theme.border
                border.width: thumb.modelData.doubtful ? Theme.lineStrong : Theme.line
                Accessible.role: Accessible.Button
                Accessible.name: caption.text
                Accessible.onPressAction: screen.view.select(modelData.id)
                activeFocusOnTab: true
                Keys.onSpacePressed: screen.view.select(modelData.id)
                Keys.onReturnPressed: screen.view.select(modelData.id)
                Keys.onEnterPressed: screen.view.select(modelData.id)

                FocusRing {
                    shown: thumb.activeFocus
                }

                Image {
                    id: picture
                    x: Theme.gapSmall
                    y: Theme.gapSmall
                    width: parent.width - 2 * Theme.gapSmall
                    height: width * 1.414
                    fillMode: Image.PreserveAspectFit
                    cache: false
                    source: "image://page/thumbnail/" + thumb.modelData.id
                    Accessible.ignored: true
                }

                Label {
                    id: caption
                    anchors.bottom: parent.bottom
                    anchors.bottomMargin: Theme.gapSmall
                    width: parent.width
                    horizontalAlignment: Text.AlignHCenter
                    kind: Label.Small
                    text: {
                        if (screen.aside)
                            return qsTr("Mặt trống %1").arg(thumb.modelData.number);
                        return (thumb.modelData.doubtful ? qsTr("Trang %1 ⚠") : qsTr("Trang %1")).arg(thumb.modelData.number);
                    }
                }

                MouseArea {
                    id: touch
                    anchors.fill: parent
                    onClicked: screen.view.select(thumb.modelData.id)
                }
            }
        }
    }

    TouchButton {
        objectName: "scan.lack"
        visible: screen.main && screen.phase !== "scanning"
        width: parent.width
        look: TouchButton.Secondary
        text: qsTr("Tôi không có giấy này")
        onClicked: screen.scan.pages.length === 0 ? screen.view.notBrought() : sure.visible = true
    }

    Dialog {
        id: sure
        title: qsTr("Xóa các trang đã quét?")
        text: qsTr("Các trang đã quét của giấy này sẽ bị xóa khỏi máy.")
        noText: qsTr("Giữ lại")
        noName: "scan.lack.keep"
        yesText: qsTr("Xóa, tôi không có giấy này")
        yesName: "scan.lack.confirm"
        yesDanger: true
        onNo: visible = false
        onYes: {
            visible = false;
            screen.view.notBrought();
        }
    }
}
