"""The answer table: what every answer of a portal means for a dossier. The one place that decides it.

| answer | outcome | concerns | the dossier |
|---|---|---|---|
| 2xx with the portal's JSON; a known referenceUid, "đã tồn tại" | success | | goes on |
| no name, no connection, reset, deadline, TLS that breaks off | unreachable | link | waits for the link |
| 3xx leading away, 407, 511; below 500 no portal JSON | captive | link | waits; nothing is sent, staff told |
| certificate that does not match | untrusted | link | waits; nothing is sent, staff told |
| certificate outside its dates | clock | link | blocked: clock |
| this kiosk's own certificate is refused, in TLS or on nginx's page | certificate | link | blocked |
| 401 after a fresh login; 403 where the probe is refused too | credentials | link | blocked: credentials |
| 429 in the portal's JSON | throttled | link | waits as long as the portal asks, an hour at most |
| 408, 425, 5xx | busy | dossier | waits with backoff and steps aside |
| JSON that is cut, too long or of another shape | nonsense | dossier | waits with backoff and steps aside |
| 413 in the portal's JSON | too large | dossier | attention; the limit is learnt |
| any other 4xx in the portal's words | rejected | dossier | attention with the portal's words |
| a record that is another dossier's | foreign record | dossier | forgets its id; registered anew |
| a record that is gone before handing in | record gone | dossier | forgets its id; registered anew |
| a request whose dossier has not been delivered yet | target waits | dossier | waits for its dossier |
| the number or code is another dossier's | number taken | dossier | attention; staff give it a new code |
| no official number, where one is needed | no number | dossier | waits with backoff; staff may give one |

An outcome that concerns the link is believed only when the probe agrees: a proxy that refuses one dossier
must not stop the others. `unconfirmed`, a 4xx is a rejection and everything else counts as busy.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from offline_queue.contract.dossier import DeliveryState


class Outcome(StrEnum):
    """How a call ended when it did not end well."""

    UNREACHABLE = "unreachable"
    CAPTIVE = "captive"
    UNTRUSTED = "untrusted"
    CLOCK = "clock"
    CERTIFICATE = "certificate"
    """The portal does not take this kiosk's own certificate: it has ended, was taken back, or is none."""
    CREDENTIALS = "credentials"
    FORBIDDEN = "forbidden"
    THROTTLED = "throttled"
    BUSY = "busy"
    NONSENSE = "nonsense"
    TOO_LARGE = "too_large"
    REJECTED = "rejected"
    FOREIGN_RECORD = "foreign_record"
    """Under the id that the portal gave stands another dossier: nothing of this one may go there."""
    RECORD_GONE = "record_gone"
    """The portal no longer has the record that it made."""
    NUMBER_TAKEN = "number_taken"
    """The number that this dossier would be known by belongs to another one."""
    NO_NUMBER = "no_number"
    """A record needs an official number here, and the portal hands out none now."""
    UNPROVEN = "unproven"
    """A request that ends a dossier, and nothing proves who asked: nothing was sent, nor ever will be."""
    MISADDRESSED = "misaddressed"
    """The queue's file names an authority that does not follow from the sealed dossier: nothing was sent."""
    TARGET_WAITS = "target_waits"
    """The dossier that this request is about has not been delivered yet: nothing was sent."""
    STOPPED = "stopped"
    """The daemon itself broke off: it is asked to end, or the hours for sending are over."""


class Body(StrEnum):
    """What came as the answer's body."""

    PORTAL_JSON = "portal_json"
    BROKEN_JSON = "broken_json"
    """Announced as JSON, but cut, too long, or no JSON."""
    FOREIGN = "foreign"
    """HTML, text, nothing: not the portal's format."""


class Scope(StrEnum):
    """Whom an outcome concerns."""

    LINK = "link"
    DOSSIER = "dossier"


@dataclass(frozen=True, slots=True)
class Decision:
    """What follows from an outcome."""

    scope: Scope
    state: DeliveryState
    steps_aside: bool
    """Whether it counts as this dossier's failure: fewer failures go first."""


_TEMPORARY = frozenset({408, 425})
_FOREIGN_ALWAYS = frozenset({407, 511})

DECISIONS: dict[Outcome, Decision] = {
    Outcome.UNREACHABLE: Decision(Scope.LINK, DeliveryState.WAITING, steps_aside=False),
    Outcome.CAPTIVE: Decision(Scope.LINK, DeliveryState.WAITING, steps_aside=False),
    Outcome.UNTRUSTED: Decision(Scope.LINK, DeliveryState.WAITING, steps_aside=False),
    Outcome.CLOCK: Decision(Scope.LINK, DeliveryState.BLOCKED_CLOCK, steps_aside=False),
    Outcome.CERTIFICATE: Decision(Scope.LINK, DeliveryState.BLOCKED_CREDENTIALS, steps_aside=False),
    Outcome.CREDENTIALS: Decision(Scope.LINK, DeliveryState.BLOCKED_CREDENTIALS, steps_aside=False),
    Outcome.FORBIDDEN: Decision(Scope.LINK, DeliveryState.BLOCKED_CREDENTIALS, steps_aside=False),
    Outcome.THROTTLED: Decision(Scope.LINK, DeliveryState.WAITING, steps_aside=False),
    Outcome.STOPPED: Decision(Scope.LINK, DeliveryState.WAITING, steps_aside=False),
    Outcome.BUSY: Decision(Scope.DOSSIER, DeliveryState.WAITING, steps_aside=True),
    Outcome.NONSENSE: Decision(Scope.DOSSIER, DeliveryState.WAITING, steps_aside=True),
    Outcome.TOO_LARGE: Decision(Scope.DOSSIER, DeliveryState.REJECTED, steps_aside=False),
    Outcome.REJECTED: Decision(Scope.DOSSIER, DeliveryState.REJECTED, steps_aside=False),
    Outcome.FOREIGN_RECORD: Decision(Scope.DOSSIER, DeliveryState.WAITING, steps_aside=True),
    Outcome.RECORD_GONE: Decision(Scope.DOSSIER, DeliveryState.WAITING, steps_aside=True),
    Outcome.TARGET_WAITS: Decision(Scope.DOSSIER, DeliveryState.WAITING, steps_aside=True),
    Outcome.UNPROVEN: Decision(Scope.DOSSIER, DeliveryState.REJECTED, steps_aside=False),
    Outcome.MISADDRESSED: Decision(Scope.DOSSIER, DeliveryState.REJECTED, steps_aside=False),
    Outcome.NUMBER_TAKEN: Decision(Scope.DOSSIER, DeliveryState.REJECTED, steps_aside=False),
    Outcome.NO_NUMBER: Decision(Scope.DOSSIER, DeliveryState.WAITING, steps_aside=True),
}
RECORD_LOST = frozenset({Outcome.FOREIGN_RECORD, Outcome.RECORD_GONE})
"""After these the id that the portal gave is forgotten."""
MOST_LOST_RECORDS = 3
"""A portal that lost so many records of one dossier is a person's matter."""
_NEED_NO_PROOF = frozenset({Outcome.STOPPED, Outcome.THROTTLED})


def of_http(status: int, body: Body) -> Outcome | None:
    """Give the outcome of an answer, or None when it is a success."""
    if status in _FOREIGN_ALWAYS:
        return Outcome.CAPTIVE
    if status >= 500:
        return Outcome.BUSY
    if body is Body.FOREIGN:
        return Outcome.CAPTIVE
    if body is Body.BROKEN_JSON and (status < 300 or status >= 400):
        return Outcome.NONSENSE
    if status == 429:
        return Outcome.THROTTLED
    if status in _TEMPORARY:
        return Outcome.BUSY
    if status == 413:
        return Outcome.TOO_LARGE
    if 200 <= status < 300:
        return None
    if not 400 <= status < 500:
        return Outcome.CAPTIVE
    return {401: Outcome.CREDENTIALS, 403: Outcome.FORBIDDEN}.get(status, Outcome.REJECTED)


def needs_proof(outcome: Outcome) -> bool:
    """Whether the probe must agree before the whole link is held to be in that condition."""
    return DECISIONS[outcome].scope is Scope.LINK and outcome not in _NEED_NO_PROOF


def unconfirmed(status: int) -> Outcome:
    """Give what a link's outcome is when the probe finds the portal well. `status`: 0 when none came."""
    if status == 413:
        return Outcome.TOO_LARGE
    return Outcome.REJECTED if 400 <= status < 500 and status not in {401, 429, *_TEMPORARY} else Outcome.BUSY
