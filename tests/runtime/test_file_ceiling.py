"""A paper above the portal's ceiling is recompressed, else refused while the citizen is still there."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
from PIL import Image

from configuration.delivery_tables import PortalSettings
from kiosk_app.scanning.page import Page
from kiosk_app.scanning.prepare import Settings, prepare
from tests.runtime.test_dossiers import Workbench
from tests.session import words as effects
from tests.session import words as events

PAPER = "GXN_CU"
USUAL = int(PortalSettings.model_fields["max_file_kb"].default) * 1000
MORE, LESS, LEAST = 6_000_000, 1_000_000, 20_000


@cache
def heavy(number: int) -> Page:
    """A coloured photograph, as a page: none of it can be told from ink."""
    tones = np.random.default_rng(number).integers(0, 256, (330, 240, 3)).astype(np.uint8)
    picture = Image.fromarray(tones).resize((1700, 2340), Image.Resampling.BICUBIC)
    return prepare(np.asarray(picture, np.uint8), 300, f"p{number}", Settings())


def _prepared(folder: Path, limit: int) -> object:
    bench = Workbench(folder)
    bench.limit = limit
    try:
        pages = tuple(heavy(number) for number in range(1, 4))
        draft = replace(bench.draft(), pages=((PAPER, pages),))
        bench.worker.prepare(effects.PrepareParts(1, 1, draft))
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


def test_a_paper_of_more_than_two_megabytes_is_recompressed_and_keeps_its_pages(tmp_path: Path) -> None:
    whole = _size(tmp_path, MORE)
    assert whole > 2_100_000
    assert LESS < _size(tmp_path, USUAL) <= USUAL


def test_a_portal_that_takes_less_gets_less_and_one_that_takes_more_gets_the_best(tmp_path: Path) -> None:
    assert _size(tmp_path, LESS) <= LESS
    assert _size(tmp_path, MORE) > USUAL


def test_what_no_compression_makes_small_enough_is_refused_by_name_before_anything_is_sent(
    tmp_path: Path,
) -> None:
    failed = _prepared(tmp_path, LEAST)
    assert isinstance(failed, events.PreparationFailed)
    assert (failed.problem, failed.part_no) == ("prepare.too_large", PAPER)
