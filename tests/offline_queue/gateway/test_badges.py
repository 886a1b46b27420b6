"""Badges of members of staff."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from offline_queue.contract.attestation import AttestationError, Attester
from offline_queue.contract.badge import fits, is_badge, new_badge
from offline_queue.contract.sign_in_messages import BadgeParams
from offline_queue.gateway.badges import WRONG_BADGES, Badge, Badges
from offline_queue.gateway.guard_store import GuardStore
from tests.offline_queue.support.clock import FakeClock
from tests.offline_queue.support.codes import memory_store

ATTESTER = Attester(b"a" * 32)
CODE, HASH = new_badge("CB07")


def badges(store: GuardStore | None = None, until: date | None = None) -> Badges:
    badge = Badge("CB07", "Trần Văn Bảy", HASH, until)
    return Badges((badge,), ATTESTER, store or memory_store(FakeClock()), FakeClock())


def asked(code: str, reference_uid: str = "uid") -> BadgeParams:
    return BadgeParams(reference_uid=reference_uid, badge=code)


def test_a_badge_confirms_one_dossier() -> None:
    checked = badges().check(asked(CODE))
    assert (checked.result, checked.officer_name) == ("accepted", "Trần Văn Bảy")
    found = ATTESTER.read_confirmation(checked.confirmation)
    assert (found.reference_uid, found.officer_id) == ("uid", "CB07")
    with pytest.raises(AttestationError):
        ATTESTER.read(checked.confirmation)
    with pytest.raises(AttestationError):
        Attester(b"b" * 32).read_confirmation(checked.confirmation)


@pytest.mark.parametrize(
    "code",
    [new_badge("CB07")[0], CODE.replace("CB07", "CB08"), CODE[:-1], CODE + "x", "", "BADGE1.CB07."],
    # Badges are random: the workers of one run must know each case by the same name.
    ids=["another", "another holder's", "cut", "longer", "none", "no secret"],
)
def test_what_is_no_badge_of_ours_confirms_nothing(code: str) -> None:
    checked = badges().check(asked(code))
    assert (checked.result, checked.confirmation) == ("unknown", "")


def test_a_badge_ends_with_its_last_day() -> None:
    today = FakeClock().now().date()
    assert badges(until=today + timedelta(days=1)).check(asked(CODE)).result == "accepted"
    assert badges(until=today - timedelta(days=1)).check(asked(CODE)).result == "unknown"


def test_after_many_unknown_ones_the_right_one_waits_too() -> None:
    store = memory_store(FakeClock())
    for _ in range(WRONG_BADGES[0].most):
        assert badges(store).check(asked("BADGE1.CB07." + "x" * 32)).result == "unknown"
    assert badges(store).check(asked(CODE)).result == "locked"


def test_the_configuration_does_not_tell_the_secret() -> None:
    assert is_badge(CODE)
    secret = CODE.rpartition(".")[2]
    assert secret not in HASH
    assert fits(secret, HASH)
    assert not fits(secret, "no hash")
