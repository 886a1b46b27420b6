"""A slice of the fault suite; `make faults` runs the whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults import replay
from tests.faults.run import run

pytestmark = pytest.mark.long("programs are killed at many steps")

SEED = 20261124
SLICE = (
    "daemon_killed_at_steps",
    "killed_at_random",
    "lost_answers",
    "cut_uploads_tus",
    "damaged_blobs",
    "records_given_away",
    "tickets_killed_at_steps",
    "bookings_killed_at_steps",
    "check_ins_with_lost_answers",
)


def test_a_slice_of_the_campaigns() -> None:
    print(f"seed {SEED}")
    total = run(SEED, 20.0, enough=0, chosen=SLICE, crash_replay=False, brief=True)
    assert total.failures == []
    assert total.submitted == total.accepted_once > 10
    assert total.injections > 20


@pytest.mark.skipif(not replay.available(), reason="no compiler for the recorder")
def test_a_crash_state_is_whole_or_absent(tmp_path: Path) -> None:
    # Not a multiple of the three states of each prefix: all three kinds are among them.
    tried, failures = replay.run(SEED, tmp_path / "replay", dossiers=3, one_in=4)
    assert failures == []
    assert tried > 200


@pytest.mark.skipif(not replay.available(), reason="no compiler for the recorder")
def test_the_replay_would_find_a_missing_sync(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A store that does not sync loses what the citizen was told is saved: the replay must see that."""
    monkeypatch.setenv("RECORDED_WITHOUT_SYNC", "1")
    _, failures = replay.run(SEED, tmp_path / "replay", dossiers=3, one_in=4, until_failures=1)
    assert failures != []
