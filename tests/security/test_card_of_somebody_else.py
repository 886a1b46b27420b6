"""Somebody shows a copy of another citizen's card, and would learn of their phone or have it ring."""

from __future__ import annotations

from pathlib import Path

import pytest

from offline_queue.contract.attestation import TICKET_HOLDS, Attester
from offline_queue.contract.sign_in_messages import AttestParams, CodeParams, Verified
from offline_queue.gateway.code_guard import CodeGuard
from offline_queue.gateway.sign_ins import SignIns
from tests.offline_queue.support.clock import FakeClock
from tests.offline_queue.support.codes import CodeMachine, memory_store

MINE, VICTIM = "048085000123", "048190000002"
ATTESTER = Attester(b"a" * 32)


class Rig:
    """The daemon's side, with a service that knows one token."""

    def __init__(self, folder: Path) -> None:
        self.clock, self.machine = FakeClock(), CodeMachine()
        store = memory_store(self.clock, folder)
        guard = CodeGuard(self.machine, store)
        self.sign_ins = SignIns(self._service, guard, store, ATTESTER, self.clock)

    def _service(self, token: str) -> Verified:
        if token != "my-token":
            return Verified(result="unknown")
        return Verified(result="verified", level=2, claims={"personal_id": MINE})

    def ask(self, person: str, ticket: str) -> tuple[str, str]:
        """Have a code sent: (result, what is shown of the phone)."""
        sent = self.sign_ins.request_code(CodeParams(reference_uid="u", personal_id=person, ticket=ticket))
        return sent.result, sent.phone_hint


@pytest.mark.parametrize("ticket", ["", "v1.e30.AAAA", "my-token"])
def test_without_a_sign_in_nobody_gets_a_message(tmp_path: Path, ticket: str) -> None:
    rig = Rig(tmp_path)
    assert rig.ask(VICTIM, ticket) == ("no_phone", "")
    assert rig.machine.sent == 0


def test_ones_own_sign_in_reaches_nobody_elses_phone(tmp_path: Path) -> None:
    rig = Rig(tmp_path)
    ticket = rig.sign_ins.verify("my-token").ticket
    assert rig.ask(VICTIM, ticket) == ("no_phone", "")
    assert rig.machine.sent == 0
    assert rig.ask(MINE, ticket)[0] == "sent"


def test_a_ticket_that_was_kept_holds_no_longer(tmp_path: Path) -> None:
    rig = Rig(tmp_path)
    ticket = rig.sign_ins.verify("my-token").ticket
    rig.clock.go(TICKET_HOLDS.total_seconds() + 1)
    assert rig.ask(MINE, ticket) == ("no_phone", "")
    assert rig.sign_ins.attest(AttestParams(reference_uid="u", ticket=ticket)).attestation == ""


def test_a_code_is_attested_only_where_it_was_right(tmp_path: Path) -> None:
    rig = Rig(tmp_path)
    ticket = rig.sign_ins.verify("my-token").ticket
    attested = ATTESTER.read(rig.sign_ins.attest(AttestParams(reference_uid="u", ticket=ticket)).attestation)
    assert attested.personal_id == MINE
    assert not attested.code_accepted
