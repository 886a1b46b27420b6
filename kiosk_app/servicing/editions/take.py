"""Takes an edition: all of it or nothing, proven by the kiosk's own health, else everything as it was.

On disk, in the shelf (a folder of root's): `state.json` with what is taken and what was refused for its
health, and before a change `before.…`, the configuration, catalogue and messages that worked. A power cut
anywhere leaves either the old settings, or the new ones with a note that they are not proven; `settle`, at
the next look, puts the old ones back.
"""

from __future__ import annotations

import contextlib
import json
import shutil
import tomllib
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import structlog

from configuration.error_line import ConfigurationError
from configuration.load import configuration_text, load
from configuration.migrate import with_new_names
from configuration.write import sync_path, write_configuration
from kiosk_app.catalogue.compile import compile_catalogue
from kiosk_app.catalogue.importers.report import ImportFailedError
from kiosk_app.servicing.editions.signed_edition import LASTING, NOTHING_CHANGED, Edition, EditionError
from kiosk_app.servicing.provisioning.settle import composed
from offline_queue.contract.edition_shelf import MOST_REMEMBERED, STATE, Shelf, shelf_of

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class EditionPaths:
    """Where things are."""

    shelf: Path
    config: Path
    catalogue: Path
    """The compiled catalogue that the next visit opens."""
    notices: Path
    """The province's messages; their signature stands beside them."""

    def kept(self) -> tuple[tuple[Path, Path], ...]:
        """Give each file that an edition may change, with where it is kept meanwhile."""
        mark = self.notices.with_name(self.notices.name + ".sig")
        return (
            (self.config, self.shelf / "before.toml"),
            (self.catalogue, self.shelf / "before.sqlite"),
            (self.notices, self.shelf / "before.notices"),
            (mark, self.shelf / "before.notices.sig"),
        )


@dataclass(frozen=True, slots=True)
class MachineActions:
    """What the machine is asked to do."""

    renew: Callable[[], None]
    """Let daemon and screens take up what changed: screens between two visits, never in one."""
    ill: Callable[[], str]
    """Give what is wrong with the kiosk after a while of watching, "" when it is well."""
    blames: Callable[[], bool] = lambda: True
    """Whether what `ill` gave last is the edition's fault: False where it was so before it came."""


def take(
    edition: Edition, ring: str, places: EditionPaths, machine: MachineActions, *, by_hand: bool = False
) -> str:
    """Take an edition. Gives a sentence; raises `EditionError` when the settings are as they were before.

    `by_hand`: a person stands there, who may take one again that was refused, and one of another ring.
    """
    try:
        return _taken(edition, ring, places, machine, by_hand=by_hand)
    except EditionError as error:
        note_failure(places.shelf, edition.label.number, error.code)
        raise


def note_failure(folder: Path, number: int, code: str, sha256: str = "") -> None:
    """Remember what was tried last, for the province; and a file that will never do, so that it stays away.

    On a disk that takes nothing it is not remembered, and tried again.
    """
    shelf = shelf_of(folder)
    away = shelf.turned_away
    if sha256 and code in LASTING:
        away = (*(one for one in away if one != sha256), sha256)[-MOST_REMEMBERED:]
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True, mode=0o755)
        _write_state(folder, replace(shelf, tried=number or shelf.tried, outcome=code, turned_away=away))


def _taken(
    edition: Edition, ring: str, places: EditionPaths, machine: MachineActions, *, by_hand: bool
) -> str:
    shelf = _settled(places, machine)
    label = edition.label
    if label.number == shelf.applied:
        return f"Bản cập nhật {label.number} đã có trên máy này."
    if label.number < shelf.applied:
        raise EditionError(
            f"Bản cập nhật {label.number} cũ hơn bản đang dùng ({shelf.applied}). {NOTHING_CHANGED}", "older"
        )
    if not by_hand and label.number in shelf.refused:
        raise EditionError(
            f"Bản cập nhật {label.number} đã làm máy này lỗi nên bị bỏ. {NOTHING_CHANGED}", "given_up"
        )
    if not by_hand and ring not in label.rings:
        raise EditionError(f"Bản cập nhật {label.number} chưa đến lượt máy này. {NOTHING_CHANGED}", "ring")
    _keep(places, replace(shelf, proving=label.number))
    try:
        _put_in_place(edition, places)
    except (ConfigurationError, ImportFailedError) as error:
        _put_back(places, shelf)
        raise EditionError(
            f"Bản cập nhật {label.number} có lỗi: {error}. {NOTHING_CHANGED}", "wrong"
        ) from error
    except OSError as error:
        _put_back(places, shelf)
        raise EditionError(
            f"Không ghi được ({error.strerror}): đĩa đầy hay chỉ đọc? {NOTHING_CHANGED}", "disk"
        ) from error
    machine.renew()
    wrong = machine.ill()
    if wrong and not machine.blames():
        # Nothing could be seen of it, good or bad: where nobody can watch it does not stay. It comes again.
        _put_back(places, shelf)
        machine.renew()
        raise EditionError(
            f"Chưa thử được bản cập nhật {label.number} ({wrong}; không phải lỗi của bản cập nhật). Sửa máy "
            f"trước: kioskctl doctor; rồi nhận lại. {NOTHING_CHANGED}",
            "unproven",
        )
    if wrong:
        _put_back(places, replace(shelf, refused=(*shelf.refused, label.number)[-MOST_REMEMBERED:]))
        machine.renew()
        raise EditionError(
            f"Bản cập nhật {label.number} làm máy không chạy tốt ({wrong}): đã trở về bản trước. "
            "Hồ sơ đang chờ không bị động tới.",
            "ill",
        )
    kept = tuple(one for one in shelf.refused if one != label.number)
    _write_state(
        places.shelf, Shelf(label.number, 0, kept, shelf.turned_away, tried=label.number, outcome="taken")
    )
    log.info("edition taken", number=label.number)
    return f"Đã nhận bản cập nhật {label.number}."


def settle(places: EditionPaths, machine: MachineActions) -> str:
    """Put back what a power cut left unproven. Gives a sentence, "" when there was nothing to do."""
    proving = shelf_of(places.shelf).proving
    _settled(places, machine)
    return f"Mất điện lúc nhận bản cập nhật {proving}: đã trở về bản trước." if proving else ""


def _settled(places: EditionPaths, machine: MachineActions) -> Shelf:
    shelf = shelf_of(places.shelf)
    if not shelf.proving:
        return shelf
    # The power was cut while the edition was being proven, which says nothing against it: the settings go
    # back to those before, and it may be tried again.
    _put_back(places, replace(shelf, proving=0))
    machine.renew()
    return shelf_of(places.shelf)


def _keep(places: EditionPaths, shelf: Shelf) -> None:
    """Keep what works, then note that something else is about to be tried. Raises `EditionError`."""
    try:
        places.shelf.mkdir(parents=True, exist_ok=True, mode=0o755)
        for used, kept in places.kept():
            _copy_or_none(used, kept)
        _write_state(places.shelf, shelf)
    except OSError as error:
        raise EditionError(
            f"Không ghi được ({error.strerror}): đĩa đầy hay chỉ đọc? {NOTHING_CHANGED}", "disk"
        ) from error


def _put_in_place(edition: Edition, places: EditionPaths) -> None:
    if edition.catalogue:
        sources = places.shelf / "sources"
        shutil.rmtree(sources, ignore_errors=True)
        sources.mkdir()
        for name, content in edition.catalogue.items():
            (sources / name).write_bytes(content)
        try:
            compile_catalogue([sources], places.catalogue)
        finally:
            shutil.rmtree(sources, ignore_errors=True)
    if edition.notices is not None:
        mark = places.notices.with_name(places.notices.name + ".sig")
        places.notices.parent.mkdir(parents=True, exist_ok=True)
        for path, content in zip((mark, places.notices), reversed(edition.notices), strict=True):
            draft = places.shelf / "notices.draft"
            draft.write_bytes(content)
            draft.chmod(0o644)
            _copy(draft, path)
            draft.unlink()
    if edition.tables:
        write_configuration(places.config, composed(_tables(places.config), with_new_names(edition.tables)))
        load(places.config)


def _put_back(places: EditionPaths, shelf: Shelf) -> None:
    """Bring back what was kept, and forget that something was tried."""
    for used, kept in places.kept():
        if used != places.config or kept.exists():
            _copy_or_none(kept, used)
    _write_state(places.shelf, replace(shelf, proving=0))


def _tables(config: Path) -> dict[str, dict[str, Any]]:
    return with_new_names(tomllib.loads(configuration_text(config)))


def _copy(source: Path, target: Path) -> None:
    """Replace a file durably, with the mode of the one that was there."""
    fresh = target.with_name(target.name + ".fresh")
    with contextlib.suppress(FileNotFoundError):
        fresh.unlink()
    shutil.copyfile(source, fresh)
    shutil.copymode(target if target.exists() else source, fresh)
    sync_path(fresh)
    fresh.replace(target)
    sync_path(target.parent)


def _copy_or_none(source: Path, target: Path) -> None:
    """Make the target what the source is, also when that is nothing."""
    if source.exists():
        _copy(source, target)
    else:
        target.unlink(missing_ok=True)


def _write_state(folder: Path, shelf: Shelf) -> None:
    fresh = folder / (STATE + ".fresh")
    fresh.write_text(json.dumps(asdict(shelf)), encoding="utf-8")
    sync_path(fresh)
    fresh.replace(folder / STATE)
    sync_path(folder)
