import QtQuick
import ".."

// Ink on light grounds.
Colours {
    ground: "#f1f4f7"
    surface: "#ffffff"
    surfaceStrong: "#e2e9f0"
    shade: "#b3101a24"

    text: "#14202b"
    textMuted: "#37444f"
    border: "#6c7a87"

    primary: "#0a4472"
    primaryPressed: "#06304f"
    primaryInk: "#ffffff"
    selected: "#dcebf7"

    guide: "#7d1f58"
    guideGround: "#f8e9f2"
    guideInk: "#ffffff"

    good: "#085a30"
    goodGround: "#e2f3e9"
    warn: "#6b3d00"
    warnGround: "#fdf0d9"
    bad: "#8c0f17"
    badGround: "#fbe6e7"

    disabledGround: "#d5dbe1"
    disabledText: "#46525d"

    band: "#0b3a61"
    bandInk: "#ffffff"
    weave: "#2f6796"
    weaveStrong: "#e9b44c"

    machine: "#c3ced8"
    machineEdge: "#44525f"
    glass: "#eaf3fb"
}
