pragma Singleton
import QtQuick

// Tokens of the interface. Sizes are millimetres on the glass; the frame sets the panel and the citizen's choices.
QtObject {
    id: theme

    property real pixelsPerMm: 4.03
    property real textScale: 1.0
    // A file of palettes/ without its ending.
    property string look: "light"
    // Nothing moves by itself: for people whom motion disturbs, and for pictures of the screens.
    property bool reducedMotion: false
    readonly property Colours colours: palette(look)

    function mm(value: real): real {
        return Math.round(value * pixelsPerMm);
    }

    // A letter height that is `normal` at normal text and at least `largest` at twice its size, in millimetres.
    function letters(normal: real, largest: real): real {
        return mm(normal + (largest - normal) * Math.max(0, textScale - 1));
    }

    function palette(name: string): Colours {
        const file = Qt.createComponent("palettes/" + name + ".qml");
        const made = file.createObject(theme) as Colours;
        if (made === null)
            console.error("theme " + name + ": " + file.errorString());
        return made;
    }

    readonly property FontMetrics metrics: FontMetrics {
        font.family: theme.family
        font.pixelSize: 100
        font.weight: Font.DemiBold
    }

    // The size at which the longest word still stands whole in its room: a word is never broken or cut.
    function fitting(text: string, room: real, size: real): real {
        let longest = 0;
        for (const word of text.split(/\s/))
            longest = Math.max(longest, metrics.advanceWidth(word));
        return longest * size <= room * 100 || room <= 0 ? size : Math.floor(room * 100 / longest);
    }

    // Type: from half a metre the H of body text is 0.7 degrees high, at the largest size that of all text (EN 301 549, 5.1.4),
    // and there every H has 12 mm: it is 0.74 of the size.
    readonly property string family: "Be Vietnam Pro"
    readonly property real textSmall: letters(7.2, 16.4)
    readonly property real textBody: letters(8.9, 17.8)
    readonly property real textLarge: letters(10.2, 18.6)
    readonly property real textTitle: letters(12.8, 20.4)
    readonly property real textHuge: letters(17.5, 24)
    readonly property real textNumber: 2 * textHuge

    // Room
    readonly property real gapTiny: mm(1.5)
    readonly property real gapSmall: mm(3)
    readonly property real gap: mm(5)
    readonly property real gapLarge: mm(9)
    readonly property real margin: mm(10)
    readonly property real radius: mm(2.6)
    readonly property real line: Math.max(1, mm(0.5))
    readonly property real lineStrong: Math.max(2, mm(1))

    // Touch: nothing smaller than 20 mm (Colle & Hiszem 2004).
    readonly property real touch: mm(20.5)
    readonly property real touchLarge: mm(32)
    readonly property real button: Math.max(mm(22), textBody + 2 * gap)

    // Colour; what each means stands in Colours.qml.
    readonly property color ground: colours.ground
    readonly property color surface: colours.surface
    readonly property color surfaceStrong: colours.surfaceStrong
    readonly property color shade: colours.shade
    readonly property color text: colours.text
    readonly property color textMuted: colours.textMuted
    readonly property color border: colours.border
    readonly property color primary: colours.primary
    readonly property color primaryPressed: colours.primaryPressed
    readonly property color primaryInk: colours.primaryInk
    readonly property color selected: colours.selected
    readonly property color guide: colours.guide
    readonly property color guideGround: colours.guideGround
    readonly property color guideInk: colours.guideInk
    readonly property color good: colours.good
    readonly property color goodGround: colours.goodGround
    readonly property color warn: colours.warn
    readonly property color warnGround: colours.warnGround
    readonly property color bad: colours.bad
    readonly property color badGround: colours.badGround
    readonly property color disabledGround: colours.disabledGround
    readonly property color disabledText: colours.disabledText
    readonly property color band: colours.band
    readonly property color bandInk: colours.bandInk
    readonly property color weave: colours.weave
    readonly property color weaveStrong: colours.weaveStrong
    readonly property color machine: colours.machine
    readonly property color machineEdge: colours.machineEdge
    readonly property color glass: colours.glass
    readonly property color paper: "#ffffff"
    readonly property color ink: "#000000"

    readonly property int quick: 120
    readonly property int slow: 900
    // A drawing shows a movement of the hands as fast as hands move, then rests on its end so that it can be looked at.
    readonly property int gesture: 1100
    readonly property int gesturePause: 2600
    // A bell swings to one side.
    readonly property int swing: 180
    // One page gives way to the next.
    readonly property int transition: reducedMotion ? 0 : 150
    // A new page takes no touch before this: the second one of a double tap was meant for the page before.
    readonly property int still: 400
}
