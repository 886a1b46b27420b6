"""`make screens`: every state of every screen in each look on each panel, and what looks wrong."""

from __future__ import annotations

import argparse
import hashlib
import html
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")

from PySide6.QtCore import Qt, qInstallMessageHandler
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtQml import QQmlExpression
from PySide6.QtQuick import QQuickItem, QQuickView

from tests.screens.inspect import findings
from tests.screens.panels import PANELS, looks
from tests.screens.scenes import SCENES
from tests.screens.stage import Stage
from tests.support.event_loop import run_for
from tests.support.rest import NeverAtRestError, await_rest

PICTURES_S = 10.0
"""The longest that pictures may take to be decoded, on a machine that is busy with other panels."""
AT_ONCE = len(PANELS)
"""Panels that are drawn side by side, a process each: half of its time one waits for its screen to rest."""

WHOLE_PAGES = "portrait"
"""The panel on which most pages show whole at the smallest text: no two states may look the same there."""

ALIKE = {
    "petition-saved-named": "petition-saved",
    "petition-failed": "request-failed",
    "petition-answered-signed-in": "petition-answered",
    "welcome-closed-by-staff": "welcome-closed",
}
"""States in which the citizen is told the same as in another one, on purpose."""

Row = dict[str, Any]


def main() -> int:
    """Draw; the last line says what came out. Exit code 1 when something looks wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--only", default="", help="names of states that begin so")
    parser.add_argument("--panel", choices=PANELS, help="this one; writes its rows beside the pictures")
    chosen = parser.parse_args()
    chosen.out.mkdir(parents=True, exist_ok=True)
    if chosen.panel:
        return _draw_panel(chosen.out, chosen.panel, chosen.only)
    for old in (*chosen.out.glob("*.jpg"), *chosen.out.glob("*.png")):
        old.unlink()
    began = time.monotonic()
    if not _all_panels(chosen.out, chosen.only):
        return 2
    parts = [json.loads((chosen.out / f"{panel}.json").read_text(encoding="utf-8")) for panel in PANELS]
    rows = [row for part in parts for row in part["rows"]]
    warnings = sorted({text for part in parts for text in part["warnings"]})
    for text in warnings:
        sys.stderr.write(f"{text}\n")
    wrong = [row for row in rows if row["findings"]]
    summary = {
        "screens": len(rows),
        "scenes": len(SCENES),
        "wrong": len(wrong),
        "warnings": warnings,
        "rows": rows,
    }
    listing = chosen.out.with_name(chosen.out.name + ".json")
    listing.write_text(json.dumps(summary, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    (chosen.out / "index.html").write_text(_index(rows), encoding="utf-8")
    sys.stdout.write(
        f"screens: {len(rows)} pictures of {len(SCENES)} states on {len(PANELS)} panels "
        f"in {time.monotonic() - began:.0f} s, {len(wrong)} with findings, "
        f"{len(warnings)} QML warnings; see {chosen.out / 'index.html'}\n"
    )
    return 1 if wrong or warnings else 0


def _all_panels(out: Path, only: str) -> bool:
    """Let a process draw each panel. False when one of them did not end well."""
    waiting, well = list(PANELS), True
    running: list[subprocess.Popen[bytes]] = []
    while waiting or running:
        while waiting and len(running) < AT_ONCE:
            arguments = [str(out), "--only", only, "--panel", waiting.pop(0)]
            running.append(subprocess.Popen([sys.executable, "-m", __spec__.name, *arguments]))
        ended = running.pop(0)
        well = ended.wait() == 0 and well
    return well


def _draw_panel(out: Path, panel: str, only: str) -> int:
    warnings: list[str] = []
    qInstallMessageHandler(lambda _kind, _context, text: warnings.append(text))
    application = QGuiApplication(["screens"])
    rows = list(_rows(out, panel, only))
    qInstallMessageHandler(None)
    listing = {"rows": rows, "warnings": sorted(set(warnings))}
    (out / f"{panel}.json").write_text(json.dumps(listing, ensure_ascii=False) + "\n", encoding="utf-8")
    del application
    return 0


def _rows(out: Path, panel: str, only: str) -> Iterator[Row]:
    width, height, width_mm = PANELS[panel]
    stage = Stage(width, height, width_mm)
    plain: dict[str, str] = {}
    for name, scene in SCENES.items():
        if not name.startswith(only):
            continue
        stage.play(scene)
        for look in looks(panel):
            stage.dress(look.text_size, look.language, high_contrast=look.high_contrast, low=look.low)
            restless = _restless(stage.window.view, f"{name} on {panel}, {look.suffix()}")
            await_pictures(stage.window.view)
            drawn = stage.window.view.grabWindow()
            path = out / f"{name}-{panel}-{look.suffix()}.jpg"
            _save(drawn, path)
            told = restless + findings(stage.window.view, width / width_mm)
            if panel == WHOLE_PAGES and look == next(looks(panel)):
                told += _told_apart(drawn, name, plain)
            yield {"scene": name, "panel": panel, **asdict(look), "file": path.name, "findings": told}
    stage.close()


def _told_apart(drawn: QImage, name: str, before: dict[str, str]) -> list[str]:
    """A state that looks exactly like another one did not come to what it is named for."""
    digest = hashlib.sha256(drawn.constBits()).hexdigest()
    other = before.setdefault(digest, name)
    return [] if other in (name, ALIKE.get(name)) else [f"the same picture as {other}"]


def _restless(view: QQuickView, what: str) -> list[str]:
    try:
        await_rest(view, what)
    except NeverAtRestError as error:
        return [f"never at rest: {error}"]
    return []


def _save(drawn: QImage, path: Path) -> None:
    """Half as large, which can still be read: there are thousands."""
    half = drawn.scaledToWidth(drawn.width() // 2, Qt.TransformationMode.SmoothTransformation)
    if not half.save(str(path), quality=88):
        raise OSError(f"{path} could not be written")


def settle(milliseconds: float) -> None:
    """Let bindings, pictures and deferred deletions go on for a while."""
    run_for(milliseconds / 1000)


def await_pictures(view: QQuickView) -> None:
    """Run the event loop until every picture of the screen is decoded: scanned pages are, on a thread.

    Raises `TimeoutError` when one stays away for `PICTURES_S`.
    """
    until = time.monotonic() + PICTURES_S
    while away := [item for item in _pictures(view.contentItem()) if _is_loading(view, item)]:
        if time.monotonic() > until:
            raise TimeoutError(", ".join(str(item.property("source").toString()) for item in away))
        run_for(0.01)


def _pictures(item: QQuickItem) -> Iterator[QQuickItem]:
    for child in item.childItems():
        if child.inherits("QQuickImageBase"):
            yield child
        yield from _pictures(child)


def _is_loading(view: QQuickView, picture: QQuickItem) -> bool:
    if picture.property("progress") == 1.0:
        return False
    # PySide cannot convert the status, which is an enumeration of a private class: QML can.
    context = view.engine().contextForObject(picture)
    # What has left the screen waits for its end, without a context.
    return context.isValid() and bool(
        QQmlExpression(context, picture, "status === Image.Loading").evaluate()[0]
    )


def _index(rows: list[Row]) -> str:
    cells = []
    for row in rows:
        told = "<br>".join(html.escape(str(note)) for note in row["findings"])
        cells.append(
            f'<figure><a href="{row["file"]}"><img loading="lazy" src="{row["file"]}"></a>'
            f"<figcaption>{html.escape(str(row['file']))}<b>{told}</b></figcaption></figure>"
        )
    style = (
        "body{font:14px sans-serif;display:flex;flex-wrap:wrap;gap:12px}"
        "figure{margin:0;width:260px}img{width:100%;border:1px solid #888}b{color:#b00;display:block}"
    )
    return (
        f"<!doctype html><meta charset=utf-8><title>Screens</title><style>{style}</style>{''.join(cells)}\n"
    )


if __name__ == "__main__":
    sys.exit(main())
