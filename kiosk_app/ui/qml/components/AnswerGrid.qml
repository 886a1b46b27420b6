import QtQuick
import "../theme"

// Answers beside each other as far as each stands in one line, else one below the other.
Grid {
    id: answers

    property int wanted: 1
    // What the answers say.
    property var texts: []
    readonly property real cell: columns > 1 ? Math.floor((width - (columns - 1) * spacing) / columns) : width

    function fits(count: int): bool {
        const room = (width - (count - 1) * spacing) / count - Theme.mm(9) - 3 * Theme.gap - 2;
        return texts.every(text => Theme.metrics.advanceWidth(text) * Theme.textBody / 100 <= room);
    }

    columns: wanted > 1 && fits(wanted) ? wanted : 1
    spacing: Theme.gapSmall
}
