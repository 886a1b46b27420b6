"""`/metrics`: the figures, on loopback, and nothing of any citizen."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import requests
from prometheus_client.parser import text_string_to_metric_families

from offline_queue.contract.dossier import IdentityEvidence, SignInWay
from offline_queue.contract.holding import IdHolding
from offline_queue.contract.messages import LinkState
from offline_queue.daemon.maintenance import Condition
from offline_queue.daemon.metrics import Attempts, MetricsServer, MetricsSources
from offline_queue.fleet.errand_statistics import ErrandCount, messages
from offline_queue.store import id_holding
from offline_queue.store.database import Database
from tests.offline_queue.support.clock import FakeClock
from tests.offline_queue.support.dossiers import MARKER, PERSONAL_ID, Keys, open_outbox, submission


def test_metrics(tmp_path: Path) -> None:
    clock = FakeClock()
    outbox = open_outbox(tmp_path, Keys(), clock=clock)
    by_hand = IdentityEvidence(method="staff")
    by_code, by_phone = (IdentityEvidence(method="vneid_verified", by_phone=phone) for phone in (False, True))
    for seed, identity in enumerate((by_hand, by_code, by_phone)):
        outbox.submit(submission(outbox.reserve_code(), seed=seed, identity=identity))
    clock.go(3_600)
    attempts = Attempts()
    attempts.add("busy")
    attempts.add("busy")
    sources = MetricsSources(
        Database.open(tmp_path / "queue" / "outbox.sqlite"),
        clock,
        attempts,
        lambda: -2.5,
        lambda: LinkState.CAPTIVE,
        lambda: Condition(("days:50", "history:changed"), sound=False),
        lambda: messages({"1.004873": ErrandCount(20, 20, 10, 5, 6_000, {"scan": 10})}, date(2026, 11, 24)),
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
    assert 'kiosk_errands_total{errand="1.004873",step="",what="minutes"} 100.0' in text
    assert 'kiosk_errands_total{errand="1.004873",step="scan",what="left"} 10.0' in text
    assert found["kiosk_queue_dossiers", "queued"] == 3
    assert found["kiosk_queue_dossiers", "accepted"] == 0
    assert found["kiosk_queue_oldest_age_seconds",] == 3_600
    assert found["kiosk_queue_attempts_total", "busy"] == 2
    assert found["kiosk_clock_skew_seconds",] == -2.5
    assert found["kiosk_link", "captive"] == 1
    assert found["kiosk_queue_sound",] == 0
    assert found["kiosk_queue_warning_percent", "days"] == 50
    assert found["kiosk_queue_warning_percent", "history"] == 100
    assert {way: found["kiosk_queue_handed_in", "dossier", way] for way in SignInWay} == {
        SignInWay.VNEID: 1,
        SignInWay.VNEID_BY_PHONE: 1,
        SignInWay.VNEID_UNCHECKED: 0,
        SignInWay.CARD_CHIP: 0,
        SignInWay.CARD_QR: 0,
        SignInWay.TYPED: 1,
        SignInWay.NONE: 0,
    }
    assert found["kiosk_id_in_use",] == 0
    assert found["kiosk_queue_undelivered_bytes",] == sum(one.sealed_bytes for one in outbox.list())
    assert found["kiosk_disk_free_bytes",] > 0
    assert MARKER not in text
    assert PERSONAL_ID not in text


def test_a_second_holder_of_the_id_is_told(tmp_path: Path) -> None:
    clock = FakeClock()
    open_outbox(tmp_path, Keys(), clock=clock).close()
    database = Database.open(tmp_path / "queue" / "outbox.sqlite")
    assert id_holding.dispute(database, IdHolding.OTHER_KEY.value, clock)
    sources = MetricsSources(
        database,
        clock,
        Attempts(),
        lambda: None,
        lambda: LinkState.ONLINE,
        lambda: Condition((), sound=True),
        tuple,
    )
    server = MetricsServer(sources, 0)
    try:
        text = requests.get(f"http://127.0.0.1:{server.port}/metrics", timeout=30).text
    finally:
        server.stop()
    assert "kiosk_id_in_use 1.0" in text
