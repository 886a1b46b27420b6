import QtQuick
import ".."

// Light on black, with yellow for what can be touched.
Colours {
    ground: "#000000"
    surface: "#000000"
    surfaceStrong: "#1c1c1c"
    shade: "#e6000000"

    text: "#ffffff"
    textMuted: "#f0f0f0"
    border: "#ffffff"

    primary: "#ffe600"
    primaryPressed: "#fff59a"
    primaryInk: "#000000"
    selected: "#3a3500"

    guide: "#ffa8e0"
    guideGround: "#2b0a20"
    guideInk: "#000000"

    good: "#7dff9b"
    goodGround: "#00210c"
    warn: "#ffd166"
    warnGround: "#2b1d00"
    bad: "#ffb0b0"
    badGround: "#2e0000"

    disabledGround: "#2a2a2a"
    disabledText: "#c8c8c8"

    band: "#000000"
    bandInk: "#ffffff"
    weave: "#5a5a5a"
    weaveStrong: "#ffe600"

    machine: "#2a2a2a"
    machineEdge: "#ffffff"
    glass: "#101c28"
}
