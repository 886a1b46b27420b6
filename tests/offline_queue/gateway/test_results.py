"""A finished result is given to whom it concerns, paid for, whole and undamaged, and to nobody else."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from offline_queue.contract.gateway_client import GatewayClient
from offline_queue.contract.result_messages import MOST_RESULT_BYTES, PIECE_BYTES
from offline_queue.gateway import document_signature
from tests.offline_queue.support.running import eventually
from tests.offline_queue.support.sending_kiosk import PROTOCOLS, SOMEBODY_ELSE, DossierKiosk, before_portal

pytestmark = pytest.mark.mostly_long("by the other protocol", one_in=2)

DOCUMENT = b"%PDF-1.7\n" + bytes(range(256)) * 300
RESULT = "r1"


class Finished(DossierKiosk):
    """A kiosk with a dossier that its authority has finished."""

    def finish(self, told: bytes = DOCUMENT, sent: bytes = DOCUMENT, *, state: str = "9") -> None:
        """The officer attaches a result; `told`: what its size and digest are of, `sent`: what comes."""
        row = {
            "uid": RESULT,
            "name": "Giấy xác nhận",
            "size": len(told),
            "sha256": hashlib.sha256(told).hexdigest(),
        }
        self.portal.requests.about[self.uid] = {"results": [row]}
        self.portal.requests.results[RESULT] = sent
        self.portal.dossiers[self.uid]["dossierStatus"] = "releasing" if state == "9" else "processing"

    def nationally(self, state: str) -> None:
        """The same at the national portal."""
        for row in self.portal.national.rows.values():
            row["TrangThaiHoSo"] = state


@pytest.fixture(params=PROTOCOLS)
def kiosk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Finished]:
    with before_portal(lambda portal: Finished(tmp_path, portal, request.param)) as made:
        yield made


def _finished(kiosk: Finished, client: GatewayClient, state: str = "9", **more: Any) -> str:
    code = kiosk.delivered(client)
    if kiosk.protocol == "dvcqg":
        kiosk.portal.dossiers.setdefault(kiosk.uid, {})
    kiosk.finish(state=state, **more)
    kiosk.nationally(state)
    return code


def _read(client: GatewayClient, handle: str) -> tuple[str, bytes]:
    gathered = b""
    outcome = ""

    def ended() -> bool:
        nonlocal gathered, outcome
        piece = client.result_piece(handle, len(gathered))
        outcome = piece.result
        gathered += base64.b64decode(piece.data)
        return outcome not in {"coming", "piece"} or (outcome == "piece" and len(gathered) == piece.size)

    assert eventually(ended)
    return outcome, gathered


def test_whom_it_concerns_gets_it_whole_and_once(kiosk: Finished) -> None:
    assert len(DOCUMENT) > 2 * PIECE_BYTES
    with kiosk.running() as (_, client):
        code = _finished(kiosk, client)
        begun = client.fetch_result(code, RESULT, kiosk.ticket())
        assert begun.result == "coming"
        assert _read(client, begun.handle) == ("piece", DOCUMENT)
        assert client.result_piece(begun.handle, 0).result == "gone", "the daemon has not forgotten it"


@pytest.mark.parametrize(
    ("person", "answer"), [(SOMEBODY_ELSE, "not_yours"), ("", "sign_in"), ("forged", "sign_in")]
)
def test_nobody_else_gets_it(kiosk: Finished, person: str, answer: str) -> None:
    with kiosk.running() as (_, client):
        code = _finished(kiosk, client)
        ticket = "" if not person else "eyJ.no.ticket" if person == "forged" else kiosk.ticket(person)
        assert client.fetch_result(code, RESULT, ticket).result == answer
        assert not any("/results/" in call.path for call in kiosk.portal.calls), "it was fetched all the same"


def test_a_result_that_is_not_there_or_not_finished(kiosk: Finished) -> None:
    with kiosk.running() as (_, client):
        code = _finished(kiosk, client, state="4")
        assert client.fetch_result(code, RESULT, kiosk.ticket()).result == "not_ready"
        kiosk.finish()
        kiosk.nationally("9")
        assert client.fetch_result(code, "r2", kiosk.ticket()).result == "not_ready"


def test_a_fee_is_paid_first(kiosk: Finished) -> None:
    with kiosk.running() as (_, client):
        code = _finished(kiosk, client)
        kiosk.portal.requests.payments[kiosk.uid] = {
            "fees": [{"name": "Phí", "amount": 8_000}], "payments": [], "due": True,
        }  # fmt: skip
        kiosk.portal.payments[kiosk.uid] = [
            {"paymentFee": "Phí", "paymentAmount": 8_000, "paymentStatus": 2, "confirmPayload": "[]"}
        ]
        for row in kiosk.portal.national.rows.values():
            row["DanhSachLePhi"] = [{"TenPhiLePhi": "Phí", "Gia": "8000"}]
            row["DuocThanhToanTrucTuyen"] = "3"
        begun = client.fetch_result(code, RESULT, kiosk.ticket())
        assert (begun.result, begun.amount_vnd) == ("unpaid", 8_000)


@pytest.mark.parametrize(
    ("told", "sent"),
    [
        (DOCUMENT, DOCUMENT[:-1] + b"X"),
        (DOCUMENT, DOCUMENT[:-1]),
        (b"<html>" + DOCUMENT, b"<html>" + DOCUMENT),
    ],
    ids=["changed", "cut", "no PDF"],
)
def test_what_is_not_the_document_is_not_given(kiosk: Finished, told: bytes, sent: bytes) -> None:
    with kiosk.running() as (_, client):
        code = _finished(kiosk, client, told=told, sent=sent)
        begun = client.fetch_result(code, RESULT, kiosk.ticket())
        assert _read(client, begun.handle) == ("damaged", b"")


def test_a_document_without_end_is_not_read_to_its_end(kiosk: Finished) -> None:
    with kiosk.running() as (_, client):
        code = _finished(kiosk, client, sent=b"%PDF-" + bytes(MOST_RESULT_BYTES))
        begun = client.fetch_result(code, RESULT, kiosk.ticket())
        assert _read(client, begun.handle) == ("too_large", b"")


def test_a_page_of_something_in_between_is_no_document(kiosk: Finished) -> None:
    with kiosk.running() as (_, client):
        code = _finished(kiosk, client)
        del kiosk.portal.requests.results[RESULT]
        begun = client.fetch_result(code, RESULT, kiosk.ticket())
        assert _read(client, begun.handle) == ("not_now", b"")


def test_a_handle_is_nobodys_guess(kiosk: Finished) -> None:
    with kiosk.running() as (_, client):
        code = _finished(kiosk, client)
        client.fetch_result(code, RESULT, kiosk.ticket())
        for guess in ("guessed", "đoán"):
            assert client.result_piece(guess, 0).result == "gone"


@pytest.mark.expects_errors("fetching fails inside")
def test_an_error_inside_ends_the_fetch_and_leaves_the_next_one_free(
    kiosk: Finished, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble(_content: bytes) -> None:
        raise RuntimeError("inside")

    with kiosk.running() as (_, client):
        code = _finished(kiosk, client)
        with monkeypatch.context() as patch:
            patch.setattr(document_signature, "signature_of", stumble)
            begun = client.fetch_result(code, RESULT, kiosk.ticket())
            assert _read(client, begun.handle) == ("not_now", b"")
        begun = client.fetch_result(code, RESULT, kiosk.ticket())
        assert _read(client, begun.handle) == ("piece", DOCUMENT)


def test_one_person_fetches_a_few(kiosk: Finished) -> None:
    with kiosk.running() as (_, client):
        code = _finished(kiosk, client, state="4")
        told = [client.fetch_result(code, RESULT, kiosk.ticket()).result for _ in range(11)]
        assert told[-1] == "too_often"
