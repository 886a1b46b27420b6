"""The consent notice: the counter's names in it, a digest of what was shown, faults with file and key."""

from __future__ import annotations

import hashlib
import unicodedata
from pathlib import Path
from typing import Any

import pytest
import yaml

import assets
from kiosk_app.catalogue.consent import load_notice
from kiosk_app.catalogue.load import CatalogueError

SHIPPED = assets.folder("consent") / "notice.yaml"
NOTICE: dict[str, Any] = {
    "version": "1",
    "purpose": "Nộp hồ sơ",
    "paragraphs": [
        {"vi": "Nơi nhận: {authority}.", "en": "Sent to {authority}."},
        {"vi": "Hỏi: {phone}.", "en": "Ask: {phone}.", "strong": True},
    ],
}


def written(folder: Path, raw: Any) -> Path:
    """Write a notice."""
    path = folder / "notice.yaml"
    path.write_text(yaml.safe_dump(raw, allow_unicode=True), encoding="utf-8")
    return path


def test_the_counter_stands_in_it(tmp_path: Path) -> None:
    notice = load_notice(written(tmp_path, NOTICE), "UBND xã Nam Giang", "0236 3000 000")
    assert [one.text.vi for one in notice.paragraphs] == [
        "Nơi nhận: UBND xã Nam Giang.",
        "Hỏi: 0236 3000 000.",
    ]
    assert notice.paragraphs[0].text.en == "Sent to UBND xã Nam Giang."
    assert [one.strong for one in notice.paragraphs] == [False, True]


def test_the_digest_is_of_the_words_shown(tmp_path: Path) -> None:
    path = written(tmp_path, NOTICE)
    shown = "Nơi nhận: UBND xã Nam Giang.\nHỏi: 1."
    notice = load_notice(path, "UBND xã Nam Giang", "1")
    assert notice.sha256 == hashlib.sha256(shown.encode()).hexdigest()
    assert load_notice(path, unicodedata.normalize("NFD", "UBND xã Nam Giang"), "1").sha256 == notice.sha256
    assert load_notice(path, "UBND xã Trà My", "1").sha256 != notice.sha256


@pytest.mark.parametrize(
    ("key", "value", "place"),
    [
        ("version", "", "version"),
        ("paragraphs", [], "paragraphs"),
        ("paragraphs", [{"vi": "Chỉ tiếng Việt"}], "paragraphs.0.en"),
        ("surprise", 1, "surprise"),
    ],
)
def test_a_fault_names_file_and_key(tmp_path: Path, key: str, value: object, place: str) -> None:
    path = written(tmp_path, {**NOTICE, key: value})
    with pytest.raises(CatalogueError) as caught:
        load_notice(path, "", "")
    assert str(caught.value).startswith(f"{path}: {place}: ")


@pytest.mark.parametrize("content", [b"\xff\xfe", b"a: [", b"a: 2025-02-30"])
def test_an_unreadable_file_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "notice.yaml"
    path.write_bytes(content)
    with pytest.raises(CatalogueError, match=r"notice\.yaml"):
        load_notice(path, "", "")


def test_what_ships_names_the_duties() -> None:
    notice = load_notice(SHIPPED, "UBND xã Nam Giang", "0236 3000 000")
    words = "\n".join(one.text.vi for one in notice.paragraphs)
    assert "UBND xã Nam Giang" in words
    assert "0236 3000 000" in words
    assert "{" not in words
    assert "dữ liệu cá nhân nhạy cảm" in words
