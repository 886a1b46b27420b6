"""Fees and ratings of both adapters against the portal sandbox, with its bank and its officer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
from vietqr_emvco import VietQRGenerator

from offline_queue.contract.dossier import SubmissionKind, TargetDossier
from offline_queue.contract.portal_record import FeeRecord
from offline_queue.contract.requests import AMOUNT, MEANS, OF_DOSSIER, PROOF, TRANSFER
from offline_queue.portal.port import FeeKey, Outgoing, Portal, PortalError
from tests.offline_queue.portal.test_sandbox_contract import SENT, deliver, portal_of
from tests.offline_queue.support.requests import ANSWERS
from tests.offline_queue.support.requests import request as asked_for
from tests.support.sandbox_in_process import sandbox_in_process
from tests.support.sandbox_program import PASSWORD, USER


class Counter:
    """One protocol's dossier at a sandbox of its own."""

    def __init__(self, kind: str, root: str) -> None:
        self.root = root
        self.portal: Portal = portal_of(kind, root)
        self.code = deliver(kind, self.portal).official_code
        self.uid = SENT[kind].manifest.reference_uid

    def officer(self, action: str, **form: str) -> None:
        """Do something to the dossier."""
        address = f"{self.root}/inbox/{self.uid}/{action}"
        requests.post(address, data=form, timeout=30).raise_for_status()

    def pay(self, amount: int, text: str = "") -> None:
        """A citizen's bank transfers money."""
        code = VietQRGenerator("970436", "1234567890").generate(amount=amount, memo=text or self.code)
        requests.post(f"{self.root}/bank/transfers", data={"code": code}, timeout=30).raise_for_status()

    def fee(self) -> FeeRecord:
        """What the portal tells."""
        assert self.portal.fee is not None
        return self.portal.fee(FeeKey(self.uid, self.code))

    def state(self) -> dict[str, Any]:
        """Everything that the sandbox has."""
        found: dict[str, Any] = requests.get(f"{self.root}/sandbox/state", timeout=30).json()
        return found

    def send(self, kind: SubmissionKind, seed: int = 1, **answers: str) -> None:
        """Hand a request in, twice, as after a lost answer."""
        target = TargetDossier(code=self.code, reference_uid=self.uid)
        given = {**ANSWERS[kind], **answers}
        sent = asked_for(kind, "TAM-DN07-0099-X", target, seed=seed, answers=given)
        for _ in range(2):
            calls = self.portal.calls_of(kind)
            outgoing = Outgoing(sent.manifest, "ghi chú", target_id=self.code)
            calls.register(outgoing)
            calls.check(outgoing)
            assert calls.submit(outgoing).submitted


@pytest.fixture(params=sorted(SENT))
def counter(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Counter]:
    with sandbox_in_process(tmp_path, USER, PASSWORD) as root:
        yield Counter(request.param, root)


def test_a_fee_is_due_until_all_of_it_came(counter: Counter) -> None:
    assert counter.fee().state == ""
    counter.officer("fee", name="Phí cấp bản sao trích lục hộ tịch", amount="16.000")
    told = counter.fee()
    assert (told.state, told.amount_vnd, told.payments) == ("due", 16_000, ())
    assert told.lines == (("Phí cấp bản sao trích lục hộ tịch", 16_000),)
    counter.pay(10_000)
    assert (counter.fee().state, counter.fee().paid_vnd) == ("due", 10_000)
    counter.pay(6_000, f"NOP PHI {counter.code.replace('.', '').replace('-', ' ')} cam on")
    told = counter.fee()
    assert (told.state, told.paid_vnd, len(told.payments)) == ("paid", 16_000, 2)
    assert all(proof.startswith("FT") and at for _, at, proof in told.payments)


def test_a_payment_that_came_twice_is_told_and_is_nobody_elses(counter: Counter) -> None:
    counter.officer("fee", amount="8000")
    counter.pay(8_000)
    counter.pay(8_000)
    told = counter.fee()
    assert (told.state, told.paid_vnd, len(told.payments)) == ("paid", 16_000, 2)
    assert set(counter.state()["payments"]) == {counter.uid}


def test_the_same_word_of_the_bank_counts_once(counter: Counter) -> None:
    word = {"reference": "FT1", "amount": 8_000, "content": counter.code}
    for _ in range(3):
        requests.post(f"{counter.root}/bank/webhook", json=word, timeout=30).raise_for_status()
    assert counter.state()["payments"][counter.uid][0]["amount"] == 8_000
    assert len(counter.state()["payments"][counter.uid]) == 1


def test_money_that_names_no_dossier_is_nobodys(counter: Counter) -> None:
    counter.officer("fee", amount="8000")
    counter.pay(8_000, "nop phi")
    assert counter.fee().state == "due"
    assert counter.state()["payments"] == {}


def test_an_amount_that_is_not_known_is_the_officers_sentence(counter: Counter) -> None:
    counter.officer("fee", words="Cơ quan thuế sẽ thông báo số tiền.")
    told = counter.fee()
    assert (told.state, told.amount_vnd, told.lines) == ("due", None, ())
    assert told.words == "Cơ quan thuế sẽ thông báo số tiền."


def test_what_a_terminal_took_is_booked_once_and_a_claim_is_not(counter: Counter) -> None:
    counter.officer("fee", amount="8000")
    counter.send(SubmissionKind.PAYMENT, 1, **{MEANS: TRANSFER, PROOF: ""})
    assert counter.fee().state == "due"
    counter.send(SubmissionKind.PAYMENT, 2, **{AMOUNT: "8000", PROOF: "000777"})
    told = counter.fee()
    assert (told.state, [proof for _, _, proof in told.payments]) == ("paid", ["000777"])


def test_a_rating_waits_for_the_result(counter: Counter) -> None:
    with pytest.raises(PortalError):
        counter.send(SubmissionKind.RATING)
    assert counter.state()["ratings"] == []


@pytest.mark.parametrize(("status", "stage"), [("releasing", "9"), ("done", "10")])
def test_a_rating_counts_once_and_names_nobody(counter: Counter, status: str, stage: str) -> None:
    counter.officer("step", status="processing")
    counter.officer("step", status=status)
    assert counter.portal.find is not None
    assert counter.portal.find(counter.code).record.stage == stage
    counter.officer("officials", officials="Trần Thị Bình: tiếp nhận")
    assert counter.portal.about is not None
    assert counter.portal.about(counter.uid).rating == "open"
    counter.send(SubmissionKind.RATING, words="Nhanh, dễ hiểu")
    counter.send(SubmissionKind.RATING, seed=2, **{OF_DOSSIER: "1"})
    told = counter.portal.about(counter.uid)
    assert (told.rating, told.officials) == ("given", ("Trần Thị Bình",))
    (kept,) = counter.state()["ratings"]
    assert (kept["dossier"], kept["officials"], kept["words"]) == (5, 4, "Nhanh, dễ hiểu")
    everything = repr(kept)
    assert not any(one in everything for one in (counter.code, counter.uid, "TAM-"))
