"""Reads what the national data exchange answers: LayThuTuc (one in full) and LayDanhSachTTHC (the list)."""

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

_CHANNELS = {"1": ChannelKind.COUNTER, "2": ChannelKind.ONLINE, "3": ChannelKind.POST}
_PUBLIC = "1"


class _Part(BaseModel):
    """Values are strings; the names are the exchange's. Unknown keys are let pass."""

    model_config = ConfigDict(frozen=True, coerce_numbers_to_str=True)


class _Field(_Part):
    TENLINHVUC: str = ""


class _Fee(_Part):
    SOTIEN: str = ""
    DONVI: str = ""
    MOTA: str = ""


class _Time(_Part):
    THOIGIANGIAIQUYET: str = ""
    DONVITINH: str = ""
    MOTA: str = ""
    PHILEPHI: tuple[_Fee, ...] = ()


class _Channel(_Part):
    KENH: str = ""
    THOIGIAN: tuple[_Time, ...] = ()


class _Paper(_Part):
    MAGIAYTO: str = ""
    TENGIAYTO: str = ""
    TENMAUDON: str = ""
    SOBANCHINH: str = ""
    SOBANSAO: str = ""


class _Case(_Part):
    TRUONGHOP: str = ""
    GIAYTO: tuple[_Paper, ...] = ()


class _Step(_Part):
    TENTRINHTU: str = ""


class _Steps(_Part):
    TRUONGHOP: str = ""
    TRINHTU: tuple[_Step, ...] = ()


class _Result(_Part):
    MAKETQUA: str = ""
    TENKETQUA: str = ""


class _Law(_Part):
    SOVANBAN: str = ""
    TENVANBAN: str = ""


class _Office(_Part):
    MADONVI: str = ""
    TENDONVI: str = ""


class _Procedure(_Part):
    """One element of `result`."""

    MATTHC: str = ""
    TENTTHC: str = Field(min_length=1)
    TRANGTHAI: str = _PUBLIC
    LINHVUCTHUCHIEN: tuple[_Field, ...] = ()
    TRINHTUTHUCHIEN: tuple[_Steps, ...] = ()
    CACHTHUCTHUCHIEN: tuple[_Channel, ...] = ()
    THANHPHANHOSO: tuple[_Case, ...] = ()
    KETQUATHUCHIEN: tuple[_Result, ...] = ()
    CANCUPHAPLY: tuple[_Law, ...] = ()
    COQUANTHUCHIEN: tuple[_Office, ...] = ()
    YEUCAU: str = ""
    MOTADOITUONGTHUCHIEN: str = ""


def is_procedure(raw: Any) -> bool:
    """Tell by its keys whether a JSON object is a procedure of this format."""
    return isinstance(raw, dict) and "TENTTHC" in raw


def read_procedure(raw: Any, place: str, code_asked: str, reading: ImportReport) -> None:
    """Read one into `reading`; `code_asked`: what was asked for, where the answer does not repeat it.

    Raises `pydantic.ValidationError`.
    """
    one = _Procedure.model_validate({key: value for key, value in raw.items() if value is not None})
    code = one.MATTHC.strip() or code_asked
    if not CODE.fullmatch(code):
        told = "a code like 1.001193 is expected, in the answer or as the file's name"
        reading.remarks.append(Remark(RemarkKind.WRONG, place, code[:40], "MATTHC", told))
        return
    facts = known()
    reading.offices.append(tuple(each.MADONVI for each in one.COQUANTHUCHIEN))
    gone = code in facts.repealed or one.TRANGTHAI != _PUBLIC
    if gone:
        told = ", ".join(facts.repealed.get(code, ())) or "nothing known"
        reading.remarks.append(Remark(RemarkKind.DOUBT, place, code, "TRANGTHAI", f"not public; now {told}"))
    reading.entries.append(
        Entry(
            code=code,
            name=one_line(one.TENTTHC),
            field=one_line(one.LINHVUCTHUCHIEN[0].TENLINHVUC) if one.LINHVUCTHUCHIEN else "",
            channels=tuple(
                channel for each in one.CACHTHUCTHUCHIEN for channel in _channels(each, place, code, reading)
            ),
            papers=tuple(
                _paper(paper, case.TRUONGHOP) for case in one.THANHPHANHOSO for paper in case.GIAYTO
            ),
            results=tuple(
                ProcedureResult(each.MAKETQUA, one_line(each.TENKETQUA)) for each in one.KETQUATHUCHIEN
            ),
            laws=tuple(Law(each.SOVANBAN, one_line(each.TENVANBAN)) for each in one.CANCUPHAPLY),
            subjects=or_nothing(one.MOTADOITUONGTHUCHIEN),
            authority="; ".join(one_line(each.TENDONVI) for each in one.COQUANTHUCHIEN),
            steps="\n".join(
                or_nothing(step.TENTRINHTU) for steps in one.TRINHTUTHUCHIEN for step in steps.TRINHTU
            ),
            conditions=or_nothing(one.YEUCAU),
            status=ProcedureStatus.REPEALED if gone else ProcedureStatus.IN_FORCE,
            successors=facts.repealed.get(code, ()),
            aliases=facts.aliases.get(code, ()),
            source="exchange",
        )
    )


def _channels(channel: _Channel, place: str, code: str, reading: ImportReport) -> list[Channel]:
    kind = _CHANNELS.get(channel.KENH.strip())
    if kind is None:
        told = f"{channel.KENH!r}; known are 1 (counter), 2 (online), 3 (post)"
        reading.remarks.append(Remark(RemarkKind.WRONG, place, code, "CACHTHUCTHUCHIEN.KENH", told))
        return []
    made = []
    for each in channel.THOIGIAN:
        note = or_nothing(each.MOTA)
        time = time_of(_number(each.THOIGIANGIAIQUYET), each.DONVITINH.strip(), note)
        fees = tuple(
            fee_of(_number(fee.SOTIEN), fee.DONVI.strip(), or_nothing(fee.MOTA)) for fee in each.PHILEPHI
        )
        reading.read.update({"channel": 1, "time": time.known, "fee": all(fee.known for fee in fees)})
        for name, unsure in (
            ("THOIGIANGIAIQUYET", not time.known),
            ("PHILEPHI", any(not fee.known for fee in fees)),
        ):
            if unsure:
                field = f"CACHTHUCTHUCHIEN.THOIGIAN.{name}"
                reading.remarks.append(Remark(RemarkKind.SENTENCE, place, code, field, note[:160]))
        made.append(Channel(kind, time, fees, note))
    return made


def _paper(paper: _Paper, case: str) -> Paper:
    originals = _number(paper.SOBANCHINH)
    return Paper(
        one_line(paper.TENGIAYTO),
        originals,
        _number(paper.SOBANSAO) or 0,
        form=one_line(paper.TENMAUDON),
        case=one_line(case),
        code=paper.MAGIAYTO,
    )


def _number(text: str) -> int | None:
    """Give a whole number, thousands set apart or not; None for anything else."""
    plain = text.strip().replace(".", "").replace(",", "").replace(" ", "")
    return int(plain) if plain.isdecimal() and plain.isascii() and len(plain) <= 12 else None
