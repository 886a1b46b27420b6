pragma ComponentBehavior: Bound

import QtQuick
import "../theme"

// Line drawings on a 24 × 24 grid, in the colour of the text beside them.
Item {
    id: icon

    property string name: ""
    property color color: Theme.text
    property real size: Theme.mm(10)
    readonly property var paths: ({
            check: "M4 12.5 L10 18.5 L20 6",
            cross: "M5 5 L19 19 M19 5 L5 19",
            back: "M15 4 L7 12 L15 20",
            next: "M9 4 L17 12 L9 20",
            up: "M4 15 L12 7 L20 15",
            down: "M4 9 L12 17 L20 9",
            warning: "M12 3 L22 21 L2 21 Z M12 9 L12 15 M12 17.5 L12 18.5",
            info: "M12 2 A10 10 0 1 1 11.99 2 M12 10 L12 17 M12 6.5 L12 7.5",
            phone: "M7 2 H17 V22 H7 Z M10.5 19 H13.5",
            card: "M2 5 H22 V19 H2 Z M5 9 H11 V15 H5 Z M14 10 H19 M14 14 H19",
            paper: "M5 2 H14 L19 7 V22 H5 Z M14 2 V7 H19 M8 12 H16 M8 16 H16",
            papers: "M4 6 H13 V22 H4 Z M8 6 V2 H20 V18 H13 M7 11 H10 M7 15 H10",
            rings: "M9 6 A6 6 0 1 0 9.01 6 M15 6 A6 6 0 1 0 15.01 6",
            copies: "M4 7 H15 V22 H4 Z M8 7 V2 H20 V17 H15 M7 12 H12 M7 16 H12",
            print: "M6 9 V2 H18 V9 M4 9 H20 V17 H18 M6 17 H4 V9 M6 14 H18 V22 H6 Z",
            scan: "M3 8 V3 H8 M16 3 H21 V8 M21 16 V21 H16 M8 21 H3 V16 M2 12 H22",
            person: "M12 3 A4.5 4.5 0 1 1 11.99 3 M3 22 C3 14 21 14 21 22",
            trash: "M4 6 H20 M9 6 V3 H15 V6 M6 6 L7 22 H17 L18 6 M10 10 V18 M14 10 V18",
            deposit: "M7 9 V2 H14 L17 5 V9 M14 2 V5 H17 M2.5 12 H21.5 V22 H2.5 Z M6 12 V9 H18 V12 M8.5 17 L11 19.5 L15.5 15",
            feeder: "M7 13 V2 H14 L17 5 V13 M14 2 V5 H17 M10 8 H14 M3 13 H21 V21 H3 Z M6 17 H14",
            flatbed: "M2 16 H22 V21 H2 Z M3 16 L8 3 H21 M8 16 V13.5 H18 V16 M14 6 V11 M11.5 9 L14 11.5 L16.5 9",
            contrast: "M12 2 A10 10 0 1 1 11.99 2 M12 2 V22 M12 6 H16.5 M12 10 H19 M12 14 H19 M12 18 H16.5",
            send: "M3 11 L21 3 L14 21 L11 14 Z M11 14 L21 3",
            clock: "M12 2 A10 10 0 1 1 11.99 2 M12 6 V12 L16 15",
            smile5: "M12 2 A10 10 0 1 1 11.99 2 M8 8 V10 M16 8 V10 M6.5 13 C8 19 16 19 17.5 13 Z",
            smile4: "M12 2 A10 10 0 1 1 11.99 2 M8 8 V10 M16 8 V10 M7 14 C9 18 15 18 17 14",
            smile3: "M12 2 A10 10 0 1 1 11.99 2 M8 8 V10 M16 8 V10 M7.5 15.5 H16.5",
            smile2: "M12 2 A10 10 0 1 1 11.99 2 M8 8 V10 M16 8 V10 M7.5 16.5 C10 14.5 14 14.5 16.5 16.5",
            smile1: "M12 2 A10 10 0 1 1 11.99 2 M8 8 V10 M16 8 V10 M7 17.5 C9 13 15 13 17 17.5",
            keyboard: "M2 6 H22 V18 H2 Z M5 9.5 H6 M9 9.5 H10 M13 9.5 H14 M17 9.5 H18 M7 14.5 H17",
            erase: "M8 5 H22 V19 H8 L2 12 Z M11.5 9 L17.5 15 M17.5 9 L11.5 15",
            shift: "M12 3 L21 12.5 H16 V20.5 H8 V12.5 H3 Z",
            cross_circle: "M12 2 A10 10 0 1 1 11.99 2 M8 8 L16 16 M16 8 L8 16"
        })

    function drawing(path: string, stroke: string, side: int): string {
        const line = `<path d="${path}" fill="none" stroke="${stroke}" stroke-width="1.9" stroke-linecap="round" stroke-linejoin="round"/>`;
        const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="${side}" viewBox="0 0 24 24">${line}</svg>`;
        return "data:image/svg+xml;utf8," + encodeURIComponent(svg);
    }

    implicitWidth: size
    implicitHeight: size
    Accessible.ignored: true

    // A picture, not a Shape: the software renderer draws shapes outside of what clips them.
    Image {
        anchors.fill: parent
        source: icon.name === "" ? "" : icon.drawing(icon.paths[icon.name] ?? "", String(icon.color), Math.max(1, Math.round(icon.size)))
        Accessible.ignored: true
    }
}
