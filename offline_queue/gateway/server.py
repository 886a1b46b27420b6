"""The daemon's side of the socket: a bounded number of clients, none of which can hold up another."""

from __future__ import annotations

import contextlib
import errno
import grp
import json
import os
import pwd
import queue
import socket
import struct
import threading
from collections.abc import Callable
from pathlib import Path

import structlog

from offline_queue.contract.clock import SystemClock
from offline_queue.contract.error_place import error_place
from offline_queue.contract.messages import MAX_LINE, VERSION, DossierNews, Method
from offline_queue.gateway.hub import Hub
from offline_queue.gateway.log_throttle import LogThrottle
from offline_queue.gateway.quotas import ConnectionSlot, ConnectionSlots
from offline_queue.gateway.request_handler import RequestHandler, RequestRefusedError

log = structlog.get_logger(__name__)

SOCKET_MODE = 0o660
_BACKLOG = 64
_ACCEPT_S = 0.5
"""How soon the end of the daemon is noticed while nobody connects."""
_HEARTBEAT_S = 5.0
"""An empty line to who only listens: a screen that is gone is noticed by it."""
_PEER = struct.Struct("3i")
MayTalk = Callable[[int, int], bool]
"""(user id, group id) of the peer → whether it is answered."""


def members_of_group(group_id: int) -> MayTalk:
    """Give a check that lets in root, this process's user, and members of the group."""

    def may(user_id: int, peer_group: int) -> bool:
        if user_id in {0, os.geteuid()} or peer_group == group_id:
            return True
        try:
            name = pwd.getpwuid(user_id).pw_name
            return name in grp.getgrgid(group_id).gr_mem
        except KeyError:
            return False

    return may


class GatewayServer:
    """Listens on a Unix socket. `run` accepts until `stop`."""

    def __init__(
        self,
        path: Path,
        handler: RequestHandler,
        hub: Hub,
        *,
        deadline_s: float,
        may_talk: MayTalk | None = None,
        beat: Callable[[], None] = lambda: None,
    ) -> None:
        """Bind at once, so that the socket is there when the daemon says it is ready.

        `deadline_s`: for one whole request line, and for each write.
        """
        self._path = path
        self._handler = handler
        self._hub = hub
        self._deadline_s = deadline_s
        self._beat = beat
        self._stop = threading.Event()
        self._slots = ConnectionSlots()
        self._refused = LogThrottle(SystemClock(), _tell_refused)
        path.parent.mkdir(parents=True, exist_ok=True)
        _clear_away(path)
        self._listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._listener.bind(str(path))
        path.chmod(SOCKET_MODE)
        self._listener.listen(_BACKLOG)
        self._listener.settimeout(_ACCEPT_S)
        self._may_talk = may_talk or members_of_group(path.stat().st_gid)

    def run(self) -> None:
        """Accept clients."""
        while not self._stop.is_set():
            self._beat()
            try:
                client, _ = self._listener.accept()
            except TimeoutError:
                continue
            except OSError:
                if self._stop.is_set():
                    return
                raise
            self._receive(client)

    def stop(self) -> None:
        """Close the socket and every connection."""
        self._stop.set()
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for client in self._slots.clients():
            with contextlib.suppress(OSError):
                client.shutdown(socket.SHUT_RDWR)
        with contextlib.suppress(FileNotFoundError):
            self._path.unlink()

    def _receive(self, client: socket.socket) -> None:
        process, user, group = _PEER.unpack(
            client.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _PEER.size)
        )
        if not self._may_talk(user, group):
            self._refused.happened()
            client.close()
            return
        slot = self._slots.take(client, process)
        threading.Thread(target=self._serve, args=(slot,), name="gateway-client", daemon=True).start()

    def _serve(self, slot: ConnectionSlot) -> None:
        client = slot.client
        try:
            client.settimeout(self._deadline_s)
            lines = LineReader(client, self._deadline_s)
            while not self._stop.is_set():
                line = lines.next()
                if line is None or not self._answer(slot, line):
                    return
        except (OSError, LineError):
            # The client went away, is too slow or sends too much. Only its own connection ends.
            return
        except Exception as error:
            log.error("socket: failed inside", at=error_place(error))  # noqa: TRY400  texts may quote a citizen
        finally:
            self._slots.leave(slot)
            client.close()

    def _answer(self, slot: ConnectionSlot, line: bytes) -> bool:
        """Answer one line. Gives False when the connection is to end."""
        client = slot.client
        try:
            request = json.loads(line)
        except (ValueError, RecursionError):
            request = None
        if not isinstance(request, dict) or request.get("v") != VERSION:
            _write(client, _refusal(None, "version", f"one JSON object a line, v = {VERSION}"))
            return False
        number, method, params = request.get("id"), request.get("method"), request.get("params", {})
        if method == Method.SUBSCRIBE:
            self._slots.listens(slot)
            self._stream(client, number)
            return False
        try:
            result = self._handler.answer(str(method), params if isinstance(params, dict) else {})
        except RequestRefusedError as error:
            _write(client, _refusal(number, error.code, str(error)))
            return True
        _write(client, {"v": VERSION, "id": number, "ok": True, "result": result})
        return True

    def _stream(self, client: socket.socket, number: object) -> None:
        """Send news until the listener is gone. An empty line at intervals finds out that it is."""
        listener = self._hub.listen()
        try:
            _write(client, {"v": VERSION, "id": number, "ok": True, "result": {}})
            while not self._stop.is_set():
                try:
                    news = listener.get(timeout=_HEARTBEAT_S)
                except queue.Empty:
                    client.sendall(b"\n")
                    continue
                event = "dossier" if isinstance(news, DossierNews) else "help"
                _write(client, {"v": VERSION, "event": event, "data": news.model_dump(mode="json")})
        finally:
            self._hub.leave(listener)


def _tell_refused(times: int) -> None:
    log.warning("socket: peers refused", times=times)


def _clear_away(path: Path) -> None:
    """Remove the socket that a dead daemon left. Raises `OSError` when a running one answers there."""
    if not path.exists():
        return
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
        probe.settimeout(_ACCEPT_S)
        try:
            probe.connect(str(path))
        except OSError:
            with contextlib.suppress(FileNotFoundError):
                path.unlink()
            return
    raise OSError(errno.EADDRINUSE, "another daemon answers here; end it first", str(path))


class LineError(Exception):
    """The peer sent too long a line, or took too long for it."""


class LineReader:
    """Lines from a socket, bounded in length and in the time for a whole line."""

    def __init__(self, peer: socket.socket, deadline_s: float | None) -> None:
        """`deadline_s`: for one line; None waits for ever."""
        self._peer = peer
        self._deadline_s = deadline_s
        self._gathered = b""

    def next(self) -> bytes | None:
        """Give the next line without its end, or None when the peer closed. Raises `LineError`, `OSError`."""
        expired = threading.Event()
        timer = None
        if self._deadline_s is not None:
            timer = threading.Timer(self._deadline_s, self._expire, (expired,))
            timer.daemon = True
            timer.start()
        try:
            while b"\n" not in self._gathered:
                if len(self._gathered) > MAX_LINE:
                    raise LineError("line too long")
                chunk = self._peer.recv(65_536)
                if expired.is_set():
                    raise LineError("line took too long")
                if not chunk:
                    return None
                self._gathered += chunk
        finally:
            if timer is not None:
                timer.cancel()
        line, _, self._gathered = self._gathered.partition(b"\n")
        if len(line) > MAX_LINE:
            raise LineError("line too long")
        return line

    def _expire(self, expired: threading.Event) -> None:
        expired.set()
        with contextlib.suppress(OSError):
            self._peer.shutdown(socket.SHUT_RD)


def _write(client: socket.socket, message: dict[str, object]) -> None:
    client.sendall(json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")


def _refusal(number: object, code: str, text: str) -> dict[str, object]:
    return {"v": VERSION, "id": number, "ok": False, "error": {"code": code, "text": text}}
