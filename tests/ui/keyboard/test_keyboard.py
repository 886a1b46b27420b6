"""The keyboard types into whatever entry has the cursor."""

from __future__ import annotations

import unicodedata

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kiosk_app.session.kernel.event import Event
from tests.ui.keyboard.desk import Desk, place

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier


def test_it_opens_for_an_entry_and_shuts_with_done(desk: Desk) -> None:
    assert not desk.is_open()
    whole = desk.item("page").height()
    assert whole == desk.view.height()

    desk.enter("name")

    assert desk.is_open()
    assert desk.item("page").height() == whole - desk.view.rootObject().property("keyboardHeight")
    assert place(desk.item("name")).bottom() < desk.item("page").height()

    desk.press("done")

    assert not desk.is_open()
    assert not desk.item("name").hasActiveFocus()
    assert desk.item("page").height() == whole


def test_names_get_capitals_by_themselves(desk: Desk) -> None:
    desk.enter("name")
    desk.write("tr")
    desk.press("â", "n", "tone.huyen", "space")
    desk.write("th")
    desk.press("i", "tone.nang", "space")
    desk.write("b")
    desk.press("i", "c", "h", "tone.sac", "space")
    desk.write("ngoc")
    desk.press("tone.nang")

    assert desk.text("name") == "Trần Thị Bích Ngọc"


def test_shift_is_for_one_letter(desk: Desk) -> None:
    desk.enter("text")
    assert desk.item("key.shift").property("checked") is True
    desk.press("t")
    assert desk.item("key.shift").property("checked") is False
    desk.press("o", "tone.hoi", "space", "shift")
    assert desk.item("key.shift").property("checked") is True
    desk.press("b", "a")
    assert desk.text("text") == "Tỏ Ba"


def test_shift_takes_a_capital_back(desk: Desk) -> None:
    desk.enter("name")
    desk.press("shift", "y", "space")
    assert desk.text("name") == "y "


def test_telex_is_on_where_words_are_typed(desk: Desk) -> None:
    desk.enter("name")
    assert desk.item("key.telex").property("checked") is True
    desk.write("nguyeenx dduwowngf")
    assert desk.text("name") == "Nguyễn Đường"


def test_telex_can_be_put_off_and_comes_back_with_the_next_citizen(desk: Desk) -> None:
    desk.enter("text")
    desk.press("telex")
    desk.write("nguyeenx")
    assert desk.text("text") == "Nguyeenx"

    desk.press("done")
    desk.enter("name")
    assert desk.item("key.telex").property("checked") is False

    desk.store.dispatch(Event())
    desk.settle()
    assert desk.item("key.telex").property("checked") is True


def test_vni_is_the_third_way_and_brings_digits(desk: Desk) -> None:
    desk.enter("name")
    desk.press("telex", "telex")
    desk.write("nguye64n d9uo72ng")
    assert desk.text("name") == "Nguyễn Đường"
    assert desk.item("key.telex").property("method") == "vni"


def test_a_word_that_is_no_syllable_gets_its_keys_back(desk: Desk) -> None:
    desk.enter("name")
    desk.write("dexter maria bkroong")
    assert desk.text("name") == "Dexter Maria Bkrông"


def test_letters_of_the_peoples(desk: Desk) -> None:
    desk.enter("name")
    desk.press("y", "space", "b", "h", "peoples", "ĭ", "letters", "m", "space")
    desk.press("a", "y", "peoples", "ŭ", "letters", "n", "space", "ê", "peoples", "\u0306", "letters", "b")
    assert desk.text("name") == "Y Bhĭm Ayŭn Ê̆b"


def test_the_tone_moves_to_its_other_place(desk: Desk) -> None:
    desk.enter("name")
    desk.write("hoaf")
    desk.press("peoples", "tone.move")
    assert desk.text("name") == "Hoà"


def test_one_key_clears_the_box(desk: Desk) -> None:
    for entry in ("name", "text", "digits", "email"):
        desk.enter(entry)
        desk.press("1" if entry in ("digits", "text", "email") else "a")
        assert desk.text(entry)
        desk.press("clear")
        assert desk.text(entry) == ""
        desk.press("done")


def test_telex_is_off_for_an_address_of_e_mail(desk: Desk) -> None:
    desk.enter("email")
    assert not desk.has_key("telex")
    desk.write("haas@x.vn")
    assert desk.text("email") == "haas@x.vn"


def test_ids_have_digits_only_and_their_length(desk: Desk) -> None:
    desk.enter("digits")
    assert set(desk.keys()) == {*"0123456789", "clear", "backspace", "done"}
    desk.write("0481900000029")
    assert desk.text("digits") == "048190000002"
    desk.press("backspace")
    assert desk.text("digits") == "04819000000"


def test_a_full_entry_takes_a_tone_still(desk: Desk) -> None:
    desk.enter("name")
    desk.item("name").setProperty("text", "n" * 57 + " ho")
    desk.settle()
    desk.press("tone.huyen")
    assert desk.text("name") == "n" * 57 + " hò"
    desk.press("a")
    assert desk.text("name") == "n" * 57 + " hò"


def test_a_date_goes_from_box_to_box(desk: Desk) -> None:
    desk.enter("date.day")
    desk.write("3")
    desk.press("next")
    assert desk.item("date.month").hasActiveFocus()
    desk.write("12")
    assert desk.item("date.year").hasActiveFocus()
    desk.write("1990")
    desk.press("next")
    assert not desk.is_open()
    assert [desk.text(f"date.{part}") for part in ("day", "month", "year")] == ["3", "12", "1990"]


def test_a_filled_date_is_written_over(desk: Desk) -> None:
    desk.enter("date.day")
    desk.write("12031990")
    desk.press("done")

    desk.enter("date.day")
    desk.write("24")
    desk.enter("date.month")
    desk.write("1")

    assert [desk.text(f"date.{part}") for part in ("day", "month", "year")] == ["24", "1", "1990"]


def test_a_full_box_of_a_date_begins_anew_with_the_next_digit(desk: Desk) -> None:
    desk.enter("date.year")
    desk.write("1990")
    assert desk.cursor("date.year") == 4
    desk.write("2001")
    assert desk.text("date.year") == "2001"


def test_one_touch_empties_an_entry(desk: Desk) -> None:
    desk.enter("name")
    desk.write("nguyen")
    desk.click("name.clear")
    assert desk.text("name") == ""
    assert desk.is_open()
    desk.write("tran")
    assert desk.text("name") == "Tran"


def test_a_long_name_stays_in_sight(desk: Desk) -> None:
    """All of it, not only its end: the entry grows with what is typed."""
    desk.enter("name")
    before = desk.item("name").height()
    desk.write("hoang phu ngoc tuong nhi nguyen thi")
    desk.draw()
    entry = desk.item("name")
    assert entry.property("contentWidth") <= entry.width()
    assert entry.height() > before


def test_keys_work_at_the_cursor(desk: Desk) -> None:
    desk.enter("text")
    desk.write("nguyen")
    desk.item("text").setProperty("cursorPosition", 5)
    desk.press("tone.nga")
    assert (desk.text("text"), desk.cursor("text")) == ("Nguyẽn", 5)
    desk.press("e")
    assert (desk.text("text"), desk.cursor("text")) == ("Nguyễn", 5)
    desk.press("backspace")
    assert (desk.text("text"), desk.cursor("text")) == ("Nguyn", 4)


def test_a_key_replaces_what_is_selected(desk: Desk) -> None:
    desk.enter("text")
    desk.item("text").setProperty("text", "Thôn Mực")
    desk.item("text").metaObject().invokeMethod(desk.item("text"), "selectAll")
    desk.press("b")
    assert (desk.text("text"), desk.cursor("text")) == ("B", 1)


def test_symbols_and_back(desk: Desk) -> None:
    desk.enter("text")
    desk.press("k", "symbols", "(", "1", "%", ")", "letters", "a")
    assert desk.text("text") == "K(1%)a"


def test_another_entry_begins_with_its_own_keys(desk: Desk) -> None:
    desk.enter("text")
    desk.press("symbols")
    desk.enter("name")
    assert desk.has_key("q")
    desk.enter("digits")
    assert not desk.has_key("q")


def test_a_key_takes_no_focus_and_a_gap_none_either(desk: Desk) -> None:
    desk.enter("name")
    desk.press("a")
    keyboard_top = desk.item("page").height()
    gap = place(desk.item("key.a")).bottomLeft().toPoint()
    gap.setX(gap.x() // 4)
    assert gap.y() > keyboard_top
    QTest.mouseClick(desk.view, LEFT, NONE, gap)
    desk.settle()
    assert desk.item("name").hasActiveFocus()
    assert desk.text("name") == "A"


def test_backspace_repeats_while_it_is_held(desk: Desk, qtbot: QtBot) -> None:
    desk.enter("text")
    desk.write("abcdefg")
    QTest.mousePress(desk.view, LEFT, NONE, desk.middle("key.backspace"))
    qtbot.waitUntil(lambda: len(desk.text("text")) < 5)
    QTest.mouseRelease(desk.view, LEFT, NONE, desk.middle("key.backspace"))
    left = desk.text("text")
    desk.settle()
    assert "Abcd".startswith(left)
    desk.write("xy")
    desk.press("backspace")
    assert desk.text("text") == left + ("X" if left == "" else "x")


def test_two_fingers_lose_no_letter(desk: Desk) -> None:
    desk.enter("text")
    glass = QTest.createTouchDevice()
    first, second = desk.middle("key.a"), desk.middle("key.n")
    QTest.touchEvent(desk.view, glass).press(1, first, desk.view).commit()
    QTest.touchEvent(desk.view, glass).stationary(1).press(2, second, desk.view).commit()
    QTest.touchEvent(desk.view, glass).release(1, first, desk.view).stationary(2).commit()
    QTest.touchEvent(desk.view, glass).release(2, second, desk.view).commit()
    desk.settle()
    assert desk.text("text") == "An"


def test_what_stands_in_the_entry_is_composed(desk: Desk) -> None:
    desk.enter("text")
    desk.item("text").setProperty("text", unicodedata.normalize("NFD", "Nguyễn"))
    desk.press("space")
    assert desk.text("text") == "Nguyễn "


def test_nothing_typed_is_told_to_anyone(
    desk: Desk, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(0)
    desk.enter("name")
    desk.write("quynh")
    desk.press("tone.huyen", "done")
    assert desk.text("name") == "Quỳnh"
    said = capfd.readouterr()
    assert "uynh" not in (caplog.text + said.out + said.err + repr(vars(desk.keyboard))).lower()
