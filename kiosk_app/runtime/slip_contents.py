"""From a stored dossier to what its slips say."""

from __future__ import annotations

from datetime import datetime

from configuration.delivery_tables import KioskIdentity
from kiosk_app.forms.export import applicant, copies, delivery, owner, summary
from kiosk_app.forms.totals import fee_total
from kiosk_app.runtime.dossier_files import Prepared
from kiosk_app.session import effects
from kiosk_app.slips.model import Appointment, Authority, ListedPaper, Receipt, SentPaper

_DELIVERY = {
    "counter": "Bộ phận Một cửa {authority}",
    "post": "qua dịch vụ bưu chính công ích",
    "online": "bản điện tử, trên Cổng Dịch vụ công",
}


def authority_of(kiosk: KioskIdentity) -> Authority:
    """The receiving authority as slips name it."""
    return Authority(kiosk.authority_name, kiosk.parent_authority, kiosk.place, kiosk.phone)


def receipt_of(
    effect: effects.PrintReceipt,
    prepared: Prepared,
    kiosk: KioskIdentity,
    lookup_address: str,
    now: datetime,
) -> Receipt:
    """What the receipt says; provisional while there is no official code."""
    draft = prepared.draft
    procedure = draft.procedure
    person = applicant(procedure, draft.answers)
    waived = [fee.waived.vi for fee in procedure.fees if fee.waived.vi]
    return Receipt(
        authority=authority_of(kiosk),
        provisional_code=effect.provisional_code,
        official_code=effect.official_code,
        saved_at=effect.received_at or prepared.saved_at or now,
        procedure_name=procedure.name.vi,
        procedure_code=procedure.code,
        applicant_name=person.full_name,
        personal_id=person.personal_id,
        papers=tuple(SentPaper(part.display_name, part.pages) for part in prepared.parts),
        fee_vnd=fee_total(procedure, draft.answers),
        fee_note=" ".join(waived),
        time_by_law=procedure.deadline.text.vi,
        promise=procedure.promise,
        due_at=effect.due_at,
        lookup_address=lookup_address if effect.official_code else "",
        identity_checked_later=not draft.identity.verified,
        code_on_screen=prepared.code_on_screen,
        reprinted_at=now if effect.reprint else None,
    )


def appointment_of(
    effect: effects.PrintAppointment,
    prepared: Prepared,
    kiosk: KioskIdentity,
    lookup_address: str,
    now: datetime,
) -> Appointment:
    """What Mẫu 01 says: the declaration is an original, scanned papers count as copies."""
    draft = prepared.draft
    procedure = draft.procedure
    person, subject = applicant(procedure, draft.answers), owner(procedure, draft.answers)
    way = _DELIVERY[delivery(procedure, draft.answers)]
    count = copies(procedure, draft.answers)
    asked = summary(procedure, draft.answers)
    return Appointment(
        authority=authority_of(kiosk),
        official_code=effect.official_code,
        received_at=effect.received_at or prepared.saved_at or now,
        due_at=effect.due_at,
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
                part.display_name,
                originals=1 if part.part_no == procedure.form_part_no else 0,
                copies=0 if part.part_no == procedure.form_part_no else 1,
            )
            for part in prepared.parts
        ),
        time_by_law=procedure.deadline.text.vi,
        promise=procedure.promise,
        delivery=way.format(authority=kiosk.authority_name),
        lookup_address=lookup_address,
        reprinted_at=now if effect.reprint else None,
    )
