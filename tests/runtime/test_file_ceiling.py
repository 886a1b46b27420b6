"""A paper above the ceiling of the portal is recompressed, else sent in several files, else refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2
import pytest
from PIL import Image

from configuration.delivery_tables import PortalSettings
from kiosk_app.runtime.slip_contents import appointment_of, receipt_of
from kiosk_app.scanning import pdf_binding
from kiosk_app.scanning.archive import PdfMetadata
from kiosk_app.scanning.encode import recompressed
from kiosk_app.scanning.page import Page
from kiosk_app.scanning.pdf_binding import TooLargeError, bind_files, bind_pdf
from kiosk_app.session.facts.delivery import SubmissionState, SubmitPhase
from tests.runtime.test_dossiers import Workbench
from tests.runtime.workbench import KIOSK
from tests.screens.stage import NOW
from tests.session import words as effects
from tests.session import words as events
from tests.support.upright import prepared

PAPER = "GXN_CU"
USUAL = int(PortalSettings.model_fields["max_file_kb"].default) * 1000
MORE, LESS, LEAST = 6_000_000, 1_000_000, 60_000
SEVERAL = 600_000
LESS_THAN_A_DECLARATION = 20_000


@cache
def heavy(number: int) -> Page:
    """A coloured photograph, as a page: none of it can be told from ink."""
    tones = np.random.default_rng(number).integers(0, 256, (330, 240, 3)).astype(np.uint8)
    picture = Image.fromarray(tones).resize((1700, 2340), Image.Resampling.BICUBIC)
    return prepared(np.asarray(picture, np.uint8), 300, f"p{number}")


def _prepared(folder: Path, limit: int) -> object:
    bench = Workbench(folder)
    bench.limit = limit
    try:
        pages = tuple(heavy(number) for number in range(1, 4))
        given = replace(bench.content(), pages=((PAPER, pages),))
        bench.worker.prepare(effects.PrepareParts(1, 1, given))
        return bench.wait(events.PartsPrepared if limit > LEAST else events.PreparationFailed)
    finally:
        bench.worker.close()


def _size(folder: Path, limit: int) -> int:
    made = _prepared(folder, limit)
    assert isinstance(made, events.PartsPrepared)
    (part,) = [one for one in made.parts if one.part_no == PAPER]
    assert part.pages == 3
    return part.size


def test_the_ceiling_is_two_megabytes_unless_said_otherwise() -> None:
    assert USUAL == 2_000_000


@pytest.mark.long("many whole pages are compressed")
def test_a_paper_of_more_than_two_megabytes_is_recompressed_and_keeps_its_pages(tmp_path: Path) -> None:
    whole = _size(tmp_path, MORE)
    assert whole > 2_100_000
    assert LESS < _size(tmp_path, USUAL) <= USUAL


@pytest.mark.long("whole pages are compressed again and again")
def test_a_portal_that_takes_less_gets_less_and_one_that_takes_more_gets_the_best(tmp_path: Path) -> None:
    assert _size(tmp_path, LESS) <= LESS
    assert _size(tmp_path, MORE) > USUAL


@pytest.mark.long("whole pages are compressed; how they are divided is tried by itself")
def test_what_no_compression_makes_small_enough_goes_in_as_few_files_as_hold_it(tmp_path: Path) -> None:
    """Each below the ceiling, the pages in their order, none left out; people read one paper."""
    made = _prepared(tmp_path, SEVERAL)
    assert isinstance(made, events.PartsPrepared)
    files = [one for one in made.parts if one.part_no == PAPER]
    assert [one.pages for one in files] == [2, 1]
    assert all(one.size <= SEVERAL for one in made.parts)
    assert len({one.file_uid for one in files}) == 2
    assert [one.display_name[-6:] for one in files] == [" (1/2)", " (2/2)"]


def test_the_files_of_one_paper_hold_each_page_once_in_order() -> None:
    about = PdfMetadata("Giấy", "TAM", datetime(2026, 11, 24, tzinfo=UTC))
    pages = [heavy(number) for number in range(1, 4)]
    files = bind_files(pages, about, SEVERAL)
    assert all(len(one) <= SEVERAL for one in files)
    looks = [picture for one in files for picture in _looks(one)]
    alone = [picture for one in pages for picture in _looks(bind_pdf([one], about))]
    for place, found in enumerate(looks):
        apart = [float(np.mean(np.abs(found - other))) for other in alone]
        assert int(np.argmin(apart)) == place
    assert len(looks) == len(alone)


def test_each_page_is_encoded_once_a_reduction_and_no_more_than_needed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """All six were tried on the whole paper, which could not fit, and again for each of its files."""
    asked: list[tuple[int, float, int]] = []

    def noted(picture: bytes, scale: float, quality: int) -> bytes:
        asked.append((hash(picture), scale, quality))
        return recompressed(picture, scale, quality)

    monkeypatch.setattr(pdf_binding, "recompressed", noted)
    about = PdfMetadata("Giấy", "TAM", datetime(2026, 11, 24, tzinfo=UTC))
    pages = [heavy(number) for number in range(1, 4)]
    assert len(bind_files(pages, about, SEVERAL)) == 2
    assert len(asked) == len(set(asked))
    asked.clear()
    with pytest.raises(TooLargeError):
        bind_pdf(pages, about, LEAST)
    assert len(asked) == len(pages)


def _looks(pdf: bytes) -> list[np.ndarray[Any, np.dtype[np.float64]]]:
    """Each page, coarsely."""
    with pypdfium2.PdfDocument(pdf) as document:
        pictures = [page.render(scale=0.3).to_pil().convert("L") for page in document]
    return [np.asarray(one.resize((120, 160)), np.float64) for one in pictures]


def test_the_slips_call_a_paper_in_several_files_one_paper(tmp_path: Path) -> None:
    made = _prepared(tmp_path, SEVERAL)
    assert isinstance(made, events.PartsPrepared)
    bench = Workbench(tmp_path / "other")
    state = SubmissionState(
        phase=SubmitPhase.SAVED,
        given=bench.content(),
        parts=made.parts,
        provisional_code="TAM-DN07-0042-K",
        stored_at=NOW,
        due_at=NOW.date(),
    )
    bench.worker.close()
    receipt = receipt_of(state, KIOSK, "", reprinted_at=None)
    named = bench.content().procedure.component(PAPER).short_name.vi
    assert [(one.name, one.pages) for one in receipt.papers][1:] == [(named, 3)]
    slip = appointment_of(state, KIOSK, "", reprinted_at=None)
    assert [(one.name, one.copies) for one in slip.papers][1:] == [(named, 1)]


def test_a_page_that_no_compression_makes_small_enough_is_refused_by_name_before_anything_is_sent(
    tmp_path: Path,
) -> None:
    failed = _prepared(tmp_path, LEAST)
    assert isinstance(failed, events.PreparationFailed)
    assert (failed.problem, failed.part_no) == ("prepare.too_large", PAPER)


def test_a_declaration_above_the_ceiling_is_refused_as_one(tmp_path: Path) -> None:
    """Nobody scanned it; its citizen was asked to scan a page again."""
    failed = _prepared(tmp_path, LESS_THAN_A_DECLARATION)
    assert isinstance(failed, events.PreparationFailed)
    assert (failed.problem, failed.part_no) == ("declaration.too_large", "TK")
