"""The printer takes the document and never says that it is done: the copy may have come out."""

from __future__ import annotations

import pytest

from drivers.document_printer.cups_printer import CupsPrinter, JobTiming
from drivers.document_printer.emulator.private_cups import QUEUE, PrivateCups
from drivers.document_printer.local_http import HttpAddress
from drivers.document_printer.port import CopyUnconfirmedError


def test_it_is_told_that_nobody_knows(cups: PrivateCups, document: bytes) -> None:
    cups.trouble("silent")
    driver = CupsPrinter(
        QUEUE, HttpAddress(cups.socket), timing=JobTiming(answer_s=30, copy_s=2, cancel_s=30)
    )
    with pytest.raises(CopyUnconfirmedError):
        driver.print_pdf(document)
    assert cups.spooled() == []


def test_somebody_cancels_it_at_the_service(cups: PrivateCups, document: bytes) -> None:
    cups.trouble("silent")
    asked = 0

    def sleep(_seconds: float) -> None:
        nonlocal asked
        asked += 1
        if asked == 1:
            cups.administer("cancel", "-a", QUEUE)

    driver = CupsPrinter(QUEUE, HttpAddress(cups.socket), timing=JobTiming(answer_s=30), sleep=sleep)
    with pytest.raises(CopyUnconfirmedError):
        driver.print_pdf(document)
