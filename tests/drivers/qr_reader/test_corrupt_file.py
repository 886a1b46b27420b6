"""Files and pictures that are damaged, odd or no pictures at all."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from drivers.qr_reader.__main__ import main
from drivers.qr_reader.camera import CameraReader
from drivers.qr_reader.camera_decoder import decode
from drivers.qr_reader.picture import PictureFileError, read_picture
from drivers.qr_reader.port import ReaderState
from tests.drivers.qr_reader.listener import Listener
from tests.drivers.qr_reader.test_camera import FIRST, write_picture
from tests.support import qr_frames

TEXT = "Mã thử: Đỗ Ữ"


@pytest.mark.parametrize("content", [b"", b"garbage" * 100, b"\x89PNG\r\n\x1a\n"])
def test_a_corrupt_camera_file_counts_as_absent_until_it_is_whole(tmp_path: Path, content: bytes) -> None:
    picture = tmp_path / "camera.png"
    picture.write_bytes(content)
    listener, reader = Listener(), CameraReader(str(picture), look_again_s=0.02)
    listener.attach(reader)
    listener.wait_for_state(ReaderState.ABSENT)
    write_picture(picture, FIRST)
    listener.wait_for_text(FIRST)
    reader.stop()
    assert listener.states[-1] is ReaderState.READY


def _saved(path: Path, picture: Image.Image) -> Path:
    picture.save(path)
    return path


def test_every_kind_of_picture_is_read(tmp_path: Path) -> None:
    symbol = qr_frames.symbol(TEXT)
    grey = Image.fromarray(symbol)
    files = [
        _saved(tmp_path / "grey.png", grey),
        _saved(tmp_path / "one-bit.png", grey.convert("1")),
        _saved(tmp_path / "palette.png", grey.convert("P")),
        _saved(tmp_path / "cmyk.jpg", grey.convert("CMYK")),
        _saved(tmp_path / "colour.webp", grey.convert("RGB")),
        _saved(tmp_path / "one-bit.tif", grey.convert("1")),
        _saved(tmp_path / "sixteen.png", Image.fromarray(symbol.astype(np.uint16) * 257)),
    ]
    see_through = np.dstack([np.zeros((*symbol.shape, 3), np.uint8), 255 - symbol])
    files.append(_saved(tmp_path / "see-through.png", Image.fromarray(see_through)))
    for path in files:
        assert [one.text for one in decode(read_picture(path))] == [TEXT], path.name


def test_a_picture_cut_short_is_refused_or_read_but_never_crashes(tmp_path: Path) -> None:
    whole = tmp_path / "whole.png"
    cv2.imwrite(str(whole), qr_frames.symbol(TEXT))
    data = whole.read_bytes()
    for length in range(0, len(data), max(1, len(data) // 20)):
        cut = tmp_path / "cut.png"
        cut.write_bytes(data[:length])
        try:
            readings = decode(read_picture(cut))
        except PictureFileError:
            continue
        assert [one.text for one in readings] in ([], [TEXT])


def test_a_decompression_bomb_is_refused_before_it_unfolds(tmp_path: Path) -> None:
    head = b"IHDR" + struct.pack(">IIBBBBB", 60_000, 60_000, 8, 0, 0, 0, 0)
    data = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + head + struct.pack(">I", zlib.crc32(head))
    bomb = tmp_path / "bomb.png"
    bomb.write_bytes(data)
    with pytest.raises(PictureFileError, match="pixels"):
        read_picture(bomb)


def test_a_jpeg_that_promises_more_is_refused_before_it_unfolds(tmp_path: Path) -> None:
    file = tmp_path / "huge.jpg"
    cv2.imwrite(str(file), np.full((16, 16, 3), 200, dtype=np.uint8))
    data = bytearray(file.read_bytes())
    frame_head = data.index(b"\xff\xc0")
    data[frame_head + 5 : frame_head + 9] = struct.pack(">HH", 60_000, 60_000)
    file.write_bytes(data)
    with pytest.raises(PictureFileError, match="pixels"):
        read_picture(file)


@pytest.mark.parametrize("name", ["missing.png", "folder"])
def test_what_is_not_a_file_is_told_so(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(PictureFileError, match=name):
        read_picture(tmp_path / name)


@settings(max_examples=40, deadline=None)
@given(
    data=st.binary(max_size=400),
    head=st.sampled_from([b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"BM"]),
)
def test_garbage_is_refused(tmp_path_factory: pytest.TempPathFactory, data: bytes, head: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "garbage.png"
    path.write_bytes(head + data)
    try:
        picture = read_picture(path)
    except PictureFileError:
        return
    assert picture.ndim == 3


def test_the_command_tells_text_none_and_failure(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, empty, bad = tmp_path / "good.png", tmp_path / "empty.png", tmp_path / "bad.png"
    cv2.imwrite(str(good), qr_frames.symbol(TEXT))
    cv2.imwrite(str(empty), np.full((60, 60), 200, dtype=np.uint8))
    bad.write_bytes(b"nothing")
    assert main([str(good)]) == 0
    assert main([str(good), str(empty)]) == 1
    assert main([str(good), str(bad)]) == 2
    output = capsys.readouterr()
    assert f"{good}\tzxing\t{TEXT}\n" in output.out
    assert "bad.png" in output.err


def test_a_chunk_that_promises_more_than_the_file_holds(tmp_path: Path) -> None:
    """OpenCV took 3.7 GB for such a file of 89 bytes."""
    path = tmp_path / "photo.png"
    Image.new("L", (24, 32)).save(path)
    path.write_bytes(path.read_bytes()[:-12] + struct.pack(">I", 0x1E000000) + b"BEND" + b"\0" * 4)
    with pytest.raises(PictureFileError, match="breaks off"):
        read_picture(path)
