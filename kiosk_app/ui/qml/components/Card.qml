pragma ComponentBehavior: Bound

import QtQuick
import "../theme"

// A ground with a border around its content.
Rectangle {
    id: card

    default property alias content: inner.data
    property real padding: Theme.gap
    property bool strong: false

    implicitHeight: inner.childrenRect.height + 2 * padding
    radius: Theme.radius
    color: Theme.surface
    border.color: strong ? Theme.primary : Theme.border
    border.width: strong ? Theme.lineStrong : Theme.line

    Item {
        id: inner
        x: card.padding
        y: card.padding
        width: card.width - 2 * card.padding
        height: childrenRect.height
    }
}
