"""Makes the handbook of technicians with its pictures: the scenes that the page names."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from PySide6.QtGui import QGuiApplication

from tests.screens.draw import await_pictures
from tests.screens.panels import PANELS
from tests.screens.scenes import SCENES
from tests.screens.stage import Stage
from tests.support.rest import await_rest

PAGE = Path(__file__).resolve().parents[2] / "docs" / "TECHNICIAN.vi.md"
PICTURE = re.compile(r"\*Hình `([a-z0-9-]+)`: ([^*]+)\.\*")
PANEL = "portrait"


def named() -> list[str]:
    """Give the scenes that the page shows."""
    return [name for name, _words in PICTURE.findall(PAGE.read_text(encoding="utf-8"))]


def main(out: Path) -> int:
    """Draw each once, and write the page with them in their places."""
    out.mkdir(parents=True, exist_ok=True)
    application = QGuiApplication(["handbook"])
    stage = Stage(*PANELS[PANEL])
    for name in named():
        stage.play(SCENES[name])
        await_rest(stage.window.view, name)
        await_pictures(stage.window.view)
        drawn = stage.window.view.grabWindow()
        drawn.scaledToWidth(drawn.width() // 2).save(str(out / f"{name}.jpg"), quality=88)
    stage.close()
    del application
    page = PICTURE.sub(r"![\2](\1.jpg)", PAGE.read_text(encoding="utf-8"))
    (out / PAGE.name).write_text(page, encoding="utf-8")
    sys.stdout.write(f"handbook: {len(named())} pictures in {out}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
