"""Counts tries at one-time codes behind the screen, for dossiers, persons, phones and the whole kiosk.

Everything is written down before it is done, so that neither many requests at once nor a restart gives
another try. When the record cannot be written nothing is sent and nothing believed.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Protocol

import structlog

from offline_queue.contract.sign_in_messages import CheckParams, CodeChecked, CodeParams, CodeSent
from offline_queue.gateway.guard_store import CountedAct, GuardStore, GuardStoreError, Limit
from offline_queue.portal.identity_service import RESEND_S, UNAVAILABLE
from vietnam.contact import phone_number

log = structlog.get_logger(__name__)

_HOUR, _DAY = 3_600.0, 86_400.0
_KIOSK = "kiosk"
_BETWEEN = "between two persons"
"""In place of a person while a message to another one is on its way: no code that is typed then counts."""
_LONGEST_WAIT_S = 120.0
"""Nobody waits longer before a screen: the code is shown there instead, and recorded so."""


class CodeService(Protocol):
    """Who sends and checks codes."""

    def send_code(self, reference_uid: str, personal_id: str, phone: str) -> CodeSent:
        """Send one."""

    def check_code(self, reference_uid: str, code: str) -> CodeChecked:
        """Check one."""


@dataclass(frozen=True, slots=True)
class CodeLimits:
    """How much is let through. A commune's busiest hour has some twenty dossiers."""

    sent_to_one: tuple[Limit, ...] = (Limit(1, RESEND_S), Limit(5, _HOUR), Limit(10, _DAY))
    """Messages to one person, and to one phone."""
    sent_by_kiosk: tuple[Limit, ...] = (Limit(60, _HOUR), Limit(400, _DAY))
    wrong_of_one: tuple[Limit, ...] = (Limit(9, _HOUR), Limit(20, _DAY))
    """Wrong codes for one person, over all dossiers."""
    wrong_at_kiosk: tuple[Limit, ...] = (Limit(60, _HOUR), Limit(300, _DAY))


class CodeGuard:
    """Thread-safe."""

    def __init__(self, identity: CodeService, store: GuardStore, limits: CodeLimits | None = None) -> None:
        self._identity = identity
        self._store = store
        self._limits = limits or CodeLimits()
        self._kiosk = store.digest(_KIOSK)
        self._between = store.digest(_BETWEEN)

    def request(self, params: CodeParams) -> CodeSent:
        """Have a code sent, unless it is locked or a limit is reached."""
        try:
            return self._request(params)
        except GuardStoreError as error:
            log.error("no code is sent", reason=str(error))  # noqa: TRY400  the text is the whole story
            return CodeSent(result=UNAVAILABLE, tries_left=0)

    def check(self, params: CheckParams) -> CodeChecked:
        """Have a typed code checked; a wrong one costs a try, no answer costs none."""
        try:
            return self._check(params)
        except GuardStoreError as error:
            log.error("no code is checked", reason=str(error))  # noqa: TRY400  the text is the whole story
            return CodeChecked(result=UNAVAILABLE, tries_left=0)

    def accepted(self, reference_uid: str, personal_id: str) -> bool:
        """Whether this person's code was typed rightly for this dossier; False when nobody can tell."""
        try:
            tries = self._store.tries(reference_uid)
            return tries.accepted and tries.person == self._store.digest(_person(personal_id))
        except GuardStoreError:
            return False

    def _request(self, params: CodeParams) -> CodeSent:
        store, limits = self._store, self._limits
        person, dossier = store.digest(_person(params.personal_id)), store.digest(params.reference_uid)
        # What is no number of Vietnam goes nowhere; one number is one phone, however it is written.
        phone = phone_number(unicodedata.normalize("NFKC", params.phone))
        whom = [person, dossier] + ([store.digest(f"phone:{phone}")] if phone else [])
        store.tidy()
        with store.changing():
            tries = store.tries(params.reference_uid)
            if tries.tries_left <= 0 or self._wrong_too_often(person):
                return CodeSent(result="locked", tries_left=0)
            waits = [store.wait_s(CountedAct.SENT, one, limits.sent_to_one) for one in whom]
            waits.append(store.wait_s(CountedAct.SENT, self._kiosk, limits.sent_by_kiosk))
            if max(waits) > _LONGEST_WAIT_S:
                return CodeSent(result=UNAVAILABLE, tries_left=tries.tries_left)
            if max(waits) > 0:
                return CodeSent(
                    result="too_soon", resend_after_s=round(max(waits) + 0.499), tries_left=tries.tries_left
                )
            # Counted before the call, so that two requests at once send one message.
            counted = [store.count(CountedAct.SENT, one) for one in (*whom, self._kiosk)]
            before = tries.person
            # A code that was right for one person does not count for another who signed in later.
            # While the message is on its way what is typed is still the code of who asked before.
            tries.accepted = tries.accepted and before != ""
            tries.person = person if before in ("", person) else self._between
            typed_before = tries.accepted
            store.keep(params.reference_uid, tries)
        sent = self._identity.send_code(params.reference_uid, params.personal_id, phone)
        with store.changing():
            tries = store.tries(params.reference_uid)
            if sent.result != "sent":
                for number in counted:
                    store.take_back(number)
                if tries.person == self._between and (typed_before or sent.result != UNAVAILABLE):
                    # No message was sent, or it came too late to matter: what was typed belongs to the code
                    # before.
                    tries.person = before
                elif tries.person == self._between:
                    # The portal did not answer, but its message may have been sent. From now on nobody knows
                    # whose code is typed, so that none counts until one of them asks for a new one.
                    tries.accepted = False
            elif tries.person != person:
                tries.accepted, tries.person = False, person
            if sent.result == "locked":
                tries.tries_left = 0
            store.keep(params.reference_uid, tries)
            left = min(tries.tries_left, sent.tries_left) if sent.result == "sent" else tries.tries_left
        return sent.model_copy(update={"tries_left": left})

    def _check(self, params: CheckParams) -> CodeChecked:
        store = self._store
        store.tidy()
        with store.changing():
            tries = store.tries(params.reference_uid)
            if tries.tries_left <= 0 or self._wrong_too_often(tries.person):
                return CodeChecked(result="locked", tries_left=0)
            # Count the try before the call: several checks at once must not get more than the three tries.
            tries.tries_left -= 1
            whose = tries.person
            store.keep(params.reference_uid, tries)
            counted = [store.count(CountedAct.WRONG, one) for one in (tries.person, self._kiosk)]
        checked = self._identity.check_code(params.reference_uid, params.code)
        with store.changing():
            tries = store.tries(params.reference_uid)
            if checked.result in {UNAVAILABLE, "accepted", "expired"}:
                tries.tries_left += 1
                for number in counted:
                    store.take_back(number)
            if checked.result == "accepted":
                # Another person's message may have been sent meanwhile: what was typed was not its code.
                tries.accepted = tries.accepted or tries.person == whose
            if checked.result == "locked":
                tries.tries_left = 0
            if checked.result == "wrong":
                tries.tries_left = max(0, min(tries.tries_left, checked.tries_left))
            store.keep(params.reference_uid, tries)
        result = "locked" if checked.result == "wrong" and tries.tries_left == 0 else checked.result
        return CodeChecked(result=result, tries_left=tries.tries_left)

    def _wrong_too_often(self, person: str) -> bool:
        return (
            self._store.wait_s(CountedAct.WRONG, person, self._limits.wrong_of_one) > 0
            or self._store.wait_s(CountedAct.WRONG, self._kiosk, self._limits.wrong_at_kiosk) > 0
        )


def _person(personal_id: str) -> str:
    return f"person:{personal_id}"
