"""Which adapter speaks to the portal: chosen by the configuration."""

from __future__ import annotations

from collections.abc import Callable

from configuration.kiosk_file import Configuration
from offline_queue.portal.dvcqg.portal import dvcqg_portal
from offline_queue.portal.dvcqg.session import AccountSession, DvcqgAddresses
from offline_queue.portal.opencps.portal import opencps_portal
from offline_queue.portal.port import Portal, UploadMemory
from offline_queue.portal.transport import Transport


def portal_of(settings: Configuration) -> Callable[[Transport, UploadMemory], Portal]:
    """Give what makes the adapter for a connection."""
    portal = settings.portal
    addresses = DvcqgAddresses(
        unit_code=portal.unit_code or settings.kiosk.authority_code,
        auth=portal.auth_endpoint,
        integration=portal.integration_endpoint,
        share=portal.share_endpoint,
        destination=portal.destination_code,
        file_address=portal.file_address,
        facts_address=portal.facts_address,
        requests_address=portal.requests_address,
    )

    account = AccountSession()

    def make(transport: Transport, memory: UploadMemory) -> Portal:
        match portal.kind:
            case "opencps":
                return opencps_portal(
                    transport,
                    memory,
                    facts_address=portal.facts_address,
                    requests_address=portal.requests_address,
                )
            case "dvcqg":
                return dvcqg_portal(transport, memory, addresses=addresses, account=account)

    return make
