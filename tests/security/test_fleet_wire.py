"""Nothing personal goes to the province's broker: some is planted everywhere, and every byte is searched."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from configuration.fleet_tables import Fleet
from offline_queue.contract.clock import SystemClock
from offline_queue.contract.messages import HelpParams
from offline_queue.daemon.assembly import Daemon, DaemonDependencies
from offline_queue.daemon.credentials import DaemonSecrets
from offline_queue.daemon.portal_adapters import portal_of
from tests.offline_queue.support.broker import Broker, Listener, certificate_for
from tests.offline_queue.support.dossiers import MARKER, PERSONAL_ID, Keys, open_outbox, submission
from tests.offline_queue.support.portal_server import PASSWORD, USER, PortalServer
from tests.offline_queue.support.running import eventually, settings


@pytest.mark.expects_errors("the message that names a person is refused, which is told")
def test_what_a_citizen_said_is_on_no_wire(tmp_path: Path) -> None:
    keys = Keys()
    outbox = open_outbox(tmp_path, keys)
    dossiers = [submission(outbox.reserve_code(), seed=seed) for seed in (1, 2)]
    for one in dossiers:
        outbox.submit(one)
    with outbox._database.writing() as connection:
        # As a portal's words, or a fault of ours, might leave them in columns that should hold codes.
        connection.execute("UPDATE dossier SET reason = ?, portal_status = ?", (MARKER, PERSONAL_ID))
    with Broker(tmp_path / "broker") as broker, PortalServer() as portal:
        listener = Listener(broker)
        chain, key = certificate_for(broker.authority, "DN07", tmp_path)
        chosen = settings(tmp_path, keys, portal, client_certificate=chain, client_key=key).model_copy(
            update={
                "fleet": Fleet(
                    broker="127.0.0.1",
                    port=broker.port,
                    ca_file=broker.authority.certificate_file,
                    status_every_s=0.1,
                )
            }
        )
        outside = DaemonDependencies(SystemClock(), Random(7), portal_of(chosen), lambda _step: None)
        daemon = Daemon(chosen, DaemonSecrets(keys.opening, USER, PASSWORD), outside)
        daemon.start()
        try:
            for step in (MARKER, PERSONAL_ID, "scan"):
                daemon._help(HelpParams(wanted=True, step=step))
            assert eventually(
                lambda: (
                    any(one["by_state"]["accepted"] == 2 for one in listener.of("status"))
                    and any(one["event"] == "help" for one in listener.of("event"))
                )
            )
        finally:
            daemon.stop()
        assert eventually(lambda: not listener.of("online")[-1]["online"])
        listener.close()
    wire = b"\n".join(topic.encode() + b" " + payload for topic, payload in listener.heard).decode()
    person = dossiers[0].manifest.applicant
    planted = [
        *(MARKER, PERSONAL_ID, PASSWORD, person.phone, person.address, "Thôn Mẫu"),
        *(one.manifest.reference_uid for one in dossiers),
        *(one.manifest.provisional_code for one in dossiers),
    ]
    assert [one for one in planted if one and one in wire] == []
    # The help calls that named a person were left out, the one that named a step came.
    assert [one["step"] for one in listener.of("event") if one["event"] == "help"] == ["scan"]
