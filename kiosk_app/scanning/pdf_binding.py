"""Binds the pages of one component into PDF/A-2b in colour, at original size, with metadata."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from typing import ClassVar

import img2pdf
import pikepdf
from pikepdf import Array, Dictionary, Name
from PIL import Image

from kiosk_app.scanning.archive import PdfMetadata, saved_as_archive
from kiosk_app.scanning.encode import inflated, recompressed
from kiosk_app.scanning.layers import coarser
from kiosk_app.scanning.page import Bilevel, Crossing, Layers, Page, Patch

MIN_DPI = 200
"""NĐ 30/2020 Phụ lục I: colour, at least 200 dpi (docs/domain/paper.md#digitising)."""


_REDUCTIONS = ((1.0, 65), (1.0, 50), (0.85, 50), (0.75, 45), (0.67, 40), (0.67, 30))
"""(scale of the side, JPEG quality), tried in this order to meet a ceiling; 0.67 of 300 dpi is 200 dpi."""


class TooLargeError(Exception):
    """The pages cannot be compressed below the portal's limit for one file."""

    code: ClassVar[str] = "prepare.too_large"


def bind_pdf(pages: Sequence[Page], about: PdfMetadata, max_bytes: int | None = None) -> bytes:
    """Bind pages; the same input gives the same bytes.

    `max_bytes`: hard ceiling, met by re-encoding the pages. Raises `TooLargeError`.
    """
    return _bound(pages, about, max_bytes, _Reduced())


class _Reduced:
    """Pages as each reduction makes them, made once; for as long as the caller holds the pages."""

    def __init__(self) -> None:
        self._made: dict[tuple[int, int], Page] = {}

    def __call__(self, page: Page, step: int) -> Page:
        """Give a page as the reduction of that place makes it."""
        key = (id(page), step)
        if key not in self._made:
            self._made[key] = _smaller(page, *_REDUCTIONS[step])
        return self._made[key]

    def smallest(self, page: Page) -> Page:
        """Give it as small as it gets."""
        return self(page, len(_REDUCTIONS) - 1)


def _bound(pages: Sequence[Page], about: PdfMetadata, max_bytes: int | None, reduced: _Reduced) -> bytes:
    made = _bind(pages, about)
    if max_bytes is None or len(made) <= max_bytes:
        return made
    # A page's pictures stand in the file as they are: it adds no less.
    fits = sum(reduced.smallest(page).size for page in pages) < max_bytes
    for step in range(len(_REDUCTIONS) if fits else 0):
        made = _bind([reduced(page, step) for page in pages], about)
        if len(made) <= max_bytes:
            return made
    raise TooLargeError(f"{len(pages)} pages do not fit into {max_bytes} bytes")


def bind_files(pages: Sequence[Page], about: PdfMetadata, max_bytes: int | None = None) -> tuple[bytes, ...]:
    """Bind pages into one file, or into as few as hold them where one would be above `max_bytes`.

    Every page stays, in its order. Raises `TooLargeError` where a single page is too large.
    """
    reduced = _Reduced()
    try:
        return (_bound(pages, about, max_bytes, reduced),)
    except TooLargeError:
        if max_bytes is None or len(pages) < 2:
            raise
    files = _shared_out(pages, about, max_bytes, reduced)
    return tuple(_bound(some, about, max_bytes, reduced) for some in files)


def _shared_out(
    pages: Sequence[Page], about: PdfMetadata, max_bytes: int, reduced: _Reduced
) -> list[list[Page]]:
    """Give the pages of each file. A page alone, at its smallest, weighs more than it adds to a file."""
    files: list[list[Page]] = []
    room = 0
    for page in pages:
        weight = len(_bind([reduced.smallest(page)], about))
        if weight > max_bytes:
            raise TooLargeError(f"a page does not fit into {max_bytes} bytes")
        if weight > room:
            files.append([])
            room = max_bytes
        files[-1].append(page)
        room -= weight
    return files


def _smaller(page: Page, scale: float, quality: int) -> Page:
    # A page that is at the minimum resolution keeps its pixels; only its JPEG quality is lowered.
    scale = min(1.0, max(scale, MIN_DPI / page.dpi))
    if page.bilevel is not None:
        return page
    if page.layers is None:
        return replace(page, picture=recompressed(page.picture, scale, quality))
    layers = coarser(page.layers, scale, quality)
    return replace(page, layers=layers) if layers.size < page.layers.size else page


def _bind(pages: Sequence[Page], about: PdfMetadata) -> bytes:
    with pikepdf.new() as document:
        for page in pages:
            _add(document, page)
        return saved_as_archive(document, about)


def _add(document: pikepdf.Pdf, page: Page) -> None:
    size = (round(72 * page.width / page.dpi, 4), round(72 * page.height / page.dpi, 4))
    if page.bilevel is not None:
        _add_bilevel(document, page.bilevel, size)
    elif page.layers is None:
        _add_picture(document, page.picture, size)
    else:
        _add_layers(document, page.layers, size)


def _add_picture(document: pikepdf.Pdf, picture: bytes, size: tuple[float, float]) -> None:
    layout = img2pdf.get_layout_fun(pagesize=size)
    with pikepdf.open(BytesIO(img2pdf.convert(picture, layout_fun=layout, nodate=True))) as single:
        document.pages.extend(single.pages)


_TURNED = {
    0: "{wide} 0 0 {high} 0 0",
    90: "0 -{high} {wide} 0 0 {high}",
    180: "-{wide} 0 0 -{high} {wide} {high}",
    270: "0 {high} -{wide} 0 {wide} 0",
}
"""The matrix that shows the unit square on the whole page, turned clockwise (ISO 32000-1, 8.3.3)."""


def _add_bilevel(document: pikepdf.Pdf, bilevel: Bilevel, size: tuple[float, float]) -> None:
    wide, high = size
    image = pikepdf.Stream(document, bilevel.data)
    if bilevel.parameters:
        for key, value in pikepdf.Object.parse(bilevel.parameters).items():
            image[key] = value
        if bilevel.shared:
            shared = document.make_indirect(pikepdf.Stream(document, bilevel.shared))
            image["/DecodeParms"] = Dictionary(JBIG2Globals=shared)
    else:
        image["/Filter"] = Name.CCITTFaxDecode
        image["/DecodeParms"] = Dictionary(K=-1, Columns=bilevel.width, Rows=bilevel.height, BlackIs1=False)
    image["/Type"], image["/Subtype"] = Name.XObject, Name.Image
    image["/Width"], image["/Height"] = bilevel.width, bilevel.height
    image["/BitsPerComponent"], image["/ColorSpace"] = 1, Name.DeviceGray
    matrix = _TURNED[bilevel.rotation].format(wide=f"{wide:.4f}", high=f"{high:.4f}")
    document.add_blank_page(page_size=(wide, high))
    made = document.pages[-1]
    made.obj.Resources = Dictionary(XObject=Dictionary({"/Scan": document.make_indirect(image)}))
    made.obj.Contents = document.make_stream(f"q {matrix} cm /Scan Do Q".encode())


def _add_layers(document: pikepdf.Pdf, layers: Layers, size: tuple[float, float]) -> None:
    wide, high = size
    images: dict[str, pikepdf.Object] = {"/Paper": _layer_image(document, layers.paper)}
    drawn = [_placed("/Paper", (0.0, 0.0, wide, high))]
    for number, patch in enumerate(layers.patches, 1):
        name = f"/Photo{number}"
        images[name] = _jpeg_image(document, patch.picture)
        drawn.append(_placed(name, _place_of(patch, wide, high)))
    images["/Ink"] = _layer_image(document, layers.ink)
    images["/Ink"]["/Mask"] = _mask_image(document, layers)
    drawn.append(_placed("/Ink", (0.0, 0.0, wide, high)))
    for number, crossing in enumerate(layers.crossings, 1):
        name = f"/Crossing{number}"
        images[name] = _layer_image(document, crossing.ink)
        images[name]["/Mask"] = _mask_image(document, crossing)
        drawn.append(_placed(name, _place_of(crossing, wide, high)))
    document.add_blank_page(page_size=(wide, high))
    made = document.pages[-1]
    made.obj.Resources = Dictionary(XObject=Dictionary(images))
    made.obj.Contents = document.make_stream("\n".join(drawn).encode())


def _place_of(part: Patch | Crossing, wide: float, high: float) -> tuple[float, float, float, float]:
    """Give left, bottom, width and height of a part on its page, in points."""
    across, along = (part.right - part.left) * wide, (part.bottom - part.top) * high
    return part.left * wide, high - part.bottom * high, across, along


def _placed(name: str, place: tuple[float, float, float, float]) -> str:
    left, bottom, across, along = place
    return f"q {across:.4f} 0 0 {along:.4f} {left:.4f} {bottom:.4f} cm {name} Do Q"


def _jpeg_image(document: pikepdf.Pdf, picture: bytes) -> pikepdf.Stream:
    return _image(document, picture, _jpeg_size(picture), Name.DCTDecode)


def _layer_image(document: pikepdf.Pdf, layer: bytes) -> pikepdf.Stream:
    # Filters are undone in their order (ISO 32000-1, 7.4).
    return _image(document, layer, _jpeg_size(inflated(layer)), Array([Name.FlateDecode, Name.DCTDecode]))


def _image(
    document: pikepdf.Pdf, data: bytes, size: tuple[int, int], coding: pikepdf.Object
) -> pikepdf.Stream:
    return document.make_indirect(
        pikepdf.Stream(
            document,
            data,
            Type=Name.XObject,
            Subtype=Name.Image,
            Width=size[0],
            Height=size[1],
            ColorSpace=Name.DeviceRGB,
            BitsPerComponent=8,
            Filter=coding,
        )
    )


def _jpeg_size(picture: bytes) -> tuple[int, int]:
    with Image.open(BytesIO(picture)) as header:
        return header.size


def _mask_image(document: pikepdf.Pdf, layers: Layers | Crossing) -> pikepdf.Stream:
    # Black in T.6 decodes to 0, and in a stencil mask 0 is where the colour is painted (ISO 32000-1).
    coding = Dictionary(K=-1, Columns=layers.width, Rows=layers.height, BlackIs1=False)
    return document.make_indirect(
        pikepdf.Stream(
            document,
            layers.mask,
            Type=Name.XObject,
            Subtype=Name.Image,
            Width=layers.width,
            Height=layers.height,
            ImageMask=True,
            BitsPerComponent=1,
            Filter=Array([Name.FlateDecode, Name.CCITTFaxDecode]),
            DecodeParms=Array([None, coding]),
        )
    )
