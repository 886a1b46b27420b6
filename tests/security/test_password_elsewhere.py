"""Somebody who runs the store for files, or the identity service, would like the portal's password."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from offline_queue.daemon.credentials import DaemonSecrets
from offline_queue.daemon.endpoints import endpoints
from offline_queue.portal.rate_limit import RateLimit
from offline_queue.portal.transport import Endpoint, Transport
from tests.offline_queue.support.clock import FakeClock
from tests.offline_queue.support.dossiers import Keys
from tests.offline_queue.support.portal_server import PASSWORD, USER, PortalServer
from tests.offline_queue.support.running import settings


@pytest.fixture
def elsewhere() -> Iterator[PortalServer]:
    with PortalServer() as server:
        yield server


def test_another_host_gets_no_password(elsewhere: PortalServer) -> None:
    with PortalServer() as portal:
        transport = Transport(Endpoint(portal.address, USER, PASSWORD), FakeClock(), RateLimit(FakeClock()))
        transport.exchange("GET", f"{portal.root}/identity/health")
        transport.exchange("POST", f"{elsewhere.root}/facts", value={"count": 1})
        transport.exchange("PUT", f"{elsewhere.root}/uploads/1", body=b"x")
        transport.close()
        assert "authorization" in portal.calls[0].headers
        assert len(elsewhere.calls) == 2
        assert not any("authorization" in call.headers for call in elsewhere.calls)


@pytest.mark.parametrize("address", ["HTTP://127.0.0.1:{port}/o/rest/v2", "http://127.0.0.1:{port}/other"])
def test_the_portal_itself_gets_it_however_it_is_written(address: str) -> None:
    with PortalServer() as portal:
        port = portal.root.rpartition(":")[2]
        transport = Transport(Endpoint(portal.address, USER, PASSWORD), FakeClock(), RateLimit(FakeClock()))
        transport.exchange("GET", address.format(port=port))
        transport.close()
        assert "authorization" in portal.calls[0].headers


def test_an_identity_service_elsewhere_gets_its_own_or_none(tmp_path: Path) -> None:
    keys = Keys()
    with PortalServer() as portal:
        here = settings(tmp_path, keys, portal)
        away = settings(tmp_path, keys, portal, identity_address="https://identity.example/v1")
        secrets = DaemonSecrets(keys.opening, USER, PASSWORD)
        assert endpoints(here, secrets)[0].password == PASSWORD
        assert endpoints(away, secrets)[0].password == ""
        own = DaemonSecrets(keys.opening, USER, PASSWORD, "id-user", "id-password")
        assert (endpoints(away, own)[0].user, endpoints(away, own)[0].password) == (
            "id-user",
            "id-password",
        )
        assert endpoints(away, own)[1].password == PASSWORD
