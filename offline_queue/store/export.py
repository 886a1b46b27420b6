"""The undelivered part of a queue on a stick: sealed files, a signed list, for another machine to deliver.

Nothing is opened to write it. The list is signed with an Ed25519 key derived from the kiosk's sync key;
whoever imports knows the public half from when the kiosk was set up (`kioskctl queue export` shows it).
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from configuration.outside_file import read_outside
from configuration.write import sync_path
from offline_queue.contract.clock import Clock, stamp
from offline_queue.contract.dossier import DeliveryState, Manifest, Submission, sha256_of
from offline_queue.contract.envelope import DamagedError, OpeningKey
from offline_queue.store import audit_log, queries
from offline_queue.store.database import Database, typed_errors

LIST, SIGNATURE = "list.json", "list.sig"
_PURPOSE = "kiosk queue export signing v1"
_LONGEST_LIST = 50_000_000
_LONGEST_SIGNATURE = 1_000
_LARGEST_PART = 1_000_000_000
"""Bytes; far more than a kiosk seals."""
_NAME = re.compile(r"[0-9A-Za-z][0-9A-Za-z-]{0,63}")
"""Of a dossier, as part of a file's name: whoever can write the queue's file could make it a path."""
_EXPORTED = (*queries.OPEN_STATES, DeliveryState.REJECTED)
"""What is damaged stays: it would be damaged there too."""


class ExportError(Exception):
    """The stick's contents are not what a kiosk signed. Nothing was taken over."""


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ExportedPart(_Model):
    """One sealed file."""

    position: int
    file: str
    size: Annotated[int, Field(ge=0, le=_LARGEST_PART)]
    sha256: str


class ExportedDossier(_Model):
    """One dossier; nothing of the citizen stands in the clear."""

    reference_uid: str
    provisional_code: str
    reserved_code: str
    service_code: str
    authority_code: str
    made_at: str
    parts: tuple[ExportedPart, ...]


class ExportList(_Model):
    """The signed list."""

    format: int = 1
    kiosk_id: str
    written_at: str
    dossiers: tuple[ExportedDossier, ...]


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written."""

    folder: Path
    dossiers: int
    signer: str
    """Public key, hex."""
    references: tuple[str, ...]
    """Reference uids."""


def signer_of(key: OpeningKey) -> str:
    """Give the public half of a kiosk's signing key, hex."""
    return _signing(key).public_key().public_bytes_raw().hex()


def signature_of(key: OpeningKey, content: bytes) -> str:
    """Sign with the kiosk's signing key; hex. The caller's content begins with what it is for."""
    return _signing(key).sign(content).hex()


def write_export(
    database: Database,
    folder: Path,
    key: OpeningKey,
    kiosk_id: str,
    clock: Clock,
) -> Exported:
    """Write a folder below `folder`. It has its name only once all of it is on the stick.

    Nothing is written into the queue (`note_export` does). Raises `QueueError` when the stick or the queue
    fails; what was half written is removed, and so is what a killed export left.
    """
    now = clock.now()
    name = f"{kiosk_id}-{now:%Y%m%dT%H%M%S}"
    unfinished = folder / f"{name}.unfinished"
    with typed_errors():
        for left in folder.glob(f"{kiosk_id}-*.unfinished"):
            if left.is_dir() and not left.is_symlink():
                shutil.rmtree(left, ignore_errors=True)
        unfinished.mkdir()
    try:
        dossiers = tuple(_write_dossiers(database, unfinished))
        listing = ExportList(kiosk_id=kiosk_id, written_at=stamp(now), dossiers=dossiers)
        content = listing.model_dump_json(indent=1).encode()
        with typed_errors():
            _write(unfinished / LIST, content)
            _write(unfinished / SIGNATURE, _signing(key).sign(content).hex().encode())
            sync_path(unfinished)
            unfinished.rename(folder / name)
            sync_path(folder)
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise
    references = tuple(dossier.reference_uid for dossier in dossiers)
    return Exported(folder / name, len(dossiers), signer_of(key), references)


def read_export(folder: Path, signers: Sequence[str]) -> ExportList:
    """Check signature and every file before anything is taken over. Raises `ExportError`."""
    try:
        content = read_outside(folder / LIST, _LONGEST_LIST)
        written = read_outside(folder / SIGNATURE, _LONGEST_SIGNATURE)
        signature = bytes.fromhex(written.decode("ascii").strip())
    except (OSError, ValueError) as error:
        raise ExportError(
            f"{folder}: no whole export ({type(error).__name__}); name the folder that "
            "`kioskctl queue export` wrote, nothing was taken over"
        ) from error
    if not any(_signed(signer, signature, content) for signer in signers):
        raise ExportError(
            f"{folder / LIST}: not signed by a kiosk that is known here; nothing was taken over"
        )
    try:
        listing = ExportList.model_validate_json(content)
    except ValidationError as error:
        raise ExportError(f"{folder / LIST}: written by another program; nothing was taken over") from error
    for dossier in listing.dossiers:
        for part in dossier.parts:
            _read_part(folder, part)
    return listing


def open_dossier(folder: Path, dossier: ExportedDossier, key: OpeningKey) -> Submission:
    """Open one in memory. `key`: that kiosk's or the province's. Raises `EnvelopeError`, `ExportError`."""
    contents = [key.open(_read_part(folder, part), part.sha256) for part in dossier.parts]
    if not contents:
        raise DamagedError("the manifest is missing")
    try:
        manifest = Manifest.model_validate_json(contents[0])
    except ValueError as error:
        raise DamagedError("the manifest cannot be read") from error
    if manifest.reference_uid != dossier.reference_uid:
        raise DamagedError("the manifest is another dossier's")
    return Submission(manifest=manifest, contents=tuple(contents[1:]))


def _write_dossiers(database: Database, folder: Path) -> Iterator[ExportedDossier]:
    with database.reading() as connection:
        wanted = [one for one in queries.listing(connection) if one.state in _EXPORTED]
    for one in wanted:
        with database.reading() as connection:
            rows = connection.execute(
                "SELECT part.position, part.sealed_sha256, blob.sealed, dossier.reserved_code FROM part "
                "JOIN blob ON blob.part_id = part.id JOIN dossier ON dossier.id = part.dossier_id "
                "WHERE part.dossier_id = ? ORDER BY part.position",
                (one.id,),
            ).fetchall()
        if (
            _NAME.fullmatch(one.reference_uid) is None
            or [row["position"] for row in rows] != list(range(one.parts + 1))
            or any(sha256_of(row["sealed"]) != row["sealed_sha256"] for row in rows)
        ):
            # Left out: it was delivered and purged meanwhile, is damaged, or somebody else wrote it.
            continue
        parts = []
        for row in rows:
            part = ExportedPart(
                position=row["position"],
                file=f"{one.reference_uid}-{row['position']:03d}.age",
                size=len(row["sealed"]),
                sha256=row["sealed_sha256"],
            )
            with typed_errors():
                _write(folder / part.file, row["sealed"])
            parts.append(part)
        yield ExportedDossier(
            reference_uid=one.reference_uid,
            provisional_code=one.provisional_code,
            reserved_code=rows[0]["reserved_code"],
            service_code=one.service_code,
            authority_code=one.authority_code,
            made_at=one.made_at,
            parts=tuple(parts),
        )


def same_disk(folder: Path, database: Path) -> bool:
    """Whether a folder is on the queue's own disk: then the stick is not mounted."""
    try:
        return folder.stat().st_dev == database.stat().st_dev
    except OSError:
        return False


def note_export(database: Database, references: Sequence[str], clock: Clock) -> None:
    """Write down what was exported, each with its event. Raises `QueueError`."""
    moment = clock.now()
    with database.writing() as connection:
        for reference_uid in references:
            (dossier_id,) = connection.execute(
                "UPDATE dossier SET exported_at = ? WHERE reference_uid = ? RETURNING id",
                (stamp(moment), reference_uid),
            ).fetchone()
            audit_log.append(
                connection, dossier_id=dossier_id, at=moment, actor="technician", name="exported", cause=""
            )


def _read_part(folder: Path, part: ExportedPart) -> bytes:
    """Read one file; names that lead elsewhere are refused."""
    path = folder / part.file
    if Path(part.file).name != part.file or "\0" in part.file:
        raise ExportError(f"{part.file!r}: no file name; nothing was taken over")
    try:
        content = read_outside(path, part.size)
    except OSError as error:
        raise ExportError(f"{path}: cannot be read ({error.strerror}); nothing was taken over") from error
    if len(content) != part.size:
        raise ExportError(f"{path}: not the size that was signed; nothing was taken over")
    if sha256_of(content) != part.sha256:
        raise ExportError(f"{path}: not what was signed; nothing was taken over")
    return content


def _signing(key: OpeningKey) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(key.derived(_PURPOSE))


def _signed(signer: str, signature: bytes, content: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(signer)).verify(signature, content)
    except (InvalidSignature, ValueError):
        return False
    return True


def _write(path: Path, content: bytes) -> None:
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
