pragma ComponentBehavior: Bound

import QtQuick
import "../theme"

// A question over the whole screen, with two answers.
Rectangle {
    id: dialog

    property string title: ""
    property string text: ""
    property string yesText: ""
    property string noText: ""
    property string yesName: ""
    property string noName: ""
    property bool yesDanger: false
    default property alias extra: more.data

    signal yes
    signal no

    anchors.fill: parent
    color: Theme.shade
    Accessible.role: Accessible.Dialog
    Accessible.name: title

    MouseArea {
        anchors.fill: parent
    }

    Card {
        anchors.centerIn: parent
        width: Math.min(parent.width - 2 * Theme.margin, Theme.mm(240))
        padding: Theme.gapLarge
        strong: true

        Column {
            width: parent.width
            spacing: Theme.gap

            Label {
                width: parent.width
                kind: Label.Title
                text: dialog.title
            }

            Label {
                width: parent.width
                visible: text !== ""
                text: dialog.text
            }

            Column {
                id: more
                width: parent.width
                spacing: Theme.gap
            }

            TouchButton {
                objectName: dialog.noName
                width: parent.width
                text: dialog.noText
                visible: text !== ""
                onClicked: dialog.no()
            }

            TouchButton {
                objectName: dialog.yesName
                width: parent.width
                look: dialog.yesDanger ? TouchButton.Danger : TouchButton.Secondary
                text: dialog.yesText
                visible: text !== ""
                onClicked: dialog.yes()
            }
        }
    }
}
