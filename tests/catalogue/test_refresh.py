"""Tests of taking a portal's catalogue into use: half, older, another unit's, unsigned: kept apart."""

from __future__ import annotations

import base64
import json
from contextlib import closing
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk_app.catalogue.compile import compile_catalogue
from kiosk_app.catalogue.refresh import CatalogueRefusedError, refresh
from kiosk_app.catalogue.store import open_store
from tests.catalogue.portal_samples import COMMON, write_lines

pytestmark = pytest.mark.mostly_long("one more edition of a catalogue is compiled", one_in=3)

UNIT = "H17.99.01"


def _fetched(
    path: Path,
    codes: int = 20,
    *,
    listed: int | None = None,
    unit: str = UNIT,
    day: str = "2026-11-26",
    office: str = UNIT,
    year: int = 2025,
    withdrawn: range = range(0),
) -> Path:
    header = {
        "unit": unit,
        "fetched_at": f"{day}T02:00:00+00:00",
        "listed": codes if listed is None else listed,
    }
    rows = [
        {
            "MATTHC": f"1.{number:06d}",
            "TENTTHC": f"Thủ tục số {number}",
            "COQUANTHUCHIEN": [{"MADONVI": office}],
            "CANCUPHAPLY": [{"SOVANBAN": f"09/{year}/TT-BTP"}],
            "TRANGTHAI": "0" if number in withdrawn else "1",
        }
        for number in range(codes)
    ]
    path.write_text("\n".join(json.dumps(row) for row in (header, *rows)) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def in_use(tmp_path: Path) -> Path:
    """A catalogue of fifteen procedures."""
    out = tmp_path / "in_use" / "catalogue.sqlite"
    compile_catalogue([write_lines(tmp_path / "crawl.jsonl", COMMON)], out)
    return out


def assert_refused(reason: str, fetched: Path, in_use: Path, *, public_key: str = "") -> None:
    before, content = in_use.read_bytes(), fetched.read_bytes()
    with pytest.raises(CatalogueRefusedError) as caught:
        refresh(fetched, (), in_use, unit=UNIT, public_key=public_key)
    assert caught.value.reason == reason
    assert in_use.read_bytes() == before
    assert not fetched.exists()
    assert fetched.with_name(f"{fetched.name}.refused-{reason}").read_bytes() == content
    assert [one.name for one in in_use.parent.iterdir()] == [in_use.name]


def test_good_one_is_taken(tmp_path: Path, in_use: Path) -> None:
    done = refresh(_fetched(tmp_path / "new.jsonl"), (), in_use, unit=UNIT)
    assert done.compiled.procedures == 20
    with closing(open_store(in_use)) as store:
        assert store.size == 20
        assert store.fetched_at.startswith("2026-11-26")


def test_half_of_what_was_listed_is_kept_apart(tmp_path: Path, in_use: Path) -> None:
    assert_refused("half", _fetched(tmp_path / "new.jsonl", 20, listed=40), in_use)


def test_far_fewer_than_are_in_use_are_kept_apart(tmp_path: Path, in_use: Path) -> None:
    assert_refused("half", _fetched(tmp_path / "new.jsonl", 8), in_use)


def test_older_one_is_kept_apart(tmp_path: Path, in_use: Path) -> None:
    refresh(_fetched(tmp_path / "new.jsonl"), (), in_use, unit=UNIT)
    assert_refused("older", _fetched(tmp_path / "old.jsonl", day="2026-11-25"), in_use)
    assert_refused("older", _fetched(tmp_path / "same.jsonl"), in_use)


def test_another_unit_s_is_kept_apart(tmp_path: Path, in_use: Path) -> None:
    assert_refused("unit", _fetched(tmp_path / "new.jsonl", unit="H01.01.01"), in_use)


@pytest.mark.parametrize("office", ["H01.99.01", "000.00.21.H01"])
def test_another_province_s_is_kept_apart_though_the_own_portal_gave_it(
    tmp_path: Path, in_use: Path, office: str
) -> None:
    """The daemon writes the unit that it asked for; whose it is the procedures themselves say."""
    assert_refused("unit", _fetched(tmp_path / "new.jsonl", office=office), in_use)


@pytest.mark.long("one more edition is compiled")
@pytest.mark.parametrize("office", ["", "G15.01", UNIT, "000.00.21.H17", "H17.01", "UBND xã"])
def test_offices_of_the_own_province_or_of_none_are_no_reason(
    tmp_path: Path, in_use: Path, office: str
) -> None:
    done = refresh(_fetched(tmp_path / "new.jsonl", office=office), (), in_use, unit=UNIT)
    assert done.compiled.procedures == 20


@pytest.mark.long("one more edition is compiled")
def test_older_one_that_was_fetched_today_is_kept_apart(tmp_path: Path, in_use: Path) -> None:
    refresh(_fetched(tmp_path / "new.jsonl"), (), in_use, unit=UNIT)
    assert_refused("older", _fetched(tmp_path / "again.jsonl", day="2026-11-27", year=2020), in_use)


@pytest.mark.long("one more edition is compiled")
def test_one_in_which_withdrawn_procedures_are_public_again_is_older(tmp_path: Path, in_use: Path) -> None:
    refresh(_fetched(tmp_path / "new.jsonl", withdrawn=range(4)), (), in_use, unit=UNIT)
    assert_refused("older", _fetched(tmp_path / "again.jsonl", day="2026-11-27"), in_use)
    corrected = _fetched(tmp_path / "one.jsonl", day="2026-11-28", withdrawn=range(1, 4))
    assert refresh(corrected, (), in_use, unit=UNIT).compiled.procedures == 20


@pytest.mark.long("one more edition is compiled")
def test_newer_laws_and_withdrawals_are_taken(tmp_path: Path, in_use: Path) -> None:
    refresh(_fetched(tmp_path / "new.jsonl"), (), in_use, unit=UNIT)
    newer = _fetched(tmp_path / "newer.jsonl", day="2026-11-27", year=2026, withdrawn=range(5))
    assert refresh(newer, (), in_use, unit=UNIT).compiled.procedures == 20


@pytest.mark.long("one more edition is compiled")
def test_half_of_what_the_portal_told_before_is_kept_apart_beside_many_others(
    tmp_path: Path, in_use: Path
) -> None:
    """The portal's list may be half already; the procedures that ship do not make up for it."""
    others = [write_lines(tmp_path / "others.jsonl", COMMON)]
    refresh(_fetched(tmp_path / "new.jsonl", 4), others, in_use, unit=UNIT)
    before = in_use.read_bytes()
    with pytest.raises(CatalogueRefusedError) as caught:
        refresh(_fetched(tmp_path / "again.jsonl", 2, day="2026-11-27"), others, in_use, unit=UNIT)
    assert caught.value.reason == "half"
    assert in_use.read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"{}\n", b"\xff", b'{"unit": "x"}\n'])
def test_unreadable_one_is_kept_apart(tmp_path: Path, in_use: Path, content: bytes) -> None:
    path = tmp_path / "new.jsonl"
    path.write_bytes(content)
    assert_refused("unreadable", path, in_use)


def test_signed_one_from_a_stick_is_taken_and_a_changed_one_is_not(tmp_path: Path, in_use: Path) -> None:
    private = Ed25519PrivateKey.generate()
    public = base64.b64encode(private.public_key().public_bytes_raw()).decode()
    path = _fetched(tmp_path / "stick.jsonl")
    signature = path.with_name("stick.jsonl.sig")
    signature.write_bytes(base64.b64encode(private.sign(path.read_bytes())))
    assert refresh(path, (), in_use, unit=UNIT, public_key=public).compiled.procedures == 20
    changed = _fetched(tmp_path / "stick.jsonl", 21, day="2026-11-27")
    assert_refused("unsigned", changed, in_use, public_key=public)
    signature.unlink()
    assert_refused(
        "unsigned", _fetched(tmp_path / "stick.jsonl", day="2026-11-28"), in_use, public_key=public
    )
