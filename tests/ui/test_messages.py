"""Every problem that can come up has its sentence, in Vietnamese and in English."""

from __future__ import annotations

import ast
import re
import unicodedata
from pathlib import Path

import pytest

from drivers.chip_reader import port as chip
from drivers.printer import port as printer
from drivers.scanner import port as scanner
from kiosk_app.identity.model import VerifyResult
from kiosk_app.identity.payload import ForeignKind
from kiosk_app.scanning.page import Finding
from kiosk_app.ui.messages import SENTENCES, sentence

ROOT = Path(__file__).resolve().parents[2]
FORMS = ROOT / "kiosk_app" / "forms"
TRANSLATIONS = ROOT / "assets" / "translations" / "kiosk_en.ts"


def codes_of(module: object, base: type[Exception]) -> set[str]:
    """Codes of the errors of a driver's port."""
    kinds = [one for one in vars(module).values() if isinstance(one, type) and issubclass(one, base)]
    return {str(getattr(one, "code", "")) for one in kinds if one is not base}


def issue_codes() -> set[str]:
    """Codes that the checks of forms give."""
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in sorted(FORMS.rglob("*.py"))]
    calls = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return {
        argument.value
        for call in calls
        for argument in call.args
        if isinstance(argument, ast.Constant)
        and isinstance(argument.value, str)
        and argument.value.replace("_", "").isalpha()
        and getattr(call.func, "id", "") in {"error", "warning"}
    }


@pytest.mark.parametrize(
    "code",
    sorted(
        codes_of(scanner, scanner.ScannerError)
        | codes_of(printer, printer.PrinterError)
        | (codes_of(chip, chip.ChipError) - {chip.ReadingCancelledError.code})
        | {"chip.ended", "chip.other_person"}
        | {f"phone.{one}" for one in ("unavailable", "locked", "denied", "expired")}
        | {f"badge.{one}" for one in ("none", "unknown", "locked", "unavailable")}
        | {f"qr.{kind.value}" for kind in ForeignKind}
        | {"card.birth_year", "card.sex", "card.birth_year_sex"}
        | {finding.value for finding in Finding}
        | {
            f"identity.{result.value}"
            for result in VerifyResult
            if result not in (VerifyResult.VERIFIED, VerifyResult.UNAVAILABLE)
        }
        | issue_codes()
    ),
)
def test_there_is_a_sentence(code: str) -> None:
    assert sentence(code, "1990").strip()


@pytest.mark.parametrize("code", SENTENCES)
def test_sentences_are_plain(code: str) -> None:
    text = SENTENCES[code]
    assert unicodedata.is_normalized("NFC", text)
    assert len(text) <= 190
    assert "lỗi hệ thống" not in text.lower()


def test_scanning_has_one_word_for_citizens() -> None:
    """ "quét": one sentence had said "scan"."""
    catalogue = re.findall("<source>(.*?)</source>", TRANSLATIONS.read_text(encoding="utf-8"), re.DOTALL)
    sources = [*SENTENCES.values(), *catalogue]
    assert any("quét lại" in one for one in sources)
    assert [one for one in sources if re.search(r"\bscan", one, re.IGNORECASE)] == []


def test_nobody_is_asked_to_leave_pages_out() -> None:
    assert [one for one in SENTENCES.values() if "bớt trang" in one or "bỏ bớt" in one.lower()] == []


def test_no_problem_is_no_sentence() -> None:
    assert sentence("") == ""


def test_an_unknown_code_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        sentence("không.có")
