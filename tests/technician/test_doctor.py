"""`kioskctl doctor` and `test-sheet` against simulated devices: what is found, the exit code, JSON, paper."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pikepdf
import pypdfium2
import pytest
from typer.testing import CliRunner, Result

from kiosk_app.servicing.checks.devices import test_code as code_of_slip
from kiosk_app.servicing.scan_target.draw import target_pdf
from kiosk_app.slips.qr import qr_picture
from kiosk_app.technician.__main__ import app
from tests.drivers.printer.emulated_printer import EmulatedPrinter
from tests.offline_queue.support.dossiers import Keys, open_outbox
from tests.support.kiosk_toml import kiosk_toml
from tests.support.paper_tray import PaperTray

KEYS = Keys()


@pytest.fixture
def kiosk(tmp_path: Path) -> Iterator[tuple[Path, EmulatedPrinter]]:
    """A kiosk whose test sheet and test slip already lie where they belong."""
    tray = PaperTray(tmp_path)
    page = pypdfium2.PdfDocument(target_pdf())[0]
    tray.lay(np.ascontiguousarray(page.render(scale=300 / 72).to_numpy()[:, :, :3]))
    code = tmp_path / "code.png"
    qr_picture(code_of_slip("DN07"), 8).convert("L").save(code)
    open_outbox(tmp_path, KEYS)
    with EmulatedPrinter(tmp_path) as emulated:
        config = tmp_path / "kiosk.toml"
        text = kiosk_toml(
            KEYS.recipients,
            {
                "queue": {"reserve_mb": 1},
                "printer": {"transport": "tcp", "port": emulated.port, "deadline_s": 5},
                "reader": {"kind": "camera", "source": str(code)},
                "sound": {"device": ""},
                "portal": {"address": "https://127.0.0.1:9/o", "identity_address": "https://127.0.0.1:9/i"},
            },
        )
        # The tray's options are an inline table, which JSON does not write.
        before, _, after = text.partition('[scanner]\ndevice = ""\n')
        config.write_text(f"{before}{tray.toml()}{after}", encoding="utf-8")
        yield config, emulated


def _run(config: Path, *words: str) -> Result:
    return CliRunner().invoke(app, ["doctor", *words, "--config", str(config)])


def _json(result: Result) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def test_with_hands_every_device_is_tried(kiosk: tuple[Path, EmulatedPrinter]) -> None:
    config, emulated = kiosk
    result = _run(config, "--json", "--hands", "--yes")
    verdicts = {row["check"]: row["verdict"] for row in _json(result)["findings"]}
    for name in ("printer", "printer.slip", "reader", "scanner", "scanner.edges", "scanner.colour"):
        assert verdicts[name] == "good", name
    assert verdicts["queue.integrity"] == "good"
    assert len(emulated.slips()) == 1


def test_what_fails_decides_the_exit_code(kiosk: tuple[Path, EmulatedPrinter]) -> None:
    config, _ = kiosk
    result = _run(config, "--json")
    document = _json(result)
    verdicts = {row["check"]: row["verdict"] for row in document["findings"]}
    # Nobody listens at the portal's port, and no daemon runs.
    assert (verdicts["network.tls"], verdicts["portal"]) == ("failed", "failed")
    assert (result.exit_code, document["works"]) == (1, False)
    assert verdicts["scanner.target"] == verdicts["printer.slip"] == "not_done"
    assert all(row["mend"] for row in document["findings"] if row["verdict"] == "failed")


def test_the_slip_and_the_report(kiosk: tuple[Path, EmulatedPrinter], tmp_path: Path) -> None:
    config, emulated = kiosk
    report = tmp_path / "report.pdf"
    result = _run(config, "--slip", "--report", str(report))
    assert "printer.report: Phiếu in thử đã ra." in result.stdout
    assert len(emulated.slips()) == 1
    text = pypdfium2.PdfDocument(report)[0].get_textpage().get_text_range()
    assert "BIÊN BẢN KIỂM TRA" in text
    assert "CHƯA ĐẠT" in text
    with pikepdf.Pdf.open(report) as document, document.open_metadata() as metadata:
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "B")


def test_what_the_screen_tried_stands_in_the_report(kiosk: tuple[Path, EmulatedPrinter]) -> None:
    config, emulated = kiosk
    tried = "printer.slip=good scanner.edges=failed rm=good sound=splendid"
    rows = {
        row["check"]: row for row in _json(_run(config, "--json", "--machine", "--tried", tried))["findings"]
    }
    assert rows["printer.slip"]["verdict"] == "good"
    assert (rows["scanner.edges"]["verdict"], bool(rows["scanner.edges"]["mend"])) == ("failed", True)
    assert rows["reader"]["verdict"] == rows["sound"]["verdict"] == "not_done"
    assert not {"rm", "scanner.target"} & set(rows)
    # The screen that runs holds the printer: nothing was sent to it.
    assert not emulated.slips()
    rows = {row["check"]: row for row in _json(_run(config, "--json", "--machine"))["findings"]}
    assert rows["scanner.target"]["verdict"] == "not_done"
    assert "touch" in rows


def test_a_wrong_configuration_is_exit_code_2(tmp_path: Path) -> None:
    config = tmp_path / "kiosk.toml"
    config.write_text('[kiosk]\nid = "DN07"\n', encoding="utf-8")
    assert _run(config).exit_code == 2


def test_the_sheet_is_one_page_of_a4(tmp_path: Path) -> None:
    out = tmp_path / "sheet.pdf"
    result = CliRunner().invoke(app, ["test-sheet", str(out)])
    assert result.exit_code == 0
    with pikepdf.Pdf.open(out) as document:
        (page,) = document.pages
        assert [round(float(value) / 72 * 25.4) for value in page.mediabox] == [0, 0, 210, 297]
