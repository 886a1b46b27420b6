pragma Singleton
import QtQuick

// Tokens of the interface. Sizes are millimetres on the glass; Main sets the panel and the citizen's choices.
QtObject {
    id: theme

    property real pixelsPerMm: 4.03
    property real textScale: 1.0
    property bool highContrast: false

    function mm(value: real): real {
        return Math.round(value * pixelsPerMm);
    }

    // Type: from half a metre the H of body text is 0.7 degrees high, at the largest size that of all text (EN 301 549, 5.1.4).
    readonly property string family: "Be Vietnam Pro"
    readonly property real textSmall: mm(7.2 * textScale)
    readonly property real textBody: mm(8.9 * textScale)
    readonly property real textLarge: mm(10.2 * textScale)
    readonly property real textTitle: mm(12.8 * textScale)
    readonly property real textHuge: mm(17.5 * Math.min(textScale, 1.2))

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
    readonly property real touchHuge: mm(46)
    readonly property real button: Math.max(mm(22), textBody + 2 * gap)

    // Colour; text on its ground is at least 7:1.
    readonly property color ground: highContrast ? "#000000" : "#f3f5f7"
    readonly property color surface: highContrast ? "#000000" : "#ffffff"
    readonly property color surfaceStrong: highContrast ? "#1c1c1c" : "#e4eaf0"
    readonly property color text: highContrast ? "#ffffff" : "#14202b"
    readonly property color textMuted: highContrast ? "#f0f0f0" : "#3a4753"
    readonly property color border: highContrast ? "#ffffff" : "#74828f"
    readonly property color primary: highContrast ? "#ffe600" : "#0a4472"
    readonly property color primaryPressed: highContrast ? "#fff59a" : "#06304f"
    readonly property color primaryInk: highContrast ? "#000000" : "#ffffff"
    readonly property color selected: highContrast ? "#3a3500" : "#dcebf7"
    readonly property color good: highContrast ? "#7dff9b" : "#085a30"
    readonly property color goodGround: highContrast ? "#00210c" : "#e2f3e9"
    readonly property color warn: highContrast ? "#ffd166" : "#6b3d00"
    readonly property color warnGround: highContrast ? "#2b1d00" : "#fdf0d9"
    readonly property color bad: highContrast ? "#ffb0b0" : "#8c0f17"
    readonly property color badGround: highContrast ? "#2e0000" : "#fbe6e7"
    readonly property color disabledGround: highContrast ? "#2a2a2a" : "#d5dbe1"
    readonly property color disabledText: highContrast ? "#c8c8c8" : "#46525d"
    readonly property color accent: highContrast ? "#ffe600" : "#c8102e"
    readonly property color shade: highContrast ? "#e6000000" : "#b3101a24"
    readonly property color paper: "#ffffff"
    readonly property color ink: "#000000"

    readonly property int quick: 120
    readonly property int slow: 900
    // A new page takes no touch before this: the second one of a double tap was meant for the page before.
    readonly property int still: 400
}
