import QtQuick
import "../theme"

// Over a page: a control that has just come or moved takes no touch, because the finger on its way to it meant what
// stood there before. What stands where it stood takes every touch at once, however quick the hand.
Item {
    id: still
    objectName: "page.standing"

    required property StepPage page
    // Controls beside the page that come and go with it.
    required property list<Item> ways
    // Whether something came or moved a moment ago.
    readonly property bool settling: settled.running

    // When each control was first drawn where it stands, in milliseconds, by what it is and where.
    property var since: ({})

    function controls(): list<Item> {
        const found = page ? Array.from(page.stops()) : [];
        return found.concat(Array.from(ways).filter(way => way.visible && way.enabled));
    }

    // Words may change on what stays the same control; where they are what it means, it says so.
    function key(item: Item): string {
        const at = page.standing(item);
        const means = (item as TouchButton)?.means ?? (item as ChoiceTile)?.means ?? "";
        return [item.objectName, means, at.x, at.y, Math.round(item.width), Math.round(item.height)].join("/");
    }

    // What is drawn from here on is what a finger may mean.
    function look(): void {
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
        return under.length > 0 && under.every(item => {
            const name = key(item);
            // Not drawn yet: from here on it is known, whatever is drawn or not.
            since[name] = since[name] ?? now;
            const age = now - since[name];
            // A clock that was set meanwhile says nothing.
            return age >= 0 && age < Theme.still;
        });
    }

    Connections {
        target: still.Window.window

        // Laid out, and about to be drawn: whatever moved something or let it be touched, it shows in a frame.
        function onAfterAnimating(): void {
            if (still.page)
                still.look();
        }
    }

    // A timer may end some milliseconds before the clock says so: nobody is told to touch while touches are not taken.
    Timer {
        id: settled
        interval: Theme.still + 100
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
