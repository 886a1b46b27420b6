pragma ComponentBehavior: Bound

import QtQuick
import "../theme"

// One field of a form: label, the entry that its type asks for, hint, and what is not right with it.
Column {
    id: row

    required property string key
    required property string heading
    required property string label
    required property string hint
    required property string type
    required property string value
    required property string shownValue
    required property var options
    required property var suggestions
    required property string issue
    required property bool issueIsWarning
    required property bool mandatory
    required property int least
    required property int most
    required property int longest
    required property string province
    required property string provinceName
    required property string commune
    required property string communeName
    required property string detail

    property int longList: 7

    signal answered(string key, string value)
    signal finished(string key)
    signal pickWanted(string key, string title, var options, string current)
    signal placeWanted(string key, string kind)

    spacing: Theme.gapTiny
    width: parent ? parent.width : 0

    Label {
        width: row.width
        visible: row.heading !== ""
        kind: Label.Large
        font.weight: Font.DemiBold
        color: Theme.primary
        text: row.heading
        Accessible.role: Accessible.Heading
    }

    Label {
        width: row.width
        fit: true
        text: row.mandatory ? row.label : qsTr("%1 (không bắt buộc)").arg(row.label)
        font.weight: Font.DemiBold
    }

    Label {
        width: row.width
        visible: row.hint !== ""
        kind: Label.Small
        color: Theme.textMuted
        text: row.hint
    }

    Loader {
        id: entry
        width: row.width
        height: item ? (item as Item).implicitHeight : 0
        sourceComponent: {
            switch (row.type) {
            case "choice":
                return row.options.length > row.longList ? longChoice : choice;
            case "date":
            case "partial_date":
                return date;
            case "count":
                return count;
            case "address":
                return address;
            default:
                return words;
            }
        }
    }

    // What is likely is taken over by one touch.
    Flow {
        width: row.width
        visible: row.suggestions.length > 0
        spacing: Theme.gapSmall

        Repeater {
            model: row.suggestions

            ChoiceTile {
                id: likely

                required property string modelData
                required property int index

                objectName: "form.suggest." + row.key + "." + likely.index
                width: Math.max(Theme.mm(60), (row.width - Theme.gapSmall) / 2)
                text: likely.modelData
                means: text
                chosen: row.value === likely.modelData
                onClicked: row.answered(row.key, likely.modelData)
            }
        }
    }

    Notice {
        width: row.width
        kind: row.issueIsWarning ? Notice.Warning : Notice.Bad
        text: row.issue
        objectName: "form.issue." + row.key
    }

    Component {
        id: words

        TextEntry {
            value: row.value
            keyboard: ({
                    person_name: "name",
                    personal_id: "digits",
                    phone: "digits",
                    tax_code: "digits",
                    email: "email"
                })[row.type] ?? "text"
            maximumLength: row.type === "personal_id" ? 12 : row.longest
            bad: row.issue !== "" && !row.issueIsWarning
            name: row.label
            inputName: "form.field." + row.key
            onEdited: text => row.answered(row.key, text)
            onFinished: row.finished(row.key)
        }
    }

    Component {
        id: date

        DateEntry {
            value: row.value
            bad: row.issue !== "" && !row.issueIsWarning
            name: row.label
            inputName: "form.field." + row.key
            onEdited: value => row.answered(row.key, value)
            onFinished: row.finished(row.key)
        }
    }

    Component {
        id: count

        CountEntry {
            value: row.value
            minimum: row.least
            maximum: row.most
            name: row.label
            inputName: "form.field." + row.key
            onEdited: value => row.answered(row.key, value)
        }
    }

    Component {
        id: choice

        AnswerGrid {
            id: grid
            width: row.width
            texts: row.options.map(option => option.text)

            Repeater {
                model: row.options

                ChoiceTile {
                    id: tile

                    required property var modelData
                    required property int index

                    objectName: "form.option." + row.key + "." + tile.modelData.value
                    width: grid.cells[tile.index] ?? grid.width
                    text: tile.modelData.text
                    chosen: tile.modelData.value === row.value
                    onClicked: {
                        forceActiveFocus();
                        row.answered(row.key, tile.modelData.value);
                    }
                }
            }
        }
    }

    Component {
        id: longChoice

        PickButton {
            objectName: "form.pick." + row.key
            text: row.shownValue
            placeholder: qsTr("Chạm để chọn")
            name: row.label
            bad: row.issue !== "" && !row.issueIsWarning
            onClicked: row.pickWanted(row.key, row.label, row.options, row.value)
        }
    }

    Component {
        id: address

        Column {
            spacing: Theme.gapSmall

            PickButton {
                objectName: "form.province." + row.key
                width: row.width
                text: row.provinceName
                placeholder: qsTr("Chạm để chọn tỉnh, thành phố")
                name: qsTr("Tỉnh, thành phố")
                onClicked: row.placeWanted(row.key, "province")
            }

            PickButton {
                objectName: "form.commune." + row.key
                width: row.width
                enabled: row.province !== ""
                text: row.communeName
                placeholder: qsTr("Chạm để chọn xã, phường")
                name: qsTr("Xã, phường, đặc khu")
                onClicked: row.placeWanted(row.key, "commune")
            }

            Label {
                kind: Label.Small
                color: Theme.textMuted
                width: row.width
                text: qsTr("Thôn, số nhà, đường")
            }

            TextEntry {
                width: row.width
                value: row.detail
                keyboard: "text"
                maximumLength: row.longest
                name: qsTr("Thôn, số nhà, đường")
                inputName: "form.field." + row.key + ".diaChi"
                onEdited: text => row.answered(row.key + ".diaChi", text)
                onFinished: row.finished(row.key)
            }
        }
    }
}
