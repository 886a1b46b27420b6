"""One function from state and event to a new state and what is to be done.

No Qt, no I/O, no clock of its own: time comes with each event, effects go out as values. What a step does
stands with the step, which one follows in the journey's table; this knows what holds on all of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace

from kiosk_app.catalogue.model import Text
from kiosk_app.session.kernel import events, presence
from kiosk_app.session.kernel.context import Context
from kiosk_app.session.kernel.day import OpeningHours
from kiosk_app.session.kernel.effects import PlaySound, Sound, TellErrand, TellHelp, Wipe
from kiosk_app.session.kernel.event import Effect, Event, Result
from kiosk_app.session.kernel.journey import Door, Journey, Leg
from kiosk_app.session.kernel.state import NO_TEXT, WELCOME, Lifetime, Presence, VisitState
from kiosk_app.session.kernel.step import ASK, FINISHED, LEAVE, Change, Handler, Step, back, leave, stay

_LANGUAGES = ("vi", "en")
_BETWEEN = Step(WELCOME, {})
"""The welcome screen while somebody is between two errands."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What the frame around every screen shows of the step."""

    number: int
    """Place of the step among those that are counted; 0 where none is told: see `Journey.progress`."""
    count: int
    can_cancel: bool
    saved: bool
    """Leaving loses nothing."""
    at_door: bool
    """Whether the screen asks if this errand shall be given up for the code that was held up."""
    door_question: Text = NO_TEXT
    """What it asks."""
    door_enter: Text = NO_TEXT
    """What the button says that gives it up."""


class Dispatcher:
    """Holds the state and turns events into effects. Not thread-safe: all events on one thread."""

    def __init__(self, context: Context, journeys: Sequence[Journey]) -> None:
        """`journeys`: every errand that the kiosk knows; the welcome screen offers those of today."""
        self._context = context
        self._journeys = {journey.name: journey for journey in journeys}
        self.state = self._with_errands(VisitState())

    def handle(self, event: Event, now: float) -> tuple[Effect, ...]:
        """Take an event at `now` (monotonic seconds) and tell what is to be done.

        Results of an earlier visit change nothing.
        """
        if isinstance(event, Result) and event.visit != self.state.visit:
            return ()
        state = replace(self.state, now=now)
        if event.presence:
            state = presence.seen(state)
        change = self._everywhere(state, event)
        if not change.outcome and change.state.at_door is not event:
            # An event that has just begun an errand (a slip held up at the welcome screen) is handed to that
            # errand's first step, and not to the step that was shown before.
            for handler in self._handlers(change.state, event):
                change = change.before(handler(self._context, change.state, event))
                if change.outcome:
                    break
        if isinstance(event, events.Tick) and not change.outcome:
            change = change.before(self._tick(change.state))
        change = self._open_asked(self._follow(change))
        self.state = change.state
        return change.effects

    def frame(self) -> Frame:
        """Give what the frame shows of the step."""
        state, journey, step = self.state, self.journey(), self.step()
        number, count = journey.progress(state.step) if journey else (0, 0)
        asked = step is not None and not _at_work(step, state)
        _, door = self._behind(state.at_door) if asked else (None, None)
        return Frame(
            number,
            count,
            can_cancel=bool(state.errands_done) if step is None else not step.holds(state),
            saved=bool(state.errands_done) if step is None else step.saved(state),
            at_door=door is not None,
            door_question=door.question if door else NO_TEXT,
            door_enter=door.enter if door else NO_TEXT,
        )

    def journey(self, state: VisitState | None = None) -> Journey | None:
        """Give the journey of the state; None on the welcome screen."""
        return self._journeys.get((state or self.state).journey)

    def step(self, state: VisitState | None = None) -> Step | None:
        """Give the step of the state; None on the welcome screen."""
        journey, at = self.journey(state), state or self.state
        return journey.leg(at.step).step if journey else None

    def _handlers(self, state: VisitState, event: Event) -> Iterator[Handler]:
        journey = self.journey(state)
        if journey is None:
            return
        for leg in journey.legs:
            handler = leg.step.always.get(type(event))
            if handler is not None:
                yield handler
        shown = journey.leg(state.step).step
        handler = shown.handlers.get(type(event))
        if handler is not None:
            yield handler
        elif isinstance(event, events.Back) and not shown.holds(state):
            yield lambda _context, found, _event: back(found)

    def _everywhere(self, state: VisitState, event: Event) -> Change:
        step = self.step(state)
        if step is None:
            entered = self._through_door(state, event)
            if entered is not None:
                return entered
        elif self._wants_in(state, event):
            heard = () if state.at_door else (PlaySound(Sound.ACCEPTED),)
            return stay(replace(state, at_door=event), *heard)
        match event:
            case events.DoorAnswered(enter) if state.at_door and step and not _at_work(step, state):
                return self._open(state) if enter else stay(replace(state, at_door=None))
            case events.Begin():
                return stay(state) if step else self._begin(state, event)
            case events.LanguageChosen(language):
                return stay(replace(state, language=language) if language in _LANGUAGES else state)
            case events.TextSizeChosen(size):
                return stay(replace(state, text_size=size))
            case events.HealthChanged():
                return stay(_with_health(state, event))
            case events.NoticesChanged(notices):
                return stay(replace(state, notices=notices))
            case events.MoreTime():
                return stay(presence.more_time(self._context, state))
            case events.HelpAsked() if not state.help_wanted:
                called = replace(state, help_wanted=True, was_helped=True)
                return stay(
                    called, PlaySound(Sound.CALL), TellHelp(state.visit, wanted=True, step=state.step)
                )
            case events.HelpEnded() if state.help_wanted:
                ended = replace(state, help_wanted=False)
                return stay(ended, TellHelp(state.visit, wanted=False, step=state.step))
            case events.CancelAsked() if step is None and state.errands_done:
                return leave(state)
            case events.CancelAsked() if step and not step.holds(state):
                return leave(state) if step.saved(state) else stay(replace(state, confirm_cancel=True))
            case events.CancelConfirmed() if state.confirm_cancel:
                return leave(state)
            case events.CancelDismissed():
                return stay(replace(state, confirm_cancel=False))
        return stay(state)

    def _begin(self, state: VisitState, event: events.Begin) -> Change:
        offered = [one for one in state.errands if event.journey in ("", one.journey)]
        if _is_shut(state) or not offered:
            return stay(state)
        return self._start(state, self._journeys[event.journey or offered[0].journey], event.subject)

    def _through_door(self, state: VisitState, event: Event) -> Change | None:
        """Begin the journey whose door the event opens; None where it opens none."""
        shut = _is_shut(state)
        for journey in self._journeys.values():
            for door in journey.doors:
                if type(event) is not door.event or (shut and not door.when_closed):
                    continue
                if state.errands_done and not door.between_errands:
                    continue
                if door.opens(event):
                    return self._start(state, journey, "")
        return None

    def _wants_in(self, state: VisitState, event: Event) -> bool:
        """Whether the event opens a door in the middle of this errand, and is not meant for its step."""
        here, step, shut = self.journey(state), self.step(state), _is_shut(state)
        if here is None or not here.has_doors or (step and step.takes(state, event)):
            return False
        return any(
            type(event) is door.event
            and door.anywhere
            and (door.when_closed or not shut)
            and door.opens(event)
            for journey in self._journeys.values()
            for door in journey.doors
        )

    def _open_asked(self, change: Change) -> Change:
        """Open the door at once where that loses nothing; where the machine is at work, when it is done."""
        state, step, journey = change.state, self.step(change.state), self.journey(change.state)
        if state.at_door is None or step is None or journey is None or _at_work(step, state):
            return change
        if not step.saved(state) and journey.loses(state):
            return change
        return self._follow(change.before(self._open(state)))

    def _open(self, state: VisitState) -> Change:
        """Give up the errand and begin the one behind the door; whoever signed in stays signed in."""
        event = state.at_door
        found, _ = self._behind(event)
        if event is None or found is None:
            return stay(replace(state, at_door=None))
        ended = self._end(state, keep=True, signer=True)
        change = ended.before(self._start(ended.state, found, ""))
        for handler in self._handlers(change.state, event):
            change = change.before(handler(self._context, change.state, event))
            if change.outcome:
                break
        return change

    def _behind(self, event: Event | None) -> tuple[Journey, Door] | tuple[None, None]:
        """Give the door that the event opens in the middle of another errand, and the errand behind it."""
        for journey in self._journeys.values():
            for door in journey.doors:
                if door.anywhere and type(event) is door.event and door.opens(event):
                    return journey, door
        return None, None

    def _watch(self, change: Change) -> Change:
        """Begin to look for what opens doors from outside, once, and not while somebody is leaving."""
        state, step, here = change.state, self.step(change.state), self.journey(change.state)
        if not self._context.options.reader_at_door or state.watching or change.outcome:
            return change
        if (step and step.reads) or (here and not here.has_doors):
            return change
        doors = [door for door in self._doors() if here is None or door.anywhere]
        wanted = [door.watch(state.visit) for door in doors if door.watch is not None]
        return change.before(stay(replace(state, watching=True), *dict.fromkeys(wanted)))

    def _unwatch(self, state: VisitState) -> Change:
        if not state.watching:
            return stay(state)
        ended = [door.unwatch for door in self._doors() if door.unwatch is not None]
        return stay(replace(state, watching=False), *dict.fromkeys(ended))

    def _doors(self) -> list[Door]:
        return [door for journey in self._journeys.values() for door in journey.doors]

    def _start(self, state: VisitState, journey: Journey, subject: str) -> Change:
        if state.watching:
            unwatched = self._unwatch(state)
            return unwatched.before(self._start(unwatched.state, journey, subject))
        fresh = state if state.errands_done else replace(state, visit=state.visit + 1)
        fresh = replace(fresh, journey=journey.name, begun_at=state.now, was_helped=False)
        fresh = journey.begin(self._context, fresh, subject)
        return self._enter(fresh, journey.first(fresh))

    def _tick(self, state: VisitState) -> Change:
        journey = self.journey(state)
        if journey is None:
            # A new day may bring a new version, and a clock that was set right the first of them.
            boarded = presence.board(self._context, self._with_errands(state))
            if boarded.presence.board and not state.presence.board:
                return self._watch(self._as_at_first(boarded))
            return self._watch(self._nobody(boarded))
        change = stay(state)
        for leg in journey.legs:
            change = change.before(leg.step.always_tick(self._context, change.state))
        step = journey.leg(state.step).step
        change = change.before(step.tick(self._context, change.state))
        if change.outcome:
            return change
        return self._watch(change.before(presence.tick(self._context, change.state, step)))

    def _as_at_first(self, state: VisitState) -> Change:
        """Whoever chose a language or a look here went without an errand: the next one finds the usual."""
        usual = VisitState()
        unwatched = self._unwatch(state)
        fresh = replace(
            unwatched.state, visit=state.visit + 1, language=usual.language, text_size=usual.text_size
        )
        return unwatched.before(stay(fresh))

    def _nobody(self, state: VisitState) -> Change:
        """Between two errands: whoever signed in and walked off is forgotten like everybody else."""
        return presence.tick(self._context, state, _BETWEEN) if state.errands_done else stay(state)

    def _follow(self, change: Change) -> Change:
        """Go where the step wants to go, and on from there if that one is done at once."""
        while change.outcome:
            state, outcome = change.state, change.outcome
            journey = self.journey(state)
            target = self._target(journey, state, outcome) if journey else LEAVE
            if target in (LEAVE, FINISHED):
                ended = change.before(self._end(state, keep=target == FINISHED))
                if change.errand is None or target == LEAVE:
                    return ended
                return ended.before(self._begin(ended.state, events.Begin(*change.errand)))
            if journey is None or target == "":
                return Change(state, change.effects)
            if target == ASK:
                return Change(replace(state, confirm_cancel=True), change.effects)
            return_to = state.step if outcome in journey.leg(state.step).changes else state.return_to
            left = journey.leg(state.step).step.left(self._context, state)
            entered = self._enter(replace(left.state, return_to=return_to), journey.leg(target))
            change = change.before(left.before(entered))
        return change

    def _target(self, journey: Journey, state: VisitState, outcome: str) -> str:
        """Name of the step that follows, LEAVE, FINISHED, ASK before leaving, or "" to stay."""
        leg = journey.leg(state.step)
        match outcome:
            case "leave" | "finished" | "ask":
                return outcome
            case "done":
                after = journey.after(state.step, state)
                return after.step.name if after else FINISHED
            case "back" if state.return_to:
                return state.return_to
            case "back":
                before = journey.before(state.step, state)
                if before is not None:
                    return before.step.name
                if not leg.back:
                    return ""
                # Whoever has finished an errand is still signed in and may choose another one.
                if state.errands_done:
                    return FINISHED
                return ASK if state.knows_somebody else LEAVE
            case _:
                return leg.ways[outcome]

    def _enter(self, state: VisitState, leg: Leg) -> Change:
        name = leg.step.name
        return_to = "" if name == state.return_to else state.return_to
        here = presence.arrived(replace(state, step=name, entered_at=state.now, return_to=return_to))
        unwatched = self._unwatch(here) if leg.step.reads else stay(here)
        return unwatched.before(leg.step.enter(self._context, unwatched.state))

    def _end(self, state: VisitState, *, keep: bool, signer: bool = False) -> Change:
        """End the errand, or the visit: then only what belongs to the machine stays.

        `keep`: the citizen is still there. `signer`: what they gave for the whole visit stays although no
        errand of it is done yet.
        """
        lifted = (TellHelp(state.visit, wanted=False, step=state.step),) if state.help_wanted else ()
        step = self.step(state)
        let_go = step.left(self._context, state).effects if step and keep else ()
        fresh = VisitState(
            visit=state.visit + 1,
            now=state.now,
            entered_at=state.now,
            health=state.health,
            day=state.day,
            notices=state.notices,
            presence=Presence(last_seen=state.now),
            errands=state.errands,
            slices=state.without(Lifetime.VISIT).slices,
        )
        if keep:
            kept = state.without(Lifetime.JOURNEY).slices
            fresh = replace(
                fresh,
                slices=kept,
                language=state.language,
                text_size=state.text_size,
                errands_done=state.errands_done + (1 if step and step.saved(state) else 0),
            )
            if not fresh.errands_done and not signer:
                fresh = fresh.without(Lifetime.VISIT)
        return stay(fresh, *lifted, *let_go, *self._counted(state, step, keep=keep), Wipe(state.visit))

    def _counted(self, state: VisitState, step: Step | None, *, keep: bool) -> tuple[Effect, ...]:
        journey = self.journey(state)
        if journey is None or step is None or not journey.counted:
            return ()
        # At the first of several steps nothing is lost by leaving because nothing was done yet.
        got_on = keep or len(journey.legs) == 1 or journey.index(step.name) > 0
        helped = state.was_helped or journey.assisted(state)
        told = TellErrand(
            state.visit,
            journey.about(state) or journey.name,
            step.name,
            finished=got_on and step.saved(state) and journey.achieved(state),
            helped=helped,
            seconds=round(state.now - state.begun_at),
        )
        return (told,)

    def _with_errands(self, state: VisitState) -> VisitState:
        offered = tuple(one for journey in self._journeys.values() for one in journey.errands(self._context))
        day = self._context.of(OpeningHours).on(self._context.wall_clock())
        same = offered == state.errands and day == state.day
        return state if same else replace(state, errands=offered, day=day)


def _is_shut(state: VisitState) -> bool:
    """Whether the kiosk takes nothing now."""
    return state.health.closed or state.day.shut or not state.health.accepting


def _at_work(step: Step, state: VisitState) -> bool:
    """Whether something is under way at the step that is not to be broken off."""
    return step.holds(state) or step.working(state)


def _with_health(state: VisitState, event: events.HealthChanged) -> VisitState:
    told = {field.name: getattr(event, field.name) for field in fields(event)}
    known = {name: value for name, value in told.items() if value is not None}
    return replace(state, health=replace(state.health, **known))
