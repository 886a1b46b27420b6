pragma ComponentBehavior: Bound

import QtQuick
import "../theme"

// Whose kiosk this is: the commune's name large, the link to the portal, and the region's weave below them.
Rectangle {
    id: band

    property string authority: ""
    property bool online: false
    // One above the other, for a narrow column.
    property bool stacked: false
    property real side: Theme.margin
    readonly property real room: stacked ? width - 2 * side : width - 2 * side - link.width - Theme.gap

    implicitHeight: (stacked ? name.height + link.height + Theme.gapSmall : Math.max(name.height, link.height)) + 2 * Theme.gapSmall + weave.height
    color: Theme.band

    Label {
        id: name
        x: band.side
        y: Theme.gapSmall
        width: band.room
        // In one line, in a column in two, as long as that is large enough.
        font.pixelSize: {
            const line = band.room * 100 / Math.max(1, Theme.metrics.advanceWidth(text) * 1.04);
            const least = band.stacked ? Math.max(1.6 * line, Theme.mm(7.2)) : Math.max(line, Theme.mm(10.2));
            return Theme.fitting(text, width, Math.floor(Math.min(band.stacked ? Theme.textLarge : Theme.textTitle, least)));
        }
        font.weight: Font.Bold
        color: Theme.bandInk
        text: band.authority
        Accessible.role: Accessible.Heading
    }

    LinkSign {
        id: link
        x: band.stacked ? band.side : band.width - band.side - width
        y: band.stacked ? name.y + name.height + Theme.gapSmall : name.y + (name.height - height) / 2
        ink: Theme.bandInk
        textSize: Math.min(Theme.textSmall, Theme.mm(10))
        online: band.online
    }

    Weave {
        id: weave
        anchors.bottom: parent.bottom
        width: parent.width
        height: Theme.mm(5.5)
    }
}
