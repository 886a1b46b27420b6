"""Somebody reads the kiosk's processes and files after an errand that is not the filing of a dossier.

Three errands, a set-up, and what would be found; `make bench` (table `visit_errands`) plays all of them.
"""

from __future__ import annotations

import secrets
import subprocess
import sys
from pathlib import Path

import pytest

from tests.journeys.runs import runs
from tests.visit_process.errand_session import ERRANDS, SESSIONS, play
from tests.visit_process.errands import OWN
from tests.visit_process.remains import in_memory
from tests.visit_process.set_up_session import play_set_up

pytestmark = pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="Linux only")
searched = pytest.mark.long("the memory of started programs is searched after each errand")


@searched
def test_nothing_of_an_errand_stays_and_what_stays_is_found(tmp_path: Path) -> None:
    errands = ["petition_named", "petition_spoken", "service_pin", "left_behind"]
    petition, spoken, pin, left = play(tmp_path, errands)
    assert petition.clean, petition
    # The samples themselves are looked for: what was said stands written nowhere.
    assert spoken.clean, spoken
    assert pin.clean, pin
    assert (petition.planted, spoken.planted, pin.planted) == (4, 3, 1)
    # The last citizen leaves a file and a process behind on purpose: the search sees both.
    assert not left.problem
    assert len(left.in_memory) == 1
    assert left.in_files == (str(tmp_path / "home" / "left"),)


def test_every_errand_has_its_words() -> None:
    """A new run of the demo is an errand too: what is said in it is to be planted and searched for."""
    known = {*runs(), *OWN} - {"before_coming", "slip_shown", "visit", "payment_by_card", "left_behind"}
    # These are made of errands that are played here by themselves, or say nothing of whoever is turned away.
    known -= {"spoken_petition", "bad_input", "bad_input_offline", "meanwhile", "too_late", "door"}
    known -= {"chip_refused"}
    # The same steps and words as an errand that is played, under another setting or for another procedure.
    known -= {"priority_ticket", "rating_three", "payment_offline", "household_businesses"}
    assert set(ERRANDS) == known
    assert sorted(one for session in SESSIONS for one in session) == sorted(ERRANDS)


@searched
def test_nothing_of_the_set_up_of_a_bare_machine_stays(tmp_path: Path) -> None:
    left = play_set_up(tmp_path)
    assert left.clean, left


def test_a_piece_of_sound_that_a_process_holds_is_found() -> None:
    heard = secrets.token_bytes(64)
    hold = "import sys; said = sys.stdin.buffer.read(64); print(flush=True); sys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-c", hold], stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0
    ) as holding:
        assert holding.stdin is not None
        assert holding.stdout is not None
        holding.stdin.write(heard)
        holding.stdout.readline()
        assert len(in_memory(holding.pid, [heard])) == 1
        assert in_memory(holding.pid, [secrets.token_bytes(64)]) == []
        holding.stdin.close()
