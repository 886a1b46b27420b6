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
    readonly property bool wide: width > height * 1.2
    // Nothing scanned yet: what to do may stand large in the middle.
    readonly property bool roomy: scan.pages.length === 0 && !wide

    place: scan.name + scan.selected
    title: large ? qsTr("Trang %1").arg(scan.selectedNumber) : scan.name
    subtitle: large ? "" : (scan.count > 1 ? qsTr("Giấy tờ %1 trên %2").arg(scan.number).arg(scan.count) : "")
    nextText: large ? "" : qsTr("Tiếp tục")
    nextEnabled: phase !== "scanning"

    Scroller {
        visible: !screen.large
        anchors.fill: parent
        settle: screen.roomy ? 0.35 : 0

        Card {
            width: parent.width
            padding: screen.roomy ? Theme.gapLarge : Theme.gap

            Grid {
                width: parent.width
                columns: screen.roomy ? 1 : 2
                spacing: Theme.gapLarge
                horizontalItemAlignment: Grid.AlignHCenter
                verticalItemAlignment: Grid.AlignVCenter

                Icon {
                    id: sign
                    name: screen.phase === "scanning" ? "scan" : (screen.scan.feeder ? "feeder" : "flatbed")
                    color: Theme.primary
                    size: screen.roomy ? Theme.mm(70) : Theme.mm(26)
                }

                Column {
                    width: screen.roomy ? parent.width : parent.width - sign.size - parent.spacing
                    spacing: Theme.gapSmall

                    Label {
                        width: parent.width
                        visible: screen.phase !== "scanning"
                        kind: screen.roomy ? Label.Large : Label.Body
                        horizontalAlignment: screen.roomy ? Text.AlignHCenter : Text.AlignLeft
                        text: {
                            if (screen.scan.replacing)
                                return qsTr("Đặt lại trang cần quét lại, rồi bấm Quét lại.");
                            if (screen.scan.senses)
                                return qsTr("Đặt giấy vào khay. Máy tự quét khi có giấy.");
                            return screen.scan.feeder ? qsTr("Đặt các tờ giấy vào khay, mặt chữ lên trên, rồi bấm Quét.") : qsTr("Đặt một tờ giấy lên mặt kính, mặt chữ úp xuống, rồi bấm Quét. Mỗi lần một trang.");
                        }
                    }

                    Busy {
                        width: parent.width
                        visible: screen.phase === "scanning"
                        text: qsTr("Đang quét… Xin chờ.")
                    }
                }
            }
        }

        Notice {
            width: parent.width
            kind: Notice.Bad
            objectName: "scan.problem"
            text: screen.scan.problem
        }

        TouchButton {
            objectName: "scan.start"
            visible: screen.phase !== "scanning"
            width: parent.width
            height: Math.max(implicitHeight, Theme.touchLarge)
            icon: "scan"
            look: screen.scan.pages.length === 0 || screen.scan.replacing || screen.phase === "failed" ? TouchButton.Primary : TouchButton.Secondary
            text: screen.phase === "failed" || screen.scan.replacing ? qsTr("Quét lại") : (screen.scan.pages.length === 0 ? qsTr("Quét") : qsTr("Quét thêm trang"))
            onClicked: screen.view.start()
        }

        TouchButton {
            objectName: "scan.stop"
            visible: screen.phase === "scanning"
            width: parent.width
            look: TouchButton.Danger
            icon: "cross"
            text: qsTr("Dừng quét")
            onClicked: screen.view.stop()
        }

        Label {
            width: parent.width
            visible: screen.scan.pages.length > 0
            text: qsTr("Đã quét %1 trang. Chạm vào trang để xem lớn, quét lại, xóa hoặc đổi chỗ.").arg(screen.scan.pages.length)
        }

        Grid {
            id: grid
            width: parent.width
            spacing: Theme.gap
            columns: Math.max(2, Math.floor(width / Theme.mm(60)))

            Repeater {
                model: screen.scan.pages

                Rectangle {
                    id: thumb

                    required property var modelData

                    objectName: "scan.page." + thumb.modelData.number
                    width: (grid.width - (grid.columns - 1) * grid.spacing) / grid.columns
                    height: picture.height + caption.height + 3 * Theme.gapSmall
                    radius: Theme.radius
                    color: touch.pressed ? Theme.selected : Theme.surface
                    border.color: thumb.modelData.doubtful ? Theme.warn : Theme.border
                    border.width: thumb.modelData.doubtful ? Theme.lineStrong : Theme.line
                    Accessible.role: Accessible.Button
                    Accessible.name: caption.text

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
                        text: thumb.modelData.doubtful ? qsTr("Trang %1 ⚠").arg(thumb.modelData.number) : qsTr("Trang %1").arg(thumb.modelData.number)
                    }

                    MouseArea {
                        id: touch
                        anchors.fill: parent
                        onClicked: screen.view.select(thumb.modelData.id)
                    }
                }
            }
        }
    }

    Item {
        visible: screen.large
        anchors.fill: parent

        Rectangle {
            id: sheet
            width: screen.wide ? parent.width - tools.width - Theme.gap : parent.width
            height: screen.wide ? parent.height : parent.height - tools.height - Theme.gap
            color: Theme.surfaceStrong
            border.color: Theme.border
            border.width: Theme.line

            Image {
                anchors.fill: parent
                anchors.margins: Theme.gapSmall
                fillMode: Image.PreserveAspectFit
                cache: false
                source: screen.large ? "image://page/preview/" + screen.scan.selected : ""
                Accessible.role: Accessible.Graphic
                Accessible.name: screen.title
            }
        }

        Column {
            id: tools
            anchors.bottom: parent.bottom
            anchors.right: parent.right
            width: screen.wide ? parent.width * 0.45 : parent.width
            spacing: Theme.gapSmall

            Repeater {
                model: screen.scan.findings

                Notice {
                    required property string modelData

                    width: tools.width
                    kind: Notice.Warning
                    text: modelData
                }
            }

            Flow {
                width: parent.width
                spacing: Theme.gapSmall

                component Tool: TouchButton {
                    // The button in the same line: the higher of both gives the height.
                    property TouchButton beside: null

                    height: Math.max(implicitHeight, beside === null || screen.wide ? 0 : beside.implicitHeight)
                    width: screen.wide ? tools.width : Math.floor((tools.width - Theme.gapSmall) / 2)
                    look: TouchButton.Secondary
                }

                // The way on that is advised for a doubtful page.
                Tool {
                    id: again
                    objectName: "scan.rescan"
                    beside: screen.phase === "check_page" ? null : bin
                    width: screen.wide || screen.phase === "check_page" ? tools.width : Math.floor((tools.width - Theme.gapSmall) / 2)
                    look: screen.phase === "check_page" ? TouchButton.Primary : TouchButton.Secondary
                    icon: "scan"
                    text: qsTr("Quét lại trang này")
                    onClicked: screen.view.rescan(screen.scan.selected)
                }

                Tool {
                    id: keep
                    objectName: "scan.keep"
                    beside: bin
                    visible: screen.phase === "check_page"
                    icon: "check"
                    text: qsTr("Giữ trang này")
                    onClicked: screen.view.keep()
                }

                Tool {
                    id: bin
                    objectName: "scan.delete"
                    beside: screen.phase === "check_page" ? keep : again
                    look: TouchButton.Danger
                    icon: "trash"
                    text: qsTr("Xóa trang này")
                    onClicked: screen.view.remove(screen.scan.selected)
                }

                Tool {
                    objectName: "scan.moveUp"
                    visible: screen.phase !== "check_page"
                    icon: "up"
                    text: qsTr("Đưa lên trước")
                    enabled: screen.scan.selectedNumber > 1
                    onClicked: screen.view.move(screen.scan.selected, screen.scan.selectedNumber - 2)
                }

                Tool {
                    objectName: "scan.moveDown"
                    visible: screen.phase !== "check_page"
                    icon: "down"
                    text: qsTr("Đưa ra sau")
                    enabled: screen.scan.selectedNumber < screen.scan.pages.length
                    onClicked: screen.view.move(screen.scan.selected, screen.scan.selectedNumber)
                }

            }

            TouchButton {
                objectName: "scan.close"
                visible: screen.phase !== "check_page"
                width: parent.width
                icon: "check"
                text: qsTr("Xong")
                onClicked: screen.view.select("")
            }
        }
    }
}
