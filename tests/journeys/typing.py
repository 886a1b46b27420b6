"""Fills form pages as a citizen does: tiles, lists, and the on-screen keyboard, letter by letter."""

from __future__ import annotations

import re
import time
import unicodedata
from collections.abc import Callable, Iterator, Mapping

from kiosk_app.catalogue.model import Field, FieldType
from kiosk_app.session.facts import questions
from kiosk_app.session.kernel.state import VisitState
from tests.journeys.pilot import NotOnScreenError, Pilot
from tests.session import words as events
from vietnam.address_keys import address_keys, detail_key, province_key

_TONES = {"\u0301": "sac", "\u0300": "huyen", "\u0309": "hoi", "\u0303": "nga", "\u0323": "nang"}
_TELEX = re.compile("[aeiouy][a-z]*[sfrxjwz]|dd|aa|ee|oo")
"""Latin letters that Telex would take for a mark."""
_TOUCHES, _KEYBOARD_S = 3, 2.0
_MOST_PRESSES = 60
_TYPED_NAMES = {" ": "space"}


def type_into(pilot: Pilot, state: Callable[[], VisitState], name: str, text: str) -> None:
    """Touch a box and type into it on the keyboard of the screen."""
    Filler(pilot, state, {}).type_into(name, text)


class Filler:
    """Puts wished answers into the form that is on the screen."""

    def __init__(self, pilot: Pilot, state: Callable[[], VisitState], wishes: Mapping[str, str]) -> None:
        """`wishes`: answer by key; a date as yyyy-mm-dd. A field without a wish is left as it is."""
        self._pilot = pilot
        self._state = state
        self._wishes = wishes

    def fill_page(self) -> None:
        """Fill what is visible of the section; answers may make further fields appear."""
        done: set[str] = set()
        page = self._state().of(events.Form).page
        while True:
            state = self._state()
            if state.step != "form" or state.of(events.Form).page != page:
                return
            fields = questions.page(state)
            field = next((one for one in fields if one.key not in done), None)
            if field is None:
                return
            done.add(field.key)
            for key in _keys(field):
                if key in self._wishes and state.of(events.Form).answers.get(key, "") != self._wishes[key]:
                    self._fill(field, key, self._wishes[key])

    def _fill(self, field: Field, key: str, wish: str) -> None:
        pilot = self._pilot
        if field.type is FieldType.CHOICE:
            if pilot.shows(f"form.pick.{key}"):
                pilot.touch(f"form.pick.{key}")
                pilot.touch(f"picker.option.{wish}")
            else:
                pilot.touch(f"form.option.{key}.{wish}")
        elif field.type is FieldType.ADDRESS and key != detail_key(field.key):
            kind = "province" if key == province_key(field.key) else "commune"
            pilot.touch(f"form.{kind}.{field.key}")
            pilot.touch(f"picker.option.{wish}")
        elif field.type in (FieldType.DATE, FieldType.PARTIAL_DATE):
            self._date(key, wish)
        elif field.type is FieldType.COUNT:
            self._count(key, int(wish))
        elif pilot.shows(f"form.suggest.{key}.0") and self._suggested(key) == wish:
            pilot.touch(f"form.suggest.{key}.0")
        else:
            self._open(f"form.field.{key}")
            self.type_text(wish, names=field.type is FieldType.PERSON_NAME)
            pilot.touch("key.done")
        pilot.wait_until(
            lambda: self._state().of(events.Form).answers.get(key, "") == wish,
            f"{key} to hold what was typed",
            3.0,
        )

    def _count(self, key: str, wanted: int) -> None:
        """Press plus or minus until the number stands there; an empty one begins with the next press."""
        for _ in range(_MOST_PRESSES):
            shown = self._state().of(events.Form).answers.get(key, "")
            if shown == str(wanted):
                return
            more = not shown or int(shown) < wanted
            self._pilot.touch(f"form.field.{key}.{'more' if more else 'less'}")
        raise NotOnScreenError(f"{key} does not come to {wanted}")

    def _suggested(self, key: str) -> str:
        return self._pilot.text(f"form.suggest.{key}.0")

    def _date(self, key: str, wish: str) -> None:
        # Of a date that is not known whole, the rest is left empty.
        known = dict(zip(("year", "month", "day"), wish.split("-"), strict=False))
        parts = [(part, known[part]) for part in ("day", "month", "year") if part in known]
        self._open(f"form.field.{key}.{parts[0][0]}")
        for part, digits in parts:
            name = f"form.field.{key}.{part}"
            self._wait_for_cursor(name)
            self.type_text(digits)
        self._pilot.touch("key.done")

    def type_into(self, name: str, text: str) -> None:
        """Touch a box and type into it."""
        self._open(name)
        self.type_text(text)
        self._pilot.touch("key.done")

    def _open(self, name: str) -> None:
        """Touch a box until the keyboard comes, as a person does whose touch came while the page moved."""
        for _ in range(_TOUCHES):
            self._pilot.touch(name)
            until = time.monotonic() + _KEYBOARD_S
            while time.monotonic() < until:
                if self._pilot.shows("key.done"):
                    return
                self._pilot.run(0.02)
        raise NotOnScreenError(f"no keyboard for {name}")

    def _wait_for_cursor(self, name: str) -> None:
        self._pilot.wait_until(lambda: self._focused(name), f"the cursor in {name}", 3.0)

    def _focused(self, name: str) -> bool:
        item = self._pilot.find(name)
        return item is not None and item.hasActiveFocus()

    def type_text(self, text: str, *, names: bool = False) -> None:
        """Type it; names capitalise by themselves. A foreign name comes without Telex: "Raj" is no "Rạ"."""
        foreign = (
            text.isascii() and _TELEX.search(text.lower()) is not None and self._pilot.shows("key.telex")
        )
        if foreign:
            self._pilot.touch("key.telex")
        self._press(text, names=names)
        if foreign:
            self._turn_to("key.telex")
            # Telex, plain, VNI, Telex.
            self._pilot.press_keys("key.telex key.telex")

    def _press(self, text: str, *, names: bool) -> None:
        for key in keystrokes(text, names=names):
            self._turn_to(key)
            if key == "key.shift" and self._shifted():
                continue
            self._pilot.touch(key)

    def _turn_to(self, key: str) -> None:
        """Turn the keyboard to the page with a key: a digit among letters, a letter of another people."""
        for page in ("letters", "symbols", "letters", "peoples"):
            if self._pilot.shows(key):
                return
            if self._pilot.shows(f"key.{page}"):
                self._pilot.touch(f"key.{page}")

    def _shifted(self) -> bool:
        item = self._pilot.find("key.shift")
        if item is None:
            raise NotOnScreenError("key.shift")
        return bool(item.property("checked"))


def keystrokes(text: str, *, names: bool = False) -> Iterator[str]:
    """Give the keys for a text: letters with their hook or hat, then the tone."""
    before = " "
    for sign in unicodedata.normalize("NFC", text):
        begins, before = before == " ", sign
        if sign in _TYPED_NAMES:
            yield f"key.{_TYPED_NAMES[sign]}"
            continue
        letter, tone = _split(sign)
        if letter != letter.lower() and not (names and begins):
            yield "key.shift"
        yield f"key.{letter.lower()}"
        if tone:
            yield f"key.tone.{tone}"


def _split(sign: str) -> tuple[str, str]:
    parts = unicodedata.normalize("NFD", sign)
    tone = next((_TONES[mark] for mark in parts if mark in _TONES), "")
    letter = unicodedata.normalize("NFC", "".join(mark for mark in parts if mark not in _TONES))
    return letter, tone


def _keys(field: Field) -> tuple[str, ...]:
    if field.type is FieldType.ADDRESS:
        return address_keys(field.key)
    return (field.key,)
