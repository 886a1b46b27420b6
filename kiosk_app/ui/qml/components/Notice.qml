pragma ComponentBehavior: Bound

import QtQuick
import "../theme"

// A sentence that must be noticed: sign, colour and text, never colour alone.
Rectangle {
    id: notice

    enum Kind { Info, Good, Warning, Bad }

    property string text: ""
    property int kind: Notice.Info
    readonly property string said: visible ? text : ""
    readonly property color ink: [Theme.primary, Theme.good, Theme.warn, Theme.bad][kind]

    visible: text !== ""
    // Beside the sign there would be a word a line: it stands above them.
    readonly property bool narrow: width - sign.size - 3 * Theme.gap < 4 * Theme.textLarge

    implicitHeight: visible ? (narrow ? sign.size + Theme.gapSmall + words.height : Math.max(sign.size, words.height)) + 2 * Theme.gap : 0
    radius: Theme.radius
    color: [Theme.selected, Theme.goodGround, Theme.warnGround, Theme.badGround][kind]
    border.color: ink
    border.width: Theme.lineStrong
    Accessible.role: Accessible.AlertMessage
    Accessible.name: text

    Icon {
        id: sign
        x: Theme.gap
        y: Theme.gap
        name: ["info", "check", "warning", "warning"][notice.kind]
        color: notice.ink
        size: Theme.textLarge * 1.2
    }

    Label {
        id: words
        x: notice.narrow ? Theme.gap : sign.x + sign.size + Theme.gap
        y: notice.narrow ? sign.y + sign.size + Theme.gapSmall : (notice.height - height) / 2
        width: notice.width - x - Theme.gap
        text: notice.text
        fit: true
        color: notice.kind === Notice.Info ? Theme.text : notice.ink
        font.weight: Font.Medium
        Accessible.ignored: true
    }
}
