"""How often each procedure was filed: numbers by code, nothing of anybody."""

from __future__ import annotations

from pathlib import Path

from tests.offline_queue.support.dossiers import Keys, open_outbox, submission


def test_dossiers_are_counted_by_procedure(tmp_path: Path) -> None:
    outbox = open_outbox(tmp_path, Keys())
    assert outbox.filed() == {}
    for seed, code in enumerate(("1.001193", "1.001193", "3.000333"), start=1):
        outbox.submit(submission(outbox.reserve_code(), seed=seed, service_code=code))
    assert outbox.filed() == {"1.001193": 2, "3.000333": 1}
