"""`/metrics` in Prometheus format on loopback: figures only, nothing of any citizen."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from wsgiref.simple_server import WSGIServer

from prometheus_client import CollectorRegistry, start_http_server
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from offline_queue.contract.clock import Clock
from offline_queue.contract.dossier import SignInWay, SubmissionKind
from offline_queue.contract.errors import QueueError
from offline_queue.contract.messages import LinkState
from offline_queue.daemon.maintenance import Condition
from offline_queue.fleet.messages import Value
from offline_queue.store import id_holding, statistics
from offline_queue.store.database import Database, free_bytes

_HOST = "127.0.0.1"


class Attempts:
    """Counts how attempts to deliver ended. Thread-safe."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._counts: Counter[str] = Counter()

    def add(self, outcome: str) -> None:
        """One more."""
        with self._lock:
            self._counts[outcome] += 1

    def counts(self) -> dict[str, int]:
        """Give the counts so far."""
        with self._lock:
            return dict(self._counts)


@dataclass(frozen=True, slots=True)
class MetricsSources:
    """Where the figures come from."""

    database: Database
    clock: Clock
    attempts: Attempts
    skew_s: Callable[[], float | None]
    link: Callable[[], LinkState]
    condition: Callable[[], Condition]
    errands: Callable[[], Iterable[tuple[str, Mapping[str, Value]]]]
    """What the province was told of errands: sums about five people or more."""


class _Queue(Collector):
    def __init__(self, sources: MetricsSources) -> None:
        self._sources = sources

    def collect(self) -> Iterator[Metric]:
        """Give every metric, read now; what the file does not give is left out."""
        sources = self._sources
        attempts = CounterMetricFamily(
            "kiosk_queue_attempts", "Attempts to deliver, by outcome", labels=["outcome"]
        )
        for outcome, number in sources.attempts.counts().items():
            attempts.add_metric([outcome], number)
        yield attempts
        link = GaugeMetricFamily("kiosk_link", "1 for the state found last", labels=["state"])
        for state in LinkState:
            link.add_metric([state.value], float(state is sources.link()))
        yield link
        skew = sources.skew_s()
        if skew is not None:
            yield GaugeMetricFamily("kiosk_clock_skew_seconds", "Ahead of the portal's clock", value=skew)
        yield GaugeMetricFamily(
            "kiosk_queue_sound",
            "1 unless the last check found damage",
            value=float(sources.condition().sound),
        )
        warnings = GaugeMetricFamily("kiosk_queue_warning_percent", "Limits that are near", labels=["limit"])
        for warning in sources.condition().warnings:
            name, _, level = warning.partition(":")
            # What has no level has a word or its days in its place, e.g. "history:changed", "kept:16".
            warnings.add_metric([name], float(level) if name in statistics.LEVELLED else 100.0)
        yield warnings
        try:
            yield from self._of_file()
            yield self._of_errands()
        except QueueError:
            yield GaugeMetricFamily("kiosk_queue_readable", "0 while the file cannot be read", value=0.0)

    def _of_errands(self) -> Metric:
        told = CounterMetricFamily(
            "kiosk_errands",
            "How errands went, as the province was told; where they were given up",
            labels=["errand", "step", "what"],
        )
        for path, message in self._sources.errands():
            errand, _, step = path.partition("/")
            for what, number in message.items():
                if what != "least" and isinstance(number, int):
                    told.add_metric([errand, step, what], number)
        return told

    def _of_file(self) -> list[Metric]:
        database, clock = self._sources.database, self._sources.clock
        with database.reading() as connection:
            now = statistics.count(connection, clock.now())
            disputed = id_holding.in_use(connection)
        depth = GaugeMetricFamily("kiosk_queue_dossiers", "Dossiers by state", labels=["state"])
        for state, number in now.by_state.items():
            depth.add_metric([state], number)
        ways = GaugeMetricFamily(
            "kiosk_queue_handed_in",
            "What was handed in, by kind and way of signing in",
            labels=["kind", "way"],
        )
        for kind in SubmissionKind:
            for way in SignInWay:
                ways.add_metric([kind.value, way.value], now.by_sign_in.get((kind.value, way.value), 0))
        return [
            depth,
            ways,
            GaugeMetricFamily(
                "kiosk_id_in_use",
                "1 while the province knows another holder of the id",
                float(bool(disputed)),
            ),
            GaugeMetricFamily("kiosk_queue_readable", "0 while the file cannot be read", value=1.0),
            GaugeMetricFamily(
                "kiosk_queue_oldest_age_seconds", "Age of the oldest undelivered dossier", value=now.oldest_s
            ),
            GaugeMetricFamily(
                "kiosk_queue_undelivered_bytes", "Sealed, undelivered", value=now.undelivered_bytes
            ),
            GaugeMetricFamily("kiosk_queue_items", "Small facts that wait", value=now.items),
            GaugeMetricFamily(
                "kiosk_queue_file_bytes", "Size of the file", value=database.path.stat().st_size
            ),
            GaugeMetricFamily("kiosk_disk_free_bytes", "Room left", value=free_bytes(database.path)),
        ]


class MetricsServer:
    """Serves until `stop`. `port` 0 of the constructor lets the system choose; read `port` then."""

    def __init__(self, sources: MetricsSources, port: int) -> None:
        """Raises `OSError`, which names the port, when it is taken."""
        registry = CollectorRegistry()
        registry.register(_Queue(sources))
        self._server: WSGIServer
        try:
            self._server, self._thread = start_http_server(port, addr=_HOST, registry=registry)
        except OSError as error:
            place = f"sync.metrics_port {port}: {error.strerror}"
            raise OSError(error.errno, place) from error

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self._server.server_port)

    def stop(self) -> None:
        """Close the port."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(5.0)
