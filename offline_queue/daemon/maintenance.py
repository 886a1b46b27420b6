"""Maintenance of the queue beside delivery: retention, space, checks, backups, warnings."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

import structlog

from configuration.delivery_tables import QueueSettings
from offline_queue.contract.clock import Clock, stamp
from offline_queue.contract.dossier import DeliveryState
from offline_queue.contract.error_place import error_place
from offline_queue.contract.errors import IllegalTransitionError, QueueError
from offline_queue.store import daemon_memory, statistics, transitions
from offline_queue.store.audit_witness import AuditWitness, HistoryVerdict
from offline_queue.store.backup import back_up
from offline_queue.store.database import Database, free_bytes
from offline_queue.store.emergency_room import EmergencyRoom
from offline_queue.store.history_telling import HistoryTelling
from offline_queue.store.integrity import Findings, check
from offline_queue.store.kept_queues import kept_days
from offline_queue.store.sealed_words import forget_words

log = structlog.get_logger(__name__)

_DAY_S = 86_400.0
_AGAIN_S = 3_600.0
"""Seconds until a daily task that failed is tried again."""
_VACUUM_PAGES = 256
"""Pages given back in one step, some 2 MB: others write between two steps."""
_QUARANTINED_FROM = frozenset(
    {
        DeliveryState.QUEUED,
        DeliveryState.WAITING,
        DeliveryState.BLOCKED_CREDENTIALS,
        DeliveryState.BLOCKED_CLOCK,
    }
)
"""States from which damage leads to quarantine. What is being sent is checked by the sender itself."""


@dataclass(frozen=True, slots=True)
class Condition:
    """What the last maintenance found."""

    warnings: tuple[str, ...] = ()
    sound: bool = True


class Maintenance:
    """Runs on a thread and a connection of its own, in short transactions."""

    def __init__(
        self,
        database: Database,
        settings: QueueSettings,
        clock: Clock,
        every_s: float,
        *,
        witness: AuditWitness | None = None,
        telling: HistoryTelling | None = None,
        beat: Callable[[], None] = lambda: None,
        changed: Callable[[], None] = lambda: None,
    ) -> None:
        """`changed` is called when a dossier changed its state here. `witness`: None compares nothing.

        `telling`: None tells the province nothing of the history.
        """
        self._witness = witness
        self._telling = telling
        self._history = ""
        self._database = database
        self._settings = settings
        self._clock = clock
        self._every_s = every_s
        self._beat = beat
        self._changed = changed
        self._stop = threading.Event()
        self._condition = Condition()
        self._room = EmergencyRoom(database.path, settings.reserve_bytes)
        self._space_due = True
        self._looked_at = clock.monotonic()
        self._daily_at = clock.monotonic() + min(_DAY_S, 10 * every_s)

    @property
    def condition(self) -> Condition:
        """What was found last."""
        found = self._condition
        return Condition(found.warnings, found.sound and not self._history)

    def run(self) -> None:
        """Run the maintenance jobs until `stop`. One that fails is tried again in the next round."""
        while not self._stop.is_set():
            self._beat()
            for job in (
                self._compare_history,
                self._purge,
                self._give_back_space,
                self._warn,
                self._write_back,
                self._daily,
            ):
                try:
                    job()
                except QueueError as error:
                    log.warning("maintenance put off", job=job.__name__, code=error.code)
                except Exception as error:
                    # A row that cannot be read must not stop the other work.
                    log.error("maintenance failed inside", job=job.__name__, at=error_place(error))  # noqa: TRY400  no texts
                if self._stop.is_set():
                    return
            self._stop.wait(self._every_s)

    def stop(self) -> None:
        """End `run`."""
        self._stop.set()

    def _compare_history(self) -> None:
        """Tell when the history was changed, or the file is older than what was seen of it."""
        if self._witness is None:
            return
        found = self._witness.look()
        wrong = found in (HistoryVerdict.CHANGED, HistoryVerdict.OLDER)
        if wrong and not self._history:
            log.critical("the queue's history is not the one that was seen", history=found.value)
        self._history = f"history:{found.value}" if wrong else ""
        if self._telling is not None:
            self._telling.tell(found)

    def _purge(self) -> None:
        """Drop the parts of what the portal acknowledged long enough ago, one dossier a transaction.

        The time is counted while the daemon runs, so that no jump of the wall clock purges anything early.
        """
        now = self._clock.monotonic()
        passed, self._looked_at = now - self._looked_at, now
        with self._database.reading() as connection:
            kept = connection.execute("SELECT count(*) FROM dossier WHERE state = 'accepted'").fetchone()[0]
        if not kept:
            return
        with self._database.writing() as connection:
            connection.execute("UPDATE dossier SET kept_s = kept_s + ? WHERE state = 'accepted'", (passed,))
            due = connection.execute(
                "SELECT id FROM dossier WHERE state = 'accepted' AND proof <> '' AND kept_s >= ? ORDER BY id",
                (self._settings.retention_h * 3_600.0,),
            ).fetchall()
        for row in due:
            self._beat()
            purge(self._database, row["id"], self._clock)
        if due:
            log.info("purged", dossiers=len(due))
            self._space_due = True

    def _give_back_space(self) -> None:
        if not self._space_due:
            return
        before = None
        while not self._stop.is_set():
            self._beat()
            (left,) = self._database.run("PRAGMA freelist_count")[0]
            if not left or left == before:
                break
            before = left
            self._database.run(f"PRAGMA incremental_vacuum({_VACUUM_PAGES})")
        # Purged content remains in the log until the log is truncated, which fails while somebody reads.
        busy, *_ = self._database.run("PRAGMA wal_checkpoint(TRUNCATE)")[0]
        self._space_due = bool(busy) or self._stop.is_set()

    def _warn(self) -> None:
        with self._database.reading() as connection:
            now = statistics.count(connection, self._clock.now())
        free = free_bytes(self._database.path)
        self._room.keep(free)
        room = free - self._settings.reserve_bytes
        days = kept_days(self._database.path, self._clock.now())
        kept = f"kept:{days}" if days >= self._settings.kept_days else ""
        found = (*statistics.warnings(now, self._settings, room), *filter(None, [self._history, kept]))
        if found != self._condition.warnings:
            log.warning("queue needs a look", warnings=found, undelivered=now.undelivered)
            self._condition = Condition(found, self._condition.sound)

    def _write_back(self) -> None:
        self._database.run("PRAGMA wal_checkpoint(PASSIVE)")

    def _daily(self) -> None:
        if self._clock.monotonic() < self._daily_at:
            return
        self._daily_at = self._clock.monotonic() + _AGAIN_S
        self.verify()
        if self._settings.backup is not None:
            path = back_up(
                self._database, self._settings.backup, self._clock.now(), kept=self._settings.backups_kept
            )
            log.info("backup written", file=path.name)
            with self._database.writing() as connection:
                daemon_memory.remember(connection, daemon_memory.BACKED_UP_AT, stamp(self._clock.now()))
        self._daily_at = self._clock.monotonic() + _DAY_S

    def verify(self) -> Findings:
        """Check everything; damaged dossiers go to quarantine. Raises `QueueError`."""
        findings = check(self._database, self._beat)
        if findings.structure or findings.contradictions or findings.broken_event is not None:
            log.critical(
                "the queue's file is not sound",
                complaints=(*findings.structure, *findings.contradictions)[:3],
                broken_event=findings.broken_event,
            )
        for part in findings.damaged:
            log.critical("part damaged", dossier=part.reference_uid, position=part.position)
            self._quarantine(part.dossier_id, part.position)
        self._condition = Condition(self._condition.warnings, findings.sound)
        with self._database.writing() as connection:
            daemon_memory.remember(connection, daemon_memory.CHECKED_AT, stamp(self._clock.now()))
            daemon_memory.remember(
                connection, daemon_memory.CHECK_RESULT, "sound" if findings.sound else "damaged"
            )
        return findings

    def _quarantine(self, dossier_id: int, position: int) -> None:
        try:
            with self._database.writing() as connection:
                (state,) = connection.execute(
                    "SELECT state FROM dossier WHERE id = ?", (dossier_id,)
                ).fetchone()
                if DeliveryState(state) not in _QUARANTINED_FROM:
                    return
                cause = f"envelope.damaged: part {position} is not what was stored"
                transitions.move(
                    connection,
                    dossier_id,
                    DeliveryState.DAMAGED,
                    cause,
                    at=self._clock.now(),
                    actor="maintenance",
                    columns={"reason": cause, "retry_at": ""},
                )
        except IllegalTransitionError:
            return
        self._changed()


def purge(database: Database, dossier_id: int, clock: Clock) -> None:
    """Drop the sealed parts of one accepted dossier, with its event, in one transaction."""
    with database.writing() as connection:
        (state, proof) = connection.execute(
            "SELECT state, proof FROM dossier WHERE id = ?", (dossier_id,)
        ).fetchone()
        if state != DeliveryState.ACCEPTED or not proof:
            # Nothing is dropped before it is written down that the portal listed every file.
            return
        connection.execute(
            "DELETE FROM blob WHERE part_id IN (SELECT id FROM part WHERE dossier_id = ?)", (dossier_id,)
        )
        forget_words(connection, dossier_id)
        transitions.move(
            connection, dossier_id, DeliveryState.PURGED, "", at=clock.now(), actor="maintenance"
        )
