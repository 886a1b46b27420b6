pragma ComponentBehavior: Bound

import QtQuick
import "../theme"

// Text that wraps and never elides: nothing of its meaning is hidden.
Text {
    id: label

    enum Kind { Body, Small, Large, Title, Huge, Number }

    property int kind: Label.Body
    // Where a word may be wider than the place, the text gives way; the place must not follow the text.
    property bool fit: kind >= Label.Title
    // What a screen says aloud of it: nothing of what is not shown.
    readonly property string said: visible ? text : ""
    readonly property real size: [Theme.textBody, Theme.textSmall, Theme.textLarge, Theme.textTitle, Theme.textHuge, Theme.textNumber][kind]

    color: Theme.text
    font.family: Theme.family
    font.pixelSize: fit ? Theme.fitting(text, width, size) : size
    font.weight: kind >= Label.Title ? Font.DemiBold : Font.Normal
    lineHeight: 1.15
    wrapMode: Text.Wrap
    textFormat: Text.PlainText
    Accessible.role: Accessible.StaticText
    Accessible.name: text
}
