"""Every errand that the kiosk knows. A new one is a folder beside this file and one line here."""

from __future__ import annotations

from kiosk_app.session.journeys import (
    before_coming,
    certified_copy,
    due_services,
    filing,
    follow_up,
    payment,
    petition,
    queue_ticket,
    rating,
    service,
)
from kiosk_app.session.kernel.journey import Journey

JOURNEYS: tuple[Journey, ...] = (
    filing.JOURNEY,
    before_coming.JOURNEY,
    follow_up.JOURNEY,
    due_services.JOURNEY,
    queue_ticket.JOURNEY,
    payment.JOURNEY,
    rating.JOURNEY,
    petition.JOURNEY,
    certified_copy.JOURNEY,
    service.JOURNEY,
)
