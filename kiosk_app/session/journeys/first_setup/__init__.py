"""A machine that is no kiosk yet: set-up, and nothing else."""

from kiosk_app.session.journeys.first_setup.table import JOURNEY

__all__ = ["JOURNEY"]
