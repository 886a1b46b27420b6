pragma ComponentBehavior: Bound

import QtQuick
import "../../../qml/theme"

// A new roll, one thing at a time: `scene` is open, core, roll, close or test. The printer from its side as paths on a
// 240 × 150 grid; what the hand moves is in the guiding colour.
Image {
    id: drawing

    property string scene: "open"

    function part(path: string, fill: string, stroke: string, width: real): string {
        return `<path d="${path}" fill="${fill}" stroke="${stroke}" stroke-width="${width}"/>`;
    }

    function roll(x: real, y: real, outer: real, ink: string): string {
        return `<circle cx="${x}" cy="${y}" r="${outer}" fill="${String(Theme.paper)}" stroke="${ink}" stroke-width="3"/><circle cx="${x}" cy="${y}" r="7" fill="${String(Theme.machine)}" stroke="${ink}" stroke-width="3"/>`;
    }

    function arrow(path: string): string {
        return part(path, "none", String(Theme.guide), 5);
    }

    function inside(): string {
        const edge = String(Theme.machineEdge), body = String(Theme.machine), paper = String(Theme.paper), ink = String(Theme.guide);
        const box = part("M40 70 V136 Q40 142 46 142 H194 Q200 142 200 136 V70", body, edge, 3);
        const tray = part("M62 84 Q62 126 104 126 Q146 126 146 84", String(Theme.glass), edge, 2.5);
        const mouth = part("M168 78 V96", "none", edge, 5);
        const shut = colour => part("M40 70 L48 52 Q50 48 56 48 H184 Q190 48 192 52 L200 70 Z", body, colour, colour === ink ? 4 : 3);
        const open = colour => part("M40 70 L22 18 Q20 12 26 12 L40 14 L58 64 Z", body, colour, colour === ink ? 4 : 3);
        switch (scene) {
        case "open":
            return box + tray + mouth + open(ink) + arrow("M150 54 Q130 16 82 22 M92 12 L80 22 L94 31");
        case "core":
            return box + tray + mouth + open(edge) + `<circle cx="112" cy="40" r="11" fill="${body}" stroke="${ink}" stroke-width="4"/>` + arrow("M140 70 V38 M131 48 L140 36 L149 48");
        case "roll":
            return box + tray + mouth + open(edge) + roll(104, 92, 32, ink) + part("M136 92 Q150 66 176 70 L214 54", "none", ink, 4) + arrow("M104 14 V44 M95 34 L104 46 L113 34");
        case "close":
            return box + roll(104, 96, 28, edge) + part("M132 96 Q150 74 172 62 L188 30", "none", ink, 4) + shut(ink) + arrow("M70 10 V36 M61 26 L70 38 L79 26");
        default:
            return box + shut(edge) + part("M164 48 V8 L169 13 L174 8 L179 13 L184 8 V48 Z", paper, ink, 3) + part("M169 22 H179 M169 29 H179 M169 36 H175", "none", String(Theme.ink), 2) + arrow("M210 40 V14 M201 24 L210 12 L219 24");
        }
    }

    height: width * 150 / 240
    retainWhileLoading: true
    source: {
        if (width <= 0)
            return "";
        return "data:image/svg+xml;utf8," + encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" width="${Math.round(width)}" height="${Math.round(width * 150 / 240)}" viewBox="0 0 240 150" fill="none" stroke-linejoin="round" stroke-linecap="round">${inside()}</svg>`);
    }
    Accessible.ignored: true
}
