pragma ComponentBehavior: Bound

import QtQuick
import "../theme"

// The counter has been called: to be seen from across the room, taken down by the officer or by the citizen.
Modal {
    id: sign

    property string phone: ""
    // Whether the call has reached the counter; until then the sign itself is the call.
    property bool told: false
    readonly property bool wide: width > height * 1.1

    signal arrived
    signal cancelled

    title: qsTr("Đã gọi cán bộ")
    spoken: [title, words.text].join(" ")
    ground: Theme.guide
    focusOrder: [answers]

    Grid {
        id: page
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.bottom: answers.top
        anchors.margins: Theme.gap
        columns: sign.wide ? 2 : 1
        spacing: Theme.gap

        Item {
            id: place
            width: sign.wide ? page.width * 0.3 : page.width
            height: sign.wide ? page.height : page.height * (Theme.textScale > 1.5 ? 0.28 : 0.45)

            Icon {
                id: bell
                anchors.centerIn: parent
                name: "help"
                color: Theme.guideInk
                size: Math.min(place.width, place.height, Theme.mm(150)) * 0.9
                transformOrigin: Item.Top

                SequentialAnimation on rotation {
                    running: sign.visible && !Theme.reducedMotion
                    loops: Animation.Infinite

                    NumberAnimation { to: 9; duration: Theme.swing; easing.type: Easing.InOutSine }
                    NumberAnimation { to: -9; duration: 2 * Theme.swing; easing.type: Easing.InOutSine }
                    NumberAnimation { to: 0; duration: Theme.swing; easing.type: Easing.InOutSine }
                    PauseAnimation { duration: Theme.gesturePause }
                }
            }
        }

        Scroller {
            width: sign.wide ? page.width * 0.7 - page.spacing : page.width
            height: sign.wide ? page.height : page.height - place.height - page.spacing
            settle: sign.wide ? 0.5 : 0.2

            Label {
                width: parent.width
                kind: Label.Huge
                color: Theme.guideInk
                horizontalAlignment: sign.wide ? Text.AlignLeft : Text.AlignHCenter
                text: sign.title
                Accessible.role: Accessible.Heading
            }

            Label {
                id: words
                width: parent.width
                kind: Label.Large
                color: Theme.guideInk
                horizontalAlignment: sign.wide ? Text.AlignLeft : Text.AlignHCenter
                text: [sign.told ? qsTr("Quầy đã nhận được. Xin chờ tại máy, cán bộ sẽ đến.") : qsTr("Xin đứng cạnh máy: cán bộ thấy bảng này sẽ đến."), qsTr("Những gì đã làm vẫn còn nguyên."), sign.phone === "" ? "" : qsTr("Nếu chờ lâu, xin gọi số %1.").arg(sign.phone)].join(" ").trim()
            }
        }
    }

    Grid {
        id: answers

        readonly property bool beside: sign.wide
        readonly property real room: beside ? (width - spacing) / 2 : width
        readonly property real lineHeight: Math.max(staff.implicitHeight, citizen.implicitHeight)

        x: Theme.margin
        width: parent.width - 2 * Theme.margin
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.gap
        columns: beside ? 2 : 1
        spacing: Theme.gapSmall

        TouchButton {
            id: staff
            objectName: "help.arrived"
            width: answers.room
            height: answers.lineHeight
            look: TouchButton.Secondary
            icon: "person"
            text: qsTr("Cán bộ đã đến")
            onClicked: sign.arrived()
        }

        TouchButton {
            id: citizen
            objectName: "help.cancel"
            width: answers.room
            height: answers.lineHeight
            look: TouchButton.Secondary
            icon: "cross"
            text: qsTr("Không cần nữa")
            onClicked: sign.cancelled()
        }
    }
}
