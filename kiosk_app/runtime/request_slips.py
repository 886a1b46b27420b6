"""From a dossier that was filed, and what was asked for about it, to what its slips say."""

from __future__ import annotations

from datetime import date, datetime

from configuration.delivery_tables import KioskIdentity
from kiosk_app.runtime.slip_contents import DELIVERY, authority_of
from kiosk_app.session.facts.followed import Action, DossierStatus
from kiosk_app.session.facts.service import QueueEntry
from kiosk_app.session.steps.certified_copy import PAPER
from kiosk_app.session.steps.dossier import DossierSlip, PrintState
from kiosk_app.session.steps.petition import CATEGORY, VOICE_SECONDS
from kiosk_app.session.steps.request_sent import PrintRequest
from kiosk_app.session.steps.visit_day import DAY, HALF, MATTER
from kiosk_app.slips.model import (
    Appointment,
    AskedPaper,
    Authority,
    BookingSlip,
    CertifiedCopySlip,
    ListedPaper,
    PetitionSlip,
    RequestSlip,
    SentPaper,
    StateSlip,
    SupplementRequestSlip,
)
from kiosk_app.slips.states import state_words
from vietnam.wording import day_or_moment, told_words

# The blanks that do not break keep a word of two syllables on one line.
_TITLES = {
    Action.SUPPLEMENT: ("PHIẾU XÁC NHẬN ĐÃ\u00a0GỬI BỔ\u00a0SUNG HỒ\u00a0SƠ", "Receipt: papers handed in"),
    Action.WITHDRAWAL: (
        "PHIẾU XÁC NHẬN ĐÃ\u00a0GỬI YÊU\u00a0CẦU RÚT HỒ\u00a0SƠ",
        "Receipt: withdrawal requested",
    ),
    Action.CONFIRMATION: ("PHIẾU XÁC NHẬN Ý\u00a0KIẾN VỀ BẢN NHÁP", "Receipt: word on the draft"),
}
_PROMISES = {
    Action.SUPPLEMENT: "Cán bộ xem giấy tờ bổ sung rồi giải quyết tiếp hồ sơ.",
    Action.WITHDRAWAL: "Cán bộ xem yêu cầu rồi trả lại hồ sơ. Đến khi đó hồ sơ vẫn được giải quyết.",
    Action.CONFIRMATION: "Cán bộ làm tiếp theo ý kiến này.",
}
_NO_DAY = "chưa rõ, xin hỏi cán bộ ở quầy"
"""Where the portal told no due date, or one that cannot be."""


def request_slip_of(
    effect: PrintRequest, kiosk: KioskIdentity, lookup_address: str, *, reprinted_at: datetime | None
) -> RequestSlip | PetitionSlip | CertifiedCopySlip | BookingSlip:
    """What the confirmation of a request says. `effect`: of a request that is durable."""
    sending, found = effect.sending, effect.found
    if sending.at is None:
        raise ValueError("a slip was asked for before the request was stored")
    if effect.action is Action.CERTIFIED_COPY:
        return CertifiedCopySlip(
            authority=authority_of(kiosk),
            code=sending.code,
            key=sending.key,
            saved_at=sending.at,
            paper=dict(effect.answers).get(PAPER, ""),
            pages=sending.pages,
            name=effect.name,
            lookup_address=lookup_address,
            reprinted_at=reprinted_at,
        )
    if effect.action is Action.BOOKING:
        asked = dict(effect.answers)
        return BookingSlip(
            authority=authority_of(kiosk),
            code=sending.code,
            key=sending.key,
            saved_at=sending.at,
            matter=asked[MATTER],
            day=date.fromisoformat(asked[DAY]),
            half=asked[HALF],
            name=effect.name,
            lookup_address=lookup_address,
            reprinted_at=reprinted_at,
        )
    if found is None:
        return PetitionSlip(
            authority=authority_of(kiosk),
            code=sending.code,
            key=sending.key,
            saved_at=sending.at,
            category=dict(effect.answers).get(CATEGORY, ""),
            named=bool(effect.name),
            papers=(SentPaper("Giấy tờ, ảnh kèm theo", sending.pages),) if sending.pages else (),
            voice=f"{spoken} giây" if (spoken := dict(effect.answers).get(VOICE_SECONDS)) else "",
            lookup_address=lookup_address,
            reprinted_at=reprinted_at,
        )
    title, title_en = _TITLES[effect.action]
    return RequestSlip(
        authority=authority_of(kiosk),
        title=title,
        title_en=title_en,
        code=sending.code,
        dossier_code=found.code,
        saved_at=sending.at,
        asked=found.words if effect.action is Action.SUPPLEMENT else "",
        said=_said(dict(effect.answers)),
        papers=(SentPaper("Giấy tờ bổ sung", sending.pages),) if sending.pages else (),
        promise=_PROMISES[effect.action],
        lookup_address=lookup_address,
        reprinted_at=reprinted_at,
    )


def slip_again_of(
    effect: PrintState, kiosk: KioskIdentity, lookup_address: str, now: datetime
) -> Appointment | StateSlip | SupplementRequestSlip:
    """Give Mẫu 02 where that is asked for, else Mẫu 01 once an authority has received the dossier.

    Until then, what is known of it.
    """
    found, filed = effect.found, effect.found.filed
    if effect.kind is DossierSlip.REQUEST:
        return asked_slip_of(found, kiosk, lookup_address, reprinted_at=now if effect.again else None)
    received, due = day_or_moment(found.received_at), day_or_moment(found.due_at)
    official = found.promised and found.code != found.provisional_code
    if filed is None or received is None or due is None or not official or not effect.time_by_law:
        return state_slip_of(found, kiosk, lookup_address, now)
    return Appointment(
        authority=authority_of(kiosk),
        official_code=found.code,
        received_at=received,
        due_at=due,
        applicant_name=filed.applicant_name,
        applicant_address=filed.applicant_address,
        phone=filed.phone,
        email=filed.email,
        personal_id=filed.personal_id,
        summary=f"{filed.summary} ({filed.copies} bản)" if filed.copies > 1 else filed.summary,
        owner_name=filed.owner_name,
        owner_address=filed.owner_address,
        papers=tuple(
            ListedPaper(name, originals=0 if scanned else 1, copies=1 if scanned else 0)
            for name, scanned in filed.papers
        ),
        time_by_law=effect.time_by_law,
        delivery=DELIVERY[filed.delivery].format(centre=kiosk.centre_name, authority=kiosk.authority_name),
        lookup_address=lookup_address,
        reprinted_at=now,
    )


def asked_slip_of(
    found: DossierStatus, kiosk: KioskIdentity, lookup_address: str, *, reprinted_at: datetime | None
) -> SupplementRequestSlip:
    """What Mẫu 02 says: what the portal tells of it, and what was filed here."""
    filed = found.filed
    return SupplementRequestSlip(
        authority=_asking(found, kiosk),
        official_code=found.code,
        asked_at=day_or_moment(found.asked_at),
        applicant_name=filed.applicant_name if filed else "",
        applicant_address=filed.applicant_address if filed else "",
        phone=filed.phone if filed else "",
        email=filed.email if filed else "",
        summary=filed.summary if filed else found.service_name,
        papers=tuple(AskedPaper(name, count) for name, count in found.asked_papers),
        words=found.words,
        told=told_words(found.told_at),
        lookup_address=lookup_address,
        reprinted_at=reprinted_at,
    )


def _asking(found: DossierStatus, kiosk: KioskIdentity) -> Authority:
    """Who received it and asks: this kiosk's authority, or the one that the portal names; else nobody.

    An official number begins with the code of its authority.
    """
    named = found.authority_name.strip()
    if found.filed or named in (kiosk.authority_name, kiosk.authority_code):
        return authority_of(kiosk)
    # Some portals give a code for it.
    if " " in named:
        return Authority(named, centre="")
    ours = not named and found.code.startswith(f"{kiosk.authority_code}-")
    return authority_of(kiosk) if ours else Authority("", centre="")


def state_slip_of(
    found: DossierStatus, kiosk: KioskIdentity, lookup_address: str, now: datetime
) -> StateSlip:
    """What a slip that is printed again says; the official number takes the place of a provisional code."""
    return StateSlip(
        authority=authority_of(kiosk),
        code=found.code,
        provisional_code=found.provisional_code,
        procedure_name=found.service_name,
        state=state_words(found.stage, sent=found.sent, ended=found.ended),
        sent="" if found.received else told_words(found.received_at),
        received=told_words(found.received_at) if found.received else "",
        due=(told_words(found.due_at) or (_NO_DAY if found.awaited else "")) if found.promised else "",
        due_before=told_words(found.due_before) if found.promised else "",
        told=told_words(found.told_at),
        lookup_address=lookup_address,
        reprinted_at=now,
    )


def code_slip_of(entry: QueueEntry, kiosk: KioskIdentity, lookup_address: str, now: datetime) -> StateSlip:
    """Give the code of a dossier again, as staff may have it: nothing on it tells whose or what it is."""
    sent = entry.state in ("accepted", "purged")
    return StateSlip(
        authority=authority_of(kiosk),
        code=entry.code,
        provisional_code=entry.provisional_code,
        state=state_words("", sent=sent, ended=""),
        lookup_address=lookup_address,
        reprinted_at=now,
    )


def _said(answers: dict[str, str]) -> tuple[str, ...]:
    match answers.get("verdict", ""):
        case "right":
            return ("Bản nháp đúng.",)
        case "wrong":
            return (f"Bản nháp sai: {answers.get('wrong', '')}.",)
    return ()
