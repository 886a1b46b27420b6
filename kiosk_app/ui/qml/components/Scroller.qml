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
    // The height that a place which grows with its content grows to. What is laid out depends on this alone: if it
    // depended on the height, the content would on its own.
    property real most: height
    // Too low for two arrows one above the other.
    readonly property bool low: most < 2 * Theme.touch + Theme.gap

    // The arrows take a strip beside the content, and what is narrower may be lower: a picture, or a page that leaves
    // out its drawing. If it then fits and the strip went, it would be too high again, without end. Words are the other
    // way round: what is too high beside the strip may fit without it. So the strip is given back as a trial where
    // that can help, and a height beside it from which a trial failed is not tried again.
    property bool strip: false
    readonly property real stripWidth: (low ? 2 * Theme.touch + Theme.gapTiny : Theme.touch) + Theme.gapSmall
    readonly property bool tooHigh: flick.contentHeight > most + 1
    property int tried: -1
    property var failed: ({})

    onTooHighChanged: giveStrip()
    onStripChanged: Qt.callLater(tryWithout)
    onWidthChanged: begin()
    onMostChanged: begin()

    function begin(): void {
        tried = -1;
        failed = {};
        Qt.callLater(tryWithout);
    }

    function giveStrip(): void {
        if (!tooHigh) {
            Qt.callLater(tryWithout);
            return;
        }
        if (strip)
            return;
        if (tried >= 0)
            failed[tried] = true;
        tried = -1;
        strip = true;
    }

    function tryWithout(): void {
        const now = Math.round(flick.contentHeight);
        // Words become lower by no more than the share of the width that is given back.
        const hopeless = flick.contentHeight * (1 - stripWidth / width) > most + 1;
        if (!strip || hopeless || failed[now])
            return;
        const doubtful = tooHigh;
        tried = now;
        strip = false;
        trial.restart();
        if (doubtful) {
            doubted = now;
            outcome.restart();
        }
    }

    // What was too high and still is changes nothing that could be heard of: it is looked at once it is laid out anew.
    property int doubted: -1
    // Meanwhile the arrows may lie on the words, for two frames.
    readonly property bool doubting: outcome.running

    FrameAnimation {
        id: outcome
        onTriggered: {
            if (currentFrame < 2)
                return;
            stop();
            if (scroller.tooHigh) {
                scroller.failed[scroller.doubted] = true;
                scroller.giveStrip();
            }
        }
    }

    // What becomes too high after this has changed itself, and says nothing about the trial.
    Timer {
        id: trial
        interval: 1000
        onTriggered: scroller.tried = -1
    }

    function reveal(item: Item): void {
        const top = item.mapToItem(column, 0, 0).y;
        const bottom = top + item.height;
        if (top < flick.contentY || item.height > flick.height)
            flick.contentY = Math.max(0, top - Theme.gapSmall);
        else if (bottom > flick.contentY + flick.height)
            flick.contentY = Math.max(0, Math.min(top - Theme.gapSmall, bottom - flick.height + Theme.gapSmall));
    }

    // Where an item stands on the page, however far the page is moved; null for what is not on it.
    function standing(item: Item): var {
        for (let above = item; above; above = above.parent)
            if (above === flick.contentItem)
                return item.mapToItem(flick.contentItem, 0, 0);
        return null;
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
        anchors.rightMargin: scroller.strip && scroller.most >= Theme.touch ? scroller.stripWidth : 0
        clip: true
        contentWidth: width
        contentHeight: column.height
        boundsBehavior: Flickable.StopAtBounds
        interactive: scroller.overflowing
        onContentHeightChanged: {
            contentY = Math.max(0, Math.min(contentY, contentHeight - height));
            Qt.callLater(scroller.tryWithout);
        }
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
        visible: scroller.overflowing && scroller.most >= Theme.touch
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        columns: scroller.low ? 2 : 1
        spacing: scroller.low ? Theme.gapTiny : Theme.gapSmall

        component Arrow: TouchButton {
            look: TouchButton.Secondary
            width: Theme.touch
            height: scroller.low ? Theme.touch : Math.max(Theme.touch, Math.min(Theme.mm(34), scroller.most / 2 - Theme.gap))
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
