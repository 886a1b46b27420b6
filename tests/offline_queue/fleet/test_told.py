"""The province hears how a kiosk is; a kiosk that falls silent is told to be gone by the broker itself."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from random import Random

from configuration.fleet_tables import Fleet
from offline_queue.contract.clock import SystemClock
from offline_queue.contract.messages import HelpParams
from offline_queue.daemon.assembly import Daemon, DaemonDependencies
from offline_queue.daemon.credentials import DaemonSecrets
from offline_queue.daemon.portal_adapters import portal_of
from tests.offline_queue.support.broker import Broker, Listener, certificate_for
from tests.offline_queue.support.dossiers import Keys, open_outbox, submission
from tests.offline_queue.support.portal_server import PASSWORD, USER, PortalServer
from tests.offline_queue.support.running import eventually, settings
from tests.offline_queue.support.told import WELL, Rig


def test_state_changes_and_goodbye(tmp_path: Path) -> None:
    with Broker(tmp_path / "broker") as broker:
        listener = Listener(broker)
        rig = Rig(tmp_path / "kiosk", broker)
        rig.reporter.turn()
        rig.state = replace(WELL, link="offline", warnings=("days:50",))
        rig.reporter.turn()
        rig.close()
        assert eventually(lambda: len(listener.of("online")) == 2)
        listener.close()
    assert [one["online"] for one in listener.of("online")] == [True, False]
    assert listener.of("online")[1]["why"] == "stopped"
    first, second = listener.of("status")
    assert (first["link"], second["link"]) == ("online", "offline")
    assert (first["undelivered"], first["oldest_s"], first["commune_code"]) == (3, 120, "20707")
    assert [(one["event"], one["warnings"]) for one in listener.of("event")] == [("changed", ["days:50"])]


def test_the_last_will(tmp_path: Path) -> None:
    with Broker(tmp_path / "broker") as broker:
        listener = Listener(broker)
        rig = Rig(tmp_path / "kiosk", broker)
        rig.reporter.turn()
        connection = rig.reporter._connection
        assert connection is not None
        connection.give_up()
        assert eventually(lambda: any(not one["online"] for one in listener.of("online")))
        listener.close()
    assert listener.of("online")[-1]["why"] == "lost"


def test_the_daemon_tells_its_own(tmp_path: Path) -> None:
    keys = Keys()
    with Broker(tmp_path / "broker") as broker, PortalServer() as portal:
        listener = Listener(broker)
        chain, key = certificate_for(broker.authority, "DN07", tmp_path)
        chosen = settings(tmp_path, keys, portal, client_certificate=chain, client_key=key).model_copy(
            update={
                "fleet": Fleet(
                    broker="127.0.0.1", port=broker.port, ca_file=broker.authority.certificate_file
                )
            }
        )
        outbox = open_outbox(tmp_path, keys)
        outbox.submit(submission(outbox.reserve_code()))
        secrets = DaemonSecrets(keys.opening, USER, PASSWORD)
        outside = DaemonDependencies(SystemClock(), Random(7), portal_of(chosen), lambda _step: None)
        daemon = Daemon(chosen, secrets, outside)
        daemon.start()
        try:
            assert eventually(lambda: bool(listener.of("status")))
            daemon._help(HelpParams(wanted=True, step="scan"))
            assert eventually(lambda: any(one["event"] == "help" for one in listener.of("event")))
        finally:
            daemon.stop()
        assert eventually(lambda: not listener.of("online")[-1]["online"])
        listener.close()
    assert {"started", "help"} <= {one["event"] for one in listener.of("event")}
    assert json.dumps(listener.of("status")).count("DN07") == 0
