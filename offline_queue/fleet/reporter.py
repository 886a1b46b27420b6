"""Tells the province's broker how this kiosk is: one loop of the daemon, which never delays a dossier."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import structlog

from offline_queue.contract.clock import Clock, stamp
from offline_queue.contract.error_place import error_place
from offline_queue.contract.errors import QueueError
from offline_queue.delivery.backoff import Backoff
from offline_queue.fleet.connection import Broker, BrokerError, Connection, Trouble
from offline_queue.fleet.messages import MessageKind, NotTellableError, Topics, Value, encoded
from offline_queue.fleet.spool import Spool, SpooledMessage
from offline_queue.fleet.state import KioskState

log = structlog.get_logger(__name__)

_KEPT_KINDS = frozenset({MessageKind.EVENT, MessageKind.FIGURES})
"""Those that wait in the queue's file while the broker is away."""
_LOOK_S = 1.0
"""Seconds between two looks at what changed and what waits."""
LASTING = frozenset({Trouble.CERTIFICATE, Trouble.UNTRUSTED, Trouble.NOT_ALLOWED, Trouble.TAKEN_OVER})
"""What a person must mend: staff are warned. The others pass by themselves."""
_FIGURES_EVERY_S = 600.0
"""Seconds between two looks whether a day is over."""
_ALONE_S = 900.0
"""Seconds: a connection that held so long shows that no other machine uses this name any more."""
_MOST_FAILURES = 64
"""Failures after which the wait is the longest in any case."""
_AT_ONCE = 50
"""Messages of the spool told in a row before the state is looked at again."""


@dataclass(frozen=True, slots=True)
class ReportHeader:
    """What stays the same while the daemon runs."""

    topics: Topics
    commune_code: str
    version: str
    settings: str
    """Version of the settings that the province gave, "" for none."""
    ring: str
    run: str
    """Random, of this start: two machines under one name show as two runs that take turns."""


class FleetReporter:
    """Runs on a thread of its own. `warnings` may be asked from any thread."""

    def __init__(
        self,
        about: ReportHeader,
        state: Callable[[], KioskState],
        spool: Spool,
        connect: Callable[[str, tuple[str, bytes]], Connection],
        clock: Clock,
        backoff: Backoff,
        *,
        every_s: float,
        figures: Callable[[], Sequence[tuple[str, Mapping[str, Value]]]] = tuple,
        beat: Callable[[], None] = lambda: None,
    ) -> None:
        """`connect`: makes an unopened connection from client id and will. `every_s`: between two states.

        `figures`: gives, once when a day is over, paths below the topic of figures and what is said there.
        """
        self._about = about
        self._state = state
        self._spool = spool
        self._connect = connect
        self._clock = clock
        self._backoff = backoff
        self._every_s = every_s
        self._figures = figures
        self._figures_at = 0.0
        self._beat = beat
        self._stop = threading.Event()
        self._connection: Connection | None = None
        self._last: tuple[object, ...] | None = None
        self._trouble: Trouble | None = None
        self._failures = 0
        self._was_online = False
        self._another_at: float | None = None
        """When another machine under this name was found; None when none is known."""
        self._try_at = 0.0
        self._state_at = 0.0
        self._number = 0

    @property
    def connected(self) -> bool:
        """Whether the broker has said yes."""
        return self._connection is not None

    @property
    def trouble(self) -> Trouble | None:
        """Why it is not connected; None when it is, or was never tried."""
        return self._trouble

    def warnings(self) -> tuple[str, ...]:
        """Give what staff are warned of, e.g. "fleet:taken_over"."""
        if self._another_at is not None:
            return (f"fleet:{Trouble.TAKEN_OVER.value}",)
        return (f"fleet:{self._trouble.value}",) if self._trouble in LASTING else ()

    def event(self, name: str, more: Mapping[str, Value] | None = None) -> None:
        """Keep an event for the province. Thread-safe. What may not be told, or not be kept, is left out."""
        self._keep(MessageKind.EVENT, {"event": name, **(more or {})})

    def run(self) -> None:
        """Tell until `stop`."""
        self.event("started", {"version": self._about.version, "settings": self._about.settings})
        while not self._stop.is_set():
            self._beat()
            try:
                self.turn()
            except QueueError as error:
                log.warning("fleet messages put off", code=error.code)
            except Exception as error:
                # Nothing about being looked after may end the daemon that delivers dossiers.
                log.error("telling failed inside", at=error_place(error))  # noqa: TRY400  no texts
                self._failed(BrokerError(Trouble.AWAY))
            self._stop.wait(_LOOK_S)
        self._goodbye()

    def stop(self) -> None:
        """End `run`."""
        self._stop.set()

    def turn(self) -> None:
        """Look once: note what changed, connect when it is time, tell what waits. Raises `QueueError`."""
        state = self._state()
        if self._clock.monotonic() >= self._figures_at:
            self._figures_at = self._clock.monotonic() + _FIGURES_EVERY_S
            for path, counts in self._figures():
                self._keep(MessageKind.FIGURES, counts, path)
        changed = state.what_changed_matters != self._last
        if changed:
            self._note_change(state)
        try:
            if self._connection is None:
                if self._clock.monotonic() < self._try_at:
                    return
                self._open()
                changed = True
            self._tell(state, due=changed or self._clock.monotonic() >= self._state_at)
        except BrokerError as error:
            self._failed(error)

    def _note_change(self, state: KioskState) -> None:
        first = self._last is None
        self._last = state.what_changed_matters
        if not first:
            self.event(
                "changed",
                {
                    "link": state.link,
                    "accepting": state.accepting,
                    "sound": state.sound,
                    "warnings": state.warnings,
                    "paused_by": state.paused_by,
                },
            )

    def _open(self) -> None:
        topics = self._about.topics
        will = (
            topics.of(MessageKind.ONLINE),
            encoded({"online": False, "run": self._about.run, "why": "lost"}),
        )
        connection = self._connect(topics.kiosk_id, will)
        connection.open()
        self._connection = connection
        connection.watch(topics.of(MessageKind.ONLINE))
        connection.tell(
            topics.of(MessageKind.ONLINE), encoded({"online": True, "run": self._about.run}), retain=True
        )
        self._look_for_another(connection.heard)
        if self._trouble is not None:
            log.info("the broker is there again", after=self._trouble.value)
        self._state_at = 0.0

    def _look_for_another(self, heard: Sequence[bytes]) -> None:
        """Find out whether another machine came under this name while this one's line was gone.

        Not every broker says why it ended a connection, but each keeps the last word of a name: when this
        machine had the word before and now it is another run's, there are two. A machine that was replaced
        finds its predecessor's word once, before it had one itself.
        """
        others = sorted({run for run in map(_run_of, heard) if run and run != self._about.run})
        if others and self._was_online:
            self._another_at = self._clock.monotonic()
            self.event("taken_over", {"by": others[0]})
            log.warning("two machines under one name", others=len(others))
        self._was_online = True

    def _tell(self, state: KioskState, *, due: bool) -> None:
        connection = self._connection
        if connection is None:
            return
        connection.check()
        if self._another_at is not None and self._clock.monotonic() - self._another_at > _ALONE_S:
            self._another_at = None
        topics = self._about.topics
        if due:
            payload = encoded(self._whole(state))
            connection.tell(topics.of(MessageKind.STATUS), payload, retain=True)
            self._state_at = self._clock.monotonic() + self._every_s
        for _ in range(_AT_ONCE):
            waiting = self._spool.next()
            if waiting is None:
                break
            try:
                topic, payload = self._examined(waiting)
            except (ValueError, TypeError, RecursionError):
                # Told to nobody, and in nobody's way.
                log.error("what waited for the broker is no message of this program")  # noqa: TRY400  no texts
            else:
                # Retained: whoever subscribes later still gets the sums of the last day.
                retain = waiting.kind.startswith(MessageKind.FIGURES)
                connection.tell(topic, payload, retain=retain)
            self._spool.sent(waiting.id)
            self._beat()
        # Only now does the broker count as working: one may accept a connection and take no message.
        self._failures = 0
        self._trouble = None

    def _examined(self, waiting: SpooledMessage) -> tuple[str, bytes]:
        """Give topic and payload of what waited in the queue's file, which the screen's user can write.

        Raises `ValueError`, `TypeError` or `RecursionError` for what may not leave by this way.
        """
        name, _, path = waiting.kind.partition("/")
        if name not in _KEPT_KINDS:
            raise ValueError("no kind of message that waits in the queue")
        return self._about.topics.of(MessageKind(name), path), encoded({**json.loads(waiting.payload)})

    def _whole(self, state: KioskState) -> dict[str, Value]:
        self._number += 1
        about = self._about
        return {
            "at": stamp(self._clock.now()),
            "number": self._number,
            "run": about.run,
            "commune_code": about.commune_code,
            "version": about.version,
            "settings": about.settings,
            "ring": about.ring,
            # The statistics' exporter reads numbers only.
            "edition": int(about.settings or 0),
            "version_number": _version_number(about.version),
            "dropped": self._spool.dropped(),
            **state.message(),
        }

    def _failed(self, error: BrokerError) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.give_up()
        self._failures += 1
        another = self._another_at is not None or error.trouble is Trouble.TAKEN_OVER
        # Two machines under one name would take the line from each other all the time: the wait is long.
        wait_s = self._backoff.wait_s(_MOST_FAILURES if another else self._failures)
        if another:
            self._another_at = self._clock.monotonic()
        self._try_at = self._clock.monotonic() + wait_s
        if error.trouble is not self._trouble:
            log.warning("the broker is not told", trouble=error.trouble.value, text=str(error))
        self._trouble = error.trouble

    def _keep(self, kind: MessageKind, message: Mapping[str, Value], path: str = "") -> None:
        try:
            payload = encoded({"at": stamp(self._clock.now()), "run": self._about.run, **message})
            self._about.topics.of(kind, path)
            where = f"{kind.value}/{path}" if path else kind.value
            self._spool.put(where, payload.decode(), self._clock.now())
        except NotTellableError as error:
            log.error("a fleet message was refused", kind=kind.value, key=str(error))  # noqa: TRY400  no texts
        except QueueError as error:
            log.warning("a fleet message was not kept", kind=kind.value, code=error.code)

    def _goodbye(self) -> None:
        connection, self._connection = self._connection, None
        if connection is None:
            return
        try:
            topic = self._about.topics.of(MessageKind.ONLINE)
            connection.tell(
                topic, encoded({"online": False, "run": self._about.run, "why": "stopped"}), retain=True
            )
        except BrokerError:
            connection.give_up()
        else:
            connection.close()


def _version_number(version: str) -> int:
    """Give 1.2.3 as 1002003; what is behind the three numbers is left out."""
    numbers = [int(one) for one in version.split(".")[:3] if one.isdecimal()]
    return sum(number * factor for number, factor in zip(numbers, (1_000_000, 1_000, 1), strict=False))


def _run_of(heard: bytes) -> str:
    """Give the run that a word of this name is of, "" where it cannot be told."""
    try:
        run = json.loads(heard).get("run", "")
        encoded({"run": run})
    except (ValueError, AttributeError, RecursionError):
        return ""
    return run if isinstance(run, str) else ""


def connecting(
    host: str, port: int, broker: Callable[[], Broker | None]
) -> Callable[[str, tuple[str, bytes]], Connection]:
    """Give what makes connections; the certificate is looked up anew for each, since it is renewed."""

    def connect(client_id: str, will: tuple[str, bytes]) -> Connection:
        found = broker()
        if found is None:
            raise BrokerError(Trouble.CERTIFICATE, f"no certificate for {host}:{port}: run kioskctl enrol")
        return Connection(found, client_id, will)

    return connect
