"""What screen and daemon say to each other when somebody looks up what became of a dossier."""

from __future__ import annotations

from offline_queue.contract.answer_key import split
from offline_queue.contract.dossier import DeliveryState, SubmissionKind
from offline_queue.contract.messages import Message


class LookUpParams(Message):
    """Parameters of `dossier.look_up`."""

    code: str
    """Official number or provisional code, as typed or as a slip says it; with the key where it has one."""
    ticket: str = ""
    """Of a sign-in: contents are told to whom they concern. "" gives state and dates alone."""

    def __repr__(self) -> str:
        return f"LookUpParams({split(self.code)[0]})"


class MineParams(Message):
    """Parameters of `dossier.mine`."""

    ticket: str

    def __repr__(self) -> str:
        return "MineParams(…)"


class FiledDossier(Message):
    """What was filed here, as the official slip names it: told to whom it concerns, while it is kept."""

    service_code: str
    summary: str
    copies: int
    applicant_name: str
    applicant_address: str = ""
    phone: str = ""
    email: str = ""
    personal_id: str = ""
    owner_name: str
    owner_address: str = ""
    delivery: str
    """ "counter", "post" or "online"."""
    papers: tuple[tuple[str, bool], ...]
    """(name, whether it was scanned from paper)."""

    def __repr__(self) -> str:
        return "FiledDossier(…)"


class KnownDossier(Message):
    """What is told of a dossier. Dates: ISO 8601, "" when not told."""

    code: str
    """By what the citizen knows it: the official number where there is one."""
    kind: str = SubmissionKind.DOSSIER.value
    """"dossier", or one of `ANSWERED`."""
    stage: str = ""
    """The national portal's code; "" while no authority has said anything."""
    state: DeliveryState | None = None
    """Where it is on its way from this kiosk; None for another place's."""
    ended: str = ""
    """"withdrawn", "erased" or "returned" when it ended here before an authority had it."""
    received_at: str = ""
    due_at: str = ""
    due_before: str = ""
    told_at: str = ""
    """When this was last told by the portal."""
    fresh: bool = False
    """Whether the portal told it just now; otherwise it is what was last known."""
    own: bool = False
    """Whether it is known to concern who asks. What follows is told to them alone."""
    reference_uid: str = ""
    provisional_code: str = ""
    service_name: str = ""
    authority_name: str = ""
    words: str = ""
    """What the authority asks to be handed in, in its words; of an answered request: the answer."""
    asked_at: str = ""
    """When it asked; "" where the portal does not tell that, as with `asked_papers`."""
    asked_papers: tuple[tuple[str, str], ...] = ()
    """The papers that it asks for: (name, how many)."""
    late_reason: str = ""
    parts: tuple[tuple[str, str], ...] = ()
    draft_uid: str = ""
    draft: tuple[tuple[str, str], ...] = ()
    draft_until: str = ""
    results: tuple[tuple[str, str], ...] = ()
    officials: tuple[str, ...] = ()
    """Who handled it, as the authority names them."""
    rating: str = ""
    """"open" or "given" where the portal says of a finished dossier whether it was rated; told to all."""
    filed: FiledDossier | None = None

    def __repr__(self) -> str:
        return f"KnownDossier({self.code})"


class LookedUp(Message):
    """Answer to `dossier.look_up`."""

    result: str
    """"found", "unknown", "wrong_code", "wrong_key", "other_kiosk", "other_province", "not_now",
    "too_often"."""
    dossier: KnownDossier | None = None
    sign_in_over: bool = False
    """Whether a ticket came with it that holds no longer: nothing was told by it."""


class Mine(Message):
    """Answer to `dossier.mine`."""

    result: str
    """"found", "not_now", "too_often" or "sign_in" (the ticket is none, or too old)."""
    dossiers: tuple[KnownDossier, ...] = ()
    """Newest first, at most `MOST_OF_ONE`; `more`: how many others there are."""
    more: int = 0


MOST_OF_ONE = 20
