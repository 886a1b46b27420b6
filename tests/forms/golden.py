"""What every declaration looks like, as text: each word run and each stroke with its place on the page.

A binary picture would tell a reader of a change nothing. `python -m tests.forms.golden` draws them anew; look
at the declarations (`kioskctl catalogue try CODE ANSWERS.json --pdf OUT`) before what it wrote is kept.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pypdfium2.raw

from kiosk_app.forms.declaration import generated_declarations
from tests.catalogue.samples import shipped
from tests.forms.declared import HEADING
from tests.forms.made_up import made_up

FOLDER = Path(__file__).parent / "golden"
_MM = 72 / 25.4


def drawn(code: str) -> dict[str, str]:
    """Give the looks of every declaration of a procedure: name of the file and its text."""
    procedure = shipped()[code]
    found = {}
    for part_no, pdf in generated_declarations(procedure, made_up(procedure), HEADING):
        layout = procedure.declarations.get(part_no)
        form = layout.form if layout and layout.form else "-"
        head = (
            f"# {code} {part_no}: {procedure.component(part_no).name.vi}\n"
            f"# form: {form}; answers: tests/forms/made_up.py; mm from the left and from the top\n"
        )
        found[f"{code}-{part_no}.txt"] = head + looks_of(pdf)
    return found


def looks_of(pdf: bytes) -> str:
    """Write a PDF down: a line for each run of words and each stroke, by page, from top to bottom."""
    with pypdfium2.PdfDocument(pdf) as document:
        return "".join(
            f"page {number}\n" + "".join(sorted(_marks(page)))
            for number, page in enumerate(document, start=1)
        )


def _marks(page: pypdfium2.PdfPage) -> Iterator[str]:
    height = page.get_height()
    words = page.get_textpage()
    for index in range(words.count_rects()):
        left, bottom, right, top = words.get_rect(index)
        # Half a point inside, so that no letter of the line above or below is caught.
        text = " ".join(words.get_text_bounded(left - 0.5, bottom + 0.5, right + 0.5, top - 0.5).split())
        yield f"{(height - bottom) / _MM:6.1f} {left / _MM:6.1f}  {text}\n"
    for one in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_PATH]):
        left, bottom, right, top = one.get_bounds()
        size = f"{(right - left) / _MM:.1f} × {(top - bottom) / _MM:.1f}"
        yield f"{(height - bottom) / _MM:6.1f} {left / _MM:6.1f}  stroke {size}\n"


def main() -> int:
    """Write all of them."""
    FOLDER.mkdir(exist_ok=True)
    wanted = {name: text for code in sorted(shipped()) for name, text in drawn(code).items()}
    for old in FOLDER.glob("*.txt"):
        if old.name not in wanted:
            old.unlink()
    for name, text in wanted.items():
        (FOLDER / name).write_text(text, encoding="utf-8")
    sys.stdout.write(f"{len(wanted)} declarations written to {FOLDER}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
