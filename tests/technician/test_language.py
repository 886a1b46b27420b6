"""One language: what `kioskctl` answers at a kiosk is Vietnamese, a program's own word in parentheses."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk_app.technician import queue_words
from kiosk_app.ui.screens.service import words
from offline_queue.contract.dossier import DeliveryState
from offline_queue.contract.envelope import EnvelopeError
from offline_queue.contract.errors import QueueError
from offline_queue.store.ending import Ending

TECHNICIAN = Path(queue_words.__file__).parent
SAYING = frozenset({"say", "end", "ask_first", "confirm", "prompt", "UnsafeFolderError"})
ANSWERING = (
    "badge",
    "calibrate",
    "doctor",
    "edition",
    "enrol",
    "firewall",
    "machine",
    "opening",
    "privileges",
    "provision",
    "provision_codes",
    "queue",
    "queue_care",
    "support_commands",
    "target",
)
"""Modules whose answers a technician at a kiosk reads."""
COMMANDS = re.compile(r"`[^`]*`|systemctl [a-z -]+|kiosk(ctl|-sync)?[a-z .-]*|--[a-z]+|\([^)]*\)")


def _said(source: str) -> Iterator[str]:
    """Give the text of every sentence that the module says, without what is filled in."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name in SAYING:
            for argument in node.args[:1]:
                pieces = argument.values if isinstance(argument, ast.JoinedStr) else [argument]
                yield "".join(
                    one.value if isinstance(one, ast.Constant) and isinstance(one.value, str) else "…"
                    for one in pieces
                )


def _foreign(text: str) -> bool:
    """Whether it has words and none of them is Vietnamese."""
    left = COMMANDS.sub(" ", text.replace("…", " "))
    return len(re.findall(r"[^\W\d_]{3,}", left)) > 1 and left.isascii()


def _below(kind: type[QueueError | EnvelopeError]) -> Iterator[type[QueueError | EnvelopeError]]:
    """Give the class and all of the kiosk's own that come from it."""
    yield kind
    for one in kind.__subclasses__():
        if not one.__module__.startswith("tests"):
            yield from _below(one)


@pytest.mark.parametrize("module", ANSWERING)
def test_every_answer_is_vietnamese(module: str) -> None:
    source = (TECHNICIAN / f"{module}.py").read_text(encoding="utf-8")
    assert [text for text in _said(source) if _foreign(text)] == []


def test_the_test_sees_an_english_answer() -> None:
    assert [_foreign(text) for text in _said('say(f"{path}: exists already; nothing was written")')] == [True]
    assert not _foreign("đã có tệp này; chưa ghi gì")


def test_command_line_and_screen_say_the_same() -> None:
    assert queue_words.STATES == words.STATES
    assert queue_words.REASONS == words.REASONS
    assert set(queue_words.STATES) == set(DeliveryState)
    assert set(queue_words.ENDINGS) == set(Ending)
    assert queue_words.ENDINGS == words.ENDINGS


def test_every_error_has_its_sentence() -> None:
    codes = {one.code for kind in (QueueError, EnvelopeError) for one in _below(kind)}
    assert codes <= set(queue_words.ERRORS)


@pytest.mark.parametrize(
    ("stored", "told"),
    [
        ("", ""),
        ("unreachable", queue_words.REASONS["unreachable"]),
        ("rejected 400", f"{queue_words.REASONS['rejected']} (rejected 400)"),
        ("busy: asleep", f"{queue_words.REASONS['busy']} (busy: asleep)"),
        ("something else", "something else"),
    ],
)
def test_what_the_queue_noted_stays_behind_the_sentence(stored: str, told: str) -> None:
    assert queue_words.reason(stored) == told
