"""`kioskctl check-report`: whether an acceptance report is what that kiosk signed."""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import pyrage
import pytest
from typer.testing import CliRunner

from configuration.delivery_tables import KioskIdentity
from kiosk_app.servicing.check_result import good
from kiosk_app.servicing.report import acceptance_report, health_slip, report_signature
from kiosk_app.technician.__main__ import app
from offline_queue.contract.envelope import OpeningKey
from offline_queue.store.export import signer_of


@pytest.fixture
def key() -> OpeningKey:
    return OpeningKey(str(pyrage.x25519.Identity.generate()))


@pytest.fixture
def report(tmp_path: Path, key: OpeningKey) -> Path:
    path = tmp_path / "report.pdf"
    path.write_bytes(b"%PDF-1.7 report")
    path.with_name("report.pdf.sig").write_text(report_signature(path.read_bytes(), key), encoding="ascii")
    return path


def _checked(report: Path, signer: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["check-report", str(report), "--signer", signer])
    return result.exit_code, result.output


def test_what_that_kiosk_signed(report: Path, key: OpeningKey) -> None:
    assert _checked(report, signer_of(key)) == (0, f"{report}: đúng kiosk này ký, chưa bị sửa\n")


def test_another_report_another_kiosk_or_no_key(report: Path, key: OpeningKey) -> None:
    another = signer_of(OpeningKey(str(pyrage.x25519.Identity.generate())))
    assert [_checked(report, signer)[0] for signer in (another, "no key")] == [1, 1]
    report.write_bytes(report.read_bytes() + b" ")
    code, said = _checked(report, signer_of(key))
    assert code == 1
    assert "không phải bản kiosk này đã ký" in said


def test_without_its_signature(report: Path, key: OpeningKey) -> None:
    report.with_name("report.pdf.sig").unlink()
    code, said = _checked(report, signer_of(key))
    assert code == 1
    assert said == f"kioskctl: {report}.sig: không đọc được (No such file or directory)\n"


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_device_may_call_itself_anything(form: Literal["NFC", "NFD"]) -> None:
    """Letters that no face has are written out, however they are composed; in parts they ended the report."""
    kiosk = KioskIdentity.model_construct(id="DN07", authority_name="UBND xã", authority_code="H17")
    found = [good("devices", unicodedata.normalize(form, "Máy quét 한글"))]
    now = datetime(2026, 11, 24, tzinfo=UTC)
    assert acceptance_report(kiosk, found, now).startswith(b"%PDF-")
    assert health_slip(kiosk, found, now).items[0].said == r"Máy quét \ud55c\uae00"
