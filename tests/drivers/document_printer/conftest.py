"""A private CUPS with an emulated A4 printer, once a module: each file shows one way to fail."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import assets
from drivers.document_printer.cups_printer import CupsPrinter, JobTiming
from drivers.document_printer.emulator.private_cups import QUEUE, PrivateCups, missing_programs
from drivers.document_printer.local_http import HttpAddress
from drivers.document_printer.port import DocumentPrinterError
from tests.drivers.document_printer.documents import one_page

SHIPPED = Path(assets.__file__).parent / "system" / "cups" / "cupsd.conf"
PATIENT = JobTiming(answer_s=30, offline_s=2, stalled_s=1, copy_s=60, cancel_s=30, poll_s=0.05)
"""Short where the test waits for it to pass, long where it waits for the service."""


def shipped_settings() -> str:
    """Give what the kiosk's CUPS is set to, but for where it listens."""
    lines = SHIPPED.read_text().splitlines()
    return "\n".join(line for line in lines if not line.startswith("Listen"))


def mended(cups: PrivateCups) -> CupsPrinter:
    """Give a driver that waits until the service has heard that the trouble is over."""
    return CupsPrinter(
        QUEUE, HttpAddress(cups.socket), timing=JobTiming(answer_s=30, stalled_s=60, cancel_s=30)
    )


def assert_stopped_and_printed_once(
    cups: PrivateCups, printer: CupsPrinter, document: bytes, reason: str, error: type[DocumentPrinterError]
) -> None:
    """The device stops for `reason` (a printer-state-reason): it is told, and nothing comes out later.

    The job is taken back, and once that is mended the next copy comes out, alone.
    """
    cups.trouble(reason)
    with pytest.raises(error) as told:
        printer.print_pdf(document)
    assert told.value.sent, "the job had begun: sheets may lie in the printer"
    assert cups.spooled() == []
    cups.trouble("")
    mended(cups).print_pdf(document)
    assert len(cups.printed()) == 1, "what was taken back came out as well"


@pytest.fixture(scope="module")
def cups() -> Iterator[PrivateCups]:
    """The service and its printer."""
    if missing := missing_programs():
        pytest.skip(f"not installed (.ci/system-packages): {', '.join(missing)}")
    with PrivateCups(shipped_settings()) as running:
        yield running


@pytest.fixture
def printer(cups: PrivateCups) -> Iterator[CupsPrinter]:
    """The driver on it; the device is well again afterwards."""
    driver = CupsPrinter(QUEUE, HttpAddress(cups.socket), timing=PATIENT)
    yield driver
    driver.close()


@pytest.fixture(scope="session")
def document() -> bytes:
    """A result of one page."""
    return one_page()
