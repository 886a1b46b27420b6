"""`kioskctl queue …`: look into the queue and set it going again. Shows nothing of what is sealed."""

from __future__ import annotations

import dataclasses
import json
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from kiosk_app.technician import queue_care
from kiosk_app.technician.opening import CONFIG, ConfigFile, opened
from offline_queue import reading
from offline_queue.reading import DossierRecord, QueuedDossier

app = typer.Typer(help="The dossiers that wait, were sent, or need a person.", no_args_is_help=True)
AsJson = Annotated[bool, typer.Option("--json", help="One JSON document instead of a table.")]


@app.command("list")
def list_dossiers(config: ConfigFile = CONFIG, as_json: AsJson = False) -> None:
    """Show every dossier, oldest first."""
    with opened(config) as database, database.reading() as connection:
        dossiers = reading.listing(connection)
    if as_json:
        _print_json([dataclasses.asdict(dossier) for dossier in dossiers])
        return
    table = Table("Mã tạm", "Mã hồ sơ", "Thủ tục", "Trạng thái", "Lần gửi", "MB", "Lập lúc", "Lý do")
    for dossier in dossiers:
        table.add_row(*_cells(dossier))
    Console().print(table)


@app.command("show")
def show_dossier(
    reference: Annotated[str, typer.Argument(help="Reference uid, provisional or official code.")],
    config: ConfigFile = CONFIG,
    as_json: AsJson = False,
) -> None:
    """Show one dossier: its parts, and every step of its way."""
    with opened(config) as database, database.reading() as connection:
        record = reading.record(connection, reference)
    if as_json:
        _print_json(dataclasses.asdict(record))
        return
    _print_record(record)


app.command("retry")(queue_care.retry_dossiers)
app.command("verify")(queue_care.verify_queue)
app.command("backup")(queue_care.back_up_queue)
app.command("export")(queue_care.export_queue)
app.command("import")(queue_care.import_queue)


def _print_json(value: object) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))


def _cells(dossier: QueuedDossier) -> tuple[str, ...]:
    return (
        dossier.provisional_code,
        dossier.official_code,
        dossier.service_code,
        dossier.state.value,
        str(dossier.attempts),
        f"{dossier.sealed_bytes / 1e6:.1f}",
        dossier.made_at[:16] + (" ?" if dossier.clock_doubtful else ""),
        dossier.reason,
    )


def _print_record(record: DossierRecord) -> None:
    console = Console()
    dossier = record.dossier
    facts = Table.grid(padding=(0, 2))
    for name, value in (
        ("reference uid", dossier.reference_uid),
        ("mã tạm", dossier.provisional_code),
        ("mã hồ sơ", dossier.official_code),
        ("thủ tục", dossier.service_code),
        ("cơ quan", dossier.authority_code),
        ("chuyển tới", record.readdressed_to),
        ("số cấp trước", record.reserved_code),
        ("trạng thái", dossier.state.value),
        ("lý do", dossier.reason),
        ("gửi lại lúc", dossier.retry_at),
        ("tiếp nhận", record.received_at),
        ("hẹn trả", record.due_at),
        ("xử lý", record.stage_name),
        ("yêu cầu bổ sung", record.supplement),
        ("xuất ra USB", record.exported_at),
        ("xác thực", record.identity_result),
    ):
        facts.add_row(name, value)
    console.print(facts)
    parts = Table("#", "file", "bytes", "sha256 (sealed)", "kept")
    for part in record.parts:
        kept = "yes" if part.kept else "purged"
        parts.add_row(str(part.position), part.file_uid, str(part.sealed_size), part.sealed_sha256[:16], kept)
    console.print(parts)
    events = Table("at", "actor", "event", "attempt", "cause")
    for event in record.events:
        events.add_row(event.at, event.actor, event.name, str(event.attempt), event.cause)
    console.print(events)
