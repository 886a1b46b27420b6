"""Tests of the files that say what people call a procedure."""

from __future__ import annotations

from pathlib import Path

import pytest

import assets
from kiosk_app.catalogue.importers.report import ImportFailedError
from kiosk_app.catalogue.search.words import load_vocabulary

WORDS = "words: []\nfiller: []\n"
EVENTS = "events: []\n"


def _folder(folder: Path, needs: str) -> Path:
    (folder / "words.yaml").write_text(WORDS, "utf-8")
    (folder / "life_events.yaml").write_text(EVENTS, "utf-8")
    (folder / "needs_own.yaml").write_text(needs, "utf-8")
    return folder


def test_each_of_the_first_list_stands_before_each_of_the_second(tmp_path: Path) -> None:
    needs = "needs: [{codes: ['1.000656'], combine: [[mẹ, tía], [mất, qua đời]]}]"
    (need,) = load_vocabulary(_folder(tmp_path, needs)).needs
    assert need.combined == ("mẹ mất", "mẹ qua đời", "tía mất", "tía qua đời")


@pytest.mark.parametrize(
    ("need", "told"),
    [
        ("{codes: ['1.000656']}", "`say` or `combine`"),
        ("{codes: ['1.000656'], combine: [[%s], [%s]]}" % ((", ".join("abcdefgh" * 5),) * 2), "more than"),
    ],
)
def test_a_need_without_words_or_with_too_many_is_named(tmp_path: Path, need: str, told: str) -> None:
    with pytest.raises(ImportFailedError, match=told):
        load_vocabulary(_folder(tmp_path, f"needs: [{need}]"))


def test_no_list_of_what_ships_says_something_twice() -> None:
    for need in load_vocabulary(assets.folder("finding")).needs:
        assert len(set(need.combined)) == len(need.combined), need.codes
