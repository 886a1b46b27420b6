"""Tell the commune what is wrong, or what could be better (phản ánh, kiến nghị)."""

from kiosk_app.session.journeys.petition.table import JOURNEY

__all__ = ["JOURNEY"]
