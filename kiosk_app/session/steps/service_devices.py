"""The devices as their drivers tell them now, and a try of what can be tried by hand."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk_app.session.facts.printing import SlipFailed, SlipPhase, SlipPrinted
from kiosk_app.session.facts.qr_reader import QrSeen, StartReader, StopReader
from kiosk_app.session.facts.service import (
    DoService,
    PrintTestSlip,
    ScanTestSheet,
    ServiceAct,
    ServiceDone,
    SheetScanned,
    TriedDevices,
)
from kiosk_app.session.kernel.context import Context
from kiosk_app.session.kernel.effects import PlaySound, Sound
from kiosk_app.session.kernel.event import Touch
from kiosk_app.session.kernel.state import Slice, VisitState
from kiosk_app.session.kernel.step import Change, Step, stay

SLIP = "test"
"""Name of this slip in `SlipPrinted` and `SlipFailed`."""


@dataclass(frozen=True, slots=True)
class ServiceDevices(Slice):
    """What was tried."""

    trying: str = ""
    """ "printer", "sound" or "sheet" while the act is being written down."""
    slip: SlipPhase = SlipPhase.NOT_ASKED
    scanning: bool = False
    problem: str = ""


@dataclass(frozen=True, slots=True)
class TryDevice(Touch):
    """ "printer", "sound" or "sheet"."""

    device: str


def _enter(_context: Context, state: VisitState) -> Change:
    # A sheet may still be in the scanner from before: two orders would wait for each other.
    scanning = state.of(ServiceDevices).scanning
    return stay(state.put(ServiceDevices(scanning=scanning)), StartReader(state.visit))


def _left(_context: Context, state: VisitState) -> Change:
    return stay(state, StopReader())


def _try(_context: Context, state: VisitState, event: TryDevice) -> Change:
    tried = state.of(ServiceDevices)
    if tried.trying or tried.scanning or event.device not in ("printer", "sound", "sheet"):
        return stay(state)
    trying = replace(tried, trying=event.device, problem="")
    return stay(state.put(trying), DoService(state.visit, ServiceAct.DEVICES, event.device))


def _done(_context: Context, state: VisitState, event: ServiceDone) -> Change:
    tried = state.of(ServiceDevices)
    if event.act is not ServiceAct.DEVICES or not tried.trying:
        return stay(state)
    if event.result != "done":
        return stay(state.put(replace(tried, trying="", problem=f"service.{event.result}")))
    if tried.trying == "sound":
        played = state.put(replace(state.of(TriedDevices), sound=True))
        return stay(played.put(replace(tried, trying="")), PlaySound(Sound.ACCEPTED))
    if tried.trying == "sheet":
        return stay(state.put(replace(tried, trying="", scanning=True)), ScanTestSheet(state.visit))
    printing = replace(tried, trying="", slip=SlipPhase.PRINTING)
    return stay(state.put(printing), PrintTestSlip(state.visit))


def _printed(_context: Context, state: VisitState, event: SlipPrinted) -> Change:
    if event.slip != SLIP:
        return stay(state)
    printed = state.put(replace(state.of(TriedDevices), slip="good"))
    return stay(printed.put(replace(state.of(ServiceDevices), slip=SlipPhase.PRINTED)))


def _failed(_context: Context, state: VisitState, event: SlipFailed) -> Change:
    if event.slip != SLIP:
        return stay(state)
    failed = state.put(replace(state.of(TriedDevices), slip=event.problem))
    return stay(failed.put(replace(state.of(ServiceDevices), slip=SlipPhase.WAITING, problem=event.problem)))


def _seen(_context: Context, state: VisitState, _event: QrSeen) -> Change:
    return stay(state.put(replace(state.of(TriedDevices), read=True)), PlaySound(Sound.ACCEPTED))


def _scanned(_context: Context, state: VisitState, event: SheetScanned) -> Change:
    """Keep what was seen, also when the technician has gone on to another screen meanwhile."""
    seen = state.put(replace(state.of(TriedDevices), sheet=event.findings))
    return stay(seen.put(replace(state.of(ServiceDevices), scanning=False)))


STEP = Step(
    "service_devices",
    {TryDevice: _try, ServiceDone: _done, SlipPrinted: _printed, SlipFailed: _failed, QrSeen: _seen},
    always={SheetScanned: _scanned},
    enter=_enter,
    reads=True,
    working=lambda state: state.of(ServiceDevices).scanning,
    left=_left,
    patience=2.0,
    saved=lambda _state: True,
)
