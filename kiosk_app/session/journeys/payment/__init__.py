"""Thanh toán."""

from kiosk_app.session.journeys.payment.table import JOURNEY

__all__ = ["JOURNEY"]
