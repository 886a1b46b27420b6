"""Enrolment and renewal against an EST authority, and a portal that asks for the certificate."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from configuration.delivery_tables import Enrolment
from configuration.error_line import ConfigurationError
from offline_queue.contract.clock import SystemClock
from offline_queue.contract.dossier import DeliveryState
from offline_queue.contract.messages import LinkState
from offline_queue.daemon.assembly import Daemon, DaemonDependencies
from offline_queue.daemon.credentials import DaemonSecrets
from offline_queue.daemon.own_certificate import OwnCertificate
from offline_queue.daemon.portal_adapters import portal_of
from offline_queue.portal.est import EnrolmentError, EstClient, belongs, key_bytes, new_key
from offline_queue.portal.port import PortalError
from offline_queue.portal.rate_limit import RateLimit
from offline_queue.portal.response_policy import Outcome
from offline_queue.portal.transport import Endpoint, Transport
from portal_sandbox.authority.certificates import Authority, common_name
from portal_sandbox.authority.est_server import EstServer
from tests.offline_queue.support.dossiers import Keys, open_outbox, submission
from tests.offline_queue.support.portal_server import PASSWORD, USER, PortalServer, Reply
from tests.offline_queue.support.running import eventually, settings

ID = "DN07"


class Shifted:
    """The machine's clock, some days ahead."""

    def __init__(self, days: float = 0) -> None:
        self.days = days

    def now(self) -> datetime:
        return datetime.now(UTC) + timedelta(days=self.days)

    def monotonic(self) -> float:
        return SystemClock().monotonic()


@pytest.fixture
def est(tmp_path: Path) -> Iterator[EstServer]:
    with EstServer(Authority(tmp_path / "authority", lifetime=timedelta(days=90))) as server:
        yield server


def _settings(est: EstServer, folder: Path) -> Enrolment:
    return Enrolment(
        address=est.address,
        ca_file=est.authority.certificate_file,
        certificate=folder / "first.pem",
    )


def _enrolled(est: EstServer, folder: Path, clock: Shifted) -> OwnCertificate:
    """A kiosk that has enrolled and started its daemon."""
    settings = _settings(est, folder)
    key = new_key()
    (folder / "client.key").write_bytes(key_bytes(key))
    certificate = EstClient(settings, clock).enrol(key, ID, est.authority.new_code(ID))
    settings.certificate.write_bytes(certificate.public_bytes(Encoding.PEM))
    return OwnCertificate(settings, ID, folder / "client.key", folder / "private", clock)


def test_a_code_gives_a_certificate_in_the_kiosks_name(tmp_path: Path, est: EstServer) -> None:
    key = new_key()
    client = EstClient(_settings(est, tmp_path), SystemClock())
    certificate = client.enrol(key, ID, est.authority.new_code(ID))
    assert common_name(certificate.subject) == ID
    assert belongs(certificate, key)


def test_a_code_is_good_once_and_for_one_kiosk(tmp_path: Path, est: EstServer) -> None:
    client = EstClient(_settings(est, tmp_path), SystemClock())
    code = est.authority.new_code(ID)
    with pytest.raises(EnrolmentError) as other:
        client.enrol(new_key(), "HN01", code)
    client.enrol(new_key(), ID, code)
    with pytest.raises(EnrolmentError) as again:
        client.enrol(new_key(), ID, code)
    assert other.value.code == again.value.code == "enrolment.refused"
    assert code not in str(again.value)


def test_an_authority_that_is_not_trusted(tmp_path: Path, est: EstServer) -> None:
    other = Authority(tmp_path / "other")
    settings = _settings(est, tmp_path).model_copy(update={"ca_file": other.certificate_file})
    with pytest.raises(EnrolmentError) as error:
        EstClient(settings, SystemClock()).enrol(new_key(), ID, est.authority.new_code(ID))
    assert error.value.code == "enrolment.untrusted"
    assert est.asked == []


def test_an_authority_that_is_away(tmp_path: Path, est: EstServer) -> None:
    settings = _settings(est, tmp_path).model_copy(update={"address": "https://127.0.0.1:9"})
    with pytest.raises(EnrolmentError) as error:
        EstClient(settings, SystemClock()).enrol(new_key(), ID, "x")
    assert error.value.code == "enrolment.unreachable"


def test_an_address_in_the_clear_is_refused() -> None:
    with pytest.raises(ValueError, match="https://"):
        Enrolment(address="http://authority.example")


def test_the_certificate_is_renewed_in_time_and_by_itself(tmp_path: Path, est: EstServer) -> None:
    clock = Shifted()
    own = _enrolled(est, tmp_path, clock)
    first = own.file.read_bytes()
    own.look()
    assert own.file.read_bytes() == first
    # A third of ninety days is left.
    clock.days = 61
    own.look()
    renewed = x509.load_pem_x509_certificate(own.file.read_bytes())
    assert own.file.read_bytes() != first
    assert common_name(renewed.subject) == ID
    assert est.asked == ["simpleenroll", "simplereenroll"]
    assert own.warnings() == ()


def test_a_renewed_certificate_is_used_after_a_restart(tmp_path: Path, est: EstServer) -> None:
    clock = Shifted()
    own = _enrolled(est, tmp_path, clock)
    clock.days = 61
    own.look()
    again = OwnCertificate(_settings(est, tmp_path), ID, tmp_path / "client.key", tmp_path / "private", clock)
    assert again.file.read_bytes() == own.file.read_bytes()


def test_a_revoked_kiosk_says_so(tmp_path: Path, est: EstServer) -> None:
    clock = Shifted()
    own = _enrolled(est, tmp_path, clock)
    assert est.authority.revoke(ID) == 1
    clock.days = 61
    own.look()
    assert own.warnings() == ("certificate:revoked",)


def test_an_expired_certificate_says_so(tmp_path: Path, est: EstServer) -> None:
    clock = Shifted()
    own = _enrolled(est, tmp_path, clock)
    est.stop()
    clock.days = 80
    own.look()
    assert own.warnings() == ("certificate:9",)
    clock.days = 91
    own.look()
    assert own.warnings() == ("certificate:expired",)


def test_a_clock_that_is_wrong_renews_nothing(tmp_path: Path, est: EstServer) -> None:
    clock = Shifted()
    _enrolled(est, tmp_path, clock)
    own = OwnCertificate(
        _settings(est, tmp_path),
        ID,
        tmp_path / "client.key",
        tmp_path / "private",
        Shifted(365),
        clock_doubtful=lambda: True,
    )
    own.look()
    assert est.asked == ["simpleenroll"]
    assert own.warnings() == ()


def test_a_certificate_of_another_key_is_no_certificate(tmp_path: Path, est: EstServer) -> None:
    _enrolled(est, tmp_path, Shifted())
    (tmp_path / "client.key").write_bytes(key_bytes(new_key()))
    with pytest.raises(ConfigurationError, match="kioskctl enrol"):
        OwnCertificate(_settings(est, tmp_path), ID, tmp_path / "client.key", tmp_path / "private", Shifted())


@pytest.fixture
def portal(est: EstServer) -> Iterator[PortalServer]:
    """A portal that lets in only who shows a certificate of the authority's that was not taken back."""
    with PortalServer() as server:
        server.over_tls(_asking(est.authority))
        yield server


def _asking(authority: Authority) -> ssl.SSLContext:
    certificate, key = authority.folder / "server.pem", authority.folder / "server.key"
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    # OpenSSL takes a list of what was taken back from files only.
    trusted = authority.folder / "trusted.pem"
    trusted.write_bytes(authority.certificate_file.read_bytes() + authority.revocation_list())
    context.load_verify_locations(trusted)
    context.verify_flags |= ssl.VerifyFlags.VERIFY_CRL_CHECK_LEAF
    context.verify_mode = ssl.CERT_REQUIRED
    return context


def _ask(portal: PortalServer, est: EstServer, own: OwnCertificate | None) -> PortalError | None:
    """Call the portal with the certificate that the daemon uses; gives what went wrong."""
    address = portal.address.replace("http://", "https://")
    endpoint = Endpoint(
        address,
        USER,
        PASSWORD,
        ca_file=est.authority.certificate_file,
        client_certificate=own.file if own is not None else None,
        client_key=own.key_file if own is not None else None,
    )
    transport = Transport(endpoint, SystemClock(), RateLimit(SystemClock()))
    try:
        transport.call("GET", "/dossiers")
    except PortalError as error:
        return error
    finally:
        transport.close()
    return None


def test_the_portal_lets_an_enrolled_kiosk_in(tmp_path: Path, est: EstServer, portal: PortalServer) -> None:
    own = _enrolled(est, tmp_path, Shifted())
    _ask(portal, est, own)
    # Whatever it says about this path: it heard the question.
    assert [call.method for call in portal.calls] == ["GET"]


def test_without_a_certificate_the_portal_stays_shut(est: EstServer, portal: PortalServer) -> None:
    found = _ask(portal, est, None)
    assert found is not None
    # Without one nobody waits for the server's word about it, which may be lost with the line.
    assert found.outcome in {Outcome.CERTIFICATE, Outcome.UNREACHABLE}
    assert portal.calls == []


def test_a_revoked_certificate_is_told_apart_from_a_broken_line(
    tmp_path: Path, est: EstServer, portal: PortalServer
) -> None:
    own = _enrolled(est, tmp_path, Shifted())
    est.authority.revoke(ID)
    with PortalServer() as strict:
        strict.over_tls(_asking(est.authority))
        found = _ask(strict, est, own)
    assert found is not None
    assert found.outcome is Outcome.CERTIFICATE
    assert "revoked" in found.own_words
    assert portal.calls == []


@pytest.mark.parametrize(
    "page",
    [
        b"<html><head><title>400 The SSL certificate error</title></head><center>nginx</center></html>",
        b"<html><head><title>400 No required SSL certificate was sent</title></head></html>",
    ],
    ids=["expired-or-revoked", "none"],
)
def test_a_front_server_that_says_it_on_a_page(
    tmp_path: Path, est: EstServer, portal: PortalServer, page: bytes
) -> None:
    """nginx ends no handshake: it answers each request so. That is no Wi-Fi which wants a sign-in."""
    own = _enrolled(est, tmp_path, Shifted())
    portal.fault = lambda _call: Reply(400, raw=page, headers={"Content-Type": "text/html"})
    found = _ask(portal, est, own)
    assert found is not None
    assert found.outcome is Outcome.CERTIFICATE


def test_such_a_page_in_the_clear_is_anybodys(est: EstServer) -> None:
    with PortalServer() as open_to_all:
        page = b"<title>400 The SSL certificate error</title>"
        open_to_all.fault = lambda _call: Reply(400, raw=page, headers={"Content-Type": "text/html"})
        transport = Transport(
            Endpoint(open_to_all.address, USER, PASSWORD), SystemClock(), RateLimit(SystemClock())
        )
        with pytest.raises(PortalError) as error:
            transport.call("GET", "/dossiers")
        transport.close()
    assert error.value.outcome is Outcome.CAPTIVE


def test_the_daemon_goes_online_with_it_and_says_when_it_is_taken_back(
    tmp_path: Path, est: EstServer, portal: PortalServer
) -> None:
    daemon = _daemon(tmp_path, est, portal, Keys())
    daemon.start()
    try:
        assert eventually(lambda: daemon.status().link is LinkState.ONLINE)
        assert daemon.status().warnings == ()
        est.authority.revoke(ID)
        portal.over_tls(_asking(est.authority))
        for transport in daemon._transports:
            transport.close()
        assert eventually(lambda: daemon.status().link is LinkState.BLOCKED)
    finally:
        daemon.stop()


def test_a_dossier_names_the_certificate_though_an_older_connection_still_stands(
    tmp_path: Path, est: EstServer, portal: PortalServer
) -> None:
    """What was let in before it was taken back is not asked again: it proves nothing of the certificate."""
    keys = Keys()
    daemon = _daemon(tmp_path, est, portal, keys)
    outbox = open_outbox(tmp_path, keys)
    daemon.start()
    try:
        assert eventually(lambda: daemon.status().link is LinkState.ONLINE)
        est.authority.revoke(ID)
        portal.over_tls(_asking(est.authority))
        outbox.submit(submission(outbox.reserve_code()))
        daemon._woken(False)
        assert eventually(lambda: outbox.list()[0].state is not DeliveryState.QUEUED)
        assert eventually(lambda: outbox.list()[0].reason != "")
        assert outbox.list()[0].reason == "certificate: this kiosk's certificate was revoked"
        assert outbox.list()[0].state is DeliveryState.BLOCKED_CREDENTIALS
        assert eventually(lambda: daemon.status().link is LinkState.BLOCKED)
    finally:
        daemon.stop()
        outbox.close()


def _daemon(folder: Path, est: EstServer, portal: PortalServer, keys: Keys) -> Daemon:
    own = _enrolled(est, folder, Shifted())
    base = settings(
        folder,
        keys,
        portal,
        address=portal.address.replace("http://", "https://"),
        identity_address=portal.identity_address.replace("http://", "https://"),
        ca_file=est.authority.certificate_file,
    )
    chosen = base.model_copy(update={"enrolment": _settings(est, folder)})
    secrets = DaemonSecrets(keys.opening, USER, PASSWORD, client_key=own.key_file)
    return Daemon(
        chosen, secrets, DaemonDependencies(SystemClock(), Random(7), portal_of(chosen), lambda _step: None)
    )
