"""Printers grade their troubles: an error stops at once, a warning only while nothing comes out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from drivers.document_printer import ipp
from drivers.document_printer.cups_printer import CupsPrinter, JobTiming
from drivers.document_printer.ipp import Attribute, Group, Operation, Tag
from drivers.document_printer.local_http import HttpAddress
from drivers.document_printer.port import (
    DocumentCoverOpenError,
    DocumentJamError,
    DocumentPrinterError,
    DocumentRefusedError,
    HeldError,
    NoPaperError,
    NoTonerError,
    OfflineError,
)

IDLE, STOPPED = 3, 5


@contextmanager
def telling(state: int, *reasons: str) -> Iterator[CupsPrinter]:
    """A printing service that says this of its printer."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = self.rfile.read(int(self.headers["Content-Length"]))
            assert int.from_bytes(asked[2:4], "big") == Operation.GET_PRINTER_ATTRIBUTES
            told = [
                Attribute(Tag.ENUM, "printer-state", (state,)),
                Attribute(Tag.KEYWORD, "printer-state-reasons", reasons or ("none",)),
            ]
            # An answer is written like a request; the status stands where the operation does.
            body = bytearray(
                ipp.request(
                    Operation.GET_PRINTER_ATTRIBUTES,
                    int.from_bytes(asked[4:8], "big"),
                    [(Group.PRINTER, told)],
                )
            )
            body[2:4] = b"\0\0"
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  its name in the library
            del format, args

    with ThreadingHTTPServer(("localhost", 0), Handler) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            address = HttpAddress(host="localhost", port=server.server_port)
            yield CupsPrinter("A4", address, timing=JobTiming(answer_s=30))
        finally:
            server.shutdown()
            thread.join()


@pytest.mark.parametrize(
    ("reason", "error"),
    [
        ("media-empty", NoPaperError),
        ("media-empty-error", NoPaperError),
        ("media-needed-error", NoPaperError),
        ("input-tray-missing-error", NoPaperError),
        ("toner-empty-error", NoTonerError),
        ("marker-supply-empty-error", NoTonerError),
        ("media-jam-error", DocumentJamError),
        ("door-open-error", DocumentCoverOpenError),
        ("offline-report", OfflineError),
        ("offline", OfflineError),
        ("paused", HeldError),
        ("spool-area-full-error", DocumentRefusedError),
    ],
)
def test_an_error_stops_before_anything_is_sent(reason: str, error: type[DocumentPrinterError]) -> None:
    with telling(IDLE, reason) as printer, pytest.raises(error):
        printer.status()


@pytest.mark.parametrize("reason", ["none", "media-low-warning", "toner-empty-warning", "media-empty-report"])
def test_a_warning_does_not(reason: str) -> None:
    with telling(IDLE, reason) as printer:
        assert printer.status().reasons == {reason}


def test_a_stopped_printer_without_a_reason_is_held() -> None:
    with telling(STOPPED) as printer, pytest.raises(HeldError):
        printer.status()
