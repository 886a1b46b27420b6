"""From what a slip says to the values that its template names: everything is text by now."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from kiosk_app.slips.model import (
    Appointment,
    Authority,
    BookingSlip,
    CertifiedCopySlip,
    Content,
    GuideSlip,
    HealthSlip,
    LinkedTask,
    NeededPaper,
    PaymentSlip,
    PetitionSlip,
    QueueTicketSlip,
    Receipt,
    RequestSlip,
    SentPaper,
    StateSlip,
    SupplementRequestSlip,
    TestSlip,
)
from kiosk_app.slips.wording import (
    NO_BREAK,
    hide_numbers,
    lookup_link,
    mask_email,
    mask_id,
    mask_phone,
    printable,
    short_address,
    short_summary,
    together,
)
from offline_queue.contract.answer_key import with_key
from vietnam.time_zone import in_vietnam
from vietnam.wording import date_words, moment_words, money_words, weekday_words, when_words

Row = Mapping[str, str]
Values = Mapping[str, str | tuple[Row, ...]]
"""Text under a name, "" when there is none; or the lines of a table."""

SAMPLE_LETTERS = "ẮẰẲẴẶ ấầẩẫậ ĐỌC Ữ ỡ ỹ Ỷ – Giẻ Triêng, Xơ Đăng, Cơ Tu"
"""Letters that show most mistakes of fonts and code pages (docs/domain/language.md#letters)."""


def template_of(content: Content) -> str:
    """Name the template."""
    match content:
        case Receipt(provisional=True):
            return "receipt_provisional"
        case Receipt():
            return "receipt"
        case Appointment():
            return "appointment"
        case GuideSlip():
            return "guide"
        case RequestSlip():
            return "request"
        case PetitionSlip():
            return "petition"
        case CertifiedCopySlip():
            return "certified_copy"
        case BookingSlip():
            return "booking"
        case StateSlip():
            return "state"
        case SupplementRequestSlip():
            return "supplement_request"
        case TestSlip():
            return "test"
        case HealthSlip():
            return "health"
        case QueueTicketSlip():
            return "ticket"
        case PaymentSlip():
            return "payment"


def values_of(content: Content) -> Values:
    """Give every value that the template of this content may name, in NFC and without hidden characters."""
    match content:
        case Receipt():
            values = _receipt(content)
        case Appointment():
            values = _appointment(content)
        case GuideSlip():
            values = _guide(content)
        case RequestSlip():
            values = _request(content)
        case PetitionSlip():
            values = _petition(content)
        case CertifiedCopySlip():
            values = _certified_copy(content)
        case BookingSlip():
            values = _booking(content)
        case StateSlip():
            values = _state(content)
        case SupplementRequestSlip():
            values = _supplement_request(content)
        case TestSlip():
            values = _test(content)
        case HealthSlip():
            values = _health(content)
        case QueueTicketSlip():
            values = _ticket(content)
        case PaymentSlip():
            values = _payment(content)
    cleaned: dict[str, str | tuple[Row, ...]] = {
        name: _clean(value) if isinstance(value, str) else tuple(map(_clean_row, value))
        for name, value in values.items()
    }
    # A code is read by a machine: its line breaks are no blanks.
    return {**cleaned, "qr": content.contact} if isinstance(content, GuideSlip) else cleaned


def _clean(text: str) -> str:
    # "**" would switch bold on in a template.
    return together(printable(text).replace("**", "*"))


def _clean_row(row: Row) -> Row:
    return {name: _clean(text) for name, text in row.items()}


def _authority(authority: Authority) -> dict[str, str | tuple[Row, ...]]:
    return {
        "parent": authority.parent.upper(),
        "authority": authority.name.upper(),
        "authority_name": authority.name,
        "centre": authority.centre.upper(),
        "counter_phone": authority.phone,
    }


def _reprint(moment: datetime | None) -> str:
    return "" if moment is None else moment_words(moment)


def _dated(place: str, when: date) -> str:
    return _with_place(place, date_words(in_vietnam(when).date() if isinstance(when, datetime) else when))


def _with_place(place: str, words: str) -> str:
    """Give place, then day and hour; without the place where the configuration names none."""
    return f"{place}, {words}" if place else words


def _count(number: int) -> str:
    return str(number) if number else ""


def _receipt(receipt: Receipt) -> dict[str, str | tuple[Row, ...]]:
    return {
        **_authority(receipt.authority),
        "reprinted": _reprint(receipt.reprinted_at),
        "code": receipt.code,
        "qr": lookup_link(receipt.lookup_address, receipt.code),
        "saved": _with_place(receipt.authority.place, when_words(receipt.saved_at)),
        "procedure_name": receipt.procedure_name,
        "procedure_code": receipt.procedure_code,
        "applicant": receipt.applicant_name,
        "masked_id": mask_id(receipt.personal_id),
        "owner": receipt.owner_name,
        "helper": "" if receipt.helper_is_staff else receipt.helper_name,
        "staff_helper": receipt.helper_name if receipt.helper_is_staff else "",
        "papers": _sent(receipt.papers),
        "group": "1" if receipt.tasks else "",
        "tasks": tuple(_task(number, one) for number, one in enumerate(receipt.tasks, start=1)),
        "fee": money_words(receipt.fee_vnd) if receipt.fee_vnd else "",
        "fee_note": receipt.fee_note,
        "promise": receipt.promise,
        "hand_in": ", ".join(receipt.hand_in),
        "lookup_address": receipt.lookup_address,
        "identity_checked_later": "1" if receipt.identity_checked_later else "",
        "code_on_screen": "1" if receipt.code_on_screen else "",
    }


def _task(number: int, task: LinkedTask) -> Row:
    state = f": {task.state}" if task.state else ""
    return {"number": f"{number}.", "name": f"{task.name} – {task.authority}{state}"}


def _appointment(slip: Appointment) -> dict[str, str | tuple[Row, ...]]:
    papers = tuple(
        {
            "number": str(number),
            "name": paper.name,
            "originals": _count(paper.originals),
            "certified": _count(paper.certified),
            "copies": _count(paper.copies),
        }
        for number, paper in enumerate(slip.papers, start=1)
    )
    return {
        **_authority(slip.authority),
        "reprinted": _reprint(slip.reprinted_at),
        "code": slip.official_code,
        "qr": lookup_link(slip.lookup_address, slip.official_code),
        "dated": _dated(slip.authority.place, slip.received_at),
        "applicant": slip.applicant_name,
        "channel": slip.channel,
        "applicant_address": short_address(slip.applicant_address),
        "phone": mask_phone(slip.phone),
        "email": mask_email(slip.email),
        "masked_id": mask_id(slip.personal_id),
        "summary": short_summary(slip.summary).rstrip(" ."),
        "owner": slip.owner_name,
        "owner_address": short_address(slip.owner_address),
        "papers": papers,
        "sets": f"{slip.sets:02d}",
        "time_by_law": slip.time_by_law,
        "promise": slip.promise,
        "hand_in": ", ".join(slip.hand_in),
        "received": when_words(slip.received_at),
        "due": when_words(slip.due_at),
        "lookup_address": slip.lookup_address,
        "delivery": slip.delivery,
        "signatures": ({"left": slip.applicant_name, "right": slip.receiver_name},),
    }


def _guide(slip: GuideSlip) -> dict[str, str | tuple[Row, ...]]:
    return {
        **_authority(slip.authority),
        "procedure_name": slip.procedure_name,
        "procedure_code": slip.procedure_code,
        "told_on": date_words(slip.told_on),
        "place": slip.place,
        "always": _needed(slip.always),
        "by_case": _needed(slip.by_case),
        "no_papers": "" if slip.always or slip.by_case else "1",
        "time": slip.time,
        "fees": "; ".join(fee.rstrip(".") for fee in slip.fees),
        "exempt": slip.exempt,
        "exempt_perhaps": slip.exempt_perhaps,
    }


def _request(slip: RequestSlip) -> dict[str, str | tuple[Row, ...]]:
    return {
        **_authority(slip.authority),
        "reprinted": _reprint(slip.reprinted_at),
        "title": slip.title,
        "title_en": slip.title_en,
        "code": slip.code,
        "qr": lookup_link(slip.lookup_address, slip.dossier_code),
        "dossier_code": slip.dossier_code,
        "saved": _with_place(slip.authority.place, moment_words(slip.saved_at)),
        "asked": hide_numbers(slip.asked, contacts=False),
        "said": tuple({"sentence": hide_numbers(one, contacts=True)} for one in slip.said),
        "papers": _sent(slip.papers),
        "promise": slip.promise,
    }


def _answered_later(slip: PetitionSlip | CertifiedCopySlip | BookingSlip) -> dict[str, str | tuple[Row, ...]]:
    """Give what stands on every slip whose key opens an answer."""
    return {
        **_authority(slip.authority),
        "reprinted": _reprint(slip.reprinted_at),
        "code": slip.code,
        "key": f"{slip.key[:3]} {slip.key[3:]}",
        "qr": lookup_link(slip.lookup_address, with_key(slip.code, slip.key)),
        "saved": _with_place(slip.authority.place, moment_words(slip.saved_at)),
    }


def _petition(slip: PetitionSlip) -> dict[str, str | tuple[Row, ...]]:
    return {
        **_answered_later(slip),
        "category": slip.category,
        "named": "1" if slip.named else "",
        "voice": slip.voice,
        "papers": _sent(slip.papers),
    }


def _certified_copy(slip: CertifiedCopySlip) -> dict[str, str | tuple[Row, ...]]:
    return {
        **_answered_later(slip),
        "paper": slip.paper,
        "pages": str(slip.pages),
        "name": slip.name,
    }


def _booking(slip: BookingSlip) -> dict[str, str | tuple[Row, ...]]:
    return {
        **_answered_later(slip),
        "matter": slip.matter,
        "day": f"{weekday_words(slip.day).replace(' ', NO_BREAK)}, {date_words(slip.day)}",
        "half": slip.half,
        "name": slip.name,
    }


def _sent(papers: tuple[SentPaper, ...]) -> tuple[Row, ...]:
    return tuple(
        {"number": f"{number}.", "name": paper.name, "pages": f"{paper.pages}{NO_BREAK}trang"}
        for number, paper in enumerate(papers, start=1)
    )


def _state(slip: StateSlip) -> dict[str, str | tuple[Row, ...]]:
    return {
        **_authority(slip.authority),
        "reprinted": _reprint(slip.reprinted_at),
        "code": slip.code,
        "qr": lookup_link(slip.lookup_address, slip.code),
        "replaces": slip.provisional_code if slip.provisional_code != slip.code else "",
        "procedure_name": slip.procedure_name,
        "state": slip.state,
        "sent": slip.sent,
        "received": slip.received,
        "due": slip.due,
        "due_before": slip.due_before,
        "told": slip.told,
        "lookup_address": slip.lookup_address,
    }


def _supplement_request(slip: SupplementRequestSlip) -> dict[str, str | tuple[Row, ...]]:
    words = hide_numbers(slip.words, contacts=False)
    phone, website = slip.authority.phone, slip.lookup_address
    return {
        **_authority(slip.authority),
        "reprinted": _reprint(slip.reprinted_at),
        "code": slip.official_code,
        "qr": lookup_link(slip.lookup_address, slip.official_code),
        "dated": _dated(slip.authority.place, slip.asked_at) if slip.asked_at else "",
        "applicant": slip.applicant_name,
        "applicant_address": short_address(slip.applicant_address),
        "phone": mask_phone(slip.phone),
        "email": mask_email(slip.email),
        "summary": short_summary(slip.summary).rstrip(" ."),
        "papers": tuple(
            {"number": str(number), "name": paper.name, "count": paper.count}
            for number, paper in enumerate(slip.papers, start=1)
        ),
        "asked": "" if slip.papers else words,
        "reason": words if slip.papers else "",
        "website": website,
        "site_and_phone": "1" if website and phone else "",
        "only_site": "1" if website and not phone else "",
        "only_phone": "1" if phone and not website else "",
        "told": slip.told,
    }


def _needed(papers: tuple[NeededPaper, ...]) -> tuple[Row, ...]:
    return tuple(
        {"mark": "–", "name": f"{paper.name} ({paper.note})" if paper.note else paper.name}
        for paper in papers
    )


def _health(slip: HealthSlip) -> dict[str, str | tuple[Row, ...]]:
    return {
        "kiosk_id": slip.kiosk_id,
        "authority_name": slip.authority_name,
        "program": slip.program,
        "printed": moment_words(slip.printed_at),
        "works": "1" if slip.works else "",
        "items": tuple({"mark": item.mark, "said": item.said} for item in slip.items),
    }


def _ticket(slip: QueueTicketSlip) -> dict[str, str | tuple[Row, ...]]:
    return {
        **_authority(slip.authority),
        "reprinted": _reprint(slip.reprinted_at),
        "number": slip.number,
        "field_name": slip.field_name,
        "counters": ", ".join(slip.counters),
        "priority": "1" if slip.priority else "",
        "issued": moment_words(slip.issued_at),
        "waiting": "" if slip.waiting is None else str(slip.waiting),
        "appointment": slip.appointment,
        "minutes": "" if slip.minutes is None else str(slip.minutes),
        "bring": slip.bring.rstrip("."),
        "qr": slip.display_address,
    }


def _payment(slip: PaymentSlip) -> dict[str, str | tuple[Row, ...]]:
    return {
        **_authority(slip.authority),
        "reprinted": _reprint(slip.reprinted_at),
        "reported": "1" if slip.reported else "",
        "dossier_code": slip.dossier_code,
        "qr": lookup_link(slip.lookup_address, slip.dossier_code),
        "lines": tuple(
            {"name": name, "amount": amount.replace(" ", NO_BREAK)} for name, amount in slip.lines
        ),
        "amount": slip.amount,
        "means": slip.means,
        "proofs": ", ".join(slip.proofs),
        "at": slip.at,
        "notice": slip.notice,
        "too_much": slip.too_much,
        "receipt": slip.receipt,
    }


def _test(slip: TestSlip) -> dict[str, str | tuple[Row, ...]]:
    return {
        "kiosk_id": slip.kiosk_id,
        "printer": slip.printer,
        "printed": moment_words(slip.printed_at),
        "sample_letters": SAMPLE_LETTERS,
    }
