"""What kiosks told of the history of their queues: does each telling go on where the last one ended?

A province does the same: it keeps every telling, and knows each kiosk's signing key from when it was set up.
Here the first telling of a kiosk is believed to bring its key.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

_PURPOSE = b"kiosk history v1\0"
_NUMBERS = ("number", "event_id", "codes", "since_event_id")
_SENTENCES = {
    "": "lịch sử hàng đợi liền mạch",
    "put_back": "hàng đợi đã bị thay bằng một bản cũ, hoặc lịch sử đã bị viết lại",
    "told_by_kiosk": "kiosk báo lịch sử hàng đợi không còn như đã thấy",
    "missing": "thiếu một lần báo về lịch sử hàng đợi",
    "forged": "có lần báo không do kiosk này ký",
}


@dataclass(frozen=True, slots=True)
class History:
    """One kiosk's queue, as the province sees it."""

    kiosk_id: str
    event_id: int
    """How far it goes."""
    wrong: str
    """ "" or the first thing that did not fit; it stays until a person has looked into it."""

    @property
    def whole(self) -> bool:
        """Whether all of it fits."""
        return not self.wrong

    @property
    def sentence(self) -> str:
        """What the officer reads."""
        return f"{_SENTENCES[self.wrong]} ({self.event_id} sự kiện)"


def judged(tellings: Iterable[Any]) -> list[History]:
    """Judge the tellings in the order of arrival; one history a kiosk."""
    last: dict[str, Mapping[str, Any]] = {}
    found: dict[str, History] = {}
    for told in tellings:
        if not isinstance(told, Mapping):
            continue
        kiosk = str(told.get("kiosk_id", ""))
        before = last.get(kiosk)
        wrong = _wrong(told, before)
        known = found.get(kiosk)
        if wrong == "forged":
            # Whoever forges one can cover nothing by it: the honest ones are judged without it.
            found[kiosk] = History(kiosk, known.event_id if known else 0, (known and known.wrong) or wrong)
            continue
        last[kiosk] = told
        found[kiosk] = History(kiosk, int(told["event_id"]), (known and known.wrong) or wrong)
    return [found[kiosk] for kiosk in sorted(found)]


def _wrong(told: Mapping[str, Any], before: Mapping[str, Any] | None) -> str:
    if not _signed(told, str(before["signer"]) if before else str(told.get("signer", ""))):
        return "forged"
    if told.get("condition") in ("changed", "older"):
        return "told_by_kiosk"
    if before is None:
        return ""
    if told["number"] <= before["number"] or told["codes"] < before["codes"]:
        return "put_back"
    if told["number"] > before["number"] + 1:
        return "missing"
    went_on = (told["since_event_id"], told.get("since_head")) == (before["event_id"], before.get("head"))
    return "" if went_on and told["event_id"] >= before["event_id"] else "put_back"


def _signed(told: Mapping[str, Any], signer: str) -> bool:
    plain = {name: value for name, value in told.items() if name != "signature"}
    text = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    try:
        if any(type(told[name]) is not int for name in _NUMBERS):
            return False
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(signer))
        key.verify(bytes.fromhex(str(told["signature"])), _PURPOSE + text.encode())
    except (InvalidSignature, ValueError, KeyError):
        return False
    return True
