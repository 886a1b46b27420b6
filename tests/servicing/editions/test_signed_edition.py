"""What is no whole edition of the province's is refused with a sentence, before its content is looked at."""

from __future__ import annotations

import io
import subprocess
import tarfile
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key
from hypothesis import given
from hypothesis import strategies as st

from kiosk_app.servicing.editions.signed_edition import EditionError, pack, read_edition
from tests.servicing.editions.rig import PROVINCE, made, read, signed

SETTINGS = "[session]\nidle_s = 90\n"


def test_what_was_packed_is_read(tmp_path: Path) -> None:
    edition = read(made(tmp_path, 17, SETTINGS, catalogue={"1.004873.yaml": b"code: x\n"}).parent)
    assert edition.label.number == 17
    assert edition.tables == {"session": {"idle_s": 90}}
    assert edition.catalogue == {"1.004873.yaml": b"code: x\n"}


def test_the_same_folder_gives_the_same_bytes(tmp_path: Path) -> None:
    first = made(tmp_path, 17, SETTINGS)
    pack(tmp_path / "source-17", tmp_path / "again.tar")
    assert (tmp_path / "again.tar").read_bytes() == first.read_bytes()


def test_openssl_signs_it_as_the_manual_says(tmp_path: Path) -> None:
    path = made(tmp_path, 17)
    key, public, raw = tmp_path / "p.key", tmp_path / "p.pem", tmp_path / "raw"
    for words in (
        ("genpkey", "-algorithm", "ed25519", "-out", key),
        ("pkey", "-in", key, "-pubout", "-out", public),
        ("pkeyutl", "-sign", "-rawin", "-inkey", key, "-in", path, "-out", raw),
    ):
        subprocess.run(["openssl", *map(str, words)], check=True, capture_output=True)
    written = subprocess.run(["base64", str(raw)], check=True, capture_output=True).stdout
    path.with_name(path.name + ".sig").write_bytes(written)
    trusted = load_pem_public_key(public.read_bytes())
    assert isinstance(trusted, Ed25519PublicKey)
    assert read_edition(path, trusted).label.number == 17


@pytest.mark.parametrize("at", [0, 700, -1])
def test_a_changed_byte(tmp_path: Path, at: int) -> None:
    path = made(tmp_path, 17, SETTINGS)
    content = bytearray(path.read_bytes())
    content[at] ^= 1
    path.write_bytes(content)
    with pytest.raises(EditionError, match="Chữ ký"):
        read(path)


def test_half_written(tmp_path: Path) -> None:
    path = made(tmp_path, 17, SETTINGS)
    path.write_bytes(path.read_bytes()[: len(path.read_bytes()) // 2])
    with pytest.raises(EditionError, match="ghi dở"):
        read(path)


def test_of_somebody_else(tmp_path: Path) -> None:
    path = signed(made(tmp_path, 17), Ed25519PrivateKey.generate())
    with pytest.raises(EditionError, match="Chữ ký"):
        read(path)


def test_the_wrong_stick(tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    with pytest.raises(EditionError, match="đúng USB"):
        read(tmp_path / "photos")
    with pytest.raises(EditionError, match="đúng USB"):
        read(tmp_path / "pulled-out" / "edition-17.tar")


def test_without_its_signature(tmp_path: Path) -> None:
    path = made(tmp_path, 17)
    path.with_name(path.name + ".sig").unlink()
    with pytest.raises(EditionError, match="chữ ký"):
        read(path)


@pytest.mark.parametrize("table", ["kiosk", "queue", "gateway", "enrolment"])
def test_what_is_the_machines_own_is_not_set_from_afar(tmp_path: Path, table: str) -> None:
    with pytest.raises(EditionError, match=table):
        made(tmp_path, 17, f'[{table}]\nid = "HN01"\n')


def test_no_ring_is_set_from_afar(tmp_path: Path) -> None:
    with pytest.raises(EditionError, match=r"fleet\.ring"):
        made(tmp_path, 17, '[fleet]\nring = "canary"\n')


@pytest.mark.parametrize(
    "name", ["../kiosk.toml", "/etc/passwd", "catalogue/../x.yaml", "catalogue/a/b.yaml"]
)
def test_a_file_that_would_lie_elsewhere(tmp_path: Path, name: str) -> None:
    path = tmp_path / "edition-1.tar"
    with tarfile.open(path, "w") as archive:
        member = tarfile.TarInfo(name)
        member.size = 1
        archive.addfile(member, io.BytesIO(b"x"))
    with pytest.raises(EditionError, match="nguyên vẹn"):
        read(signed(path))


def test_a_link_is_no_file(tmp_path: Path) -> None:
    path = tmp_path / "edition-1.tar"
    with tarfile.open(path, "w") as archive:
        member = tarfile.TarInfo("settings.toml")
        member.type, member.linkname = tarfile.SYMTYPE, "/etc/shadow"
        archive.addfile(member)
    with pytest.raises(EditionError, match="nguyên vẹn"):
        read(signed(path))


@given(st.binary(max_size=3_000))
def test_any_bytes_that_are_signed_are_an_edition_or_a_sentence(content: bytes) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "edition-1.tar"
        path.write_bytes(content)
        with pytest.raises(EditionError):
            read_edition(signed(path), PROVINCE.public_key())
