"""`/metrics`: the figures, on loopback, and nothing of any citizen."""

from __future__ import annotations

from pathlib import Path

import requests
from prometheus_client.parser import text_string_to_metric_families

from offline_queue.contract.messages import LinkState
from offline_queue.daemon.maintenance import Condition
from offline_queue.daemon.metrics import Attempts, MetricsServer, Sources
from offline_queue.store.database import Database
from tests.offline_queue.support.clock import FakeClock
from tests.offline_queue.support.dossiers import MARKER, PERSONAL_ID, Keys, open_outbox, submission


def test_metrics(tmp_path: Path) -> None:
    clock = FakeClock()
    outbox = open_outbox(tmp_path, Keys(), clock=clock)
    for seed in (1, 2):
        outbox.submit(submission(outbox.reserve_code(), seed=seed))
    clock.go(3_600)
    attempts = Attempts()
    attempts.add("busy")
    attempts.add("busy")
    sources = Sources(
        Database.open(tmp_path / "queue" / "outbox.sqlite"),
        clock,
        attempts,
        lambda: -2.5,
        lambda: LinkState.CAPTIVE,
        lambda: Condition(("days:50",), sound=False),
    )
    server = MetricsServer(sources, 0)
    try:
        text = requests.get(f"http://127.0.0.1:{server.port}/metrics", timeout=5).text
    finally:
        server.stop()
    found = {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }
    assert found["kiosk_queue_dossiers", "queued"] == 2
    assert found["kiosk_queue_dossiers", "accepted"] == 0
    assert found["kiosk_queue_oldest_age_seconds",] == 3_600
    assert found["kiosk_queue_attempts_total", "busy"] == 2
    assert found["kiosk_clock_skew_seconds",] == -2.5
    assert found["kiosk_link", "captive"] == 1
    assert found["kiosk_queue_sound",] == 0
    assert found["kiosk_queue_warning_percent", "days"] == 50
    assert found["kiosk_queue_undelivered_bytes",] == sum(one.sealed_bytes for one in outbox.list())
    assert found["kiosk_disk_free_bytes",] > 0
    assert MARKER not in text
    assert PERSONAL_ID not in text
