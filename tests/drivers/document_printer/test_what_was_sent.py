"""An error tells whether anything of the copy may have reached the printer, by what the service said."""

from __future__ import annotations

import itertools
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
    DocumentJamError,
    DocumentPrinterError,
    DocumentRefusedError,
    HeldError,
    OfflineError,
)

IDLE = 3
PENDING, HELD, PROCESSING, CANCELED, ABORTED = 3, 4, 5, 7, 8
NOT_REACHED = "The printer is unreachable at this time."
Job = tuple[int, str, int, str]
"""State, what the service says of the printer, sides out so far, what is wrong with the printer."""
NOT_YET: Job = (PROCESSING, "", 0, "none")
SENDING: Job = (PROCESSING, "Sending data to printer.", 0, "none")
AWAY: Job = (PROCESSING, NOT_REACHED, 0, "none")


class Service:
    """Tells of its one job what it is given, the last of it until the job is cancelled."""

    def __init__(self, story: tuple[Job, ...]) -> None:
        self._story = list(story)
        self._cancelled = False

    def answer(self, asked: bytes) -> bytes:
        operation, number = int.from_bytes(asked[2:4], "big"), int.from_bytes(asked[4:8], "big")
        state, message, out, trouble = self._story[0]
        told: tuple[Group, list[Attribute]] = (Group.OPERATION, [])
        match operation:
            case Operation.GET_PRINTER_ATTRIBUTES:
                # Before the job nothing is wrong.
                begun = trouble if len(self._story) == 1 else "none"
                told = (
                    Group.PRINTER,
                    [
                        Attribute(Tag.ENUM, "printer-state", (IDLE,)),
                        Attribute(Tag.KEYWORD, "printer-state-reasons", (begun,)),
                    ],
                )
            case Operation.PRINT_JOB:
                self._cancelled = False
                told = Group.JOB, [Attribute(Tag.INTEGER, "job-id", (7,))]
            case Operation.GET_JOB_ATTRIBUTES:
                told = (
                    Group.JOB,
                    [
                        Attribute(Tag.ENUM, "job-state", (CANCELED if self._cancelled else state,)),
                        Attribute(Tag.INTEGER, "job-impressions-completed", (out,)),
                        Attribute(Tag.NAME, "job-printer-state-message", (message,)),
                    ],
                )
                del self._story[: len(self._story) > 1]
            case Operation.CANCEL_JOB:
                self._cancelled = True
        # An answer is written like a request; the status stands where the operation does.
        body = bytearray(ipp.request(Operation(operation), number, [told]))
        body[2:4] = b"\0\0"
        return bytes(body)


@contextmanager
def printing(*story: Job) -> Iterator[CupsPrinter]:
    """Give a driver on a service with this story."""
    service = Service(((PENDING, "", 0, "none"), *story))

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = service.answer(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  its name in the library
            del format, args

    ticks = itertools.count()
    with ThreadingHTTPServer(("localhost", 0), Handler) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            address = HttpAddress(host="localhost", port=server.server_port)
            yield CupsPrinter(
                "A4",
                address,
                timing=JobTiming(answer_s=30),
                monotonic=lambda: float(next(ticks)),
                sleep=lambda _seconds: None,
            )
        finally:
            server.shutdown()
            thread.join()


@pytest.mark.parametrize(
    ("story", "error", "sent"),
    [
        ((AWAY,), OfflineError, False),
        ((NOT_YET, AWAY), OfflineError, False),
        ((SENDING, AWAY), OfflineError, True),
        (((PROCESSING, "", 1, "none"), AWAY), OfflineError, True),
        ((NOT_YET, (PROCESSING, "", 0, "media-jam-error")), DocumentJamError, True),
        (((PENDING, "", 0, "media-jam-error"),), DocumentJamError, False),
        ((SENDING, (PROCESSING, "", 0, "media-jam-error")), DocumentJamError, True),
        (((HELD, "", 0, "none"),), HeldError, False),
        ((SENDING, (HELD, "", 0, "none")), HeldError, True),
        (((ABORTED, "", 0, "none"),), DocumentRefusedError, True),
    ],
)
def test_an_error_tells_what_may_lie_in_the_printer(
    story: tuple[Job, ...], error: type[DocumentPrinterError], sent: bool
) -> None:
    with printing(*story) as printer, pytest.raises(error) as told:
        printer.print_pdf(b"%PDF-1.7\n")
    assert told.value.sent is sent


def test_one_copy_s_fate_is_not_the_next_one_s() -> None:
    with printing(SENDING, (HELD, "", 0, "none")) as printer:
        with pytest.raises(HeldError) as first:
            printer.print_pdf(b"%PDF-1.7\n")
        with pytest.raises(HeldError) as second:
            printer.print_pdf(b"%PDF-1.7\n")
    assert first.value.sent
    assert not second.value.sent
