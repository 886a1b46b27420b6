"""Acts of service mode behind the screen: allowed by role, written into the chain first, then done."""

from __future__ import annotations

import re
from collections.abc import Callable

import structlog

from offline_queue.contract.clock import Clock
from offline_queue.contract.dossier import DeliveryState
from offline_queue.contract.envelope import EnvelopeError
from offline_queue.contract.errors import QueueError, UnknownDossierError
from offline_queue.contract.service_messages import (
    MOST_LINES,
    TECHNICIANS_ALONE,
    Act,
    Done,
    DoParams,
    Entered,
    EnterParams,
    LeaveParams,
    QueueLine,
    Role,
    StaffTask,
)
from offline_queue.gateway.service_sessions import ServiceSession, ServiceSessions
from offline_queue.store import audit_log, daemon_memory, queries
from offline_queue.store.database import Database
from offline_queue.store.retry import retry, stuck

log = structlog.get_logger(__name__)

_SUBJECT = re.compile(r"[A-Za-z0-9._:/-]{0,60}")
_REASON = re.compile(r"[a-z0-9_.]{1,40}")
_DONE_STATES = (DeliveryState.ACCEPTED, DeliveryState.PURGED)


class ServiceMode:
    """Begins and ends sessions, and carries out what staff ask for in them. Thread-safe."""

    def __init__(
        self,
        sessions: ServiceSessions,
        database: Database,
        clock: Clock,
        attention: Callable[[], tuple[StaffTask, ...]],
        wake: Callable[[bool], None],
    ) -> None:
        """`attention`: what the daemon itself knows that waits for a person. `wake`: see `delivery.wake`."""
        self._sessions = sessions
        self._database = database
        self._clock = clock
        self._attention = attention
        self._wake = wake

    def enter(self, params: EnterParams) -> Entered:
        """Begin a session; it is written down who, or that somebody was refused."""
        entered, session = self._sessions.enter(params)
        try:
            if session is not None:
                self._note(session, "service:enter")
            elif entered.result in ("wrong", "shared"):
                # A refusal during the lock is not logged again, so that nobody can fill the audit log.
                by = "badge" if params.badge else "pin"
                self._write("unknown", "service:refused", f"{by} {entered.result}")
        except QueueError as error:
            # When the audit log cannot be written, the act is not done.
            log.error("service mode stays shut", reason=error.code)  # noqa: TRY400  the code is the whole story
            self._sessions.leave(entered.session)
            return Entered(result="unavailable")
        return entered

    def do(self, params: DoParams) -> Done:
        """Let an act happen. Raises `QueueError` when it cannot be written down: then it is not done."""
        session = self._sessions.of(params.session)
        if session is None:
            return Done(result="ended")
        if params.act in TECHNICIANS_ALONE and session.role is not Role.TECHNICIAN:
            self._note(session, "service:not_allowed", params.act.value)
            return Done(result="not_allowed", role=session.role)
        fits = _SUBJECT.fullmatch(params.subject) is not None
        subject = params.subject if fits else ""
        self._note(session, f"service:{params.act.value}", subject)
        if params.act is Act.RETRY and not fits:
            # Without a code, every dossier that stands still would be sent again.
            return Done(result="unknown", role=session.role)
        done = self._carry_out(params.act, subject, session)
        return done.model_copy(update={"role": session.role.value})

    def leave(self, params: LeaveParams) -> Done:
        """End the session."""
        session = self._sessions.leave(params.session)
        if session is not None:
            self._note(session, "service:leave")
        return Done(result="done")

    def closed(self) -> bool:
        """Whether staff closed the kiosk; False when the queue cannot tell."""
        try:
            with self._database.reading() as connection:
                return bool(daemon_memory.recall(connection, daemon_memory.CLOSED))
        except QueueError:
            return False

    def _carry_out(self, act: Act, subject: str, session: ServiceSession) -> Done:
        match act:
            case Act.ATTENTION:
                return Done(result="done", waiting=self._waiting())
            case Act.QUEUE:
                return self._lines()
            case Act.RETRY:
                return self._retry(subject)
            case Act.CLOSE | Act.OPEN:
                with self._database.writing() as connection:
                    if act is Act.CLOSE:
                        daemon_memory.remember(
                            connection, daemon_memory.CLOSED, session.person, self._clock.now()
                        )
                    else:
                        daemon_memory.forget(connection, daemon_memory.CLOSED)
            case _:
                # The others happen at the screen or by its helper; here they are allowed and written down.
                pass
        return Done(result="done")

    def _waiting(self) -> tuple[StaffTask, ...]:
        with self._database.reading() as connection:
            counted = dict(
                connection.execute("SELECT state, count(*) FROM dossier GROUP BY state").fetchall()
            )
        own = [
            StaffTask(code=f"queue.{state.value}", figure=str(counted[state.value]))
            for state in (
                *queries.ATTENTION_STATES,
                DeliveryState.BLOCKED_CREDENTIALS,
                DeliveryState.BLOCKED_CLOCK,
            )
            if counted.get(state.value)
        ]
        return (*own, *self._attention())

    def _lines(self) -> Done:
        with self._database.reading() as connection:
            dossiers = queries.listing(connection)
        # What waits for a person first, then what is under way, what arrived last; in each the newest first.
        dossiers.sort(
            key=lambda one: (
                one.state not in queries.ATTENTION_STATES,
                one.state in _DONE_STATES,
                -one.id,
            )
        )
        shown = tuple(_line(one) for one in dossiers[:MOST_LINES])
        return Done(result="done", lines=shown, more=max(0, len(dossiers) - MOST_LINES))

    def _retry(self, code: str) -> Done:
        failed = False
        for reference in [code] if code else stuck(self._database):
            try:
                retry(self._database, reference, self._clock)
            except UnknownDossierError:
                return Done(result="unknown")
            except (QueueError, EnvelopeError) as error:
                # A dossier that stays in quarantine must not keep the others from being sent.
                log.warning("not sent again", reason=error.code)
                failed = True
        self._wake(True)
        return Done(result="failed" if failed else "done")

    def _note(self, session: ServiceSession, name: str, subject: str = "") -> None:
        self._write(f"{session.role.value}:{session.person}", name, subject)

    def _write(self, actor: str, name: str, cause: str) -> None:
        with self._database.writing() as connection:
            audit_log.append(
                connection, dossier_id=None, at=self._clock.now(), actor=actor, name=name, cause=cause
            )


def _line(one: queries.QueuedDossier) -> QueueLine:
    reason = _REASON.match(one.reason)
    return QueueLine(
        code=one.official_code or one.provisional_code,
        provisional_code=one.provisional_code,
        service_code=one.service_code,
        state=one.ended or one.state.value,
        reason=reason.group() if reason else "",
        attempts=one.attempts,
        made_at=one.made_at,
    )
