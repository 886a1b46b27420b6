"""What the portal of this kiosk has no place for is not offered at the door."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from configuration.kiosk_file import Configuration
from configuration.load import load
from kiosk_app.errand_settings import counter_queues, opening, portal_takes, ways_to_pay
from kiosk_app.session.facts.followed import Action, DossierStatus
from kiosk_app.session.facts.portal_takes import PortalTakes
from kiosk_app.session.facts.rating import RatingScale
from kiosk_app.session.steps.dossier import Opens, offered, opened_by_sign_in
from offline_queue.contract.clock import SystemClock
from offline_queue.contract.dossier import SubmissionKind, TargetDossier
from offline_queue.portal.dvcqg.portal import dvcqg_portal
from offline_queue.portal.dvcqg.session import DvcqgAddresses
from offline_queue.portal.opencps.portal import opencps_portal
from offline_queue.portal.port import Outgoing, Portal, PortalError
from offline_queue.portal.rate_limit import RateLimit
from offline_queue.portal.transport import Endpoint, Transport
from tests.offline_queue.support.dossiers import Keys
from tests.offline_queue.support.requests import request
from tests.session.support import Driver
from tests.support.kiosk_toml import kiosk_toml

NOWHERE = "http://127.0.0.1:9"
"""Nobody listens there: what gets as far as the network has a place."""
REST = "https://portal.example/requests"
ASKED = DossierStatus("H17.99.01-261124-0007", stage="5", own=True)
FINISHED = replace(ASKED, stage="10")


def _configured(folder: Path, kind: str, requests_address: str) -> Configuration:
    path = folder / "kiosk.toml"
    portal: dict[str, object] = {"kind": kind, "requests_address": requests_address}
    terminal: dict[str, object] = {"transport": "tcp", "host": "127.0.0.1"}
    money: dict[str, object] = {"bank": "970436", "account": "1234567890", "holder": "KHO BAC NHA NUOC"}
    changes = {"portal": portal, "terminal": terminal, "payment": money}
    path.write_text(kiosk_toml(Keys().recipients, changes), encoding="utf-8")
    return load(path)


def _adapter(kind: str, requests_address: str) -> Portal:
    clock = SystemClock()
    endpoint = Endpoint(NOWHERE, "kiosk", "made-up", {}, connect_s=1.0, read_s=1.0, total_s=2.0)
    transport = Transport(endpoint, clock, RateLimit(clock))
    if kind == "opencps":
        return opencps_portal(transport, requests_address=requests_address)
    return dvcqg_portal(transport, addresses=DvcqgAddresses("H17.99.01", requests_address=requests_address))


def _has_a_place(portal: Portal, kind: SubmissionKind) -> bool:
    target = TargetDossier(code="H17.99.01-261124-0007", reference_uid="uid-9")
    sent = request(kind, "TAM-DN07-0099-X", target)
    with pytest.raises(PortalError) as error:
        portal.calls_of(kind).register(Outgoing(sent.manifest, "", portal_id="7", target_id="7"))
    return "requests_address is not set" not in error.value.own_words


@pytest.mark.parametrize("kind", ["opencps", "dvcqg"])
@pytest.mark.parametrize("address", ["", REST])
def test_the_door_offers_what_the_adapter_can_hand_in(tmp_path: Path, kind: str, address: str) -> None:
    takes = portal_takes(_configured(tmp_path, kind, address))
    adapter = _adapter(kind, f"{NOWHERE}/requests" if address else "")
    assert {
        SubmissionKind.SUPPLEMENT: takes.supplements,
        SubmissionKind.RATING: takes.ratings,
        SubmissionKind.PAYMENT: takes.payment_notices,
    } == {
        one: _has_a_place(adapter, one)
        for one in (SubmissionKind.SUPPLEMENT, SubmissionKind.RATING, SubmissionKind.PAYMENT)
    }
    assert takes.due_services == bool(address)


@pytest.mark.parametrize("address", ["", REST])
def test_no_money_is_taken_that_nobody_can_be_told_of(tmp_path: Path, address: str) -> None:
    ways = ways_to_pay(_configured(tmp_path, "opencps", address))
    assert (bool(ways.takes), ways.told, ways.account is not None) == (bool(address), bool(address), True)


def test_a_dossiers_screen_offers_nothing_that_has_no_place() -> None:
    some = PortalTakes(supplements=False, ratings=False)
    now = Driver().wall_clock
    assert Action.SUPPLEMENT in offered(ASKED, True, True, now)
    assert Action.SUPPLEMENT not in offered(ASKED, True, True, now, some)
    assert (opened_by_sign_in(ASKED), opened_by_sign_in(ASKED, some)) == (Opens.SUPPLEMENT, Opens.WITHDRAWAL)
    assert Action.RATING in offered(FINISHED, False, False, now)
    assert Action.RATING not in offered(FINISHED, False, False, now, some)


def test_the_front_offers_no_errand_that_has_no_place() -> None:
    front = RatingScale(5, on_front=True)
    nothing = PortalTakes(ratings=False, due_services=False)
    for takes, there in ((PortalTakes(), True), (nothing, False)):
        errands = [
            one.journey for one in Driver(settings={RatingScale: front, PortalTakes: takes}).state.errands
        ]
        assert ("rating" in errands, "due_services" in errands) == (there, there)


def test_the_counters_further_days_off_hold_for_queue_numbers_too(tmp_path: Path) -> None:
    path = tmp_path / "kiosk.toml"
    days_off = "[opening]\nclosed_days = [2026-12-31]\n"
    path.write_text(kiosk_toml(Keys().recipients) + days_off, encoding="utf-8")
    settings = load(path)
    assert counter_queues(settings).closed_days == opening(settings).closed_days == {date(2026, 12, 31)}
