"""`kioskctl queue list|show`: what waits, and why. Sealed content is never shown."""

from __future__ import annotations

import dataclasses
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from configuration.error_line import ConfigurationError
from configuration.kiosk_file import Configuration
from kiosk_app.servicing.checks.queue import kept_words, mend_of_id
from kiosk_app.technician import queue_care
from kiosk_app.technician.kiosk_key import KeyOutOfReachError, kiosk_key
from kiosk_app.technician.opening import CONFIG, ConfigFile, looked_into, settings_of
from kiosk_app.technician.privileges import as_owner_of
from kiosk_app.technician.queue_words import ENDINGS, moment, reason, state
from kiosk_app.technician.terminal import cell, plain, say, say_json, say_json_lines
from offline_queue.contract.attestation import result_of
from offline_queue.contract.clock import SystemClock, moment_from
from offline_queue.contract.dossier import SubmissionKind
from offline_queue.contract.envelope import EnvelopeError
from offline_queue.contract.gateway_client import GatewayClient, GatewayUnavailable
from offline_queue.contract.messages import LinkState, Status
from offline_queue.contract.sending_hours import within
from offline_queue.portal.dates import is_day_off
from offline_queue.store import id_holding, queries
from offline_queue.store.kept_queues import kept_beside_queue
from offline_queue.store.queries import DossierRecord, QueuedDossier
from offline_queue.store.sealed_words import PortalWords, open_words
from vietnam.time_zone import in_vietnam

app = typer.Typer(help="The dossiers that wait, were sent, or need a person.", no_args_is_help=True)
_COLUMNS = {
    "Mã tạm\nMã hồ sơ": len("TAM-DN07-0042-K"),
    "Thủ tục": 8,
    "Trạng thái": 10,
    "Lần": 3,
    "MB": 3,
    "Lập lúc": 10,
    "Lý do": None,
}
"""Columns with their width on a narrow terminal. The reason gets the width that is left."""
_WIDE = 120
"""Columns of a terminal from which each takes the width that it needs."""
_PIPED_WIDTH = 240
"""Columns where no terminal reads: nothing is folded that a program looks for."""
_NO_DAEMON = "kiosk-sync không trả lời: chưa gửi gì; xem `systemctl status kiosk-sync`"
_LINKS = {
    LinkState.ONLINE: "cổng: kết nối được",
    LinkState.OFFLINE: "cổng: không kết nối được, chưa gửi gì; tự gửi khi có mạng",
    LinkState.CAPTIVE: "cổng: mạng trả lời thay cho cổng (trang đăng nhập Wi-Fi?), chưa gửi gì",
    LinkState.UNTRUSTED: "cổng: chứng thư không khớp hoặc sai ngày giờ, chưa gửi gì",
    LinkState.BLOCKED: "cổng: từ chối tài khoản hoặc chứng thư của kiosk, chưa gửi gì",
}
_PAUSES = {
    "throttled": "cổng yêu cầu chờ; `kioskctl queue retry` gửi ngay",
    "busy": "cổng đang lỗi",
    "no_number": "cổng chưa cấp số hồ sơ; `kioskctl queue give-number` nhập số do Một cửa cấp",
}
_CERTIFICATES = {
    "certificate:expired": "chứng thư của kiosk đã hết hạn: xin tỉnh mã mới, chạy `kioskctl enrol`",
    "certificate:revoked": "chứng thư của kiosk bị thu hồi: hỏi tỉnh",
}
_IN_USE = (
    "mã kiosk {kiosk} đang có máy khác dùng: không cấp mã tạm, số thứ tự mới, hồ sơ đã lưu vẫn được gửi. "
    "{what}"
)
_MOST_IN_A_TABLE = 1_000
"""More lines are written plainly: laying out a table of fifty thousand takes half a minute."""
AsJson = Annotated[bool, typer.Option("--json", help="One JSON document instead of a table.")]


@app.command("list")
def list_dossiers(config: ConfigFile = CONFIG, as_json: AsJson = False) -> None:
    """Show every dossier, oldest first."""
    with looked_into(config) as database, database.reading() as connection:
        dossiers = queries.listing(connection)
    if as_json:
        _print_json_lines(dossiers)
        return
    if len(dossiers) > _MOST_IN_A_TABLE:
        lines = (
            "\t".join(plain(part.replace("\n", " ")) for part in _cells(dossier)) for dossier in dossiers
        )
        say("\n".join(lines))
        _print_delivery(config, dossiers)
        return
    console = _console()
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False)
    for name, narrow in _COLUMNS.items():
        table.add_column(name, overflow="fold", width=narrow if console.width < _WIDE else None)
    for dossier in dossiers:
        table.add_row(*map(cell, _cells(dossier)))
    console.print(table)
    _print_delivery(config, dossiers)


@app.command("show")
def show_dossier(
    reference: Annotated[str, typer.Argument(help="Reference uid, provisional or official code.")],
    config: ConfigFile = CONFIG,
    as_json: AsJson = False,
) -> None:
    """Show one dossier: its parts and its history."""
    with looked_into(config) as database, database.reading() as connection:
        record = queries.record(connection, reference)
        words = _words(config, connection, record.dossier.reference_uid)
    if as_json:
        _print_json({**dataclasses.asdict(record), "dossier": record.dossier._asdict()})
        return
    _print_record(record)
    for one in words:
        say(f"lời của cổng ({moment(one.at)}, {one.kind}): {one.text}")


app.command("retry")(queue_care.retry_dossiers)
app.command("renew-code")(queue_care.renew_dossier_code)
app.command("give-number")(queue_care.give_dossier_number)
app.command("claim-id")(queue_care.claim_id)
app.command("withdraw")(queue_care.withdraw_dossier)
app.command("erase")(queue_care.erase_dossier)
app.command("return")(queue_care.return_dossier)
app.command("verify")(queue_care.verify_queue)
app.command("backup")(queue_care.back_up_queue)
app.command("restore")(queue_care.restore_queue)
app.command("forget-kept")(queue_care.forget_kept_queues)
app.command("export")(queue_care.export_queue)
app.command("import")(queue_care.import_queue)


def _print_delivery(config: Path, dossiers: Sequence[QueuedDossier]) -> None:
    why = _id_in_use(config)
    if why:
        told = _IN_USE.format(kiosk=settings_of(config).kiosk.id, what=mend_of_id(why))
        _console().print(cell(f"\n{told}"))
    told = _kept(config)
    if told:
        _console().print(cell(f"\n{told}"))
    if any(dossier.state in queries.OPEN_STATES for dossier in dossiers):
        _console().print(cell(f"\n{_delivery(config)}"))


def _id_in_use(config: Path) -> str:
    """Staff must see it though nothing waits."""
    with looked_into(config) as database, database.reading() as connection:
        return id_holding.in_use(connection)


def _kept(config: Path) -> str:
    """What only a queue holds that a restore kept is in no list."""
    place = settings_of(config).queue.database
    with looked_into(config) as database, as_owner_of(place.parent):
        return kept_words(kept_beside_queue(database))


def _words(config: Path, connection: sqlite3.Connection, reference_uid: str) -> list[PortalWords]:
    """Give the portal's words, where this user may read the key that opens them."""
    settings = settings_of(config)
    try:
        key = kiosk_key(settings)
        return open_words(connection, reference_uid, key)
    except (KeyOutOfReachError, ConfigurationError, EnvelopeError):
        return []


def _delivery(config: Path) -> str:
    """Say why nothing is delivered when the reason concerns all dossiers.

    A queued one has no reason of its own.
    """
    settings = settings_of(config)
    client = GatewayClient(settings.gateway.socket, settings.gateway.deadline_s)
    try:
        status = client.status()
    except GatewayUnavailable:
        return _NO_DAEMON
    finally:
        client.close()
    # Where its own certificate is the reason, the rest only follows from it.
    return "; ".join([*filter(None, map(_CERTIFICATES.get, status.warnings)), _line(status, settings)])


def _line(status: Status, settings: Configuration) -> str:
    link = status.link
    until = moment_from(status.paused_until)
    if until is not None:
        why = _PAUSES.get(status.paused_by, status.paused_by)
        return f"{_LINKS[link]}; tạm ngừng gửi đến {in_vietnam(until):%H:%M:%S %d/%m}: {why}"
    if link is LinkState.ONLINE and not within(settings.sync.hours, SystemClock().now()):
        return f"{_LINKS[link]}; tệp chỉ được gửi trong giờ {', '.join(settings.sync.hours)}"
    return _LINKS[link]


def _console() -> Console:
    """Give the console. Output into a pipe or a file is not cut to the width of a terminal."""
    console = Console()
    return console if console.is_terminal else Console(width=max(console.width, _PIPED_WIDTH))


def _print_json_lines(dossiers: Sequence[QueuedDossier]) -> None:
    """Print one JSON list, a dossier on each line: indenting fifty thousand takes seconds."""
    say_json_lines(dossier._asdict() for dossier in dossiers)


def _print_json(value: object) -> None:
    say_json(value)


def _cells(dossier: QueuedDossier) -> tuple[str, ...]:
    return (
        f"{dossier.provisional_code}\n{dossier.official_code}".strip(),
        dossier.service_code,
        state(dossier.state.value, dossier.ended),
        str(dossier.attempts),
        f"{dossier.sealed_bytes / 1e6:.1f}",
        moment(dossier.made_at) + (" ?" if dossier.clock_doubtful else ""),
        reason(dossier.reason),
    )


def _agreed(record: DossierRecord) -> str:
    return f"{record.consent_version} {record.consent_sha256[:16]} {moment(record.consent_at)}".strip()


def _print_record(record: DossierRecord) -> None:
    console = _console()
    dossier = record.dossier
    facts = Table.grid(padding=(0, 2))
    for name, value in (
        ("mã tham chiếu", dossier.reference_uid),
        ("mã tạm", dossier.provisional_code),
        ("mã hồ sơ", dossier.official_code),
        ("thủ tục", dossier.service_code),
        ("cơ quan", dossier.authority_code),
        ("chuyển tới", record.readdressed_to),
        ("số cấp trước", record.reserved_code),
        ("trạng thái", state(dossier.state.value, dossier.ended)),
        ("lý do", reason(dossier.reason)),
        ("gửi lại lúc", moment(dossier.retry_at)),
        ("tiếp nhận", moment(record.received_at)),
        ("hẹn trả", moment(record.due_at) + (" (ngày nghỉ)" if is_day_off(record.due_at) else "")),
        ("xử lý", record.stage_name),
        (
            "yêu cầu bổ sung" if dossier.kind == SubmissionKind.DOSSIER.value else "trả lời",
            "có, xem lời của cổng" if record.supplement else "",
        ),
        ("xuất ra USB", moment(record.exported_at)),
        ("xác thực", result_of(record.identity_result)),
        ("đồng ý", _agreed(record)),
    ):
        facts.add_row(name, cell(value))
    console.print(facts)
    parts = Table("#", "tệp", "byte", "sha256 (niêm phong)", "còn giữ")
    for part in record.parts:
        kept = "còn" if part.kept else "đã xóa"
        parts.add_row(
            str(part.position),
            cell(part.file_uid),
            str(part.sealed_size),
            cell(part.sealed_sha256[:16]),
            kept,
        )
    console.print(parts)
    events = Table("lúc", "ai", "sự kiện", "lần", "nguyên do")
    for event in record.events:
        ended = event.cause.partition(":")[0]
        name = state(event.name, ended if ended in ENDINGS else "")
        events.add_row(*map(cell, (moment(event.at), event.actor, name, str(event.attempt), event.cause)))
    console.print(events)
