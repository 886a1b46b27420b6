"""A petition is spoken: recorded, listened to, recorded anew or deleted, and kept."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from kiosk_app.session.facts.voice import (
    PlayVoice,
    Recorded,
    RecordVoice,
    StopVoice,
    VoiceFailed,
    VoiceHeard,
    VoicePlayed,
    VoiceRecorded,
    VoiceTools,
)
from kiosk_app.session.kernel.context import Context
from kiosk_app.session.kernel.event import Touch
from kiosk_app.session.kernel.events import Back, Next
from kiosk_app.session.kernel.state import Slice, VisitState
from kiosk_app.session.kernel.step import Change, Step, back, stay


class VoicePhase(StrEnum):
    """What is done just now."""

    READY = "ready"
    RECORDING = "recording"
    STOPPING = "stopping"
    PLAYING = "playing"


@dataclass(frozen=True, slots=True)
class Speaking(Slice):
    """The recording under way."""

    number: int = 0
    """Of the last thing that was asked for: what comes too late for an earlier one is dropped."""
    phase: VoicePhase = VoicePhase.READY
    level: float = 0.0
    seconds: float = 0.0
    longest_s: float = 0.0
    listens: bool = False
    problem: str = ""


@dataclass(frozen=True, slots=True)
class RecordTouched(Touch):
    """ "Bắt đầu nói", or "Nói lại": what was kept goes when the new one is there."""


@dataclass(frozen=True, slots=True)
class StopTouched(Touch):
    """ "Nói xong", or an end to the playing."""


@dataclass(frozen=True, slots=True)
class ListenTouched(Touch):
    """ "Nghe lại"."""


@dataclass(frozen=True, slots=True)
class DeleteTouched(Touch):
    """ "Xóa bản ghi"."""


def _enter(context: Context, state: VisitState) -> Change:
    tools = context.of(VoiceTools)
    number, longest = state.of(Speaking).number, tools.longest(state.health.largest_file)
    return stay(state.put(Speaking(number, longest_s=longest, listens=tools.listens)))


def _left(_context: Context, state: VisitState) -> Change:
    speaking = state.of(Speaking)
    quiet = replace(speaking, number=speaking.number + 1, phase=VoicePhase.READY, level=0.0)
    return stay(state.put(quiet), StopVoice())


def _record(context: Context, state: VisitState, _event: RecordTouched) -> Change:
    # What the portal takes may have been learnt since the screen was opened.
    longest = context.of(VoiceTools).longest(state.health.largest_file)
    speaking = replace(state.of(Speaking), longest_s=longest)
    if speaking.phase is not VoicePhase.READY:
        return stay(state)
    number = speaking.number + 1
    fresh = replace(speaking, number=number, phase=VoicePhase.RECORDING, level=0.0, seconds=0.0, problem="")
    return stay(state.put(fresh), RecordVoice(state.visit, number, speaking.longest_s))


def _stop(_context: Context, state: VisitState, _event: StopTouched) -> Change:
    speaking = state.of(Speaking)
    if speaking.phase not in (VoicePhase.RECORDING, VoicePhase.PLAYING):
        return stay(state)
    return stay(state.put(replace(speaking, phase=VoicePhase.STOPPING)), StopVoice())


def _heard(_context: Context, state: VisitState, event: VoiceHeard) -> Change:
    speaking = state.of(Speaking)
    if event.number != speaking.number or speaking.phase is not VoicePhase.RECORDING:
        return stay(state)
    return stay(state.put(replace(speaking, level=event.level, seconds=event.seconds)))


def _recorded(_context: Context, state: VisitState, event: VoiceRecorded) -> Change:
    speaking = state.of(Speaking)
    if event.number != speaking.number or speaking.phase is VoicePhase.READY:
        return stay(state)
    before = state.of(Recorded).voice
    if event.broken_off and before is not None and before.seconds >= event.voice.seconds:
        # A piece does not take the place of what was whole, unless more was said in it.
        left = replace(speaking, phase=VoicePhase.READY, level=0.0, problem="microphone.stalled")
        return stay(state.put(left))
    problem = "voice.broken_off" if event.broken_off else ""
    over = replace(speaking, phase=VoicePhase.READY, level=0.0, seconds=event.voice.seconds, problem=problem)
    return stay(state.put(over, Recorded(event.voice)))


def _listen(_context: Context, state: VisitState, _event: ListenTouched) -> Change:
    speaking, voice = state.of(Speaking), state.of(Recorded).voice
    if speaking.phase is not VoicePhase.READY or voice is None or not speaking.listens:
        return stay(state)
    number = speaking.number + 1
    playing = replace(speaking, number=number, phase=VoicePhase.PLAYING, problem="")
    return stay(state.put(playing), PlayVoice(state.visit, number, voice))


def _played(_context: Context, state: VisitState, event: VoicePlayed) -> Change:
    speaking = state.of(Speaking)
    if event.number != speaking.number:
        return stay(state)
    return stay(state.put(replace(speaking, phase=VoicePhase.READY)))


def _failed(_context: Context, state: VisitState, event: VoiceFailed) -> Change:
    speaking = state.of(Speaking)
    if event.number != speaking.number:
        return stay(state)
    return stay(state.put(replace(speaking, phase=VoicePhase.READY, level=0.0, problem=event.problem)))


def _delete(_context: Context, state: VisitState, _event: DeleteTouched) -> Change:
    speaking = state.of(Speaking)
    if speaking.phase is not VoicePhase.READY:
        return stay(state)
    return stay(state.put(Recorded(), replace(speaking, seconds=0.0, problem="")))


def _done(_context: Context, state: VisitState, _event: Next | Back) -> Change:
    """Back to the words, where it is sent from; not in the middle of a sentence."""
    return back(state) if state.of(Speaking).phase is VoicePhase.READY else stay(state)


STEP = Step(
    "voice",
    {
        RecordTouched: _record,
        StopTouched: _stop,
        ListenTouched: _listen,
        DeleteTouched: _delete,
        Next: _done,
        Back: _done,
        VoiceHeard: _heard,
        VoiceRecorded: _recorded,
        VoicePlayed: _played,
        VoiceFailed: _failed,
    },
    enter=_enter,
    left=_left,
    working=lambda state: state.of(Speaking).phase is not VoicePhase.READY,
    patience=3.0,
    saved=lambda state: state.of(Recorded).voice is None and state.of(Speaking).phase is VoicePhase.READY,
)
"""While it records somebody speaks, and touches nothing."""
