"""Reads an edition: one tar file with an Ed25519 signature beside it.

    edition.toml          format, number, made, rings, note
    settings.toml         tables of the configuration that are to hold, if any
    catalogue/*.yaml      the whole catalogue as procedure files, if it is to change
    notices.toml, .sig    messages for the kiosks with their own signature, if they are to change

`kioskctl edition pack` makes the file; the signature is made as that of the provisioning file:

    openssl pkeyutl -sign -rawin -inkey province.key -in edition-17.tar | base64 > edition-17.tar.sig
"""

from __future__ import annotations

import base64
import errno
import io
import re
import tarfile
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from pydantic import AwareDatetime, Field, ValidationError

from configuration.outside_file import read_outside, write_named
from configuration.table import Table
from offline_queue.contract.edition_shelf import MOST_BYTES

LABEL, SETTINGS, CATALOGUE = "edition.toml", "settings.toml", "catalogue"
NOTICES, NOTICES_SIGNATURE = "notices.toml", "notices.toml.sig"
_MOST_FILES = 20_000
_MOST_UNPACKED = 256_000_000
"""Bytes. A signed file may still be a mistake: more than this is no catalogue with its settings."""
_NAME = re.compile(
    rf"{LABEL}|{SETTINGS}|{NOTICES}(\.sig)?|{CATALOGUE}/[A-Za-z0-9][A-Za-z0-9._-]{{0,100}}\.(yaml|jsonl)"
)
_OWN = frozenset({"kiosk", "queue", "gateway", "enrolment"})
"""Tables that say which machine this is and to whom its dossiers are sealed: set at the machine alone."""
NOTHING_CHANGED = "Chưa thay đổi gì; hồ sơ đang chờ không bị động tới."
Ring = Literal["canary", "early", "all"]


LASTING = frozenset({"signature", "broken", "wrong", "older", "ring"})
"""Codes of what the same file will be refused for again, however often it comes."""


class EditionError(Exception):
    """An edition is not used. The text is a sentence in Vietnamese; queue and settings are as they were.

    `code`: one of `LASTING`, or "missing", "unreadable", "disk", "busy", "ill", "unproven", "given_up".
    """

    def __init__(self, text: str, code: str = "broken") -> None:
        super().__init__(text)
        self.code = code


class Label(Table):
    """What an edition says of itself."""

    format: Literal[1]
    number: int = Field(ge=1, lt=100_000_000)
    """Grows with each edition; an older one is refused."""
    made: AwareDatetime
    rings: tuple[Ring, ...] = Field(min_length=1)
    """For whom it is: canary communes first, then more, under the same number and a new signature."""
    note: str = Field(default="", max_length=500)


@dataclass(frozen=True, slots=True)
class Edition:
    """One that was signed by the province."""

    label: Label
    tables: dict[str, dict[str, Any]] = field(default_factory=dict)
    catalogue: dict[str, bytes] = field(default_factory=dict)
    """Name of a procedure file → its bytes; empty: the catalogue stays."""
    notices: tuple[bytes, bytes] | None = None
    """Messages and their own signature; None: those that are there stay."""


def read_edition(path: Path, key: Ed25519PublicKey) -> Edition:
    """Read a file, or the only edition of a folder (a stick). Raises `EditionError`.

    Everything is read at once: the stick may be pulled out afterwards. The signature is judged before
    anything of the content is looked at.
    """
    path = _only_one(path) if path.is_dir() else path
    content = _bytes(path, f"Không thấy {path.name}: có đúng USB của tỉnh không?")
    signature = _bytes(
        path.with_name(path.name + ".sig"), f"Không thấy chữ ký {path.name}.sig bên cạnh {path.name}."
    )
    _verified(path.name, key, content, signature)
    edition = _opened(path.name, content)
    if edition.notices is not None:
        # Screens check this signature again each time they read the messages: a wrong one would silence them
        # later, when nobody looks. So it is checked now, while the edition can still be refused.
        _verified(NOTICES, key, *edition.notices)
    return edition


def _verified(name: str, key: Ed25519PublicKey, content: bytes, signature: bytes) -> None:
    try:
        key.verify(base64.b64decode(b"".join(signature.split()), validate=True), content)
    except (InvalidSignature, ValueError) as error:
        raise EditionError(
            f"Chữ ký của {name} không đúng: tệp bị sửa, ghi dở, hoặc do người khác ký. {NOTHING_CHANGED}",
            "signature",
        ) from error


def _only_one(folder: Path) -> Path:
    try:
        found = sorted(folder.glob("edition-*.tar"))
    except OSError:
        found = []
    if len(found) != 1:
        what = "Không thấy bản cập nhật nào" if not found else f"Có {len(found)} bản cập nhật"
        raise EditionError(
            f"{what} (edition-….tar) ở {folder}: có đúng USB của tỉnh không? {NOTHING_CHANGED}", "missing"
        )
    return found[0]


def _bytes(path: Path, missing: str) -> bytes:
    try:
        return read_outside(path, MOST_BYTES)
    except FileNotFoundError as error:
        raise EditionError(f"{missing} {NOTHING_CHANGED}", "missing") from error
    except OSError as error:
        if error.errno == errno.EFBIG:
            raise EditionError(f"{path.name} quá lớn, không phải bản cập nhật. {NOTHING_CHANGED}") from error
        raise EditionError(
            f"Không đọc được {path.name} ({error.strerror}); USB bị rút ra? {NOTHING_CHANGED}", "unreadable"
        ) from error


def _opened(name: str, content: bytes) -> Edition:
    try:
        files = _files(content)
        label = Label.model_validate(tomllib.loads(files.pop(LABEL).decode()))
        tables = tomllib.loads(files.pop(SETTINGS, b"").decode())
        notices, mark = files.pop(NOTICES, None), files.pop(NOTICES_SIGNATURE, None)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(map(str, first["loc"]))
        raise EditionError(f"{name}: {LABEL}: {place}: {first['msg']}. {NOTHING_CHANGED}") from error
    except (KeyError, ValueError, tarfile.TarError, EOFError, OSError) as error:
        raise EditionError(f"{name} không phải một bản cập nhật nguyên vẹn. {NOTHING_CHANGED}") from error
    if (notices is None) is not (mark is None):
        raise EditionError(f"{name}: {NOTICES} và chữ ký của nó phải đi cùng nhau. {NOTHING_CHANGED}")
    own = sorted(_OWN & tables.keys())
    wrong = [key for key, value in tables.items() if not isinstance(value, dict)]
    if own or wrong or "ring" in tables.get("fleet", {}):
        what = own[0] if own else wrong[0] if wrong else "fleet.ring"
        raise EditionError(
            f"{name}: {SETTINGS}: [{what}] là việc của từng máy, không đặt từ xa được. {NOTHING_CHANGED}"
        )
    catalogue = {key.partition("/")[2]: value for key, value in files.items()}
    return Edition(
        label, tables, catalogue, (notices, mark) if notices is not None and mark is not None else None
    )


def _files(content: bytes) -> dict[str, bytes]:
    """Give the plain files of a tar. Raises `ValueError` for any other name or kind, and for too much."""
    files: dict[str, bytes] = {}
    size = 0
    with tarfile.open(fileobj=io.BytesIO(content), mode="r:") as archive:
        for member in archive:
            size += member.size
            if not member.isreg() or not _NAME.fullmatch(member.name) or member.name in files:
                raise ValueError(member.name)
            if len(files) >= _MOST_FILES or size > _MOST_UNPACKED:
                raise ValueError("too much")
            opened = archive.extractfile(member)
            found = b"" if opened is None else opened.read()
            if len(found) != member.size:
                raise ValueError("cut")
            files[member.name] = found
    return files


def pack(folder: Path, out: Path) -> Label:
    """Make the file of a folder that holds what is named above. Raises `EditionError`, `OSError`."""
    names = sorted(one.relative_to(folder).as_posix() for one in folder.rglob("*") if one.is_file())
    stranger = next((name for name in names if not _NAME.fullmatch(name)), None)
    if stranger is not None:
        raise EditionError(f"{stranger} không có chỗ trong một bản cập nhật.")
    content = io.BytesIO()
    with tarfile.open(fileobj=content, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        for name in names:
            # The same folder gives the same bytes, whoever packs it and when.
            member = tarfile.TarInfo(name)
            data = read_outside(folder / name, MOST_BYTES)
            member.size, member.mode = len(data), 0o644
            archive.addfile(member, io.BytesIO(data))
    edition = _opened(out.name, content.getvalue())
    write_named(out, content.getvalue())
    return edition.label
