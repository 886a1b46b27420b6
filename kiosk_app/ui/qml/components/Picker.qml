pragma ComponentBehavior: Bound

import QtQuick
import "../theme"

// A long list over the page, found by its first letters.
Rectangle {
    id: picker

    property string title: ""
    property var options: []
    property string chosen: ""
    property string filter: ""
    property var found: []

    signal picked(string value)
    signal closed

    function open(heading: string, list: var, current: string): void {
        title = heading;
        options = list;
        chosen = current;
        filter = "";
        search.value = "";
        visible = true;
        pages.toTop();
    }

    function close(): void {
        visible = false;
        closed();
    }

    function fold(text: string): string {
        return text.toLowerCase().replace(/đ/g, "d").normalize("NFD").replace(/[\u0300-\u036f]/g, "");
    }

    function matching(): var {
        const wanted = fold(filter.trim());
        if (wanted === "")
            return options;
        return options.filter(option => fold(option.text).split(" ").some((word, place, words) => words.slice(place).join(" ").startsWith(wanted)));
    }

    visible: false
    color: Theme.ground
    onFilterChanged: found = matching()
    onOptionsChanged: found = matching()
    Accessible.role: Accessible.Dialog
    Accessible.name: title

    MouseArea {
        anchors.fill: parent
    }

    Column {
        id: head
        width: parent.width
        spacing: Theme.gap

        Label {
            width: parent.width
            kind: Label.Title
            text: picker.title
        }

        Row {
            width: parent.width
            spacing: Theme.gap

            TextEntry {
                id: search
                width: parent.width - back.width - parent.spacing
                keyboard: "text"
                name: qsTr("Tìm theo chữ đầu")
                inputName: "picker.search"
                onEdited: text => {
                    search.value = text;
                    picker.filter = text;
                }
            }

            TouchButton {
                id: back
                objectName: "picker.close"
                look: TouchButton.Secondary
                icon: "cross"
                text: qsTr("Đóng")
                width: Theme.mm(62)
                onClicked: picker.close()
            }
        }

        Label {
            width: parent.width
            kind: Label.Small
            color: Theme.textMuted
            text: picker.found.length === 0 ? qsTr("Không có tên nào như vậy. Xin xóa bớt chữ.") : qsTr("Chạm ô trên để tìm theo chữ đầu, hoặc chọn trong danh sách.")
        }
    }

    Scroller {
        id: pages
        anchors.top: head.bottom
        anchors.topMargin: Theme.gap
        anchors.bottom: parent.bottom
        width: parent.width
        spacing: Theme.gapSmall

        Repeater {
            model: picker.visible ? picker.found : []

            ChoiceTile {
                id: tile

                required property var modelData

                objectName: "picker.option." + tile.modelData.value
                width: pages.contentWidth
                text: tile.modelData.text
                chosen: tile.modelData.value === picker.chosen
                onClicked: {
                    picker.picked(tile.modelData.value);
                    picker.close();
                }
            }
        }
    }
}
