"""`kioskctl catalogue`: builds, searches and checks the catalogue, without a screen."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from configuration.outside_file import read_outside, write_named
from kiosk_app.catalogue import encoding
from kiosk_app.catalogue.card import card
from kiosk_app.catalogue.compile import compile_catalogue
from kiosk_app.catalogue.consistency import untranslated
from kiosk_app.catalogue.differences import differences
from kiosk_app.catalogue.entry import ChannelKind, Entry
from kiosk_app.catalogue.fees import FeeTable, fees_and_time
from kiosk_app.catalogue.importers.report import ImportFailedError, ImportReport, Remark, RemarkKind
from kiosk_app.catalogue.importers.sources import read_source
from kiosk_app.catalogue.installed import INSTALLED, shipped_sources
from kiosk_app.catalogue.procedure_encoding import from_json
from kiosk_app.catalogue.refresh import CatalogueRefusedError, Overrulable
from kiosk_app.catalogue.refresh import refresh as refresh_catalogue
from kiosk_app.catalogue.source import line_of
from kiosk_app.catalogue.store import CatalogueStore
from kiosk_app.technician.catalogue_file import (
    AsJson,
    DatabaseFile,
    fail,
    opened_catalogue,
    write_json,
)
from kiosk_app.technician.catalogue_try import try_
from kiosk_app.technician.opening import CONFIG, EXIT_CONFIGURATION, EXIT_FAILED, end, note_act, settings_of
from kiosk_app.technician.terminal import say, say_json
from vietnam.time_zone import VIETNAM

app = typer.Typer(help="Procedures: build, find, show, check, compare, import, try.", no_args_is_help=True)
app.command("try")(try_)

_MOST_REMARKS = 20
"""Told of each kind; the others are counted."""
_MOST_QUERIES = 64_000_000
"""Bytes of a file of needs."""
_LONGEST_TOLD = 70
"""Characters of a name on a line of the terminal."""


@app.command()
def build(
    sources: Annotated[
        list[Path],
        typer.Option(
            "--from", metavar="PATH", help="Folder of YAML, .json, .jsonl or .jsonl.gz; may be given again."
        ),
    ],
    out: Annotated[
        Path, typer.Option("--out", metavar="FILE", help="The compiled file; replaced in one step.")
    ],
    as_json: AsJson = False,
) -> None:
    """Compile sources into one file. A source that is wrong leaves the file as it was (exit code 1)."""
    try:
        made = compile_catalogue(sources, out)
    except ImportFailedError as error:
        fail(str(error), as_json=as_json)
    except OSError as error:
        fail(f"{out}: cannot be written: {error.strerror}", as_json=as_json)
    wrong = made.reading.told(RemarkKind.WRONG)
    if as_json:
        record = {
            "out": str(out),
            "procedures": made.procedures,
            "versions": made.versions,
            "bytes": made.bytes,
            "wrong": [asdict(one) for one in wrong],
        }
        write_json(record)
        return
    _tell(wrong)
    say(
        f"{out}: {made.procedures} procedures in {made.versions} versions, {made.bytes} bytes"
        f"{f', {len(wrong)} records left out' if wrong else ''}"
    )


@app.command()
def search(
    text: Annotated[list[str] | None, typer.Argument(help="What somebody types.")] = None,
    queries: Annotated[
        Path | None,
        typer.Option("--file", metavar="QUERIES", help="One need a line; what follows a tab is not read."),
    ] = None,
    limit: Annotated[int, typer.Option(min=1, max=50, help="How many procedures.")] = 5,
    province: Annotated[str, typer.Option(metavar="CODE", help="Two digits: whose fees.")] = "",
    as_json: Annotated[
        bool,
        typer.Option("--json", help='One object a query and line: {"query", "results": [{"code", "name"}]}.'),
    ] = False,
    database: DatabaseFile = None,
) -> None:
    """Find procedures by what people type."""
    wanted = [" ".join(text)] if text else []
    if queries is not None:
        wanted += _queries(queries, as_json=as_json)
    if not wanted:
        fail("say what to look for, or name a --file of queries", EXIT_CONFIGURATION, as_json=as_json)
    with opened_catalogue(database, as_json=as_json) as store:
        names = dict(store.names())
        for query in map(_as_unicode, wanted):
            found = store.finder.search(query, limit)
            results = [{"code": hit.code, "name": names[hit.code]} for hit in found.hits]
            if as_json:
                say_json({"query": query, "results": results}, indent=None)
                continue
            say(query)
            for result in results:
                say(f"  {result['code']}  {result['name']}")
                _tell_card(store, result["code"], province)
            if found.doubtful:
                say("  doubtful: none of these fits well")
            if not results:
                say("  nothing found")
            if found.question:
                say(f"  ? {found.question.vi}")
                for choice in found.question.choices:
                    say(f"    {', '.join(choice.codes)}: {choice.vi}")


@app.command()
def show(
    code: Annotated[str, typer.Argument(help="A code, or another code of the same procedure.")],
    as_json: AsJson = False,
    province: Annotated[str, typer.Option(metavar="CODE", help="Two digits: whose fees.")] = "",
    on: Annotated[
        datetime | None, typer.Option("--on", formats=["%Y-%m-%d"], help="Fees of that day; default: today.")
    ] = None,
    database: DatabaseFile = None,
) -> None:
    """Show every version of a procedure, with its times and fees by the dated table."""
    day = (on or datetime.now(VIETNAM)).date()
    with opened_catalogue(database, as_json=as_json) as store:
        versions = store.versions(code)
        current = store.entry(code, day)
        if current is None:
            fail(f"{code}: no such procedure in this catalogue", as_json=as_json)
        if as_json:
            write_json(_shown(current, versions, store.fees, province, day))
            return
        for entry in versions:
            _show(entry, store.fees, province, day)


@app.command()
def check(
    files: Annotated[list[Path], typer.Argument(help="Sources of any kind that `build` reads.")],
    as_json: AsJson = False,
) -> None:
    """Read sources without building; exit code 1 when something in them is wrong."""
    remarks: list[Remark] = []
    count = 0
    for path in files:
        reading = ImportReport()
        try:
            read_source(path, reading)
        except ImportFailedError as error:
            # The sentence begins with the file, and with the line where there is one.
            remarks.append(Remark(RemarkKind.WRONG, "", "", "", str(error)))
        count += len(reading.entries)
        remarks += [*reading.told(RemarkKind.WRONG), *_untranslated(path, reading)]
    if as_json:
        write_json({"procedures": count, "wrong": [asdict(one) for one in remarks]})
    else:
        _tell(remarks)
        say(f"{count} versions read, {len(remarks)} wrong")
    if remarks:
        raise typer.Exit(EXIT_FAILED)


@app.command()
def diff(
    before: Annotated[Path, typer.Argument(help="A compiled catalogue.")],
    after: Annotated[Path, typer.Argument(help="Another.")],
    as_json: AsJson = False,
) -> None:
    """Tell which procedures were added, removed and changed."""
    with (
        opened_catalogue(before, as_json=as_json) as one,
        opened_catalogue(after, as_json=as_json) as other,
    ):
        changes = differences(one, other)
    if as_json:
        write_json({"changes": [asdict(change) for change in changes]})
        return
    for change in changes:
        fields = f" ({', '.join(change.fields)})" if change.fields else ""
        say(f"{change.what:8} {change.code}  {change.name}{fields}")
    counted = Counter(change.what for change in changes)
    counts = [f"{counted[what]} {what}" for what in ("added", "removed", "changed")]
    say(", ".join(counts))


@app.command("import")
def import_(
    files: Annotated[list[Path], typer.Argument(help="JSON of a portal, or JSON lines of a crawl.")],
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="Write what was read, for `build --from`.")
    ] = None,
    as_json: AsJson = False,
    every: Annotated[bool, typer.Option("--all", help="List every remark, not only the first.")] = False,
) -> None:
    """Read procedures in a portal's format and report: read, shown as the original sentence, wrong."""
    reading = ImportReport()
    for path in files:
        try:
            read_source(path, reading)
        except ImportFailedError as error:
            fail(str(error), as_json=as_json)
    if out is not None:
        try:
            lines = "".join(f"{encoding.to_json(entry)}\n" for entry in reading.entries)
            write_named(out, lines.encode("utf-8"))
        except OSError as error:
            fail(f"{out}: cannot be written: {error.strerror}", as_json=as_json)
    if as_json:
        write_json(_report(reading))
        return
    for kind, words in (
        (RemarkKind.SENTENCE, "shown as the original sentence"),
        (RemarkKind.DOUBT, "read and marked"),
        (RemarkKind.WRONG, "wrong"),
    ):
        remarks = reading.told(kind)
        say(f"{len(remarks)} {words}")
        for field, number in sorted(Counter(one.field for one in remarks).items()):
            say(f"  {number:6} {field}")
        if kind is not RemarkKind.SENTENCE or every:
            _tell(remarks if every else remarks[:_MOST_REMARKS])
    listed = ", ".join(f"{number} × {field}" for field, number in sorted(reading.read.items()))
    say(f"{len(reading.entries)} procedures read ({listed})")


@app.command()
def refresh(
    fetched: Annotated[Path, typer.Argument(help="What the daemon fetched, or what came on a stick.")],
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="The catalogue in use.")] = INSTALLED,
    unit: Annotated[str, typer.Option(help="The portal's code of the unit whose it must be.")] = "",
    config: Annotated[
        Path | None, typer.Option("--config", metavar="FILE", help="Take the unit from this configuration.")
    ] = None,
    take_away: Annotated[
        bool, typer.Option("--take-away", help="Remove the file once it is in use.")
    ] = False,
    key: Annotated[
        str, typer.Option(metavar="BASE64", help="Ed25519 key whose signature it must bear, in FILE.sig.")
    ] = "",
    accept: Annotated[
        list[Overrulable] | None,
        typer.Option(
            "--accept",
            help="Take it though it was refused so: once the province says that it is right. The audit log "
            "keeps it. May be given again.",
        ),
    ] = None,
) -> None:
    """Take a portal's catalogue into use if it is whole, newer and this unit's.

    Exit code 1: it is not; it is kept apart under another name, and the catalogue in use stays.
    """
    if accept and config is None:
        config = CONFIG
    if config is not None and not unit:
        settings = settings_of(config)
        unit = settings.portal.unit_code or settings.kiosk.authority_code
    try:
        made = refresh_catalogue(
            fetched,
            shipped_sources(),
            out,
            unit=unit,
            public_key=key,
            accepted=accept or (),
            note=lambda refusal: note_act(
                config or CONFIG, "catalogue_accepted", f"{refusal.reason}: {refusal}"
            ),
        )
    except (CatalogueRefusedError, ImportFailedError) as error:
        end(str(error))
    except OSError as error:
        end(f"{out}: cannot be written: {error.strerror}")
    _tell(made.compiled.reading.told(RemarkKind.WRONG))
    for refusal in made.overruled:
        say(f"accepted, though {refusal.reason}: {refusal}", err=True)
    if take_away:
        fetched.unlink(missing_ok=True)
    say(f"{out}: {made.compiled.procedures} procedures, fetched {made.header.fetched_at:%Y-%m-%d %H:%M}")


def _untranslated(path: Path, reading: ImportReport) -> Iterator[Remark]:
    """Texts that one of the two languages lacks: the screen would show the other in their place."""
    for (code, _), whole in sorted(reading.modelled.items()):
        for text in untranslated(from_json(whole)):
            line = line_of(path, (), text) if path.is_file() else 0
            field, _, said = text.partition(": ")
            yield Remark(RemarkKind.WRONG, f"{path}:{line}" if line else str(path), code, field, said)


def _report(reading: ImportReport) -> dict[str, Any]:
    return {
        "procedures": len(reading.entries),
        "read": dict(sorted(reading.read.items())),
        **{kind.value: [asdict(one) for one in reading.told(kind)] for kind in RemarkKind},
    }


def _shown(
    current: Entry, versions: Sequence[Entry], table: FeeTable, province: str, on: date
) -> dict[str, Any]:
    """The version of that day as it was read, what the dated table says of it, and all versions."""
    return {
        **json.loads(encoding.to_json(current)),
        "in_force": current.in_force(on),
        "told": [
            {"kind": channel.kind.value, **_told(table, current, province, channel.kind, on)}
            for channel in current.channels
        ],
        "versions": [
            {
                "version": one.version,
                "effective_from": one.effective_from and one.effective_from.isoformat(),
                "effective_to": one.effective_to and one.effective_to.isoformat(),
                "status": one.status.value,
            }
            for one in versions
        ],
    }


def _told(table: FeeTable, entry: Entry, province: str, kind: ChannelKind, on: date) -> dict[str, Any]:
    said = fees_and_time(table, entry, province, kind, on)
    return {
        "time": said.time.sentence if said.time else "",
        "fees": [{"vnd": fee.amount_vnd, "per": fee.per, "sentence": fee.sentence} for fee in said.fees],
        "laws": list(said.laws),
        "exempt": [{"who": one.vi, "law": one.law, "certain": one.certain} for one in said.exempt],
    }


def _as_unicode(text: str) -> str:
    """Bytes of an argument that are no UTF-8 arrive as halves of letters, which cannot be written again."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _queries(path: Path, *, as_json: bool) -> list[str]:
    try:
        # A file from Windows begins with a mark of its bytes' order.
        lines = read_outside(path, _MOST_QUERIES, follow=True).decode("utf-8-sig").splitlines()
    except OSError as error:
        fail(f"{path}: cannot be read: {error.strerror}", EXIT_CONFIGURATION, as_json=as_json)
    except UnicodeDecodeError:
        fail(f"{path}: cannot be read: it is not UTF-8", EXIT_CONFIGURATION, as_json=as_json)
    needs = [line.split("\t")[0].strip() for line in lines]
    return [need for need in needs if need]


def _tell_card(store: CatalogueStore, code: str, province: str) -> None:
    today = datetime.now(VIETNAM).date()
    entry = store.entry(code, today)
    if entry is None:
        return
    one = card(entry, store.fees, province, today)
    time = one.time.sentence if one.time else "?"
    fees = "; ".join(fee.sentence for fee in one.fees) or "?"
    say(f"      {one.place.value}; {_short(time)}; {_short(fees)}; {len(one.bring)} papers")


def _short(text: str) -> str:
    """Give the beginning of a long sentence of the portal, marked as such."""
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST_TOLD else f"{words[:_LONGEST_TOLD]}…"


def _show(entry: Entry, table: FeeTable, province: str, on: date) -> None:
    say(f"{entry.code}  {entry.name}")
    facts = {
        "field": entry.field,
        "levels": ", ".join(entry.levels),
        "version": f"{entry.version} ({entry.effective_from or '…'} – {entry.effective_to or '…'})",
        "status": f"{entry.status.value}{'' if entry.in_force(on) else f', not in force on {on}'}",
        "now": ", ".join(entry.successors),
        "other codes": ", ".join(entry.aliases),
        "form": "on this kiosk" if entry.modelled else "general application",
        "authority": entry.authority,
    }
    for key, value in facts.items():
        if value:
            say(f"  {key}: {value}")
    for channel in entry.channels:
        said = fees_and_time(table, entry, province, channel.kind, on)
        time = said.time.sentence if said.time else "the portal does not say"
        fees = "; ".join(fee.sentence for fee in said.fees) or "the portal does not say"
        law = f" [{'; '.join(said.laws)}]" if said.laws else ""
        say(f"  {channel.kind.value}: {time}; fee: {fees}{law}")
        for one in said.exempt:
            say(f"    {'no fee' if one.certain else 'perhaps no fee'}: {one.vi} [{one.law}]")
    for paper in entry.papers:
        if not paper.is_note:
            count = f"{paper.originals if paper.originals is not None else '?'}+{paper.copies}"
            say(f"  - [{count}] {paper.name}{f' ({paper.case})' if paper.case else ''}")
    for result in entry.results:
        say(f"  → {result.code} {result.name}")


def _tell(remarks: list[Remark]) -> None:
    for one in remarks:
        say(one.line, err=True)
