"""Makes a kiosk forget everything before it leaves the counter for good: keys first, then files.

Without its key a sealed dossier cannot be opened on this machine any more, whatever a flash disk still holds.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from configuration.kiosk_file import Configuration
from kiosk_app.servicing.checks.queue import OpenQueue
from kiosk_app.servicing.provisioning.errors import ProvisioningError
from kiosk_app.servicing.provisioning.secrets import CredentialStore
from offline_queue.contract.errors import QueueError
from offline_queue.store import queries
from offline_queue.store.kept_queues import kept_beside, kept_beside_queue

_MOST_SHOWN = 5
_CREDENTIALS = (
    "client.key",
    "portal.password",
    "portal.user",
    "identity.password",
    "identity.user",
    "sync.key",
)
_UNDELIVERED = (*queries.OPEN_STATES, *queries.ATTENTION_STATES)


@dataclass(frozen=True, slots=True)
class Wiped:
    """What was done, in sentences."""

    said: tuple[str, ...]
    left: int
    """How many files could not be deleted."""
    keys_left: int
    """How many keys and passwords could not be destroyed."""


@dataclass(frozen=True, slots=True)
class UnsentDossiers:
    """What the portal does not have: what waits, was refused, or is damaged."""

    dossiers: int
    on_a_stick: int
    """Of these, those that were exported."""
    codes: tuple[str, ...]
    unknown: str = ""
    """Why nobody could look, "" when somebody could."""


class WipeRefusedError(Exception):
    """Something would be lost. A sentence in Vietnamese; nothing was destroyed."""


def unsent(open_queue: OpenQueue, place: Path) -> UnsentDossiers:
    """Count what would be lost: in the queue, and in those that a restore kept beside it at `place`."""
    try:
        with open_queue() as database:
            with database.reading() as connection:
                rows = [one for one in queries.listing(connection) if one.state in _UNDELIVERED]
                exported = {
                    row["reference_uid"]
                    for row in connection.execute("SELECT reference_uid FROM dossier WHERE exported_at <> ''")
                }
            kept = kept_beside_queue(database)
    except FileNotFoundError:
        rows, exported, kept = [], set(), kept_beside(place, ())
    except (QueueError, OSError) as error:
        return UnsentDossiers(0, 0, (), unknown=str(error))
    on_a_stick = sum(one.reference_uid in exported for one in rows)
    on_a_stick += sum(one.exported for one in kept.dossiers)
    codes = (*(one.provisional_code for one in rows), *(one.code for one in kept.dossiers))
    unknown = ", ".join(one.name for one in kept.unreadable)
    return UnsentDossiers(len(codes), on_a_stick, codes, unknown)


def check_may_wipe(found: UnsentDossiers, accepted_loss: int | None) -> None:
    """Refuse while unsent dossiers would be lost without the technician's word. Raises `WipeRefusedError`.

    `accepted_loss`: how many dossiers the technician says will be lost; it must be the number there is.
    """
    if found.unknown:
        raise WipeRefusedError(
            f"Không mở được hàng đợi ({found.unknown}): không biết còn hồ sơ chưa gửi hay không. "
            "Chép đĩa cho tỉnh trước (kioskctl recover); tệp giữ lại từ lần khôi phục: "
            "kioskctl queue forget-kept. Chưa xóa gì."
        )
    lost = found.dossiers - found.on_a_stick
    if lost and accepted_loss != lost:
        shown = ", ".join(found.codes[:_MOST_SHOWN]) + ("…" if len(found.codes) > _MOST_SHOWN else "")
        raise WipeRefusedError(
            f"Còn {lost} hồ sơ mà cổng chưa nhận và chưa xuất ra USB ({shown}). Nối mạng để gửi, hoặc "
            f"kioskctl queue export; hồ sơ bị từ chối, hỏng: kioskctl queue list. "
            f"Nếu chấp nhận mất: --lose {lost}. Chưa xóa gì."
        )


def wipe(settings: Configuration, store: CredentialStore, further: Sequence[Path] = ()) -> Wiped:
    """Destroy the keys, then the queue and what the daemon kept.

    Goes on after a step that fails, and says so: the keys are what matters. `further`: files of provisioning.
    """
    said: list[str] = []
    left = keys_left = 0
    for name in _CREDENTIALS:
        if not store.has(name):
            continue
        try:
            store.forget(name)
        except ProvisioningError as error:
            keys_left += 1
            said.append(str(error))
        else:
            said.append(f"Đã hủy {name}.")
    if not said:
        said.append("Không thấy khóa niêm phong nào của kiosk trên máy này: chưa hủy khóa nào.")
    if settings.portal.credentials is not None:
        said.append(f"Khóa để ở {settings.portal.credentials} (portal.credentials) chưa bị hủy: xóa tay.")
    for folder in (settings.queue.database.parent, settings.queue.private_folder):
        before = left
        for path in sorted(folder.iterdir()) if folder.is_dir() else ():
            try:
                if path.is_dir() and not path.is_symlink():
                    shutil.rmtree(path)
                else:
                    path.unlink()
            except OSError as error:
                left += 1
                sealed = "" if keys_left else "; nội dung không mở được nữa"
                said.append(f"Không xóa được {path} ({error.strerror}){sealed}.")
        if left == before:
            said.append(f"Đã xóa {folder}.")
    for path in further:
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            left += 1
            said.append(f"Không xóa được {path} ({error.strerror}).")
    if settings.queue.backup is not None:
        said.append(f"Bản sao lưu ở {settings.queue.backup} còn nguyên, tỉnh mở được: xóa tay nếu không cần.")
    said.append("Mật khẩu Wi-Fi còn trong máy: nmcli connection show, nmcli connection delete TÊN.")
    return Wiped(tuple(said), left, keys_left)
