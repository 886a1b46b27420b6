"""The daemon fetches the province's editions while it delivers dossiers, where an address is configured."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from random import Random

from configuration.fleet_tables import Fleet
from offline_queue.contract.clock import SystemClock
from offline_queue.contract.edition_shelf import ARRIVED, TRAY
from offline_queue.daemon.assembly import Daemon, DaemonDependencies
from offline_queue.daemon.credentials import DaemonSecrets
from offline_queue.daemon.portal_adapters import portal_of
from portal_sandbox.authority.certificates import Authority
from tests.offline_queue.support.dossiers import Keys
from tests.offline_queue.support.edition_server import EditionServer
from tests.offline_queue.support.portal_server import PASSWORD, USER, PortalServer
from tests.offline_queue.support.running import eventually, settings


def test_an_edition_arrives_and_the_portals_password_goes_nowhere_else(tmp_path: Path) -> None:
    authority = Authority(tmp_path / "authority")
    folder = tmp_path / "web" / "canary"
    folder.mkdir(parents=True)
    (folder / "edition-17.tar").write_bytes(b"content")
    (folder / "edition-17.tar.sig").write_bytes(b"signature")
    index = {"format": 1, "number": 17, "bytes": 7, "sha256": hashlib.sha256(b"content").hexdigest()}
    (folder / "edition.json").write_text(json.dumps(index))
    keys = Keys()
    with EditionServer(tmp_path / "web", authority) as server, PortalServer() as portal:
        fleet = Fleet(
            editions_address=server.address,
            editions_every_h=0.0001,
            ca_file=authority.certificate_file,
            editions=tmp_path / "shelf",
            ring="canary",
        )
        chosen = settings(tmp_path, keys, portal).model_copy(update={"fleet": fleet})
        outside = DaemonDependencies(SystemClock(), Random(7), portal_of(chosen), lambda _step: None)
        daemon = Daemon(chosen, DaemonSecrets(keys.opening, USER, PASSWORD), outside)
        daemon.start()
        try:
            tray = chosen.queue.private_folder / TRAY
            assert eventually((tray / ARRIVED).exists)
            assert (tray / "edition-17.tar").read_bytes() == b"content"
            assert daemon.trouble() == ""
        finally:
            daemon.stop()
        assert server.credentials == []
