import QtQuick

// A text input that tells the on-screen keyboard which layout it wants: name, text, digits, date, email, plain.
TextInput {
    property string keyboard: "text"
    // Letters that lead on from what stands here, without marks; "" for any.
    property string likely: ""
    // Gives the text whose last word is left, for a text; set by the keyboard that typed it.
    property var ending: null

    // A last word that is no syllable gets its keys back, as before a space: "Sara", not "Sẩ".
    function end(): void {
        const left = ending;
        ending = null;
        if (left !== null)
            text = left(text);
    }

    onActiveFocusChanged: if (!activeFocus)
        end()
    activeFocusOnTab: true
    // Nothing can be marked, so nothing of one citizen can be copied for the next.
    selectByMouse: false
    persistentSelection: false
}
