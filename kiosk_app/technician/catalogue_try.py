"""`kioskctl catalogue try`: the command; what it says is made in `try_procedure`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from configuration.outside_file import write_named
from kiosk_app.catalogue.entry import Entry, ProcedureStatus
from kiosk_app.catalogue.general import general_procedure
from kiosk_app.catalogue.load import DocumentError
from kiosk_app.catalogue.model import Procedure
from kiosk_app.technician import try_procedure as trial
from kiosk_app.technician.catalogue_file import (
    AsJson,
    DatabaseFile,
    fail,
    opened_catalogue,
    plain,
    write_json,
)
from kiosk_app.technician.opening import EXIT_CONFIGURATION, EXIT_FAILED
from kiosk_app.technician.terminal import say
from kiosk_app.typesetting.faces import UnprintableError
from vietnam.time_zone import VIETNAM


def try_(
    code: Annotated[str, typer.Argument(help="A code, or another code of the same procedure.")],
    answers: Annotated[Path, typer.Argument(metavar="ANSWERS.json", help="Key of a field → answer.")],
    as_json: AsJson = False,
    pdf: Annotated[
        Path | None,
        typer.Option("--pdf", metavar="OUT", help="Write the declaration, others beside it."),
    ] = None,
    province: Annotated[str, typer.Option(metavar="CODE", help="Two digits: whose fees.")] = "",
    at: Annotated[
        datetime | None,
        typer.Option("--at", formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d"], help="When it is received."),
    ] = None,
    verified: Annotated[bool, typer.Option(help="Whether the citizen signed in with VNeID.")] = True,
    database: DatabaseFile = None,
) -> None:
    """Tell what a procedure makes of answers: what is asked next, wrong, warned, papers, fee, date, message.

    Exit codes: 0 nothing is wrong with the answers, 1 something is, 2 wrong use.
    """
    counter = trial.Circumstances(province, (at or datetime.now(VIETNAM)).replace(tzinfo=VIETNAM), verified)
    with opened_catalogue(database, as_json=as_json) as store:
        resolved = store.resolve(code)
        entry = store.entry(code, counter.at.date())
        if resolved is None or entry is None:
            fail(f"{code}: no such procedure in this catalogue", as_json=as_json)
        versions = store.modelled((resolved,))
        table = store.fees
    try:
        given = trial.read_answers(answers)
    except trial.AnswersError as error:
        fail(str(error), EXIT_CONFIGURATION, as_json=as_json)
    today = counter.at.date()
    procedure = next((one for one in versions if one.in_force(today)), versions[-1] if versions else None)
    elsewhere = ""
    if procedure is None:
        procedure, elsewhere = _general(entry)
    if procedure is None:
        record = trial.report_without_form(entry, elsewhere, table, counter)
    else:
        record = trial.report(procedure, given, entry, table, counter)
        if pdf is not None:
            try:
                record["declarations"] = _write_declarations(procedure, given, counter, pdf)
            except UnprintableError as error:
                fail(f"no declaration: {error}", as_json=as_json)
            except OSError as error:
                fail(f"{pdf}: cannot be written: {error.strerror}", as_json=as_json)
    if as_json:
        write_json(record)
    else:
        _tell_trial(record)
    if record.get("wrong"):
        raise typer.Exit(EXIT_FAILED)


def _general(entry: Entry) -> tuple[Procedure | None, str]:
    """The general application where an entry can be filed by it, else None and why not, where to go."""
    if entry.status is ProcedureStatus.REPEALED:
        now = f"; nay là {', '.join(entry.successors)}" if entry.successors else ""
        return None, f"Thủ tục này đã bãi bỏ{now}."
    try:
        made = general_procedure(entry)
    except DocumentError as error:
        return None, str(error)
    return (None, made.elsewhere.vi) if made.elsewhere.vi else (made, "")


def _write_declarations(
    procedure: Procedure, given: Mapping[str, str], counter: trial.Circumstances, out: Path
) -> list[str]:
    written = []
    for part_no, content in trial.declarations(procedure, given, counter):
        first = part_no == procedure.form_part_no
        path = out if first else out.with_stem(f"{out.stem}-{part_no}")
        write_named(path, content)
        written.append(str(path))
    return written


def _tell_trial(record: dict[str, Any]) -> None:
    say(f"{record['code']}  {record['version']}{'' if record['in_force'] else '  (not in force)'}")
    for key in ("elsewhere", "door", "time", "due", "form"):
        if record.get(key):
            say(f"{key}: {record[key]}")
    for key in record.get("unknown_keys", ()):
        say(f"unknown key: {plain(key)}")
    for one in record.get("asked_next", ()):
        say(f"next: {one['key']} ({one['type']}) {one['label']}{' ✓' if one['answered'] else ''}")
    for kind in ("wrong", "warned"):
        for one in record.get(kind, ()):
            told_so = one["sentence"] or f"{one['code']} {one['detail']}".strip()
            law = f" [{one['law']}]" if one["law"] else ""
            say(f"{kind}: {one['key']}: {told_so}{law}")
    for one in record["papers"]:
        say(f"paper: {one.get('part_no') or one['code'] or '-'} [{one.get('need', '')}] {one['name']}")
    fee = record["fee"]
    amount = "" if fee["vnd"] is None else f"{fee['vnd']} đồng; "
    say(f"fee: {amount}{'; '.join(fee['said'])}")
    for path in record.get("declarations", ()):
        say(f"declaration: {path}")
