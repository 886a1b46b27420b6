import QtQuick
import "../theme"

// Over a page: a control that has just come or moved takes no touch, because the finger on its way to it meant what
// stood there before. What stands where it stood takes every touch at once, however quick the hand.
Item {
    id: still

    required property StepPage page
    // Controls beside the page that come and go with it.
    required property list<Item> ways
    // Whether something came or moved a moment ago.
    readonly property bool settling: settled.running

    // When each control was first drawn where it stands, in milliseconds, by what it is and where.
    property var since: ({})
    property bool changed: true

    onPageChanged: changed = true

    function controls(): list<Item> {
        const found = page ? Array.from(page.stops()) : [];
        return found.concat(Array.from(ways).filter(way => way.visible && way.enabled));
    }

    function key(item: Item): string {
        const at = page.standing(item);
        return [item.objectName, item.Accessible.name, at.x, at.y, Math.round(item.width), Math.round(item.height)].join("/");
    }

    // What is drawn from here on is what a finger may mean.
    function look(): void {
        changed = false;
        const now = Date.now();
        const found = {};
        let came = false;
        for (const item of controls()) {
            const name = key(item);
            came = came || since[name] === undefined;
            found[name] = since[name] ?? now;
        }
        since = found;
        if (came)
            settled.restart();
    }

    // Whether all that a touch there could mean has just come.
    function fresh(x: real, y: real): bool {
        const under = controls().filter(item => item.contains(mapToItem(item, x, y)));
        const now = Date.now();
        const came = under.length > 0 && under.every(item => {
            const age = now - (since[key(item)] ?? now);
            // A clock that was set meanwhile says nothing.
            return age >= 0 && age < Theme.still;
        });
        // It moved and nothing told of it: from here on it stands where it stands, or it would never listen again.
        if (under.some(item => since[key(item)] === undefined))
            look();
        return came;
    }

    Connections {
        target: still.Window.window

        // Laid out, and about to be drawn.
        function onAfterAnimating(): void {
            if (still.changed && still.page)
                still.look();
        }
    }

    Timer {
        id: settled
        interval: Theme.still
    }

    MouseArea {
        anchors.fill: parent
        onPressed: mouse => mouse.accepted = still.fresh(mouse.x, mouse.y)
    }

    Item {
        objectName: "page.settling"
        anchors.fill: parent
        visible: still.settling
    }
}
