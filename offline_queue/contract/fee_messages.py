"""Question and answer about a dossier's fee; see `messages`."""

from __future__ import annotations

from offline_queue.contract.messages import Message


class FeeParams(Message):
    """Parameters of `dossier.fee`."""

    code: str
    """As in `LookUpParams`."""

    def __repr__(self) -> str:
        return f"FeeParams({self.code})"


class FeeTold(Message):
    """Answer to `dossier.fee`: what is to be paid and what came. Told to whoever holds the code."""

    result: str
    """"due", "paid", "none", "not_sent" (the portal does not have it yet), or as in `LookedUp`."""
    code: str = ""
    """Official number: what a transfer is known by; "" while there is none."""
    reference_uid: str = ""
    lines: tuple[tuple[str, int], ...] = ()
    """(name, đồng)."""
    amount_vnd: int | None = None
    """To pay now; None while nobody said an amount."""
    total_vnd: int | None = None
    paid_vnd: int = 0
    paid_at: str = ""
    """Of the last payment, ISO 8601."""
    proofs: tuple[str, ...] = ()
    """The bank's or terminal's own number of each payment that came."""
    times: int = 0
    """How many payments came."""
    receipt: str = ""
    words: str = ""
    """What the authority says besides."""

    def __repr__(self) -> str:
        return f"FeeTold({self.result}, {self.code})"
