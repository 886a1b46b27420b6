"""Somebody reads the kiosk's processes and files after an errand that is not the filing of a dossier.

Two errands here, and what would be found; `make bench` (table `visit_errands`) plays all of them.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journeys.runs import runs
from tests.visit_process.errand_session import ERRANDS, play
from tests.visit_process.errands import OWN

pytestmark = pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="Linux only")


def test_nothing_of_an_errand_stays_and_what_stays_is_found(tmp_path: Path) -> None:
    petition, pin, left = play(tmp_path, ["petition_named", "service_pin", "left_behind"])
    assert petition.clean, petition
    assert pin.clean, pin
    assert (petition.planted, pin.planted) == (4, 1)
    # The last citizen leaves a file and a process behind on purpose: the search sees both.
    assert not left.problem
    assert len(left.in_memory) == 1
    assert left.in_files == (str(tmp_path / "home" / "left"),)


def test_every_errand_has_its_words() -> None:
    """A new run of the demo is an errand too: what is said in it is to be planted and searched for."""
    known = {*runs(), *OWN} - {"before_coming", "slip_shown", "visit", "payment_by_card", "left_behind"}
    # These want devices, or a day, that the session of the search does not have.
    known -= {"spoken_petition", "bad_input"}
    assert set(ERRANDS) == known
