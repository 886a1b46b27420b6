"""Ask what a procedure needs (trước khi đi)."""

from kiosk_app.session.journeys.before_coming.table import JOURNEY

__all__ = ["JOURNEY"]
