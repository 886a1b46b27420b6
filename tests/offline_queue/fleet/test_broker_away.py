"""Without a broker the kiosk keeps what happened, and tells it in order when there is one again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from offline_queue.fleet.connection import Trouble
from tests.offline_queue.support.broker import Broker, Listener
from tests.offline_queue.support.running import eventually
from tests.offline_queue.support.told import WELL, Rig


def test_what_happened_meanwhile_comes_in_order(tmp_path: Path) -> None:
    broker = Broker(tmp_path / "broker")
    rig = Rig(tmp_path / "kiosk", broker, most=5)
    rig.reporter.turn()
    assert rig.reporter.trouble is Trouble.AWAY
    # It passes by itself: nobody at the counter is bothered.
    assert rig.reporter.warnings() == ()
    for number in range(8):
        rig.state = replace(WELL, warnings=(f"days:{number}",))
        rig.reporter.turn()
    with broker:
        listener = Listener(broker)
        assert eventually(lambda: rig.turns() and rig.reporter.connected)
        assert eventually(lambda: len(listener.of("event")) == 5)
        rig.reporter.turn()
        status = listener.of("status")[-1]
        listener.close()
    assert [one["warnings"] for one in listener.of("event")] == [[f"days:{n}"] for n in range(3, 8)]
    assert status["dropped"] == 3
    assert rig.spool.count() == 0
    rig.close()


def test_a_broker_that_goes_is_found_again(tmp_path: Path) -> None:
    broker = Broker(tmp_path / "broker")
    rig = Rig(tmp_path / "kiosk", broker)
    with broker:
        rig.reporter.turn()
        assert rig.reporter.connected
    assert eventually(lambda: rig.turns() and rig.reporter.trouble is Trouble.AWAY)
    with broker:
        assert eventually(lambda: rig.turns() and rig.reporter.trouble is None)
        rig.close()
