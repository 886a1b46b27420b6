"""What this kiosk's portal has a place for besides dossiers: nothing else is offered. Of no citizen."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PortalTakes:
    """By the protocol, and by whether the province has an address for the rest (`[portal] requests_address`).

    A province without petitions, certified copies or bookings says so where those errands are arranged.
    """

    supplements: bool = True
    """Papers that an officer asks for; otherwise the counter takes them."""
    ratings: bool = True
    payment_notices: bool = True
    """Word of what a terminal took, or of a transfer that somebody says they made."""
    due_services: bool = True


ALL_TAKEN = PortalTakes()
