pragma Singleton
import QtQuick

// Where modals stand: over everything but the keyboard. The frame names the place; `open` counts what stands there.
QtObject {
    property Item layer: null
    property int open: 0
}
