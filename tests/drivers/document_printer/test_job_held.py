"""The service holds the job, or staff paused the printer: it does not come out when they let it go on."""

from __future__ import annotations

import pytest

from drivers.document_printer.cups_printer import CupsPrinter
from drivers.document_printer.emulator.private_cups import QUEUE, PrivateCups
from drivers.document_printer.port import HeldError


def test_a_job_that_is_held_is_taken_back(cups: PrivateCups, printer: CupsPrinter, document: bytes) -> None:
    cups.administer("lpadmin", "-p", QUEUE, "-o", "job-hold-until-default=indefinite")
    with pytest.raises(HeldError) as told:
        printer.print_pdf(document)
    assert not told.value.sent
    assert cups.spooled() == []
    cups.administer("lpadmin", "-p", QUEUE, "-o", "job-hold-until-default=no-hold")
    printer.print_pdf(document)
    assert len(cups.printed()) == 1, "what was held came out as well"


def test_a_paused_printer_is_sent_nothing(cups: PrivateCups, printer: CupsPrinter, document: bytes) -> None:
    cups.administer("cupsdisable", QUEUE)
    with pytest.raises(HeldError):
        printer.print_pdf(document)
    assert cups.spooled() == []
    cups.administer("cupsenable", QUEUE)


def test_a_printer_that_takes_no_jobs(cups: PrivateCups, printer: CupsPrinter, document: bytes) -> None:
    cups.administer("cupsreject", QUEUE)
    with pytest.raises(HeldError):
        printer.print_pdf(document)
    cups.administer("cupsaccept", QUEUE)
