"""Looks dossiers up for the screen: by code for everybody, with contents only for whom they concern.

Without a sign-in nothing but state and dates is told. With one, the portal's own row must name the person
who signed in. What the portal does not tell now comes from the queue's own rows, with its time.
"""

from __future__ import annotations

from dataclasses import dataclass

import structlog

from offline_queue.contract import answer_key, provisional_code
from offline_queue.contract.attestation import AttestationError, Attester
from offline_queue.contract.clock import stamp
from offline_queue.contract.dossier import ANSWERED, SubmissionKind
from offline_queue.contract.look_up_messages import (
    MOST_OF_ONE,
    KnownDossier,
    LookedUp,
    LookUpParams,
    Mine,
    MineParams,
)
from offline_queue.contract.portal_record import AboutDossier, FoundDossier, PortalRecord
from offline_queue.contract.stages import FINISHED
from offline_queue.gateway.dossier_question import DossierQuestion
from offline_queue.gateway.guard_store import UNKNOWN_CODES, CountedAct, GuardStoreError, Limit
from offline_queue.gateway.last_known import RememberedDossier
from offline_queue.portal.port import PortalError, RecordKey
from offline_queue.store.official_numbers import is_official

log = structlog.get_logger(__name__)

LOOK_UPS = "look-ups"
"""Whose questions are counted: the kiosk's."""
_SIGNED = frozenset({SubmissionKind.CERTIFIED_COPY.value})
"""Requests whose answer may be a signed document."""


@dataclass(frozen=True, slots=True)
class LookUpLimits:
    """How much is let through. A busy hour has some twenty people."""

    asked: tuple[Limit, ...] = (Limit(20, 60.0), Limit(200, 3_600.0))
    unknown: tuple[Limit, ...] = UNKNOWN_CODES
    of_one: tuple[Limit, ...] = (Limit(10, 600.0),)
    """Lists of one person."""


class LookUps:
    """Thread-safe."""

    def __init__(
        self, asking: DossierQuestion, attester: Attester, limits: LookUpLimits | None = None
    ) -> None:
        """`asking`: whom to ask, and whose kiosk this is."""
        self._asking = asking
        self._portal, self._known = asking.portal, asking.known
        self._store, self._clock = asking.store, asking.clock
        self._attester = attester
        self._limits = limits or LookUpLimits()

    def look_up(self, params: LookUpParams) -> LookedUp:
        """Give a dossier by its code."""
        text, key = answer_key.split(params.code)
        code = read_code(text)
        if not code:
            return LookedUp(result="wrong_code")
        person = self._person(params.ticket)
        over = bool(params.ticket) and not person
        return self._limited(code, person, key).model_copy(update={"sign_in_over": over})

    def _limited(self, code: str, person: str, key: str) -> LookedUp:
        try:
            self._store.tidy()
            if not self._may(CountedAct.LOOKED_UP, self._limits.asked) or not self._may(
                CountedAct.UNKNOWN_CODE, self._limits.unknown, count=False
            ):
                return LookedUp(result="too_often")
            found = self._look_up(code, person, key)
            if found.result in ("unknown", "wrong_key"):
                self._store.count(CountedAct.UNKNOWN_CODE, self._store.digest(LOOK_UPS))
        except GuardStoreError as error:
            log.error("nothing is looked up", reason=str(error))  # noqa: TRY400  the text is the whole story
            return LookedUp(result="not_now")
        return found

    def mine(self, params: MineParams) -> Mine:
        """Give all of who signed in, as the portal knows them and this queue besides."""
        person = self._person(params.ticket)
        if not person:
            return Mine(result="sign_in")
        try:
            self._store.tidy()
            if not self._may(CountedAct.LOOKED_UP, self._limits.of_one, of=person):
                return Mine(result="too_often")
        except GuardStoreError as error:
            log.error("nothing is looked up", reason=str(error))  # noqa: TRY400  the text is the whole story
            return Mine(result="not_now")
        local = {one.reference_uid: one for one in self._known.of_person(person)}
        try:
            found = self._asking.ask(self._portal.mine, person)
        except PortalError as error:
            log.info("a person's dossiers not told", outcome=error.outcome.value)
            found, fresh = (), False
        else:
            fresh = True
        for one in found:
            self._note_news(local.get(one.reference_uid), one.record)
        views = [
            self._view(one, local.pop(one.reference_uid, None), person, about=AboutDossier()) for one in found
        ]
        views = [_last_known(one, own=True) for one in local.values()] + views
        if not fresh and not views:
            return Mine(result="not_now")
        return Mine(
            result="found", dossiers=tuple(views[:MOST_OF_ONE]), more=max(0, len(views) - MOST_OF_ONE)
        )

    def _look_up(self, code: str, person: str, answer: str) -> LookedUp:
        local = self._known.find(code)
        if local is not None and local.kind in ANSWERED:
            return self._answered(local, person, answer)
        key = local.reference_uid if local and not local.official_code else code
        away = self._asking.elsewhere(code)
        if local is None and away == "other_kiosk":
            # A portal knows official numbers and uids, and another kiosk's paper has neither.
            return LookedUp(result=away)
        if local is not None and local.ended:
            return LookedUp(result="found", dossier=_last_known(local, own=self._is_theirs(local, person)))
        try:
            found = self._asking.ask(
                self._portal.find, local.official_code if local and local.official_code else key
            )
        except PortalError as error:
            if local is not None:
                log.info("the last known state is told", outcome=error.outcome.value)
                return LookedUp(
                    result="found", dossier=_last_known(local, own=self._is_theirs(local, person))
                )
            if error.gone:
                return LookedUp(result=away or "unknown")
            log.info("a dossier not told", outcome=error.outcome.value)
            return LookedUp(result=away or "not_now")
        if local is not None and found.reference_uid != local.reference_uid:
            # The number stands for another dossier there: nothing of that one is shown for this slip.
            log.warning("the portal has another dossier under this number", dossier=local.reference_uid)
            return LookedUp(result="found", dossier=_last_known(local, own=self._is_theirs(local, person)))
        self._note_news(local, found.record)
        return LookedUp(result="found", dossier=self._view(found, local, person))

    def _note_news(self, local: RememberedDossier | None, record: PortalRecord) -> None:
        """Have it remembered: without a network a citizen is told at least what they saw here."""
        if local is None:
            return
        known = (local.stage, local.received_at, local.due_at)
        told = (record.stage, record.received_at, record.due_at)
        if any(new and new != old for new, old in zip(told, known, strict=True)):
            self._asking.news(local.reference_uid)

    def _answered(self, local: RememberedDossier, person: str, key: str) -> LookedUp:
        """Tell of a request; its answer only to who holds the slip's key or signed in as its author."""
        if key and not answer_key.opens(key, local.reference_uid):
            return LookedUp(result="wrong_key")
        view = _last_known(local, own=bool(key) or self._is_theirs(local, person))
        ask = self._portal.calls_of(SubmissionKind(local.kind)).followed if not local.ended else None
        if ask is None:
            return LookedUp(result="found", dossier=view)
        try:
            record = self._asking.ask(ask, RecordKey("", local.reference_uid))
        except PortalError as error:
            log.info("the last known state of a request is told", outcome=error.outcome.value)
            return LookedUp(result="found", dossier=view)
        self._note_news(local, record)
        fresh = {
            "stage": record.stage,
            "received_at": record.received_at or view.received_at,
            "told_at": stamp(self._clock.now()),
            "fresh": True,
        }
        told: dict[str, object] = {"words": record.supplement} if view.own else {}
        if view.own and local.kind in _SIGNED and record.stage in FINISHED:
            told["results"] = self._about(local.reference_uid).results
        return LookedUp(result="found", dossier=view.model_copy(update={**fresh, **told}))

    def _view(
        self,
        found: FoundDossier,
        local: RememberedDossier | None,
        person: str,
        *,
        about: AboutDossier | None = None,
    ) -> KnownDossier:
        own = bool(person) and (person in found.persons or _names(local, found, person))
        record = found.record
        view = KnownDossier(
            code=found.code or (local.provisional_code if local else ""),
            stage=record.stage,
            state=local.state if local else None,
            received_at=record.received_at,
            due_at=record.due_at,
            told_at=stamp(self._clock.now()),
            fresh=True,
        )
        finished = record.stage in FINISHED
        told = about
        if told is None:
            told = self._about(found.reference_uid) if own or finished else AboutDossier()
        if finished:
            view = view.model_copy(update={"rating": told.rating})
        if not own:
            return view
        return view.model_copy(
            update={
                "own": True,
                "reference_uid": found.reference_uid,
                "provisional_code": local.provisional_code if local else "",
                "service_name": found.service_name,
                "authority_name": found.authority_name,
                "words": record.supplement,
                "asked_at": record.asked_at,
                "asked_papers": record.asked_papers,
                "due_before": told.due_before,
                "late_reason": told.late_reason,
                "parts": told.parts or (local.parts() if local else ()),
                "draft_uid": told.draft_uid,
                "draft": told.draft,
                "draft_until": told.draft_until,
                "results": told.results,
                "officials": told.officials,
                "filed": local.filed() if local else None,
            }
        )

    def _about(self, reference_uid: str) -> AboutDossier:
        if self._portal.about is None or not reference_uid:
            return AboutDossier()
        try:
            return self._asking.ask(self._portal.about, reference_uid)
        except PortalError as error:
            log.info("nothing told about a dossier", outcome=error.outcome.value)
            return AboutDossier()

    def _is_theirs(self, local: RememberedDossier, person: str) -> bool:
        return bool(person) and person in local.persons()

    def _person(self, ticket: str) -> str:
        try:
            return self._attester.open_ticket(ticket, self._clock.now()).personal_id if ticket else ""
        except AttestationError:
            return ""

    def _may(
        self, act: CountedAct, limits: tuple[Limit, ...], *, count: bool = True, of: str = LOOK_UPS
    ) -> bool:
        digest = self._store.digest(of)
        with self._store.changing():
            if self._store.wait_s(act, digest, limits) > 0:
                return False
            if count:
                self._store.count(act, digest)
        return True


def read_code(text: str) -> str:
    """Give a code in the form that it is kept in; "" for what is none, or has a wrong check character."""
    plain = " ".join(text.split()).upper()
    if is_official(plain):
        return plain
    try:
        return str(provisional_code.parse(text)) if len(text) < _LONGEST else ""
    except provisional_code.CodeError:
        return ""


_LONGEST = 60


def _names(local: RememberedDossier | None, found: FoundDossier, person: str) -> bool:
    """Whether this queue's dossier is that one and names the person: a portal may know the owner alone.

    Others write the queue's file too: a row that fits no person of the portal's is not that dossier's.
    """
    ours = frozenset() if local is None else local.persons()
    return person in ours and (not found.persons or not found.persons.isdisjoint(ours))


def _last_known(one: RememberedDossier, *, own: bool) -> KnownDossier:
    view = KnownDossier(
        # The portal's own number of a request leads nowhere at this kiosk; its slip's code does.
        code=one.provisional_code if one.kind in ANSWERED else one.official_code or one.provisional_code,
        kind=one.kind,
        stage=one.stage,
        state=one.state,
        ended=one.ended,
        received_at=one.received_at,
        due_at=one.due_at,
        told_at=one.told_at,
    )
    if not own:
        return view
    return view.model_copy(
        update={
            "own": True,
            "reference_uid": one.reference_uid,
            "provisional_code": one.provisional_code,
            "service_name": one.service_name(),
            "authority_name": one.authority_name(),
            "words": one.words(),
            "filed": one.filed(),
            "parts": one.parts(),
        }
    )
