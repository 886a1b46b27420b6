"""The procedures that ship, and a small one whose file a test can spoil."""

from __future__ import annotations

import copy
import shutil
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

import assets
from kiosk_app.catalogue.build import build
from kiosk_app.catalogue.expand import Library, expand
from kiosk_app.catalogue.installed import offered_procedures
from kiosk_app.catalogue.model import Catalogue, Procedure
from tests.support.compiled import compiled

TODAY = date(2026, 11, 23)
MARITAL, COPIES = "1.004873", "2.000635"
OPTIONS: dict[str, Any] = {"colours": [{"value": "r", "vi": "Đỏ"}, {"value": "g", "vi": "Xanh"}]}
LIBRARY = Library(options=OPTIONS)
SMALL: dict[str, Any] = {
    "code": "9.000001",
    "version": "1",
    "effective_from": "2025-07-01",
    "name": {"vi": "Thủ tục thử"},
    "short_name": {"vi": "Thử"},
    "domain": {"code": "G15-HT", "vi": "Hộ tịch"},
    "template_no": "T1",
    "form_part_no": "TK",
    "results": [],
    "deadline": {"working_days": 3, "vi": "3 ngày làm việc"},
    "fees": [{"code": "1", "vi": "Lệ phí", "amount_vnd": 5000, "per": "count"}],
    "applicant": {"full_name": "name", "personal_id": "id"},
    "owner": {"full_name": "name", "personal_id": "id"},
    "sections": [
        {
            "title": {"vi": "Người yêu cầu"},
            "fields": [
                {
                    "key": "name",
                    "vi": "Họ tên",
                    "type": "person_name",
                    "required": True,
                    "prefill": "full_name",
                },
                {"key": "id", "vi": "Số định danh", "type": "personal_id", "agrees_with": {"sex": "colour"}},
                {"key": "home", "vi": "Địa chỉ", "type": "address", "prefill": "residence"},
                {"key": "colour", "vi": "Màu", "type": "choice", "options": "colours", "default": "r"},
                {"key": "count", "vi": "Số lượng", "type": "count", "visible": {"filled": "colour"}},
                {"key": "other", "vi": "Tên khác", "type": "person_name", "copies_from": "name"},
            ],
        }
    ],
    "components": [
        {"part_no": "TK", "need": "generated", "vi": "Tờ khai", "short": {"vi": "Tờ khai"}},
        {
            "part_no": "UQ",
            "need": "required",
            "vi": "Ủy quyền",
            "short": {"vi": "Ủy quyền"},
            "condition": {"field": "colour", "equals": "g"},
        },
    ],
}


SHIPPED = assets.folder("catalogue")


@cache
def loaded() -> Catalogue:
    """Give what ships, in every version.

    From the compiled file: to check and build the sources takes each worker a second, to open that file a
    tenth of it. That both give the same is what tests/catalogue/test_installed.py holds.
    """
    return offered_procedures(compiled())


def offered(promises: Mapping[str, int], *codes: str) -> Catalogue:
    """Give these procedures of those that ship, in this order, with what the commune promises, in minutes."""
    return Catalogue(
        tuple(
            replace(one, promise_minutes=promises.get(code, 0))
            for code in codes
            for one in loaded().versions
            if one.code == code
        )
    )


@cache
def shipped() -> Mapping[str, Procedure]:
    """Give the procedures that ship, by code."""
    return {one.code: one for one in loaded().in_force(TODAY)}


def one_procedure(folder: Path) -> Path:
    """Make a source of one procedure that ships: as good as all of them where only the file counts."""
    folder.mkdir()
    shutil.copy(SHIPPED / f"{MARITAL}.yaml", folder)
    return folder


def changed(*path: str | int, to: Any) -> dict[str, Any]:
    """Give the small procedure's file with one value changed."""
    raw = copy.deepcopy(SMALL)
    place: Any = raw
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = to
    return raw


def small(raw: Mapping[str, Any] = SMALL) -> Procedure:
    """Build it without the checks of the loader."""
    return build(expand(raw, LIBRARY))


def written(folder: Path, raw: Any, name: str = "small.yaml") -> Path:
    """Write a procedure file, and the lists beside it."""
    (folder / "options.yaml").write_text(yaml.safe_dump(OPTIONS, allow_unicode=True), encoding="utf-8")
    path = folder / name
    path.write_text(yaml.safe_dump(raw, allow_unicode=True), encoding="utf-8")
    return path
