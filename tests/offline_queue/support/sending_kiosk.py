"""A kiosk with one submission of somebody, before a portal of either kind, and its daemon in this process."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar

from offline_queue.contract.attestation import Attester
from offline_queue.contract.clock import SystemClock
from offline_queue.contract.dossier import DeliveryState, Submission
from offline_queue.contract.gateway_client import GatewayClient
from offline_queue.contract.look_up_messages import KnownDossier
from offline_queue.daemon.assembly import Daemon
from offline_queue.store.outbox import Outbox
from tests.offline_queue.support.dossiers import PERSONAL_ID, Keys, open_outbox, submission
from tests.offline_queue.support.portal_server import PortalServer
from tests.offline_queue.support.running import eventually, running

PROTOCOLS = ("opencps", "dvcqg")
SOMEBODY_ELSE = "048190000099"
K = TypeVar("K", bound="SendingKiosk")


class SendingKiosk:
    """A kiosk whose queue takes `sent`, which who builds one sets."""

    sent: Submission

    def __init__(self, folder: Path, portal: PortalServer, protocol: str) -> None:
        """`protocol`: one of `PROTOCOLS`."""
        self.folder, self.portal, self.protocol = folder, portal, protocol
        self.keys = Keys()
        self.outbox: Outbox = open_outbox(folder, self.keys, clock=SystemClock())
        self.more: dict[str, Any] = {
            "kind": protocol,
            "address": f"{portal.root}/national" if protocol == "dvcqg" else portal.address,
            "file_address": f"{portal.root}/national/store",
            "requests_address": f"{portal.root}/requests",
        }

    @property
    def uid(self) -> str:
        """Of what is sent."""
        return self.sent.manifest.reference_uid

    def ticket(self, person: str = PERSONAL_ID, ago: timedelta = timedelta()) -> str:
        """Of somebody who signed in here."""
        attester = Attester(self.keys.opening.derived("kiosk attestation"))
        return attester.ticket(person, 2, SystemClock().now() - ago)

    def running(self) -> AbstractContextManager[tuple[Daemon, GatewayClient]]:
        """Run its daemon; gives the screen's client of it too."""
        return running(self.folder, self.keys, self.portal, **self.more)

    def deliver(self, client: GatewayClient) -> None:
        """Put it into the queue, and wait until the portal has it whole."""
        self.outbox.submit(self.sent)
        client.wake()
        done = {DeliveryState.ACCEPTED, DeliveryState.PURGED}
        assert eventually(lambda: self.outbox.show(self.uid).dossier.state in done)


class DossierKiosk(SendingKiosk):
    """A kiosk with one dossier."""

    def __init__(self, folder: Path, portal: PortalServer, protocol: str) -> None:
        super().__init__(folder, portal, protocol)
        self.sent = submission(self.outbox.reserve_code())

    def delivered(self, client: GatewayClient) -> str:
        """Deliver it; gives its official number."""
        self.deliver(client)
        assert eventually(lambda: bool(self.outbox.show(self.uid).dossier.official_code))
        return self.outbox.show(self.uid).dossier.official_code


@contextmanager
def before_portal(make: Callable[[PortalServer], K]) -> Iterator[K]:
    """Give a kiosk before a portal that runs meanwhile."""
    with PortalServer() as portal:
        made = make(portal)
        yield made
        made.outbox.close()


def known(view: KnownDossier | None) -> KnownDossier:
    """Give what was found. Raises `AssertionError` for nothing."""
    assert view is not None
    return view
