"""The keyboard types into whatever entry has the cursor."""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kiosk_app.session.kernel.event import Event
from tests.ui.keyboard.rig import KeyboardRig, place

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier


def test_it_opens_for_an_entry_and_shuts_with_done(rig: KeyboardRig) -> None:
    assert not rig.is_open()
    whole = rig.item("page").height()
    assert whole == rig.view.height()

    rig.enter("name")

    assert rig.is_open()
    assert rig.item("page").height() == whole - rig.view.rootObject().property("keyboardHeight")
    assert place(rig.item("name")).bottom() < rig.item("page").height()

    rig.press("done")

    assert not rig.is_open()
    assert not rig.item("name").hasActiveFocus()
    assert rig.item("page").height() == whole


def test_names_get_capitals_by_themselves(rig: KeyboardRig) -> None:
    rig.enter("name")
    rig.write("tr")
    rig.press("â", "n", "tone.huyen", "space")
    rig.write("th")
    rig.press("i", "tone.nang", "space")
    rig.write("b")
    rig.press("i", "c", "h", "tone.sac", "space")
    rig.write("ngoc")
    rig.press("tone.nang")

    assert rig.text("name") == "Trần Thị Bích Ngọc"


def test_shift_is_for_one_letter(rig: KeyboardRig) -> None:
    rig.enter("text")
    assert rig.item("key.shift").property("checked") is True
    rig.press("t")
    assert rig.item("key.shift").property("checked") is False
    rig.press("o", "tone.hoi", "space", "shift")
    assert rig.item("key.shift").property("checked") is True
    rig.press("b", "a")
    assert rig.text("text") == "Tỏ Ba"


def test_shift_takes_a_capital_back(rig: KeyboardRig) -> None:
    rig.enter("name")
    rig.press("shift", "y", "space")
    assert rig.text("name") == "y "


def test_telex_is_on_where_words_are_typed(rig: KeyboardRig) -> None:
    rig.enter("name")
    assert rig.item("key.telex").property("checked") is True
    rig.write("nguyeenx dduwowngf")
    assert rig.text("name") == "Nguyễn Đường"


def test_telex_can_be_put_off_and_comes_back_with_the_next_citizen(rig: KeyboardRig) -> None:
    rig.enter("text")
    rig.press("telex")
    rig.write("nguyeenx")
    assert rig.text("text") == "Nguyeenx"

    rig.press("done")
    rig.enter("name")
    assert rig.item("key.telex").property("checked") is False

    rig.store.dispatch(Event())
    rig.settle()
    assert rig.item("key.telex").property("checked") is True


def test_vni_is_the_third_way_and_brings_digits(rig: KeyboardRig) -> None:
    rig.enter("name")
    rig.press("telex", "telex")
    rig.write("nguye64n d9uo72ng")
    assert rig.text("name") == "Nguyễn Đường"
    assert rig.item("key.telex").property("method") == "vni"


def test_a_word_that_is_no_syllable_gets_its_keys_back(rig: KeyboardRig) -> None:
    rig.enter("name")
    rig.write("dexter maria bkroong")
    assert rig.text("name") == "Dexter Maria Bkrông"


def test_letters_of_the_peoples(rig: KeyboardRig) -> None:
    rig.enter("name")
    rig.press("y", "space", "b", "h", "peoples", "ĭ", "letters", "m", "space")
    rig.press("a", "y", "peoples", "ŭ", "letters", "n", "space", "ê", "peoples", "\u0306", "letters", "b")
    assert rig.text("name") == "Y Bhĭm Ayŭn Ê̆b"


def test_the_tone_moves_to_its_other_place(rig: KeyboardRig) -> None:
    rig.enter("name")
    rig.write("hoaf")
    rig.press("peoples", "tone.move")
    assert rig.text("name") == "Hoà"


def test_one_key_clears_the_box(rig: KeyboardRig) -> None:
    for entry in ("name", "text", "digits", "email"):
        rig.enter(entry)
        rig.press("1" if entry in ("digits", "text", "email") else "a")
        assert rig.text(entry)
        rig.press("clear")
        assert rig.text(entry) == ""
        rig.press("done")


def test_telex_is_off_for_an_address_of_e_mail(rig: KeyboardRig) -> None:
    rig.enter("email")
    assert not rig.has_key("telex")
    rig.write("haas@x.vn")
    assert rig.text("email") == "haas@x.vn"


def test_ids_have_digits_only_and_their_length(rig: KeyboardRig) -> None:
    rig.enter("digits")
    assert set(rig.keys()) == {*"0123456789", "clear", "backspace", "done"}
    rig.write("0481900000029")
    assert rig.text("digits") == "048190000002"
    rig.press("backspace")
    assert rig.text("digits") == "04819000000"


def test_a_full_entry_takes_a_tone_still(rig: KeyboardRig) -> None:
    rig.enter("name")
    rig.item("name").setProperty("text", "n" * 57 + " ho")
    rig.settle()
    rig.press("tone.huyen")
    assert rig.text("name") == "n" * 57 + " hò"
    rig.press("a")
    assert rig.text("name") == "n" * 57 + " hò"


def test_a_date_goes_from_box_to_box(rig: KeyboardRig) -> None:
    rig.enter("date.day")
    rig.write("3")
    rig.press("next")
    assert rig.item("date.month").hasActiveFocus()
    rig.write("12")
    assert rig.item("date.year").hasActiveFocus()
    rig.write("1990")
    rig.press("next")
    assert not rig.is_open()
    assert [rig.text(f"date.{part}") for part in ("day", "month", "year")] == ["3", "12", "1990"]


def test_a_filled_date_is_written_over(rig: KeyboardRig) -> None:
    rig.enter("date.day")
    rig.write("12031990")
    rig.press("done")

    rig.enter("date.day")
    rig.write("24")
    rig.enter("date.month")
    rig.write("1")

    assert [rig.text(f"date.{part}") for part in ("day", "month", "year")] == ["24", "1", "1990"]


def test_a_full_box_of_a_date_begins_anew_with_the_next_digit(rig: KeyboardRig) -> None:
    rig.enter("date.year")
    rig.write("1990")
    assert rig.cursor("date.year") == 4
    rig.write("2001")
    assert rig.text("date.year") == "2001"


def test_one_touch_empties_an_entry(rig: KeyboardRig) -> None:
    rig.enter("name")
    rig.write("nguyen")
    rig.click("name.clear")
    assert rig.text("name") == ""
    assert rig.is_open()
    rig.write("tran")
    assert rig.text("name") == "Tran"


def test_a_long_name_stays_in_sight(rig: KeyboardRig) -> None:
    """All of it, not only its end: the entry grows with what is typed."""
    rig.enter("name")
    before = rig.item("name").height()
    rig.write("hoang phu ngoc tuong nhi nguyen thi")
    rig.draw()
    entry = rig.item("name")
    assert entry.property("contentWidth") <= entry.width()
    assert entry.height() > before


def test_keys_work_at_the_cursor(rig: KeyboardRig) -> None:
    rig.enter("text")
    rig.write("nguyen")
    rig.item("text").setProperty("cursorPosition", 5)
    rig.press("tone.nga")
    assert (rig.text("text"), rig.cursor("text")) == ("Nguyẽn", 5)
    rig.press("e")
    assert (rig.text("text"), rig.cursor("text")) == ("Nguyễn", 5)
    rig.press("backspace")
    assert (rig.text("text"), rig.cursor("text")) == ("Nguyn", 4)


def test_a_key_replaces_what_is_selected(rig: KeyboardRig) -> None:
    rig.enter("text")
    rig.item("text").setProperty("text", "Thôn Mực")
    rig.item("text").metaObject().invokeMethod(rig.item("text"), "selectAll")
    rig.press("b")
    assert (rig.text("text"), rig.cursor("text")) == ("B", 1)


def test_symbols_and_back(rig: KeyboardRig) -> None:
    rig.enter("text")
    rig.press("k", "symbols", "(", "1", "%", ")", "letters", "a")
    assert rig.text("text") == "K(1%)a"


def test_another_entry_begins_with_its_own_keys(rig: KeyboardRig) -> None:
    rig.enter("text")
    rig.press("symbols")
    rig.enter("name")
    assert rig.has_key("q")
    rig.enter("digits")
    assert not rig.has_key("q")


def test_a_key_takes_no_focus_and_a_gap_none_either(rig: KeyboardRig) -> None:
    rig.enter("name")
    rig.press("a")
    keyboard_top = rig.item("page").height()
    gap = place(rig.item("key.a")).bottomLeft().toPoint()
    gap.setX(gap.x() // 4)
    assert gap.y() > keyboard_top
    QTest.mouseClick(rig.view, LEFT, NONE, gap)
    rig.settle()
    assert rig.item("name").hasActiveFocus()
    assert rig.text("name") == "A"


def test_backspace_repeats_while_it_is_held(rig: KeyboardRig, qtbot: QtBot) -> None:
    rig.enter("text")
    rig.write("abcdefg")
    QTest.mousePress(rig.view, LEFT, NONE, rig.middle("key.backspace"))
    qtbot.waitUntil(lambda: len(rig.text("text")) < 5)
    QTest.mouseRelease(rig.view, LEFT, NONE, rig.middle("key.backspace"))
    left = rig.text("text")
    rig.settle()
    assert "Abcd".startswith(left)
    rig.write("xy")
    rig.press("backspace")
    assert rig.text("text") == left + ("X" if left == "" else "x")


def test_two_fingers_lose_no_letter(rig: KeyboardRig) -> None:
    rig.enter("text")
    glass = QTest.createTouchDevice()
    first, second = rig.middle("key.a"), rig.middle("key.n")
    QTest.touchEvent(rig.view, glass).press(1, first, rig.view).commit()
    QTest.touchEvent(rig.view, glass).stationary(1).press(2, second, rig.view).commit()
    QTest.touchEvent(rig.view, glass).release(1, first, rig.view).stationary(2).commit()
    QTest.touchEvent(rig.view, glass).release(2, second, rig.view).commit()
    rig.settle()
    assert rig.text("text") == "An"


def test_what_stands_in_the_entry_is_composed(rig: KeyboardRig) -> None:
    rig.enter("text")
    rig.item("text").setProperty("text", unicodedata.normalize("NFD", "Nguyễn"))
    rig.press("space")
    assert rig.text("text") == "Nguyễn "


@pytest.mark.parametrize(("keys", "name"), [("sara", "Sara"), ("green", "Green"), ("xieer", "Xiêr")])
def test_the_last_word_ends_when_the_box_is_left(rig: KeyboardRig, keys: str, name: str) -> None:
    rig.enter("name")
    rig.write(keys)
    rig.press("done")
    assert rig.text("name") == name

    rig.enter("name")
    rig.press("clear")
    rig.write(keys)
    rig.enter("text")
    assert rig.text("name") == name


def test_a_button_beside_the_box_is_given_whole_words(rig: KeyboardRig) -> None:
    rig.enter("name")
    rig.write("sara")
    given: list[str] = []
    box: Any = rig.item("name")
    box.textChanged.connect(lambda: given.append(rig.text("name")))
    rig.click("name.clear")
    assert given == ["Sara", ""]


def test_nothing_typed_is_told_to_anyone(
    rig: KeyboardRig, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(0)
    rig.enter("name")
    rig.write("quynh")
    rig.press("tone.huyen", "done")
    assert rig.text("name") == "Quỳnh"
    said = capfd.readouterr()
    assert "uynh" not in (caplog.text + said.out + said.err + repr(vars(rig.keyboard))).lower()
