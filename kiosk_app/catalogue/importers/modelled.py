"""Takes the procedures that the kiosk has a form for from their YAML files."""

from __future__ import annotations

from pathlib import Path

from kiosk_app.catalogue.condition import ALWAYS
from kiosk_app.catalogue.entry import (
    Channel,
    ChannelKind,
    Entry,
    FeeLine,
    Law,
    Paper,
    ProcedureResult,
    ProcedureStatus,
    TimeLimit,
    TimeUnit,
)
from kiosk_app.catalogue.importers.known import known
from kiosk_app.catalogue.importers.report import ImportFailedError, ImportReport
from kiosk_app.catalogue.load import (
    LIBRARY_FILES,
    CatalogueError,
    load_catalogue,
    load_library,
    load_procedure,
)
from kiosk_app.catalogue.model import Fee, Need, Procedure
from kiosk_app.catalogue.procedure_encoding import to_json

_NO_PAPER = (Need.GENERATED, Need.NOT_APPLICABLE)


def read_modelled(folder: Path, reading: ImportReport) -> None:
    """Read every procedure file of a folder. Raises `ImportFailedError`."""
    try:
        catalogue = load_catalogue(folder)
    except CatalogueError as error:
        raise ImportFailedError(str(error)) from error
    for procedure in catalogue.versions:
        _take(procedure, reading)


def read_modelled_file(path: Path, reading: ImportReport) -> None:
    """Read one procedure file, with what procedures share beside it. Raises `ImportFailedError`."""
    try:
        library = load_library(path.parent)
        # The files that procedures share are read with them.
        if path.name not in LIBRARY_FILES:
            _take(load_procedure(path, library), reading)
    except CatalogueError as error:
        raise ImportFailedError(str(error)) from error


def _take(procedure: Procedure, reading: ImportReport) -> None:
    reading.entries.append(entry_of(procedure))
    key = (procedure.code, procedure.effective_from.isoformat())
    reading.modelled[key] = to_json(procedure)
    reading.read["modelled"] += 1


def entry_of(procedure: Procedure) -> Entry:
    """Say of a modelled procedure what is said of any."""
    days = procedure.deadline.working_days
    unit = None if days is None else TimeUnit.WORKING_DAY
    time = TimeLimit(days, unit, procedure.deadline.text.vi)
    fees = tuple(
        FeeLine(fee.amount_vnd, "bản" if fee.per else "", _said_of(fee))
        for fee in procedure.fees
        if fee.when == ALWAYS and fee.channel != "online"
    )
    return Entry(
        code=procedure.code,
        name=procedure.name.vi,
        short_name=procedure.short_name.vi,
        field=procedure.domain_name.vi,
        levels=("commune",),
        channels=(Channel(ChannelKind.COUNTER, time, fees),),
        papers=tuple(
            Paper(one.name.vi, one.originals, one.copies, case=one.when.vi, code=one.part_no)
            for one in procedure.components
            if one.need not in _NO_PAPER
        ),
        results=tuple(ProcedureResult(code, text.vi) for code, text in procedure.results),
        laws=tuple(Law(number, "") for number in procedure.legal_basis),
        version=procedure.version,
        decision=procedure.version,
        effective_from=procedure.effective_from,
        effective_to=procedure.effective_to,
        status=ProcedureStatus.IN_FORCE,
        aliases=known().aliases.get(procedure.code, ()),
        said=(procedure.summary.vi,) if procedure.summary.vi else (),
        elsewhere=procedure.elsewhere.vi,
        source="modelled",
        modelled=True,
    )


def _said_of(fee: Fee) -> str:
    """What is told of a fee: where its amount is not known, who sets it."""
    return fee.waived.vi if fee.amount_vnd is None and fee.waived.vi else fee.name.vi
