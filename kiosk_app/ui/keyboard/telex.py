"""Telex: aa → â, uw → ư, dd → đ, s f r x j → tones, z → no tone; once more undoes."""

from __future__ import annotations

from kiosk_app.ui.keyboard import composition
from kiosk_app.ui.keyboard.input_method import BREVE, HAT, HORN, InputMethod
from kiosk_app.ui.keyboard.tones import TONES

TELEX = InputMethod(
    tones={
        "s": TONES["sac"],
        "f": TONES["huyen"],
        "r": TONES["hoi"],
        "x": TONES["nga"],
        "j": TONES["nang"],
        "z": "",
    },
    shapes={**HAT, "w": {**BREVE, **HORN}},
    follows_letter=True,
    crosses="d",
    hook_alone="w",
)


def typed(before: str, key: str, after: str = "") -> tuple[str, str]:
    """Give the texts before and behind the cursor after a key; see `composition.typed`."""
    return composition.typed(TELEX, before, key, after)
