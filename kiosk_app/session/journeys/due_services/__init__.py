"""What is due to who signs in (gợi ý chủ động)."""

from kiosk_app.session.journeys.due_services.table import JOURNEY

__all__ = ["JOURNEY"]
