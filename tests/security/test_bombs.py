"""Somebody hands a technician a small file that asks for all the memory, or all the time, there is."""

from __future__ import annotations

import resource
import struct
import subprocess
import sys
import zlib
from pathlib import Path

import pikepdf
import pytest

from kiosk_app.technician.limited import in_child

HUNDRED_MB = 100_000_000


def nested_forms(path: Path, depth: int) -> None:
    """A PDF whose forms draw each other: 10 to the power of `depth` drawings in a few kilobytes."""
    with pikepdf.new() as document:
        inner = document.make_stream(b"0 0 100 100 re f")
        inner.update(
            pikepdf.Dictionary(Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 600, 800])
        )
        for _ in range(depth):
            outer = document.make_stream(b"/F Do " * 10)
            outer.update(
                pikepdf.Dictionary(
                    Type=pikepdf.Name.XObject,
                    Subtype=pikepdf.Name.Form,
                    BBox=[0, 0, 600, 800],
                    Group=pikepdf.Dictionary(S=pikepdf.Name.Transparency, I=True),
                    Resources=pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=inner)),
                )
            )
            inner = outer
        document.add_blank_page(page_size=(600, 800))
        page = document.pages[0]
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=inner))
        page.Contents = document.make_stream(b"/F Do")
        document.save(path)


def huge_png(path: Path) -> None:
    """A picture of 60,000 × 60,000 pixels in a few bytes."""
    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    chunks = b""
    for kind, content in ((b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 1000)), (b"IEND", b"")):
        chunks += struct.pack(">I", len(content)) + kind + content
        chunks += struct.pack(">I", zlib.crc32(kind + content))
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunks)


@pytest.mark.mostly_long("one more format, in a program of its own", one_in=2)
@pytest.mark.parametrize("command", ["scan-file", "read-qr"])
def test_a_huge_picture_is_refused_with_a_line(tmp_path: Path, command: str) -> None:
    huge_png(tmp_path / "huge.png")
    more = [str(tmp_path / "out.pdf")] if command == "scan-file" else []
    done = subprocess.run(
        [sys.executable, "-m", "kiosk_app.technician", command, str(tmp_path / "huge.png"), *more],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "out.pdf").exists()


def test_whoever_takes_more_memory_is_ended_with_a_line(capfd: pytest.CaptureFixture[str]) -> None:
    used, _ = resource.getrlimit(resource.RLIMIT_AS)
    here = _address_space() + 300_000_000

    def greedy() -> None:
        kept = [bytearray(HUNDRED_MB) for _ in range(100)]
        assert kept

    assert in_child(greedy, most_bytes=here) == 1
    assert "memory; it was refused" in capfd.readouterr().err
    assert resource.getrlimit(resource.RLIMIT_AS)[0] == used


def test_whoever_takes_more_time_is_ended_with_a_line(capfd: pytest.CaptureFixture[str]) -> None:
    def endless() -> None:
        while True:
            pass

    assert in_child(endless, most_cpu_s=1) == 1
    assert "it was refused" in capfd.readouterr().err


def test_what_ends_well_keeps_its_code() -> None:
    def ends() -> None:
        raise SystemExit(7)

    assert in_child(ends) == 7
    assert in_child(lambda: None) == 0


def _address_space() -> int:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    return pages * resource.getpagesize()
