"""The province's page: what it is made of, and in a browser with axe (`make test-long` installs both)."""

from __future__ import annotations

import importlib.util
import re
import shutil
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.fleet_page.browser import HOSTILE, PAGE, examined


def _axe() -> Path | None:
    """Find axe where the package that brings it could be installed."""
    found = importlib.util.find_spec("axe_playwright_python")
    if found is None or found.origin is None:
        return None
    return Path(found.origin).with_name("axe.min.js")


class _Read(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.labels: set[str] = set()
        self.controls: set[str] = set()
        self.handlers: list[str] = []
        self.language = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what matters."""
        named = {key: value or "" for key, value in attrs}
        if tag == "html":
            self.language = named.get("lang", "")
        if tag == "label":
            self.labels.add(named["for"])
        if tag in {"input", "select"}:
            self.controls.add(named["id"])
        self.handlers += [key for key in named if key.startswith("on")]


def test_every_control_has_its_label() -> None:
    read = _Read()
    read.feed((PAGE / "index.html").read_text(encoding="utf-8"))
    assert read.language == "vi"
    assert read.controls
    assert read.controls <= read.labels
    assert read.handlers == []


def test_words_from_outside_are_never_markup() -> None:
    script = (PAGE / "page.js").read_text(encoding="utf-8")
    assert re.findall(r"innerHTML|outerHTML|insertAdjacent|document\.write|eval\(", script) == []
    assert "default-src 'none'" in (PAGE / "index.html").read_text(encoding="utf-8")


@pytest.mark.long("a whole browser is started")
@pytest.mark.skipif(
    shutil.which("chromium") is None or _axe() is None,
    reason="Chromium or axe could not be installed here (.ci/fleet-packages, setup.cfg: fleet)",
)
def test_in_a_browser_with_axe() -> None:
    axe = _axe()
    assert axe is not None
    found = examined(axe)
    assert found["violations"] == []
    assert found["rows"] == 40
    # The oldest waiting dossier stands first, and its commune's name is text.
    assert found["first"].startswith("K7" + HOSTILE)
    assert "11 giờ" in found["first"]
    assert found["images"] == 0
    assert found["filtered"] == 1
    assert found["marks"] == 40
    assert "is silent" in found["wrong"]
    # What is wrong stands in words beside each kiosk that needs a look, also where no alert fires yet.
    assert sorted(set(found["ill"])) == [
        "▲ Cần xem: 1 hồ sơ bị từ chối",
        "▲ Cần xem: không tới được cổng",
        "▲ Cần xem: máy nhắc cán bộ 2 điều",
    ]
    assert "1.2.3" in found["versions"]
    assert "đại trà" in found["versions"]
    assert "canary" not in found["versions"]
    assert found["errands"] == ["Lấy số900––0.5–", "1.00487340075 %10 %6.0quét giấy tờ: 60; khác: 40"]
    assert found["title"] == "Kiosk dịch vụ công của tỉnh"
