"""A login page, a redirect, a wrong certificate: never taken for success, nothing of a citizen is sent."""

from __future__ import annotations

import ssl
import subprocess
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from offline_queue.contract.clock import SystemClock
from offline_queue.contract.dossier import DeliveryState
from offline_queue.contract.messages import LinkState
from offline_queue.portal.opencps.portal import opencps_portal
from offline_queue.portal.port import PortalError
from offline_queue.portal.rate_limit import RateLimit
from offline_queue.portal.response_policy import Outcome
from offline_queue.portal.transport import Endpoint, Transport
from tests.offline_queue.support.dossiers import PERSONAL_ID, Keys, open_outbox, submission
from tests.offline_queue.support.portal_server import PASSWORD, USER, PortalServer, Reply
from tests.offline_queue.support.running import eventually, running

KEYS = Keys()
PAGE = Reply(200, raw=b"<html>Wi-Fi login</html>", headers={"Content-Type": "text/html"})
REDIRECT = Reply(302, raw=b"", headers={"Location": "http://wifi.example/login", "Content-Type": "text/html"})
EMPTY = Reply(204, raw=b"", headers={"Content-Type": "text/plain"})


@pytest.mark.parametrize("page", [PAGE, REDIRECT, EMPTY], ids=["page", "redirect", "empty"])
def test_captive(tmp_path: Path, page: Reply) -> None:
    outbox = open_outbox(tmp_path, KEYS)
    outbox.submit(submission(outbox.reserve_code()))
    with PortalServer() as portal:
        portal.fault = lambda _call: page
        with running(tmp_path, KEYS, portal) as (_, client):
            assert eventually(lambda: client.status().link is LinkState.CAPTIVE)
            client.wake()
            assert eventually(lambda: len(portal.calls) >= 3)
            assert [call for call in portal.calls if call.method != "GET"] == []
            assert all(PERSONAL_ID.encode() not in call.body for call in portal.calls)
            assert outbox.list()[0].state is DeliveryState.QUEUED
            portal.fault = lambda _call: None
            assert eventually(lambda: outbox.list()[0].state is DeliveryState.ACCEPTED)


def test_captive_in_the_middle(tmp_path: Path) -> None:
    """The Wi-Fi's login runs out between two files."""
    outbox = open_outbox(tmp_path, KEYS)
    outbox.submit(submission(outbox.reserve_code()))
    captive = threading.Event()

    def fault(call: object) -> Reply | None:
        if sum(c.path.endswith("/files") and c.method == "POST" for c in portal.calls) == 2:
            captive.set()
        return PAGE if captive.is_set() and not released.is_set() else None

    released = threading.Event()
    with PortalServer() as portal:
        portal.fault = fault
        with running(tmp_path, KEYS, portal) as (_, client):
            assert eventually(lambda: client.status().link is LinkState.CAPTIVE)
            assert eventually(lambda: outbox.list()[0].state is DeliveryState.WAITING)
            assert outbox.list()[0].failures == 0
            released.set()
            assert eventually(lambda: outbox.list()[0].state is DeliveryState.ACCEPTED)


def _certificate(folder: Path, name: str) -> tuple[Path, Path]:
    key, certificate = folder / "tls.key", folder / "tls.pem"
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"),
            *("-keyout", str(key), "-out", str(certificate), "-subj", f"/CN={name}"),
            *("-addext", f"subjectAltName=DNS:{name}"),
        ],
        check=True,
        capture_output=True,
    )
    return key, certificate


def _probe(portal: PortalServer, ca_file: Path | None, host: str = "localhost") -> PortalError | None:
    address = portal.address.replace("http://127.0.0.1", f"https://{host}")
    endpoint = Endpoint(address, USER, PASSWORD, ca_file=ca_file, connect_s=5, read_s=5, total_s=10)
    clock = SystemClock()
    transport = Transport(endpoint, clock, RateLimit(clock))
    try:
        opencps_portal(transport).probe()
    except PortalError as error:
        return error
    finally:
        transport.close()
    return None


@pytest.fixture
def tls(tmp_path: Path) -> Callable[[PortalServer, tuple[Path, Path]], None]:
    def wrap(portal: PortalServer, files: tuple[Path, Path]) -> None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(files[1], files[0])
        portal.over_tls(context)

    return wrap


def test_a_pinned_authority(tmp_path: Path, tls: Callable[[PortalServer, tuple[Path, Path]], None]) -> None:
    files = _certificate(tmp_path, "localhost")
    with PortalServer() as portal:
        tls(portal, files)
        assert _probe(portal, files[1]) is None
        strange = _probe(portal, None)
        assert strange is not None
        assert strange.outcome is Outcome.UNTRUSTED


def test_a_certificate_of_somebody_else(
    tmp_path: Path, tls: Callable[[PortalServer, tuple[Path, Path]], None]
) -> None:
    files = _certificate(tmp_path, "wifi.example")
    with PortalServer() as portal:
        tls(portal, files)
        found = _probe(portal, files[1])
        assert found is not None
        assert found.outcome is Outcome.UNTRUSTED
        assert portal.calls == []


def test_a_certificate_outside_its_dates(
    tmp_path: Path, tls: Callable[[PortalServer, tuple[Path, Path]], None]
) -> None:
    """What a kiosk sees whose clock stands years off."""
    files = _expired(tmp_path)
    with PortalServer() as portal:
        tls(portal, files)
        found = _probe(portal, files[1])
        assert found is not None
        assert found.outcome is Outcome.CLOCK


def test_a_clock_that_the_portals_certificate_contradicts_is_doubted(
    tmp_path: Path, tls: Callable[[PortalServer, tuple[Path, Path]], None]
) -> None:
    """Two years ahead it is after the release and after every event, and no answer comes to compare with."""
    files = _expired(tmp_path)
    with PortalServer() as portal:
        tls(portal, files)
        with running(
            tmp_path,
            KEYS,
            portal,
            address=portal.address.replace("http://127.0.0.1", "https://localhost"),
            identity_address=portal.identity_address.replace("http://127.0.0.1", "https://localhost"),
            ca_file=files[1],
        ) as (_, client):
            assert eventually(lambda: client.status().link is LinkState.UNTRUSTED)
            assert client.status().clock_doubtful


def _expired(folder: Path) -> tuple[Path, Path]:
    """Give a certificate that ended yesterday: `x509` signs for a negative number of days."""
    key, certificate = _certificate(folder, "localhost")
    request, extension = folder / "request.pem", folder / "extension"
    extension.write_text("subjectAltName=DNS:localhost\nbasicConstraints=CA:TRUE\n")
    subprocess.run(
        ["openssl", "req", "-new", "-key", str(key), "-subj", "/CN=localhost", "-out", str(request)],
        check=True,
        capture_output=True,
    )
    subprocess.run(
        [
            *("openssl", "x509", "-req", "-in", str(request), "-signkey", str(key), "-days", "-1"),
            *("-extfile", str(extension), "-out", str(certificate)),
        ],
        check=True,
        capture_output=True,
    )
    return key, certificate
