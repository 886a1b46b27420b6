"""The adapter against the portal sandbox in its own process: what the demo shows is what the tests hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
import requests

from offline_queue.answers import Outcome
from offline_queue.clocks import SystemClock
from offline_queue.portal.opencps import OpencpsPortal
from offline_queue.portal.pace import Pace
from offline_queue.portal.port import Outgoing, PortalError, Receipt
from offline_queue.portal.transport import Endpoint, Transport
from tests.offline_queue.support.dossiers import submission
from tests.support.processes import Program

USER, PASSWORD = "kiosk-dn07", "sandbox-only"
SENT = submission("TAM-DN07-0042-K", sizes=(5_000, 60_000))
OUTGOING = Outgoing(SENT.manifest, "ghi chú của kiosk")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("sandbox")
    port_file = folder / "port"
    command = ["-m", "portal_sandbox", "--port", "0", "--port-file", str(port_file)]
    secrets = ["--state", str(folder / "state"), "--user", USER, "--password", PASSWORD]
    with Program("portal-sandbox", [*command, *secrets], folder, {}) as sandbox:
        sandbox.wait_for(lambda: port_file.exists() and port_file.read_text().endswith("\n"))
        yield f"http://127.0.0.1:{port_file.read_text().strip()}"


@pytest.fixture
def portal(root: str) -> OpencpsPortal:
    return OpencpsPortal(_transport(root, PASSWORD))


def _transport(root: str, password: str) -> Transport:
    clock = SystemClock()
    endpoint = Endpoint(f"{root}/o/rest/v2", USER, password, {"groupId": "1"}, read_s=5.0, total_s=10.0)
    return Transport(endpoint, clock, Pace(clock))


def _deliver(portal: OpencpsPortal) -> Receipt:
    outgoing = replace(OUTGOING, portal_id=portal.register(OUTGOING).portal_id)
    for part, content in zip(SENT.manifest.parts, SENT.contents, strict=True):
        portal.send_file(outgoing, part, content)
    assert portal.present_files(outgoing) == {part.file_uid: part.size for part in SENT.manifest.parts}
    return portal.submit(outgoing)


def test_the_whole_way_twice_has_one_effect(portal: OpencpsPortal, root: str) -> None:
    portal.probe()
    first, second = _deliver(portal), _deliver(portal)
    assert first.submitted
    assert first.official_code
    assert first.due_at
    assert second.official_code == first.official_code
    state = requests.get(f"{root}/sandbox/state", timeout=5).json()
    (row,) = state["dossiers"]
    assert row["referenceUid"] == SENT.manifest.reference_uid


def test_a_rating_arrives(portal: OpencpsPortal) -> None:
    portal.send_item("uid-1", "rating", {"service_code": "1.004873", "stars": 5})


def test_wrong_credentials(root: str) -> None:
    with pytest.raises(PortalError) as refused:
        OpencpsPortal(_transport(root, "another")).probe()
    assert refused.value.outcome is Outcome.CREDENTIALS
