"""Service mode behind the screen: the proof of who is there, the daemon's acts, and the helper with rights.

The session's proof lives here and nowhere else in this process; a wipe ends it.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Mapping
from pathlib import Path

from kiosk_app.runtime.jobs import JobThread, Post
from kiosk_app.runtime.worker import Carrier
from kiosk_app.servicing.helper_client import HelperAnswer, HelperUnavailable, ask_helper
from kiosk_app.session.facts.service import (
    AskHelper,
    CheckFinding,
    DoService,
    EnterService,
    FoundNetwork,
    HelperEnded,
    HelperSaid,
    QueueEntry,
    ServiceDone,
    ServiceEntered,
    WaitingTask,
)
from kiosk_app.session.kernel.event import Effect
from offline_queue.contract.gateway_client import GatewayClient, GatewayUnavailable
from offline_queue.contract.service_messages import Act, Done

log = logging.getLogger(__name__)

UNAVAILABLE = "unavailable"
_HELPER_S = 300.0
"""A whole examination: each check has a deadline of its own."""


class ServiceWorker:
    """One thread asks the daemon, one the helper."""

    def __init__(self, client: GatewayClient, helper: Path, post: Post, helper_s: float = _HELPER_S) -> None:
        """`helper`: its socket; a machine without one does without the acts that need it."""
        self._client = client
        self._helper = helper
        self._helper_s = helper_s
        self._post = post
        self._lock = threading.Lock()
        self._session = ""
        self._asking = JobThread("service-ask")
        self._helping = JobThread("service-helper")
        self._stop = threading.Event()

    def effects(self) -> Mapping[type[Effect], Carrier]:
        """See `Worker`."""
        return {EnterService: self._enter, DoService: self._do, AskHelper: self._help}

    def wipe(self, visit: int) -> None:
        """Service mode ended: its proof is worth nothing any more."""
        del visit
        self._stop.set()
        self._asking.do(self._leave)

    def close(self) -> None:
        """End the session and the threads."""
        self._stop.set()
        self._asking.do(self._leave)
        self._asking.close(finish=True)
        self._helping.close()

    def _leave(self) -> None:
        with self._lock:
            session, self._session = self._session, ""
        if not session:
            return
        try:
            self._client.leave_service(session)
        except GatewayUnavailable:
            # The daemon ends it by itself after a while.
            log.info("the daemon was not told that service mode ended")

    def _enter(self, effect: EnterService) -> None:
        def ask() -> None:
            try:
                entered = self._client.enter_service(pin=effect.pin, badge=effect.badge)
            except GatewayUnavailable:
                self._post(ServiceEntered(effect.visit, UNAVAILABLE))
                return
            with self._lock:
                self._session = entered.session
                self._stop.clear()
            self._post(
                ServiceEntered(effect.visit, entered.result, entered.role, entered.name, entered.wait_s)
            )

        self._asking.do(ask, failed=lambda: self._post(ServiceEntered(effect.visit, UNAVAILABLE)))

    def _do(self, effect: DoService) -> None:
        def failed() -> None:
            self._post(ServiceDone(effect.visit, effect.act, UNAVAILABLE))

        def ask() -> None:
            try:
                done = self._client.do_service(self._proof(), Act(effect.act.value), effect.subject)
            except GatewayUnavailable:
                failed()
                return
            self._post(_told(effect, done))

        self._asking.do(ask, failed=failed)

    def _help(self, effect: AskHelper) -> None:
        def ended(problem: str = "", said: str = "") -> None:
            self._post(HelperEnded(effect.visit, effect.act, problem, said))

        def heard(answer: HelperAnswer) -> None:
            finding, network = answer.finding, answer.network
            self._post(
                HelperSaid(
                    effect.visit,
                    effect.act,
                    None
                    if finding is None
                    else CheckFinding(finding.check, finding.verdict, finding.said, finding.mend),
                    answer.line,
                    None
                    if network is None
                    else FoundNetwork(network.ssid, network.strength, network.security),
                )
            )

        def ask() -> None:
            try:
                last = ask_helper(
                    self._helper,
                    self._proof(),
                    Act(effect.act.value),
                    dict(effect.words),
                    heard,
                    deadline_s=self._helper_s,
                    stop=self._stop,
                )
            except HelperUnavailable as error:
                log.warning("the helper: %s", error)
                ended("no_helper")
                return
            ended(last.problem, last.said)

        self._helping.do(ask, failed=lambda: ended(UNAVAILABLE))

    def _proof(self) -> str:
        with self._lock:
            return self._session


def _told(effect: DoService, done: Done) -> ServiceDone:
    return ServiceDone(
        effect.visit,
        effect.act,
        done.result,
        tuple(WaitingTask(one.code, one.figure) for one in done.waiting),
        tuple(
            QueueEntry(
                one.code,
                one.provisional_code,
                one.service_code,
                one.state,
                one.reason,
                one.attempts,
                one.made_at,
            )
            for one in done.lines
        ),
        done.more,
    )
