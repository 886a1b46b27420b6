"""Three transports to a printer, built on python-escpos, with a deadline for every call."""

from __future__ import annotations

import contextlib
import socket
import termios
from pathlib import Path
from typing import Any, Protocol, cast

import serial
import usb.core
import usb.util

from drivers.printer.escpos_library import EscposError, Network, Serial, Usb


class LinkError(OSError):
    """The printer cannot be reached, or the connection broke. The text is for the technician."""


class PrinterTransport(Protocol):
    """A byte stream to the printer. `commands` is the python-escpos printer, whose methods send commands."""

    keep_open: bool
    """Whether the connection stays open between calls."""

    @property
    def commands(self) -> Any:
        """The open python-escpos printer."""

    @property
    def is_open(self) -> bool:
        """Whether `open` was called, and `close` not since."""

    def open(self, seconds: float) -> None:
        """Connect. Raises `LinkError`."""

    def set_deadline(self, seconds: float) -> None:
        """Set how long a following send may block; it raises an `OSError` then."""

    def read(self, seconds: float) -> bytes:
        """Give what arrived, b"" when nothing did in time. Raises `OSError` when the connection broke."""

    def close(self) -> None:
        """Let go of the device at once; never blocks, never raises."""


class _EscposTransport:
    """What the three transports share: they hold a python-escpos printer."""

    _printer: Any

    @property
    def commands(self) -> Any:
        """The open python-escpos printer."""
        return self._printer

    @property
    def is_open(self) -> bool:
        """Whether connected to the device."""
        return bool(self._printer._device)


class TcpTransport(_EscposTransport):
    """A network printer. Such printers serve one client, so the connection lasts for one call only."""

    keep_open = False

    def __init__(self, host: str, port: int, profile: str) -> None:
        """`port`: 9100 on most printers."""
        self._printer = Network(host, port=port, profile=profile)

    def open(self, seconds: float) -> None:
        """Connect. Raises `LinkError`."""
        self._printer.timeout = seconds
        _open(self._printer)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def set_deadline(self, seconds: float) -> None:
        """Set how long a following send may block."""
        self._socket.settimeout(seconds)

    def read(self, seconds: float) -> bytes:
        """Give what arrived, b"" when nothing did in time."""
        self._socket.settimeout(seconds)
        try:
            data = self._socket.recv(64)
        except TimeoutError:
            return b""
        if not data:
            raise LinkError("the printer closed the connection")
        return data

    def close(self) -> None:
        """Disconnect."""
        with contextlib.suppress(OSError):
            self._printer.close()

    @property
    def _socket(self) -> socket.socket:
        return cast(socket.socket, self._printer.device)


class SerialTransport(_EscposTransport):
    """A printer on a serial line; stays open."""

    keep_open = True

    def __init__(self, device: Path, baud_rate: int, profile: str) -> None:
        """`device`: e.g. /dev/ttyUSB0."""
        self._printer = Serial(str(device), baudrate=baud_rate, profile=profile)

    def open(self, seconds: float) -> None:
        """Open the device. Raises `LinkError`."""
        _open(self._printer)
        self.set_deadline(seconds)

    def set_deadline(self, seconds: float) -> None:
        """Set how long a following send may block."""
        self._line.write_timeout = seconds

    def read(self, seconds: float) -> bytes:
        """Give what arrived, b"" when nothing did in time."""
        self._line.timeout = seconds
        first: bytes = self._line.read(1)
        return first + self._line.read(self._line.in_waiting) if first else b""

    def close(self) -> None:
        """Let go of the device, and drop what the line has not taken."""
        line = self._printer._device
        if line:
            # python-escpos would wait until everything is sent, which never happens if the printer hangs.
            with contextlib.suppress(OSError, termios.error):
                line.reset_output_buffer()
            with contextlib.suppress(OSError):
                line.close()
        self._printer._device = False

    @property
    def _line(self) -> serial.Serial:
        return cast(serial.Serial, self._printer.device)


class UsbTransport(_EscposTransport):
    """A printer on USB, found by its vendor and product numbers; stays open."""

    keep_open = True

    def __init__(self, vendor: int, product: int, profile: str, backend: object | None = None) -> None:
        """`backend`: a pyusb backend; None takes the one that pyusb finds."""
        wanted = {"idVendor": vendor, "idProduct": product}
        if backend is not None:
            wanted["backend"] = cast(Any, backend)
        self._printer = Usb(usb_args=wanted, profile=profile)

    def open(self, seconds: float) -> None:
        """Find the device and its printer interface. Raises `LinkError`."""
        try:
            _open(self._printer)
            self._find_endpoints()
        except (usb.core.NoBackendError, usb.core.USBError) as error:
            self.close()
            raise LinkError(f"USB: {error}") from error
        self.set_deadline(seconds)

    def set_deadline(self, seconds: float) -> None:
        """Set how long a following send may block."""
        self._printer.timeout = _milliseconds(seconds)

    def read(self, seconds: float) -> bytes:
        """Give what arrived, b"" when nothing did in time."""
        try:
            return bytes(self._printer.device.read(self._printer.in_ep, 64, _milliseconds(seconds)))
        except usb.core.USBTimeoutError:
            return b""

    def close(self) -> None:
        """Let go of the device."""
        with contextlib.suppress(OSError, ValueError):
            self._printer.close()
        self._printer._device = False

    def _find_endpoints(self) -> None:
        # python-escpos assumes fixed endpoint addresses; clones of the printers that it knows use others.
        for interface in self._printer.device.get_active_configuration():
            ends = {usb.util.endpoint_direction(end.bEndpointAddress): end for end in interface}
            if {usb.util.ENDPOINT_IN, usb.util.ENDPOINT_OUT} <= ends.keys():
                self._printer.in_ep = ends[usb.util.ENDPOINT_IN].bEndpointAddress
                self._printer.out_ep = ends[usb.util.ENDPOINT_OUT].bEndpointAddress
                return
        self.close()
        raise LinkError("USB: the device has no pair of endpoints to print and answer through")


def _open(printer: Any) -> None:
    try:
        printer.open()
    except (EscposError, OSError) as error:
        printer._device = False
        raise LinkError(" ".join(str(error).split())) from error


def _milliseconds(seconds: float) -> int:
    # libusb takes 0 as "no limit".
    return max(1, round(seconds * 1000))
