"""Where the sheet lies on the glass, and that what is printed is never taken for one."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
import numpy.typing as npt
import pytest

from kiosk_app.scanning.geometry import overview_of
from kiosk_app.scanning.sheet_detection import find_sheet, upright_size
from tests.support.paper_corpus.defects import two_sheets
from tests.support.paper_corpus.grain import grain
from tests.support.paper_corpus.halves import A4, A5, DPI, half
from tests.support.paper_corpus.marks import portrait
from tests.support.paper_corpus.scanned import Scan, scanned
from tests.support.paper_corpus.sheets import Picture, card, slip, typed_form, with_photograph

MILLIMETRE = DPI / 25.4
DARK, BLACK, GREY, NEAR_WHITE = (46, 48, 50), (20, 20, 20), (205, 206, 206), (244, 245, 245)
GLASS = (A4[0] + 160, A4[1] + 160)


@pytest.fixture(scope="module")
def drawn() -> dict[str, Picture]:
    dice = np.random.default_rng(11)
    return {
        "a4": half(typed_form(dice).pixels),
        "a5": half(slip(dice).pixels),
        "card": half(card(dice).pixels),
    }


def on_glass(
    sheet: Picture, lid: tuple[int, int, int] | None, skew_deg: float, noise: float = 2.0
) -> Picture:
    """Scan a sheet in the middle of the glass; None: it fills the frame."""
    dice = np.random.default_rng(3)
    if lid is None:
        return scanned(sheet, Scan(skew_deg=skew_deg, noise=noise, frame=A4, softness_px=0.4), dice)
    high, wide = sheet.shape[:2]
    flat = np.array([[0, 0], [wide, 0], [wide, high]], np.float32)
    placing = cv2.getAffineTransform(flat, corners_of(sheet, skew_deg)[:3].astype(np.float32))
    inside = cv2.warpAffine(np.full((high, wide), 255, np.uint8), placing, GLASS)
    seen = cv2.warpAffine(sheet, placing, GLASS, flags=cv2.INTER_AREA, borderValue=lid).astype(np.float32)
    shade = cv2.GaussianBlur(np.roll(inside, (3, 2), axis=(0, 1)), (0, 0), 2.0).astype(np.float32) / 255 * 0.3
    shade[inside > 0] = 0
    lit = seen * (1 - shade[:, :, None]) + grain(dice, noise, (*shade.shape, 1))
    return np.clip(lit, 0, 255).astype(np.uint8)


def corners_of(sheet: Picture, skew_deg: float) -> npt.NDArray[np.float64]:
    high, wide = sheet.shape[:2]
    around = np.array([[-wide, -high], [wide, -high], [wide, high], [-wide, high]]) / 2
    angle = np.deg2rad(-skew_deg)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    return np.asarray(around @ turn.T + np.array(GLASS) / 2, np.float64)


LIDS = (DARK, BLACK, GREY, NEAR_WHITE)
# A whole page before a lid of its own colour is left as it is: there is nothing to crop.
LAID = (
    *(("a4", 1.2, lid) for lid in LIDS[:3]),
    # Only its corners leave the frame: the edges still say how it lies.
    *(("a4", 7.5, lid) for lid in LIDS[:3]),
    *(("a5", -4.0, lid) for lid in LIDS),
    *(("card", 9.0, lid) for lid in LIDS[::3]),
)


@pytest.mark.mostly_long("one more lid and angle", one_in=3)
@pytest.mark.parametrize(("kind", "skew_deg", "lid"), LAID)
def test_the_corners_are_found(
    drawn: dict[str, Picture], kind: str, skew_deg: float, lid: tuple[int, int, int]
) -> None:
    found = find_sheet(on_glass(drawn[kind], lid, skew_deg), DPI)
    assert not found.several
    assert found.sheet is not None
    assert found.sheet.whole
    away = np.linalg.norm(found.sheet.corners - corners_of(drawn[kind], skew_deg), axis=1) / MILLIMETRE
    assert away.max() < 1.5


@pytest.mark.parametrize("skew_deg", [0.0, 3.0])
@pytest.mark.parametrize("noise", [0.0, 11.0])
def test_a_sheet_that_fills_the_frame_is_left_as_it_is(
    drawn: dict[str, Picture], skew_deg: float, noise: float
) -> None:
    found = find_sheet(on_glass(drawn["a4"], None, skew_deg, noise), DPI)
    assert found.sheet is None
    assert not found.several


def test_a_sheet_pushed_against_a_side_is_cropped_upright() -> None:
    frame = np.full((A4[1], A4[0], 3), DARK, np.uint8)
    frame[:1240, :874] = 250
    found = find_sheet(frame, DPI)
    assert found.sheet is not None
    assert not found.sheet.whole
    assert upright_size(found.sheet.corners) == pytest.approx(A5, abs=1.5 * MILLIMETRE)


def framed() -> Picture:
    page = np.full((A4[1], A4[0], 3), 250, np.uint8)
    cv2.rectangle(page, (90, 90), (A4[0] - 90, A4[1] - 90), (30, 30, 30), 4)
    for y in range(200, 1500, 60):
        cv2.putText(page, "Noi dung giay to", (160, y), cv2.FONT_HERSHEY_DUPLEX, 1.2, (30, 30, 30), 2)
    return page


def tabled() -> Picture:
    page = np.full((A4[1], A4[0], 3), 250, np.uint8)
    for y in range(300, 1501, 120):
        cv2.line(page, (120, y), (1120, y), (30, 30, 30), 3)
    for x in (120, 500, 1120):
        cv2.line(page, (x, 300), (x, 1500), (30, 30, 30), 3)
    return page


def boxed(thickness: int) -> Picture:
    page = np.full((A4[1], A4[0], 3), 250, np.uint8)
    cv2.rectangle(page, (200, 300), (900, 1300), (20, 20, 20), thickness)
    cv2.putText(page, "Noi dung", (200, 1500), cv2.FONT_HERSHEY_DUPLEX, 1.2, (30, 30, 30), 2)
    return page


def thinly_boxed() -> Picture:
    return boxed(2)


def thickly_boxed() -> Picture:
    return boxed(6)


def pictured() -> Picture:
    return half(with_photograph(np.random.default_rng(5)).pixels)


def only_a_photograph() -> Picture:
    page = np.full((A4[1], A4[0], 3), 250, np.uint8)
    face = np.asarray(portrait(np.random.default_rng(6), (480, 640)))[:, :, ::-1]
    page[400:1040, 380:860] = face
    cv2.putText(page, "Anh chan dung", (380, 1150), cv2.FONT_HERSHEY_DUPLEX, 1.2, (30, 30, 30), 2)
    return page


def two_cards_copied() -> Picture:
    page = np.full((A4[1], A4[0], 3), 250, np.uint8)
    for top in (240, 880):
        cv2.rectangle(page, (360, top), (360 + 508, top + 319), (209, 217, 191), -1)
        cv2.rectangle(page, (360, top), (360 + 508, top + 319), (40, 40, 40), 2)
        cv2.putText(page, "CAN CUOC", (400, top + 80), cv2.FONT_HERSHEY_DUPLEX, 1.0, (30, 30, 30), 2)
    return page


@pytest.mark.mostly_long("one more print", one_in=3)
@pytest.mark.parametrize(
    "draw", [framed, tabled, thinly_boxed, thickly_boxed, pictured, only_a_photograph, two_cards_copied]
)
def test_what_is_printed_is_no_sheet(draw: Callable[[], Picture]) -> None:
    found = find_sheet(on_glass(draw(), None, 0.6), DPI)
    assert found.sheet is None
    assert not found.several


@pytest.mark.parametrize("lid", [DARK, BLACK])
def test_two_sheets_side_by_side(drawn: dict[str, Picture], lid: tuple[int, int, int]) -> None:
    frame = np.full((A4[1], A4[0], 3), lid, np.uint8)
    small = cv2.resize(drawn["a5"], (560, 800), interpolation=cv2.INTER_AREA)
    frame[40:840, 30:590] = small
    frame[900:1700, 640:1200] = small
    assert find_sheet(frame, DPI).several


@pytest.mark.long("one more lid")
def test_two_sheets_side_by_side_before_a_near_white_lid() -> None:
    scan, dpi = overview_of(two_sheets(np.random.default_rng([5, 1])), 300)
    assert scan[:40].mean() > 200
    assert find_sheet(scan, dpi).several


def test_two_sheets_askew_on_one_another() -> None:
    frame = np.full((A4[1], A4[0], 3), DARK, np.uint8)
    for angle in (0.0, 40.0):
        box = cv2.boxPoints(((620.0, 877.0), (700.0, 1000.0), angle))
        cv2.fillConvexPoly(frame, np.asarray(box, np.int32), (246, 247, 247))
    found = find_sheet(frame, DPI)
    assert found.sheet is None
    assert found.several


def test_a_ruler_beside_the_sheet_is_no_second_sheet(drawn: dict[str, Picture]) -> None:
    frame = np.full((GLASS[1], GLASS[0], 3), DARK, np.uint8)
    frame[60 : 60 + A5[1], 60 : 60 + A5[0]] = drawn["a5"]
    frame[1700:1760, 100:1100] = 240
    found = find_sheet(frame, DPI)
    assert not found.several
    assert found.sheet is not None
    assert upright_size(found.sheet.corners) == pytest.approx(A5, abs=1.5 * MILLIMETRE)
