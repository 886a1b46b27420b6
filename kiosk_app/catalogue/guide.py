"""What a citizen is told of a procedure before they come: papers, time, fees, and where it is filed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from kiosk_app.catalogue.card import FilingPlace, card
from kiosk_app.catalogue.condition import ALWAYS
from kiosk_app.catalogue.dated_fees import fees_on, of_channel, said_beforehand
from kiosk_app.catalogue.entry import ChannelKind, Entry, FeeLine, ProcedureStatus, TimeLimit
from kiosk_app.catalogue.fees import Exemption, FeesAndTime, FeeTable, fees_and_time
from kiosk_app.catalogue.model import Component, Need, Procedure, Text
from kiosk_app.catalogue.spans import span
from kiosk_app.catalogue.store import CatalogueStore
from vietnam.bilingual import money_in

_NO_PAPER = (Need.GENERATED, Need.FROM_DATABASE, Need.NOT_APPLICABLE)
_FOR_EVERYBODY = (Need.REQUIRED, Need.SHOW_AT_COUNTER)
_PER = {
    "bản": "copy",
    "trang": "page",
    "trường hợp": "case",
    "hồ sơ": "dossier",
    "lần": "time",
    "người": "person",
}
"""What a portal says a fee is paid for each of; what stands in no such words is left as it is."""
MOST_QR_BYTES = 850
"""A code of more would be too fine for a slip of 80 mm, four dots a module."""
_ESCAPED = str.maketrans({"\\": "\\\\", ",": "\\,", ";": "\\;", "\n": "\\n"})


@dataclass(frozen=True, slots=True)
class PaperToBring:
    """A paper to bring."""

    name: Text
    count: Text
    """Originals and copies; "" where the portal does not say it for certain."""
    case: Text
    """What is said of when it is asked for; "" nothing."""
    always: bool
    """Whether everybody brings it; otherwise it depends on the case."""


@dataclass(frozen=True, slots=True)
class Guide:
    """One procedure as it is told to somebody who only asks. Nothing of anybody is in it."""

    code: str
    name: Text
    place: FilingPlace
    authority: str
    """Who decides, in the portal's words; "" unknown."""
    reason: Text
    """Why not at a kiosk, where to go and what to bring; "" where nothing is said of it."""
    time: Text
    """The number where it was read for certain, else the portal's sentence; "" where nothing is said."""
    fees: tuple[Text, ...]
    exempt: tuple[Text, ...]
    """Who pays nothing, by law."""
    exempt_perhaps: tuple[Text, ...]
    """Who may pay nothing: the counter knows."""
    papers: tuple[PaperToBring, ...]
    repealed: bool = False


def guide_of(store: CatalogueStore, code: str, province: str, on: date) -> Guide | None:
    """Tell it for a province (two digits) and a day; None: the catalogue does not know the code."""
    entry = store.entry(code, on)
    if entry is None:
        return None
    said = card(entry, store.fees, province, on)
    procedure = store.procedure(entry.code, on)
    if procedure is not None:
        fees = said_beforehand(replace(procedure, fees=fees_on(procedure, store.fees, province, on)))
    else:
        fees = _portal_fees(entry, store.fees, province, on)
    return Guide(
        code=entry.code,
        name=procedure.short_name if procedure else _same(said.name),
        place=said.place,
        authority=said.authority,
        reason=procedure.elsewhere if procedure else _same(said.reason),
        time=_time(said.time, said.time_en, procedure),
        fees=fees,
        exempt=_exempt(said.exempt, certain=True),
        exempt_perhaps=_exempt(said.exempt, certain=False),
        papers=_papers(entry, procedure),
        repealed=entry.status is ProcedureStatus.REPEALED,
    )


def contact_card(guide: Guide, authority: str, phone: str) -> str:
    """Give what a phone keeps among its contacts: the procedure, its papers, and the counter's number.

    It has at most `MOST_QR_BYTES` bytes. Where not everything has room, papers are counted and the slip is
    named; nothing is cut within.
    """
    always = [_listed(paper) for paper in guide.papers if paper.always]
    other = [_listed(paper) for paper in guide.papers if not paper.always]
    counted = f"còn {len(other)} giấy tờ tùy trường hợp, xem phiếu in" if other else ""
    name = guide.name.vi
    around = [
        f"Thời gian: {guide.time.vi}" if guide.time.vi else "",
        f"Lệ phí: {'; '.join(fee.vi for fee in guide.fees)}" if guide.fees else "",
    ]
    brought = f"Mang theo: {'; '.join(always)}" if always else ""
    ways = (
        [brought, f"Tùy trường hợp: {'; '.join(other)}" if other else "", *around],
        [brought, counted, *around],
        [f"{len(guide.papers)} giấy tờ, xem phiếu in", *around],
        [f"{len(guide.papers)} giấy tờ, xem phiếu in"],
    )
    cards = [_vcard(name, guide.code, authority, phone, "\n".join(filter(None, lines))) for lines in ways]
    cards.append(_vcard(f"Thủ tục {guide.code}", "", authority, phone, "Xem phiếu in"))
    return next(one for one in cards if len(one.encode()) <= MOST_QR_BYTES)


def _vcard(name: str, code: str, authority: str, phone: str, note: str) -> str:
    title = f"{name} ({code})" if code else name
    lines = ["BEGIN:VCARD", "VERSION:3.0", f"N:{_escaped(title)}", f"FN:{_escaped(title)}"]
    lines.append(f"ORG:{_escaped(authority)}")
    if phone:
        lines.append(f"TEL:{phone.replace(' ', '')}")
    return "\n".join((*lines, f"NOTE:{_escaped(note)}", "END:VCARD"))


def _escaped(text: str) -> str:
    return text.translate(_ESCAPED)


def _listed(paper: PaperToBring) -> str:
    return f"{paper.name.vi} ({paper.count.vi})" if paper.count.vi else paper.name.vi


def _same(words: str) -> Text:
    return Text(words, words)


def _time(time: TimeLimit | None, english: str, procedure: Procedure | None) -> Text:
    if time is None:
        return _same("")
    if time.amount is not None and time.unit is not None:
        return span(time.amount, time.unit)
    if english:
        return Text(time.sentence, english)
    # The sentence has its English where the kiosk's own form says the same.
    deadline = procedure.deadline.text if procedure else None
    return deadline if deadline and deadline.vi == time.sentence else _same(time.sentence)


def _portal_fees(entry: Entry, table: FeeTable, province: str, on: date) -> tuple[Text, ...]:
    """Say the fees of what has no form: the counter's, and those of filing online where they are others."""
    counter, online = (
        _of_channel(fees_and_time(table, entry, province, kind, on))
        for kind in (ChannelKind.COUNTER, ChannelKind.ONLINE)
    )
    if not counter or not online or counter == online:
        return counter or online
    return (*_told_of("counter", counter), *_told_of("online", online))


def _of_channel(said: FeesAndTime) -> tuple[Text, ...]:
    english = said.fees_en or ("",) * len(said.fees)
    return tuple(fee_words(line, en) for line, en in zip(said.fees, english, strict=True))


def _told_of(channel: str, fees: tuple[Text, ...]) -> Iterator[Text]:
    return (of_channel(channel, fee) for fee in fees)


def fee_words(line: FeeLine, english: str) -> Text:
    """Say a fee. `english`: what is known of it in English; else only an amount is, and a sentence stays."""
    if line.amount_vnd is None:
        return Text(line.sentence, english or line.sentence)
    amount = _amount(line, "vi")
    # A sentence without the amount is only the fee's name.
    said = line.sentence.replace(".", "").lower()
    told = str(line.amount_vnd) in said if line.amount_vnd else "miễn" in said
    named = f"{line.sentence}: {amount}" if line.sentence else amount
    vi = line.sentence if told else named
    if english or vi == amount:
        return Text(vi, english or _amount(line, "en"))
    return Text(vi, vi if told else f"{line.sentence}: {_amount(line, 'en')}")


def _amount(line: FeeLine, language: str) -> str:
    """What is paid, and for each of what."""
    if not line.amount_vnd:
        return "Free of charge" if language == "en" else "Miễn phí"
    amount = money_in(line.amount_vnd, language)
    if language == "en":
        return f"{amount} per {_PER.get(line.per.casefold(), line.per)}" if line.per else amount
    return f"{amount}/{line.per}" if line.per else amount


def _exempt(exempt: tuple[Exemption, ...], *, certain: bool) -> tuple[Text, ...]:
    return tuple(Text(one.vi, one.en) for one in exempt if one.certain is certain)


def _papers(entry: Entry, procedure: Procedure | None) -> tuple[PaperToBring, ...]:
    if procedure is not None:
        return tuple(_component(one) for one in procedure.components if one.need not in _NO_PAPER)
    return tuple(
        PaperToBring(_same(one.name), _count(one.originals, one.copies), _same(one.case), always=not one.case)
        for one in entry.papers
        if not one.is_note
    )


def _component(component: Component) -> PaperToBring:
    return PaperToBring(
        component.name,
        _count(component.originals, component.copies),
        component.when,
        always=component.need in _FOR_EVERYBODY and component.condition == ALWAYS,
    )


def _count(originals: int | None, copies: int) -> Text:
    if originals is None:
        return _same("")
    vi, en = [], []
    if originals:
        vi.append(f"{originals} bản chính")
        en.append("1 original" if originals == 1 else f"{originals} originals")
    if copies:
        vi.append(f"{copies} bản sao")
        en.append("1 copy" if copies == 1 else f"{copies} copies")
    return Text(", ".join(vi), ", ".join(en))
