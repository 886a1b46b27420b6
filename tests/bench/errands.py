"""How long a citizen waits for what other errands ask: over the real socket, from the real sandbox."""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

from PySide6.QtGui import QGuiApplication

from offline_queue.contract.gateway_client import GatewayClient
from tests.journeys.filed import file_before
from tests.journeys.run_journey import play_run
from tests.journeys.runs import queue_ticket
from tests.journeys.world import World

ASKED = 15
"""Questions; the daemon lets 20 a minute through."""
SOCKET_DEADLINE_S = 10.0
SEED = 20261124


def measure() -> dict[str, Any]:
    """Give the table: `look_up_ms` is the median from question to answer, by code, in milliseconds.

    `look_up_most_ms`: the longest of them. `ticket_to_paper_s`: from the first touch on the welcome screen to
    the queue ticket that the printer has confirmed, with `ticket_taps` touches, on the whole kiosk.
    """
    application = QGuiApplication.instance() or QGuiApplication([])
    with tempfile.TemporaryDirectory(prefix="errands-") as folder, World(Path(folder)) as world:
        code = file_before(world)
        client = GatewayClient(world.layout.folder("run") / "sync.sock", SOCKET_DEADLINE_S)
        took = [_asked(client, code) for _ in range(ASKED)]
        client.close()
    with tempfile.TemporaryDirectory(prefix="errands-") as folder:
        ticket = play_run(queue_ticket.RUN, Path(folder) / "ticket", SEED)
    del application
    return {
        "ticket_taps": ticket["taps_to_paper"],
        "ticket_to_paper_s": ticket["touch_to_paper_s"],
        "look_up_ms": round(statistics.median(took), 1),
        "look_up_most_ms": round(max(took), 1),
        "look_ups": len(took),
    }


def _asked(client: GatewayClient, code: str) -> float:
    began = time.monotonic()
    told = client.look_up(code)
    took = (time.monotonic() - began) * 1000
    if told.dossier is None or not told.dossier.fresh:
        raise RuntimeError(f"the dossier was not told: {told.result}")
    return took
