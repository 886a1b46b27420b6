"""Gets the dossiers out of a queue whose kiosk is broken, with the province's recovery key.

The disk is only read. The same by hand, with nothing of this program:

    sqlite3 queue.sqlite "SELECT writefile(printf('%d-%d.age', part.dossier_id, part.position), blob.sealed)
                          FROM part JOIN blob ON blob.part_id = part.id"
    age --decrypt -i recovery.key 1-0.age > manifest.json
    age --decrypt -i recovery.key 1-1.age > first-paper.pdf
"""

from __future__ import annotations

import errno
import os
import re
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from configuration.outside_file import check_readable, write_named
from offline_queue.contract.dossier import Manifest
from offline_queue.contract.envelope import DamagedError, EnvelopeError, OpeningKey

PLACES = ("var/lib/kiosk-queue/queue.sqlite", "queue.sqlite", "queue/outbox.sqlite")
_SAFE = re.compile(r"[^A-Za-z0-9._-]")
_SIDE_FILES = ("", "-wal")
_FOLDER_MODE, _FILE_MODE = 0o700, 0o600


class RecoveryError(Exception):
    """Nothing could be read. A sentence in Vietnamese; the disk was not changed."""


@dataclass(frozen=True, slots=True)
class Recovered:
    """One dossier."""

    code: str
    state: str
    files: int
    trouble: str = ""
    """Why it is not whole, "" when it is; one dossier's trouble does not keep the others from being read."""


def find_queue(place: Path) -> Path:
    """Find the queue on a mounted disk, or take the file that is named. Raises `RecoveryError`."""
    if place.is_file():
        return place
    if place.is_block_device():
        raise RecoveryError(
            f"{place} là ổ đĩa chưa gắn: mount -o ro,noload {place} /mnt, rồi kioskctl recover /mnt. "
            "Đĩa mã hóa: mở bằng cryptsetup và mật khẩu của tỉnh trước."
        )
    for inside in PLACES:
        if (place / inside).is_file():
            return place / inside
    raise RecoveryError(f"Không thấy hàng đợi ở {place}; chỉ thẳng tệp queue.sqlite.")


def recover(queue: Path, key: OpeningKey, out: Path) -> Iterator[Recovered]:
    """Write every dossier that still has its parts into a folder of its own below `out`, oldest first.

    Raises `RecoveryError`; what is wrong with one dossier is told with it. `out` must be new or empty: two
    kiosks under one name give the same codes, and neither's papers may take the place of the other's.
    """
    try:
        out.mkdir(mode=_FOLDER_MODE, parents=True, exist_ok=True)
        if any(out.iterdir()):
            raise RecoveryError(
                f"{out} không trống: hãy chọn thư mục mới (--out), để không ghi đè hồ sơ đã lấy ra trước đó."
            )
        with tempfile.TemporaryDirectory(prefix="kiosk-recovery-") as name:
            copy = _copied(queue, Path(name))
            connection = sqlite3.connect(copy)
            connection.row_factory = sqlite3.Row
            # A text that is no UTF-8 any more must not stop the dossier that it belongs to.
            connection.text_factory = lambda text: text.decode("utf-8", errors="replace")
            try:
                yield from _dossiers(connection, key, out)
            finally:
                connection.close()
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        # SQLite's own message quotes bytes of the damaged file, which may not even be text.
        why = "không đọc được" if isinstance(error, UnicodeDecodeError) else error
        raise RecoveryError(
            f"{queue}: tệp hỏng ({why}). Thử: sqlite3 {queue} .recover | sqlite3 moi.sqlite, rồi làm lại."
        ) from error
    except OSError as error:
        raise RecoveryError(_sentence(error, out)) from error


def _sentence(error: OSError, out: Path) -> str:
    """Say what to do: the disk that is read, or the one that is written to."""
    where = f"{error.filename}: " if error.filename else ""
    what = f"Không lấy ra được hết ({where}{error.strerror}). Đĩa của kiosk còn nguyên; "
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"{what}chỗ ghi đã đầy: chọn chỗ rộng hơn (--out), hoặc TMPDIR rộng hơn, rồi làm lại."
    if error.errno == errno.EIO:
        return f"{what}chép đĩa sang tệp bằng ddrescue trước, rồi làm lại với bản chép, vào thư mục mới."
    return f"{what}kiểm tra quyền và chỗ ghi {out}, rồi làm lại vào thư mục mới."


def _copied(queue: Path, folder: Path) -> Path:
    """Copy file and log: SQLite would write beside the original, and a log without its file is lost."""
    for suffix in _SIDE_FILES:
        one = queue.with_name(queue.name + suffix)
        if one.exists():
            check_readable(one)
            shutil.copyfile(one, folder / f"queue.sqlite{suffix}")
    return folder / "queue.sqlite"


def _dossiers(connection: sqlite3.Connection, key: OpeningKey, out: Path) -> Iterator[Recovered]:
    # The file may come from a stranger. Where one of our tables was replaced by a view, reading it would run
    # the stranger's query, which need never end.
    connection.execute("PRAGMA trusted_schema = OFF")
    views = "SELECT name FROM sqlite_schema WHERE type <> 'table' AND name IN ('dossier', 'part', 'blob')"
    if connection.execute(views).fetchall():
        raise sqlite3.DatabaseError("a table of the queue is none")
    rows = connection.execute("SELECT id, reference_uid, provisional_code, state FROM dossier ORDER BY id")
    for row in rows.fetchall():
        parts = connection.execute(
            "SELECT part.position, part.sealed_sha256, blob.sealed FROM part "
            "JOIN blob ON blob.part_id = part.id WHERE part.dossier_id = ? ORDER BY part.position",
            (row["id"],),
        ).fetchall()
        if not parts:
            # Its parts were deleted after it was delivered: there is nothing to recover.
            continue
        name = _SAFE.sub("_", str(row["provisional_code"] or row["reference_uid"]))
        # Whoever can write the queue could give a dossier the code ".." and have its files written elsewhere,
        # or give two dossiers one code: such a folder's name begins with the dossier's number.
        taken = not name.strip(".") or os.path.lexists(out / name)
        folder = out / (f"{row['id']}-{name}" if taken else name)
        written, trouble = _one(parts, key, folder)
        yield Recovered(str(row["provisional_code"]), str(row["state"]), written, trouble)


def _one(parts: list[sqlite3.Row], key: OpeningKey, folder: Path) -> tuple[int, str]:
    folder.mkdir(mode=_FOLDER_MODE, exist_ok=True)
    written = 0
    trouble = ""
    names: dict[int, str] = {}
    for part in parts:
        position, sealed = part["position"], part["sealed"]
        if not isinstance(position, int) or not isinstance(sealed, bytes):
            trouble = f"{DamagedError.code}: phần {position}"
            continue
        try:
            content = key.open(sealed, str(part["sealed_sha256"]))
        except EnvelopeError as error:
            trouble = f"{error.code}: phần {position}"
            continue
        if position == 0:
            names = _names(content)
        name = names.get(position, "paper.pdf") if position else "manifest.json"
        path = folder / f"{position:03d}-{_SAFE.sub('_', name)}"
        path.touch(mode=_FILE_MODE)
        try:
            write_named(path, content)
        except OSError as error:
            # A write tells no name; half a paper is none.
            path.unlink(missing_ok=True)
            raise OSError(error.errno, error.strerror, str(path)) from error
        written += 1
    return written, trouble


def _names(manifest: bytes) -> dict[int, str]:
    try:
        parts = Manifest.model_validate_json(manifest).parts
    except ValueError:
        # A manifest of another version of the program: without its names the files are numbered.
        return {}
    return {number: one.file_name for number, one in enumerate(parts, start=1)}
