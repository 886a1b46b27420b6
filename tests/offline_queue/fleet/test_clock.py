"""A kiosk whose clock says 1970 cannot judge the broker's certificate: that is said, and passes by itself."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from offline_queue.fleet.connection import Trouble
from tests.offline_queue.support.broker import Broker
from tests.offline_queue.support.running import eventually
from tests.offline_queue.support.told import Rig


def test_the_brokers_certificate_is_not_valid_yet(tmp_path: Path) -> None:
    # The kiosk's clock is behind the authority's by years: the certificate begins tomorrow, for it.
    broker = Broker(tmp_path / "broker")
    broker.authority.now = lambda: datetime.now(UTC) + timedelta(days=2)
    broker.chain, broker.key = broker.authority.server_files()
    broker.authority.now = lambda: datetime.now(UTC)
    with broker:
        rig = Rig(tmp_path / "kiosk", broker)
        rig.reporter.event("something")
        rig.reporter.turn()
        assert rig.reporter.trouble is Trouble.CLOCK
        # Names no culprit at the counter: the daemon's own look at its clock does.
        assert rig.reporter.warnings() == ()
        assert rig.spool.count() == 1
    broker.chain, broker.key = broker.authority.server_files()
    with broker:
        assert eventually(lambda: rig.turns() and rig.reporter.trouble is None)
        rig.close()
