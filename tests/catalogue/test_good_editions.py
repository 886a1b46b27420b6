"""Tests of what a portal rightly changes, and of the way out of a refusal."""

from __future__ import annotations

import base64
import gzip
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk_app.catalogue.refresh import CatalogueRefusedError, Overrulable, Refreshed, refresh

pytestmark = pytest.mark.mostly_long("one more edition of a catalogue is compiled", one_in=3)

UNIT = "H17.99.01"
MANY = 60


def _row(number: int, **changes: object) -> dict[str, object]:
    return {
        "MATTHC": f"1.{number:06d}",
        "TENTTHC": f"Thủ tục số {number}",
        "CANCUPHAPLY": [{"SOVANBAN": "45/2019/NĐ-CP"}],
        "TRANGTHAI": "1",
        **changes,
    }


def _laws(*numbers: str) -> dict[str, object]:
    return {"CANCUPHAPLY": [{"SOVANBAN": one} for one in numbers]}


def _offices(code: str) -> dict[str, object]:
    return {"COQUANTHUCHIEN": [{"MADONVI": code}]}


class Portal:
    """What a portal tells day by day, and what is in use of it."""

    def __init__(self, folder: Path, unit: str = UNIT) -> None:
        self._folder, self._unit = folder, unit
        self.in_use = folder / "in_use" / "catalogue.sqlite"
        self._day = 0

    def tells(
        self,
        rows: Mapping[int, dict[str, object]],
        many: Iterable[int] = range(MANY),
        *,
        accepted: Iterable[Overrulable] = (),
    ) -> Refreshed:
        """Fetch `many` procedures, some changed by `rows`, on the next day."""
        self._day += 1
        header = {"unit": self._unit, "fetched_at": f"2026-11-{self._day:02d}T02:00:00+00:00"}
        lines = [_row(number, **rows.get(number, {})) for number in many]
        path = self._folder / "new.jsonl"
        path.write_text(
            "\n".join(json.dumps(one) for one in ({**header, "listed": len(lines)}, *lines)) + "\n",
            encoding="utf-8",
        )
        return self.take(path, accepted=accepted)

    def take(self, path: Path, *, accepted: Iterable[Overrulable] = ()) -> Refreshed:
        """Take what lies there into use."""
        return refresh(path, (), self.in_use, unit=self._unit, accepted=accepted)


@pytest.fixture
def portal(tmp_path: Path) -> Portal:
    return Portal(tmp_path)


@pytest.mark.long("one more edition is compiled")
@pytest.mark.parametrize(
    ("before", "after"),
    [
        (("60/2014/QH13", "2052/QĐ-UBND"), ("60/2014/QH13", "120/2026/NĐ-CP", "311/QĐ-UBND")),
        (("60/2014/QH13", "2024/QĐ-UBND"), ("60/2014/QH13", "311/QĐ-UBND")),
        (("Quyết định số 2025/QĐ-BTP",), ("Quyết định số 17/2020/QĐ-BTP",)),
        (("60/2014/QH13", "45/2062/NĐ-CP"), ("60/2014/QH13", "45/2026/NĐ-CP")),
        (("1999/QĐ-UBND ngày 15/3/2025",), ("311/QĐ-UBND ngày 20/01/2026",)),
        (("60/2014/QH13",), ("2010/QĐ-UBND",)),
    ],
)
def test_number_of_a_decision_is_no_year_and_no_law_is_of_the_future(
    portal: Portal, before: tuple[str, ...], after: tuple[str, ...]
) -> None:
    portal.tells({number: _laws(*before) for number in range(40)})
    assert portal.tells({number: _laws(*after) for number in range(40)}).compiled.procedures == MANY


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (("2052/QĐ-UBND", "120/2025/NĐ-CP"), ("2052/QĐ-UBND", "60/2014/QH13")),
        (("09 / 2025 / TT-BTP",), ("15/2020/TT-BTP",)),
        (("311/QĐ-UBND ngày 20/01/2026",), ("1999/QĐ-UBND ngày 15/3/2025",)),
        (("311/QĐ-UBND, ngày 20 tháng 01 năm 2026",), ("311/QĐ-UBND, ngày 15 tháng 3 năm 2025",)),
        (("45/2025/NĐ-CP", "45/2062/NĐ-CP"), ("45/2020/NĐ-CP", "45/2062/NĐ-CP")),
    ],
)
def test_year_of_a_law_still_tells_an_older_one(
    portal: Portal, before: tuple[str, ...], after: tuple[str, ...]
) -> None:
    portal.tells({number: _laws(*before) for number in range(40)})
    with pytest.raises(CatalogueRefusedError) as caught:
        portal.tells({number: _laws(*after) for number in range(40)})
    assert caught.value.reason == "older"


@pytest.mark.long("one more edition is compiled")
def test_some_suspended_procedures_may_be_public_again(portal: Portal) -> None:
    portal.tells({number: {"TRANGTHAI": "0"} for number in range(3)})
    assert portal.tells({}).compiled.procedures == MANY


def test_a_whole_field_may_be_public_again_on_a_newer_law(portal: Portal) -> None:
    portal.tells({number: {"TRANGTHAI": "0"} for number in range(30)})
    assert portal.tells({number: _laws("45/2026/NĐ-CP") for number in range(30)}).compiled.procedures == MANY


@pytest.mark.long("one more edition is compiled")
def test_many_that_are_public_again_on_the_same_laws_are_older(portal: Portal) -> None:
    portal.tells({number: {"TRANGTHAI": "0"} for number in range(30)})
    with pytest.raises(CatalogueRefusedError) as caught:
        portal.tells({})
    assert caught.value.reason == "older"


@pytest.mark.parametrize("renumbered", [15, 40])
def test_procedures_under_new_numbers_are_no_half_list(portal: Portal, renumbered: int) -> None:
    portal.tells({})
    assert portal.tells({}, range(renumbered, renumbered + MANY)).compiled.procedures == MANY


@pytest.mark.long("one more edition is compiled")
def test_some_new_numbers_do_not_hide_half_a_list(portal: Portal) -> None:
    portal.tells({})
    with pytest.raises(CatalogueRefusedError) as caught:
        portal.tells({}, range(40, MANY + 5))
    assert caught.value.reason == "half"


@pytest.mark.parametrize(
    ("unit", "others"),
    [("H17.99", "000.00.01.H47"), ("H47.99.01", "H17.31.02"), ("H06.01", "H29.07"), ("H58.3", "H20.1")],
)
def test_offices_of_a_province_that_became_one_with_ours_are_ours(
    tmp_path: Path, unit: str, others: str
) -> None:
    portal = Portal(tmp_path, unit)
    assert portal.tells({n: _offices(others) for n in range(MANY)}).compiled.procedures == MANY
    with pytest.raises(CatalogueRefusedError) as caught:
        portal.tells({number: _offices("H26.31.02") for number in range(MANY)})
    assert caught.value.reason == "unit"


def _wrong(reason: Overrulable) -> tuple[dict[int, dict[str, object]], range]:
    """What a portal tells that is refused for this reason after what it told first."""
    return {
        Overrulable.UNIT: ({number: _offices("H26.31.02") for number in range(MANY)}, range(MANY)),
        Overrulable.OLDER: ({number: _laws("45/2009/NĐ-CP") for number in range(MANY)}, range(MANY)),
        Overrulable.HALF: ({}, range(MANY // 2)),
    }[reason]


@pytest.mark.parametrize("reason", Overrulable)
def test_what_a_person_accepts_is_taken_and_compared_with_from_then_on(
    portal: Portal, tmp_path: Path, reason: Overrulable
) -> None:
    portal.tells({})
    rows, many = _wrong(reason)
    for other in ([], [one for one in Overrulable if one is not reason]):
        with pytest.raises(CatalogueRefusedError):
            portal.tells(rows, many, accepted=other)
    apart = tmp_path / f"new.jsonl.refused-{reason}"
    done = portal.take(apart, accepted=[reason])
    assert {one.reason for one in done.overruled} == {reason.value}
    if reason is not Overrulable.UNIT:
        assert portal.tells(rows, many).overruled == ()


@pytest.mark.long("one more edition is compiled")
def test_one_that_is_refused_for_two_reasons_keeps_both_in_its_name(portal: Portal, tmp_path: Path) -> None:
    portal.tells({})
    rows, many = _wrong(Overrulable.OLDER)[0], range(MANY // 2)
    with pytest.raises(CatalogueRefusedError) as caught:
        portal.tells(rows, many)
    assert caught.value.reason == "half"
    with pytest.raises(CatalogueRefusedError) as caught:
        portal.take(tmp_path / "new.jsonl.refused-half", accepted=[Overrulable.HALF])
    assert caught.value.reason == "older"
    apart = tmp_path / "new.jsonl.refused-half+older"
    done = portal.take(apart, accepted=[Overrulable.HALF, Overrulable.OLDER])
    assert done.compiled.procedures == MANY // 2


@pytest.mark.long("one more edition is compiled")
def test_signed_and_packed_one_that_was_refused_is_still_what_it_was(portal: Portal, tmp_path: Path) -> None:
    private = Ed25519PrivateKey.generate()
    public = base64.b64encode(private.public_key().public_bytes_raw()).decode()
    portal.tells({})
    with pytest.raises(CatalogueRefusedError):
        portal.tells(*_wrong(Overrulable.HALF))
    path = tmp_path / "stick.jsonl.gz"
    path.write_bytes(gzip.compress((tmp_path / "new.jsonl.refused-half").read_bytes()))
    path.with_name("stick.jsonl.gz.sig").write_bytes(base64.b64encode(private.sign(path.read_bytes())))
    with pytest.raises(CatalogueRefusedError):
        refresh(path, (), portal.in_use, unit=UNIT, public_key=public)
    apart = tmp_path / "stick.jsonl.gz.refused-half"
    done = refresh(apart, (), portal.in_use, unit=UNIT, public_key=public, accepted=[Overrulable.HALF])
    assert done.compiled.procedures == MANY // 2


def test_what_cannot_be_noted_is_not_taken(portal: Portal, tmp_path: Path) -> None:
    portal.tells({})
    before = portal.in_use.read_bytes()
    rows, many = _wrong(Overrulable.HALF)
    with pytest.raises(CatalogueRefusedError):
        portal.tells(rows, many)
    apart = tmp_path / "new.jsonl.refused-half"

    def note(_: CatalogueRefusedError) -> None:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        refresh(apart, (), portal.in_use, unit=UNIT, accepted=[Overrulable.HALF], note=note)
    assert portal.in_use.read_bytes() == before
    assert apart.exists()
