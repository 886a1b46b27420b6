"""The reader on a scanner that acts as a keyboard."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from evdev import ecodes
from hypothesis import given
from hypothesis import strategies as st

from drivers.qr_reader.keystrokes import KEYBOARDS, Typing
from drivers.qr_reader.layouts import Layouts
from drivers.qr_reader.port import ReaderState
from drivers.qr_reader.wedge_reader import WedgeReader
from kiosk_app.identity.card import is_begun
from kiosk_app.identity.parse import proves_itself
from tests.drivers.qr_reader.keyboard_scanner import KeyboardScanner
from tests.drivers.qr_reader.listener import Listener

TOKEN = "VNEID1.abcDEF-0123_xyz"
CARD = "048190000002|012345678|Lê Thị Xuân Ữ|02031990|Nữ|Thôn Pà Dấu, xã Nam Giang|15042021"


@pytest.fixture
def scanner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[KeyboardScanner]:
    device = KeyboardScanner(tmp_path / "event7", monkeypatch)
    device.plug_in()
    yield device
    device.pull_out()


@pytest.fixture
def reader(scanner: KeyboardScanner) -> Iterator[WedgeReader]:
    wedge = WedgeReader(str(scanner.path), look_again_s=0.02)
    yield wedge
    wedge.close()


def _ready(reader: WedgeReader) -> Listener:
    listener = Listener()
    listener.attach(reader)
    listener.wait_for_state(ReaderState.READY)
    return listener


@pytest.mark.parametrize("text", [TOKEN, CARD, "BEGIN:VCARD\nTEL:0900\nEND:VCARD"])
def test_what_is_typed_is_read_whole(scanner: KeyboardScanner, reader: WedgeReader, text: str) -> None:
    listener = _ready(reader)
    scanner.scan(text)
    listener.wait_for_text(text)
    assert [one.decoder for one in listener.readings] == ["wedge"]


def test_bytes_of_utf_8_become_letters(scanner: KeyboardScanner, reader: WedgeReader) -> None:
    listener = _ready(reader)
    for byte in "Đỗ Ữ".encode():
        scanner.alt(byte)
    scanner.press("ENTER")
    listener.wait_for_text("Đỗ Ữ")
    assert [one.text for one in listener.readings] == ["Đỗ Ữ"]


def test_letters_typed_as_hexadecimal_numbers(scanner: KeyboardScanner, reader: WedgeReader) -> None:
    listener = _ready(reader)
    scanner.press("LEFTCTRL", "LEFTSHIFT", "U")
    for digit in "1EEE":
        scanner.press(digit)
    scanner.press("ENTER")
    scanner.scan("x")
    listener.wait_for_text("Ữx")
    assert [one.text for one in listener.readings] == ["Ữx"]


def _hexadecimal_while_held(scanner: KeyboardScanner) -> None:
    scanner.key("LEFTCTRL", 1)
    scanner.key("LEFTSHIFT", 1)
    for key in ("U", *"1EEE"):
        scanner.press(key)
    scanner.key("LEFTSHIFT", 0)
    scanner.key("LEFTCTRL", 0)


def _hexadecimal_that_nothing_ends(scanner: KeyboardScanner) -> None:
    scanner.press("LEFTCTRL", "LEFTSHIFT", "U")
    for digit in "1EEE":
        scanner.press(digit)


def _alt_with_plus(scanner: KeyboardScanner) -> None:
    scanner.key("LEFTALT", 1)
    for key in ("KPPLUS", "KP1", *"EEE"):
        scanner.press(key)
    scanner.key("LEFTALT", 0)


@pytest.mark.parametrize("type_it", [_hexadecimal_while_held, _hexadecimal_that_nothing_ends, _alt_with_plus])
def test_other_ways_to_type_a_letter_by_its_number(
    scanner: KeyboardScanner, reader: WedgeReader, type_it: Callable[[KeyboardScanner], None]
) -> None:
    listener = _ready(reader)
    type_it(scanner)
    scanner.scan("|x")
    assert listener.texts_until("Ữ|x") == ["Ữ|x"]


def test_numbers_of_windows_code_page_1252(scanner: KeyboardScanner, reader: WedgeReader) -> None:
    listener = _ready(reader)
    scanner.scan("a", end="")
    scanner.alt(0x96)
    scanner.scan("b")
    assert listener.texts_until("a–b") == ["a–b"]


def test_where_events_were_lost_a_mark_stands(scanner: KeyboardScanner, reader: WedgeReader) -> None:
    listener = _ready(reader)
    scanner.scan(CARD[:30], end="")
    scanner.lose_events()
    scanner.scan(CARD[35:])
    listener.wait_for(lambda seen: bool(seen.readings))
    scanner.scan(CARD)
    listener.wait_for_text(CARD)
    assert [one.text for one in listener.readings] == [f"{CARD[:30]}\ufffd{CARD[35:]}", CARD]


def test_a_key_that_was_never_let_go_of_is_a_loss(scanner: KeyboardScanner, reader: WedgeReader) -> None:
    listener = _ready(reader)
    scanner.key("A", 1)
    scanner.scan("ab")
    listener.wait_for(lambda seen: bool(seen.readings))
    assert "\ufffd" in listener.readings[0].text


@pytest.mark.parametrize("country", ["us", "german", "french"])
def test_a_press_that_is_missing_is_a_loss_wherever_it_is(country: str) -> None:
    events = list(_keys_on(country, _CARD))
    presses = [place for place, (_, value) in enumerate(events) if value == 1]
    for place in presses[1:]:
        # Without its loss being seen a name or an address would be another, and the card still whole.
        read = _Device().reads(iter([*events[:place], *events[place + 1 :]]))
        assert read is not None
        assert "\ufffd" in read


def test_a_key_that_was_down_at_the_opening_is_no_loss() -> None:
    typing = Typing()
    events = [(ecodes.KEY_ENTER, 0), (ecodes.KEY_LEFTSHIFT, 0), (ecodes.KEY_A, 1), (ecodes.KEY_A, 0)]
    assert "".join(typing.key(*event) for event in events) == "a"


@pytest.mark.parametrize("silence_s", [0.13, 0.5, 1.0])
def test_a_card_may_pause(scanner: KeyboardScanner, silence_s: float) -> None:
    reader = WedgeReader(str(scanner.path), look_again_s=0.02, unfinished=lambda text: text != CARD)
    listener = _ready(reader)
    scanner.scan(CARD[:90], end="")
    time.sleep(silence_s)
    scanner.scan(CARD[90:])
    listener.wait_for_text(CARD)
    reader.close()
    assert [one.text for one in listener.readings] == [CARD]


def test_caps_lock_that_was_on_before_is_known_by_its_light(scanner: KeyboardScanner) -> None:
    scanner.lights.append(ecodes.LED_CAPSL)
    reader = WedgeReader(str(scanner.path), look_again_s=0.02)
    listener = _ready(reader)
    scanner.press("A")
    scanner.press("LEFTSHIFT", "B")
    scanner.press("CAPSLOCK")
    scanner.press("C")
    scanner.press("ENTER")
    assert listener.texts_until("Abc") == ["Abc"]
    reader.close()


@pytest.mark.parametrize(("before", "behind"), [((), ("TAB",)), (("LEFTCTRL", "B"), ("LEFTCTRL", "C"))])
def test_what_the_scanner_is_set_to_send_around_is_taken_away(
    scanner: KeyboardScanner, reader: WedgeReader, before: tuple[str, ...], behind: tuple[str, ...]
) -> None:
    listener = _ready(reader)
    scanner.press(*before)
    scanner.scan(CARD, end="")
    scanner.press(*behind)
    assert listener.texts_until(CARD) == [CARD]


def test_the_device_is_held_from_the_beginning_to_the_end(scanner: KeyboardScanner) -> None:
    reader = WedgeReader(str(scanner.path), look_again_s=0.02)
    first = _ready(reader)
    reader.stop()
    scanner.scan("scanned when nobody asked")
    scanner.wait_until_read()
    second = _ready(reader)
    scanner.scan("now")
    second.wait_for_text("now")
    assert scanner.grabs == [True]
    reader.close()
    reader.close()
    assert first.readings == []
    assert [one.text for one in second.readings] == ["now"]


def test_a_device_that_another_program_holds_counts_as_absent(
    scanner: KeyboardScanner, reader: WedgeReader
) -> None:
    reader.close()
    scanner.held_elsewhere = True
    waiting = WedgeReader(str(scanner.path), look_again_s=0.02)
    listener = Listener()
    listener.attach(waiting)
    listener.wait_for_state(ReaderState.ABSENT)
    assert ReaderState.READY not in listener.states
    scanner.held_elsewhere = False
    listener.wait_for_state(ReaderState.READY)
    waiting.close()


def test_a_file_that_is_no_input_device_counts_as_absent(tmp_path: Path) -> None:
    plain = tmp_path / "plain"
    plain.write_bytes(b"not a device")
    reader = WedgeReader(str(plain), look_again_s=0.02)
    listener = Listener()
    listener.attach(reader)
    listener.wait_for_state(ReaderState.ABSENT)
    reader.close()
    assert ReaderState.READY not in listener.states


@given(st.lists(st.tuples(st.sampled_from(sorted(ecodes.keys)), st.integers(0, 2)), max_size=200))
def test_any_keys_in_any_order_give_text_and_no_crash(keys: list[tuple[int, int]]) -> None:
    typing = Typing()
    text = "".join(typing.key(code, value) for code, value in keys)
    assert text.encode().decode() == text


def test_held_keys_are_not_typed_twice_and_capitals_stay() -> None:
    typing = Typing()
    events = [(ecodes.KEY_CAPSLOCK, 1), (ecodes.KEY_CAPSLOCK, 0), (ecodes.KEY_A, 1), (ecodes.KEY_A, 2)]
    assert "".join(typing.key(*event) for event in events) == "A"


@pytest.mark.parametrize("key", ["102ND", "YEN"])
def test_the_bar_of_other_keyboards(scanner: KeyboardScanner, reader: WedgeReader, key: str) -> None:
    listener = _ready(reader)
    scanner.scan("048190000002", end="")
    scanner.press("LEFTSHIFT", key)
    scanner.press("ENTER")
    assert listener.texts_until("048190000002|") == ["048190000002|"]


_PLACES = {
    "german": {"y": "Z", "z": "Y"},
    "french": {"a": "Q", "q": "A", "z": "W", "w": "Z", "m": "SEMICOLON"},
}
_BARS = {"german": "102ND", "french": "6"}
_SIGNS = {
    "german": {"-": "SLASH", "_": "+SLASH", ",": "COMMA", ".": "DOT", "/": "+7", "'": "+BACKSLASH"},
    "french": {"-": "6", "_": "8", ",": "M", ".": "+COMMA", "/": "+DOT", "'": "4"},
}


def _keys_for(country: str, text: str) -> Iterator[tuple[int, int]]:
    """Give the events by which a scanner that is set to that country's keyboard types a text."""
    for one in text:
        if one == "|":
            held, name = "RIGHTALT", _BARS[country]
        elif not one.isascii():
            yield from _numbered(ord(one))
            continue
        elif one.isdigit():
            held, name = "LEFTSHIFT" if country == "french" else "", one
        elif one.isalpha():
            held, name = "LEFTSHIFT" if one.isupper() else "", _PLACES[country].get(one.lower(), one.upper())
        else:
            name = {" ": "SPACE", "\n": "ENTER", **_SIGNS[country]}[one]
            held, name = "LEFTSHIFT" if name[0] == "+" else "", name.removeprefix("+")
        names = [held, name] if held else [name]
        yield from ((ecodes.ecodes[f"KEY_{key}"], 1) for key in names)
        yield from ((ecodes.ecodes[f"KEY_{key}"], 0) for key in reversed(names))


def _numbered(number: int) -> Iterator[tuple[int, int]]:
    yield ecodes.KEY_LEFTALT, 1
    for digit in str(number):
        yield ecodes.ecodes[f"KEY_KP{digit}"], 1
        yield ecodes.ecodes[f"KEY_KP{digit}"], 0
    yield ecodes.KEY_LEFTALT, 0


_CARD = "048190000002|012345678|NGUYỄN THỊ THỦY Z|15031990|Nữ|Số 12/3, Q.5, Xã Mỹ Quý-Hai, A'Zow|10052021\n"


_TOKEN = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ5In0.a-z_yZqQwWmM\n"
_OPAQUE = "VNEID1.xyz-ZY_0aqwm\n"


class _Device:
    """A keyboard scanner whose country may be set anew."""

    def __init__(self, proves: Callable[[str], bool] = proves_itself) -> None:
        self._typings = [Typing(keyboard=one) for one in KEYBOARDS]
        self._layouts = Layouts(len(KEYBOARDS), proves=proves)
        self._now = 0.0

    def reads(self, events: Iterator[tuple[int, int]]) -> str | None:
        for event in events:
            self._layouts.add([one.key(*event) for one in self._typings], self._now)
        self._now += 9
        return self._layouts.take(self._now)


def _us_keys(text: str) -> Iterator[tuple[int, int]]:
    signs = {"|": "+BACKSLASH", "-": "MINUS", "_": "+MINUS", ",": "COMMA", ".": "DOT", "/": "SLASH"}
    signs |= {"'": "APOSTROPHE", " ": "SPACE", "\n": "ENTER"}
    for one in text:
        if not one.isascii():
            yield from _numbered(ord(one))
            continue
        name = signs.get(one) or ("+" if one.isupper() else "") + one.upper()
        keys = ["LEFTSHIFT", name[1:]] if name[0] == "+" else [name]
        yield from ((ecodes.ecodes[f"KEY_{key}"], 1) for key in keys)
        yield from ((ecodes.ecodes[f"KEY_{key}"], 0) for key in reversed(keys))


def _keys_on(country: str, text: str) -> Iterator[tuple[int, int]]:
    return _us_keys(text) if country == "us" else _keys_for(country, text)


@pytest.mark.parametrize("first", [_CARD, _TOKEN])
@pytest.mark.parametrize("before", ["us", "german", "french"])
@pytest.mark.parametrize("country", ["us", "german", "french"])
def test_the_first_card_or_token_is_read_whatever_keyboard_was_set_before(
    country: str, before: str, first: str
) -> None:
    device = _Device()
    assert device.reads(_keys_on(before, _CARD)) == _CARD.strip()
    assert device.reads(_keys_on(country, first)) == first.strip()
    assert device.reads(_keys_on(country, _OPAQUE)) == _OPAQUE.strip()


def test_a_card_may_pause_on_a_keyboard_that_is_not_known_yet() -> None:
    typings = [Typing(keyboard=one) for one in KEYBOARDS]
    layouts = Layouts(len(KEYBOARDS), unfinished=is_begun, proves=proves_itself)
    now, begun, rest = 0.0, _CARD[:60], _CARD[60:]
    for part in (begun, rest):
        for event in _keys_for("german", part):
            layouts.add([one.key(*event) for one in typings], now)
        if part is begun:
            assert layouts.take(now + 1.0) is None
        now += 1.0
    assert layouts.take(now) == _CARD.strip()


@pytest.mark.parametrize("key", ["102ND", "6"])
def test_a_stray_key_on_a_us_scanner_changes_nothing_behind_it(key: str) -> None:
    device = _Device()
    codes = [ecodes.KEY_RIGHTALT, ecodes.ecodes[f"KEY_{key}"]]
    stray = [*((code, 1) for code in codes), *((code, 0) for code in reversed(codes))]
    assert device.reads(iter(stray)) == "\ufffd"
    for text in (_OPAQUE, _CARD, _TOKEN, _OPAQUE):
        assert device.reads(_us_keys(text)) == text.strip()


def test_what_is_proven_on_two_keyboards_with_different_contents_is_no_reading() -> None:
    device = _Device(proves=lambda text: len(text) == 3)
    assert device.reads(_us_keys("xyz\n")) == "\ufffd"
    assert device.reads(_us_keys("bcd\n")) == "bcd"
    assert device.reads(_us_keys("wxyz\n")) == "wxyz"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "VNEID1.abc",
        "eyJ.a.b",
        "eyJhbGciOiJSUzI1NiJ9.a",
        "ezJhbGciOiJSUyI1NiJ9.ezJydWIiOiJ5In0.a",
        _CARD[:60],
    ],
)
def test_what_proves_no_keyboard(text: str) -> None:
    assert not proves_itself(text)


@pytest.mark.parametrize("held", [["RIGHTALT"], ["LEFTCTRL", "LEFTALT"]])
@pytest.mark.parametrize("key", ["1", "7", "GRAVE", "BACKSLASH"])
def test_the_bar_of_a_keyboard_that_is_not_known_is_a_loss(held: list[str], key: str) -> None:
    typing = Typing()
    codes = [ecodes.ecodes[f"KEY_{name}"] for name in (*held, key)]
    assert "".join(typing.key(code, 1) for code in codes) == "\ufffd"
    assert "".join(typing.key(code, 0) for code in reversed(codes)) == ""


def test_a_number_typed_with_the_right_alt_is_still_a_letter() -> None:
    typing = Typing()
    events = [
        (ecodes.KEY_RIGHTALT if code == ecodes.KEY_LEFTALT else code, value)
        for code, value in _numbered(7876)
    ]
    assert "".join(typing.key(*event) for event in events) == "Ễ"
