"""The errand "Chứng thực bản sao điện tử"."""

from kiosk_app.session.journeys.certified_copy.table import JOURNEY

__all__ = ["JOURNEY"]
