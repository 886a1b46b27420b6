import QtQuick

// A text input that tells the on-screen keyboard which layout it wants: name, text, digits, email.
TextInput {
    property string keyboard: "text"
}
