"""Reads the national portal's public JSON (get-formality-by-citizen): loss-free, the way to prefer."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from kiosk_app.catalogue.codes import CODE
from kiosk_app.catalogue.entry import (
    Channel,
    ChannelKind,
    Entry,
    Law,
    Paper,
    ProcedureResult,
    ProcedureStatus,
)
from kiosk_app.catalogue.importers.fee_words import fee_of, time_of
from kiosk_app.catalogue.importers.known import known
from kiosk_app.catalogue.importers.report import ImportReport, Remark, RemarkKind
from kiosk_app.catalogue.importers.text import one_line, or_nothing

_METHODS = {
    "DIRECT": (ChannelKind.COUNTER,),
    "ONLINE": (ChannelKind.ONLINE,),
    "POSTAL": (ChannelKind.POST,),
    "DIRECT_AND_ONLINE": (ChannelKind.COUNTER, ChannelKind.ONLINE),
}


class _Part(BaseModel):
    """The portal's format grows: unknown keys are let pass; an explicit null is an absent value."""

    model_config = ConfigDict(frozen=True)

    @classmethod
    def of(cls, raw: Any) -> Any:
        return cls.model_validate(_without_nulls(raw))


class _Named(_Part):
    name: str = ""
    code: str = ""


class _Fee(_Part):
    value: float | None = None
    currencyName: str = ""  # noqa: N815  the portal's name
    description: str = ""


class _Method(_Part):
    submissionMethod: str = ""  # noqa: N815
    processingTime: float | None = None  # noqa: N815
    processingTimeUnit: str = ""  # noqa: N815
    description: str = ""
    fees: tuple[_Fee, ...] = ()


class _Component(_Part):
    code: str = ""
    name: str = ""
    originalQty: int = 0  # noqa: N815
    copyQty: int = 0  # noqa: N815
    attachments: tuple[dict[str, Any], ...] = ()


class _Case(_Part):
    name: str = ""
    profileComponents: tuple[_Component, ...] = ()  # noqa: N815


class _Step(_Part):
    name: str = ""
    description: str = ""


class Formality(_Part):
    """`data` of the portal's answer."""

    code: str = ""
    codeNotation: str = ""  # noqa: N815
    name: str = Field(min_length=1)
    decisionNo: str = ""  # noqa: N815
    isMinistry: bool = False  # noqa: N815
    isProvince: bool = False  # noqa: N815
    isWard: bool = False  # noqa: N815
    categoriesDetails: tuple[_Named, ...] = ()  # noqa: N815
    departmentsExecuting: tuple[_Named, ...] = ()  # noqa: N815
    requirementsAndConditions: str = ""  # noqa: N815
    legalBasisesDetails: tuple[_Named, ...] = ()  # noqa: N815
    resultsDetails: tuple[_Named, ...] = ()  # noqa: N815
    executionSteps: tuple[_Step, ...] = ()  # noqa: N815
    executionMethods: tuple[_Method, ...] = ()  # noqa: N815
    executionCases: tuple[_Case, ...] = ()  # noqa: N815


def is_formality(raw: Any) -> bool:
    """Tell by its keys whether a JSON object is a procedure of this format."""
    return isinstance(raw, dict) and "name" in raw and ("executionMethods" in raw or "codeNotation" in raw)


def read_formality(raw: Any, place: str, reading: ImportReport) -> None:
    """Read one into `reading`. Raises `pydantic.ValidationError`."""
    one: Formality = Formality.of(raw)
    code = next((each for each in (one.codeNotation, one.code) if CODE.fullmatch(each.strip())), "").strip()
    if not code:
        reading.remarks.append(
            Remark(RemarkKind.WRONG, place, one.code[:40], "code", "a code like 1.001193 is expected")
        )
        return
    facts = known()
    repealed = code in facts.repealed
    reading.entries.append(
        Entry(
            code=code,
            name=one_line(one.name),
            field=one_line(one.categoriesDetails[0].name) if one.categoriesDetails else "",
            levels=tuple(
                level
                for level, there in (
                    ("commune", one.isWard),
                    ("province", one.isProvince),
                    ("ministry", one.isMinistry),
                )
                if there
            ),
            channels=tuple(
                channel
                for method in one.executionMethods
                for channel in _channels(method, place, code, reading)
            ),
            papers=tuple(
                Paper(
                    one_line(paper.name),
                    paper.originalQty,
                    paper.copyQty,
                    form=next((str(file.get("fileName", "")) for file in paper.attachments), ""),
                    case=one_line(case.name),
                    code=paper.code,
                )
                for case in one.executionCases
                for paper in case.profileComponents
            ),
            results=tuple(ProcedureResult(each.code, one_line(each.name)) for each in one.resultsDetails),
            laws=tuple(Law(each.code, one_line(each.name)) for each in one.legalBasisesDetails),
            authority="; ".join(one_line(each.name) for each in one.departmentsExecuting),
            steps="\n".join(or_nothing(f"{step.name}\n{step.description}") for step in one.executionSteps),
            conditions=or_nothing(one.requirementsAndConditions),
            decision=one_line(one.decisionNo),
            version=one_line(one.decisionNo),
            status=ProcedureStatus.REPEALED if repealed else ProcedureStatus.IN_FORCE,
            successors=facts.repealed.get(code, ()),
            aliases=facts.aliases.get(code, ()),
            source="national",
        )
    )


def _channels(method: _Method, place: str, code: str, reading: ImportReport) -> list[Channel]:
    note = or_nothing(method.description)
    kinds = _METHODS.get(method.submissionMethod.upper())
    if kinds is None:
        told = f"{method.submissionMethod!r}; known are {', '.join(_METHODS)}"
        reading.remarks.append(
            Remark(RemarkKind.WRONG, place, code, "executionMethods.submissionMethod", told)
        )
        return []
    amount = method.processingTime
    whole = int(amount) if amount is not None and amount == int(amount) else None
    time = time_of(whole, method.processingTimeUnit, note)
    fees = tuple(
        fee_of(None if fee.value is None else round(fee.value), fee.currencyName, or_nothing(fee.description))
        for fee in method.fees
    )
    for name, unsure in (("processingTime", not time.known), ("fees", any(not fee.known for fee in fees))):
        if unsure:
            shown = time.sentence if name == "processingTime" else "; ".join(fee.sentence for fee in fees)
            reading.remarks.append(
                Remark(RemarkKind.SENTENCE, place, code, f"executionMethods.{name}", shown[:160])
            )
    reading.read.update({"channel": len(kinds), "time": time.known, "fee": all(fee.known for fee in fees)})
    return [Channel(kind, time, fees, note) for kind in kinds]


def _without_nulls(raw: Any) -> Any:
    if isinstance(raw, dict):
        return {key: _without_nulls(value) for key, value in raw.items() if value is not None}
    if isinstance(raw, list):
        return [_without_nulls(value) for value in raw if value is not None]
    return raw
