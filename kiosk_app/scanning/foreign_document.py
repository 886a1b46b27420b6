"""A PDF from outside, looked at and drawn in a process of its own: it may crash, hang or eat memory there.

`python -m kiosk_app.scanning.foreign_document` reads the document from its input and writes one line of JSON
(`{"pages": [sizes]}` or `{"refused": why}`), then the pages as JPEG, one behind the other.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from io import BytesIO

import pypdfium2

MOST_PAGES = 40
_MOST_POINTS = 1_700.0
"""A2, on its longer side: results are A4."""
_SHOWN_PX = 1_400
"""Of the longer side: sharp enough to be read on the glass."""
_MEMORY = 1_500_000_000
_CPU_S = 60
_DEADLINE_S = 60.0
_LONGEST_LINE = 4_096


class RefusedDocumentError(Exception):
    """It is not shown and not printed."""


def drawn_pages(document: bytes) -> tuple[bytes, ...]:
    """Give each page as JPEG. Raises `RefusedDocumentError` for what is no plain PDF of a few pages."""
    try:
        done = subprocess.run(
            [sys.executable, "-m", "kiosk_app.scanning.foreign_document"],
            input=document,
            capture_output=True,
            timeout=_DEADLINE_S,
            env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise RefusedDocumentError("drawing it took too long") from error
    line, _, rest = done.stdout.partition(b"\n")
    if done.returncode != 0 or len(line) > _LONGEST_LINE:
        raise RefusedDocumentError("it could not be drawn")
    told = json.loads(line)
    if "refused" in told:
        raise RefusedDocumentError(told["refused"])
    pages = []
    for size in told["pages"]:
        pages.append(rest[:size])
        rest = rest[size:]
    return tuple(pages)


def _draw(document: bytes) -> list[bytes]:
    try:
        pdf = pypdfium2.PdfDocument(document)
    except pypdfium2.PdfiumError as error:
        # Also one that wants a password.
        raise RefusedDocumentError("it cannot be opened") from error
    if not 1 <= len(pdf) <= MOST_PAGES:
        raise RefusedDocumentError(f"it has {len(pdf)} pages")
    if pdf.get_formtype() == pypdfium2.raw.FORMTYPE_XFA_FULL:
        raise RefusedDocumentError("it is a form of another program (XFA)")
    drawn = []
    for number in range(len(pdf)):
        page = pdf[number]
        longest = max(page.get_size())
        if not 0 < longest <= _MOST_POINTS:
            raise RefusedDocumentError("it has a page of another size")
        written = BytesIO()
        picture = page.render(scale=_SHOWN_PX / longest, may_draw_forms=False).to_pil().convert("RGB")
        picture.save(written, "JPEG", quality=85)
        drawn.append(written.getvalue())
        page.close()
    return drawn


def main() -> None:
    """Draw what comes in."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_CPU_S, _CPU_S))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    output = sys.stdout.buffer
    try:
        pages = _draw(sys.stdin.buffer.read())
    except (RefusedDocumentError, pypdfium2.PdfiumError, MemoryError) as error:
        output.write(json.dumps({"refused": str(error) or type(error).__name__}).encode() + b"\n")
        return
    output.write(json.dumps({"pages": [len(page) for page in pages]}).encode() + b"\n")
    for page in pages:
        output.write(page)


if __name__ == "__main__":
    main()
