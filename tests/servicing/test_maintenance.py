"""The maintenance screen: the right words, nothing cut on any glass, pixels as the buffer holds them."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from kiosk_app.servicing import maintenance
from kiosk_app.servicing.maintenance import (
    WORDS,
    FrameBuffer,
    FrameBufferError,
    MaintenanceNotice,
    draw,
    say_now,
)


def described(folder: Path, size: str = "40,30", bits: str = "32", stride: str = "176") -> Path:
    """Lay down what the kernel tells of a frame buffer."""
    for name, value in (("virtual_size", size), ("bits_per_pixel", bits), ("stride", stride)):
        (folder / name).write_text(f"{value}\n", encoding="ascii")
    return folder


@pytest.mark.mostly_long("on one more glass", one_in=3, kind="notice")
@pytest.mark.parametrize("notice", list(MaintenanceNotice))
@pytest.mark.parametrize("size", [(1080, 1920), (1920, 1080), (800, 480)])
def test_no_line_leaves_the_glass(notice: MaintenanceNotice, size: tuple[int, int]) -> None:
    picture = draw(notice, *size)
    ink = picture.point(lambda value: 255 if value < 0xE0 else 0).convert("L").getbbox()
    assert picture.size == size
    assert ink is not None
    assert ink[0] > 0
    assert ink[1] > 0
    assert ink[2] < size[0]
    assert ink[3] < size[1]


def test_every_notice_speaks_both_languages() -> None:
    for notice in MaintenanceNotice:
        assert WORDS[notice].sentences
        assert WORDS[notice].english


def test_what_is_said_follows_the_state_of_the_machine(tmp_path: Path) -> None:
    config, shut = tmp_path / "kiosk.toml", tmp_path / "shut"
    assert say_now(config, shut) is MaintenanceNotice.NOT_PROVISIONED
    config.touch()
    assert say_now(config, shut) is MaintenanceNotice.PAUSED
    shut.touch()
    assert say_now(config, shut) is MaintenanceNotice.DATA_SHUT


def test_lines_are_padded_to_the_stride_in_blue_green_red(tmp_path: Path) -> None:
    device = tmp_path / "fb"
    device.write_bytes(bytes(176 * 30))
    buffer = FrameBuffer.found(device, described(tmp_path))
    buffer.show(Image.new("RGB", (40, 30), (1, 2, 3)))
    written = device.read_bytes()
    assert len(written) == 176 * 30
    assert written[:3] == bytes((3, 2, 1))
    assert written[160:176] == bytes(16)


def test_sixteen_bits_hold_five_six_five(tmp_path: Path) -> None:
    buffer = FrameBuffer.found(tmp_path / "fb", described(tmp_path, bits="16", stride="80"))
    held = buffer.bytes_of(Image.new("RGB", (40, 30), (255, 0, 8)))
    assert held[:2] == (0xF801).to_bytes(2, "little")
    assert len(held) == 80 * 30


@pytest.mark.parametrize(
    ("size", "bits", "stride"),
    [
        ("40", "32", "176"),
        ("40,30", "24", "176"),
        ("40,30", "32", "4"),
        ("0,0", "32", "0"),
        ("a,b", "32", "176"),
    ],
)
def test_an_unknown_kind_is_refused_with_a_sentence(
    tmp_path: Path, size: str, bits: str, stride: str
) -> None:
    with pytest.raises(FrameBufferError, match=r"frame buffer|not a kind"):
        FrameBuffer.found(tmp_path / "fb", described(tmp_path, size, bits, stride))


def test_without_a_frame_buffer_it_ends_with_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def none(_device: Path, _described: Path) -> FrameBuffer:
        raise FrameBufferError("no frame buffer here")

    monkeypatch.setattr(maintenance.FrameBuffer, "found", none)
    assert maintenance.main([]) == 1
    assert capsys.readouterr().err == "kiosk-maintenance: no frame buffer here\n"
