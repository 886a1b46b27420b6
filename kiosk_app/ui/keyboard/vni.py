"""VNI: 1 to 5 → tones, 0 → no tone, 6 → hat, 7 → hook, 8 → breve, 9 → đ; once more undoes."""

from __future__ import annotations

from kiosk_app.ui.keyboard import composition
from kiosk_app.ui.keyboard.input_method import BREVE, HAT, HORN, InputMethod
from kiosk_app.ui.keyboard.tones import TONES

VNI = InputMethod(
    tones={
        "1": TONES["sac"],
        "2": TONES["huyen"],
        "3": TONES["hoi"],
        "4": TONES["nga"],
        "5": TONES["nang"],
        "0": "",
    },
    shapes={
        "6": {vowels: shape for letter in HAT.values() for vowels, shape in letter.items()},
        "7": HORN,
        "8": BREVE,
    },
    follows_letter=False,
    crosses="9",
    hook_alone="",
)


def typed(before: str, key: str, after: str = "") -> tuple[str, str]:
    """Give the texts before and behind the cursor after a key; see `composition.typed`."""
    return composition.typed(VNI, before, key, after)
