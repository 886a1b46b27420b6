pragma ComponentBehavior: Bound

import QtQuick
import "../theme"

// What the hands do at this kiosk, shown: `scene` is phone, card, feeder, flatbed, slip,
// or whole, which numbers the places in the order in which they are used. The front of the kiosk as
// paths on a 240 × 150 grid; the part that is meant and the thing that moves to it are in the guiding colour.
Item {
    id: drawing

    property string scene: "phone"
    readonly property real unit: width / 240
    // How far the thing has come: 0 in the hand, 1 at its place.
    property real way: 1
    // Where the thing lies on the grid at the end of its way, and where it comes from.
    readonly property var course: ({
            phone: {x: 36, y: 52, width: 44, height: 78, dx: 22, dy: 60},
            card: {x: 26, y: 66, width: 66, height: 46, dx: 20, dy: 60},
            feeder: {x: 120, y: 14, width: 44, height: 62, dx: 0, dy: -34},
            flatbed: {x: 110, y: 66, width: 66, height: 34, dx: 10, dy: -52},
            whole: {x: 0, y: 0, width: 240, height: 150, dx: 0, dy: 0},
            slip: {x: 192, y: 82, width: 32, height: 56, dx: 0, dy: -56}
        })[scene] ?? {x: 0, y: 0, width: 1, height: 1, dx: 0, dy: 0}

    function shade(part: string): string {
        return part === scene || (part === "reader" && (scene === "phone" || scene === "card")) ? String(Theme.guide) : String(Theme.machineEdge);
    }

    function document(width: real, height: real, inside: string): string {
        const scale = Math.max(0.01, unit);
        return "data:image/svg+xml;utf8," + encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" width="${Math.round(width * scale)}" height="${Math.round(height * scale)}" viewBox="0 0 ${width} ${height}" fill="none" stroke-linejoin="round" stroke-linecap="round">${inside}</svg>`);
    }

    function front(): string {
        const edge = String(Theme.machineEdge), body = String(Theme.machine), glass = String(Theme.glass);
        const wide = part => shade(part) === edge ? 2 : 4;
        const bed = scene === "flatbed";
        return [
            `<rect x="4" y="4" width="232" height="142" rx="10" fill="${body}" stroke="${edge}" stroke-width="2.5"/>`,
            `<path d="M24 4 V34 Q24 40 30 40 H210 Q216 40 216 34 V4 Z" fill="${glass}" stroke="${edge}" stroke-width="2"/>`,
            `<path d="M40 16 H120 M40 26 H96" stroke="${edge}" stroke-width="3" opacity="0.55"/>`,
            `<rect x="150" y="13" width="50" height="18" rx="4" fill="${edge}" opacity="0.4"/>`,
            // The reader's window.
            `<rect x="20" y="52" width="76" height="64" rx="6" fill="${glass}" stroke="${shade("reader")}" stroke-width="${wide("reader")}"/>`,
            `<path d="M28 68 V60 H36 M80 60 H88 V68 M88 100 V108 H80 M36 108 H28 V100" stroke="${shade("reader")}" stroke-width="3"/>`,
            // The scanner: a feeder on top, or the glass under its lid.
            bed ? `<path d="M106 80 L116 48 H184 L178 80" fill="${body}" stroke="${edge}" stroke-width="2"/>` : `<path d="M114 78 L120 52 H164 L170 78 Z" fill="${body}" stroke="${shade("feeder")}" stroke-width="${wide("feeder")}"/>`,
            `<rect x="104" y="78" width="76" height="40" rx="5" fill="${body}" stroke="${shade(bed ? "flatbed" : "feeder")}" stroke-width="${wide(bed ? "flatbed" : "feeder")}"/>`,
            bed ? `<path d="M110 84 H174 V98 H110 Z" fill="${glass}" stroke="${edge}" stroke-width="1.5"/>` : `<path d="M118 76 H166" stroke="${edge}" stroke-width="4"/>`,
            `<path d="M112 108 H172" stroke="${edge}" stroke-width="3"/>`,
            // The mouth of the slips.
            `<rect x="188" y="70" width="40" height="22" rx="4" fill="${body}" stroke="${shade("slip")}" stroke-width="${wide("slip")}"/>`,
            `<path d="M192 82 H224" stroke="${edge}" stroke-width="5"/>`
        ].join("");
    }

    function thing(): string {
        const ink = String(Theme.guide), edge = String(Theme.machineEdge), white = String(Theme.paper), black = String(Theme.ink);
        const code = (x, y, side) => {
            const step = side / 7;
            const cells = ["1110111", "1010101", "1110111", "0001000", "1110101", "1010010", "1110111"];
            const dark = cells.map((row, j) => [...row].map((cell, i) => cell === "1" ? `M${(x + i * step).toFixed(2)} ${(y + j * step).toFixed(2)} h${step.toFixed(2)} v${step.toFixed(2)} h${(-step).toFixed(2)} Z` : "").join("")).join("");
            return `<rect x="${x - 2}" y="${y - 2}" width="${side + 4}" height="${side + 4}" fill="${white}"/><path d="${dark}" fill="${black}"/>`;
        };
        const lines = (x, y, width, count, gap) => {
            let path = "";
            for (let row = 0; row < count; row += 1)
                path += `M${x} ${y + row * gap} h${row === count - 1 ? width * 0.6 : width} `;
            return `<path d="${path}" stroke="${black}" opacity="0.7" stroke-width="2.4"/>`;
        };
        const sheet = (width, height) => `<path d="M2 2 H${width - 2} V${height - 2} H2 Z" fill="${white}" stroke="${ink}" stroke-width="3"/>`;
        switch (scene) {
        case "phone":
            return `<rect x="2" y="2" width="40" height="74" rx="6" fill="${ink}" stroke="${ink}" stroke-width="3"/><rect x="5" y="9" width="34" height="56" fill="${white}"/>${code(10, 20, 24)}<circle cx="22" cy="71" r="2.6" fill="${white}"/>`;
        case "card":
            return `<rect x="2" y="2" width="62" height="42" rx="5" fill="${white}" stroke="${ink}" stroke-width="3"/><rect x="8" y="16" width="15" height="19" fill="${ink}" opacity="0.35"/>${lines(28, 18, 14, 3, 7)}${code(46, 8, 13)}<path d="M8 9 h32" stroke="${ink}" stroke-width="3"/>`;
        case "feeder":
            return sheet(44, 62) + lines(9, 14, 26, 6, 7);
        case "flatbed":
            return `<path d="M8 2 H64 L58 32 H2 Z" fill="${white}" stroke="${ink}" stroke-width="3"/><path d="M24 12 h24 M30 6 h18" stroke="${edge}" stroke-width="1.6" opacity="0.35"/>`;
        case "whole":
            return [[58, 84], [142, 98], [208, 108]].map((spot, place) => `<circle cx="${spot[0]}" cy="${spot[1]}" r="15" fill="${ink}"/>` + digit(place, spot[0], spot[1])).join("");
        default:
            return `<path d="M2 0 V54 L7 49 L12 54 L17 49 L22 54 L27 49 L30 52 V0 Z" fill="${white}" stroke="${ink}" stroke-width="3"/>${lines(7, 10, 18, 3, 6)}${code(10, 29, 12)}`;
        }
    }

    // 1, 2 and 3 as strokes: a drawing needs no font.
    function digit(place: int, x: real, y: real): string {
        const path = [`M${x - 4} ${y - 4} L${x + 1} ${y - 8} V${y + 8}`, `M${x - 5} ${y - 4} Q${x - 4} ${y - 8} ${x} ${y - 8} Q${x + 5} ${y - 8} ${x + 5} ${y - 4} Q${x + 5} ${y} ${x - 5} ${y + 8} H${x + 5}`, `M${x - 5} ${y - 8} H${x + 4} L${x - 1} ${y - 1} Q${x + 5} ${y - 1} ${x + 5} ${y + 4} Q${x + 5} ${y + 8} ${x} ${y + 8} Q${x - 4} ${y + 8} ${x - 5} ${y + 5}`][place];
        return `<path d="${path}" stroke="${String(Theme.guideInk)}" stroke-width="3.4"/>`;
    }

    // The way that the thing takes.
    function arrow(): string {
        const ink = String(Theme.guide);
        switch (scene) {
        case "whole":
            return "";
        case "phone":
        case "card":
            return `<path d="M98 138 L98 124 M91 130 L98 122 L105 130" stroke="${ink}" stroke-width="5"/>`;
        case "slip":
            return `<path d="M178 124 V140 M171 133 L178 141 L185 133" stroke="${ink}" stroke-width="5"/>`;
        default:
            return `<path d="M198 44 V60 M191 53 L198 61 L205 53" stroke="${ink}" stroke-width="5"/>`;
        }
    }

    implicitHeight: width * 150 / 240
    clip: true
    Accessible.ignored: true

    Image {
        width: drawing.width
        height: drawing.unit * 150
        source: drawing.width > 0 ? drawing.document(240, 150, drawing.front() + drawing.arrow()) : ""
        retainWhileLoading: true
        Accessible.ignored: true
    }

    Item {
        // A slip comes out of its mouth, paper goes into the feeder: nothing of them is seen beyond the edge.
        readonly property real edge: drawing.scene === "slip" ? 82 : 0

        y: edge * drawing.unit
        width: drawing.width
        height: drawing.scene === "feeder" ? 76 * drawing.unit : drawing.height - y
        clip: true

        Image {
            x: (drawing.course.x + drawing.course.dx * (1 - drawing.way)) * drawing.unit
            y: (drawing.course.y + drawing.course.dy * (1 - drawing.way)) * drawing.unit - (parent as Item).y
            width: drawing.course.width * drawing.unit
            height: drawing.course.height * drawing.unit
            source: drawing.width > 0 ? drawing.document(drawing.course.width, drawing.course.height, drawing.thing()) : ""
            retainWhileLoading: true
            Accessible.ignored: true
        }
    }

    SequentialAnimation on way {
        running: drawing.visible && drawing.scene !== "whole" && !Theme.reducedMotion
        loops: Animation.Infinite
        onRunningChanged: if (!running)
            drawing.way = 1

        NumberAnimation { from: 0; to: 1; duration: Theme.gesture; easing.type: Easing.OutCubic }
        PauseAnimation { duration: Theme.gesturePause }
    }
}
