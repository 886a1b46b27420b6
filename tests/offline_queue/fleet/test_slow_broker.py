"""A broker that takes the connection and does not answer: given up in time, nothing lost, dossiers go on."""

from __future__ import annotations

import socket
import threading
from dataclasses import replace
from pathlib import Path

from offline_queue.fleet.connection import Trouble
from tests.offline_queue.support.broker import Broker
from tests.offline_queue.support.running import eventually
from tests.offline_queue.support.told import Rig


class Stalling:
    """Passes bytes on until it is told to stall; then takes them and passes nothing on."""

    def __init__(self, to_port: int) -> None:
        self.stalls = threading.Event()
        self._to_port = to_port
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        """Take no more connections."""
        self._listener.close()

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._listener.accept()
            except OSError:
                return
            far = socket.create_connection(("127.0.0.1", self._to_port))
            for one, other in ((near, far), (far, near)):
                threading.Thread(target=self._pass_on, args=(one, other), daemon=True).start()

    def _pass_on(self, one: socket.socket, other: socket.socket) -> None:
        try:
            while data := one.recv(4_096):
                if not self.stalls.is_set():
                    other.sendall(data)
            other.shutdown(socket.SHUT_WR)
        except OSError:
            return


def test_no_answer_to_a_message(tmp_path: Path) -> None:
    with Broker(tmp_path / "broker") as broker:
        between = Stalling(broker.port)
        rig = Rig(tmp_path / "kiosk", broker, port=between.port, answer_s=20.0)
        rig.reporter.turn()
        assert rig.reporter.connected
        rig.reporter.event("something")
        between.stalls.set()
        connection = rig.reporter._connection
        assert connection is not None
        # Waiting that long is not what this is about.
        connection._broker = replace(connection._broker, answer_s=0.3)
        rig.reporter.turn()
        assert rig.reporter.trouble is Trouble.SLOW
        assert rig.reporter.warnings() == ()
        assert rig.spool.count() == 1
        between.stalls.clear()
        assert eventually(lambda: rig.turns() and rig.reporter.trouble is None)
        assert rig.spool.count() == 0
        rig.close()
        between.close()


def test_no_answer_to_the_handshake(tmp_path: Path) -> None:
    broker = Broker(tmp_path / "broker")
    with socket.create_server(("127.0.0.1", 0)) as mute:
        rig = Rig(tmp_path / "kiosk", broker, port=mute.getsockname()[1], answer_s=0.3)
        rig.reporter.turn()
    assert rig.reporter.trouble is Trouble.SLOW
    rig.close()
