"""Every sentence of the screen has its English: what lupdate finds in the source against the .ts that ships.

To bring the file up to date, in the repository:

    .venv/bin/pyside6-lupdate -extensions qml,py -locations none -no-obsolete kiosk_app \
        -ts assets/translations/kiosk_en.ts

then fill each `<translation type="unfinished">` in and take the attribute away. The .qm is made from it by
pyside6-lrelease (a make target).
"""

from __future__ import annotations

import re
import subprocess
import sys
import unicodedata
from pathlib import Path
from xml.etree import ElementTree

import pytest

import assets
from kiosk_app.ui.messages import SENTENCES

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = assets.folder("translations") / "kiosk_en.ts"
UPDATE = Path(sys.executable).with_name("pyside6-lupdate")
PLACES = re.compile(r"%(?:L?[1-9]|n)")

Key = tuple[str, str, str]
"""Context, source, comment."""


def messages(path: Path) -> dict[Key, list[str]]:
    """Give each message's finished translations: one, or one for each plural form; [] when unfinished."""
    found: dict[Key, list[str]] = {}
    for context in ElementTree.parse(path).getroot().iter("context"):  # noqa: S314  our own file
        for message in context.iter("message"):
            key = (
                context.findtext("name", ""),
                message.findtext("source", ""),
                message.findtext("comment", ""),
            )
            translation = message.find("translation")
            if translation is None or translation.get("type") in {"unfinished", "obsolete", "vanished"}:
                found[key] = []
            else:
                forms = [form.text or "" for form in translation.iter("numerusform")]
                found[key] = forms or [translation.text or ""]
    return found


@pytest.fixture(scope="module")
def wanted(tmp_path_factory: pytest.TempPathFactory) -> dict[Key, list[str]]:
    """What lupdate finds in the source now."""
    made = tmp_path_factory.mktemp("translations") / "kiosk_en.ts"
    subprocess.run(
        [
            *(str(UPDATE), "-silent", "-extensions", "qml,py", "-locations", "none"),
            *(str(ROOT / "kiosk_app"), "-ts", str(made)),
        ],
        check=True,
        capture_output=True,
    )
    return messages(made)


@pytest.fixture(scope="module")
def shipped() -> dict[Key, list[str]]:
    """What stands in the file that ships."""
    assert SHIPPED.exists(), f"{SHIPPED.relative_to(ROOT)} is missing; see the top of {Path(__file__).name}"
    return messages(SHIPPED)


def test_lupdate_sees_screens_and_sentences(wanted: dict[Key, list[str]]) -> None:
    assert {source for context, source, _ in wanted if context == "Messages"} >= set(SENTENCES.values())
    assert {"WelcomeScreen", "ConsentScreen"} <= {context for context, _, _ in wanted}


def test_every_sentence_has_its_english(wanted: dict[Key, list[str]], shipped: dict[Key, list[str]]) -> None:
    missing = [key for key in wanted if not shipped.get(key) or not all(shipped[key])]
    assert missing == []


def test_no_english_is_left_over(wanted: dict[Key, list[str]], shipped: dict[Key, list[str]]) -> None:
    assert [key for key in shipped if key not in wanted] == []


def test_english_keeps_the_places_for_values(shipped: dict[Key, list[str]]) -> None:
    wrong = [
        (source, text)
        for (_, source, _), forms in shipped.items()
        for text in forms
        # "one copy" may do without its number.
        if set(PLACES.findall(text)) - {"%n"} != set(PLACES.findall(source)) - {"%n"}
    ]
    assert wrong == []


def test_sources_are_nfc(wanted: dict[Key, list[str]]) -> None:
    assert [key for key in wanted if not unicodedata.is_normalized("NFC", key[1])] == []


COUNTED = re.compile(r"%[1-9] (?:more |older )?[a-z]+s\b(?<!\bis)")
"""A number before the word that it counts, in a form that is wrong for one."""
NEVER_ONE = {
    # Minutes of a promise and of waiting, a limit on what is written, and offices that work together.
    "Xin ngồi chờ, khoảng %1 phút sẽ gọi tên.",
    "Xin ngồi chờ, khoảng %1 phút sẽ gọi tên. Chậm nhất %2.",
    "Tại đây: khoảng %1 phút",
    "Tại đây: khoảng %1 phút, chờ tại chỗ. Theo luật: %2.",
    "Dự kiến khoảng %1 phút nữa đến lượt.",
    "Nội dung quá dài, nhiều nhất %1 ký tự.",
    "Đã đủ %1 ký tự, máy không nhận thêm. Phần đã viết còn nguyên; phần nữa xin viết ra giấy, quét kèm.",
    "Một hồ sơ, %1 cơ quan cùng làm",
}


def test_english_counts_one_as_one(shipped: dict[Key, list[str]]) -> None:
    """Vietnamese has no plural; "1 days" comes of a sentence that was never asked with a one."""
    plural = {source for (_, source, _), forms in shipped.items() if any(map(COUNTED.search, forms))}
    assert plural == NEVER_ONE
