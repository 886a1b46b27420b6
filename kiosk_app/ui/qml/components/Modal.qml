pragma ComponentBehavior: Bound

import QtQuick
import "../theme"

// What stands over the whole glass and takes every touch and key until it is closed: a question, a list, a sign.
// It moves itself to the place that the frame keeps for it, out of the page that opened it.
FocusScope {
    id: modal

    property string title: ""
    // What is said aloud when it opens.
    property string spoken: title
    property color ground: Theme.shade
    // In the order of focus; a modal is left by its own buttons only.
    property list<Item> focusOrder
    property bool counted: false
    default property alias content: inside.data

    function count(): void {
        if (counted === visible)
            return;
        counted = visible;
        Overlay.open += counted ? 1 : -1;
    }

    parent: Overlay.layer ?? undefined
    anchors.fill: parent
    visible: false
    onVisibleChanged: count()
    Component.onCompleted: count()
    Component.onDestruction: if (counted)
        Overlay.open -= 1
    Accessible.role: Accessible.Dialog
    Accessible.name: title

    Rectangle {
        anchors.fill: parent
        color: modal.ground

        MouseArea {
            anchors.fill: parent
            onWheel: wheel => wheel.accepted = true
        }
    }

    Item {
        id: inside
        anchors.fill: parent
    }
}
