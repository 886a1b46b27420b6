"""What `--help`, the manual and a wrong line say to a technician is Vietnamese, and nothing is left out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

import pytest
from typer.testing import CliRunner

from appliance.deb.manual import ENGLISH, VIETNAMESE, commands, manual_pages
from kiosk_app.servicing.calibration.touch import TouchPanels
from kiosk_app.technician.__main__ import COMMANDS, app
from kiosk_app.technician.help_page import ENGINEERS, one_line
from kiosk_app.technician.help_words import WORDS
from tests.technician.test_language import _foreign

TECHNICIANS = [(path, command) for path, command in commands() if not (path and path[0] in ENGINEERS)]
ENGLISH_WORDS = re.compile(
    r"\b(the|this|usage|options|arguments|show this|message|default|required)\b", re.IGNORECASE
)


def _texts() -> Iterator[str]:
    """Give every English text that stands beside a technician's command."""
    for _, command in TECHNICIANS:
        for text in (
            command.help,
            *(getattr(one, "help", "") for one in command.params if one.name != "help"),
        ):
            if text:
                yield one_line(text)


def _help(path: tuple[str, ...]) -> str:
    done = CliRunner(env={"COLUMNS": "100"}).invoke(app, [*path, "--help"])
    assert done.exit_code == 0
    return done.stdout


def test_every_text_has_its_vietnamese_and_none_is_left_over() -> None:
    assert len(TECHNICIANS) > 30
    assert set(_texts()) == set(WORDS)
    assert [text for text in WORDS.values() if text != unicodedata.normalize("NFC", text)] == []
    # A word of a program may stand alone; a sentence has a Vietnamese letter in it.
    assert [text for text in WORDS.values() if _foreign(text)] == []


def test_every_command_and_option_says_what_it_is_for() -> None:
    silent = [
        (" ".join(path), one.name)
        for path, command in TECHNICIANS
        for one in command.params
        if one.name != "help" and not getattr(one, "help", "")
    ]
    assert silent == []
    assert [path for path, command in TECHNICIANS if not command.help] == []


@pytest.mark.parametrize(
    "path", [path for path, _ in TECHNICIANS if path], ids=[" ".join(path) for path, _ in TECHNICIANS if path]
)
def test_its_help_is_vietnamese_and_whole(path: tuple[str, ...]) -> None:
    said = _help(path)
    assert not ENGLISH_WORDS.search(said), said
    (command,) = (command for own, command in TECHNICIANS if own == path)
    assert f"Cách dùng: kioskctl {' '.join(path)} " in said
    for one in command.params:
        argument = one.param_type_name == "argument"
        names = [str(one.metavar or one.name).upper()] if argument else [*one.opts, *one.secondary_opts]
        assert all(name in said for name in names)
    assert all(len(line) <= 100 for line in said.splitlines())


def test_the_commands_of_engineers_stand_apart() -> None:
    ours, theirs = _help(()).split("Cho người làm phần mềm:")
    for name in COMMANDS:
        assert f"  {name} " in (theirs if name in ENGINEERS else ours)
    assert not ENGLISH_WORDS.search(ours)
    assert "Usage" in _help(("catalogue", "build"))


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("queue withdraw", "kioskctl: còn thiếu REFERENCE. Xem: kioskctl queue withdraw --help"),
        ("recover /mnt --key k", "kioskctl: còn thiếu --out OUT. Xem: kioskctl recover --help"),
        (
            "wipe --lsoe 3",
            "kioskctl: không có tùy chọn --lsoe (gần giống: --lose). Xem: kioskctl wipe --help",
        ),
        ("wipe --lose x", "kioskctl: --lose LOSE chưa đúng: số nguyên. Xem: kioskctl wipe --help"),
        (
            "badge a b --role boss",
            "kioskctl: --role ROLE chưa đúng: một trong staff, technician. Xem: kioskctl badge --help",
        ),
        (
            "panel --width-mm 3",
            "kioskctl: --width-mm WIDTH_MM chưa đúng: số từ 200 đến 3000. Xem: kioskctl panel --help",
        ),
        ("wipe --lose", "kioskctl: tùy chọn --lose còn thiếu giá trị. Xem: kioskctl --help"),
        ("doctor --json=3", "kioskctl: tùy chọn --json không nhận giá trị. Xem: kioskctl --help"),
        ("zzzz", "kioskctl: không có lệnh zzzz. Xem: kioskctl --help"),
        ("quue", "kioskctl: không có lệnh quue (gần giống: queue). Xem: kioskctl --help"),
        ("queue it's", "kioskctl: không có lệnh it's. Xem: kioskctl queue --help"),
        ("doctor more words", "kioskctl: thừa tham số: more words. Xem: kioskctl doctor --help"),
        ("--", "kioskctl: còn thiếu lệnh. Xem: kioskctl --help"),
        ("--nothing", "kioskctl: không có tùy chọn --nothing. Xem: kioskctl --help"),
    ],
)
def test_a_wrong_line_is_told_in_one_of_ours(line: str, told: str) -> None:
    done = CliRunner().invoke(app, line.split())
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == told + "\n"


@pytest.mark.parametrize("words", [[], ["queue"], ["edition"]])
def test_a_group_alone_shows_what_it_has(words: list[str]) -> None:
    done = CliRunner().invoke(app, words)
    begin = " ".join(["Cách dùng: kioskctl", *words, "LỆNH\n"])
    assert (done.exit_code, done.stdout, done.stderr.startswith(begin)) == (2, "", True)
    assert done.stderr.endswith("\n")
    assert not done.stderr.endswith("\n\n")


def test_who_stops_at_a_question_reads_so() -> None:
    done = CliRunner().invoke(app, ["badge", "CB07", "Trần Văn Bảy", "--pin"], input="")
    assert (done.exit_code, "kioskctl: đã dừng" in done.stderr) == (1, True)


def test_the_manual_speaks_both_languages() -> None:
    english, pages = manual_pages("0.1.0", 1_790_000_000), manual_pages("0.1.0", 1_790_000_000, VIETNAMESE)
    assert set(english) - set(pages) == {
        name for name in english if name.split("-", 1)[-1].startswith(tuple(ENGINEERS))
    }
    for name, text in pages.items():
        assert not ENGLISH_WORDS.search(re.sub(r"kioskctl\S*|/\S+", "", text)), name
        assert not set(ENGLISH.titles) & set(re.findall(r"^\.SH (.*)$", text, re.MULTILINE))


def test_a_machine_without_a_touch_panel_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(TouchPanels, "found", lambda _: {})
    done = CliRunner().invoke(app, ["touch"])
    assert (done.exit_code, "không thấy màn hình cảm ứng nào" in done.stdout) == (0, True)
