"""Reads the title of a page with tesseract, where that is installed, and names the paper it looks like."""

from __future__ import annotations

import shutil
import subprocess
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

import cv2
import numpy as np

from vietnam.letters import folded_words

_TOP_SHARE = 0.45
"""A title stands in the upper part."""
_ALIKE = 0.84
"""Similarity from which a title counts as recognised.

Tesseract loses single marks, but not half the words.
"""
_SHORT, _ALIKE_IF_SHORT = 12, 0.95
_MOST_OF_LINE = 0.55
"""Share of its line that a title fills at least. Less is a mention inside a sentence."""


@dataclass(frozen=True, slots=True)
class Titles:
    """What to compare a title with."""

    expected: tuple[str, ...]
    """Words of the titles that the component may carry."""
    known: tuple[str, ...]
    """Titles of other papers that citizens bring."""


class TitleReader:
    """Runs tesseract as a process of its own, over pipes: no page touches the disk."""

    def __init__(self, language: str, deadline_s: float, program: str = "tesseract") -> None:
        """`language`: of tesseract, e.g. "vie"; `deadline_s`: after it the process is killed."""
        self._language = language
        self._deadline_s = deadline_s
        self._program = program
        self._lock = threading.Lock()
        self._running: subprocess.Popen[bytes] | None = None

    def available(self) -> bool:
        """Whether the program and its language are there. Takes some 50 ms."""
        if shutil.which(self._program) is None:
            return False
        try:
            listed = subprocess.run(  # noqa: S603  a program that the configuration names
                [self._program, "--list-langs"], capture_output=True, check=False, timeout=self._deadline_s
            )
        except (OSError, subprocess.TimeoutExpired):
            return False
        return self._language in listed.stdout.decode("utf-8", "replace").split()

    def lines(self, preview: bytes) -> tuple[str, ...]:
        """Read the lines in the upper part of a page; `preview`: JPEG. () when nothing can be read."""
        pixels = cv2.imdecode(np.frombuffer(preview, np.uint8), cv2.IMREAD_GRAYSCALE)
        if pixels is None:
            return ()
        top = pixels[: max(1, round(_TOP_SHARE * pixels.shape[0]))]
        done, png = cv2.imencode(".png", top)
        text = self._read(png.tobytes()) if done else ""
        return tuple(line.strip() for line in text.splitlines() if line.strip())

    def stop(self) -> None:
        """Stop the reading in progress, because the visit to which the page belongs has ended."""
        with self._lock:
            if self._running is not None:
                self._running.kill()

    def _read(self, png: bytes) -> str:
        command = [self._program, "stdin", "stdout", "-l", self._language, "--psm", "6"]
        try:
            with self._lock:
                self._running = subprocess.Popen(  # noqa: S603  a program that the configuration names
                    command,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    # One thread, because the other core draws the screen.
                    env={"OMP_THREAD_LIMIT": "1", "PATH": "/usr/local/bin:/usr/bin:/bin"},
                )
            out, _ = self._running.communicate(png, timeout=self._deadline_s)
        except (OSError, subprocess.TimeoutExpired):
            return ""
        finally:
            self._let_go()
        return out.decode("utf-8", "replace")

    def _let_go(self) -> None:
        with self._lock:
            if self._running is not None and self._running.poll() is None:
                self._running.kill()
                self._running.wait()
            self._running = None


def looks_like(lines: Sequence[str], titles: Titles) -> str:
    """Name the known paper that a page carries the title of; "" where it fits, or nothing is sure."""
    # A long title may be broken into two lines.
    places = [_plain(line) for line in (*lines, *(" ".join(pair) for pair in pairwise(lines)))]
    own = {_plain(words) for words in titles.expected}
    if any(_stands_in(words, place, 0.0) for words in own for place in places):
        return ""
    known = {title: _plain(title) for title in titles.known}
    found = [
        title
        for title, words in known.items()
        if words not in own and any(_stands_in(words, place, _MOST_OF_LINE) for place in places)
    ]
    return max(found, key=len, default="")


def _stands_in(title: str, line: str, least_share: float) -> bool:
    wanted, words = title.split(), line.split()
    if not wanted or len(title) < least_share * len(line):
        return False
    # Short titles must agree more closely: "hộ chiếu" is only two letters away from "họ, chữ đệm".
    alike = _ALIKE if len(title) > _SHORT else _ALIKE_IF_SHORT
    starts = range(max(1, len(words) - len(wanted) + 1))
    return any(_is_alike(title, " ".join(words[start : start + len(wanted)]), alike) for start in starts)


def _is_alike(one: str, other: str, least: float) -> bool:
    compared = SequenceMatcher(None, one, other, autojunk=False)
    # The first two ratios are cheap upper bounds of the exact one, and rule out most pairs.
    return all(
        ratio() >= least for ratio in (compared.real_quick_ratio, compared.quick_ratio, compared.ratio)
    )


def _plain(text: str) -> str:
    """Give letters without marks, in small: what is left when tesseract takes "Ể" for "Ê"."""
    return " ".join(folded_words(text))
