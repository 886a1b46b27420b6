pragma ComponentBehavior: Bound

import QtQuick
import "../theme"

// A page that may be longer than its place: large arrows show it, a finger moves it.
Item {
    id: scroller

    default property alias content: column.data
    property real spacing: Theme.gap
    // Where a page shorter than its place stands: 0 at the top, 0.5 in the middle.
    property real settle: 0
    readonly property bool overflowing: flick.contentHeight > flick.height + 1
    readonly property real contentWidth: column.width

    function reveal(item: Item): void {
        const top = item.mapToItem(column, 0, 0).y;
        const bottom = top + item.height;
        if (top < flick.contentY)
            flick.contentY = Math.max(0, top - Theme.gap);
        else if (bottom > flick.contentY + flick.height)
            flick.contentY = Math.max(0, Math.min(top - Theme.gap, bottom - flick.height + Theme.gap));
    }

    function toTop(): void {
        flick.contentY = 0;
    }

    function move(direction: int): void {
        const last = Math.max(0, flick.contentHeight - flick.height);
        flick.contentY = Math.max(0, Math.min(last, flick.contentY + direction * flick.height * 0.75));
    }

    Flickable {
        id: flick
        anchors.fill: parent
        anchors.rightMargin: scroller.overflowing ? arrows.width + Theme.gapSmall : 0
        clip: true
        contentWidth: width
        contentHeight: column.height
        boundsBehavior: Flickable.StopAtBounds
        interactive: scroller.overflowing
        onContentHeightChanged: contentY = Math.max(0, Math.min(contentY, contentHeight - height))

        Column {
            id: column
            y: Math.round(Math.max(0, flick.height - height) * scroller.settle)
            width: flick.width
            spacing: scroller.spacing
        }
    }

    Column {
        id: arrows
        visible: scroller.overflowing
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.gap
        width: Theme.touch

        TouchButton {
            objectName: "scroll.up"
            look: TouchButton.Secondary
            icon: "up"
            width: Theme.touch
            height: Math.max(Theme.touch, Math.min(Theme.mm(34), scroller.height / 2 - Theme.gap))
            enabled: flick.contentY > 1
            Accessible.name: qsTr("Lên trên")
            onClicked: scroller.move(-1)
        }

        TouchButton {
            objectName: "scroll.down"
            look: TouchButton.Secondary
            icon: "down"
            width: Theme.touch
            height: Math.max(Theme.touch, Math.min(Theme.mm(34), scroller.height / 2 - Theme.gap))
            enabled: flick.contentY < flick.contentHeight - flick.height - 1
            Accessible.name: qsTr("Xuống dưới")
            onClicked: scroller.move(1)
        }
    }
}
