import QtQuick

// A text input that tells the on-screen keyboard which layout it wants: name, text, digits, date, email, plain.
TextInput {
    property string keyboard: "text"
    // Letters that lead on from what stands here, without marks; "" for any.
    property string likely: ""

    activeFocusOnTab: true
    // Nothing can be marked, so nothing of one citizen can be copied for the next.
    selectByMouse: false
    persistentSelection: false
}
