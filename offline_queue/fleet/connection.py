"""One connection to the broker: MQTT 5 over TLS, both sides show a certificate, each failure has a name."""

from __future__ import annotations

import contextlib
import ssl
import threading
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from paho.mqtt import client as mqtt
from paho.mqtt.enums import CallbackAPIVersion
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.reasoncodes import ReasonCode

_TAKEN_OVER = 0x8E
"""Session taken over; this and the next are reason codes of MQTT 5 (2.4)."""
_NOT_AUTHORISED = frozenset({0x86, 0x87})
"""Bad user name or password; not authorised."""
_MOST_HEARD = 3
_LONGEST_HEARD = 1_000
"""Messages that are kept of what the broker sends back, and bytes of each."""


class Trouble(StrEnum):
    """Why the broker does not have what was told."""

    AWAY = "away"
    """No name, no connection, or it broke off."""
    UNTRUSTED = "untrusted"
    """The broker's certificate is not the one that is expected."""
    CLOCK = "clock"
    """The broker's certificate is outside its dates, seen from this clock."""
    CERTIFICATE = "certificate"
    """The broker refuses this kiosk's certificate: revoked, expired, of another authority, or none."""
    NOT_ALLOWED = "not_allowed"
    """The broker knows the kiosk and does not let it write there."""
    SLOW = "slow"
    """No answer in time."""
    TAKEN_OVER = "taken_over"
    """Another machine came under this kiosk's name."""


class BrokerError(Exception):
    """Something was not told; it stays in the spool."""

    def __init__(self, trouble: Trouble, text: str = "") -> None:
        super().__init__(text or trouble.value)
        self.trouble = trouble


@dataclass(frozen=True, slots=True)
class Broker:
    """Where it is and how the kiosk proves itself."""

    host: str
    port: int
    ca_file: Path | None
    certificate: Path
    key: Path
    keepalive_s: int
    answer_s: float
    """Longest wait for one answer of the broker."""


class _HeardSocket(ssl.SSLSocket):
    """Remembers the alert by which the other side ended the connection.

    In TLS 1.3 it comes after the handshake, where the MQTT library only sees a line that broke.
    """

    def recv(self, buflen: int = 1024, flags: int = 0) -> bytes:
        """Read as the library does."""
        try:
            return super().recv(buflen, flags)
        except (ssl.SSLWantReadError, ssl.SSLWantWriteError):
            raise
        except ssl.SSLError as error:
            if isinstance(self.context, _Context):
                self.context.alert = error.reason or ""
            raise


class _Context(ssl.SSLContext):
    alert = ""
    sslsocket_class = _HeardSocket


class Connection:
    """Only the thread that made it calls; the library's own thread answers."""

    def __init__(self, broker: Broker, client_id: str, will: tuple[str, bytes]) -> None:
        """`will`: topic and payload that the broker publishes, retained, when this machine falls silent."""
        self._broker = broker
        self._changed = threading.Condition()
        self._connected: ReasonCode | None = None
        self._ended: ReasonCode | None = None
        self._acknowledged: dict[int, ReasonCode] = {}
        self._heard: list[bytes] = []
        self._context: _Context | None = None
        client = mqtt.Client(
            CallbackAPIVersion.VERSION2,
            client_id=client_id,
            protocol=mqtt.MQTTv5,
            reconnect_on_failure=False,
        )
        client.will_set(will[0], will[1], qos=1, retain=True)
        client.on_connect = self._on_connect
        client.on_disconnect = self._on_disconnect
        client.on_publish = self._on_publish
        client.on_message = self._on_message
        client.connect_timeout = broker.answer_s
        self._client = client

    def open(self) -> None:
        """Connect and wait until the broker has said yes. Raises `BrokerError`."""
        context = self._made_context()
        self._context = context
        self._client.tls_set_context(context)
        try:
            self._client.connect(self._broker.host, self._broker.port, self._broker.keepalive_s)
        except ssl.SSLCertVerificationError as error:
            # 9 and 10: not yet valid, expired (X509_V_ERR_CERT_NOT_YET_VALID, …_HAS_EXPIRED).
            trouble = Trouble.CLOCK if error.verify_code in {9, 10} else Trouble.UNTRUSTED
            raise BrokerError(trouble, error.verify_message) from error
        except ssl.SSLError as error:
            raise BrokerError(_of_alert(error.reason or ""), error.reason or "") from error
        except TimeoutError as error:
            raise BrokerError(Trouble.SLOW) from error
        except (OSError, ValueError) as error:
            raise BrokerError(Trouble.AWAY, type(error).__name__) from error
        self._client.loop_start()
        with self._changed:
            self._changed.wait_for(
                lambda: self._connected is not None or self._ended is not None, self._broker.answer_s
            )
            code = self._connected
        if code is not None and not code.is_failure:
            return
        self.give_up()
        if code is None:
            raise self._lost() if self._ended is not None else BrokerError(Trouble.SLOW)
        trouble = Trouble.NOT_ALLOWED if code.value in _NOT_AUTHORISED else Trouble.AWAY
        raise BrokerError(trouble, str(code))

    def tell(self, topic: str, payload: bytes, *, retain: bool = False) -> None:
        """Publish and wait until the broker has taken it. Raises `BrokerError`."""
        sent = self._client.publish(topic, payload, qos=1, retain=retain)
        with self._changed:
            self._changed.wait_for(
                lambda: sent.mid in self._acknowledged or self._ended is not None, self._broker.answer_s
            )
            code = self._acknowledged.pop(sent.mid, None)
            ended = self._ended
        if code is None:
            raise self._lost() if ended is not None else BrokerError(Trouble.SLOW)
        if code.is_failure:
            raise BrokerError(
                Trouble.NOT_ALLOWED if code.value in _NOT_AUTHORISED else Trouble.AWAY, str(code)
            )

    def watch(self, topic: str) -> None:
        """Hear a topic from now on; what the broker kept of it comes before its next answer."""
        self._client.subscribe(topic, qos=0)

    @property
    def heard(self) -> tuple[bytes, ...]:
        """What came, oldest first, at most the last few."""
        return tuple(self._heard)

    def check(self) -> None:
        """Raise `BrokerError` when the connection has ended in the meantime."""
        if self._ended is not None:
            raise self._lost()

    def close(self) -> None:
        """Say goodbye: the broker does not publish the will."""
        self._end(ReasonCode(PacketTypes.DISCONNECT, "Normal disconnection"))

    def give_up(self) -> None:
        """End it and let the broker publish the will: whoever watches sees that this kiosk is not there."""
        self._end(ReasonCode(PacketTypes.DISCONNECT, "Disconnect with will message"))

    def _end(self, why: ReasonCode) -> None:
        with contextlib.suppress(OSError, ValueError):
            self._client.disconnect(why)
        self._client.loop_stop()

    def _made_context(self) -> _Context:
        context = _Context(ssl.PROTOCOL_TLS_CLIENT)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        try:
            context.load_verify_locations(self._broker.ca_file) if self._broker.ca_file else (
                context.load_default_certs()
            )
            context.load_cert_chain(self._broker.certificate, self._broker.key, password="")
        except (OSError, ssl.SSLError) as error:
            raise BrokerError(Trouble.CERTIFICATE, f"{type(error).__name__}: own files") from error
        return context

    def _lost(self) -> BrokerError:
        if self._ended is not None and self._ended.value == _TAKEN_OVER:
            return BrokerError(Trouble.TAKEN_OVER)
        alert = self._context.alert if self._context is not None else ""
        return BrokerError(_of_alert(alert), alert or str(self._ended))

    def _on_connect(self, _client: Any, _data: Any, _flags: Any, code: ReasonCode, _properties: Any) -> None:
        with self._changed:
            self._connected = code
            self._changed.notify_all()

    def _on_disconnect(
        self, _client: Any, _data: Any, _flags: Any, code: ReasonCode, _properties: Any
    ) -> None:
        with self._changed:
            # The library may tell an end twice; the first one names the cause.
            self._ended = code if self._ended is None else self._ended
            self._changed.notify_all()

    def _on_publish(self, _client: Any, _data: Any, mid: int, code: ReasonCode, _properties: Any) -> None:
        with self._changed:
            self._acknowledged[mid] = code
            self._changed.notify_all()

    def _on_message(self, _client: Any, _data: Any, message: mqtt.MQTTMessage) -> None:
        self._heard = [*self._heard[-_MOST_HEARD:], bytes(message.payload[:_LONGEST_HEARD])]


def _of_alert(reason: str) -> Trouble:
    """Tell a refused certificate from a broken line by the name of the TLS alert."""
    refused = "ALERT" in reason and any(word in reason for word in ("CERT", "UNKNOWN_CA", "ACCESS_DENIED"))
    return Trouble.CERTIFICATE if refused else Trouble.AWAY
