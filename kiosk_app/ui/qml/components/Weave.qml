import QtQuick
import "../theme"

// A band of Cơ Tu weave: lozenges between rows of triangles, beads of a second thread. Drawn as paths, tiled.
Item {
    id: weave

    function tile(side: int): string {
        const rows = [0, 8, 16, 24].map(x => `M${x} 3 l4 -3 l4 3 Z M${x} 13 l4 3 l4 -3 Z`).join(" ");
        const cloth = `<path d="${rows} M16 3.6 L25 8 L16 12.4 L7 8 Z M16 5.4 L11 8 L16 10.6 L21 8 Z" fill="${Theme.weave}" fill-rule="evenodd"/>`;
        const beads = `<path d="M16 6.7 L18.6 8 L16 9.3 L13.4 8 Z M0 6.2 L3.6 8 L0 9.8 Z M32 6.2 L28.4 8 L32 9.8 Z" fill="${Theme.weaveStrong}"/>`;
        return "data:image/svg+xml;utf8," + encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" width="${2 * side}" height="${side}" viewBox="0 0 32 16">${cloth}${beads}</svg>`);
    }

    implicitHeight: Theme.mm(5)
    Accessible.ignored: true

    Image {
        anchors.fill: parent
        fillMode: Image.TileHorizontally
        horizontalAlignment: Image.AlignLeft
        source: weave.height > 0 ? weave.tile(Math.round(weave.height)) : ""
        // Pictures are read beside the screen; until then the one before stays, so that nothing flickers.
        retainWhileLoading: true
        Accessible.ignored: true
    }
}
