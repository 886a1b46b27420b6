"""The process that talks to libsane. It may hang or crash: its parent kills it and starts another.

One AF_UNIX socket, inherited as the descriptor named on the command line. Requests are JSON lines; each
answer is a JSON line, a "page" line followed by its bytes.
"""

from __future__ import annotations

import contextlib
import json
import socket
import sys
import threading
from typing import Any

import _sane
import sane

from drivers.scanner.options import (
    EDGES,
    NEUTRAL,
    PAGE_SIZE,
    SENSORS,
    colour_value,
    has_duplex,
    in_millimetres,
    nearest_resolution,
    neutral_value,
    range_of,
    source_value,
)
from drivers.scanner.port import PaperSource, ScannerError, UnpluggedError, same_kind
from drivers.scanner.status import SaneStatus, error_for, status_of

_INT, _FIXED = 1, 2
_NUMBERS = (_INT, _FIXED)
"""SANE_Value_Type."""
_CAP_SOFT_SELECT, _CAP_INACTIVE = 1, 32
"""SANE_Capability."""
_NAME, _TYPE, _UNIT, _CAPABILITIES, _CONSTRAINT = 1, 4, 5, 7, 8
"""Places in the tuple that python-sane gives for each option."""


class Device:
    """One opened SANE device."""

    def __init__(self, request: dict[str, Any]) -> None:
        """Open and set up. Raises `ScannerError`."""
        sane.init()
        self._handle, self.name = opened(request["device"] or _first_device())
        self._duplex = bool(request["duplex"])
        self._sensors = (*request["sensors"], *SENSORS)
        self._given = frozenset(request["options"])
        self._options = {option[_NAME]: option for option in self._handle.get_options()}
        try:
            self._set_up(request)
        except (_sane.error, AttributeError, TypeError, ValueError) as error:
            raise UnpluggedError(f"an option could not be set: {error}") from error

    def _set_up(self, request: dict[str, Any]) -> None:
        for name, value in request["options"].items():
            self._set(name, value)
        mode = colour_value(self._choices("mode"))
        if mode is not None:
            self._set("mode", mode)
        if "resolution" in self._options:
            wanted = nearest_resolution(request["resolution"], self._constraint("resolution"))
            self._set("resolution", wanted)
            self.dpi = wanted
        else:
            self.dpi = request["resolution"]

        for name in NEUTRAL:
            if name not in request["options"] and self._settable(name):
                value = neutral_value(name, self._constraint(name))
                if value is not None:
                    self._try(name, value)

    def _settable(self, name: str) -> bool:
        option = self._options.get(name)
        return (
            option is not None
            and option[_TYPE] in _NUMBERS
            and not option[_CAPABILITIES] & _CAP_INACTIVE
            and bool(option[_CAPABILITIES] & _CAP_SOFT_SELECT)
        )

    def _try(self, name: str, value: float) -> bool:
        """Set an option that a scan can do without; whether the device took it."""
        whole = self._options[name][_TYPE] == _INT
        try:
            self._set(name, round(value) if whole else float(value))
        except (_sane.error, AttributeError, TypeError, ValueError):
            return False
        return True

    def _whole_area(self) -> None:
        """Ask for the whole glass, or for all that the feeder can take. The sheet is found in the picture."""
        for name in (*PAGE_SIZE, *EDGES):
            if not self._settable(name) or name in self._given:
                continue
            limits = range_of(self._constraint(name))
            if limits is not None:
                self._try(name, limits[0] if name.startswith("tl") else limits[1])

    def _area_mm(self) -> tuple[float, float] | None:
        """Give width and height of the area as the device has them now; None where it has no such options."""
        try:
            edges = [float(getattr(self._handle, name.replace("-", "_"))) for name in EDGES]
        except (_sane.error, AttributeError, TypeError, ValueError):
            return None
        unit = self._options[EDGES[0]][_UNIT]
        left, top, right, bottom = (in_millimetres(edge, unit, self.dpi) for edge in edges)
        return right - left, bottom - top

    def _most_mm(self) -> tuple[float, float] | None:
        """Give width and height of the largest area that the device offers."""
        limits = [range_of(self._constraint(name)) for name in EDGES]
        if any(limit is None for limit in limits):
            return None
        unit = self._options[EDGES[0]][_UNIT]
        left, top, right, bottom = (
            in_millimetres(limit[1 if number > 1 else 0], unit, self.dpi)
            for number, limit in enumerate(limits)
            if limit is not None
        )
        return right - left, bottom - top

    def _set(self, name: str, value: Any) -> None:
        setattr(self._handle, name.replace("-", "_"), value)
        self._options = {option[_NAME]: option for option in self._handle.get_options()}

    def _constraint(self, name: str) -> Any:
        option = self._options.get(name)
        return option[_CONSTRAINT] if option else None

    def _choices(self, name: str) -> list[object]:
        constraint = self._constraint(name)
        return list(constraint) if isinstance(constraint, list) else []

    def _sensor(self) -> str | None:
        return next((name for name in self._sensors if name in self._options), None)

    def info(self) -> dict[str, Any]:
        """Say what the device can do."""
        sources = self._choices("source")
        found = [one.value for one in PaperSource if source_value(sources, one, duplex=False) is not None]
        return {
            "device": self.name,
            # A device without a choice of source has a single glass or slot that takes one page at a time.
            "sources": found or [PaperSource.FLATBED.value],
            "duplex": has_duplex(sources),
            "senses_paper": self._sensor() is not None,
        }

    def paper_present(self) -> bool | None:
        """Read the sensor option; None when there is none."""
        sensor = self._sensor()
        if sensor is None:
            return None
        try:
            return bool(getattr(self._handle, sensor.replace("-", "_")))
        except _sane.error as error:
            raise error_for(status_of(str(error)), str(error), opening=False) from error

    def scan(self, source: PaperSource, max_pages: int | None, channel: ParentChannel) -> int:
        """Send page after page; give their number. Raises `ScannerError`."""
        value = source_value(self._choices("source"), source, duplex=self._duplex)
        if value is not None:
            self._set("source", value)
        self._whole_area()
        limit = 1 if source is PaperSource.FLATBED else max_pages
        sent = 0
        try:
            while limit is None or sent < limit:
                if not self._page(source, sent, channel):
                    break
                sent += 1
        finally:
            self._handle.cancel()
        return sent

    def _page(self, source: PaperSource, sent: int, channel: ParentChannel) -> bool:
        try:
            self._handle.start()
            _, _, (_, promised), _, _ = self._handle.get_parameters()
            data, width, height, samples, _ = self._handle.dev.snap(True)
        except _sane.error as error:
            status = status_of(str(error))
            if status == SaneStatus.NO_DOCS and sent:
                return False
            raise error_for(status, str(error), opening=False) from error
        whole = promised < 0 or height >= promised
        header = {
            "width": width,
            "height": height,
            "samples": samples,
            "dpi": self.dpi,
            "area_mm": self._area_mm(),
            "most_mm": self._most_mm(),
        }
        channel.send({"page": {**header, "whole": whole, "source": source.value}}, data)
        return True

    def cancel(self) -> None:
        """Stop from another thread; `sane_cancel` may be called at any time."""
        self._handle.cancel()


class ParentChannel:
    """The socket to the parent."""

    def __init__(self, connection: socket.socket) -> None:
        """Take over the socket."""
        self._connection = connection
        self.requests = connection.makefile("r", encoding="utf-8")

    def send(self, message: dict[str, Any], body: bytes | bytearray = b"") -> None:
        """Send an answer."""
        # Sent separately, not joined: a page of A3 at 600 dpi has 210 MB, and joining would copy it.
        self._connection.sendall(json.dumps({**message, "size": len(body)}).encode() + b"\n")
        self._connection.sendall(body)


def opened(name: str) -> tuple[Any, str]:
    """Open a device; gives it with its name. Raises `ScannerError`.

    libusb's names hold the number that the device got when it was plugged in, which is another one after each
    start and each replugging: under one that is gone, the only scanner of the same kind is meant.
    """
    try:
        return sane.open(name), name
    except _sane.error as error:
        gone = error_for(status_of(str(error)), str(error), opening=True)
        now = _renumbered(name) if isinstance(gone, UnpluggedError) else ""
        if not now:
            raise gone from error
    try:
        return sane.open(now), now
    except _sane.error as error:
        raise error_for(status_of(str(error)), str(error), opening=True) from error


def _renumbered(name: str) -> str:
    """Give the name under which the scanner stands now, "" where none does or it could be several."""
    if not same_kind(name, name):
        return ""
    found = [str(row[0]) for row in sane.get_devices() if same_kind(str(row[0]), name)]
    return found[0] if len(found) == 1 and found[0] != name else ""


def _first_device() -> str:
    devices = sane.get_devices()
    if not devices:
        raise UnpluggedError("libsane finds no scanner")
    return str(devices[0][0])


class RequestServer:
    """Answers the parent's requests; a thread of its own listens, so that "cancel" is heard during a scan."""

    def __init__(self, channel: ParentChannel) -> None:
        """Wait for requests on this channel."""
        self._channel = channel
        self._device: Device | None = None
        self._pending: list[dict[str, Any]] = []
        self._more = threading.Condition()

    def run(self) -> None:
        """Answer until the parent closes."""
        threading.Thread(target=self._listen, daemon=True).start()
        while True:
            with self._more:
                while not self._pending:
                    self._more.wait()
                request = self._pending.pop(0)
            if request["do"] == "end":
                return
            try:
                answer = self._answer(request)
            except ScannerError as error:
                answer = {"error": error.code, "text": str(error)}
            self._channel.send(answer)

    def _listen(self) -> None:
        # A parent that closes without having read all that it was sent resets the connection.
        with contextlib.suppress(ConnectionError):
            for line in self._channel.requests:
                self._hear(json.loads(line))
        self._put({"do": "end"})

    def _hear(self, request: dict[str, Any]) -> None:
        if request["do"] != "cancel":
            self._put(request)
        elif self._device is not None:
            self._device.cancel()

    def _put(self, request: dict[str, Any]) -> None:
        with self._more:
            self._pending.append(request)
            self._more.notify()

    def _answer(self, request: dict[str, Any]) -> dict[str, Any]:
        if request["do"] == "open":
            self._device = Device(request)
            return {"info": self._device.info()}
        if self._device is None:
            raise UnpluggedError("no device is open")
        if request["do"] == "paper":
            return {"present": self._device.paper_present()}
        sent = self._device.scan(PaperSource(request["source"]), request["max_pages"], self._channel)
        return {"ended": sent}


def main() -> None:
    """Serve on the descriptor given as the only argument."""
    # Set-up gives way to the screen, or the kiosk ends, in the midst of an answer: nobody asks any more.
    with contextlib.suppress(ConnectionError):
        RequestServer(ParentChannel(socket.socket(fileno=int(sys.argv[1])))).run()


if __name__ == "__main__":
    main()
