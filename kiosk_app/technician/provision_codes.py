"""`kioskctl provision-codes`: the province's signed files for single kiosks as QR codes, a page each."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Annotated

import segno
import typer
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from configuration.outside_file import read_outside
from kiosk_app.forms.typeface import FACE, register
from kiosk_app.servicing.provisioning.errors import ProvisioningError
from kiosk_app.servicing.provisioning.signed_code import pack_code, read_code
from kiosk_app.servicing.provisioning.signed_file import read_key
from kiosk_app.technician.opening import end
from kiosk_app.technician.target import ReplaceOption, look_at_target, write_file
from kiosk_app.technician.terminal import say

_WAY = "Chế độ dịch vụ → Cài đặt máy → Cài đặt bằng mã QR của tỉnh."
_LONGEST = 1_000_000
_SIDE = 150 * mm
"""Large enough that a module of the densest code is a millimetre."""


def provision_codes(
    folder: Annotated[
        Path, typer.Argument(metavar="FOLDER", help="KIOSK.toml for each, its .sig beside it.")
    ],
    out: Annotated[Path, typer.Argument(metavar="FILE", help="The PDF to print, a page a kiosk.")],
    key: Annotated[Path, typer.Option("--key", help="The province's public key (PEM).")],
    replace: ReplaceOption = False,
) -> None:
    """Draw the province's signed files as QR codes for the kiosks' own readers. Keep the paper like a key."""
    look_at_target(out, replace=replace)
    try:
        province = read_key(key)
        pages = [_page(path, province) for path in sorted(folder.glob("*.toml"))]
    except ProvisioningError as error:
        end(str(error))
    except OSError as error:
        end(f"{error.filename}: không đọc được ({error.strerror})")
    if not pages:
        end(f"{folder}: không có tệp .toml nào")
    write_file(out, _pdf(pages), replace=replace)
    say(f"{len(pages)} tờ mã: {out}")


def _page(path: Path, province: Ed25519PublicKey) -> tuple[str, str]:
    """Give the kiosk's name and the text of its code. Raises `ProvisioningError`, `OSError`."""
    signature = read_outside(path.with_name(path.name + ".sig"), _LONGEST)
    try:
        text = pack_code(read_outside(path, _LONGEST), signature)
        # Read back as a kiosk would, before a hundred sheets are printed and sent out.
        file = read_code(text, province)
    except ProvisioningError as error:
        raise ProvisioningError(f"{path.name}: {error}") from error
    return ", ".join(one.id for one in file.kiosk), text


def _pdf(pages: list[tuple[str, str]]) -> bytes:
    register()
    made = BytesIO()
    canvas = Canvas(made, pagesize=A4, invariant=True)
    width, height = A4
    for name, text in pages:
        canvas.setFont(FACE, 20)
        canvas.drawCentredString(width / 2, height - 25 * mm, f"Kiosk {name}")
        canvas.setFont(FACE, 12)
        canvas.drawCentredString(width / 2, height - 34 * mm, f"{_WAY} Giữ tờ này như chìa khóa.")
        _draw(canvas, text, (width - _SIDE) / 2, height - 45 * mm - _SIDE)
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def _draw(canvas: Canvas, text: str, left: float, bottom: float) -> None:
    rows = [list(row) for row in segno.make(text, error="l", micro=False).matrix_iter(border=4)]
    module = _SIDE / len(rows)
    for down, row in enumerate(rows):
        for across, dark in enumerate(row):
            if dark:
                # Two per cent wider, because viewers draw a pale seam between rectangles that only touch.
                canvas.rect(
                    left + across * module,
                    bottom + _SIDE - (down + 1) * module,
                    module * 1.02,
                    module * 1.02,
                    stroke=0,
                    fill=1,
                )
