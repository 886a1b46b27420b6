"""Tests of the whole way of a catalogue: the portal sandbox, the daemon's fetching, taking it into use."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from kiosk_app.catalogue.installed import shipped_sources
from kiosk_app.catalogue.refresh import CatalogueRefusedError, refresh
from offline_queue.contract.clock import SystemClock
from offline_queue.delivery.catalogue_fetch import FETCHED, CatalogueFetch
from tests.offline_queue.portal.test_sandbox_contract import portal_of
from tests.support.sandbox_in_process import sandbox_in_process
from tests.support.sandbox_program import PASSWORD, USER

pytestmark = pytest.mark.mostly_long("one more edition from the sandbox", one_in=3)

UNIT = "H17.99.01"


class Kiosk:
    """What fetches and what takes into use, beside a portal."""

    def __init__(self, root: str, folder: Path) -> None:
        self.root, self.folder = root, folder
        self.in_use = folder / "installed" / "catalogue.sqlite"

    def fault(self, catalogue: str) -> None:
        address = f"{self.root}/sandbox/faults"
        requests.post(address, json={"catalogue": catalogue}, timeout=30).raise_for_status()

    def refresh(self) -> int:
        """Fetch all and take it into use; gives the number of procedures."""
        portal = portal_of("dvcqg", self.root)
        fetch = CatalogueFetch(portal, SystemClock(), folder=self.folder, unit_code=UNIT, every_h=24.0)
        while fetch():
            pass
        fetched = self.folder / FETCHED
        return refresh(fetched, shipped_sources(), self.in_use, unit=UNIT).compiled.procedures


@pytest.fixture
def kiosk(tmp_path: Path) -> Iterator[Kiosk]:
    with sandbox_in_process(tmp_path, USER, PASSWORD) as root:
        yield Kiosk(root, tmp_path)


@pytest.mark.long("a sandbox and a catalogue more; tried by their parts in test_refresh.py")
@pytest.mark.parametrize(
    ("wrong", "reason"), [("another_province", "unit"), ("older", "older"), ("half", "half")]
)
def test_wrong_catalogue_of_the_own_portal_is_kept_apart_and_the_good_one_stays(
    kiosk: Kiosk, wrong: str, reason: str
) -> None:
    many = kiosk.refresh()
    good = kiosk.in_use.read_bytes()
    kiosk.fault(wrong)
    with pytest.raises(CatalogueRefusedError) as caught:
        kiosk.refresh()
    assert caught.value.reason == reason
    assert kiosk.in_use.read_bytes() == good
    assert (kiosk.folder / f"{FETCHED}.refused-{reason}").exists()
    kiosk.fault("")
    assert kiosk.refresh() == many
