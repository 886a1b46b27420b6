"""A certificate that the broker refuses, and a broker that is not trusted: told apart, and told staff."""

from __future__ import annotations

from pathlib import Path

from offline_queue.fleet.connection import Trouble
from portal_sandbox.authority.certificates import Authority
from tests.offline_queue.support.broker import Broker, certificate_for
from tests.offline_queue.support.running import eventually
from tests.offline_queue.support.told import Rig


def test_a_revoked_certificate(tmp_path: Path) -> None:
    broker = Broker(tmp_path / "broker")
    rig = Rig(tmp_path / "kiosk", broker)
    broker.authority.revoke("DN07")
    with broker:
        rig.reporter.event("something")
        assert eventually(lambda: rig.turns() and rig.reporter.trouble is Trouble.CERTIFICATE)
    assert rig.reporter.warnings() == ("fleet:certificate",)
    assert rig.spool.count() == 1
    rig.close()


def test_a_certificate_of_another_authority(tmp_path: Path) -> None:
    with Broker(tmp_path / "broker") as broker:
        rig = Rig(tmp_path / "kiosk", broker)
        other = Authority(tmp_path / "other")
        chain, key = certificate_for(other, "DN07", tmp_path)
        rig.chain.write_bytes(chain.read_bytes())
        rig.key.write_bytes(key.read_bytes())
        # The broker's word about it may be lost with the line; one of several tries hears it.
        assert eventually(lambda: rig.turns() and rig.reporter.trouble is Trouble.CERTIFICATE)
        rig.close()


def test_a_broker_that_is_not_trusted_hears_nothing(tmp_path: Path) -> None:
    with Broker(tmp_path / "broker") as broker:
        rig = Rig(tmp_path / "kiosk", broker, ca_file=Authority(tmp_path / "other").certificate_file)
        rig.reporter.turn()
        log = broker.log()
    assert rig.reporter.warnings() == ("fleet:untrusted",)
    assert "PUBLISH" not in log
    rig.close()


def test_own_files_that_are_gone(tmp_path: Path) -> None:
    broker = Broker(tmp_path / "broker")
    rig = Rig(tmp_path / "kiosk", broker)
    rig.chain.unlink()
    rig.reporter.turn()
    assert rig.reporter.warnings() == ("fleet:certificate",)
    rig.close()
