"""A scanner behind libsane, held in a child process with a deadline on every call."""

from __future__ import annotations

import contextlib
import json
import logging
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

import numpy as np

from drivers.scanner.port import (
    DeviceIoError,
    Frame,
    HangError,
    IncompletePageError,
    PaperSource,
    RawPage,
    ScanCancelledError,
    ScannerError,
    ScannerInfo,
    UnpluggedError,
)
from drivers.scanner.status import error_from_code

_LINES_AT_ONCE = 256
_SLACK_MM = 3.0
"""Less is the rounding of the device's steps."""
_END_S = 2.0
"""How long is waited for a child that was killed: one that is stuck in a kernel's driver ends when that lets
go."""
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Setup:
    """How to open the device."""

    device: str
    """SANE name; "" takes the first device that is found."""
    sane_config_dir: Path | None = None
    resolution_dpi: int = 300
    duplex: bool = False
    options: Mapping[str, str | int | float | bool] = field(default_factory=dict)
    sensor_options: tuple[str, ...] = ()
    """Further names of a paper sensor, looked at before the known ones."""
    open_deadline_s: float = 15.0
    page_deadline_s: float = 40.0
    cancel_grace_s: float = 3.0
    """How long a cancelled scan may take to end before the child is killed."""


class ConnectionState(StrEnum):
    """State of the connection. Every failure leads to CLOSED, so that the next call opens the device anew."""

    CLOSED = "closed"
    OPEN = "open"
    SCANNING = "scanning"


class SaneScanner:
    """`port.Scanner` on python-sane. One call at a time; `cancel` alone may come from another thread."""

    def __init__(self, setup: Setup) -> None:
        """Nothing is opened before the first call."""
        self._setup = setup
        self._child: subprocess.Popen[bytes] | None = None
        self._socket: socket.socket | None = None
        self._info: ScannerInfo | None = None
        self._buffer = b""
        self._lock = threading.Lock()
        self._cancelled_at: float | None = None
        self.state = ConnectionState.CLOSED

    @property
    def pid(self) -> int | None:
        """Process id of the child, None while there is none."""
        return self._child.pid if self._child is not None else None

    def info(self) -> ScannerInfo:
        """See `port.Scanner`."""
        with self._lock:
            return self._open()

    def paper_present(self) -> bool | None:
        """See `port.Scanner`."""
        with self._lock:
            self._open()
            answer = self._ask({"do": "paper"}, self._setup.open_deadline_s)
            present: bool | None = answer["present"]
            return present

    def scan(self, source: PaperSource, max_pages: int | None = None) -> Generator[RawPage, None, None]:
        """See `port.Scanner`."""
        with self._lock:
            self._open()
            self._cancelled_at = None
            self._send({"do": "scan", "source": source.value, "max_pages": max_pages})
            self.state = ConnectionState.SCANNING
            limit = 1 if source is PaperSource.FLATBED else max_pages
            given, ended = 0, False
            try:
                while True:
                    answer = self._end_of_scan() if given == limit else self._receive_page()
                    if answer is None or "page" not in answer:
                        ended = True
                        break
                    yield self._page(answer)
                    given += 1
            except ScannerError:
                ended = True
                raise
            finally:
                if ended:
                    self.state = ConnectionState.OPEN if self._child is not None else ConnectionState.CLOSED
                else:
                    # The caller stopped taking pages. Cancel, so that no page of this scan is taken for one
                    # of the next.
                    self._kill()
            if self._cancelled_at is not None:
                raise ScanCancelledError("stopped before the last page")

    def cancel(self) -> None:
        """See `port.Scanner`."""
        if self.state is not ConnectionState.SCANNING:
            return
        self._cancelled_at = time.monotonic()
        connection = self._socket
        # Where the process has ended, the thread that scans finds that out, and clears up.
        with contextlib.suppress(OSError):
            if connection is not None:
                connection.sendall(_line({"do": "cancel"}))

    def close(self) -> None:
        """See `port.Scanner`."""
        self._kill()

    def _receive_page(self) -> dict[str, Any]:
        return self._receive(self._setup.page_deadline_s)

    def _end_of_scan(self) -> dict[str, Any] | None:
        """Await the end after the last page that was wanted; None when the device fails there.

        Every page is here by then: a device that hangs, breaks or dies while it comes to rest must not cost
        them. Its process is ended, and the next call opens it anew, or tells what is wrong with it.
        """
        try:
            return self._receive_page()
        except ScanCancelledError:
            raise
        except ScannerError as error:
            log.warning("the scanner did not come to rest after the last page (%s); it is let go", error.code)
            self._kill()
            return None

    def _page(self, answer: dict[str, Any]) -> RawPage:
        head = answer["page"]
        body = self._take(answer["size"], self._setup.page_deadline_s)
        if not head["whole"]:
            if self._cancelled_at is not None:
                raise self._stopped()
            self._kill()
            raise IncompletePageError("the device gave fewer lines than it had promised")
        shape = (head["height"], head["width"], head["samples"])
        pixels = np.frombuffer(body, np.uint8).reshape(shape)
        # SANE sends RGB or grey; the kiosk works in BGR.
        if head["samples"] == 1:
            pixels = np.repeat(pixels, 3, axis=2)
        else:
            _swap_red_and_blue(pixels)
        short = _short_mm(head)
        if max(short) > _SLACK_MM:
            log.warning("the scanner gives less than its whole area", extra={"short_mm": short})
        return RawPage(pixels, head["dpi"], PaperSource(head["source"]), short)

    def _stopped(self) -> ScanCancelledError:
        self._kill()
        return ScanCancelledError("stopped in the middle of a page")

    def _open(self) -> ScannerInfo:
        if self._child is not None and self._child.poll() is not None:
            self._kill()
        if self._info is not None and self._child is not None:
            return self._info
        mine, theirs = socket.socketpair()
        environment = dict(os.environ)
        if self._setup.sane_config_dir is not None:
            environment["SANE_CONFIG_DIR"] = str(self._setup.sane_config_dir)
        try:
            self._child = subprocess.Popen(  # noqa: S603  our own module and a number
                [sys.executable, "-m", "drivers.scanner.child", str(theirs.fileno())],
                pass_fds=(theirs.fileno(),),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                env=environment,
            )
        except OSError as error:
            mine.close()
            raise DeviceIoError(f"the scanner's process could not be started: {error.strerror}") from error
        finally:
            theirs.close()
        self._socket, self._buffer = mine, b""
        request = {
            "do": "open",
            "device": self._setup.device,
            "resolution": self._setup.resolution_dpi,
            "duplex": self._setup.duplex,
            "options": dict(self._setup.options),
            "sensors": list(self._setup.sensor_options),
        }
        try:
            found = self._ask(request, self._setup.open_deadline_s)["info"]
        except ScannerError:
            self._kill()
            raise
        sources = tuple(PaperSource(one) for one in found.pop("sources"))
        self._info = ScannerInfo(sources=sources, **found)
        self.state = ConnectionState.OPEN
        return self._info

    def _ask(self, request: dict[str, Any], deadline_s: float) -> dict[str, Any]:
        self._send(request)
        return self._receive(deadline_s)

    def _send(self, request: dict[str, Any]) -> None:
        connection = self._socket
        if connection is None:
            return
        try:
            connection.sendall(_line(request))
        except OSError as error:
            self._kill()
            raise UnpluggedError("the scanner's process ended") from error

    def _receive(self, deadline_s: float) -> dict[str, Any]:
        until = time.monotonic() + deadline_s
        while b"\n" not in self._buffer:
            self._buffer += self._more(until)
        line, _, self._buffer = self._buffer.partition(b"\n")
        answer: dict[str, Any] = json.loads(line)
        if "error" in answer:
            # libsane keeps its error states until the device is opened anew.
            self._kill()
            if self._cancelled_at is not None:
                raise ScanCancelledError(answer["text"])
            raise error_from_code(answer["error"], answer["text"])
        return answer

    def _take(self, size: int, deadline_s: float) -> bytearray:
        until = time.monotonic() + deadline_s
        body, have = bytearray(size), min(len(self._buffer), size)
        body[:have] = self._buffer[:have]
        self._buffer = self._buffer[have:]
        while have < size:
            part = self._more(until, size - have)
            body[have : have + len(part)] = part
            have += len(part)
        return body

    def _more(self, until: float, at_most: int = 1 << 20) -> bytes:
        """Wait for bytes from the child, in short turns so that a cancel shortens the deadline."""
        while True:
            if self._cancelled_at is not None:
                until = min(until, self._cancelled_at + self._setup.cancel_grace_s)
            left = until - time.monotonic()
            if left <= 0:
                self._kill()
                if self._cancelled_at is not None:
                    raise ScanCancelledError("stopped; the device did not answer in time and was let go of")
                raise HangError("the device did not answer in time; its process was ended")
            connection = self._socket
            if connection is None:
                raise UnpluggedError("the scanner was closed")
            connection.settimeout(min(left, 0.2))
            try:
                part = connection.recv(min(at_most, 1 << 20))
            except TimeoutError:
                continue
            except OSError as error:
                self._kill()
                if self._cancelled_at is not None:
                    raise ScanCancelledError("stopped") from error
                raise DeviceIoError("the connection to the scanner's process broke") from error
            if not part:
                self._kill()
                if self._cancelled_at is not None:
                    raise ScanCancelledError("stopped")
                raise DeviceIoError("the scanner's process ended by itself")
            return part

    def _kill(self) -> None:
        child, connection = self._child, self._socket
        self._child = self._socket = self._info = None
        self._buffer = b""
        self.state = ConnectionState.CLOSED
        if connection is not None:
            connection.close()
        if child is not None:
            child.kill()
            try:
                child.wait(_END_S)
            except subprocess.TimeoutExpired:
                log.warning("the scanner's process does not end; the device's driver holds it")


def _line(request: dict[str, Any]) -> bytes:
    return json.dumps(request).encode() + b"\n"


def _short_mm(head: dict[str, Any]) -> tuple[float, float]:
    """Compare what the device gives with what it offers."""
    given, most = head.get("area_mm"), head.get("most_mm")
    if given is None or most is None:
        return (0.0, 0.0)
    # The options say what was asked for; the lines say what came.
    came = (head["width"] / head["dpi"] * 25.4, head["height"] / head["dpi"] * 25.4)
    short = [max(0.0, wanted - min(asked, got)) for wanted, asked, got in zip(most, given, came, strict=True)]
    return short[0], short[1]


def _swap_red_and_blue(pixels: Frame) -> None:
    """Swap in place, a few lines at a time: there may not be enough memory for a second copy of the page."""
    for first in range(0, len(pixels), _LINES_AT_ONCE):
        lines = pixels[first : first + _LINES_AT_ONCE]
        red = lines[:, :, 0].copy()
        lines[:, :, 0] = lines[:, :, 2]
        lines[:, :, 2] = red
