"""A kiosk writes below its own name only; what the broker refuses stays in the spool, and staff are told."""

from __future__ import annotations

from pathlib import Path

import pytest

from offline_queue.fleet.connection import BrokerError, Trouble
from tests.offline_queue.support.broker import Broker, Listener
from tests.offline_queue.support.told import Rig


def test_another_kiosks_topic(tmp_path: Path) -> None:
    with Broker(tmp_path / "broker") as broker:
        listener = Listener(broker)
        rig = Rig(tmp_path / "kiosk", broker)
        connection = rig.opened()
        with pytest.raises(BrokerError) as error:
            connection.tell("kiosk/48/HN01/status", b"{}")
        connection.tell("kiosk/48/DN07/status", b'{"mine": 1}')
        connection.close()
        listener.close()
        rig.close()
    assert error.value.trouble is Trouble.NOT_ALLOWED
    assert listener.of("status", "HN01") == []


def test_a_certificate_of_another_name_is_not_let_write(tmp_path: Path) -> None:
    with Broker(tmp_path / "broker") as broker:
        rig = Rig(tmp_path / "kiosk", broker, certificate_of="HN01")
        rig.reporter.event("something")
        rig.reporter.turn()
        assert rig.reporter.warnings() == ("fleet:not_allowed",)
        assert rig.spool.count() == 1
        rig.close()


def test_a_kiosk_hears_nothing_of_others(tmp_path: Path) -> None:
    with Broker(tmp_path / "broker") as broker:
        curious = Rig(tmp_path / "curious", broker, kiosk_id="HN01")
        connection = curious.opened()
        connection.watch("kiosk/#")
        other = Rig(tmp_path / "kiosk", broker)
        other.reporter.turn()
        # An answered call after it: what was to come for this one would have come before.
        connection.tell("kiosk/48/HN01/event", b"{}")
        connection.close()
        curious.close()
        other.close()
    assert connection.heard == ()
