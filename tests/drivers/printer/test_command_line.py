"""The technician's command."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from drivers.printer.__main__ import main
from tests.drivers.printer.emulated_printer import EmulatedPrinter, speckled


def picture(path: Path, width: int = 576) -> Path:
    slip = speckled(40)
    Image.frombytes("1", (slip.width, slip.height), bytes(b ^ 0xFF for b in slip.rows)).crop(
        (0, 0, width, 40)
    ).save(path)
    return path


def test_status(emulated: EmulatedPrinter, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--tcp", f"127.0.0.1:{emulated.port}", "status"]) == 0
    assert "paper enough" in capsys.readouterr().out
    emulated.set(paper="out")
    assert main(["--tcp", f"127.0.0.1:{emulated.port}", "status"]) == 1
    assert "paper out" in capsys.readouterr().out


def test_print(emulated: EmulatedPrinter, tmp_path: Path) -> None:
    assert main(["--tcp", f"127.0.0.1:{emulated.port}", "print", str(picture(tmp_path / "in.png"))]) == 0
    assert emulated.rows("slip-0001.png") == speckled(40).rows


def test_trouble_has_a_code(
    emulated: EmulatedPrinter, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    emulated.set(cover_open=True)
    assert main(["--tcp", f"127.0.0.1:{emulated.port}", "print", str(picture(tmp_path / "in.png"))]) == 1
    assert "printer.cover_open" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ["--tcp", "127.0.0.1:9", "print", "missing.png"],
        ["--tcp", "127.0.0.1:nine", "status"],
        ["--usb", "xx:yy", "status"],
        ["--tcp", "127.0.0.1:9", "--profile", "TM-T88V", "status"],
    ],
)
def test_wrong_arguments(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    assert capsys.readouterr().err.strip()


def test_no_picture(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "text.png"
    file.write_text("not a picture")
    assert main(["--tcp", "127.0.0.1:9", "print", str(file)]) == 2
    assert "not a picture" in capsys.readouterr().err
