pragma ComponentBehavior: Bound

import QtQuick
import "../theme"

// What every step of the journey is: a title, its page, and what "Tiếp tục" and "Quay lại" do here.
FocusScope {
    id: screen

    property string title: ""
    property string subtitle: ""
    property string nextText: ""
    property string nextName: "nav.next"
    property bool nextEnabled: true
    property bool backVisible: true
    // What lies under the finger, as far as a touch meant for one must not reach the next.
    property string place: ""
    default property alias page: body.data

    function revealFocus(item: Item): void {
    }

    Column {
        id: head
        width: parent.width
        spacing: Theme.gapTiny
        visible: screen.title !== ""

        Label {
            width: parent.width
            kind: Label.Title
            text: screen.title
            Accessible.role: Accessible.Heading
        }

        Label {
            width: parent.width
            visible: text !== ""
            text: screen.subtitle
            color: Theme.textMuted
        }
    }

    Item {
        id: body
        anchors.top: head.visible ? head.bottom : parent.top
        anchors.topMargin: head.visible ? Theme.gap : 0
        anchors.bottom: parent.bottom
        width: parent.width
    }
}
