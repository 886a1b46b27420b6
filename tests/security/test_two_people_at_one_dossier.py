"""Two people sign in for one dossier, or one signs in and writes another's name: what holds for which?"""

from __future__ import annotations

import unicodedata
import uuid
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from offline_queue.contract.attestation import Attester
from offline_queue.contract.dossier import Applicant, Organisation
from offline_queue.contract.sign_in_messages import AttestParams, CheckParams, CodeParams, CodeSent, Verified
from offline_queue.gateway.code_guard import CodeGuard
from offline_queue.gateway.sign_ins import SignIns
from tests.offline_queue.support.clock import FakeClock
from tests.offline_queue.support.codes import CodeMachine, memory_store
from tests.offline_queue.support.dossiers import MARKER, PERSONAL_ID, Keys
from tests.security.support import PROVEN, UNPROVEN, dossier, note_of, verified

KEYS = Keys()
OTHER = "048190000009"
NAMES = {PERSONAL_ID: MARKER, OTHER: "Hồ Văn Nhum"}
ORGANISATION = {
    "tax_code": "9900000016",
    "organisation_name": "Công ty TNHH Dệt thổ cẩm Pà Dồn",
    "organisation_role": "delegate",
}


class Counter:
    """The daemon's side: two accounts, one machine for codes."""

    def __init__(self, folder: Path) -> None:
        self.clock = FakeClock(datetime(2026, 11, 26, 8, 0, tzinfo=UTC))
        store = memory_store(self.clock, folder)
        self.machine = CodeMachine()
        self.guard = CodeGuard(self.machine, store)
        self.attester: Attester = KEYS.attester
        self.sign_ins = SignIns(self._verify, self.guard, store, self.attester, self.clock)
        self.claims: Mapping[str, str] = {}

    def _verify(self, token: str) -> Verified:
        person = token.partition("-")[0]
        claims = {"personal_id": person, "full_name": NAMES[person], **self.claims}
        return Verified(result="verified", level=2, claims=claims)

    def ticket(self, person: str) -> str:
        """Of who signs in."""
        return self.sign_ins.verify(f"{person}-{uuid.uuid4()}").ticket

    def ask(self, reference: str, person: str, ticket: str) -> CodeSent:
        """Have a code sent."""
        self.clock.go(61)
        return self.sign_ins.request_code(
            CodeParams(reference_uid=reference, personal_id=person, ticket=ticket)
        )

    def type_right(self, reference: str) -> str:
        """The right code is typed."""
        checked = self.guard.check(CheckParams(reference_uid=reference, code=self.machine.code))
        return checked.result

    def word(self, reference: str, ticket: str) -> str:
        """What the daemon vouches for."""
        return self.sign_ins.attest(AttestParams(reference_uid=reference, ticket=ticket)).attestation

    def code_counts(self, reference: str, ticket: str) -> bool:
        """Whether the officer would read that the signer confirmed by a code."""
        return self.attester.read(self.word(reference, ticket)).code_accepted


def test_a_code_counts_for_whose_phone_it_went_to(tmp_path: Path) -> None:
    counter, reference = Counter(tmp_path), str(uuid.uuid4())
    first, second = counter.ticket(PERSONAL_ID), counter.ticket(OTHER)
    assert counter.ask(reference, PERSONAL_ID, first).result == "sent"
    assert counter.type_right(reference) == "accepted"
    assert counter.code_counts(reference, first)
    assert not counter.code_counts(reference, second), "the second one never had a code"


def test_asking_for_another_code_takes_nothing_over(tmp_path: Path) -> None:
    counter, reference = Counter(tmp_path), str(uuid.uuid4())
    first, second = counter.ticket(PERSONAL_ID), counter.ticket(OTHER)
    counter.ask(reference, PERSONAL_ID, first)
    counter.type_right(reference)
    assert counter.ask(reference, OTHER, second).result == "sent"
    assert not counter.code_counts(reference, second), "what was typed was the first one's code"
    assert not counter.code_counts(reference, first), "the dossier waits for another person's code now"


@pytest.mark.parametrize("refused", ["no_phone", "too_soon", "locked"])
def test_a_code_that_was_never_sent_makes_nobody_its_owner(tmp_path: Path, refused: str) -> None:
    """The second one gets no message; then the code that the first one has is typed."""
    counter, reference = Counter(tmp_path), str(uuid.uuid4())
    first, second = counter.ticket(PERSONAL_ID), counter.ticket(OTHER)
    counter.ask(reference, PERSONAL_ID, first)
    counter.machine.refuses = refused
    assert counter.ask(reference, OTHER, second).result == refused
    counter.machine.refuses = ""
    if refused != "locked":
        assert counter.type_right(reference) == "accepted"
    assert not counter.code_counts(reference, second)
    assert counter.code_counts(reference, first) is (refused != "locked")


def test_a_code_whose_sending_nobody_confirmed_is_nobodys(tmp_path: Path) -> None:
    """The message may have reached the second one, and only its answer was lost."""
    counter, reference = Counter(tmp_path), str(uuid.uuid4())
    first, second = counter.ticket(PERSONAL_ID), counter.ticket(OTHER)
    counter.ask(reference, PERSONAL_ID, first)
    counter.machine.up = False
    assert counter.ask(reference, OTHER, second).result == "unavailable"
    counter.machine.up = True
    counter.type_right(reference)
    assert not counter.code_counts(reference, first), "it may have been the second one's"
    assert not counter.code_counts(reference, second), "it may have been the first one's"
    assert counter.ask(reference, PERSONAL_ID, first).result == "sent"
    assert counter.type_right(reference) == "accepted"
    assert counter.code_counts(reference, first)
    assert not counter.code_counts(reference, second)


@pytest.mark.parametrize("reaches", [True, False])
def test_a_code_that_is_typed_while_another_one_is_sent(tmp_path: Path, reaches: bool) -> None:
    """On a second connection, while the second one's message is on its way: it is the first one's code."""
    counter, reference = Counter(tmp_path), str(uuid.uuid4())
    first, second = counter.ticket(PERSONAL_ID), counter.ticket(OTHER)
    counter.ask(reference, PERSONAL_ID, first)
    seen: list[object] = []

    def type_it() -> None:
        seen.append(counter.type_right(reference))
        seen.append(counter.code_counts(reference, second))
        counter.machine.up = reaches

    counter.machine.while_sending = type_it
    assert counter.ask(reference, OTHER, second).result == ("sent" if reaches else "unavailable")
    assert seen == ["accepted", False]
    assert not counter.code_counts(reference, second)
    # Without an answer nobody knows whose code it was; with one it is the second one's from now on.
    assert not counter.code_counts(reference, first)
    counter.machine.up = True
    assert counter.type_right(reference) == "accepted"
    assert counter.code_counts(reference, second) is reaches


def test_a_code_whose_check_ends_when_another_one_was_sent(tmp_path: Path) -> None:
    counter, reference = Counter(tmp_path), str(uuid.uuid4())
    first, second = counter.ticket(PERSONAL_ID), counter.ticket(OTHER)
    counter.ask(reference, PERSONAL_ID, first)

    def another_one_asks() -> None:
        counter.machine.while_checking = lambda: None
        assert counter.ask(reference, OTHER, second).result == "sent"

    counter.machine.while_checking = another_one_asks
    counter.type_right(reference)
    assert not counter.code_counts(reference, second)
    assert counter.type_right(reference) == "accepted"
    assert counter.code_counts(reference, second)


def test_a_message_that_fails_takes_no_accepted_code_away(tmp_path: Path) -> None:
    counter, reference = Counter(tmp_path), str(uuid.uuid4())
    first, second = counter.ticket(PERSONAL_ID), counter.ticket(OTHER)
    counter.ask(reference, PERSONAL_ID, first)
    counter.type_right(reference)
    counter.machine.up = False
    assert counter.ask(reference, OTHER, second).result == "unavailable"
    assert counter.code_counts(reference, first)
    assert not counter.code_counts(reference, second)


def note(folder: Path, counter: Counter, full_name: str, **changes: object) -> str:
    """What the officer reads of a dossier by somebody's account with this name in its form."""
    reference = str(uuid.uuid4())
    word = counter.word(reference, counter.ticket(PERSONAL_ID))
    person = Applicant(full_name=full_name, personal_id=PERSONAL_ID)
    changes = {"applicant": person, "owner": person, **changes}
    return note_of(folder, KEYS, dossier(folder, KEYS, verified(word), reference_uid=reference, **changes))


@pytest.mark.parametrize(
    "full_name",
    [
        "Hồ Văn Nhum",
        "Trần Thị Bích\u200b",
        MARKER.replace("T", "\u0422"),
        MARKER + " Hai",
        "",
    ],
    ids=["another", "nothing seen", "look-alike", "longer", "none"],
)
def test_ones_own_id_with_another_name_is_told(tmp_path: Path, full_name: str) -> None:
    said = note(tmp_path, Counter(tmp_path), full_name)
    assert PROVEN not in said
    assert UNPROVEN in said


@pytest.mark.parametrize(
    "full_name",
    [unicodedata.normalize("NFD", MARKER), MARKER.upper(), f"  {MARKER} "],
    ids=["decomposed", "capitals", "blanks"],
)
def test_the_same_name_otherwise_written_is_the_same(tmp_path: Path, full_name: str) -> None:
    assert PROVEN in note(tmp_path, Counter(tmp_path), full_name)


def test_the_signer_of_another_name_is_not_believed(tmp_path: Path) -> None:
    """The form is the account's; who is said to have signed in is not."""
    counter, reference = Counter(tmp_path), str(uuid.uuid4())
    word = counter.word(reference, counter.ticket(PERSONAL_ID))
    evidence = verified(word).model_copy(update={"full_name": "Hồ Văn Nhum"})
    said = note_of(tmp_path, KEYS, dossier(tmp_path, KEYS, evidence, reference_uid=reference))
    assert PROVEN not in said


@pytest.mark.parametrize(
    ("name", "role", "proven"),
    [
        (ORGANISATION["organisation_name"], "delegate", True),
        (ORGANISATION["organisation_name"], "representative", False),
        ("Công ty cổ phần Khác", "delegate", False),
    ],
    ids=["as its account says", "head instead of delegate", "another name"],
)
def test_an_organisation_is_what_its_account_says(tmp_path: Path, name: str, role: str, proven: bool) -> None:
    counter = Counter(tmp_path)
    counter.claims = ORGANISATION
    said = Organisation.model_validate(
        {"name": name, "tax_code": ORGANISATION["tax_code"], "kind": "business", "role": role}
    )
    told = note(tmp_path, counter, MARKER, organisation=said)
    assert ("đã xác thực qua tài khoản VNeID của tổ chức" in told) is proven
    assert ("người nộp tự khai, CHƯA XÁC THỰC" in told) is not proven
