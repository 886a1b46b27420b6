pragma ComponentBehavior: Bound

import QtQuick
import "../../qml/components"
import "../../qml/theme"

StepPage {
    id: screen

    required property var view
    readonly property var review: view.shown

    function titleOf(card: string): string {
        switch (card) {
        case "said":
            return qsTr("Ông/Bà đã trả lời");
        case "result":
            return qsTr("Nhận kết quả");
        default:
            return review.identity === "vneid_verified" ? qsTr("Thông tin từ VNeID của Ông/Bà") : qsTr("Thông tin đọc từ thẻ");
        }
    }

    title: qsTr("Xem lại trước khi nộp")
    subtitle: qsTr("Đây là tất cả những gì sẽ được gửi đi.")
    nextText: qsTr("Đúng, nhập mã để nộp")
    nextEnabled: review.files.length > 0
    spoken: [title, subtitle, busy.said, review.problem, review.procedure, identity.text, helped.text, atCounter.text, ...review.cards.map(section => section.lines.map(line => line.label + ": " + line.value).join(". "))].filter(Boolean).join(". ")
    focusOrder: [screen.sheet]

    Label {
        width: parent.width
        kind: Label.Large
        font.weight: Font.DemiBold
        color: Theme.primary
        text: screen.review.procedure
    }

    Notice {
        width: parent.width
        kind: Notice.Bad
        text: screen.review.problem
    }

    TouchButton {
        objectName: "review.mend"
        visible: screen.review.problemPart !== ""
        width: parent.width
        text: qsTr("Sửa giấy này")
        onClicked: screen.view.editPages(screen.review.problemPart)
    }

    TouchButton {
        objectName: "review.again"
        visible: screen.review.problem !== ""
        width: parent.width
        text: qsTr("Thử lại")
        onClicked: screen.view.tryAgain()
    }

    Notice {
        id: identity
        width: parent.width
        kind: Notice.Warning
        text: screen.review.identity === "vneid_verified" ? "" : qsTr("Danh tính sẽ được kiểm tra khi tiếp nhận hồ sơ.")
    }

    Notice {
        id: helped
        objectName: "review.helped"
        width: parent.width
        kind: Notice.Info
        text: screen.review.helper === "" ? "" : qsTr("Người giúp: %1. Sau trang này, xin đọc lại cho người nộp nghe.").arg(screen.review.helper)
    }

    Repeater {
        model: screen.review.cards

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
                    text: screen.titleOf(section.modelData.card)
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

                TouchButton {
                    objectName: "review.edit." + section.modelData.card
                    visible: section.modelData.editable
                    width: parent.width
                    look: TouchButton.Secondary
                    text: section.modelData.card === "known" ? qsTr("Có chỗ sai") : qsTr("Sửa")
                    onClicked: screen.view.editAnswers(section.modelData.card)
                }
            }
        }
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
                    text: qsTr("%1: %n trang", "", paper.modelData.pages.length).arg(paper.modelData.name)
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
                    text: qsTr("Sửa")
                    onClicked: screen.view.editPages(paper.modelData.partNo)
                }
            }
        }
    }

    Repeater {
        model: screen.review.addable

        TouchButton {
            required property var modelData

            objectName: "review.add." + modelData.partNo
            width: parent ? parent.width : 0
            look: TouchButton.Secondary
            icon: "paper"
            text: qsTr("Thêm giấy (không bắt buộc): %1").arg(modelData.name)
            onClicked: screen.view.editPages(modelData.partNo)
        }
    }

    Notice {
        id: atCounter
        width: parent.width
        kind: Notice.Info
        text: screen.review.atCounter.length === 0 ? "" : qsTr("Khi nhận kết quả, xin mang theo để cán bộ xem: %1.").arg(screen.review.atCounter.join(", "))
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
                id: busy
                width: parent.width
                visible: screen.review.preparing
                text: qsTr("Đang tạo tệp…")
            }

            Repeater {
                model: screen.review.files

                Label {
                    required property var modelData

                    width: parent ? parent.width : 0
                    text: qsTr("%1 – %n trang, %2 kB", "", modelData.pages).arg(modelData.name).arg(modelData.kilobytes)
                }
            }

            Label {
                width: parent.width
                visible: text !== ""
                font.weight: Font.DemiBold
                text: screen.review.fee !== "" ? qsTr("Phí phải nộp tại quầy: %1").arg(screen.review.fee) : screen.review.feeSaid === "" ? "" : qsTr("Phí, lệ phí: %1").arg(screen.review.feeSaid)
            }

            Label {
                width: parent.width
                text: screen.review.promiseMinutes > 0 ? qsTr("Tại đây: khoảng %1 phút, chờ tại chỗ. Theo luật: %2.").arg(screen.review.promiseMinutes).arg(screen.review.time) : qsTr("Thời gian giải quyết: %1").arg(screen.review.time)
            }
        }
    }

    TouchButton {
        objectName: "review.helper"
        width: parent.width
        look: TouchButton.Quiet
        icon: "people"
        text: screen.review.helper === "" ? qsTr("Có người giúp Ông/Bà điền? Ghi tên người giúp") : qsTr("Sửa tên người giúp")
        onClicked: screen.view.editHelper()
    }
}
