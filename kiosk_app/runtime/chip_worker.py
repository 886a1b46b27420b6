"""The chip reader, asked by the journey: waits for a card, reads it, and says how far it is."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from chip_data.signed_data import SignedData
from drivers.chip_reader.port import (
    CardRemovedError,
    ChipError,
    ChipReader,
    DocumentKey,
    NoCardError,
    ReadingCancelledError,
    ReadingStage,
)
from kiosk_app.identity.chip import ChipClaimsError, claims_of_chip, ended_before
from kiosk_app.runtime.jobs import JobThread, Post
from kiosk_app.runtime.worker import Carrier
from kiosk_app.session.facts.chip import ChipProgress, ChipRead, ChipRefused, ReadChip, StopChip
from kiosk_app.session.kernel.event import Effect
from offline_queue.contract.gateway_client import GatewayClient, GatewayUnavailable

log = logging.getLogger(__name__)

_LOOK_S = 0.5
"""How long one look for a card lasts: so long may stopping take."""


@dataclass(frozen=True, slots=True)
class ChipVouched:
    """What the daemon says of a chip."""

    problem: str = ""
    """What is wrong with it, as the driver's codes; "" for nothing."""
    word: str = ""
    """See `Identity.chip_word`; "" also when the daemon cannot say."""

    def __repr__(self) -> str:
        return f"ChipVouched({self.problem})"


class ChipWorker:
    """One thread owns the reader. What the chip said leaves it as claims and is kept nowhere."""

    def __init__(
        self,
        reader: ChipReader,
        vouch: Callable[[SignedData], ChipVouched],
        today: Callable[[], date],
        post: Post,
    ) -> None:
        """`vouch`: has the daemon verify what was read, see `daemon_verifies`."""
        self._reader = reader
        self._vouch = vouch
        self._today = today
        self._post = post
        self._asked = 0
        self._lock = threading.Lock()
        self._worker = JobThread("chip-reader")

    def effects(self) -> Mapping[type[Effect], Carrier]:
        """See `Worker`."""
        return {ReadChip: self._read, StopChip: lambda _effect: self._stop()}

    def wipe(self, visit: int) -> None:
        """The visit ended: no card is waited for any more."""
        del visit
        self._stop()

    def close(self) -> None:
        """Let go of the reader."""
        self._stop()
        self._worker.close()
        self._reader.close()

    def _stop(self) -> None:
        with self._lock:
            self._asked += 1
        self._reader.cancel()

    def _read(self, effect: ReadChip) -> None:
        with self._lock:
            self._asked += 1
            number = self._asked
        keys = [DocumentKey(one.number, one.birth_date, one.expiry_date) for one in effect.keys]

        def wanted() -> bool:
            with self._lock:
                return self._asked == number

        def progress(_stage: ReadingStage, percent: int) -> None:
            if wanted():
                self._post(ChipProgress(effect.visit, percent))
            else:
                # The reader looks for this before it sends the card its next command.
                self._reader.cancel()

        def read() -> None:
            try:
                while wanted():
                    if not self._reader.card_present(_LOOK_S) or not wanted():
                        continue
                    try:
                        found = self._reader.read(keys, progress=progress)
                    except NoCardError:
                        # The card was taken away before the reading began: wait for the next one.
                        continue
                    fields = {field.value: text for field, text in found.fields.items()}
                    claims = claims_of_chip(fields)
                    vouched = self._vouch(found.proof)
                    if vouched.problem:
                        log.warning("the daemon refuses what this reader verified: %s", vouched.problem)
                        refused(vouched.problem)
                    elif wanted():
                        ended = ended_before(fields, self._today())
                        self._post(ChipRead(effect.visit, claims, ended, vouched.word))
                    return
            except ReadingCancelledError:
                return
            except ChipError as error:
                level = logging.INFO if isinstance(error, CardRemovedError) else logging.WARNING
                log.log(level, "the chip was not read: %s (%s)", error.code, error)
                refused(error.code)
            except ChipClaimsError as error:
                log.warning("the chip was not read: %s", error)
                refused("chip.data")

        def refused(problem: str) -> None:
            if wanted():
                self._post(ChipRefused(effect.visit, problem))

        self._worker.do(read, failed=lambda: refused("chip.protocol"))


def daemon_verifies(client: GatewayClient) -> Callable[[SignedData], ChipVouched]:
    """Give what has the daemon verify a chip's data, whose word the screen cannot make up.

    Without the daemon the data are gone on with: the dossier is marked as not verified.
    """

    def vouch(proof: SignedData) -> ChipVouched:
        try:
            checked = client.check_chip(proof.security_object, proof.groups)
        except GatewayUnavailable:
            log.warning("the daemon does not vouch for a chip: it is not there")
            return ChipVouched()
        if checked.result.startswith("chip."):
            return ChipVouched(problem=checked.result)
        return ChipVouched(word=checked.word)

    return vouch
