"""What a machine, a portal or a printer may answer in the walks of any visit: each of it some time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from kiosk_app.identity.model import Claims, VerifyResult
from kiosk_app.session.facts.followed import DossierStatus
from kiosk_app.session.facts.results import ResultPage
from kiosk_app.session.kernel.event import Event
from tests.session import words as ev
from tests.session.support import CLAIMS, page
from tests.support.guides import COUNTER, HERE
from tests.support.payments import DUE, PAID

CODES = ("H17.99.01-261124-0001", "H17.99.01-261124-0002")
PEOPLE = ("048190000002", "048090000001")
DRAFT = (("Họ tên", "Ai đó"), ("Dân tộc", "Kinh"))


def claims_of(person: str) -> Claims:
    """What is told of a person."""
    return Claims({**CLAIMS.values, "personal_id": person})


def _found(visit: Any, code: str, *, asked_by_somebody: bool) -> DossierStatus:
    """Some state of it, with all that could be told to whom it concerns."""
    number = code if code in CODES else visit.random.choice(CODES)
    until = visit.random.choice(["2026-11-20T08:30:00+00:00", *["2027-11-25T08:30:00+00:00"] * 3])
    return DossierStatus(
        number,
        stage=visit.random.choice(["", *map(str, range(1, 11)), *"4455999"]),
        fresh=True,
        own=asked_by_somebody and visit.random.random() < 0.8,
        reference_uid=f"uid {number}",
        draft_uid=visit.random.choice(["", f"d {number}", f"d {number}"]),
        draft=DRAFT,
        draft_until=until,
        results=(("r1", "Giấy xác nhận"),),
    )


def _looked_up(visit: Any, asked: Any) -> list[Event]:
    found = _found(visit, asked.code, asked_by_somebody=bool(asked.ticket))
    told = ev.DossierTold(asked.visit, asked.number, "found", found)
    return [told, told, told, ev.DossierTold(asked.visit, asked.number, "not_now")]


def _verified(visit: Any, asked: Any) -> list[Event]:
    person = asked.token.split()[0]
    ticket = f"ticket {asked.token}"
    good = ev.TokenVerified(asked.visit, asked.token, VerifyResult.VERIFIED, 2, claims_of(person), ticket)
    away = ev.TokenVerified(asked.visit, asked.token, VerifyResult.UNAVAILABLE, None, Claims())
    return [good, good, good, away]


def _phone(visit: Any, asked: Any) -> list[Event]:
    claims = claims_of(visit.random.choice(PEOPLE))
    answers = ("pending", "verified", "verified", "denied", "unavailable", "expired")
    return [ev.PhoneAnswered(asked.visit, asked.handle, one, 2, claims, "by phone") for one in answers]


def _fee(visit: Any, asked: Any) -> list[Event]:
    due, paid = replace(DUE, code=asked.code), replace(PAID, code=asked.code)
    good = [
        ev.FeeAnswered(asked.visit, asked.number, name, fee) for name, fee in (("due", due), ("paid", paid))
    ]
    return [*good, good[0], *(ev.FeeAnswered(asked.visit, asked.number, one) for one in ("none", "not_now"))]


def _paid(visit: Any, asked: Any) -> list[Event]:
    card = isinstance(asked, ev.PayAtTerminal)
    means = ev.PaymentMeans.CARD if card else ev.PaymentMeans.TRANSFER
    at = visit.driver.wall_clock
    saved = ev.PaymentSaved(asked.visit, asked.reference_uid, "TAM-1", means, at, "1" if card else "", 8_000)
    problems = ("terminal.unconfirmed", "terminal.declined") if card else ("queue.full",)
    return [saved, *(ev.PaymentNotSaved(asked.visit, asked.reference_uid, one) for one in problems)]


def _scanned(visit: Any, asked: Any) -> list[Event]:
    visit.pages += 1
    found = visit.state.of(ev.Followed).found
    name = f"p{visit.pages}"
    visit.of_page[name] = found.code if found else ""
    visit.send(ev.PageScanned(asked.visit, page(name)))
    return [ev.ScanEnded(asked.visit), ev.ScanEnded(asked.visit), ev.ScanFailed(asked.visit, "scanner.jam")]


def _prepared(visit: Any, asked: Any) -> list[Event]:
    part = ev.PreparedPart("f1", "OLD", "Giấy cũ.pdf", 1, 1000, "ab" * 32)
    good = ev.PartsPrepared(asked.visit, asked.attempt, (part,), "TAM-DN07-0001-K")
    return [good, good, ev.PreparationFailed(asked.visit, asked.attempt, "prepare.failed")]


def _saved(visit: Any, asked: Any) -> list[Event]:
    good = ev.DossierSaved(asked.visit, asked.reference_uid, "TAM-DN07-0001-K", visit.driver.wall_clock)
    return [
        *(good, good, ev.SavingFailed(asked.visit, "sign_in.over")),
        ev.SavingFailed(asked.visit, "queue.full"),
    ]


def _request(visit: Any, asked: Any) -> list[Event]:
    good = ev.RequestSaved(
        asked.visit, asked.reference_uid, "TAM-DN07-0012-B", visit.driver.wall_clock, len(asked.pages), "1"
    )
    problems = ("prepare.too_large", "sign_in.over", "queue.full")
    return [good, good, *(ev.RequestFailed(asked.visit, asked.reference_uid, one) for one in problems)]


def _printed(name: str) -> Callable[[Any, Any], list[Event]]:
    def ended(_visit: Any, asked: Any) -> list[Event]:
        problems = ("printer.unconfirmed", "printer.paper_out")
        return [
            ev.SlipPrinted(asked.visit, name),
            *(ev.SlipFailed(asked.visit, name, one) for one in problems),
        ]

    return ended


def _spoken(visit: Any, asked: Any) -> list[Event]:
    voice = ev.Voice(b"wav", 3.0)
    good = ev.VoiceRecorded(asked.visit, asked.number, voice)
    return [good, ev.VoiceFailed(asked.visit, asked.number, "microphone.silent")]


ANSWERS: dict[type, Callable[[Any, Any], list[Event]]] = {
    ev.LookUpDossier: _looked_up,
    ev.ListMine: lambda visit, asked: [
        ev.MineTold(
            asked.visit,
            asked.number,
            "found",
            tuple(_found(visit, one, asked_by_somebody=True) for one in CODES),
        ),
        ev.MineTold(asked.visit, asked.number, "sign_in"),
        ev.MineTold(asked.visit, asked.number, "not_now"),
    ],
    ev.VerifyToken: _verified,
    ev.BeginPhone: lambda _visit, asked: [
        ev.PhoneBegun(asked.visit, "begun", "h", "https://sso.example/d", "BDFG-HJKM", 30),
        ev.PhoneBegun(asked.visit, "unavailable"),
    ],
    ev.AskPhone: _phone,
    ev.AskDueServices: lambda _visit, asked: [
        ev.DueServicesTold(asked.visit, "found", (ev.DueEntry("u1", HERE.code, "Việc"),)),
        *(ev.DueServicesTold(asked.visit, one) for one in ("sign_in", "not_now")),
    ],
    ev.CheckBadge: lambda _visit, asked: [
        ev.BadgeVerdict(asked.visit, asked.number, "accepted", "Lê Thị Cán Bộ", "word"),
        ev.BadgeVerdict(asked.visit, asked.number, "unknown"),
        ev.BadgeVerdict(asked.visit, asked.number, "unavailable"),
    ],
    ev.ReadChip: lambda _visit, asked: [
        *(ev.ChipRead(asked.visit, claims_of(one), ended=False, word="w") for one in PEOPLE),
        ev.ChipRefused(asked.visit, "chip.removed"),
        ev.ChipRefused(asked.visit, "chip.signature"),
    ],
    ev.FindProcedures: lambda _visit, asked: [
        ev.ProceduresFound(asked.visit, asked.number, (HERE, COUNTER), None, (), frozenset()),
        ev.SearchFailed(asked.visit, asked.number),
    ],
    ev.AskFee: _fee,
    ev.PayAtTerminal: _paid,
    ev.ReportTransfer: _paid,
    ev.ScanPages: _scanned,
    ev.PrepareParts: _prepared,
    ev.RequestCode: lambda _visit, asked: [
        ev.CodeRequested(asked.visit, "sent", "•••• 123", 60, 3),
        ev.CodeRequested(asked.visit, "unavailable", "", 0, 0),
    ],
    ev.CheckCode: lambda _visit, asked: [
        ev.CodeVerdict(asked.visit, "accepted", 2),
        ev.CodeVerdict(asked.visit, "wrong", 1),
        ev.CodeVerdict(asked.visit, "unavailable", 0),
    ],
    ev.SaveDossier: _saved,
    ev.SendRequest: _request,
    ev.StoreDossierRating: lambda _visit, asked: [
        ev.RatingStored(asked.visit, repeated=False),
        ev.RatingStored(asked.visit, repeated=True),
        ev.RatingNotStored(asked.visit, "queue.full"),
    ],
    ev.IssueQueueTicket: lambda visit, asked: [
        ev.QueueTicketIssued(
            asked.visit, ev.QueueTicket("A012", asked.field, asked.priority, visit.driver.wall_clock)
        ),
        ev.QueueTicketRefused(asked.visit, "ticket.unavailable"),
    ],
    ev.CheckIn: lambda visit, asked: [
        ev.QueueTicketIssued(
            asked.visit, ev.QueueTicket("A013", asked.fields[0], False, visit.driver.wall_clock)
        ),
        ev.CheckInRefused(asked.visit, "appointment.unknown"),
    ],
    ev.FetchResult: lambda _visit, asked: [
        ev.ResultCame(asked.visit, asked.number, (ResultPage("1", b"jpeg"),)),
        *(ev.ResultFailed(asked.visit, asked.number, one) for one in ("sign_in", "not_now")),
    ],
    ev.PrintCopy: lambda _visit, asked: [
        ev.CopyPrinted(asked.visit, asked.number),
        ev.CopyFailed(asked.visit, asked.number, "document_printer.unconfirmed", partly=True),
        ev.CopyFailed(asked.visit, asked.number, "document_printer.paper_out"),
    ],
    ev.RecordVoice: _spoken,
    ev.PlayVoice: lambda _visit, asked: [ev.VoicePlayed(asked.visit, asked.number)],
    ev.PrintGuide: _printed("guide"),
    ev.PrintState: _printed("state"),
    ev.PrintRequest: _printed("request"),
    ev.PrintPayment: _printed("payment"),
    ev.PrintQueueTicket: _printed("ticket"),
    ev.PrintReceipt: _printed("receipt"),
    ev.PrintAppointment: _printed("appointment"),
}
