"""Members of staff who vouch for something by a badge: that they saw the citizen, or helped them."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk_app.session.kernel.event import Effect, Result
from kiosk_app.session.kernel.state import Slice, VisitState

SEEN, HELPED, READ_BACK = "seen", "helped", "read_back"
"""What is vouched for, as `offline_queue.contract.attestation` names it."""


@dataclass(frozen=True, slots=True)
class Witness(Slice):
    """Who saw who hands this dossier in."""

    officer_name: str = ""
    confirmation: str = ""
    """The daemon's word for it, opaque; "" while nobody confirmed."""

    def __repr__(self) -> str:
        return f"Witness({bool(self.confirmation)})"


@dataclass(frozen=True, slots=True)
class MustBeSeen(Slice):
    """Whether nothing is handed in here by somebody whom no account names and nobody saw."""

    required: bool = False


@dataclass(frozen=True, slots=True)
class BadgesHeldUp(Slice):
    """How many badges this visit had checked: a late answer about one is never taken for another's."""

    number: int = 0


@dataclass(frozen=True, slots=True)
class CheckBadge(Effect):
    """Have the daemon check a badge that was held up for this dossier (→ BadgeVerdict)."""

    visit: int
    number: int
    reference_uid: str
    badge: str
    act: str = SEEN

    def __repr__(self) -> str:
        return "CheckBadge(…)"


@dataclass(frozen=True, slots=True)
class BadgeVerdict(Result):
    """ "accepted", "unknown", "locked", "unavailable"."""

    number: int
    """Of the badge that was asked about."""
    result: str
    officer_name: str = ""
    confirmation: str = ""

    def __repr__(self) -> str:
        return f"BadgeVerdict({self.result})"


def check(
    state: VisitState, reference_uid: str, badge: str, act: str = SEEN
) -> tuple[VisitState, CheckBadge]:
    """Give what has this badge checked, and the state that waits for its answer and no other."""
    number = state.of(BadgesHeldUp).number + 1
    return state.put(BadgesHeldUp(number)), CheckBadge(state.visit, number, reference_uid, badge, act)


def is_about_the_last(state: VisitState, verdict: BadgeVerdict) -> bool:
    """Tell whether it answers for the badge that was held up last."""
    return verdict.number == state.of(BadgesHeldUp).number
