import QtQuick

// What a theme must name. Every ink keeps 7:1 on the grounds it is used on; tests/ui/test_theme.py holds each file of palettes/ to it.
QtObject {
    // Grounds, from the page to what lies on it.
    required property color ground
    required property color surface
    required property color surfaceStrong
    required property color shade

    required property color text
    required property color textMuted
    required property color border

    // Blue, what can be touched; a chosen thing is filled with it.
    required property color primary
    required property color primaryPressed
    required property color primaryInk
    required property color selected

    // Lotus: where one is in the journey, and what the hands do now.
    required property color guide
    required property color guideGround
    required property color guideInk

    required property color good
    required property color goodGround
    required property color warn
    required property color warnGround
    required property color bad
    required property color badGround

    required property color disabledGround
    required property color disabledText

    // The band behind the commune's name, and the threads of its weave.
    required property color band
    required property color bandInk
    required property color weave
    required property color weaveStrong

    // Drawings of the kiosk.
    required property color machine
    required property color machineEdge
    required property color glass
}
