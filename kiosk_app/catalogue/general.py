"""The general application: any procedure that has no form of its own can be filed with its papers scanned.

What the catalogue says of it in words (time, fee, authority) is shown in those words; nothing is made up.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import assets
from kiosk_app.catalogue.entry import Channel, ChannelKind, Entry, Paper, TimeUnit
from kiosk_app.catalogue.expand import Document, Library
from kiosk_app.catalogue.load import load_library, procedure_of
from kiosk_app.catalogue.model import Procedure
from kiosk_app.catalogue.spans import span

_TEMPLATE = "general/application.yaml"
_FIRST_DAY = "2025-07-01"
"""Stands for a procedure whose first day the catalogue does not tell: communes in today's form began then."""
_LONGEST_SHORT_NAME = 60
_CONDITIONAL = re.compile(r"[-+*\s]*(trường hợp|đối với|nếu|khi )", re.IGNORECASE)
"""Opens a paper that is needed in some cases only; the catalogue does not say by which answer."""
_OWN = re.compile(r"[-+*\s]*mẫu (hộ tịch )?điện tử tương tác", re.IGNORECASE)
"""An interactive e-form of the portal: the application stands for it."""
_NOT_LISTED = {
    "vi": "Danh mục không nêu giấy tờ nào. Xin hỏi quầy tiếp nhận cần nộp gì, rồi quét ở mục giấy tờ khác.",
    "en": "The catalogue lists no papers. Ask at the counter what is needed, and scan it as other papers.",
}
_CLAUSE = re.compile(r"[,;.:(/]")


def general_procedure(entry: Entry) -> Procedure:
    """Give the procedure of an entry, with the general application as its form.

    Raises `load.DocumentError` for an entry that cannot be told, for example without a name.
    """
    return procedure_of(general_document(entry), _library())


def general_document(entry: Entry) -> Document:
    """Give the source document: the template with what the entry says."""
    template = _template()
    channel = _preferred(entry)
    declaration = dict(template["declarations"]["DON"])
    # A name may hold what a line of a declaration would read as a place for an answer.
    name = re.sub(r"[{}\[\]$]", " ", entry.name)
    declaration["body"] = [
        line.replace("PROCEDURE", name) if isinstance(line, str) else line for line in declaration["body"]
    ]
    document: Document = {
        **template,
        "code": entry.code,
        "version": entry.version or entry.decision or "1",
        "effective_from": entry.effective_from.isoformat() if entry.effective_from else _FIRST_DAY,
        "name": {"vi": entry.name},
        "short_name": {"vi": entry.short_name or entry.name},
        "icon": "paper",
        "domain": {"code": "", "vi": entry.field or "Khác", "en": entry.field or "Other"},
        "template_no": entry.code,
        "results": [{"code": one.code, "vi": one.name} for one in entry.results],
        "deadline": _deadline(channel),
        "fees": _fees(entry),
        "legal_basis": [law.number for law in entry.laws if law.number],
        "components": [*template["components"], *_components(entry.papers)],
        "declarations": {"DON": declaration},
    }
    if entry.effective_to:
        document["effective_to"] = entry.effective_to.isoformat()
    reason = _elsewhere(entry)
    if reason:
        document["elsewhere"] = reason
    elif not _components(entry.papers):
        # An empty list is not "nothing to bring": the source may have lost it.
        document["door"] = _NOT_LISTED
    return document


def _elsewhere(entry: Entry) -> dict[str, str]:
    """Why it cannot be filed here, where to go and what to bring; empty where it can be filed."""
    if any(channel.kind is ChannelKind.ONLINE for channel in entry.channels):
        return {}
    where = entry.address or entry.authority
    bring = "; ".join(_short(paper.name) for paper in entry.papers if not paper.is_note)
    vi = f"Thủ tục này phải nộp trực tiếp tại {where or 'cơ quan giải quyết'}."
    en = f"This procedure must be filed in person at {where or 'the authority that decides'}."
    return {
        "vi": f"{vi} Xin mang theo: {bring}." if bring else vi,
        "en": f"{en} Please bring: {bring}." if bring else en,
    }


def _preferred(entry: Entry) -> Channel | None:
    order = (ChannelKind.ONLINE, ChannelKind.COUNTER, ChannelKind.POST)
    first = min(entry.channels, key=lambda channel: order.index(channel.kind), default=None)
    return entry.channel(first.kind) if first else None


def _deadline(channel: Channel | None) -> dict[str, Any]:
    if channel is None or not channel.time.sentence:
        return {"vi": "Cơ quan giải quyết hẹn ngày trả", "en": "The authority appoints a day"}
    told: dict[str, Any] = {"vi": channel.time.sentence}
    if channel.time.unit is TimeUnit.WORKING_DAY and channel.time.amount is not None:
        told["working_days"] = channel.time.amount
        told["en"] = span(channel.time.amount, channel.time.unit).en
    return told


def _fees(entry: Entry) -> list[dict[str, Any]]:
    """Give the fees of the channel that is preferred, of each where the counter's are others."""
    online, counter = (_told_fees(entry.channel(kind)) for kind in (ChannelKind.ONLINE, ChannelKind.COUNTER))
    if entry.channel(ChannelKind.ONLINE) and counter and online != counter:
        return [
            *({**fee, "channel": "counter"} for fee in counter),
            *({**fee, "channel": "online"} for fee in online),
        ]
    return _told_fees(_preferred(entry))


def _told_fees(channel: Channel | None) -> list[dict[str, Any]]:
    if channel is None:
        return []
    return [
        {
            "code": str(number),
            "vi": "Phí, lệ phí",
            "en": "Fees",
            "waived": {"vi": fee.sentence or "Theo quy định", "en": fee.sentence or "As the rules say"},
            # An amount for each page or person cannot be added up here: the sentence says it.
            **({"amount_vnd": fee.amount_vnd} if fee.amount_vnd is not None and not fee.per else {}),
        }
        for number, fee in enumerate(channel.fees, start=1)
    ]


def _components(papers: tuple[Paper, ...]) -> list[dict[str, Any]]:
    wanted = [paper for paper in papers if not paper.is_note and not _OWN.match(paper.name)]
    return [
        {
            "part_no": f"P{number}",
            "code": paper.code,
            "need": "optional" if paper.case or _CONDITIONAL.match(paper.name) else "required",
            "vi": paper.name,
            "short": {"vi": _short(paper.name)},
            "originals": paper.originals if paper.originals is not None else 1,
            "copies": paper.copies,
            **({"when": {"vi": paper.case}} if paper.case else {}),
        }
        for number, paper in enumerate(wanted, start=1)
    ]


def _short(name: str) -> str:
    """The first clause of a paper's name, for buttons; the whole name stands beside it."""
    plain = " ".join(name.lstrip("-+* ").split())
    clause = _CLAUSE.split(plain)[0].strip() or plain
    if len(clause) <= _LONGEST_SHORT_NAME:
        return clause
    return clause[:_LONGEST_SHORT_NAME].rsplit(" ", 1)[0] + " …"


@cache
def _template() -> Document:
    made: Document = assets.read_yaml(assets.folder("catalogue") / _TEMPLATE)
    return made


@cache
def _library() -> Library:
    return load_library(assets.folder("catalogue"))
