"""Measures the compiled catalogue: how soon it opens, how fast and how well it finds, what memory it takes.

`python -m tests.bench.catalogue` prints it. KIOSK_CRAWL names a crawl of the portal (JSON lines); made-up
procedures fill it up to 2,600, and stand alone without it: then nothing is said of how well it finds.
KIOSK_QUERIES names a list of needs with the right codes (need, tab, codes with commas); unset: `needs.tsv`.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from random import Random
from typing import Any

import assets
from kiosk_app.catalogue.compile import compile_catalogue
from kiosk_app.catalogue.importers.crawl import read_crawl
from kiosk_app.catalogue.importers.report import ImportReport, RemarkKind
from kiosk_app.catalogue.store import open_store

PROCEDURES = 2_600
SEED = 20261126
OPENED = 20
_SUBJECTS = (
    "giấy phép", "giấy chứng nhận", "chứng chỉ hành nghề", "hồ sơ", "thẻ", "quyết định", "phương án",
    "hợp đồng", "báo cáo", "dự án", "danh mục", "tài khoản", "mã số", "giống cây trồng", "công trình",
)  # fmt: skip
_VERBS = ("Cấp", "Cấp lại", "Cấp đổi", "Gia hạn", "Thu hồi", "Điều chỉnh", "Thẩm định", "Công nhận")
_FIELDS = ("Đường bộ", "Thủy sản", "Chăn nuôi", "Xây dựng", "Môi trường", "Lâm nghiệp", "Khoáng sản")
_CHANNELS = "Hình thức nộpThời gianPhí, lệ phíMô tảTrực tiếp7 Ngày làm việcMiễn phí"
_NOT_AT_A_COUNTER = ("Hải quan", "Thuế", "Hàng hải", "Kho bạc")
"""Fields whose procedures the portal lists for communes, and that no commune handles."""
_PAPERS = "--Tên giấy tờMẫu đơn, tờ khaiSố lượng"


def measure() -> dict[str, Any]:
    """Measure everything; takes about two minutes."""
    crawl, queries = os.environ.get("KIOSK_CRAWL", ""), os.environ.get("KIOSK_QUERIES", "")
    with tempfile.TemporaryDirectory(prefix="bench-catalogue-") as name:
        folder = Path(name)
        full, small = folder / "full.sqlite", folder / "small.sqlite"
        known = _codes(Path(crawl)) if crawl else set()
        made_up = _made_up(folder / "made_up.jsonl", PROCEDURES, known)
        sources = [assets.folder("catalogue"), made_up, *([Path(crawl)] if crawl else [])]
        began = time.perf_counter()
        compiled = compile_catalogue(sources, full)
        compile_s = time.perf_counter() - began
        compile_catalogue([assets.folder("catalogue")], small)
        needs = _needs(Path(queries) if queries else Path(__file__).with_name("needs.tsv"))
        found = {
            "procedures": compiled.procedures,
            "of_a_crawl": len(known),
            "file_mb": round(compiled.bytes / 1e6, 2),
            "compile_s": round(compile_s, 1),
            "open_ms": round(statistics.median(_open_ms(full) for _ in range(OPENED)), 2),
            **_searching(full, [need for need, _ in needs]),
            "memory_mb": round(_memory_mb(full) - _memory_mb(small), 1),
        }
        if crawl:
            found |= _finding(full, needs) | _imported(Path(crawl))
        return found


def _imported(crawl: Path) -> dict[str, Any]:
    """Tell of what is met at a commune's counter how much was read, and how much the crawl itself lacks."""
    reading = ImportReport()
    read_crawl(crawl, reading)
    met = [
        entry
        for entry in reading.entries
        if "commune" in entry.levels and not entry.field.startswith(_NOT_AT_A_COUNTER)
    ]
    told: dict[str, set[str]] = {}
    for remark in reading.remarks:
        told.setdefault(remark.field.partition(".")[0], set()).add(remark.code)
    channels = [
        one for one in met if one.channels and one.code not in _unread(reading, "cach_thuc_thuc_hien")
    ]
    papers = [one for one in met if one.papers and one.code not in told.get("thanh_phan_ho_so", set())]
    return {
        "at_a_counter": len(met),
        "channels_read": round(len(channels) / len(met), 3),
        "papers_read": round(len(papers) / len(met), 3),
        "papers_cut_in_the_crawl": len([one for one in met if not one.papers]),
    }


def _unread(reading: ImportReport, field: str) -> set[str]:
    """Codes whose field as a whole is the portal's sentence; a time or fee that is one is another thing."""
    return {one.code for one in reading.told(RemarkKind.SENTENCE) if one.field == field}


def _codes(crawl: Path) -> set[str]:
    reading = ImportReport()
    read_crawl(crawl, reading)
    return {entry.code for entry in reading.entries}


def _made_up(path: Path, count: int, known: set[str]) -> Path:
    """Write as many records as the known ones lack, with words as offices use them."""
    rng = Random(SEED)
    with path.open("w", encoding="utf-8") as file:
        for number in range(max(1, count - len(known))):
            verb, one, other = rng.choice(_VERBS), rng.choice(_SUBJECTS), rng.choice(_SUBJECTS)
            field = rng.choice(_FIELDS)
            record = {
                "ma_thu_tuc": f"9.{number:06d}",
                "ten_thu_tuc": f"{verb} {one} {other} trong lĩnh vực {field.lower()} loại {number}",
                "linh_vuc": field,
                "cap_thuc_hien": rng.choice(("Cấp tỉnh", "Cấp bộ", "Cấp xã")),
                "trinh_tu_thuc_hien": "Nộp hồ sơ tại Trung tâm Phục vụ hành chính công. " * 60,
                "thanh_phan_ho_so": _PAPERS
                + "".join(f"Giấy tờ thứ {row} về {other}1 bản chính" for row in range(8)),
                "cach_thuc_thuc_hien": _CHANNELS,
            }
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
    return path


def _needs(path: Path) -> list[tuple[str, set[str]]]:
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [(row[0], set(row[1].split(","))) for row in rows]


def _open_ms(path: Path) -> float:
    """Open it and give what the first screen shows: the front's tiles and the procedures with a form."""
    began = time.perf_counter()
    with closing(open_store(path)) as store:
        for code in store.front():
            store.listed(code)
        taken = time.perf_counter() - began
    return taken * 1000


def _searching(path: Path, needs: list[str]) -> dict[str, Any]:
    """Type every need letter by letter."""
    taken = []
    with closing(open_store(path)) as store:
        began = time.perf_counter()
        finder = store.finder
        finder.search("khai sinh")
        first_ms = (time.perf_counter() - began) * 1000
        for need in needs:
            for end in range(1, len(need) + 1):
                began = time.perf_counter()
                finder.search(need[:end])
                taken.append((time.perf_counter() - began) * 1000)
    taken.sort()
    return {
        "keystrokes": len(taken),
        "first_search_ms": round(first_ms, 1),
        "search_p50_ms": round(taken[len(taken) // 2], 2),
        "search_p99_ms": round(taken[int(len(taken) * 0.99)], 2),
    }


def _finding(path: Path, needs: list[tuple[str, set[str]]]) -> dict[str, Any]:
    first = third = 0
    with closing(open_store(path)) as store:
        for need, right in needs:
            codes = [hit.code for hit in store.finder.search(need, 3).hits]
            first += bool(codes) and codes[0] in right
            third += bool(right & set(codes))
    return {
        "needs": len(needs),
        "search_top1": round(first / len(needs), 4),
        "search_top3": round(third / len(needs), 4),
    }


_HOLDER = """
import sys
from pathlib import Path
from kiosk_app.catalogue.store import open_store
store = open_store(Path(sys.argv[1]))
store.front()
for text in ("khai sinh", "giay doc than", "nhap khau", "so do", "sang ten xe may cu khong chinh chu"):
    for end in range(1, len(text) + 1):
        store.finder.search(text[:end])
print(next(line for line in open("/proc/self/status") if line.startswith("VmRSS")).split()[1])
"""


def _memory_mb(path: Path) -> float:
    """Tell how much a process holds that opened the file and searched it."""
    told = subprocess.run(
        [sys.executable, "-c", _HOLDER, str(path)], check=True, capture_output=True, text=True
    ).stdout
    return int(told) / 1024


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measure(), indent=1) + "\n")
