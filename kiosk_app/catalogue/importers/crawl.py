"""Reads the JSON lines of a crawl of the national portal: one procedure a line, its tables run together."""

from __future__ import annotations

import codecs
import gzip
import io
import json
import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from kiosk_app.catalogue.checked_yaml import first_fault
from kiosk_app.catalogue.codes import CODE
from kiosk_app.catalogue.entry import (
    Channel,
    ChannelKind,
    Entry,
    Law,
    Paper,
    ProcedureResult,
    ProcedureStatus,
    TimeLimit,
)
from kiosk_app.catalogue.importers.fee_words import read_row
from kiosk_app.catalogue.importers.known import known
from kiosk_app.catalogue.importers.refused_name import own_name
from kiosk_app.catalogue.importers.report import (
    ImportFailedError,
    ImportReport,
    NothingReadError,
    Remark,
    RemarkKind,
)
from kiosk_app.catalogue.importers.text import LOWER, UPPER, clean, one_line, or_nothing, set_apart

MOST_LINE_BYTES = 2_000_000
"""A procedure takes some 15 kB; a line this long is no procedure."""

_CHANNEL_HEAD = "Hình thức nộpThời gianPhí, lệ phíMô tả"
_CHANNELS = {
    "Trực tuyến": ChannelKind.ONLINE,
    "Dịch vụ bưu chính": ChannelKind.POST,
    "Trực tiếp": ChannelKind.COUNTER,
}
_CHANNEL = re.compile(
    r"(Trực tuyến|Dịch vụ bưu chính|Trực tiếp)"
    r"(?=\d{1,4} ?(?:Ngày|Giờ|Tháng|Năm|Miễn phí|Không có)|Không có thông tin|Miễn phí|"
    r"\d[\d.,]* ?(?:VNĐ|Việt Nam))"
)
_PAPER_HEAD = "Tên giấy tờMẫu đơn, tờ khaiSố lượng"
# In the table no blank stands before the quantity and the next cell follows at once; prose has both blanks.
_QUANTITY = re.compile(
    rf"(?:(?<![\s(\d])|(?<=số )(?=\d\d))(\d+) bản chính(?:,(\d+) bản sao)?(?![;.),:]| [{LOWER}(;.])"
)
_FORM_FILE = re.compile(r"\.(?:docx?|pdf|xlsx?|rtf|odt|zip|rar|png|jpe?g)$", re.IGNORECASE)
_FORM_START = re.compile(rf"(?<=[{LOWER}).;,”\"])(?=[{UPPER}\d])")
_RESULT = re.compile(r"(.*?)Mã: (KQ\.[A-Z]\d{2}\.\d+)", re.DOTALL)
_LAW_HEAD = "Tên văn bản pháp lýMã văn bản"
_LAW_NUMBER = re.compile(
    rf"(?<!\d)\d[\d.]{{0,4}}/\d{{4}}/(?:QH\d\d|(?:NĐ|TT|TTLT|QĐ|NQ|PL)(?:-[{UPPER}]+(?:(?![{LOWER}])|(?=ngày|của|quy|về)))+)"
)
_LEVELS = {"Cấp xã": "commune", "Cấp tỉnh": "province", "Cấp bộ": "ministry", "Cơ quan khác": "other"}


class _Record(BaseModel):
    """One line. Unknown keys are let pass: a crawl's format grows."""

    model_config = ConfigDict(frozen=True)

    ma_thu_tuc: str = Field(pattern=rf"^{CODE.pattern}$")
    ten_thu_tuc: str = Field(min_length=1, max_length=5_000)
    linh_vuc: str = Field(max_length=1_000)
    cap_thuc_hien: str = ""
    so_quyet_dinh: str = ""
    doi_tuong_thuc_hien: str = ""
    co_quan_co_tham_quyen: str = ""
    co_quan_thuc_hien: str = ""
    dia_chi_tiep_nhan: str = ""
    trinh_tu_thuc_hien: str = ""
    cach_thuc_thuc_hien: str = ""
    thanh_phan_ho_so: str = ""
    can_cu_phap_ly: str = ""
    yeu_cau_dieu_kien: str = ""
    ket_qua_xu_ly: str = ""


def read_crawl(path: Path, reading: ImportReport) -> None:
    """Read `.jsonl` or `.jsonl.gz` into `reading`. Raises `ImportFailedError` when nothing can be read."""
    before = len(reading.entries)
    try:
        for number, line in enumerate(lines_of(path), 1):
            _read_line(line, f"{path.name}:{number}", reading)
    # EOFError and BadGzipFile: a download that was cut off.
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise ImportFailedError(f"{path}: cannot be read to its end ({error})") from error
    if len(reading.entries) == before:
        raise NothingReadError(f"{path}: no procedure in it; JSON lines with ma_thu_tuc are expected")


def lines_of(path: Path) -> Iterator[str]:
    """Give the lines of a plain or packed file. Raises `OSError`, `EOFError`, `UnicodeDecodeError`."""
    with gzip.open(path, "rb") if own_name(path).endswith(".gz") else path.open("rb") as file:
        # A file from Windows begins with a mark of its bytes' order.
        mark = codecs.BOM_UTF8
        while line := _line(file):
            line, mark = line.removeprefix(mark), b""
            if len(line) > MOST_LINE_BYTES:
                raise OSError(f"a line longer than {MOST_LINE_BYTES} bytes")
            if line.strip():
                yield line.decode("utf-8")


def _line(file: gzip.GzipFile | io.BufferedReader) -> bytes:
    try:
        return file.readline(MOST_LINE_BYTES + 1)
    except zlib.error as error:
        # gzip checks its own frame only: what is packed inside may be none.
        raise OSError(f"not packed as gzip packs ({error})") from error


def _read_line(line: str, place: str, reading: ImportReport) -> None:
    try:
        raw: Any = json.loads(line)
        record = _Record.model_validate(raw)
    except ValidationError as error:
        field, wrong = first_fault(error)
        code = str(raw.get("ma_thu_tuc", ""))[:40] if isinstance(raw, dict) else ""
        reading.remarks.append(Remark(RemarkKind.WRONG, place, code, field, wrong))
        return
    # ValueError as well of a whole number of thousands of digits.
    except (ValueError, RecursionError) as error:
        reading.remarks.append(Remark(RemarkKind.WRONG, place, "", "line", f"no JSON: {error}"))
        return
    reading.entries.append(entry_of(record, place, reading))


def entry_of(record: _Record, place: str, reading: ImportReport) -> Entry:
    """Make the entry and put down what was not read for certain."""
    code = record.ma_thu_tuc
    facts = known()
    status = ProcedureStatus.IN_FORCE
    if code in facts.repealed:
        status = ProcedureStatus.REPEALED
        told = ", ".join(facts.repealed[code]) or "nothing"
        reading.remarks.append(Remark(RemarkKind.DOUBT, place, code, "status", f"repealed; now {told}"))
    elif code in facts.misnamed:
        status = ProcedureStatus.MISNAMED
        reading.remarks.append(Remark(RemarkKind.DOUBT, place, code, "ten_thu_tuc", "not its own name"))
    channels = _channels(clean(record.cach_thuc_thuc_hien), place, code, reading)
    papers_text = clean(record.thanh_phan_ho_so)
    steps = or_nothing(record.trinh_tu_thuc_hien)
    if _cut_from_steps(papers_text, steps):
        # The crawl cut where the steps mention the papers: what it took for papers is the rest of the steps.
        steps = f"{steps} Thành phần hồ sơ {papers_text}"
        told = "incomplete: the crawl has the rest of the steps here, and no papers; a portal's JSON has them"
        reading.remarks.append(Remark(RemarkKind.DOUBT, place, code, "thanh_phan_ho_so", told))
        papers_text = ""
    doubts = len(reading.remarks)
    papers = _papers(papers_text, place, code, reading)
    reading.read["list of papers"] += bool(papers) and len(reading.remarks) == doubts
    return Entry(
        code=code,
        name=one_line(record.ten_thu_tuc),
        field=one_line(record.linh_vuc),
        levels=tuple(
            _LEVELS[level.strip()] for level in record.cap_thuc_hien.split(",") if level.strip() in _LEVELS
        ),
        channels=channels,
        papers=papers,
        results=_results(clean(record.ket_qua_xu_ly)),
        laws=_laws(clean(record.can_cu_phap_ly)),
        subjects=or_nothing(record.doi_tuong_thuc_hien),
        authority=or_nothing(record.co_quan_co_tham_quyen) or or_nothing(record.co_quan_thuc_hien),
        address=or_nothing(record.dia_chi_tiep_nhan),
        steps=steps,
        conditions=or_nothing(record.yeu_cau_dieu_kien),
        decision=one_line(record.so_quyet_dinh),
        version=one_line(record.so_quyet_dinh),
        status=status,
        successors=facts.repealed.get(code, ()),
        aliases=facts.aliases.get(code, ()),
        source="crawl",
    )


def _channels(text: str, place: str, code: str, reading: ImportReport) -> tuple[Channel, ...]:
    body = text.removeprefix(_CHANNEL_HEAD)
    starts = list(_CHANNEL.finditer(body))
    if not starts or (starts[0].start() > 0 and body[: starts[0].start()].strip()):
        _sentence(reading, place, code, "cach_thuc_thuc_hien", text)
        if not starts:
            return (Channel(ChannelKind.COUNTER, TimeLimit(None, None, ""), (), text),) if text else ()
    channels = []
    for start, after in zip(starts, [*starts[1:], None], strict=True):
        row_text = body[start.end() : after.start() if after else len(body)]
        row = read_row(row_text)
        for field in row.unsure:
            _sentence(reading, place, code, f"cach_thuc_thuc_hien.{start[1]}.{field}", row_text)
        reading.read.update(
            {"channel": 1, "time": row.time.known, "fee": bool(row.fees and row.fees[0].known)}
        )
        channels.append(Channel(_CHANNELS[start[1]], row.time, row.fees, row.note))
    return tuple(channels)


def _cut_from_steps(papers: str, steps: str) -> bool:
    if not papers or _PAPER_HEAD in papers:
        return False
    return steps.rstrip().endswith(("(", "mục", "Mục", "điểm", ":", "tại", "phần")) or papers[0] in ");,."


def _papers(text: str, place: str, code: str, reading: ImportReport) -> tuple[Paper, ...]:
    if _PAPER_HEAD not in text:
        if text.strip("- "):
            _sentence(reading, place, code, "thanh_phan_ho_so", text)
            return (Paper(text, None, 0),)
        return ()
    papers: list[Paper] = []
    blocks = text.split(_PAPER_HEAD)
    case = _case(blocks[0])
    for at, block in enumerate(blocks[1:], 1):
        end = 0
        for found in _QUANTITY.finditer(block):
            papers.append(_paper(block[end : found.start()], found, case, place, code, reading))
            end = found.end()
        rest = block[end:].strip()
        if at < len(blocks) - 1:
            case = _case(rest)
        elif rest:
            _sentence(reading, place, code, "thanh_phan_ho_so", rest)
            papers.append(Paper(set_apart(rest), None, 0, case=case))
    return tuple(papers)


def _paper(text: str, found: re.Match[str], case: str, place: str, code: str, reading: ImportReport) -> Paper:
    digits = found[1]
    name = text.strip()
    originals: int | None = int(digits[-1])
    if len(digits) > 1:
        # The digits before the last belong to the name: "… ngày 11/11/2016" and "1 bản chính" ran together,
        # or "… Mẫu số 03-QĐ613".
        if name and (name[-1] in "/.-" or name[-1].isupper() or name.endswith(("ố ", "số"))):
            name += digits[:-1]
        elif re.search(r"(?:số|năm|tháng|ngày|Điều|khoản|Mẫu)\s*$", name):
            name = f"{name} {digits[:-1]}"
        else:
            originals = None
            name = f"{name} {digits}"
            _sentence(reading, place, code, "thanh_phan_ho_so.quantity", f"{name} bản chính")
    name, form = _form(name)
    reading.read["paper"] += 1
    return Paper(set_apart(name).lstrip("-+* "), originals, int(found[2] or 0), form, case)


def _form(name: str) -> tuple[str, str]:
    """Split off the name of the form file that stands behind a paper's name without a blank."""
    if not _FORM_FILE.search(name):
        return name, ""
    starts = [found.start() for found in _FORM_START.finditer(name)]
    return (name[: starts[-1]], name[starts[-1] :]) if starts else (name, "")


def _case(text: str) -> str:
    lines = [line for line in text.split("\n") if line.strip(" -*:")]
    return one_line(" ".join(lines)).strip("-*: ")


def _results(text: str) -> tuple[ProcedureResult, ...]:
    head = text.split("Từ khóa")[0]
    found = [ProcedureResult(code, one_line(name)) for name, code in _RESULT.findall(head)]
    if not found and (rest := or_nothing(head)):
        found = [ProcedureResult("", one_line(rest))]
    return tuple(found)


def _laws(text: str) -> tuple[Law, ...]:
    body = text.removeprefix(_LAW_HEAD)
    laws: dict[str, Law] = {}
    for number in _LAW_NUMBER.findall(body):
        laws.setdefault(number, Law(number, ""))
    return tuple(laws.values())


def _sentence(reading: ImportReport, place: str, code: str, field: str, text: str) -> None:
    shown = " ".join(text.split())
    most = 160
    reading.remarks.append(
        Remark(RemarkKind.SENTENCE, place, code, field, shown if len(shown) <= most else shown[:most] + "…")
    )
