"""From a stored dossier to what its slips say."""

from __future__ import annotations

from datetime import date, datetime

from configuration.delivery_tables import KioskIdentity
from kiosk_app.catalogue.card import FilingPlace
from kiosk_app.catalogue.guide import Guide, PaperToBring, contact_card
from kiosk_app.catalogue.model import Need
from kiosk_app.forms.export import applicant, copies, delivery, organisation, owner, summary
from kiosk_app.forms.totals import fee_total, fees_due
from kiosk_app.session.facts.counters import QueueTicket
from kiosk_app.session.facts.delivery import SubmissionState, linked_states
from kiosk_app.session.facts.filing import DossierContent
from kiosk_app.session.facts.helped import NOBODY, STAFF, Helped, files_online
from kiosk_app.slips.model import (
    Appointment,
    Authority,
    GuideSlip,
    LinkedTask,
    ListedPaper,
    NeededPaper,
    QueueTicketSlip,
    Receipt,
    SentPaper,
)
from kiosk_app.slips.wording import promised

DELIVERY = {
    "counter": "{centre}, {authority}",
    "post": "qua dịch vụ bưu chính công ích",
    "online": "bản điện tử, trên Cổng Dịch vụ công",
}
_PLACES = {
    FilingPlace.KIOSK: "Nộp được tại máy này, {authority}.",
    FilingPlace.COUNTER: "Nộp tại quầy tiếp nhận {authority}.",
    FilingPlace.ELSEWHERE: "Không nộp ở đây. Nơi giải quyết: {decides}.",
}


def authority_of(kiosk: KioskIdentity) -> Authority:
    """The receiving authority as slips name it."""
    return Authority(
        kiosk.authority_name, kiosk.centre_name, kiosk.parent_authority, kiosk.place, kiosk.phone
    )


def _stored(submission: SubmissionState) -> tuple[DossierContent, datetime]:
    """What was given, and when it became durable. Only of such a one slips are printed."""
    if submission.given is None or submission.stored_at is None:
        raise ValueError("a slip was asked for before the dossier was stored")
    return submission.given, submission.stored_at


def _promise(given: DossierContent, due: date | None) -> str:
    procedure = given.procedure
    return promised(
        procedure.promise_minutes,
        due,
        procedure.deadline.text.vi,
        at_counter=delivery(procedure, given.answers) == "counter",
    )


def _hand_in(given: DossierContent) -> tuple[str, ...]:
    """Name the papers scanned on this visit whose originals the counter keeps."""
    scanned = {part_no for part_no, pages in given.pages if pages}
    return tuple(
        one.short_name.vi for one in given.procedure.components if one.hand_in and one.part_no in scanned
    )


def receipt_of(
    submission: SubmissionState,
    kiosk: KioskIdentity,
    lookup_address: str,
    *,
    reprinted_at: datetime | None,
    helped: Helped = NOBODY,
) -> Receipt:
    """What the confirmation of sending says; provisional while there is no official code.

    `helped`: who filled it in for the citizen.
    """
    given, stored_at = _stored(submission)
    procedure = given.procedure
    person, acts_for = applicant(procedure, given.answers), organisation(procedure, given.answers)
    online = files_online(given.identity, helped)
    due = fees_due(procedure, given.answers, online=online)
    notes = [said.vi for fee in due for said in (fee.waived, fee.exempt) if said.vi]
    return Receipt(
        authority=authority_of(kiosk),
        provisional_code=submission.provisional_code,
        official_code=submission.official_code,
        saved_at=submission.received_at or stored_at,
        procedure_name=procedure.name.vi,
        procedure_code=procedure.code,
        applicant_name=person.full_name,
        personal_id=person.personal_id,
        owner_name="" if acts_for is None else acts_for.name,
        helper_name=helped.name if helped.kind else "",
        helper_is_staff=helped.kind == STAFF,
        papers=tuple(
            SentPaper(procedure.component(part_no).short_name.vi, pages)
            for part_no, pages in _sent_papers(submission).items()
        ),
        tasks=tuple(
            LinkedTask(one.part.name.vi, one.part.authority.vi, one.state("vi"))
            for one in linked_states(submission)
        ),
        fee_vnd=fee_total(procedure, given.answers, online=online) or 0,
        fee_note=" ".join(dict.fromkeys(notes)),
        promise=_promise(given, submission.due_at) if submission.official_code else "",
        hand_in=_hand_in(given),
        lookup_address=lookup_address if submission.official_code else "",
        identity_checked_later=not given.identity.verified,
        code_on_screen=submission.code_on_screen,
        reprinted_at=reprinted_at,
    )


def _sent_papers(submission: SubmissionState) -> dict[str, int]:
    """Give part_no → pages: a paper that went in several files is one paper."""
    found: dict[str, int] = {}
    for part in submission.parts:
        found[part.part_no] = found.get(part.part_no, 0) + part.pages
    return found


def appointment_of(
    submission: SubmissionState, kiosk: KioskIdentity, lookup_address: str, *, reprinted_at: datetime | None
) -> Appointment:
    """What Mẫu 01 says: the declaration is an original, scanned papers count as copies.

    `submission`: received by an authority, with a due date.
    """
    given, stored_at = _stored(submission)
    if submission.due_at is None:
        raise ValueError("an appointment slip was asked for without a due date")
    procedure = given.procedure
    person, subject = applicant(procedure, given.answers), owner(procedure, given.answers)
    way = DELIVERY[delivery(procedure, given.answers)]
    count = copies(procedure, given.answers)
    asked = summary(procedure, given.answers)
    return Appointment(
        authority=authority_of(kiosk),
        official_code=submission.official_code,
        received_at=submission.received_at or stored_at,
        due_at=submission.due_at,
        applicant_name=person.full_name,
        applicant_address=person.address,
        phone=person.phone,
        email=person.email,
        personal_id=person.personal_id,
        summary=f"{asked} ({count} bản)" if procedure.copies_field else asked,
        owner_name=subject.full_name,
        owner_address=subject.address,
        papers=tuple(
            ListedPaper(
                procedure.component(part_no).short_name.vi,
                # What the kiosk wrote is handed in as it is, what was scanned as a copy.
                originals=int(procedure.component(part_no).need is Need.GENERATED),
                copies=int(procedure.component(part_no).need is not Need.GENERATED),
            )
            for part_no in _sent_papers(submission)
        ),
        time_by_law=procedure.deadline.text.vi,
        promise=_promise(given, submission.due_at),
        hand_in=_hand_in(given),
        delivery=way.format(centre=kiosk.centre_name, authority=kiosk.authority_name),
        lookup_address=lookup_address,
        reprinted_at=reprinted_at,
    )


def guide_slip_of(guide: Guide, kiosk: KioskIdentity, today: date) -> GuideSlip:
    """What a procedure needs, told for a day."""
    place = _PLACES[guide.place].format(
        authority=kiosk.authority_name, decides=guide.authority or "xin hỏi quầy tiếp nhận"
    )
    return GuideSlip(
        authority=authority_of(kiosk),
        procedure_name=guide.name.vi,
        procedure_code=guide.code,
        told_on=today,
        place=guide.reason.vi or place,
        always=tuple(_needed(paper) for paper in guide.papers if paper.always),
        by_case=tuple(_needed(paper) for paper in guide.papers if not paper.always),
        time=guide.time.vi,
        fees=tuple(fee.vi for fee in guide.fees),
        exempt="; ".join(who.vi for who in guide.exempt),
        exempt_perhaps="; ".join(who.vi for who in guide.exempt_perhaps),
        contact=contact_card(guide, kiosk.authority_name, kiosk.phone),
    )


def queue_ticket_slip_of(
    ticket: QueueTicket, kiosk: KioskIdentity, display_address: str, *, reprinted_at: datetime | None
) -> QueueTicketSlip:
    """A number that was given out."""
    return QueueTicketSlip(
        authority=authority_of(kiosk),
        number=ticket.number,
        field_name=ticket.field.name.vi,
        counters=ticket.field.counters,
        priority=ticket.priority,
        issued_at=ticket.issued_at,
        waiting=ticket.waiting,
        minutes=ticket.minutes,
        bring=ticket.field.bring,
        appointment=ticket.appointment,
        display_address=display_address,
        reprinted_at=reprinted_at,
    )


def _needed(paper: PaperToBring) -> NeededPaper:
    return NeededPaper(paper.name.vi, ". ".join(filter(None, (paper.count.vi, paper.case.vi.rstrip(".")))))
