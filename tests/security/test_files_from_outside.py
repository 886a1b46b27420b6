"""Somebody prepares a stick: a pipe, a link to root's file, a file without end where one is read."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from drivers.qr_reader.picture import PictureFileError, read_picture
from kiosk_app.scanning.picture_file import pages_of
from kiosk_app.scanning.prepare import PictureError
from kiosk_app.servicing.editions.signed_edition import EditionError, read_edition
from kiosk_app.servicing.provisioning.errors import ProvisioningError
from kiosk_app.servicing.provisioning.signed_file import read_key, read_signed
from kiosk_app.servicing.redaction import redacted
from offline_queue.store.export import LIST, SIGNATURE, ExportError, read_export

KEY = Ed25519PrivateKey.generate().public_key()
SECRET = "root's own secret"


def _export(path: Path) -> None:
    read_export(path.parent, ["00" * 32])


def _pages(path: Path) -> None:
    list(pages_of(path))


READERS: list[tuple[str, Callable[[Path], object], type[Exception]]] = [
    (LIST, _export, ExportError),
    (SIGNATURE, _export, ExportError),
    ("provision.toml", lambda path: read_signed(path.parent, KEY), ProvisioningError),
    ("provision.toml.sig", lambda path: read_signed(path.parent, KEY), ProvisioningError),
    ("province.pem", read_key, ProvisioningError),
    ("edition-1.tar", lambda path: read_edition(path.parent, KEY), EditionError),
    ("edition-1.tar.sig", lambda path: read_edition(path.parent, KEY), EditionError),
]
"""What a technician's command reads of a stick, and how it refuses."""
PICTURES: list[tuple[str, Callable[[Path], object], type[Exception]]] = [
    ("page.pdf", _pages, PictureError),
    ("page.jpg", _pages, PictureError),
    ("code.png", read_picture, PictureFileError),
]


def _named(one: object) -> str:
    return one if isinstance(one, str) else ""


def _beside(path: Path) -> None:
    """What is read before it is there, so that it comes to be read."""
    for name in (
        LIST,
        SIGNATURE,
        "provision.toml",
        "provision.toml.sig",
        "edition-1.tar",
        "edition-1.tar.sig",
    ):
        if path.name != name and not (path.parent / name).exists():
            (path.parent / name).write_bytes(b"00")


@pytest.mark.parametrize(("name", "read", "refused"), [*READERS, *PICTURES], ids=_named)
def test_a_pipe_is_refused_and_not_waited_for(
    tmp_path: Path, name: str, read: Callable[[Path], object], refused: type[Exception]
) -> None:
    os.mkfifo(tmp_path / name)
    _beside(tmp_path / name)
    with pytest.raises(refused):
        read(tmp_path / name)


@pytest.mark.parametrize(("name", "read", "refused"), READERS, ids=_named)
def test_a_link_to_a_file_of_root_s_is_not_read(
    tmp_path: Path, name: str, read: Callable[[Path], object], refused: type[Exception]
) -> None:
    (tmp_path / "shadow").write_text(SECRET)
    (tmp_path / name).symlink_to(tmp_path / "shadow")
    _beside(tmp_path / name)
    with pytest.raises(refused) as told:
        read(tmp_path / name)
    assert SECRET not in str(told.value)


@pytest.mark.parametrize(("name", "read", "refused"), READERS, ids=_named)
def test_a_file_without_end_is_not_read_into_memory(
    tmp_path: Path, name: str, read: Callable[[Path], object], refused: type[Exception]
) -> None:
    with (tmp_path / name).open("wb") as file:
        # Sparse: takes no room on the stick, and would take all of the memory.
        file.truncate(1 << 40)
    _beside(tmp_path / name)
    with pytest.raises(refused):
        read(tmp_path / name)


@pytest.mark.parametrize(
    "line", ["A" * 500_000, "é" * 500_000, '"' * 500_000, "'x" * 200_000, "A a " * 100_000]
)
def test_a_line_of_the_journal_without_end_takes_no_time(line: str) -> None:
    # In a process of its own that may use ten seconds of the processor: before, one line took minutes.
    program = (
        "import resource, sys\n"
        "resource.setrlimit(resource.RLIMIT_CPU, (10, 10))\n"
        "from kiosk_app.servicing.redaction import redacted\n"
        "redacted(sys.stdin.read())\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], input=f"{line}\n{line}", text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0
    assert len(redacted(line)) < 4_000
