"""Asks the daemon what is to be paid for a dossier."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk_app.runtime.jobs import JobThread, Post
from kiosk_app.runtime.worker import Carrier
from kiosk_app.session.facts.payment import AskFee, DossierFee, FeeAnswered
from kiosk_app.session.kernel.event import Effect
from offline_queue.contract.gateway_client import GatewayClient, GatewayUnavailable

NOT_NOW = "not_now"


class FeeWorker:
    """One question at a time, on a thread of its own: it is asked again and again while somebody pays."""

    def __init__(self, client: GatewayClient, post: Post) -> None:
        self._client = client
        self._post = post
        self._worker = JobThread("fees")

    def effects(self) -> Mapping[type[Effect], Carrier]:
        """See `Worker`."""
        return {AskFee: self._ask}

    def wipe(self, visit: int) -> None:
        """Nothing of a visit is kept here."""

    def close(self) -> None:
        """Stop asking."""
        self._worker.close()

    def _ask(self, effect: AskFee) -> None:
        def failed() -> None:
            self._post(FeeAnswered(effect.visit, effect.number, NOT_NOW))

        def ask() -> None:
            try:
                told = self._client.fee(effect.code)
            except GatewayUnavailable:
                failed()
                return
            fee = DossierFee(**told.model_dump(exclude={"result"}))
            self._post(FeeAnswered(effect.visit, effect.number, told.result, fee))

        self._worker.do(ask, failed=failed)
