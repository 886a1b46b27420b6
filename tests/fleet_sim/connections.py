"""So many kiosks at one real mosquitto: each with a certificate's name, a last will and a retained state.

The connections are opened by the MQTT library of the product; TLS is left out, since one process that plays
thousands of kiosks would measure its own handshakes.
"""

from __future__ import annotations

import shutil
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from paho.mqtt import client as mqtt
from paho.mqtt.enums import CallbackAPIVersion

from offline_queue.fleet.messages import MessageKind, Topics, encoded
from tests.offline_queue.support.broker import NoBrokerError
from tests.offline_queue.support.told import WELL
from tests.support.processes import answers, free_port

_AT_ONCE = 200
_PATIENCE_S = 300.0


@dataclass(frozen=True, slots=True)
class Connected:
    """What came of it."""

    connected: int
    told: int
    """States that the broker took."""
    wills: int
    """Last wills that it published for those that fell silent."""
    memory_mb: float
    """Of the broker, with all connected."""


def connect(kiosks: int, folder: Path, silent: int = 20) -> Connected:
    """Connect that many; `silent` of them then fall silent. Raises `NoBrokerError`."""
    folder.mkdir(parents=True, exist_ok=True)
    port = free_port()
    configuration = folder / "mosquitto.conf"
    configuration.write_text(
        f"listener {port} 127.0.0.1\nallow_anonymous true\nmax_connections -1\nlog_dest none\n"
    )
    program = shutil.which("mosquitto") or "/usr/sbin/mosquitto"
    broker = subprocess.Popen([program, "-c", str(configuration)], stderr=subprocess.DEVNULL)
    try:
        _until(lambda: answers(port), "mosquitto did not come up")
        return _played(kiosks, port, broker.pid, silent)
    finally:
        broker.terminate()
        broker.wait(20)


def _played(kiosks: int, port: int, broker: int, silent: int) -> Connected:
    wills: list[str] = []
    listener = mqtt.Client(CallbackAPIVersion.VERSION2, "listener", protocol=mqtt.MQTTv5)
    listener.on_message = lambda _client, _data, message: (
        wills.append(message.topic) if b'"lost"' in message.payload else None
    )
    listener.connect("127.0.0.1", port)
    listener.subscribe("kiosk/+/+/online", qos=1)
    listener.loop_start()
    all_of_them: list[mqtt.Client] = []
    told: set[int] = set()
    up: set[int] = set()
    for first in range(0, kiosks, _AT_ONCE):
        group = range(first, min(first + _AT_ONCE, kiosks))
        for place in group:
            all_of_them.append(_kiosk(place, port, up, told))
        _serve(all_of_them[first:], lambda group=group: all(place in told for place in group))
    memory = _memory_mb(broker)
    for one in all_of_them[:silent]:
        # Cut, not said goodbye: as a kiosk whose power is gone once its silence was noticed.
        found = one.socket()
        if found is not None:
            found.close()
    _until(lambda: len(set(wills)) >= min(silent, kiosks), "a last will did not come")
    listener.disconnect()
    listener.loop_stop()
    for one in all_of_them[silent:]:
        one.disconnect()
    return Connected(len(up), len(told), len(set(wills)), memory)


def _kiosk(place: int, port: int, up: set[int], told: set[int]) -> mqtt.Client:
    topics = Topics(f"{place % 34:02d}", f"K{place:05d}")
    client = mqtt.Client(CallbackAPIVersion.VERSION2, topics.kiosk_id, protocol=mqtt.MQTTv5)
    client.will_set(
        topics.of(MessageKind.ONLINE), encoded({"online": False, "why": "lost"}), qos=1, retain=True
    )

    def connected(one: mqtt.Client, *_: Any) -> None:
        up.add(place)
        one.publish(topics.of(MessageKind.STATUS), encoded(WELL.message()), qos=1, retain=True)

    client.on_connect = connected
    client.on_publish = lambda *_: told.add(place)
    client.connect("127.0.0.1", port, 300)
    return client


def _serve(clients: list[mqtt.Client], done: Any) -> None:
    """Let the library read and write for each until all are done; one thread for all of them."""
    until = time.monotonic() + _PATIENCE_S
    while not done():
        if time.monotonic() > until:
            raise NoBrokerError("the broker does not take them all")
        for one in clients:
            one.loop_read()
            one.loop_write()
        time.sleep(0.005)


def _until(holds: Any, otherwise: str) -> None:
    until = time.monotonic() + _PATIENCE_S
    while not holds():
        if time.monotonic() > until:
            raise NoBrokerError(otherwise)
        time.sleep(0.02)


def _memory_mb(pid: int) -> float:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return round(int(line.split()[1]) / 1_024, 1)
    return 0.0
