pragma ComponentBehavior: Bound

import QtQuick
import "../theme"

// A page that may be longer than its place: large arrows show it, a finger moves it.
Item {
    id: scroller

    default property alias content: column.data
    property real spacing: Theme.gap
    // Where a page shorter than its place stands: 0 at the top, 1 at the bottom, near the buttons.
    property real settle: 0
    readonly property bool overflowing: flick.contentHeight > flick.height + 1
    readonly property real contentWidth: column.width
    readonly property real contentHeight: column.height
    // Too low for two arrows one above the other.
    readonly property bool low: height < 2 * Theme.touch + Theme.gap

    function reveal(item: Item): void {
        const top = item.mapToItem(column, 0, 0).y;
        const bottom = top + item.height;
        if (top < flick.contentY || item.height > flick.height)
            flick.contentY = Math.max(0, top - Theme.gapSmall);
        else if (bottom > flick.contentY + flick.height)
            flick.contentY = Math.max(0, Math.min(top - Theme.gapSmall, bottom - flick.height + Theme.gapSmall));
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
        anchors.rightMargin: scroller.overflowing && arrows.visible ? arrows.width + Theme.gapSmall : 0
        clip: true
        contentWidth: width
        contentHeight: column.height
        boundsBehavior: Flickable.StopAtBounds
        interactive: scroller.overflowing
        onContentHeightChanged: contentY = Math.max(0, Math.min(contentY, contentHeight - height))
        onHeightChanged: contentY = Math.max(0, Math.min(contentY, contentHeight - height))

        Column {
            id: column
            y: Math.round(Math.max(0, flick.height - height) * scroller.settle)
            width: flick.width
            spacing: scroller.spacing
        }
    }

    Grid {
        id: arrows
        visible: scroller.overflowing && scroller.height >= Theme.touch
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        columns: scroller.low ? 2 : 1
        spacing: scroller.low ? Theme.gapTiny : Theme.gapSmall

        component Arrow: TouchButton {
            look: TouchButton.Secondary
            width: Theme.touch
            height: scroller.low ? Theme.touch : Math.max(Theme.touch, Math.min(Theme.mm(34), scroller.height / 2 - Theme.gap))
        }

        Arrow {
            objectName: "scroll.up"
            icon: "up"
            enabled: flick.contentY > 1
            Accessible.name: qsTr("Lên trên")
            onClicked: scroller.move(-1)
        }

        Arrow {
            objectName: "scroll.down"
            icon: "down"
            enabled: flick.contentY < flick.contentHeight - flick.height - 1
            Accessible.name: qsTr("Xuống dưới")
            onClicked: scroller.move(1)
        }
    }
}
