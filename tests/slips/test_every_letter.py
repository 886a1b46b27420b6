"""Every letter of Vietnam's peoples wherever a slip takes words, and a refusal where one cannot be drawn."""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, cast

import pytest

from kiosk_app.slips.model import Content, LinkedTask
from kiosk_app.slips.render import render
from kiosk_app.typesetting.faces import UnprintableError
from tests.slips.golden import DryPen, marks_of
from tests.slips.samples import (
    APPOINTMENT,
    BOOKING,
    CERTIFIED_COPY,
    GUIDE,
    HEALTH,
    PAYMENT,
    PETITION,
    PROVISIONAL_RECEIPT,
    RECEIPT,
    REQUEST,
    STATE,
    SUPPLEMENT_REQUEST,
    TEST,
    TICKET,
)
from tests.support.repertoire import repertoire

Path = tuple[str | int, ...]
KINDS: dict[str, Content] = {
    "receipt": dataclasses.replace(
        RECEIPT,
        owner_name="Lê Văn A",
        helper_name="Lê Thị B",
        fee_note="Thu tại quầy.",
        tasks=(LinkedTask("Khai sinh", "Ủy ban nhân dân xã", "Chờ"),),
    ),
    "provisional": PROVISIONAL_RECEIPT,
    "appointment": dataclasses.replace(APPOINTMENT, receiver_name="Lê Thị B"),
    "guide": GUIDE,
    "ticket": TICKET,
    "request": dataclasses.replace(REQUEST, said=("Bản nháp đúng.",)),
    "petition": dataclasses.replace(PETITION, voice="35 giây"),
    "certified copy": CERTIFIED_COPY,
    "booking": BOOKING,
    "payment": dataclasses.replace(
        PAYMENT, lines=(("Phí", "8.000 đồng"),), too_much="8.000 đồng", receipt="0000123", notice="TAM-1"
    ),
    "payment reported": dataclasses.replace(PAYMENT, reported=True, lines=(("Phí", "8.000 đồng"),)),
    "state": STATE,
    "supplement request": SUPPLEMENT_REQUEST,
    "supplement request in words": dataclasses.replace(SUPPLEMENT_REQUEST, papers=()),
    "test": TEST,
    "health": HEALTH,
}
_FOR_MACHINES = frozenset({"code", "official_code", "provisional_code", "dossier_code", "key", "number"})
"""Codes that the program makes itself, drawn as large as they go."""
_WEIGHT = re.compile(r"\[[A-Za-z ]+\]")


def _places(value: Any, path: Path = ()) -> Iterator[Path]:
    """Give the way to every text in a slip."""
    if isinstance(value, str):
        yield path
    elif isinstance(value, tuple):
        for place, one in enumerate(value):
            yield from _places(one, (*path, place))
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            if field.name not in _FOR_MACHINES:
                yield from _places(getattr(value, field.name), (*path, field.name))


def _with(value: Any, path: Path, text: str) -> Any:
    """Give the slip with another text in one place."""
    if not path:
        return text
    first, *rest = path
    if isinstance(value, tuple):
        place = cast("int", first)
        return (*value[:place], _with(value[place], tuple(rest), text), *value[place + 1 :])
    return dataclasses.replace(value, **{str(first): _with(getattr(value, str(first)), tuple(rest), text)})


def _all_with(slip: Content, paths: list[Path], text: Callable[[int], str]) -> Content:
    for number, path in enumerate(paths):
        slip = _with(slip, path, text(number))
    return slip


def _drawn_words(slip: Content) -> list[str]:
    _, marks = marks_of(slip, DryPen)
    lines = (mark.said for mark in marks if not mark.look.startswith("QR"))
    return _WEIGHT.sub("", " ".join(lines)).upper().split()


@cache
def _drawn_places(kind: str) -> list[Path]:
    """Give the way to every text that is drawn as it is."""
    slip = KINDS[kind]
    paths = list(_places(slip))
    drawn = set(_drawn_words(_all_with(slip, paths, lambda number: f"WORD{'JQXZ'[number % 4]}{number:03}")))
    return [path for number, path in enumerate(paths) if f"WORD{'JQXZ'[number % 4]}{number:03}" in drawn]


@pytest.mark.parametrize("kind", KINDS)
def test_every_letter_in_every_place(kind: str) -> None:
    slip = KINDS[kind]
    paths = _drawn_places(kind)
    assert paths
    letters = [unicodedata.normalize("NFC", letter.upper()) for letter in repertoire().split(" ")]
    drawn = Counter(_drawn_words(_all_with(slip, paths, lambda _number: repertoire())))
    wanted = Counter({letter: many * len(paths) for letter, many in Counter(letters).items()})
    assert {letter for letter, many in wanted.items() if drawn[letter] < many} == set()


@pytest.mark.mostly_long("one more slip", one_in=14)
@pytest.mark.parametrize("kind", KINDS)
def test_what_no_face_has_is_refused_in_every_place(kind: str) -> None:
    slip = KINDS[kind]
    for path in _drawn_places(kind):
        with pytest.raises(UnprintableError):
            render(_with(slip, path, "Lê 阮"))
