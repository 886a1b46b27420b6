"""The law on civil status changes on 1 March 2027: what holds on which day, of the procedures that ship."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
import yaml

from kiosk_app.catalogue.compile import compile_catalogue
from kiosk_app.catalogue.installed import offered_procedures
from kiosk_app.catalogue.load import load_catalogue
from kiosk_app.catalogue.store import open_store
from offline_queue.contract.envelope import OpeningKey
from tests.catalogue.samples import MARITAL, SHIPPED, one_procedure
from tests.runtime.test_dossiers import Workbench
from tests.runtime.workbench import manifests
from tests.session import words as events
from tests.session.support import Driver
from vietnam.time_zone import VIETNAM

LAST, FIRST = date(2027, 2, 28), date(2027, 3, 1)
MIDNIGHT = datetime(2027, 3, 1, tzinfo=VIETNAM)


@pytest.fixture
def both(tmp_path: Path) -> Path:
    """A compiled catalogue in which the old version ends and the new one begins."""
    folder = one_procedure(tmp_path / "source")
    for shared in SHIPPED.glob("*"):
        if shared.is_file() and not shared.name[0].isdigit() and shared.suffix in (".yaml", ".json"):
            shutil.copy(shared, folder)
    raw = yaml.safe_load((folder / f"{MARITAL}.yaml").read_text(encoding="utf-8"))
    old = {**raw, "effective_to": LAST}
    new = {**raw, "version": "2027", "form_version": "2027", "effective_from": FIRST}
    for name, one in ((MARITAL, old), ("new", new)):
        (folder / f"{name}.yaml").write_text(yaml.safe_dump(one, allow_unicode=True), encoding="utf-8")
    assert len(load_catalogue(folder).versions) == 2
    out = tmp_path / "catalogue.sqlite"
    compile_catalogue([folder], out)
    return out


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Workbench]:
    """A queue."""
    made = Workbench(tmp_path)
    yield made
    made.worker.close()


def test_each_day_has_its_version_and_no_day_has_two_or_none(both: Path) -> None:
    with closing(open_store(both)) as store:
        for day, version in ((LAST, ""), (FIRST, "2027")):
            (found,) = offered_procedures(both).in_force(day)
            one = store.procedure(MARITAL, day)
            entry = store.entry(MARITAL, day)
            assert one is not None
            assert entry is not None
            assert found.version == one.version == entry.version
            assert (one.version == "2027") is bool(version)


def test_the_screen_changes_over_at_midnight_in_vietnam_between_two_citizens(both: Path) -> None:
    old, new = offered_procedures(both).versions
    driver = Driver(None, *(replace(one, code="9.000001") for one in (old, new)))
    driver.wall_clock = MIDNIGHT - timedelta(seconds=30)
    driver.wait(1)
    driver.send(events.Begin(), events.ProcedureChosen("9.000001"))
    driver.wall_clock = MIDNIGHT
    driver.wait(1)
    begun = driver.state.of(events.Filing).procedure
    assert begun is not None
    assert begun.version == old.version
    driver.send(events.CancelAsked(), events.CancelConfirmed(), events.Begin())
    driver.send(events.ProcedureChosen("9.000001"))
    next_one = driver.state.of(events.Filing).procedure
    assert next_one is not None
    assert next_one.version == "2027"


@pytest.mark.mostly_long("of the other version", one_in=2)
@pytest.mark.parametrize("which", [0, 1])
def test_a_queued_dossier_stays_with_the_version_that_it_was_filled_in_by(
    both: Path, bench: Workbench, which: int
) -> None:
    procedure = offered_procedures(both).versions[which]
    given = replace(bench.content(), procedure=procedure)
    bench.worker.prepare(events.PrepareParts(1, 1, given))
    bench.wait(events.PartsPrepared)
    bench.save(given)
    bench.wait(events.DossierSaved)
    (sealed,) = manifests(bench.path, OpeningKey(str(bench.key)))
    assert (sealed.service_version, sealed.form_version) == (procedure.version, procedure.form_version)
    assert (procedure.version == "2027") is bool(which)
