"""Enrolling a machine: the key is made here and sealed, and what is wrong is a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from configuration.delivery_tables import Enrolment
from configuration.kiosk_file import Configuration
from kiosk_app.servicing.enrolment import enrol, newest_certificate
from kiosk_app.servicing.provisioning.errors import ProvisioningError
from kiosk_app.servicing.provisioning.secrets import CredentialStore
from offline_queue.contract.clock import SystemClock
from offline_queue.portal.est import belongs, read_key
from portal_sandbox.authority.certificates import Authority, common_name
from portal_sandbox.authority.est_server import EstServer
from tests.offline_queue.support.dossiers import Keys
from tests.offline_queue.support.portal_server import PortalServer
from tests.offline_queue.support.running import settings
from tests.servicing.test_provisioning import RELEASED, sealed


@pytest.fixture
def est(tmp_path: Path) -> Iterator[EstServer]:
    with EstServer(Authority(tmp_path / "authority")) as server:
        yield server


@pytest.fixture
def store(tmp_path: Path) -> CredentialStore:
    return CredentialStore(tmp_path / "credstore", tpm=tmp_path / "none", run=sealed)


def _settings(folder: Path, est: EstServer) -> Configuration:
    enrolment = Enrolment(
        address=est.address,
        ca_file=est.authority.certificate_file,
        certificate=folder / "etc" / "client.pem",
    )
    return settings(folder, Keys(), PortalServer()).model_copy(update={"enrolment": enrolment})


def test_a_kiosk_enrols(tmp_path: Path, est: EstServer, store: CredentialStore) -> None:
    chosen = _settings(tmp_path, est)
    code = est.authority.new_code("DN07")
    drop_in = tmp_path / "unit.d" / "enrolment.conf"
    made = enrol(chosen, code, store, SystemClock(), released=RELEASED, drop_in=drop_in)
    assert common_name(made.subject) == "DN07"
    assert belongs(made, read_key(store.open("client.key")))
    assert "LoadCredentialEncrypted=client.key:" in drop_in.read_text(encoding="utf-8")
    assert newest_certificate(chosen, store) == chosen.enrolment.certificate
    written = b"".join(path.read_bytes() for path in (tmp_path / "etc").iterdir())
    assert b"PRIVATE KEY" not in written


def test_a_wrong_code_can_be_put_right(tmp_path: Path, est: EstServer, store: CredentialStore) -> None:
    chosen = _settings(tmp_path, est)
    code = est.authority.new_code("DN07")
    drop_in = tmp_path / "enrolment.conf"
    with pytest.raises(ProvisioningError, match="mã sai"):
        enrol(chosen, "wrong", store, SystemClock(), released=RELEASED, drop_in=drop_in)
    assert not chosen.enrolment.certificate.exists()
    before = store.open("client.key")
    enrol(chosen, code, store, SystemClock(), released=RELEASED, drop_in=drop_in)
    assert store.open("client.key") == before


def test_a_clock_in_1970_is_put_right_first(tmp_path: Path, est: EstServer, store: CredentialStore) -> None:
    class Epoch(SystemClock):
        def now(self) -> datetime:
            return datetime(1970, 1, 2, tzinfo=UTC)

    code = est.authority.new_code("DN07")
    with pytest.raises(ProvisioningError, match="1970"):
        enrol(_settings(tmp_path, est), code, store, Epoch(), released=RELEASED, drop_in=tmp_path / "x")
    assert est.asked == []


def test_nothing_to_enrol_with(tmp_path: Path, store: CredentialStore) -> None:
    chosen = settings(tmp_path, Keys(), PortalServer())
    with pytest.raises(ProvisioningError, match=r"enrolment\.address"):
        enrol(chosen, "x", store, SystemClock(), released=RELEASED, drop_in=tmp_path / "x")
