"""Service mode: a corner of the welcome screen or a badge leads here, no tile; while nobody is there."""

from __future__ import annotations

from kiosk_app.identity.payload import StaffBadge
from kiosk_app.session.facts.qr_reader import QrSeen, StartReader, StopReader
from kiosk_app.session.facts.service import ServiceWanted
from kiosk_app.session.kernel.journey import Door, Journey, Leg, never
from kiosk_app.session.steps import (
    service_check,
    service_devices,
    service_entry,
    service_log,
    service_menu,
    service_notices,
    service_paper,
    service_queue,
    service_setup,
    service_stick,
)

NAME = "service"
_ROOMS = {
    "check": service_check.STEP,
    "queue": service_queue.STEP,
    "paper": service_paper.STEP,
    "devices": service_devices.STEP,
    "notices": service_notices.STEP,
    "log": service_log.STEP,
    "stick": service_stick.STEP,
    "setup": service_setup.STEP,
}
"""Way of the menu → its screen; from each of them "Quay lại" leads to the menu."""

JOURNEY = Journey(
    name=NAME,
    counted=False,
    legs=(
        Leg(service_entry.STEP, counted=False),
        Leg(
            service_menu.STEP,
            back=False,
            counted=False,
            ways={way: step.name for way, step in _ROOMS.items()},
        ),
        *(Leg(step, when=never, counted=False) for step in _ROOMS.values()),
    ),
    has_doors=False,
    doors=(
        Door(ServiceWanted),
        Door(
            QrSeen,
            lambda event: isinstance(event.payload, StaffBadge),
            watch=StartReader,
            unwatch=StopReader(),
        ),
    ),
)
