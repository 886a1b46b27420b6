"""One running tesseract for all the lines of a visit; here scripts of the shell stand for it."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw

from kiosk_app.scanning.line_reader import PATH, TesseractReader
from kiosk_app.scanning.orientation_reading import legibility
from tests.support.paper_corpus.sheets import font_of

ROW = 'printf "1\\t%d\\t0\\n" $n; [ $((n % 2)) = 0 ] || '
"""Each picture has a row of its own, every second one is the empty one, and words stand below it."""


class Program:
    """A script that reads the names of pictures line by line, as tesseract does."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "reader"

    def does(self, for_each: str, first: str = "") -> Program:
        """`for_each`: for each picture, whose name is in $name and whose number in $n."""
        text = f"#!/bin/sh\n{first}\nn=0\nwhile read -r name; do n=$((n + 1)); {for_each}; done\n"
        self.path.write_text(text, encoding="ascii")
        self.path.chmod(0o755)
        return self


@pytest.fixture
def program(tmp_path: Path) -> Program:
    return Program(tmp_path)


@pytest.fixture
def reader(program: Program) -> Iterator[TesseractReader]:
    made = TesseractReader("vie", str(program.path), deadline_s=5.0)
    yield made
    made.close()


def picture(wide: int, high: int = 20) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    return np.full((high, wide), 255, np.uint8)


def test_all_pictures_are_read_by_one_program(program: Program, reader: TesseractReader) -> None:
    program.does(ROW + 'echo "5 $$"')
    answers = [reader.read(picture(60)) for _ in range(3)]
    words = {str(answer).splitlines()[-1] for answer in answers}
    assert len(words) == 1
    assert words.pop().startswith("5 ")


def test_each_answer_is_of_its_own_picture_whole_and_alone(program: Program, reader: TesseractReader) -> None:
    program.does(ROW + 'echo "5 $(wc -c < "$name")"')
    heads = len(b"P5\n100 20\n255\n")
    for number, wide in ((1, 100), (3, 300), (5, 100)):
        assert reader.read(picture(wide)) == f"1\t{number}\t0\n5 {heads + 20 * wide}"


def test_nothing_of_a_page_is_kept_once_it_is_read(
    program: Program, reader: TesseractReader, tmp_path: Path
) -> None:
    program.does(ROW + f'{{ echo "$$ $name" > {tmp_path}/where; }}')
    reader.read(picture(100))
    process, name = (tmp_path / "where").read_text(encoding="ascii").split()
    assert Path(name.replace("self", process)).stat().st_size == 0


def test_an_answer_in_pieces_is_put_together(program: Program, reader: TesseractReader) -> None:
    rows = 'printf "1\\t"; sleep 0.1; printf "%d\\t0\\n" $n; '
    program.does(rows + "[ $n = 2 ] || { printf 5; sleep 0.1; echo 7; }")
    assert reader.read(picture(60)) == "1\t1\t0\n57"


def test_a_program_that_hangs_is_ended_and_started_anew(program: Program, tmp_path: Path) -> None:
    first = f"[ -e {tmp_path}/hung ] || {{ echo $$ > {tmp_path}/hung; exec sleep 60; }}"
    program.does(ROW + "echo 5", first)
    reader = TesseractReader("vie", str(program.path), deadline_s=1.0)
    began = time.monotonic()
    assert reader.read(picture(60)) is None
    assert time.monotonic() - began < 30
    hung = int((tmp_path / "hung").read_text(encoding="ascii"))
    with pytest.raises(ProcessLookupError):
        os.kill(hung, 0)
    assert reader.read(picture(60)) == "1\t1\t0\n5"
    reader.close()


@pytest.mark.parametrize("end", ["exit 1", "kill -9 $$"])
def test_a_program_that_dies_is_started_anew(program: Program, reader: TesseractReader, end: str) -> None:
    program.does(ROW + f"{{ [ $n = 1 ] || {end}; echo 5; }}")
    assert reader.read(picture(60)) == "1\t1\t0\n5"
    assert reader.read(picture(60)) is None
    assert reader.read(picture(60)) == "1\t1\t0\n5"


def test_without_the_program_nothing_is_read(tmp_path: Path) -> None:
    assert TesseractReader("vie", str(tmp_path / "missing")).read(picture(60)) is None


def test_a_fork_starts_a_program_of_its_own(
    program: Program, reader: TesseractReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    program.does(ROW + "echo $$")
    before, parent = reader.read(picture(60)), os.getpid()
    ours = reader._running
    with monkeypatch.context() as forked:
        forked.setattr(os, "getpid", lambda: parent + 1)
        after = reader.read(picture(60))
        reader.close()
    assert before is not None
    assert after is not None
    assert before != after
    assert ours is not None
    assert ours._process.poll() is None
    ours.end()


def test_closing_ends_it(program: Program, reader: TesseractReader) -> None:
    program.does(ROW + "echo $$")
    told = reader.read(picture(60))
    assert told is not None
    reader.close()
    with pytest.raises(ProcessLookupError):
        os.kill(int(told.splitlines()[-1]), 0)


@pytest.mark.skipif(shutil.which("tesseract", path=PATH) is None, reason="tesseract is not installed here")
def test_tesseract_reads_lines_surely_only_the_right_way_up() -> None:
    block = Image.new("L", (900, 160), 255)
    for row, text in enumerate(("Cộng hòa xã hội chủ nghĩa", "Độc lập, tự do, hạnh phúc")):
        ImageDraw.Draw(block).text((20, 15 + 70 * row), text, font=font_of("serif", 40, 400), fill=20)
    upright = np.asarray(block, np.uint8)
    right, wrong = legibility(upright), legibility(np.ascontiguousarray(upright[::-1, ::-1]))
    assert right is not None
    assert wrong is not None
    assert right.sure
    assert not wrong.sure
    assert right.score > 2 * wrong.score
