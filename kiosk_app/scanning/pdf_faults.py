"""What a PDF page holds and a drawing of it would not show, without a word: pictures that are cut short or
missing, contents that are damaged, letters that no face at hand has, and marks without a picture.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from types import TracebackType

import pikepdf
from PIL import Image

from kiosk_app.scanning.encode import EncodingError, group4, group4_decoded
from kiosk_app.scanning.pdf_letters import letters_lost, marks_lost
from kiosk_app.scanning.pdf_streams import (
    GENERAL,
    MOST_CONTENT,
    ODD,
    PdfBudget,
    TooMuchError,
    as_list,
    inflates,
    is_whole_content,
    lzw_gives,
    names_shown,
    parameters_of,
    through,
)

_MOST_FORMS = 2000
_MOST_OF_PICTURES = 600_000_000
"""Bytes of a page that are unpacked to look at it; A4 at 1,200 dpi in colour has 417 million. Of a page with
more nothing is known, and it is drawn as it is."""
_MOST_HELD = 100_000_000
"""Bytes of one picture, unpacked but for its last filter, that are held at once."""
_MISSING_SHARE = 0.01
"""Of a picture's bytes: some programs leave its last row out, with which no letter goes."""
_END_OF_JPEG = b"\xff\xd9"
_END_OF_GROUP_4 = "000000000001000000000001"
_TAIL = 8
_LONGER = 4
"""Bytes: the end mark has three, and a bit stands for each row that is blank."""
_CHANNELS = {"/DeviceRGB": 3, "/CalRGB": 3, "/Lab": 3, "/DeviceCMYK": 4}
_PNG_PREDICTOR = 10
_PICTURE = "a picture in it is damaged or cut short"
_NO_PICTURE = "a picture that belongs on it is missing"
_CONTENT = "what is drawn on it is damaged or cut short"


class PdfFaults:
    """Looks at the pages of one file; a context manager. A file that it cannot open has no faults to tell."""

    def __init__(self, path: Path) -> None:
        self._whole: dict[tuple[int, int], bool] = {}
        try:
            self._document: pikepdf.Pdf | None = pikepdf.open(path)
        except (*ODD, pikepdf.PasswordError):
            self._document = None

    def __enter__(self) -> PdfFaults:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._document is not None:
            self._document.close()

    def is_portfolio(self) -> bool:
        """Whether the file is an envelope around other files, of which its pages show nothing."""
        return self._document is not None and "/Collection" in self._document.Root

    def of(self, number: int) -> str:
        """Say what would be lost of a page (counted from 0), "" for nothing."""
        page = self._page(number)
        if page is None:
            return ""
        for look in (self._contents, self._pictures, self._letters):
            try:
                found = look(page)
            except (*ODD, TooMuchError):
                # What is odd in another way, or too much to look at, is for the drawing to judge.
                continue
            if found:
                return found
        return ""

    def user_unit(self, number: int) -> float:
        """How many points a unit of a page stands for; 1 nearly everywhere (ISO 32000-1, 14.11.1)."""
        page = self._page(number)
        try:
            unit = float(page.obj.get("/UserUnit", 1)) if page is not None else 1.0
        except ODD:
            return 1.0
        return unit if unit > 0 else 1.0

    def _page(self, number: int) -> pikepdf.Page | None:
        if self._document is None or number >= len(self._document.pages):
            return None
        return self._document.pages[number]

    def _pictures(self, page: pikepdf.Page) -> str:
        forms, content, pictures = (
            PdfBudget(_MOST_FORMS),
            PdfBudget(MOST_CONTENT),
            PdfBudget(_MOST_OF_PICTURES),
        )
        held = page.resources if "/Resources" in _inherited(page) else pikepdf.Dictionary()
        of_page, seen = _xobjects(held), set[tuple[object, object]]()
        # What draws, its resources' XObjects, and what these belong to (None: the page).
        waiting: list[tuple[pikepdf.Object | None, pikepdf.Object, object]]
        waiting = [(page.obj.get("/Contents"), of_page or pikepdf.Dictionary(), None)]
        while waiting:
            drawing, shown, owner = waiting.pop()
            for name in names_shown(drawing, content):
                one = shown.get(name)
                if not isinstance(one, pikepdf.Stream):
                    return _NO_PICTURE
                if one.get("/Subtype") == "/Image" and not self._is_whole(one, pictures):
                    return _PICTURE
                if one.get("/Subtype") != "/Form":
                    continue
                own, its = (shown, owner), one.get("/Resources")
                if its is not None:
                    # A form without XObjects of its own draws the page's (pdfium's `FindResourceHolder`).
                    found = _xobjects(its)
                    own = (of_page or pikepdf.Dictionary(), None) if found is None else (found, one.objgen)
                # Forms may name each other: each is looked at once with the same resources.
                if (one.objgen, own[1]) in seen:
                    continue
                seen.add((one.objgen, own[1]))
                forms.spend(1)
                waiting.append((one, *own))
        return ""

    def _is_whole(self, image: pikepdf.Stream, budget: PdfBudget) -> bool:
        known = self._whole.get(image.objgen)
        if known is None:
            try:
                known = all(_whole(one, budget) for one in _with_masks(image))
            except TooMuchError:
                known = True
            self._whole[image.objgen] = known
        return known

    def _contents(self, page: pikepdf.Page) -> str:
        return "" if is_whole_content(page.obj.get("/Contents"), PdfBudget(MOST_CONTENT)) else _CONTENT

    def _letters(self, page: pikepdf.Page) -> str:
        form = self._document.Root.get("/AcroForm") if self._document is not None else None
        return letters_lost(page, form) or marks_lost(page)


def _inherited(page: pikepdf.Page) -> set[str]:
    """Give the names of what a page has, of itself or from the nodes above it."""
    node: pikepdf.Object = page.obj
    names: set[str] = set()
    for _ in range(50):
        names |= set(node.keys())
        if "/Parent" not in node:
            break
        node = node.Parent
    return names


def _xobjects(resources: pikepdf.Object) -> pikepdf.Object | None:
    found: pikepdf.Object | None = resources.get("/XObject")
    return found if isinstance(found, pikepdf.Dictionary) else None


def _with_masks(image: pikepdf.Stream) -> Iterator[pikepdf.Stream]:
    yield image
    for key in ("/SMask", "/Mask"):
        mask = image.get(key)
        if isinstance(mask, pikepdf.Stream):
            yield mask


def _whole(image: pikepdf.Stream, budget: PdfBudget) -> bool:
    """Whether the data of a picture are all there. What is coded in a way not known here counts as whole.

    Raises `TooMuchError`.
    """
    names = [str(one) for one in as_list(image.get("/Filter"))]
    last = names[-1] if names else ""
    tests: dict[str, Callable[[bytes, pikepdf.Stream, PdfBudget], bool]] = {
        "/DCTDecode": _whole_jpeg,
        "/JPXDecode": _whole_jpeg_2000,
        "/CCITTFaxDecode": _whole_fax,
        "/JBIG2Decode": _whole_jbig2,
    }
    if not set(names) - tests.keys() <= GENERAL or not set(names[:-1]) <= GENERAL:
        return True
    data, whole = image.read_raw_bytes(), True
    budget.spend(len(data))
    parameters = parameters_of(image, len(names))
    for name, its in zip(names[:-1], parameters, strict=False):
        data, whole = through(name, data, its, budget, _MOST_HELD)
        if not whole:
            data = b""
    if last in tests:
        return tests[last](data, image, budget)
    if not names:
        return len(data) >= _least(image)
    least = _least(image) + _predicted(image, parameters[-1])
    if last == "/FlateDecode":
        return inflates(data, least, budget)
    if last == "/LZWDecode":
        return lzw_gives(data, least, int(parameters[-1].get("/EarlyChange", 1)), budget)
    return len(through(last, data, parameters[-1], budget, _MOST_HELD)[0]) >= _least(image)


def _whole_jpeg(data: bytes, _image: pikepdf.Stream, budget: PdfBudget) -> bool:
    if b"\xff\xd8" in data[:64] and data.rstrip(b"\0\r\n\t ").endswith(_END_OF_JPEG):
        return True
    return _decodes(data[max(0, data.find(b"\xff\xd8")) :].rstrip(b"\0"), budget)


def _whole_jpeg_2000(data: bytes, _image: pikepdf.Stream, budget: PdfBudget) -> bool:
    begins = data[4:8] == b"jP  " or data[:4] == b"\xff\x4f\xff\x51"
    return (begins and data.rstrip(b"\0\r\n\t ").endswith(_END_OF_JPEG)) or _decodes(data, budget)


def _decodes(data: bytes, budget: PdfBudget) -> bool:
    try:
        with Image.open(BytesIO(data)) as picture:
            budget.spend(picture.width * picture.height * len(picture.getbands()))
            picture.load()
    except (OSError, ValueError, SyntaxError, TypeError, IndexError, KeyError, Image.DecompressionBombError):
        return False
    return True


def _whole_fax(data: bytes, image: pikepdf.Stream, budget: PdfBudget) -> bool:
    parameters = (as_list(image.get("/DecodeParms")) or [pikepdf.Dictionary()])[-1]
    width, height = int(parameters.get("/Columns", 1728)), int(image.Height)
    if width < int(image.Width):
        return False
    if int(parameters.get("/K", 0)) >= 0:
        return True
    tail = data.rstrip(b"\0\r\n")[-_TAIL:]
    if _END_OF_GROUP_4 in "".join(f"{byte:08b}" for byte in (*tail, 0)):
        return True
    budget.spend(width * height)
    try:
        again = group4(group4_decoded(data, width, height))
    except EncodingError:
        return False
    # Rows that are not there come back blank: coded anew they take more than there was.
    return len(again) <= len(data.rstrip(b"\0")) + _LONGER


def _whole_jbig2(data: bytes, _image: pikepdf.Stream, _budget: PdfBudget) -> bool:
    """Whether the segments (ITU-T T.88, 7.2) reach to the end and not beyond."""
    place = 0
    while place + 11 <= len(data):
        kind, referred = data[place + 4], data[place + 5] >> 5
        number = int.from_bytes(data[place : place + 4], "big")
        place += 6
        if referred == 7:
            referred = int.from_bytes(data[place - 1 : place + 3], "big") & 0x1FFFFFFF
            place += 3 + (referred + 8) // 8
        place += referred * (1 if number <= 256 else 2 if number <= 65536 else 4)
        place += 4 if kind & 0x40 else 1
        length = int.from_bytes(data[place : place + 4], "big")
        place += 4
        if length == 0xFFFFFFFF:
            # Of a region whose length is not told; its end would have to be looked for.
            return True
        place += length
        if kind & 0x3F in (49, 51):
            return place <= len(data)
    return place > 0 and place <= len(data) and not data[place:].strip(b"\0\r\n\t ")


def _least(image: pikepdf.Stream) -> int:
    """Give how many bytes a picture has at least, as it is unpacked."""
    bits = 1 if image.get("/ImageMask", False) else int(image.get("/BitsPerComponent", 8))
    row = (int(image.Width) * bits * _channels(image) + 7) // 8
    return int(row * int(image.Height) * (1 - _MISSING_SHARE))


def _predicted(image: pikepdf.Stream, parameters: pikepdf.Object) -> int:
    """Give how many bytes a predictor of PNG puts before the rows: one for each."""
    rows = int(image.Height) if int(parameters.get("/Predictor", 1)) >= _PNG_PREDICTOR else 0
    return int(rows * (1 - _MISSING_SHARE))


def _channels(image: pikepdf.Stream) -> int:
    space = image.get("/ColorSpace", pikepdf.Name("/DeviceGray"))
    if not isinstance(space, pikepdf.Array):
        return _CHANNELS.get(str(space), 1)
    kind = str(space[0])
    if kind == "/ICCBased":
        return int(space[1].N)
    return len(space[1]) if kind == "/DeviceN" else _CHANNELS.get(kind, 1)
