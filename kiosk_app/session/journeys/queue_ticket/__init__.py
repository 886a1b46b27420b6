"""Take a number for the counter (lấy số thứ tự)."""

from kiosk_app.session.journeys.queue_ticket.table import JOURNEY

__all__ = ["JOURNEY"]
