import QtQuick
import "../../../../kiosk_app/ui/qml/components"

StepPage {
    id: screen

    required property var view

    title: "Chào"
    spoken: "Chào. Xin chạm vào nút."
    focusOrder: [screen.sheet]

    TouchButton {
        objectName: "greeting.button"
        width: parent.width
        text: "Chào lần " + (screen.view.shown.times + 1)
        onClicked: screen.view.greet()
    }
}
