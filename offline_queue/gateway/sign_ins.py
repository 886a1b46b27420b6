"""Sign-ins as the daemon sees them: verified once, remembered by a ticket, bound to dossiers."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from datetime import datetime

import structlog

from offline_queue.contract.attestation import AttestationError, Attester, mark_of
from offline_queue.contract.clock import Clock
from offline_queue.contract.sign_in_messages import Attested, AttestParams, CodeParams, CodeSent, Verified
from offline_queue.gateway.code_guard import CodeGuard
from offline_queue.gateway.guard_store import GuardStore, GuardStoreError
from offline_queue.portal.identity_service import UNAVAILABLE

log = structlog.get_logger(__name__)

REPLAY_S = 600.0
"""A token that was taken is refused for so long, also by a daemon that was started anew; the app's codes live
for less."""
_MOST_TOKENS = 10_000
"""Used tokens that are remembered at once; a kiosk has some hundred visits a day."""
_USED = "unknown"
"""The identity service's own word for a token that was used already."""


class SignIns:
    """Thread-safe."""

    def __init__(
        self,
        verify: Callable[[str], Verified],
        guard: CodeGuard,
        store: GuardStore,
        attester: Attester,
        clock: Clock,
    ) -> None:
        """`verify` asks the identity service. `store` remembers which tokens were taken."""
        self._verify = verify
        self._guard = guard
        self._attester = attester
        self._clock = clock
        self._store = store

    def verify(self, token: str) -> Verified:
        """Have a token checked; a picture of one that was taken before is refused here too."""
        try:
            once = _signed_part(token)
            if self._store.is_taken(once, REPLAY_S):
                return Verified(result=_USED)
            verified = self._verify(token)
            if verified.result != "verified":
                return verified
            if not self._store.take(once, REPLAY_S, _MOST_TOKENS):
                return Verified(result=_USED)
        except GuardStoreError as error:
            # Without the record of used tokens, a photograph of a code could be used a second time.
            log.error("no sign-in is believed", reason=str(error))  # noqa: TRY400  the text is the whole story
            return Verified(result=UNAVAILABLE)
        told = verified.claims
        ticket = self._attester.ticket(
            told.get("personal_id", ""),
            verified.level,
            self._clock.now(),
            told.get("tax_code", ""),
            name=mark_of(told.get("full_name", "")),
            organisation=mark_of(told.get("organisation_name", ""), told.get("organisation_role", "")),
        )
        return verified.model_copy(update={"ticket": ticket})

    def request_code(self, params: CodeParams) -> CodeSent:
        """Have a code sent to who signed in.

        A card's code can be a copy of somebody else's: it sends that person no message, and tells nothing of
        their phone.
        """
        try:
            ticket = self._attester.open_ticket(params.ticket, self._clock.now())
        except AttestationError:
            return CodeSent(result="no_phone")
        if ticket.personal_id != params.personal_id:
            return CodeSent(result="no_phone")
        return self._guard.request(params)

    def attest(self, params: AttestParams) -> Attested:
        """Bind a sign-in to a dossier; "" when there is nothing to vouch for."""
        now = self._clock.now()
        try:
            ticket = self._attester.open_ticket(params.ticket, now)
        except AttestationError:
            return self._attest_chip(params, now)
        accepted = self._guard.accepted(params.reference_uid, ticket.personal_id)
        return Attested(
            attestation=self._attester.attest(params.reference_uid, ticket, code_accepted=accepted, at=now)
        )

    def _attest_chip(self, params: AttestParams, now: datetime) -> Attested:
        try:
            word = self._attester.open_chip_word(params.ticket, now)
        except AttestationError:
            return Attested(attestation="")
        return Attested(attestation=self._attester.attest_chip(params.reference_uid, word, at=now))


def _signed_part(token: str) -> str:
    """Give what makes a signed token (JWS, RFC 7515) this one and no other; of another kind, all of it.

    The last letter of a signature in base64 has bits that say nothing: the same signature can be written in
    several ways, and a picture of a code be drawn anew with another one. What it signs can not.
    """
    header, *rest = token.split(".")[-3:]
    try:
        known = json.loads(base64.urlsafe_b64decode(header + "=" * (-len(header) % 4)))
    except (ValueError, RecursionError):
        return token
    signed = len(rest) == 2 and isinstance(known, dict) and "alg" in known
    return token.rpartition(".")[0] if signed else token
