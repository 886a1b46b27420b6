"""What the touchscreen does to the queue: seals, stores, says "saved" only when the dossier is durable."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from offline_queue.contract.attestation import Attester
from offline_queue.contract.clock import SystemClock
from offline_queue.contract.dossier import IdentityEvidence, Submission, SubmissionKind, TargetDossier
from offline_queue.contract.errors import QueueError
from offline_queue.contract.gateway_client import GatewayClient, GatewayUnavailable
from offline_queue.store.outbox import Outbox
from offline_queue.store.queue_tickets import queue_ticket_words
from tests.offline_queue.support.dossiers import submission
from tests.offline_queue.support.requests import ABOUT_A_DOSSIER, request
from vietnam.time_zone import in_vietnam

KINDS = tuple(kind for kind in SubmissionKind if kind is not SubmissionKind.DOSSIER)
SMALL = (2_000, 3_000)
COUNTER = "tests.faults.counter_screen"
"""Read with the first order that needs it: workers and drivers take a second to read."""
LETTERS = ("A", "B")


def dossier(seed: int, code: str, sizes: tuple[int, ...], *, pending: bool = False) -> Submission:
    """Give the dossier of that number: the same uids and bytes in every process."""
    if pending:
        evidence = IdentityEvidence(method="vneid_pending", token=f"VNEID.{seed:020d}")
        return submission(code, seed=seed, sizes=sizes, identity=evidence)
    return submission(code, seed=seed, sizes=sizes)


def asked(seed: int, code: str, attester: Attester | None = None) -> Submission:
    """Give the request that belongs to the dossier of that number: every kind in turn.

    A withdrawal comes to a dossier of its own number; a petition or a copy to be certified to none.
    `attester`: the daemon's, without whose word no withdrawal is sent.
    """
    kind = KINDS[seed % len(KINDS)]
    meant = dossier(seed, "", SMALL).manifest.reference_uid
    target = TargetDossier(code=meant, reference_uid=meant) if kind in ABOUT_A_DOSSIER else None
    return request(kind, code, target, seed=seed, attester=attester)


def _give_ticket(outbox: Outbox, letter: str, told: int) -> None:
    """Give out a queue ticket; the citizen sees its number once it is durable."""
    at = in_vietnam(SystemClock().now())
    number = outbox.issue_queue_ticket(letter, at, priority=False)
    os.write(told, f"ticket {at.date().isoformat()} {queue_ticket_words(letter, number)}\n".encode())


def main(order: dict[str, Any], step: Callable[[str], None]) -> int:
    """Store the dossiers of `seeds`; a line a dossier in `told`: "saved …" or "refused …"."""
    told = os.open(order["told"], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    gateway = GatewayClient(Path(order["socket"]), 0.5)
    failed = 0
    for seed in order["seeds"]:
        try:
            outbox = Outbox.open(
                Path(order["database"]),
                order["recipients"],
                SystemClock(),
                kiosk_id="DN07",
                reserve_mb=0,
                step=step,
            )
            sent = dossier(seed, outbox.reserve_code(), tuple(order["sizes"]), pending=order["pending"])
            stored = outbox.submit(sent)
            if order.get("asks"):
                word_of = Attester(bytes.fromhex(order["attesting"]))
                outbox.submit(asked(seed, outbox.reserve_code(), word_of))
            for number in range(order.get("tickets", 0)):
                _give_ticket(outbox, LETTERS[number % len(LETTERS)], told)
            if order.get("counter"):
                counter = import_module(COUNTER)
                counter.at_the_counter(order["counter"], seed, stored, outbox, told, step)
        except QueueError as error:
            os.write(told, f"refused {seed} {error.code}\n".encode())
            failed += 1
        else:
            os.write(told, f"saved {seed} {stored.reference_uid}\n".encode())
            outbox.close()
            with contextlib.suppress(GatewayUnavailable):
                gateway.wake()
    return 3 if failed else 0
