pragma ComponentBehavior: Bound

import QtQuick
import "../theme"

// What every screen declares: its title, its ways on, what it says aloud, and in which order the keys go through it.
// Title and content scroll together and stand near the buttons below; `foot` stays in sight. What stands
// beside the words goes into `whole`.
FocusScope {
    id: screen

    property string title: ""
    property string subtitle: ""
    // What just happened or is under way. While one of these is shown it stands where the explanation stood: below that
    // nobody would see it at the largest text.
    property list<Item> news
    readonly property string explanation: news.some(one => one !== null && one.visible) ? "" : subtitle
    property string nextText: ""
    property string nextName: "nav.next"
    property bool nextEnabled: true
    property bool backVisible: true
    // Which page this is, where the same controls stand on the next one: a touch meant for one must not reach the next.
    property string place: ""
    // Everything that a person must hear who cannot read the screen, in whole sentences.
    required property string spoken
    // The areas of the screen in the order of the keys; inside an area they go as one reads.
    required property list<Item> focusOrder
    // What the hands do here: a scene of KioskDrawing, shown where there is room for it.
    property string drawing: ""
    // Width that the screen keeps free at the left or right for what stands beside its words.
    property real contentLeft: 0
    property real contentRight: 0
    // Where a page shorter than its place stands: 1 near the buttons, 0 at the top.
    property real settle: 1
    property alias spacing: column.spacing
    property alias sheet: sheet
    property alias foot: footPlace.data
    property alias whole: wholePlace.data
    default property alias content: column.data

    readonly property bool wide: width > height * 1.2
    readonly property bool drawn: drawing !== "" && drawingRoom >= Theme.mm(55)
    readonly property bool beside: drawing !== "" && wide && width > Theme.mm(240) && Theme.textScale < 1.5
    // How wide a pad of digits is, and what is left between its keys: beside the words where the glass lies wide.
    readonly property real padGap: height < 4 * Theme.touch + 3 * Theme.gapSmall ? Theme.gapTiny : Theme.gapSmall
    readonly property real padWidth: Math.max(3 * Theme.touch + 2 * padGap, wide ? Math.min(Theme.mm(110), width * 0.46) : Math.min(width, Theme.mm(200), height * 0.55))
    // Height that is left above the words.
    readonly property real drawingRoom: beside ? height : sheet.height - words.height - Theme.gap

    // Where a control stands, in whole pixels; moving the page moves nothing on it.
    function standing(item: Item): point {
        const at = sheet.standing(item) ?? item.mapToItem(screen, 0, 0);
        return Qt.point(Math.round(at.x), Math.round(at.y));
    }

    function revealFocus(item: Item): void {
        sheet.reveal(item);
    }

    // What stopped "Tiếp tục": the first sentence of it is brought into sight, and how many there are stands below.
    property int problems: 0
    property string problem: ""

    function showProblem(): void {
        const found = problemsIn(sheet, []);
        problems = found.length;
        problem = found.length > 0 ? found[0].text : "";
        if (found.length > 0)
            sheet.reveal(found[0].parent instanceof FieldRow ? found[0].parent : found[0]);
    }

    function problemsIn(item: Item, found: var): var {
        if (!item.visible)
            return found;
        if (item instanceof Notice && (item as Notice).kind === Notice.Bad)
            found.push(item);
        for (const child of item.children)
            problemsIn(child, found);
        return found;
    }

    onPlaceChanged: {
        problems = 0;
        problem = "";
    }

    // What was put right is not told any more.
    Timer {
        interval: 300
        repeat: true
        running: screen.problems > 0
        onTriggered: {
            const found = screen.problemsIn(sheet, []);
            screen.problems = found.length;
            screen.problem = found.length > 0 ? (found[0] as Notice).text : "";
        }
    }

    // The controls in the order of the keys.
    function stops(): list<Item> {
        const found = [];
        for (const area of focusOrder)
            gather(area, found);
        return found;
    }

    function gather(item: Item, found: var): void {
        if (!item || !item.visible || !item.enabled)
            return;
        if (item.activeFocusOnTab && !found.includes(item))
            found.push(item);
        for (const child of item.children)
            gather(child, found);
    }

    KioskDrawing {
        id: besideDrawing
        visible: screen.beside
        anchors.verticalCenter: parent.verticalCenter
        width: visible ? Math.min(parent.width * 0.42, Theme.mm(170)) : 0
        height: implicitHeight
        scene: screen.drawing
    }

    Scroller {
        id: sheet
        anchors.left: besideDrawing.visible ? besideDrawing.right : parent.left
        anchors.leftMargin: besideDrawing.visible ? Theme.gapLarge : screen.contentLeft
        anchors.right: parent.right
        anchors.rightMargin: screen.contentRight
        anchors.top: parent.top
        anchors.bottom: summary.top
        anchors.bottomMargin: summary.visible || footPlace.height > 0 ? Theme.gapSmall : 0
        spacing: Theme.gap
        settle: screen.beside ? 0.5 : screen.settle

        Item {
            visible: screen.drawn && !screen.beside
            width: parent ? parent.width : 0
            height: visible ? picture.height : 0

            KioskDrawing {
                id: picture
                anchors.horizontalCenter: parent.horizontalCenter
                width: Math.min(parent.width, Theme.mm(210), screen.drawingRoom * 240 / 150)
                height: implicitHeight
                scene: screen.drawing
            }
        }

        Column {
            id: words
            width: parent ? parent.width : 0
            spacing: Theme.gap

            Column {
                width: parent.width
                spacing: Theme.gapTiny
                visible: screen.title !== ""

                Label {
                    width: parent.width
                    kind: Label.Title
                    text: screen.title
                    Accessible.role: Accessible.Heading
                }

                Label {
                    width: parent.width
                    visible: text !== ""
                    fit: true
                    text: screen.explanation
                    color: Theme.textMuted
                }
            }

            Column {
                id: column
                width: parent.width
                spacing: Theme.gap
            }
        }
    }

    Notice {
        id: summary
        objectName: "page.summary"
        anchors.bottom: footPlace.top
        anchors.bottomMargin: visible && footPlace.height > 0 ? Theme.gapSmall : 0
        width: parent.width
        height: visible ? implicitHeight : 0
        visible: screen.problems > 1 && screen.height > Theme.mm(90) * Theme.textScale
        kind: Notice.Bad
        text: qsTr("Có %n chỗ cần xem lại.", "", screen.problems)
    }

    Item {
        id: footPlace
        anchors.bottom: parent.bottom
        width: parent.width
        height: childrenRect.height
    }

    Item {
        id: wholePlace
        anchors.fill: parent
    }
}
