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
    service_panel,
    service_paper,
    service_place,
    service_queue,
    service_setup,
    service_stick,
    service_touch,
)

NAME = "service"
_SCREENS = {
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
_TOOLS = {"place": service_place.STEP, "touch": service_touch.STEP, "panel": service_panel.STEP}
"""The same for set-up, and from there to the menu too."""

JOURNEY = Journey(
    name=NAME,
    counted=False,
    legs=(
        Leg(service_entry.STEP, counted=False),
        Leg(
            service_menu.STEP,
            back=False,
            counted=False,
            ways={way: step.name for way, step in _SCREENS.items()},
        ),
        *(
            Leg(
                step,
                when=never,
                counted=False,
                ways={tool: one.name for tool, one in _TOOLS.items()} if way == "setup" else {},
            )
            for way, step in _SCREENS.items()
        ),
        *(Leg(step, when=never, counted=False) for step in _TOOLS.values()),
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
