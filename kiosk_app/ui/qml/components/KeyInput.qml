import QtQuick

// A text input that tells the on-screen keyboard which layout it wants: name, text, digits, date, email.
TextInput {
    property string keyboard: "text"

    activeFocusOnTab: true
}
