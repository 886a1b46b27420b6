"""A real mosquitto with certificates of the sandbox's authority, and who listens to it."""

from __future__ import annotations

import json
import shutil
import subprocess
import threading
import time
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from paho.mqtt import client as mqtt
from paho.mqtt.enums import CallbackAPIVersion

from offline_queue.portal.est import key_bytes, new_key, request_for
from portal_sandbox.authority.certificates import Authority
from tests.support.processes import answers, free_port

ROOT = Path(__file__).resolve().parents[3]
ACL = ROOT / "assets" / "fleet" / "broker" / "acl.conf"
PROVINCE = "48"


class NoBrokerError(Exception):
    """mosquitto is not installed or did not come up."""


def certificate_for(authority: Authority, name: str, folder: Path) -> tuple[Path, Path]:
    """Give certificate and key of a kiosk, as enrolment makes them."""
    key: ec.EllipticCurvePrivateKey = new_key()
    made = authority.enrol(request_for(key, name), name, authority.new_code(name))
    chain, own = folder / f"{name}.pem", folder / f"{name}.key"
    chain.write_bytes(made.public_bytes(Encoding.PEM))
    own.write_bytes(key_bytes(key))
    return chain, own


@dataclass
class Broker:
    """mosquitto as a child process, on loopback, with the access rules that the province gets."""

    folder: Path
    port: int = field(default_factory=free_port)
    acl: Path = ACL
    authority: Authority = field(init=False)
    _process: subprocess.Popen[bytes] | None = None

    def __post_init__(self) -> None:
        """Make the authority and the broker's own certificate."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self.authority = Authority(self.folder / "authority", lifetime=timedelta(days=90))
        self.chain, self.key = self.authority.server_files()
        # mosquitto gives up root's rights, as a service does; its files are the test's own.
        self.user = "root"

    def start(self) -> None:
        """Start it and wait until it listens. Raises `NoBrokerError`."""
        program = shutil.which("mosquitto") or "/usr/sbin/mosquitto"
        revoked = self.folder / "revoked.pem"
        revoked.write_bytes(self.authority.revocation_list())
        configuration = self.folder / "mosquitto.conf"
        configuration.write_text(
            f"""per_listener_settings false
listener {self.port} 127.0.0.1
user {self.user}
cafile {self.authority.certificate_file}
certfile {self.chain}
keyfile {self.key}
crlfile {revoked}
require_certificate true
use_identity_as_username true
acl_file {self.acl}
log_dest file {self.folder / "mosquitto.log"}
log_type all
""",
            encoding="utf-8",
        )
        try:
            self._process = subprocess.Popen(
                [program, "-c", str(configuration)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
        except OSError as error:
            raise NoBrokerError("mosquitto is not installed: .ci/install-system") from error
        until = time.monotonic() + 30
        while not answers(self.port):
            if time.monotonic() > until or self._process.poll() is not None:
                raise NoBrokerError("mosquitto did not come up")
            time.sleep(0.02)

    def stop(self) -> None:
        """End it."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait(20)
            self._process = None

    def log(self) -> str:
        """Give what it wrote."""
        return (self.folder / "mosquitto.log").read_text(encoding="utf-8", errors="replace")

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


class Listener:
    """The province: hears every topic of every kiosk."""

    def __init__(self, broker: Broker) -> None:
        self.heard: list[tuple[str, bytes]] = []
        self._subscribed = threading.Event()
        chain, key = certificate_for(broker.authority, "province", broker.folder)
        client = mqtt.Client(CallbackAPIVersion.VERSION2, "listener", protocol=mqtt.MQTTv5)
        client.tls_set(str(broker.authority.certificate_file), str(chain), str(key))
        client.on_connect = lambda one, *_: one.subscribe("kiosk/#", qos=1)
        client.on_subscribe = lambda *_: self._subscribed.set()
        client.on_message = self._on_message
        client.reconnect_delay_set(1, 1)
        client.connect("127.0.0.1", broker.port, 60)
        client.loop_start()
        self._client = client
        if not self._subscribed.wait(30):
            raise NoBrokerError("the listener could not subscribe")

    def of(self, kind: str, kiosk: str = "DN07") -> list[dict[str, Any]]:
        """Give what was heard of one kind."""
        topic = f"kiosk/{PROVINCE}/{kiosk}/{kind}"
        return [json.loads(payload) for at, payload in list(self.heard) if at == topic and payload]

    def close(self) -> None:
        """Hear nothing more."""
        self._client.disconnect()
        self._client.loop_stop()

    def _on_message(self, _client: Any, _data: Any, message: mqtt.MQTTMessage) -> None:
        self.heard.append((message.topic, bytes(message.payload)))
