"""File a dossier (nộp hồ sơ)."""

from kiosk_app.session.journeys.filing.table import JOURNEY

__all__ = ["JOURNEY"]
