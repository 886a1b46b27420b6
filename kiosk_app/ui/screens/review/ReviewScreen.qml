pragma ComponentBehavior: Bound

import QtQuick
import "../../qml/components"
import "../../qml/theme"

StepPage {
    id: screen

    required property var view
    readonly property var review: view.shown

    title: qsTr("Xem lại trước khi nộp")
    subtitle: qsTr("Đây là tất cả những gì sẽ được gửi đi.")
    nextText: qsTr("Đúng, nhận mã để nộp")
    nextEnabled: review.files.length > 0
    spoken: [title, subtitle, review.problem, review.procedure ?? "", ...review.sections.map(section => section.lines.map(line => line.label + ": " + line.value).join(". "))].filter(Boolean).join(". ")
    focusOrder: [screen.sheet]

    Label {
        width: parent.width
        kind: Label.Large
        font.weight: Font.DemiBold
        color: Theme.primary
        text: screen.review.procedure ?? ""
    }

    Notice {
        width: parent.width
        kind: Notice.Bad
        text: screen.review.problem
    }

    TouchButton {
        objectName: "review.again"
        visible: screen.review.problem !== ""
        width: parent.width
        text: qsTr("Thử lại")
        onClicked: screen.view.tryAgain()
    }

    Notice {
        width: parent.width
        kind: Notice.Warning
        text: screen.review.identity === "vneid_verified" ? "" : qsTr("Danh tính sẽ được kiểm tra khi tiếp nhận hồ sơ.")
    }

    Repeater {
        model: screen.review.sections

        Card {
            id: section

            required property var modelData

            width: parent ? parent.width : 0

            Column {
                width: parent.width
                spacing: Theme.gapSmall

                Label {
                    width: parent.width
                    font.weight: Font.Bold
                    color: Theme.primary
                    text: section.modelData.title
                }

                Repeater {
                    model: section.modelData.lines

                    Grid {
                        id: entry

                        required property var modelData

                        // Label and answer side by side where both have room, else one above the other.
                        readonly property bool beside: width > 22 * Theme.textBody

                        width: parent ? parent.width : 0
                        columns: beside ? 2 : 1
                        columnSpacing: Theme.gap

                        Label {
                            width: entry.beside ? entry.width * 0.38 : entry.width
                            kind: Label.Small
                            color: Theme.textMuted
                            text: entry.modelData.label
                        }

                        Label {
                            width: entry.beside ? entry.width * 0.62 - Theme.gap : entry.width
                            font.weight: Font.Medium
                            text: entry.modelData.value
                        }
                    }
                }
            }
        }
    }

    TouchButton {
        objectName: "review.edit.form"
        width: parent.width
        look: TouchButton.Secondary
        text: qsTr("Sửa tờ khai")
        onClicked: screen.view.editAnswers(0)
    }

    Repeater {
        model: screen.review.papers

        Card {
            id: paper

            required property var modelData

            width: parent ? parent.width : 0

            Column {
                width: parent.width
                spacing: Theme.gapSmall

                Label {
                    width: parent.width
                    font.weight: Font.Bold
                    color: Theme.primary
                    text: qsTr("%1: %2 trang").arg(paper.modelData.name).arg(paper.modelData.pages.length)
                }

                Flow {
                    width: parent.width
                    spacing: Theme.gapSmall

                    Repeater {
                        model: paper.modelData.pages

                        Rectangle {
                            id: thumb

                            required property string modelData

                            width: Theme.mm(36)
                            height: Theme.mm(50)
                            color: Theme.surfaceStrong
                            border.color: Theme.border
                            border.width: Theme.line

                            Image {
                                anchors.fill: parent
                                anchors.margins: Theme.line
                                fillMode: Image.PreserveAspectFit
                                cache: false
                                source: "image://page/thumbnail/" + thumb.modelData
                            }
                        }
                    }
                }

                TouchButton {
                    objectName: "review.edit.scan." + paper.modelData.partNo
                    width: parent.width
                    look: TouchButton.Secondary
                    text: qsTr("Sửa các trang")
                    onClicked: screen.view.editPages(paper.modelData.partNo)
                }
            }
        }
    }

    TouchButton {
        objectName: "review.edit.components"
        width: parent.width
        look: TouchButton.Secondary
        text: qsTr("Sửa danh sách giấy tờ")
        onClicked: screen.view.editPapers()
    }

    Card {
        width: parent.width
        strong: true

        Column {
            width: parent.width
            spacing: Theme.gapSmall

            Label {
                width: parent.width
                font.weight: Font.Bold
                color: Theme.primary
                text: qsTr("Các tệp sẽ gửi")
            }

            Busy {
                width: parent.width
                visible: screen.review.preparing
                text: qsTr("Đang tạo tệp…")
            }

            Repeater {
                model: screen.review.files

                Label {
                    required property var modelData

                    width: parent ? parent.width : 0
                    text: qsTr("%1 – %2 trang, %3 kB").arg(modelData.name).arg(modelData.pages).arg(modelData.kilobytes)
                }
            }

            Label {
                width: parent.width
                visible: screen.review.fee !== ""
                font.weight: Font.DemiBold
                text: qsTr("Phí phải nộp tại quầy: %1").arg(screen.review.fee)
            }

            Label {
                width: parent.width
                text: screen.review.promise ? qsTr("Thời gian giải quyết: %1. Tại đây: %2").arg(screen.review.time).arg(screen.review.promise) : qsTr("Thời gian giải quyết: %1").arg(screen.review.time ?? "")
            }
        }
    }
}
