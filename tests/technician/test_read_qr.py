"""`kioskctl read-qr`."""

from __future__ import annotations

import json
from pathlib import Path

import cv2
import numpy as np
import pytest
import typer
from typer.testing import CliRunner

from kiosk_app.technician.__main__ import app as kioskctl
from kiosk_app.technician.read_qr import kind_of, read_qr
from offline_queue.contract.provisional_code import make
from tests.support import qr_frames

CARD = "048190000002|012345678|Lê Thị Xuân Ữ|02031990|Nữ|Thôn Pà Dấu, xã Nam Giang, Đà Nẵng|15042021"


@pytest.fixture
def app() -> typer.Typer:
    command = typer.Typer()
    command.command()(read_qr)
    return command


def test_kioskctl_has_the_command(tmp_path: Path) -> None:
    file = tmp_path / "code.png"
    cv2.imwrite(str(file), qr_frames.symbol("xin chào"))
    result = CliRunner().invoke(kioskctl, ["read-qr", str(file), "--json"])
    assert result.exit_code == 0
    assert json.loads(result.stdout)[0]["text"] == "xin chào"


def test_json_tells_text_kind_decoder_and_time(tmp_path: Path, app: typer.Typer) -> None:
    file = tmp_path / "thẻ.png"
    cv2.imwrite(str(file), qr_frames.frame_of(CARD))
    result = CliRunner().invoke(app, [str(file), "--json"])
    assert result.exit_code == 0
    (record,) = json.loads(result.stdout)
    assert record["ms"] >= 0
    del record["ms"]
    told = {"file": str(file), "text": CARD, "kind": "card", "decoder": "zxing", "error": "", "doubt": ""}
    assert record == told


def test_a_card_whose_number_is_another_persons_is_told(tmp_path: Path, app: typer.Typer) -> None:
    file = tmp_path / "card.png"
    cv2.imwrite(str(file), qr_frames.frame_of("048090000002||Lê Thị Ữ|15031985|Nữ|Thôn Một|10052021"))
    told = CliRunner().invoke(app, [str(file), "--json"])
    assert [record["doubt"] for record in json.loads(told.stdout)] == ["birth_year,sex"]
    assert "contradicts: birth_year,sex" in CliRunner().invoke(app, [str(file)]).stdout


def test_without_json_a_line_for_each_code(tmp_path: Path, app: typer.Typer) -> None:
    file = tmp_path / "code.png"
    cv2.imwrite(str(file), qr_frames.symbol("https://example.vn/"))
    result = CliRunner().invoke(app, [str(file)])
    assert result.exit_code == 0
    assert "web_address\tzxing" in result.stdout


def test_exit_codes_tell_none_and_not_a_picture(tmp_path: Path, app: typer.Typer) -> None:
    empty, bad = tmp_path / "empty.png", tmp_path / "bad.png"
    cv2.imwrite(str(empty), np.full((64, 64), 200, dtype=np.uint8))
    bad.write_bytes(b"nothing")
    assert CliRunner().invoke(app, [str(empty)]).exit_code == 1
    result = CliRunner().invoke(app, [str(empty), str(bad), "--json"])
    assert result.exit_code == 2
    assert "bad.png" in json.loads(result.stdout)[1]["error"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("VNEID1.eyJhbGciOiJFZERTQSJ9.c2ltdWxhdGVk", "vneid_token"),
        (CARD, "card"),
        (make("DN07", 42), "slip"),
        ("WIFI:S:x;;", "wifi"),
        ("xin chào", "text"),
    ],
)
def test_kinds_have_names(text: str, kind: str) -> None:
    assert kind_of(text) == kind


@pytest.mark.parametrize(
    "text",
    [
        "1" * 7089,
        "A" * 4296,
        "'; DROP TABLE dossiers; --",
        "$(rm -rf /) `reboot` && : > /dev/null",
        "\u202egnp.ereht\u202c \u2066x\u2069",
        "a\x00b\x1b[2J",
    ],
)
def test_hostile_texts_come_out_as_they_are_and_are_refused_by_kind(
    tmp_path: Path, app: typer.Typer, text: str
) -> None:
    file = tmp_path / "code.png"
    cv2.imwrite(str(file), qr_frames.symbol(text, error="l", scale=4))
    result = CliRunner().invoke(app, [str(file), "--json"])
    assert result.exit_code == 0
    (record,) = json.loads(result.stdout)
    assert record["text"] == text
    assert record["kind"] in {"text", "unreadable"}


def test_a_code_cannot_steer_the_terminal(tmp_path: Path, app: typer.Typer) -> None:
    file = tmp_path / "code.png"
    cv2.imwrite(str(file), qr_frames.symbol("a\x1b[2J\u202eb\nĐỗ"))
    assert r"a\x1b[2J\u202eb\nĐỗ" in CliRunner().invoke(app, [str(file)]).stdout


def test_files_after_a_broken_one_are_read(tmp_path: Path, app: typer.Typer) -> None:
    bad, thin, good = tmp_path / "bad.jpg", tmp_path / "thin.png", tmp_path / "good.png"
    bad.write_bytes(b"\xff\xd8\xff\xe0 cut")
    cv2.imwrite(str(thin), np.zeros((1, 400), dtype=np.uint8))
    cv2.imwrite(str(good), qr_frames.symbol("xin chào"))
    result = CliRunner().invoke(app, [str(bad), str(tmp_path / "none.png"), str(thin), str(good), "--json"])
    assert result.exit_code == 2
    records = json.loads(result.stdout)
    assert all(str(file) in one["error"] for file, one in zip([bad, "none.png", thin], records, strict=False))
    assert (records[3]["text"], records[3]["error"]) == ("xin chào", "")


def test_no_text_reaches_the_log(tmp_path: Path, app: typer.Typer, caplog: pytest.LogCaptureFixture) -> None:
    file = tmp_path / "code.png"
    cv2.imwrite(str(file), qr_frames.frame_of(CARD))
    with caplog.at_level(0):
        assert CliRunner().invoke(app, [str(file)]).exit_code == 0
    assert "048190000002" not in caplog.text
