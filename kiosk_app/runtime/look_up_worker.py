"""Asks the daemon what the portal knows of dossiers that were filed before, and of what is due."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk_app.runtime.jobs import JobThread, Post
from kiosk_app.runtime.worker import Carrier
from kiosk_app.session.facts.due_services import AskDueServices, DueEntry, DueServicesTold
from kiosk_app.session.facts.followed import (
    DossierStatus,
    DossierTold,
    Filed,
    ListMine,
    LookUpDossier,
    MineTold,
)
from kiosk_app.session.kernel.event import Effect
from offline_queue.contract.dossier import DeliveryState
from offline_queue.contract.gateway_client import GatewayClient, GatewayUnavailable
from offline_queue.contract.look_up_messages import KnownDossier

_SENT = frozenset({DeliveryState.ACCEPTED, DeliveryState.PURGED})
NOT_NOW = "not_now"


class LookUpWorker:
    """One question at a time, on a thread of its own: a sign-in never waits behind one."""

    def __init__(self, client: GatewayClient, post: Post) -> None:
        self._client = client
        self._post = post
        self._worker = JobThread("look-ups")

    def effects(self) -> Mapping[type[Effect], Carrier]:
        """See `Worker`."""
        return {LookUpDossier: self._look_up, ListMine: self._mine, AskDueServices: self._due}

    def wipe(self, visit: int) -> None:
        """Nothing of a visit is kept here."""

    def close(self) -> None:
        """Stop asking."""
        self._worker.close()

    def _look_up(self, effect: LookUpDossier) -> None:
        def ask() -> None:
            try:
                told = self._client.look_up(effect.code, effect.ticket)
            except GatewayUnavailable:
                self._post(DossierTold(effect.visit, effect.number, NOT_NOW))
                return
            found = None if told.dossier is None else found_of(told.dossier)
            self._post(DossierTold(effect.visit, effect.number, told.result, found, told.sign_in_over))

        self._worker.do(ask, failed=lambda: self._post(DossierTold(effect.visit, effect.number, NOT_NOW)))

    def _mine(self, effect: ListMine) -> None:
        def ask() -> None:
            try:
                told = self._client.mine(effect.ticket)
            except GatewayUnavailable:
                self._post(MineTold(effect.visit, effect.number, NOT_NOW))
                return
            mine = tuple(found_of(one) for one in told.dossiers)
            self._post(MineTold(effect.visit, effect.number, told.result, mine, told.more))

        self._worker.do(ask, failed=lambda: self._post(MineTold(effect.visit, effect.number, NOT_NOW)))

    def _due(self, effect: AskDueServices) -> None:
        def ask() -> None:
            try:
                told = self._client.due_services(effect.ticket)
            except GatewayUnavailable:
                self._post(DueServicesTold(effect.visit, NOT_NOW))
                return
            services = tuple(DueEntry(**one.model_dump()) for one in told.services)
            self._post(DueServicesTold(effect.visit, told.result, services))

        self._worker.do(ask, failed=lambda: self._post(DueServicesTold(effect.visit, NOT_NOW)))


def found_of(view: KnownDossier) -> DossierStatus:
    """Give what the screen keeps of the daemon's answer."""
    told = view.model_dump(exclude={"state", "filed"})
    filed = None if view.filed is None else Filed(**view.filed.model_dump())
    return DossierStatus(**told, filed=filed, sent=view.state is None or view.state in _SENT)
