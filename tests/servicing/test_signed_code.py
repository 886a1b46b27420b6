"""The province's file as a QR code: what is not whole, not signed, too large or another's is a sentence."""

from __future__ import annotations

import base64
import re
import zlib
from pathlib import Path

import cv2
import numpy as np
import pytest
import segno
import zxingcpp
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from kiosk_app.identity.parse import parse_payload
from kiosk_app.identity.payload import SetupCode, VneidToken
from kiosk_app.identity.setup_code import MOST_LETTERS, PREFIX
from kiosk_app.servicing.provisioning.errors import ProvisioningError
from kiosk_app.servicing.provisioning.signed_code import MOST_UNPACKED, pack_code, read_code
from kiosk_app.servicing.provisioning.signed_file import NAME, SIGNATURE
from tests.servicing.province import Province

_KEY = Ed25519PrivateKey.generate()
ONE = {
    "kiosk": [{"id": "DN07", "tables": {"kiosk": {"authority_code": "H17.99.01", "commune_code": "20707"}}}]
}


@pytest.fixture(scope="module")
def province(tmp_path_factory: pytest.TempPathFactory) -> Province:
    return Province(tmp_path_factory.mktemp("province"))


def code_of(folder: Path) -> str:
    """Give the code of what lies on a stick."""
    return pack_code((folder / NAME).read_bytes(), (folder / SIGNATURE).read_bytes())


@pytest.fixture
def code(province: Province, tmp_path: Path) -> str:
    return code_of(province.stick(tmp_path / "stick", ONE))


def test_it_says_what_the_stick_says(province: Province, code: str) -> None:
    file = read_code(code, province.key)
    assert [one.id for one in file.kiosk] == ["DN07"]
    assert file.secrets.portal_password == "rất kín"
    assert "rất kín" not in repr(file)


def test_a_camera_reads_it_from_a_picture_and_the_reader_knows_what_it_is(code: str) -> None:
    rows = np.array([list(row) for row in segno.make(code, error="l", micro=False).matrix_iter(border=4)])
    picture = cv2.resize(np.where(rows > 0, 0, 255).astype(np.uint8), None, fx=5, fy=5, interpolation=0)
    (found,) = zxingcpp.read_barcodes(cv2.GaussianBlur(picture, (0, 0), 1.2))
    assert found.text == code
    payload = parse_payload(found.text, re.compile(r"[A-Za-z0-9_.-]+"), lambda _text: False)
    assert isinstance(payload, SetupCode)
    assert code[10:40] not in repr(payload)


def test_a_token_is_no_set_up_code() -> None:
    token = "eyJhbGciOiJSUzI1NiJ9." + "a" * 200
    assert isinstance(parse_payload(token, re.compile(r"[A-Za-z0-9_.-]+"), lambda _text: False), VneidToken)


def test_of_another_province(code: str, tmp_path: Path) -> None:
    with pytest.raises(ProvisioningError, match="Chữ ký"):
        read_code(code, Province(tmp_path / "other").key)


def test_one_letter_is_another(province: Province, code: str) -> None:
    for at in (len(PREFIX) + 3, len(code) // 2, len(code) - 2):
        changed = code[:at] + ("A" if code[at] != "A" else "B") + code[at + 1 :]
        with pytest.raises(ProvisioningError, match="Chưa thay đổi gì"):
            read_code(changed, province.key)


def test_a_code_that_was_cut(province: Province, code: str) -> None:
    for length in range(0, len(code) - 1, 17):
        with pytest.raises(ProvisioningError, match="Chưa thay đổi gì"):
            read_code(code[:length], province.key)


def test_what_unpacks_without_an_end(province: Province) -> None:
    bomb = base64.urlsafe_b64encode(bytes(64) + zlib.compress(bytes(MOST_UNPACKED + 1), 9)).decode()
    with pytest.raises(ProvisioningError, match="hỏng"):
        read_code(PREFIX + bomb.rstrip("="), province.key)


def test_a_file_for_many_does_not_fit_and_that_is_said(province: Province, tmp_path: Path) -> None:
    many = [{"id": f"DN{n:02d}", "machine": f"{n * 7919:x}{n * 104729:x}"} for n in range(99)]
    with pytest.raises(ProvisioningError, match=str(MOST_LETTERS)):
        code_of(province.stick(tmp_path / "many", {"kiosk": many}))


@given(st.text(max_size=200))
def test_any_text_is_a_sentence(text: str) -> None:
    key = _KEY.public_key()
    for one in (text, PREFIX + text):
        with pytest.raises(ProvisioningError):
            read_code(one, key)
