pragma ComponentBehavior: Bound

import QtQuick
import "../theme"

// Text that wraps and never elides: nothing of its meaning is hidden.
Text {
    id: label

    enum Kind { Body, Small, Large, Title, Huge }

    property int kind: Label.Body

    color: Theme.text
    font.family: Theme.family
    font.pixelSize: [Theme.textBody, Theme.textSmall, Theme.textLarge, Theme.textTitle, Theme.textHuge][kind]
    font.weight: kind >= Label.Title ? Font.DemiBold : Font.Normal
    lineHeight: 1.15
    wrapMode: Text.Wrap
    textFormat: Text.PlainText
    Accessible.role: Accessible.StaticText
    Accessible.name: text
}
