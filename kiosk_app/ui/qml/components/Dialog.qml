pragma ComponentBehavior: Bound

import QtQuick
import "../theme"

// A question over the whole screen, with two answers that always stay in sight.
Modal {
    id: dialog

    property string text: ""
    property string yesText: ""
    property string noText: ""
    property string yesName: ""
    property string noName: ""
    property bool yesDanger: false
    default property alias extra: more.data

    signal yes
    signal no

    spoken: [title, text].join(" ")
    focusOrder: [answers]

    Rectangle {
        id: card

        readonly property real padding: Math.min(Theme.gapLarge, dialog.height * 0.04)
        readonly property real around: answers.height + 2 * padding + Theme.gapLarge
        readonly property real most: dialog.height - 2 * Theme.gapSmall

        anchors.centerIn: parent
        width: Math.min(dialog.width - 2 * Theme.gap, Theme.mm(250))
        height: Math.min(most, words.contentHeight + around)
        radius: Theme.radius
        color: Theme.surface
        border.color: Theme.primary
        border.width: Theme.lineStrong

        Scroller {
            id: words
            x: card.padding
            width: card.width - 2 * card.padding
            most: card.most - card.around + 1
            anchors.top: parent.top
            anchors.topMargin: card.padding
            anchors.bottom: answers.top
            anchors.bottomMargin: Theme.gapLarge - 1

            Label {
                width: parent.width
                kind: Label.Title
                text: dialog.title
            }

            Label {
                width: parent.width
                visible: text !== ""
                fit: true
                text: dialog.text
            }

            Column {
                id: more
                width: parent.width
                spacing: Theme.gap
            }
        }

        Grid {
            id: answers

            readonly property bool both: dialog.yesText !== "" && dialog.noText !== ""
            // One beside the other where the glass is low.
            readonly property bool beside: both && dialog.height < Theme.mm(220)
            readonly property real room: beside ? (width - spacing) / 2 : width
            readonly property real lineHeight: Math.max(no.implicitHeight, yes.implicitHeight)

            x: card.padding
            width: card.width - 2 * card.padding
            anchors.bottom: parent.bottom
            anchors.bottomMargin: card.padding
            columns: beside ? 2 : 1
            spacing: Theme.gap

            TouchButton {
                id: no
                objectName: dialog.noName
                width: answers.room
                height: answers.beside ? answers.lineHeight : implicitHeight
                text: dialog.noText
                visible: text !== ""
                onClicked: dialog.no()
            }

            TouchButton {
                id: yes
                objectName: dialog.yesName
                width: answers.room
                height: answers.beside ? answers.lineHeight : implicitHeight
                look: dialog.yesDanger ? TouchButton.Danger : TouchButton.Secondary
                text: dialog.yesText
                visible: text !== ""
                onClicked: dialog.yes()
            }
        }
    }
}
