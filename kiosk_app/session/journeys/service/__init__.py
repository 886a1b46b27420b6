"""Service mode: for staff and technicians, never mixed with a citizen's visit."""

from kiosk_app.session.journeys.service.table import JOURNEY

__all__ = ["JOURNEY"]
