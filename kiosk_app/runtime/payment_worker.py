"""Has a terminal take money, and makes the notice of each payment durable.

The terminal is asked only once its question is noted on disk: money that was taken before a power cut is
found again by the next program, under the same reference, and told to the portal once.
"""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Callable, Mapping
from datetime import datetime

from drivers.payment_terminal.port import (
    PaymentTaken,
    PaymentTerminal,
    PaymentUnconfirmedError,
    TerminalError,
    TerminalUnreachableError,
)
from kiosk_app.identity.model import Identity
from kiosk_app.runtime.dossier_worker import DossierContext
from kiosk_app.runtime.jobs import JobThread, Post
from kiosk_app.runtime.request_worker import evidence_of
from kiosk_app.runtime.worker import Carrier
from kiosk_app.session.facts.payment import (
    GiveUpTerminal,
    PayAtTerminal,
    PaymentMeans,
    PaymentNotSaved,
    PaymentSaved,
    ReportTransfer,
)
from kiosk_app.session.kernel.event import Effect
from offline_queue.contract.dossier import Applicant, ClockReading, Submission, SubmissionKind, TargetDossier
from offline_queue.contract.errors import QueueError, QueueFullError
from offline_queue.contract.requests import (
    AMOUNT,
    MEANS,
    PROOF,
    TRANSFER,
    KioskAndAuthority,
    request_manifest,
)
from offline_queue.store.outbox import Outbox

log = logging.getLogger(__name__)

SUMMARY = "Báo đã nộp phí hồ sơ {code}"
_LONGEST_REFERENCE = 40
"""Characters, as `PaymentTerminal.pay` takes them."""
_ASKED_AGAIN = 3
"""Times that a terminal is asked what became of a payment before it is left to the next program."""


class PaymentWorker:
    """One thread for the terminal, one for the queue: neither waits for the other."""

    def __init__(
        self,
        queue: Callable[[], Outbox],
        context: DossierContext,
        terminal: PaymentTerminal | None,
        post: Post,
        stored: Callable[[str], None],
    ) -> None:
        """`queue` raises `QueueError` while it cannot be opened; `stored`: called once it is durable."""
        self._queue = queue
        self._context = context
        self._terminal = terminal
        self._post = post
        self._stored = stored
        self._given_up = threading.Event()
        self._storing = JobThread("payments")
        self._paying = JobThread("terminal")
        if terminal is not None:
            self._paying.do(self._find_begun)

    def effects(self) -> Mapping[type[Effect], Carrier]:
        """See `Worker`."""
        return {ReportTransfer: self._report, PayAtTerminal: self._pay, GiveUpTerminal: self._give_up}

    def wipe(self, visit: int) -> None:
        """Nothing of a visit is kept here."""

    def close(self) -> None:
        """Finish what was asked for: a citizen at the terminal is told to stop."""
        self._given_up.set()
        self._paying.close(finish=True)
        self._storing.close(finish=True)
        if self._terminal is not None:
            self._terminal.close()

    def _give_up(self, _effect: GiveUpTerminal) -> None:
        self._given_up.set()

    def _report(self, effect: ReportTransfer) -> None:
        def failed(problem: str) -> None:
            self._post(PaymentNotSaved(effect.visit, effect.reference_uid, problem))

        def store() -> None:
            fee = effect.fee
            target = TargetDossier(code=fee.code, reference_uid=fee.reference_uid)
            amount = fee.amount_vnd or 0
            try:
                code, at = self._notice(effect.reference_uid, target, (TRANSFER, amount, ""), effect.identity)
            except QueueError as error:
                log.warning("a notice of payment was not stored: %s", error.code)
                failed(QueueFullError.code if isinstance(error, QueueFullError) else "queue.unavailable")
                return
            self._post(
                PaymentSaved(effect.visit, effect.reference_uid, code, PaymentMeans.TRANSFER, at, "", amount)
            )

        self._storing.do(store, failed=lambda: failed("queue.unavailable"))

    def _pay(self, effect: PayAtTerminal) -> None:
        self._given_up.clear()

        def failed(problem: str) -> None:
            self._post(PaymentNotSaved(effect.visit, effect.reference_uid, problem))

        def pay() -> None:
            terminal, fee, uid = self._terminal, effect.fee, effect.reference_uid
            if terminal is None or not fee.amount_vnd:
                failed("terminal.unreachable")
                return
            words = {"code": fee.code, "reference_uid": fee.reference_uid, "amount_vnd": fee.amount_vnd}
            try:
                self._queue().begin_payment(uid, json.dumps(words))
            except QueueError as error:
                # A payment that is not written down is not begun: after a power cut nobody would ask about
                # it.
                log.warning("a payment was not begun: %s", error.code)
                failed(QueueFullError.code if isinstance(error, QueueFullError) else "queue.unavailable")
                return
            try:
                taken = self._taken(terminal, fee.amount_vnd, reference_of(fee.code, uid))
            except TerminalError as error:
                log.warning("nothing taken at the terminal: %s", error.code)
                if error.code not in ("terminal.unconfirmed", "terminal.wrong_amount"):
                    self._ended(uid)
                failed(error.code)
                return
            if taken is None:
                # The terminal did not say that the payment ended. The note stays, and the next visit's
                # program asks about it once more.
                failed("terminal.cancelled")
                return
            code, at = self._told(uid, fee.code, fee.reference_uid, taken, effect.identity)
            means = PaymentMeans(taken.means)
            self._post(PaymentSaved(effect.visit, uid, code, means, at, taken.number, taken.amount_vnd))

        self._paying.do(pay, failed=lambda: failed(PaymentUnconfirmedError.code))

    def _taken(self, terminal: PaymentTerminal, amount_vnd: int, reference: str) -> PaymentTaken | None:
        """Have it taken. Where the answer was lost, the terminal is asked what became of it."""
        try:
            return terminal.pay(amount_vnd, reference, self._given_up.is_set)
        except PaymentUnconfirmedError:
            log.warning("the terminal's answer was lost; it is asked again")
        for left in range(_ASKED_AGAIN, 0, -1):
            try:
                return terminal.outcome(reference)
            except TerminalError as error:
                if left == 1:
                    raise PaymentUnconfirmedError(str(error)) from error
        return None

    def _told(
        self, uid: str, code: str, reference_uid: str, taken: PaymentTaken, identity: Identity | None
    ) -> tuple[str, datetime]:
        """Store the notice, which strikes the note off; what cannot be stored now the next program finds."""
        target = TargetDossier(code=code, reference_uid=reference_uid)
        try:
            return self._notice(uid, target, (taken.means, taken.amount_vnd, taken.number), identity)
        except QueueError as error:
            log.error("money was taken and is not told yet: %s", error.code)  # noqa: TRY400  the code is the story
            return "", self._context.wall_clock()

    def _ended(self, uid: str) -> None:
        try:
            self._queue().end_payment(uid)
        except QueueError as error:
            log.warning("a payment's note stays until the next start: %s", error.code)

    def _find_begun(self) -> None:
        """Find out what became of payments that a power cut or an unclear answer left open."""
        terminal = self._terminal
        if terminal is None:
            return
        try:
            begun = self._queue().begun_payments()
        except QueueError as error:
            log.warning("payments that were begun are not known: %s", error.code)
            return
        for uid, words in begun.items():
            noted = _noted(words)
            if noted is None:
                # Not a note of this program. The ones after it are still looked at.
                log.warning("a note of a payment that nobody can read is passed over")
                continue
            code, reference_uid = noted
            try:
                taken = terminal.outcome(reference_of(code, uid))
            except TerminalUnreachableError as error:
                log.warning("payments that were begun are asked about later: %s", error.code)
                return
            except TerminalError as error:
                # The terminal answers, and does not know about this one: the later ones are asked about now.
                log.warning("what became of a payment is still not known: %s", error.code)
                continue
            if taken is None:
                self._ended(uid)
                continue
            log.warning("a payment of an earlier visit was taken, and is told now")
            stored, _ = self._told(uid, code, reference_uid, taken, None)
            if stored:
                # Needed where the notice was stored already by an earlier version, which did not delete the
                # note in the same transaction.
                self._ended(uid)

    def _notice(
        self, uid: str, target: TargetDossier, paid: tuple[str, int, str], identity: Identity | None
    ) -> tuple[str, datetime]:
        """Store what was paid: (means, đồng, the terminal's number). Gives the notice's code and its time."""
        context, made_at = self._context, self._context.wall_clock()
        means, amount, number = paid
        # A payment is told to the portal also where the sign-in is over: then without proof of who paid.
        proof = identity.to_attest if identity else ""
        claims = identity.claims if identity else None
        manifest = request_manifest(
            SubmissionKind.PAYMENT,
            reference_uid=uid,
            provisional_code=self._queue().reserve_code(),
            place=KioskAndAuthority(
                context.kiosk.id, context.kiosk.authority_code, context.kiosk.authority_name
            ),
            person=Applicant(
                full_name=claims.get("full_name") if claims else "",
                personal_id=claims.get("personal_id") if claims else "",
            ),
            identity=evidence_of(identity, (context.attest(uid, proof) or "") if proof else ""),
            clock=ClockReading(made_at=made_at, doubtful=context.clock_doubtful()),
            summary=SUMMARY.format(code=target.code),
            target=target,
            answers={MEANS: means, AMOUNT: str(amount), PROOF: number},
        )
        stored = self._queue().submit(Submission(manifest=manifest, contents=()))
        self._stored("")
        return stored.provisional_code, made_at


def reference_of(code: str, uid: str) -> str:
    """Give by what the terminal knows a payment: the dossier's code for people, and never the same twice."""
    readable = f"{code}-{uid[:8]}"
    return readable if readable.isascii() and len(readable) <= _LONGEST_REFERENCE else uid


def _noted(words: str) -> tuple[str, str] | None:
    """Read a note: (code, reference uid of its dossier); None for one that this program did not write."""
    try:
        noted = json.loads(words)
        code, reference_uid = noted["code"], noted["reference_uid"]
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    return (code, reference_uid) if isinstance(code, str) and isinstance(reference_uid, str) else None
