"""Where the daemon's calls go: the portal, the identity service, and how long each may take."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from configuration.delivery_tables import PortalSettings
from configuration.kiosk_file import Configuration
from offline_queue.contract.clock import Clock
from offline_queue.daemon.credentials import DaemonSecrets
from offline_queue.daemon.own_certificate import OwnCertificate
from offline_queue.portal.origin import same_origin
from offline_queue.portal.transport import LONGEST_BUFFERED_S, Endpoint

SHARE_OF_DEADLINE = 0.8
"""Share of the screen's deadline that the identity service may take. The rest is for the socket."""
LONGEST_STEP_S = 180.0
"""Longest time in seconds between two reports of progress by a call that uploads nothing."""
_CALLS_IN_A_STEP = 3
"""Calls between two reports of progress: the call itself, and a probe that may wait for another probe."""


def _longest_call(portal: PortalSettings) -> float:
    """Give the seconds that a call without a body may take."""
    return portal.connect_timeout_s + 2 * portal.read_timeout_s


def longest_step(settings: Configuration) -> float:
    """Give the seconds that may pass between two signs of progress."""
    return max(LONGEST_STEP_S, _CALLS_IN_A_STEP * _longest_call(settings.portal) + LONGEST_BUFFERED_S)


def hasty(endpoint: Endpoint, settings: Configuration) -> Endpoint:
    """Give the portal for a question that the screen waits for: two calls end within its deadline."""
    answer_s = settings.gateway.deadline_s * SHARE_OF_DEADLINE / 2
    return replace(
        endpoint, connect_s=min(endpoint.connect_s, answer_s / 2), read_s=answer_s, total_s=answer_s
    )


def own_certificate(
    settings: Configuration,
    secrets: DaemonSecrets,
    clock: Clock,
    clock_doubtful: Callable[[], bool],
    beat_of: Callable[[str, float], Callable[[], None]],
) -> OwnCertificate | None:
    """Give the certificate that the kiosk enrolled for; None when another one is configured, or none."""
    if (
        not settings.enrolment.address
        or secrets.client_key is None
        or settings.portal.client_certificate is not None
    ):
        return None
    return OwnCertificate(
        settings.enrolment,
        settings.kiosk.id,
        secrets.client_key,
        settings.queue.private_folder,
        clock,
        clock_doubtful=clock_doubtful,
        beat=beat_of("certificate", LONGEST_STEP_S),
    )


def endpoints(
    settings: Configuration, secrets: DaemonSecrets, certificate: OwnCertificate | None = None
) -> tuple[Endpoint, Endpoint]:
    """Give the identity service's and the portal's."""
    portal = settings.portal
    chain, key = portal.client_certificate, portal.client_key
    if certificate is not None:
        chain, key = certificate.file, certificate.key_file
    answer_s = settings.gateway.deadline_s * SHARE_OF_DEADLINE
    # The portal's password goes to the portal; an identity service elsewhere has one of its own, or none.
    own = same_origin(portal.identity_address, portal.address)
    identity = Endpoint(
        portal.identity_address,
        secrets.user if own else secrets.identity_user,
        secrets.password if own else secrets.identity_password,
        ca_file=portal.ca_file,
        client_certificate=chain,
        client_key=key,
        connect_s=min(portal.connect_timeout_s, answer_s / 2),
        read_s=answer_s,
        total_s=answer_s,
    )
    main = Endpoint(
        portal.address,
        secrets.user,
        secrets.password,
        headers={"groupId": str(portal.group_id)} if portal.kind == "opencps" else {},
        ca_file=portal.ca_file,
        client_certificate=chain,
        client_key=key,
        connect_s=portal.connect_timeout_s,
        read_s=portal.read_timeout_s,
        total_s=_longest_call(portal),
    )
    return identity, main
