"""The list of places: what is typed finds a place by its own name, by those before a merger, and in short."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QJSValue, QQmlComponent, QQmlEngine

import kiosk_app.ui
from kiosk_app.ui.place_options import listed

COMPONENTS = Path(kiosk_app.ui.__file__).parent / "qml" / "components"
PAGE = """
import QtQuick
import "{components}"
import "{components}/../theme"

Item {{
    id: page

    property bool shown: false
    property var picker: place.item

    Component.onCompleted: {{
        Overlay.layer = page;
        shown = true;
    }}

    Loader {{
        id: place
        active: page.shown
        sourceComponent: Picker {{}}
    }}
}}
"""
Found = list[tuple[str, str]]
DA_NANG, HANOI = "48", "01"


@pytest.fixture(scope="module")
def find(qapp: QGuiApplication) -> Iterator[Callable[[list[dict[str, Any]], str], Found]]:
    """Gives name and detail of what the list shows for some letters."""
    del qapp
    engine = QQmlEngine()
    component = QQmlComponent(engine)
    component.setData(PAGE.format(components=COMPONENTS.as_uri()).encode(), QUrl())
    page = component.create()
    assert page is not None, component.errorString()
    picker = page.property("picker")

    def found(options: list[dict[str, Any]], typed: str) -> Found:
        picker.setProperty("options", options)
        picker.setProperty("filter", typed)
        rows = picker.property("found")
        rows = rows.toVariant() if isinstance(rows, QJSValue) else rows
        return [(row["text"], row["detail"]) for row in rows]

    yield found
    page.setProperty("shown", False)


Find = Callable[[list[dict[str, Any]], str], Found]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("da nang", ("Thành phố Đà Nẵng", "")),
        ("Quảng Nam", ("Thành phố Đà Nẵng", "Trước là: Quảng Nam")),
        ("tỉnh quảng nam", ("Thành phố Đà Nẵng", "Trước là: Quảng Nam")),
        ("binh duong", ("Thành phố Hồ Chí Minh", "Trước là: Bình Dương")),
        ("vung tau", ("Thành phố Hồ Chí Minh", "Trước là: Bà Rịa - Vũng Tàu")),
        ("hcm", ("Thành phố Hồ Chí Minh", "")),
        ("Sài Gòn", ("Thành phố Hồ Chí Minh", "")),
        ("tp.hcm", ("Thành phố Hồ Chí Minh", "")),
        ("Hà Tây", ("Thành phố Hà Nội", "")),
        ("Thừa Thiên", ("Thành phố Huế", "")),
        ("Bắc Kạn", ("Thái Nguyên", "Trước là: Bắc Kạn")),
    ],
)
def test_a_province_is_found_by_the_names_that_it_had(find: Find, typed: str, first: tuple[str, str]) -> None:
    assert find(listed(), typed)[0] == first


@pytest.mark.parametrize(
    ("province", "typed", "first"),
    [
        (DA_NANG, "nam giang", ("Xã Nam Giang", "")),
        (DA_NANG, "Tà Bhing", ("Xã Bến Giằng", "Trước là: Tà Bhing")),
        (DA_NANG, "xã tà bhing", ("Xã Bến Giằng", "Trước là: Tà Bhing")),
        # Gone in 2021, and known by its letters alone.
        (HANOI, "Nguyễn Trung Trực", ("Phường Ba Đình", "Trước là: Trúc Bạch")),
        (HANOI, "phường nguyễn trung", ("Phường Ba Đình", "Trước là: Trúc Bạch")),
    ],
)
def test_a_commune_is_found_by_the_names_that_it_had(
    find: Find, province: str, typed: str, first: tuple[str, str]
) -> None:
    assert find(listed(province), typed)[0] == first


def test_own_names_come_first_and_nothing_is_made_up(find: Find) -> None:
    assert [text for text, _ in find(listed(), "quang")][:3] == ["Quảng Ngãi", "Quảng Ninh", "Quảng Trị"]
    assert find(listed(), "xyz") == []
    assert len(find(listed(), "  ")) == 34


def test_one_letter_looks_at_names_alone(find: Find) -> None:
    """Of "h" everything that is short for something would come as well."""
    assert ("Thành phố Hồ Chí Minh", "") not in find(listed(), "z")
    assert find([{"value": "1", "text": "A", "letters": [{"key": "hcm", "name": ""}]}], "h") == []
