"""`make screens`: every screen in each state, text size, theme and orientation, and what looks wrong."""

from __future__ import annotations

import argparse
import html
import json
import os
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")

from PySide6.QtCore import qInstallMessageHandler
from PySide6.QtGui import QGuiApplication

from tests.screens.inspect import findings
from tests.screens.scenes import SCENES
from tests.screens.stage import Stage
from tests.support.event_loop import run_for

PANELS = {"portrait": (1080, 1920, 268.0), "landscape": (1920, 1080, 476.0)}
SETTLE_MS = 90


@dataclass(frozen=True, slots=True)
class Look:
    """How the screen is set."""

    orientation: str
    language: str
    text_size: int
    high_contrast: bool

    def suffix(self) -> str:
        """Short name for files."""
        theme = "contrast" if self.high_contrast else "light"
        return f"{self.orientation}-{self.language}-{self.text_size}-{theme}"


def looks() -> Iterator[Look]:
    """Everything in Vietnamese; in English the smallest and the largest text, where lines break otherwise."""
    for orientation in PANELS:
        for text_size in (0, 1, 2):
            for high_contrast in (False, True):
                yield Look(orientation, "vi", text_size, high_contrast)
        for text_size in (0, 2):
            yield Look(orientation, "en", text_size, high_contrast=False)


def main() -> int:
    """Draw; the last line says what came out. Exit code 1 when something looks wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--only", default="", help="names that begin so")
    chosen = parser.parse_args()
    chosen.out.mkdir(parents=True, exist_ok=True)
    for old in chosen.out.glob("*.png"):
        old.unlink()
    warnings: list[str] = []
    qInstallMessageHandler(lambda _kind, _context, text: warnings.append(text))
    began = time.monotonic()
    application = QGuiApplication(["screens"])
    rows = [row for orientation in PANELS for row in _draw_all(chosen.out, orientation, chosen.only)]
    qInstallMessageHandler(None)
    for text in sorted(set(warnings)):
        sys.stderr.write(f"{text}\n")
    wrong = [row for row in rows if row["findings"]]
    summary = {
        "screens": len(rows),
        "scenes": len(SCENES),
        "wrong": len(wrong),
        "warnings": sorted(set(warnings)),
        "rows": rows,
    }
    listing = chosen.out.with_name(chosen.out.name + ".json")
    listing.write_text(json.dumps(summary, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    (chosen.out / "index.html").write_text(_index(rows), encoding="utf-8")
    del application
    sys.stdout.write(
        f"screens: {len(rows)} pictures of {len(SCENES)} states in {time.monotonic() - began:.0f} s, "
        f"{len(wrong)} with findings, {len(set(warnings))} QML warnings; see {chosen.out / 'index.html'}\n"
    )
    return 1 if wrong or warnings else 0


def _draw_all(out: Path, orientation: str, only: str) -> Iterator[dict[str, object]]:
    width, height, width_mm = PANELS[orientation]
    stage = Stage(width, height, width_mm)
    for name, scene in SCENES.items():
        if not name.startswith(only):
            continue
        stage.play(scene)
        for look in looks():
            if look.orientation != orientation:
                continue
            stage.dress(look.text_size, look.language, high_contrast=look.high_contrast)
            settle()
            path = out / f"{name}-{look.suffix()}.png"
            if not stage.window.view.grabWindow().save(str(path)):
                raise OSError(f"{path} could not be written")
            yield {
                "scene": name,
                **asdict(look),
                "file": path.name,
                "findings": findings(stage.window.view, width / width_mm),
            }
    stage.close()


def settle(milliseconds: int = SETTLE_MS) -> None:
    """Let bindings, pictures and deferred deletions come to rest."""
    run_for(milliseconds / 1000)


def _index(rows: list[dict[str, object]]) -> str:
    cells = []
    for row in rows:
        notes = row["findings"] if isinstance(row["findings"], list) else []
        told = "<br>".join(html.escape(str(note)) for note in notes)
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
