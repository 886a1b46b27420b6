"""The kiosk's own certificate: which one is used, when it is renewed, and what staff are told of it.

The key never leaves its credential and stays the same; only the certificate, which is public, is renewed.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from datetime import UTC
from pathlib import Path

import structlog
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding

from configuration.delivery_tables import Enrolment
from configuration.error_line import ConfigurationError
from configuration.write import replace_file
from offline_queue.contract.clock import Clock
from offline_queue.portal.est import EnrolmentError, EstClient, belongs, read_key

log = structlog.get_logger(__name__)

NAME = "client.pem"
_LOOK_S = 1.0
_AGAIN_S = 3_600.0
"""Seconds between two looks at the dates, and between two attempts."""
_DAY_S = 86_400.0


class OwnCertificate:
    """Runs on a thread of its own. Its file is read anew by each new connection."""

    def __init__(
        self,
        settings: Enrolment,
        kiosk_id: str,
        key_file: Path,
        folder: Path,
        clock: Clock,
        *,
        clock_doubtful: Callable[[], bool] = lambda: False,
        beat: Callable[[], None] = lambda: None,
    ) -> None:
        """`folder`: the daemon's own. Raises `ConfigurationError` when key and certificate do not fit."""
        self._settings = settings
        self._kiosk_id = kiosk_id
        self.key_file = key_file
        self.file = folder / NAME
        self._clock = clock
        self._clock_doubtful = clock_doubtful
        self._beat = beat
        self._stop = threading.Event()
        self._client = EstClient(settings, clock)
        self._key = _key(key_file)
        self._certificate = self._newest()
        self._refused = False
        self._write(self._certificate)

    @property
    def days_left(self) -> float:
        """Days until the certificate ends; negative once it has."""
        left = self._certificate.not_valid_after_utc - self._clock.now().astimezone(UTC)
        return left.total_seconds() / _DAY_S

    def warnings(self) -> tuple[str, ...]:
        """Give what staff are warned of: "certificate:revoked", ":expired", or ":" and the days left."""
        days = self.days_left
        if days < 0 and not self._clock_doubtful():
            return ("certificate:expired",)
        if self._refused:
            return ("certificate:revoked",)
        if self._clock_doubtful():
            return ()
        # Renewal should have happened by then: half of its time has passed.
        return (f"certificate:{int(days)}",) if days < self._window_days / 2 else ()

    @property
    def _window_days(self) -> float:
        life = self._certificate.not_valid_after_utc - self._certificate.not_valid_before_utc
        return min(float(self._settings.renew_days), life.total_seconds() / _DAY_S / 3)

    def run(self) -> None:
        """Renew when it is time, until `stop`."""
        next_at = self._clock.monotonic()
        while not self._stop.is_set():
            self._beat()
            if self._clock.monotonic() >= next_at:
                next_at = self._clock.monotonic() + _AGAIN_S
                self.look()
            self._stop.wait(_LOOK_S)

    def stop(self) -> None:
        """End `run`."""
        self._stop.set()

    def look(self) -> None:
        """Renew the certificate if its time has come; not while the clock is doubtful."""
        if self._clock_doubtful() or self.days_left > self._window_days:
            return
        try:
            fresh = self._client.renew(self._key, self._kiosk_id, self.file, self.key_file)
            self._write(fresh)
        except EnrolmentError as error:
            self._refused = error.code == "enrolment.refused"
            log.warning("certificate not renewed", code=error.code, days_left=int(self.days_left))
        except OSError as error:
            log.warning("certificate not kept", kind=type(error).__name__, days_left=int(self.days_left))
        else:
            self._refused = False
            self._certificate = fresh
            log.info("certificate renewed", days_left=int(self.days_left))

    def _newest(self) -> x509.Certificate:
        fitting = []
        for path in (self._settings.certificate, self.file):
            with contextlib.suppress(OSError, ValueError):
                found = x509.load_pem_x509_certificate(path.read_bytes())
                if belongs(found, self._key):
                    fitting.append(found)
        if not fitting:
            raise ConfigurationError(
                f"enrolment.certificate: {self._settings.certificate}: no certificate for the key of this "
                "machine; run kioskctl enrol"
            )
        return max(fitting, key=lambda one: one.not_valid_after_utc)

    def _write(self, certificate: x509.Certificate) -> None:
        content = certificate.public_bytes(Encoding.PEM)
        with contextlib.suppress(OSError):
            if self.file.read_bytes() == content:
                return
        replace_file(self.file, content)


def _key(path: Path) -> ec.EllipticCurvePrivateKey:
    try:
        return read_key(path.read_bytes())
    except (OSError, ValueError, TypeError) as error:
        raise ConfigurationError(f"{path}: a private key in PEM is expected; run kioskctl enrol") from error
