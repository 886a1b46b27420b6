import QtQuick
import "../theme"

// Answers from the left to the right: two that are short share a line, any other has one of its own.
// kiosk_app/forms/pages.py estimates the same when it lays out pages.
Flow {
    id: answers

    // What the answers say.
    property var texts: []
    // How wide each of them is.
    readonly property var cells: packed()

    function packed(): var {
        const half = Math.floor((width - spacing) / 2);
        const room = half - Theme.mm(9) - 3 * Theme.gap - 2;
        const short = texts.map(text => Theme.metrics.advanceWidth(text) * Theme.textBody / 100 <= room);
        const widths = [];
        while (widths.length < short.length) {
            const place = widths.length;
            if (short[place] && short[place + 1])
                widths.push(half, half);
            else
                widths.push(width);
        }
        return widths;
    }

    spacing: Theme.gapSmall
}
