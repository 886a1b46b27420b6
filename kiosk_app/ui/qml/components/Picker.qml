pragma ComponentBehavior: Bound

import QtQuick
import "../theme"

// A long list over everything, found by its first letters. An option: `value`, `text`, in `also` further names that
// it is looked for by, such as those of communes before a merger, and in `letters` names of which only the letters
// are known, each with the name that is told of it ("" for none).
Modal {
    id: picker

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
        showChosen.restart();
    }

    function close(): void {
        visible = false;
        closed();
    }

    function fold(text: string): string {
        return text.toLowerCase().replace(/đ/g, "d").normalize("NFD").replace(/[\u0300-\u036f]/g, "");
    }

    function begins(name: string, wanted: string): bool {
        return fold(name).split(" ").some((word, place, words) => words.slice(place).join(" ").startsWith(wanted));
    }

    // Only a–z and digits, i for y, as names without marks are kept: "Hà Tây" is "hatai".
    function letters(folded: string): string {
        return folded.replace(/y/g, "i").replace(/[^a-z0-9]/g, "");
    }

    // The other names of an option that begin so, each as it is told; null where there is none.
    function others(option: var, wanted: string): var {
        // Names of before a merger stand there without their kinds.
        const bare = wanted.replace(/^(xa|phuong|thi tran|tinh|thanh pho) /, "");
        const also = (option.also ?? []).filter(name => begins(name, wanted) || begins(name, bare));
        const short = letters(bare);
        const known = short.length < 2 ? [] : (option.letters ?? []).filter(one => letters(one.key).startsWith(short));
        const names = also.concat(known.map(one => one.name)).filter((name, place, all) => name !== "" && all.indexOf(name) === place);
        return also.length + known.length > 0 ? names : null;
    }

    // Options by their own name first, then those that have another by which they are found.
    function matching(): var {
        const wanted = fold(filter.trim());
        if (wanted === "")
            return options.map(option => ({value: option.value, text: option.text, detail: ""}));
        const own = [], other = [];
        for (const option of options) {
            if (begins(option.text, wanted)) {
                own.push({value: option.value, text: option.text, detail: ""});
                continue;
            }
            const former = others(option, wanted);
            if (former !== null)
                other.push({value: option.value, text: option.text, detail: former.length > 0 ? qsTr("Trước là: %1").arg(former.join(", ")) : ""});
        }
        return own.concat(other);
    }

    ground: Theme.ground
    focusOrder: [head, pages]
    onFilterChanged: found = matching()
    onOptionsChanged: found = matching()

    // After the list has its places.
    Timer {
        id: showChosen
        interval: 1
        onTriggered: {
            const place = picker.found.findIndex(option => option.value === picker.chosen);
            const tile = place < 0 ? null : tiles.itemAt(place);
            if (tile)
                pages.reveal(tile);
        }
    }

    Column {
        id: head
        x: Theme.margin
        y: Theme.gapSmall
        width: parent.width - 2 * Theme.margin
        spacing: Theme.gapSmall

        Label {
            width: parent.width
            visible: !search.active && picker.height > Theme.mm(100) * Theme.textScale
            kind: Label.Title
            text: picker.title
            Accessible.role: Accessible.Heading
        }

        Row {
            width: parent.width
            spacing: Theme.gapSmall

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

                readonly property real wanted: Theme.metrics.advanceWidth(qsTr("Đóng")) * Theme.textBody / 100 + Theme.textBody * 1.2 + 6 * Theme.gapSmall

                objectName: "picker.close"
                look: TouchButton.Secondary
                icon: "cross"
                text: wanted < picker.width * 0.4 ? qsTr("Đóng") : ""
                Accessible.name: qsTr("Đóng")
                width: text === "" ? Theme.touch : wanted
                height: Math.max(search.height, Theme.touch)
                onClicked: picker.close()
            }
        }

        Label {
            width: parent.width
            visible: picker.found.length === 0 || (!search.active && picker.height > Theme.mm(150) * Theme.textScale)
            kind: Label.Small
            color: Theme.textMuted
            text: picker.found.length === 0 ? qsTr("Không có tên nào như vậy. Xin xóa bớt chữ.") : qsTr("Chạm ô trên để tìm theo chữ đầu, hoặc chọn trong danh sách.")
        }
    }

    Scroller {
        id: pages
        x: Theme.margin
        width: parent.width - 2 * Theme.margin
        anchors.top: head.bottom
        anchors.topMargin: Theme.gapSmall
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.gapSmall
        spacing: Theme.gapSmall

        Repeater {
            id: tiles
            model: picker.visible ? picker.found : []

            ChoiceTile {
                id: tile

                required property var modelData

                objectName: "picker.option." + tile.modelData.value
                width: pages.contentWidth
                text: tile.modelData.text
                detail: tile.modelData.detail
                chosen: tile.modelData.value === picker.chosen
                onClicked: {
                    // The answer may lead to another screen: the list is closed while it is still there.
                    const list = picker, value = tile.modelData.value;
                    list.close();
                    list.picked(value);
                }
            }
        }
    }
}
