"""Nothing of a person reaches what is counted of errands, whatever the screen says, or leaves with it."""

from __future__ import annotations

import json
import socket
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from configuration.fleet_tables import Fleet
from offline_queue.contract.clock import SystemClock
from offline_queue.contract.messages import ErrandParams, Method
from offline_queue.daemon.assembly import Daemon, DaemonDependencies
from offline_queue.daemon.credentials import DaemonSecrets
from offline_queue.daemon.portal_adapters import portal_of
from offline_queue.daemon.visits import VisitCounts
from offline_queue.store.database import Database
from tests.offline_queue.support.broker import Broker, Listener, certificate_for
from tests.offline_queue.support.clock import FakeClock
from tests.offline_queue.support.dossiers import MARKER, PERSONAL_ID, Keys
from tests.offline_queue.support.portal_server import PASSWORD, USER, PortalServer
from tests.offline_queue.support.running import eventually, settings

PHONE = "0905123456"
NAME = "Trần Thị Hồng Ơn"


def _asked(path: Path, **params: object) -> dict[str, object]:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as peer:
        peer.settimeout(20.0)
        peer.connect(str(path))
        line = {"v": 1, "id": 1, "method": Method.ERRAND_ENDED.value, "params": params}
        peer.sendall(json.dumps(line).encode() + b"\n")
        with peer.makefile("rb") as answers:
            found: dict[str, object] = json.loads(answers.readline())
    return found


@pytest.mark.parametrize("planted", [MARKER, PERSONAL_ID, PHONE, NAME, "048090000001", "1.048090000001"])
@pytest.mark.parametrize("field", ["errand", "step"])
def test_a_person_is_no_name_of_an_errand(planted: str, field: str) -> None:
    told = {"errand": "follow_up", "step": "scan", "finished": False, "seconds": 10, field: planted}
    with pytest.raises(ValueError, match=field):
        ErrandParams.model_validate(told)


def test_no_person_is_on_the_wire(tmp_path: Path) -> None:
    keys = Keys()
    yesterday = FakeClock(datetime.now(UTC) - timedelta(days=1))
    path = tmp_path / "queue" / "outbox.sqlite"
    database = Database.open(path)
    counts = VisitCounts(database, yesterday)
    for number in range(12):
        counts.ended(ErrandParams(errand="1.004873", step="scan", finished=number < 6, seconds=90))
    # Four of another: too few to be named.
    for _ in range(4):
        counts.ended(ErrandParams(errand="2.002516", step="done", finished=True, seconds=90))
    database.close()
    with Broker(tmp_path / "broker") as broker, PortalServer() as portal:
        listener = Listener(broker)
        chain, key = certificate_for(broker.authority, "DN07", tmp_path)
        fleet = Fleet(
            broker="127.0.0.1",
            port=broker.port,
            ca_file=broker.authority.certificate_file,
            status_every_s=0.1,
        )
        chosen = settings(tmp_path, keys, portal, client_certificate=chain, client_key=key).model_copy(
            update={"fleet": fleet}
        )
        outside = DaemonDependencies(SystemClock(), Random(7), portal_of(chosen), lambda _step: None)
        daemon = Daemon(chosen, DaemonSecrets(keys.opening, USER, PASSWORD), outside)
        daemon.start()
        try:
            for planted in (MARKER, PERSONAL_ID, PHONE, NAME):
                answer = _asked(
                    chosen.gateway.socket,
                    errand=planted,
                    step=planted,
                    finished=True,
                    seconds=1,
                    name=planted,
                )
                assert answer["ok"] is False
            extra = _asked(
                chosen.gateway.socket, errand="rating", step="rating", finished=True, seconds=1, name=NAME
            )
            assert extra["ok"] is True
            assert eventually(lambda: bool(listener.of("figures/1.004873")))
            assert eventually(lambda: len(listener.of("status")) > 2)
        finally:
            daemon.stop()
        listener.close()
    (sums,) = listener.of("figures/1.004873")
    assert (sums["begun"], sums["finished"], sums["minutes"]) == (12, 6, 18)
    (left,) = listener.of("figures/1.004873/scan")
    assert left["left"] == 6
    wire = b"\n".join(topic.encode() + b" " + payload for topic, payload in listener.heard).decode()
    assert [one for one in (MARKER, PERSONAL_ID, PHONE, NAME, "2.002516", PASSWORD) if one in wire] == []
