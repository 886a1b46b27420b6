pragma ComponentBehavior: Bound

import QtQuick
import "../theme"

// Day, month, year in three boxes, each written over when it is touched again; for a date that is only partly known the first ones may stay empty.
Row {
    id: entry

    property string value: ""
    property bool bad: false
    property string name: ""
    property string inputName: ""
    readonly property var parts: value.split("-")

    signal edited(string value)
    signal finished

    function joined(day: string, month: string, year: string): string {
        if (day === "" && month === "" && year === "")
            return "";
        let made = year.padStart(4, "0");
        if (month !== "" || day !== "")
            made += "-" + month.padStart(2, "0");
        if (day !== "")
            made += "-" + day.padStart(2, "0");
        return made;
    }

    function change(): void {
        const made = joined(day.value, month.value, year.value);
        if (made !== value)
            edited(made);
    }

    spacing: Theme.gap

    component Part: Column {
        id: part

        property string label: ""
        property string value: ""
        property string source: ""
        property int digits: 2
        property string inputName: ""

        signal full

        function take(): void {
            box.take();
        }

        spacing: Theme.gapTiny
        // What is typed wins over what the form says of the same date: "3" must not turn into "03" under the finger.
        onSourceChanged: if (Number(source) !== Number(value))
            value = source

        Label {
            width: part.width
            kind: Label.Small
            fit: true
            text: part.label
            color: Theme.textMuted
        }

        TextEntry {
            id: box
            width: part.width
            keyboard: "date"
            maximumLength: part.digits
            value: part.value
            bad: entry.bad
            name: entry.name + " " + part.label
            inputName: part.inputName
            onEdited: text => {
                const digits = text.replace(/[^0-9]/g, "");
                part.value = digits;
                entry.change();
                if (digits.length === part.digits)
                    part.full();
            }
            onFinished: entry.finished()
        }
    }

    Part {
        id: day
        width: Math.min(Math.max(Theme.mm(45), Theme.textLarge * 2.6), (entry.width - 2 * Theme.gap) * 0.28)
        label: qsTr("Ngày")
        source: entry.parts.length > 2 ? entry.parts[2] : ""
        inputName: entry.inputName + ".day"
        onFull: month.take()
    }

    Part {
        id: month
        width: day.width
        label: qsTr("Tháng")
        source: entry.parts.length > 1 ? entry.parts[1] : ""
        inputName: entry.inputName + ".month"
        onFull: year.take()
    }

    Part {
        id: year
        width: Math.min(Math.max(Theme.mm(65), Theme.textLarge * 3.9), (entry.width - 2 * Theme.gap) * 0.44)
        label: qsTr("Năm")
        digits: 4
        source: entry.parts.length > 0 ? entry.parts[0] : ""
        inputName: entry.inputName + ".year"
    }
}
