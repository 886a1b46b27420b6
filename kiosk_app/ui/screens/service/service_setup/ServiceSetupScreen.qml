pragma ComponentBehavior: Bound

import QtQuick
import "../../../qml/components"
import "../../../qml/theme"

StepPage {
    id: screen

    required property var view
    readonly property var setup: view.shown

    function working(what: string): string {
        switch (what) {
        case "devices":
            return qsTr("Đang tìm thiết bị…");
        case "networks":
            return qsTr("Đang tìm sóng Wi-Fi…");
        case "join":
            return qsTr("Đang nối Wi-Fi…");
        case "code":
            return qsTr("Đang cài đặt theo mã…");
        case "edition":
            return qsTr("Cắm USB của tỉnh vào bây giờ. Máy thử bản mới khoảng hai phút, đừng rút…");
        default:
            return qsTr("Cắm USB của tỉnh vào bây giờ. Đang cài đặt thì đừng rút…");
        }
    }

    settle: 0
    spacing: Theme.gapSmall
    backVisible: setup.running === ""
    title: qsTr("Cài đặt máy")
    subtitle: qsTr("Hồ sơ trong máy được giữ nguyên.")
    news: [problem, said, looking, busy]
    spoken: [title, explanation, busy.said, problem.text, said.text, looking.text, ...screen.setup.lines, ...screen.setup.networks.map(one => one.ssid)].filter(Boolean).join(". ")
    focusOrder: [screen.sheet]

    Notice {
        id: problem
        objectName: "service.problem"
        width: parent.width
        kind: Notice.Bad
        text: screen.setup.problem
    }

    Notice {
        id: said
        objectName: "service.said"
        width: parent.width
        kind: screen.setup.problem === "" ? Notice.Good : Notice.Info
        text: screen.setup.said
    }

    Notice {
        id: looking
        objectName: "service.looking"
        width: parent.width
        kind: Notice.Info
        text: screen.setup.looking ? qsTr("Đưa mã QR của tỉnh trước đầu đọc mã của kiosk.") : ""
    }

    TouchButton {
        objectName: "service.trust"
        visible: screen.setup.trust
        width: parent.width
        text: qsTr("Đúng như trên giấy của tỉnh")
        onClicked: screen.view.trust()
    }

    Busy {
        id: busy
        objectName: "service.busy"
        width: parent.width
        visible: screen.setup.running !== ""
        text: screen.working(screen.setup.running)
    }

    Repeater {
        model: screen.setup.lines

        Label {
            required property string modelData

            width: parent ? parent.width : 0
            fit: true
            text: modelData
        }
    }

    Repeater {
        model: screen.setup.networks

        Column {
            id: network

            required property var modelData

            width: parent ? parent.width : 0
            spacing: Theme.gapTiny

            ChoiceTile {
                objectName: "service.network." + network.modelData.ssid
                width: parent.width
                enabled: network.modelData.joinable && screen.setup.running === ""
                chosen: network.modelData.chosen
                text: network.modelData.ssid
                detail: network.modelData.joinable ? qsTr("Sóng %1 %").arg(network.modelData.strength) : qsTr("Mạng quá cũ (WEP), không an toàn: không nối")
                onClicked: screen.view.choose(network.modelData.ssid)
            }

            Label {
                visible: network.modelData.chosen && network.modelData.enterprise
                width: parent.width
                fit: true
                text: qsTr("Tài khoản Wi-Fi")
            }

            TextEntry {
                visible: network.modelData.chosen && network.modelData.enterprise
                width: parent.width
                inputName: "service.identity"
                name: qsTr("Tài khoản Wi-Fi")
                keyboard: "plain"
                value: network.modelData.chosen ? screen.setup.identity : ""
                maximumLength: screen.setup.mostAccount
                onEdited: text => screen.view.account("identity", text)
            }

            Label {
                visible: network.modelData.chosen && !network.modelData.open
                width: parent.width
                fit: true
                text: qsTr("Mật khẩu Wi-Fi")
            }

            TextEntry {
                visible: network.modelData.chosen && !network.modelData.open
                width: parent.width
                inputName: "service.password"
                name: qsTr("Mật khẩu Wi-Fi")
                keyboard: "plain"
                value: network.modelData.chosen ? screen.setup.password : ""
                maximumLength: screen.setup.most
                onEdited: text => screen.view.type(text)
            }

            Column {
                visible: network.modelData.chosen && network.modelData.enterprise
                width: parent.width
                spacing: Theme.gapTiny

                Label {
                    width: parent.width
                    fit: true
                    text: qsTr("Cách hỏi mật khẩu (phase 2), theo giấy của mạng")
                }

                Row {
                    id: inners
                    width: parent.width
                    spacing: Theme.gapTiny

                    Repeater {
                        model: screen.setup.inners

                        TouchButton {
                            required property string modelData

                            objectName: "service.inner." + modelData
                            width: (inners.width - 2 * inners.spacing) / 3
                            look: screen.setup.inner === modelData ? TouchButton.Primary : TouchButton.Secondary
                            text: modelData.toUpperCase()
                            onClicked: screen.view.account("inner", modelData)
                        }
                    }
                }

                ChoiceTile {
                    objectName: "service.authority.stick"
                    width: parent.width
                    chosen: screen.setup.fromStick
                    text: qsTr("Chứng thư gốc trên USB")
                    detail: qsTr("Tệp wifi-ca.pem; chạm Nối rồi mới cắm USB")
                    onClicked: screen.view.authority(true)
                }

                ChoiceTile {
                    objectName: "service.authority.public"
                    width: parent.width
                    chosen: !screen.setup.fromStick
                    text: qsTr("Chứng thư công cộng")
                    detail: qsTr("Gõ tên máy chủ, theo giấy của mạng")
                    onClicked: screen.view.authority(false)
                }

                TextEntry {
                    visible: !screen.setup.fromStick
                    width: parent.width
                    inputName: "service.server"
                    name: qsTr("Tên máy chủ")
                    keyboard: "plain"
                    value: network.modelData.chosen ? screen.setup.server : ""
                    maximumLength: screen.setup.mostAccount
                    onEdited: text => screen.view.account("server", text)
                }
            }

            TouchButton {
                objectName: "service.join"
                visible: network.modelData.chosen
                enabled: screen.setup.running === ""
                width: parent.width
                text: qsTr("Nối")
                onClicked: screen.view.join()
            }
        }
    }

    Repeater {
        model: ["place", "touch", "panel"]

        TouchButton {
            required property string modelData

            objectName: "service.tool." + modelData
            width: parent ? parent.width : 0
            look: TouchButton.Secondary
            enabled: screen.setup.running === ""
            icon: ({place: "home", touch: "edit"})[modelData] ?? "card"
            text: ({place: qsTr("Khai báo kiosk này"), touch: qsTr("Chỉnh cảm ứng")})[modelData] ?? qsTr("Đo màn hình bằng thẻ")
            onClicked: screen.view.tool(modelData)
        }
    }

    Repeater {
        model: ["devices", "networks", "code", "stick", "edition"]

        TouchButton {
            required property string modelData

            objectName: "service.work." + modelData
            width: parent ? parent.width : 0
            look: TouchButton.Secondary
            enabled: screen.setup.running === ""
            icon: ({devices: "search", networks: "network", code: "scan"})[modelData] ?? "deposit"
            text: ({devices: qsTr("Tìm thiết bị"), networks: qsTr("Chọn Wi-Fi"), code: qsTr("Cài đặt bằng mã QR của tỉnh"), stick: qsTr("Cài đặt từ USB của tỉnh")})[modelData] ?? qsTr("Lấy bản cập nhật từ USB của tỉnh")
            onClicked: screen.view.begin(modelData)
        }
    }
}
