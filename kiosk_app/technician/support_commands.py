"""`kioskctl bundle`, `recover`, `wipe`: help from afar, a broken kiosk, and one that leaves for good."""

from __future__ import annotations

import contextlib
import errno
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from configuration.error_line import ConfigurationError
from configuration.load import load
from kiosk_app.servicing.bundling import bundle as bundled
from kiosk_app.servicing.check_result import failed
from kiosk_app.servicing.doctor import MachineProbes, examine
from kiosk_app.servicing.enrolment import DROP_IN, newest_certificate
from kiosk_app.servicing.provisioning.secrets import CredentialStore
from kiosk_app.servicing.recovery import RecoveryError, find_queue, recover
from kiosk_app.servicing.redaction import redacted
from kiosk_app.servicing.wiping import WipeRefusedError, check_may_wipe, unsent
from kiosk_app.servicing.wiping import wipe as wiped
from kiosk_app.technician.doctor import devices_of, queue_to_look_into
from kiosk_app.technician.in_use import holders
from kiosk_app.technician.opening import CONFIG, EXIT_CONFIGURATION, ConfigFile, end, settings_of
from kiosk_app.technician.privileges import UnsafeFolderError, as_owner_of
from kiosk_app.technician.queue_words import refused, state
from kiosk_app.technician.target import ReplaceOption, look_at_target, write_file
from kiosk_app.technician.terminal import say
from offline_queue.contract.clock import SystemClock
from offline_queue.contract.envelope import EnvelopeError, OpeningKey
from offline_queue.daemon.clock_check import RELEASED
from offline_queue.store.database import Database


def bundle(
    out: Annotated[Path, typer.Argument(help="The file to write (tar.gz), e.g. on a stick.")],
    replace: ReplaceOption = False,
    config: ConfigFile = CONFIG,
) -> None:
    """Pack what helps whoever helps from afar. Nothing of a citizen is in it."""
    # The machine is examined for minutes where the network is bad.
    look_at_target(out, replace=replace)
    clock = SystemClock()
    try:
        settings = load(config)
    except ConfigurationError as error:
        # Who helps from afar needs it then most of all: records and figures of the machine are there.
        _bundle_without_settings(out, config, error, clock.now(), replace=replace)
        return

    def open_queue() -> AbstractContextManager[Database]:
        return queue_to_look_into(settings.queue.database)

    machine = MachineProbes(
        now=clock.now,
        open_queue=open_queue,
        released=RELEASED,
        certificate=newest_certificate(settings, CredentialStore()),
    )
    findings = tuple(examine(settings, devices_of(settings), machine, None))
    content = bundled(settings.kiosk.id, config, findings, open_queue, clock.now())
    write_file(out, content, replace=replace)
    say(f"{out}: gửi cho kỹ thuật của tỉnh; không có dữ liệu của công dân")


def _bundle_without_settings(
    out: Path, config: Path, error: ConfigurationError, now: datetime, *, replace: bool
) -> None:
    def no_queue() -> AbstractContextManager[Database]:
        raise FileNotFoundError(errno.ENOENT, "which queue it is stands in the configuration")

    wrong = failed("configuration", redacted(str(error)), "Sửa kiosk.toml, hoặc kioskctl provision.")
    write_file(out, bundled("unknown", config, (wrong,), no_queue, now), replace=replace)
    say(f"{out}: gửi cho kỹ thuật của tỉnh; chưa kiểm tra được máy; không có dữ liệu của công dân")
    end(str(error), EXIT_CONFIGURATION)


def recover_disk(
    disk: Annotated[Path, typer.Argument(help="The mounted disk of the broken kiosk, or its queue's file.")],
    key_file: Annotated[Path, typer.Option("--key", help="The province's recovery key (age).")],
    out: Annotated[Path, typer.Option("--out", help="Folder for the dossiers; keep it like the papers.")],
) -> None:
    """Open the dossiers of a broken kiosk with the province's key. The disk is only read."""
    try:
        key = OpeningKey.read(key_file)
        found = list(recover(find_queue(disk), key, out))
    except EnvelopeError as error:
        end(refused(error))
    except RecoveryError as error:
        end(str(error))
    for one in found:
        say(f"{one.code}\t{state(one.state)}\t{one.files}\t{one.trouble or 'nguyên vẹn'}")
    broken = sum(bool(one.trouble) for one in found)
    say(f"{len(found)} hồ sơ trong {out}, {broken} không nguyên vẹn")
    if broken:
        raise typer.Exit(1)


def wipe(
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask again.")] = False,
    lose: Annotated[
        int | None, typer.Option("--lose", help="How many dossiers will be lost, if any; the exact number.")
    ] = None,
    config: ConfigFile = CONFIG,
) -> None:
    """Make this kiosk forget everything: keys, then queue. What is not sent yet is checked first."""
    settings = settings_of(config)
    if there := holders(settings.queue.database):
        end(f"Máy đang chạy ({', '.join(there)}): systemctl stop kiosk kiosk-sync, rồi làm lại. Chưa xóa gì.")
    try:
        place = settings.queue.database
        with as_owner_of(place.parent) if place.parent.is_dir() else contextlib.nullcontext():
            found = unsent(lambda: queue_to_look_into(place), place)
        check_may_wipe(found, lose)
    except (WipeRefusedError, UnsafeFolderError) as error:
        end(str(error))
    question = f"Gõ {settings.kiosk.id} để hủy khóa và hàng đợi của máy này"
    if not yes and typer.prompt(question) != settings.kiosk.id:
        end("Chưa xóa gì.")
    further = (
        settings.enrolment.certificate,
        DROP_IN,
        config.with_name("provisioned.json"),
    )
    done = wiped(settings, CredentialStore(), further)
    for sentence in done.said:
        say(sentence)
    if done.keys_left:
        end(f"Còn {done.keys_left} khóa chưa hủy được: xem các dòng trên; chưa đưa máy ra khỏi xã.")
    if done.left:
        end(f"Còn {done.left} tệp không xóa được: xem các dòng trên; các khóa đã bị hủy.")
