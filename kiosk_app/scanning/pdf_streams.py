"""What streams of a PDF hold, unpacked up to a bound, and what a content shows by name."""

from __future__ import annotations

import re
import zlib

import pikepdf

MOST_CONTENT = 5_000_000
"""Bytes of what one page draws with, forms and all, looked through: some seconds of work at worst."""
_CHUNK = 1 << 20
_EXPANDS = {"/ASCIIHexDecode": 1, "/ASCII85Decode": 4, "/RunLengthDecode": 64, "/LZWDecode": 2731}
"""How many bytes one byte becomes at most; what would go beyond a bound is not unpacked."""
_HEADER = 2
"""Bytes in front of deflated data (RFC 1950)."""
GENERAL = frozenset(
    f"/{name}" for name in ("FlateDecode", "LZWDecode", "RunLengthDecode", "ASCII85Decode", "ASCIIHexDecode")
)


class OtherwiseCodedError(Exception):
    """A content coded as pictures are, or with a predictor: it is not looked through, its page is drawn."""


ODD = (
    pikepdf.PdfError,
    ValueError,
    TypeError,
    KeyError,
    AttributeError,
    IndexError,
    NotImplementedError,
    OtherwiseCodedError,
)
"""What a file that is odd in another way ends a look with; pikepdf says of some codings that it has none."""


class TooMuchError(Exception):
    """More work than a page is worth: nothing is known of it."""


class PdfBudget:
    """What may still be unpacked."""

    def __init__(self, left: int) -> None:
        self.left = left

    def spend(self, amount: int) -> None:
        """Take it. Raises `TooMuchError`."""
        self.left -= amount
        if self.left < 0:
            raise TooMuchError


def content_of(contents: pikepdf.Object | None, budget: PdfBudget) -> bytes:
    """Give what a page or form draws with, as far as it can be unpacked. Raises `TooMuchError`."""
    if contents is None:
        return b""
    parts = contents if isinstance(contents, pikepdf.Array) else [contents]
    return b"\n".join(_unpacked(part, budget)[0] for part in parts if isinstance(part, pikepdf.Stream))


def is_whole_content(contents: pikepdf.Object | None, budget: PdfBudget) -> bool:
    """Whether all is there that a page or form draws with. Raises `TooMuchError`, `OtherwiseCodedError`."""
    return all(_unpacked(part, budget)[1] for part in as_list(contents) if isinstance(part, pikepdf.Stream))


def _unpacked(part: pikepdf.Stream, budget: PdfBudget) -> tuple[bytes, bool]:
    """Give a content, and whether it is whole. Raises `TooMuchError`, `OtherwiseCodedError`."""
    filters = [str(one) for one in as_list(part.get("/Filter"))]
    raw = part.read_raw_bytes()
    budget.spend(len(raw) + 1)
    predicted = any(int(one.get("/Predictor", 1)) > 1 for one in parameters_of(part, len(filters)))
    if predicted or not set(filters) <= GENERAL:
        raise OtherwiseCodedError
    whole = True
    for name, parameters in zip(filters, parameters_of(part, len(filters)), strict=True):
        empty = not raw.strip()
        raw, ends = through(name, raw, parameters, budget, MOST_CONTENT)
        whole &= ends or empty
    return raw, whole


class _Shown(pikepdf.TokenFilter):
    """Collects the names in front of `Do`; what stands in a text, a comment or an inline picture is none."""

    def __init__(self) -> None:
        super().__init__()
        self.names: dict[str, None] = {}
        self._before, self._depth = b"", 0

    def handle_token(self, token: pikepdf.Token) -> None:
        kind = token.type_
        if kind in _BLANK:
            return
        raw = token.raw_value
        if kind in _OPEN:
            self._depth += 1
        elif kind in _CLOSE:
            self._depth = max(0, self._depth - 1)
        elif kind == pikepdf.TokenType.word and raw == b"Do" and self._before and not self._depth:
            name = _unescaped(self._before)
            if name.isprintable():
                self.names[name] = None
        self._before = raw if kind == pikepdf.TokenType.name_ else b""


_BLANK = frozenset({pikepdf.TokenType.space, pikepdf.TokenType.comment})
_OPEN = frozenset({pikepdf.TokenType.array_open, pikepdf.TokenType.dict_open})
_CLOSE = frozenset({pikepdf.TokenType.array_close, pikepdf.TokenType.dict_close})


def names_shown(drawing: pikepdf.Object | None, budget: PdfBudget) -> list[str]:
    """Give what a page's or form's content shows by name; nothing where it cannot be unpacked.

    Raises `TooMuchError`.
    """
    try:
        content = content_of(drawing, budget)
    except ODD:
        return []
    if b"Do" not in content:
        return []
    found = _Shown()
    with pikepdf.new() as scratch:
        page = scratch.add_blank_page()
        page.obj.Contents = scratch.make_stream(content)
        page.get_filtered_contents(found)
    return list(found.names)


def _unescaped(name: bytes) -> str:
    """Give a name with its #20 as the character (ISO 32000-1, 7.3.5)."""
    plain = re.sub(rb"#([0-9A-Fa-f]{2})", lambda found: bytes([int(found.group(1), 16)]), name)
    return plain.decode("utf-8", "surrogateescape")


def as_list(value: pikepdf.Object | None) -> list[pikepdf.Object]:
    """Give the elements of an array, or a value that stands alone; nothing for None."""
    if value is None:
        return []
    return list(value) if isinstance(value, pikepdf.Array) else [value]


def parameters_of(stream: pikepdf.Stream, count: int) -> list[pikepdf.Object]:
    """Give the parameters of each of its filters."""
    given: list[pikepdf.Object] = [
        one if isinstance(one, pikepdf.Dictionary) else pikepdf.Dictionary()
        for one in as_list(stream.get("/DecodeParms"))
    ]
    return [*given, *(pikepdf.Dictionary() for _ in range(count))][:count]


def through(
    name: str, data: bytes, parameters: pikepdf.Object, budget: PdfBudget, most: int
) -> tuple[bytes, bool]:
    """Give what one filter makes of data, and whether they are whole. Raises `TooMuchError`."""
    if name == "/FlateDecode":
        return _inflated(data, budget, most)
    if len(data) * _EXPANDS[name] > min(most, budget.left):
        raise TooMuchError
    with pikepdf.new() as scratch:
        outer = pikepdf.Stream(scratch, data)
        outer.Filter = pikepdf.Name(name)
        if name == "/LZWDecode":
            outer.DecodeParms = pikepdf.Dictionary(EarlyChange=int(parameters.get("/EarlyChange", 1)))
        try:
            made = outer.read_bytes()
        except pikepdf.PdfError:
            return b"", False
    budget.spend(len(made))
    return made, True


def _inflated(data: bytes, budget: PdfBudget, most: int) -> tuple[bytes, bool]:
    packed, made, held = data[_HEADER:], bytearray(), PdfBudget(most)
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        while packed and not inflater.eof:
            piece = inflater.decompress(packed, _CHUNK)
            budget.spend(len(piece))
            held.spend(len(piece))
            made += piece
            packed = inflater.unconsumed_tail
    except zlib.error:
        return bytes(made), False
    return bytes(made), inflater.eof


def inflates(data: bytes, least: int, budget: PdfBudget) -> bool:
    """Whether deflated data give as many bytes as the picture has; counted piece by piece, to save memory."""
    # Without the header zlib does not look at the sum behind the data, which some programs get wrong.
    packed, made = data[_HEADER:], 0
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        while packed and made < least and not inflater.eof:
            piece = len(inflater.decompress(packed, _CHUNK))
            budget.spend(piece)
            made += piece
            packed = inflater.unconsumed_tail
    except zlib.error:
        pass
    return made >= least


_CLEAR, _END = 256, 257
_WIDTHS = frozenset({512, 1024, 2048})
_WORK = 40
"""What counting one byte takes of a budget: some seconds of work for all of a page's."""


def lzw_gives(data: bytes, least: int, early: int, budget: PdfBudget) -> bool:
    """Whether LZW data give as many bytes as the picture has: counted by their codes, nothing is unpacked.

    `early`: the parameter EarlyChange (ISO 32000-1, 7.4.4). Raises `TooMuchError`.
    """
    budget.spend(_WORK * len(data))
    lengths = [1] * _CLEAR + [0, 0]
    width, held, bits, before, made = 9, 0, 0, 0, 0
    for byte in data:
        held, bits = (held << 8 | byte) & 0xFFFFFF, bits + 8
        if bits < width or made >= least:
            continue
        bits -= width
        code = held >> bits & (1 << width) - 1
        if code == _CLEAR:
            lengths, width, before = lengths[: _END + 1], 9, 0
            continue
        if code == _END or code > len(lengths) or (code == len(lengths) and not before):
            break
        length = lengths[code] if code < len(lengths) else before + 1
        made += length
        if before and len(lengths) <= 1 << 12:
            lengths.append(before + 1)
            if len(lengths) + early in _WIDTHS:
                width += 1
        before = length
    return made >= least
