"""Đánh giá."""

from kiosk_app.session.journeys.rating.table import JOURNEY

__all__ = ["JOURNEY"]
