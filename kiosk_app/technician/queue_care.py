"""`kioskctl queue retry|verify|backup|restore|export|import`: what a technician does to a queue."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from configuration.outside_file import check_readable
from kiosk_app.servicing.checks.queue import kept_words
from kiosk_app.technician.in_use import holders
from kiosk_app.technician.kiosk_key import KeyOutOfReachError, kiosk_key
from kiosk_app.technician.opening import (
    CONFIG,
    ConfigFile,
    ask_first,
    end,
    looked_into,
    note_act,
    one_line,
    opened,
    settings_of,
)
from kiosk_app.technician.privileges import UnsafeFolderError, as_owner_of, check_target
from kiosk_app.technician.queue_words import ENDINGS, refused, state
from kiosk_app.technician.terminal import say
from offline_queue.contract.clock import SystemClock
from offline_queue.contract.dossier import FINAL, DeliveryState
from offline_queue.contract.envelope import EnvelopeError, OpeningKey
from offline_queue.contract.errors import (
    ConflictingSubmissionError,
    InconsistentSubmissionError,
    QueueError,
    QueueFullError,
    QueueReadOnlyError,
    QueueUnavailableError,
)
from offline_queue.contract.gateway_client import GatewayClient, GatewayUnavailable
from offline_queue.store import id_holding, queries
from offline_queue.store.backup import write_copy
from offline_queue.store.code_renewal import give_number, renew_code
from offline_queue.store.database import Database
from offline_queue.store.ending import Ending, EndingReason
from offline_queue.store.ending import end as end_by_law
from offline_queue.store.export import (
    ExportedDossier,
    ExportError,
    note_export,
    open_dossier,
    read_export,
    same_disk,
    write_export,
)
from offline_queue.store.integrity import Findings, check
from offline_queue.store.kept_queues import forget_kept, kept_beside_queue
from offline_queue.store.outbox import Outbox
from offline_queue.store.restore import restore
from offline_queue.store.retry import MAY_RETRY, retry, stuck

YesOption = Annotated[bool, typer.Option("--yes", help="Do not ask again.")]
_EVERYTHING = "all"
_TARGETS = {
    QueueFullError.code: "không đủ chỗ; giải phóng chỗ, hoặc dùng USB khác",
    QueueReadOnlyError.code: "không cho ghi; gạt khóa trên USB, hoặc dùng USB khác",
    QueueUnavailableError.code: "đang ghi thì lỗi; USB còn cắm không? Cắm lại rồi làm lại",
}
_PROVEN_THERE = (
    "rút hồ sơ hoặc ý kiến về bản nháp chỉ có khóa của kiosk kia chứng minh: nếu kiosk kia không gửi nữa, "
    "mời công dân đăng nhập và yêu cầu lại, hoặc làm ở Một cửa"
)


def retry_dossiers(
    reference: Annotated[str, typer.Argument(help=f'Reference uid or code, or "{_EVERYTHING}".')],
    config: ConfigFile = CONFIG,
) -> None:
    """Send a dossier again that waits, was refused or was quarantined."""
    with opened(config) as database:
        references = stuck(database) if reference == _EVERYTHING else [reference]
        failed = 0
        for one in references:
            try:
                ended = _ended(database, one)
                before = retry(database, one, SystemClock())
            except EnvelopeError as error:
                say(f"{one}: {refused(error)}", err=True)
                failed += 1
            else:
                say(f"{one}: {_as_before(ended) if ended else _moved(before)}")
        if not references:
            say("Không có hồ sơ nào cần gửi lại.")
    _wake(config)
    if failed:
        raise typer.Exit(1)


def _ended(database: Database, reference: str) -> str:
    with database.reading() as connection:
        return queries.record(connection, reference).dossier.ended


def _as_before(ended: str) -> str:
    return f"{ENDINGS.get(ended, ended)} từ trước; không đổi gì"


def _moved(before: DeliveryState) -> str:
    """Say what sending again did to a dossier that was `before`."""
    told = state(before.value)
    return f"{told} → {state('queued')}" if before in MAY_RETRY else f"{told}; không đổi gì"


def renew_dossier_code(
    reference: Annotated[str, typer.Argument(help="Reference uid or code.")],
    yes: YesOption = False,
    config: ConfigFile = CONFIG,
) -> None:
    """Give a dossier a new code when its own turned out to be another dossier's, and send it again."""
    settings = settings_of(config)
    ask_first(f"{reference}: cấp mã mới và gửi lại? Mã trên phiếu của công dân không dùng được nữa.", yes=yes)
    with opened(config) as database, one_line():
        code = renew_code(database, reference, settings.kiosk.id, SystemClock())
        # Said first: it has the new code also when it turns out to be damaged and stays here.
        say(f"{code}\tmã mới; phiếu của công dân ghi mã cũ: hãy báo công dân")
        retry(database, code, SystemClock())
    _wake(config)


def give_dossier_number(
    reference: Annotated[str, typer.Argument(help="Reference uid or code.")],
    number: Annotated[str, typer.Argument(help="Official number that the one-stop counter gave it.")],
    yes: YesOption = False,
    config: ConfigFile = CONFIG,
) -> None:
    """Give a dossier its official number where the portal hands out none, and send it."""
    ask_first(f"{reference}: gửi đi với số {number}, không đổi lại được. Đúng như sổ của Một cửa?", yes=yes)
    with opened(config) as database, one_line():
        give_number(database, reference, number, SystemClock())
        retry(database, reference, SystemClock())
    _wake(config)
    say(f"{reference}: {number}")


def claim_id(
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask again.")] = False,
    config: ConfigFile = CONFIG,
) -> None:
    """Let this machine go on under the kiosk's id after the province saw a second holder of it."""
    settings = settings_of(config)
    ask_first(f"{settings.kiosk.id}: mọi máy khác dùng mã này đã tắt, hoặc đã đổi sang mã khác?", yes=yes)
    with opened(config) as database:
        id_holding.claim(database, SystemClock())
    say(
        f"{settings.kiosk.id}: lần bật tới bắt đầu lại với mã này; chạy: systemctl restart kiosk-sync kiosk. "
        "Hồ sơ đã lưu còn nguyên."
    )


Reference = Annotated[str, typer.Argument(help="Reference uid, provisional or official code.")]
GroundOption = Annotated[EndingReason, typer.Option("--ground", help="On whose word.")]


def withdraw_dossier(
    reference: Reference,
    ground: GroundOption = EndingReason.CITIZEN,
    yes: YesOption = False,
    config: ConfigFile = CONFIG,
) -> None:
    """Withdraw a dossier that the portal does not have yet: its papers are deleted, a record stays."""
    _end_dossier(reference, Ending.WITHDRAWN, ground, config, yes=yes)


def erase_dossier(
    reference: Reference,
    ground: GroundOption = EndingReason.CITIZEN,
    yes: YesOption = False,
    config: ConfigFile = CONFIG,
) -> None:
    """Erase what this kiosk still holds of a dossier; a record without the citizen stays."""
    _end_dossier(reference, Ending.ERASED, ground, config, yes=yes)


def return_dossier(
    reference: Reference,
    ground: GroundOption = EndingReason.AUTHORITY,
    yes: YesOption = False,
    config: ConfigFile = CONFIG,
) -> None:
    """Close a dossier that the portal refused, once the citizen was told and has the papers."""
    _end_dossier(reference, Ending.RETURNED, ground, config, yes=yes)


def _end_dossier(reference: str, ending: Ending, ground: EndingReason, config: Path, *, yes: bool) -> None:
    ask_first(f"{reference}: giấy tờ trong máy sẽ bị xóa, không lấy lại được. Làm tiếp?", yes=yes)
    with opened(config) as database:
        ended = _ended(database, reference)
        before = end_by_law(database, reference, ending, ground, SystemClock())
    say(f"{reference}: {_as_before(ended) if ended else f'{state(before.value)} → {ENDINGS[ending.value]}'}")
    place = settings_of(config).queue.database
    with looked_into(config) as database, as_owner_of(place.parent):
        kept = kept_beside_queue(database)
    if kept.files:
        say(
            f"kioskctl: giấy tờ có thể còn trong {len(kept.files)} tệp .before-… từ lần khôi phục: "
            "kioskctl queue forget-kept",
            err=True,
        )


def verify_queue(config: ConfigFile = CONFIG) -> None:
    """Check the file, the audit log and every sealed part. Exit code 1 when something is damaged."""
    with looked_into(config) as database:
        findings = check(database)
    _tell(findings)
    if not findings.sound:
        raise typer.Exit(1)


def back_up_queue(
    target: Annotated[Path, typer.Argument(help="A folder, or the file to write.")],
    config: ConfigFile = CONFIG,
) -> None:
    """Write a backup while the kiosk goes on working. The parts stay sealed."""
    path = target / f"outbox-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.sqlite" if target.is_dir() else target
    with one_line():
        check_target(path)
    if path.exists():
        end(f"{path}: đã có tệp này; chưa ghi gì")
    with looked_into(config) as database, _written_to(path.parent):
        write_copy(database, path, through=database.connection)
    say(str(path))


@contextlib.contextmanager
def _written_to(place: Path) -> Iterator[None]:
    """End the command with a sentence about the stick where it was the stick that would not be written.

    What is read beside it is the queue, which these commands leave as it is.
    """
    try:
        yield
    except (QueueFullError, QueueReadOnlyError, QueueUnavailableError) as error:
        end(f"{place}: {_TARGETS[error.code]}; hàng đợi không bị đổi ({error.code}: {error})")


def restore_queue(
    backup: Annotated[Path, typer.Argument(help="The file that `backup` wrote.")],
    lose: Annotated[
        int | None,
        typer.Option("--lose", help="How many undelivered dossiers are not in the backup; the exact number."),
    ] = None,
    resend: Annotated[
        int | None,
        typer.Option(
            "--resend",
            help="How many dossiers of the backup may be sent again though nobody can tell what became of "
            "them since; the exact number.",
        ),
    ] = None,
    yes: YesOption = False,
    config: ConfigFile = CONFIG,
) -> None:
    """Put a backup in the queue's place. What stood there is kept beside it; the kiosk must be stopped.

    What the queue that stands there knows of the same dossiers is newer, and is carried into the backup.
    """
    settings = settings_of(config)
    place = settings.queue.database
    if there := holders(place):
        end(
            f"{place}: {', '.join(there)} đang mở; chạy trước: systemctl stop kiosk kiosk-sync; "
            "chưa thay đổi gì"
        )
    ask_first(f"{place}: thay bằng {backup}? Tệp đang có được giữ bên cạnh.", yes=yes)
    try:
        check_readable(backup)
        with backup.open("rb") as opened_backup, one_line(), as_owner_of(place.parent):
            if place.is_symlink():
                raise UnsafeFolderError(f"{place}: là liên kết, không phải hàng đợi; chưa đọc, chưa ghi gì")
            now = datetime.now(UTC)
            done = restore(opened_backup, place, settings.kiosk.id, lose, now, accepted_again=resend)
    except OSError as error:
        end(f"{backup}: không đọc được ({error.strerror}); chưa thay đổi gì")
    if done.unreadable:
        say(
            f"kioskctl: không đọc được tệp trước đó ({done.unreadable}); "
            f"`kioskctl recover {done.kept}` lấy ra phần còn nguyên",
            err=True,
        )
    note_act(config, "restored", f"{done.dossiers} dossiers")
    kept = f"; tệp trước đó giữ ở {done.kept}" if done.kept else ""
    carried = f", {done.carried} hồ sơ theo tình trạng mới hơn trong máy" if done.carried else ""
    more = f", thêm {done.done} hồ sơ đã xong mà bản sao không có" if done.done else ""
    say(f"{place}: {done.dossiers} hồ sơ{carried}{more}{kept}; chạy: systemctl start kiosk-sync kiosk")


def forget_kept_queues(
    lose: Annotated[
        int | None,
        typer.Option("--lose", help="How many undelivered dossiers will be lost, if any; the exact number."),
    ] = None,
    unreadable: Annotated[
        bool, typer.Option("--unreadable", help="Delete those too of which nobody can tell what they hold.")
    ] = False,
    yes: YesOption = False,
    config: ConfigFile = CONFIG,
) -> None:
    """Delete the queues that `restore` kept beside the one in use, with the sealed papers in them."""
    place = settings_of(config).queue.database
    with looked_into(config) as database, as_owner_of(place.parent):
        found = kept_beside_queue(database)
    if found.unreadable and not unreadable:
        names = ", ".join(one.name for one in found.unreadable)
        end(
            f"{names}: không đọc được; lấy phần còn nguyên bằng kioskctl recover trước, "
            "rồi thêm --unreadable; chưa xóa gì"
        )
    if found.dossiers and lose != len(found.dossiers):
        end(f"{kept_words(found)} Nếu chấp nhận mất: --lose {len(found.dossiers)}. Chưa xóa gì.")
    ask_first(f"Xóa {len(found.files)} tệp .before-… bên cạnh {place}?", yes=yes)
    with one_line(), as_owner_of(place.parent):
        forgotten = forget_kept(found)
    note_act(config, "kept_forgotten", f"{forgotten} files, {len(found.dossiers)} undelivered dossiers")
    say(f"Đã xóa {forgotten} tệp giữ lại.")


def export_queue(
    folder: Annotated[Path, typer.Argument(help="A folder on a stick.")],
    config: ConfigFile = CONFIG,
    here: Annotated[bool, typer.Option("--here", help="Write to the queue's own disk too.")] = False,
) -> None:
    """Write what was not delivered to a stick: sealed, with a signed list. The kiosk goes on delivering."""
    settings = settings_of(config)
    with one_line():
        check_target(folder / "export")
    if not folder.is_dir():
        end(f"{folder}: không có thư mục này; nêu thư mục trên USB; chưa ghi gì")
    try:
        with one_line():
            key = kiosk_key(settings)
    except KeyOutOfReachError as error:
        end(str(error))
    if not here and same_disk(folder, settings.queue.database):
        end(
            f"{folder}: nằm trên chính đĩa của hàng đợi; USB đã gắn chưa? "
            "Vẫn muốn ghi vào đó: thêm --here; chưa ghi gì"
        )
    with looked_into(config) as database, _written_to(folder):
        written = write_export(database, folder, key, settings.kiosk.id, SystemClock())
    try:
        with opened(config) as database:
            note_export(database, written.references, SystemClock())
    except typer.Exit:
        say("kioskctl: đã xuất đủ, nhưng chưa ghi được việc này vào hàng đợi", err=True)
    say(f"{written.folder}\t{written.dossiers} hồ sơ\tkhóa ký {written.signer}")


def import_queue(
    folder: Annotated[Path, typer.Argument(help="A folder that `export` wrote.")],
    key_file: Annotated[Path, typer.Option("--key", help="The other kiosk's key or the province's.")],
    signer: Annotated[list[str], typer.Option("--signer", help="Public key that `export` showed.")],
    config: ConfigFile = CONFIG,
) -> None:
    """Take over another kiosk's dossiers; both may deliver them, the portal has each once."""
    settings = settings_of(config)
    queue = settings.queue
    try:
        key = OpeningKey.read(key_file)
        listing = read_export(folder, signer)
        # Nothing but the queue is written, so all of it is done as the queue's owner.
        with (
            as_owner_of(queue.database.parent),
            contextlib.closing(
                Outbox.open(queue.database, queue.recipients, SystemClock(), kiosk_id=settings.kiosk.id)
            ) as outbox,
        ):
            failed = sum(not _take_over(outbox, folder, dossier, key) for dossier in listing.dossiers)
    except ExportError as error:
        end(f"Chưa nhận hồ sơ nào: USB thiếu tệp, bị sửa, hoặc không do khóa đã nêu ký ({error})")
    except UnsafeFolderError as error:
        end(str(error))
    except (QueueError, EnvelopeError) as error:
        end(refused(error))
    _wake(config)
    if failed:
        end(f"{failed} trong {len(listing.dossiers)} hồ sơ chưa nhận được; còn nguyên trên USB")


def _take_over(outbox: Outbox, folder: Path, dossier: ExportedDossier, key: OpeningKey) -> bool:
    """Import one dossier. An error in it does not keep the others from being imported."""
    try:
        submission = open_dossier(folder, dossier, key)
        stored = outbox.take_over(submission, dossier.reserved_code)
    except (EnvelopeError, ConflictingSubmissionError, InconsistentSubmissionError) as error:
        say(f"{dossier.reference_uid}: {refused(error)}", err=True)
        return False
    say(f"{stored.reference_uid}\t{'đã có từ trước' if stored.repeated else 'đã nhận'}")
    if submission.manifest.kind in FINAL:
        say(f"{stored.reference_uid}: {_PROVEN_THERE}", err=True)
    return True


def _wake(config: Path) -> None:
    """Tell the daemon that there is work. If it is not running, it looks into the queue when it starts."""
    gateway = settings_of(config).gateway
    client = GatewayClient(gateway.socket, gateway.deadline_s)
    with contextlib.suppress(GatewayUnavailable):
        client.wake(by_hand=True)
    client.close()


def _tell(findings: Findings) -> None:
    for complaint in findings.structure:
        say(f"Tệp hàng đợi hỏng ({complaint})")
    for contradiction in findings.contradictions:
        say(f"Trạng thái và nhật ký không khớp ({contradiction})")
    if findings.broken_event is not None:
        say(f"Nhật ký bị đổi: dòng {findings.broken_event} không nối với dòng trước")
    for part in findings.damaged:
        say(f"{part.reference_uid}: phần {part.position} không còn như lúc lưu ({state(part.state)})")
    whole = "còn nguyên cả" if findings.sound else "KHÔNG còn nguyên: đừng xóa gì, gọi kỹ thuật của tỉnh"
    say(f"Đã kiểm {findings.parts} phần, {whole}")
