"""What is to be paid is the portal's word: no sum is made up, and nobody's fee is another's."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from offline_queue.contract import provisional_code
from offline_queue.contract.fee_messages import FeeTold
from offline_queue.contract.gateway_client import GatewayClient
from tests.offline_queue.support.portal_server import Reply
from tests.offline_queue.support.running import eventually
from tests.offline_queue.support.sending_kiosk import PROTOCOLS, DossierKiosk, before_portal

pytestmark = pytest.mark.mostly_long("by the other protocol", one_in=2)

CAME = [{"amount": 8_000, "at": "2026-11-24T08:40:00+07:00", "reference": "FT00000001"}]


class Counter(DossierKiosk):
    """A kiosk, and the officer's and the bank's side of a fee."""

    def ask_for(self, amount: int | None, came: list[dict[str, Any]], words: str = "") -> None:
        """What the portal says of the dossier's fee."""
        fees = [] if amount is None else [{"name": "Phí cấp bản sao", "amount": amount}]
        paid = amount is not None and sum(one["amount"] for one in came) >= amount
        self.portal.requests.payments[self.uid] = {
            "fees": fees,
            "payments": came,
            "words": words,
            "due": not paid,
        }
        for row in self.portal.national.rows.values():
            row["DanhSachLePhi"] = [{"TenPhiLePhi": one["name"], "Gia": str(one["amount"])} for one in fees]
            row["TrangThaiHoSo"] = "4" if paid else "6"
            row["DuocThanhToanTrucTuyen"] = "1" if paid else "3"
        self.portal.payments[self.uid] = [
            {
                "paymentFee": "Phí cấp bản sao",
                "paymentAmount": amount,
                "paymentStatus": 5 if paid else 2,
                "paymentNote": words,
                "confirmPayload": json.dumps(came),
            }
        ]


@pytest.fixture(params=PROTOCOLS)
def counter(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Counter]:
    with before_portal(lambda portal: Counter(tmp_path, portal, request.param)) as made:
        yield made


def _until(client: GatewayClient, code: str, result: str) -> FeeTold:
    told: list[FeeTold] = []

    def is_so() -> bool:
        told.append(client.fee(code))
        return told[-1].result == result

    assert eventually(is_so, 20.0), told[-1]
    return told[-1]


def test_a_fee_of_another_dossier_is_nobodys_here(tmp_path: Path) -> None:
    """At the province's address, which says of whom it tells. OpenCPS's own call has no place for that."""
    with (
        before_portal(lambda portal: Counter(tmp_path, portal, "dvcqg")) as counter,
        counter.running() as (_, client),
    ):
        code = counter.delivered(client)
        counter.ask_for(8_000, CAME)
        counter.portal.requests.payments[counter.uid]["dossier"] = "another"
        told = client.fee(code)
        assert (told.result, told.lines, told.paid_vnd) == ("not_now", (), 0)


def test_due_then_paid(counter: Counter) -> None:
    with counter.running() as (_, client):
        code = counter.delivered(client)
        counter.ask_for(8_000, [])
        told = _until(client, code, "due")
        assert (told.amount_vnd, told.code, told.reference_uid) == (8_000, code, counter.uid)
        assert told.lines == (("Phí cấp bản sao", 8_000),)
        counter.ask_for(8_000, CAME)
        told = _until(client, code, "paid")
    assert (told.amount_vnd, told.paid_vnd, told.times, told.proofs) == (0, 8_000, 1, ("FT00000001",))
    assert told.paid_at.startswith("2026-11-24T08:40")


def test_by_the_slip_of_the_kiosk_too(counter: Counter) -> None:
    with counter.running() as (_, client):
        code = counter.delivered(client)
        counter.ask_for(8_000, [])
        assert _until(client, counter.sent.manifest.provisional_code, "due").code == code


def test_an_amount_that_nobody_said_is_none(counter: Counter) -> None:
    with counter.running() as (_, client):
        code = counter.delivered(client)
        counter.ask_for(None, [], "Cơ quan thuế sẽ báo số tiền.")
        told = _until(client, code, "due")
    assert (told.amount_vnd, told.total_vnd, told.lines) == (None, None, ())
    assert told.words == "Cơ quan thuế sẽ báo số tiền."


def test_a_second_payment_is_told(counter: Counter) -> None:
    with counter.running() as (_, client):
        code = counter.delivered(client)
        counter.ask_for(8_000, [*CAME, {**CAME[0], "reference": "FT00000002"}])
        told = _until(client, code, "paid")
    assert (told.times, told.paid_vnd, told.total_vnd) == (2, 16_000, 8_000)


def test_nothing_is_asked_of_a_dossier_that_is_over(counter: Counter) -> None:
    with counter.running() as (_, client):
        code = counter.delivered(client)
        counter.ask_for(8_000, [])
        for row in counter.portal.dossiers.values():
            row["dossierStatus"] = "cancelled"
        for row in counter.portal.national.rows.values():
            row["TrangThaiHoSo"] = "7"
        assert _until(client, code, "none").result == "none"


def test_without_the_portal_no_sum_is_told(counter: Counter) -> None:
    with counter.running() as (_, client):
        code = counter.delivered(client)
        counter.ask_for(8_000, [])
        counter.portal.fault = lambda _call: Reply(503, {"code": 503})
        told = _until(client, code, "not_now")
    assert (told.amount_vnd, told.lines) == (None, ())


def test_what_the_portal_has_not_got_yet_is_paid_at_the_counter(counter: Counter) -> None:
    counter.portal.fault = lambda call: Reply(503, {"code": 503}) if "/identity" not in call.path else None
    with counter.running() as (_, client):
        counter.outbox.submit(counter.sent)
        told = client.fee(counter.sent.manifest.provisional_code)
    assert (told.result, told.amount_vnd) == ("not_sent", None)


@pytest.mark.parametrize(
    ("code", "result"),
    [
        ("H17.99.01-200101-0001", "unknown"),
        ("H31.99.01-200101-0001", "other_province"),
        (provisional_code.make("DN08", 7), "other_kiosk"),
        ("H17", "wrong_code"),
        ("", "wrong_code"),
    ],
)
def test_codes_that_are_nobodys_here(counter: Counter, code: str, result: str) -> None:
    with counter.running() as (_, client):
        counter.delivered(client)
        assert client.fee(code).result == result


def test_a_number_that_stands_for_another_dossier_gets_no_money(counter: Counter) -> None:
    with counter.running() as (_, client):
        code = counter.delivered(client)
        counter.ask_for(8_000, [])
        for row in (*counter.portal.dossiers.values(), *counter.portal.national.rows.values()):
            row["referenceUid"] = row["ThongTinKhac"] = "a-stranger"
        assert client.fee(code).result == "not_now"


def test_a_screen_that_asks_all_the_time_does_not_ask_the_portal_so_often(counter: Counter) -> None:
    with counter.running() as (_, client):
        code = counter.delivered(client)
        counter.ask_for(8_000, [])
        _until(client, code, "due")
        before = len(counter.portal.calls)
        for _ in range(20):
            client.fee(code)
        asked = [call for call in counter.portal.calls[before:] if "payments" in call.path]
    assert len(asked) < 20
