"""Both adapters over one test portal, and the portal's side of the story told the same way for both."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from offline_queue.contract.clock import SystemClock
from offline_queue.contract.dossier import Manifest
from offline_queue.portal.dvcqg.portal import dvcqg_portal
from offline_queue.portal.dvcqg.session import DvcqgAddresses
from offline_queue.portal.opencps.portal import opencps_portal
from offline_queue.portal.port import NumberRequest, Outgoing, Portal, ShortMemory, UploadMemory
from offline_queue.portal.rate_limit import RateLimit
from offline_queue.portal.transport import Endpoint, Transport
from tests.offline_queue.support.portal_server import PASSWORD, USER, PortalServer


@dataclass(frozen=True, slots=True)
class Side:
    """An adapter, and what the portal holds in the adapter's terms."""

    portal: Portal
    creations: Callable[[], int]
    """Records that the portal made."""
    files: Callable[[], dict[str, bytes]]
    note: Callable[[], str]
    handed_in: Callable[[], int]
    """Dossiers that are with the authority."""


def outgoing_of(side: Side, manifest: Manifest, note: str = "") -> Outgoing:
    """Give a dossier as the sender hands it over: with its number, where a record is known by that."""
    asked = NumberRequest(manifest.reference_uid, manifest.authority_code, 1)
    number = side.portal.reserve_numbers(asked)[0] if side.portal.numbered else ""
    return Outgoing(manifest, note, reserved_code=number)


def opencps(server: PortalServer, memory: UploadMemory | None = None) -> Side:
    """The provincial portal."""
    transport = _transport(server.address, {"groupId": "1"})
    return Side(
        opencps_portal(
            transport,
            memory or ShortMemory(),
            facts_address=f"{server.root}/facts",
            requests_address=f"{server.root}/requests",
        ),
        lambda: len(server.dossiers),
        lambda: {uid: content for files in server.files.values() for uid, (_, content) in files.items()},
        lambda: next(iter(server.dossiers.values()))["applicantNote"],
        lambda: sum(row["dossierStatus"] == "receiving" for row in server.dossiers.values()),
    )


def dvcqg(server: PortalServer, memory: UploadMemory | None = None) -> Side:
    """The national portal."""
    transport = _transport(f"{server.root}/national", {})
    addresses = DvcqgAddresses(
        "H17.99.01",
        destination="000.00.00.G22",
        file_address=f"{server.root}/national/store",
        facts_address=f"{server.root}/facts",
        requests_address=f"{server.root}/requests",
    )
    national = server.national
    return Side(
        dvcqg_portal(transport, memory or ShortMemory(), addresses=addresses),
        lambda: len(national.creations),
        lambda: {uid: content for uid, (_, content) in national.files.items()},
        lambda: next(iter(national.rows.values()))["GhiChu"],
        lambda: sum(len(steps) for steps in national.steps.values()),
    )


ADAPTERS = {"opencps": opencps, "dvcqg": dvcqg}


def _transport(address: str, headers: dict[str, str]) -> Transport:
    clock = SystemClock()
    # Nothing here is about deadlines (test_lying_portal.py is): a busy machine must not run into one.
    endpoint = Endpoint(address, USER, PASSWORD, headers, connect_s=20.0, read_s=30.0, total_s=60.0)
    return Transport(endpoint, clock, RateLimit(clock))
