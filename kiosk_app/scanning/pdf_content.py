"""What a PDF page draws: the pictures it places and how, the letters it shows, and whether there is more."""

from __future__ import annotations

import warnings
from dataclasses import dataclass, field, replace

import pikepdf

from kiosk_app.scanning.pdf_streams import PdfBudget, content_of

Matrix = tuple[float, float, float, float, float, float]
Box = tuple[float, float, float, float]
_MOST_CONTENT = 1_000_000
"""Bytes looked through of one page: a second of work, and 200 MB at worst."""
_DEEPEST, _MOST_FORMS = 10, 500
_AS_IT_IS: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
ALL_OF_PAGE = 0.03
"""Share of a page's longer side by which what fills it may fall short of its edges."""
_UNSEEN, _WITH_CLIP = 3, 4
"""Text rendering modes (ISO 32000-1, 9.3.6): not painted; and from here on the text cuts what follows."""
_TEXT = frozenset(("BT", "ET", "Tc", "Tw", "Tz", "TL", "Ts", "Td", "TD", "Tm", "T*"))
_LINES = frozenset(("w", "J", "j", "M", "d", "ri", "i", "m", "h", "CS", "SC", "G", "RG", "K"))
_NOTHING = _TEXT | _LINES | {"BMC", "EMC", "MP", "DP"}
"""Steps that put nothing on the page."""
_POINTS = frozenset("lcvy")
_MANY = 1000
_SHOWS_TEXT = frozenset(("Tj", "TJ", "'", '"'))
_PAINTS_PATH = frozenset(("S", "s", "f", "F", "f*", "B", "B*", "b", "b*"))
_BLACK = {("g", 0.0), ("rg", 0.0, 0.0, 0.0), ("k", 0.0, 0.0, 0.0, 1.0)}
_WHITE = {("g", 1.0), ("rg", 1.0, 1.0, 1.0), ("k", 0.0, 0.0, 0.0, 0.0)}
_CHANGES_NOTHING = frozenset(
    (
        "/Type",
        "/SA",
        "/OP",
        "/op",
        "/OPM",
        "/SM",
        "/FL",
        "/LW",
        "/LC",
        "/LJ",
        "/ML",
        "/D",
        "/RI",
        "/AIS",
        "/TK",
    )
)
"""What a graphics state may hold (8.4.5) that leaves black black."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A picture on a page."""

    image: pikepdf.Stream
    matrix: Matrix
    """Takes the picture's unit square to the page."""
    black: bool
    """Whether a stencil would be painted black."""


@dataclass(slots=True)
class Drawn:
    """What a page or an appearance draws."""

    pictures: list[Placed] = field(default_factory=list)
    letters: list[tuple[pikepdf.Object | None, bytes]] = field(default_factory=list)
    """A font, and the codes that are shown in it."""
    points: int = 0
    """Of lines and curves: letters may be drawn with them."""
    more: bool = False
    """Whether there is more than upright pictures and text: lines, areas, clips, layers, transparency."""


@dataclass(frozen=True, slots=True)
class _State:
    matrix: Matrix = _AS_IT_IS
    font: pikepdf.Object | None = None
    mode: int = 0
    paint: tuple[str | float, ...] = ("g", 0.0)


def drawn_by(drawing: pikepdf.Object | None, resources: pikepdf.Object, box: Box) -> Drawn:
    """Look through a content and the forms that it shows; `box`: what is seen of it.

    Raises what `pdf_streams.ODD` holds, and `TooMuchError`.
    """
    walk = _Walk(box)
    walk.through(drawing, resources, _State(), _DEEPEST)
    return walk.drawn


class _Walk:
    def __init__(self, box: Box) -> None:
        self.drawn = Drawn()
        self._box = box
        self._content, self._forms = PdfBudget(_MOST_CONTENT), PdfBudget(_MOST_FORMS)

    def through(
        self, drawing: pikepdf.Object | None, resources: pikepdf.Object, state: _State, depth: int
    ) -> None:
        content = content_of(drawing, self._content)
        kept: list[_State] = []
        clips: list[Box | None] = []
        with pikepdf.new() as scratch, warnings.catch_warnings():
            # Of a content that ends in the middle; who reads the terminal cannot do anything about it.
            warnings.simplefilter("ignore")
            steps = pikepdf.parse_content_stream(scratch.make_stream(content))
            for step in steps:
                if isinstance(step, pikepdf.ContentStreamInlineImage):
                    self.drawn.more = True
                    self.drawn.points += _MANY
                    continue
                operator, given = str(step.operator), list(step.operands)
                if operator == "q":
                    kept.append(state)
                elif operator == "Q":
                    state = kept.pop() if kept else state
                elif operator == "Do":
                    self._show(_named(resources, "/XObject", given[0]), resources, state, depth)
                elif operator == "re":
                    clips.append(_placed_box(state.matrix, *(float(one) for one in given)))
                elif operator in ("W", "W*"):
                    if len(clips) != 1 or not self._covers(clips[0]):
                        self.drawn.more = True
                elif operator == "n":
                    clips.clear()
                elif operator in _PAINTS_PATH:
                    unseen = (
                        operator in ("f", "F", "f*") and state.paint in _WHITE and not self.drawn.pictures
                    )
                    self.drawn.more |= not unseen
                    clips.clear()
                else:
                    state = self._changed(operator, given, resources, state)

    def _changed(
        self, operator: str, given: list[pikepdf.Object], resources: pikepdf.Object, state: _State
    ) -> _State:
        if operator == "cm":
            return replace(state, matrix=_multiplied(_matrix(given), state.matrix))
        if operator == "Tf":
            return replace(state, font=_named(resources, "/Font", given[0]))
        if operator == "Tr":
            return replace(state, mode=int(given[0]))
        if operator in ("g", "rg", "k"):
            return replace(state, paint=(operator, *(float(one) for one in given)))
        if operator in ("cs", "sc", "scn"):
            return replace(state, paint=())
        if operator in _SHOWS_TEXT:
            self._text(given, state)
        elif operator == "gs":
            self.drawn.more |= not _is_plain(_named(resources, "/ExtGState", given[0]))
        elif operator == "BDC":
            self.drawn.more |= str(given[0]) == "/OC"
        elif operator in _POINTS:
            self.drawn.points += 1
        elif operator not in _NOTHING:
            self.drawn.more = True
        return state

    def _text(self, given: list[pikepdf.Object], state: _State) -> None:
        self.drawn.more |= state.mode >= _WITH_CLIP
        parts = given[-1] if isinstance(given[-1], pikepdf.Array) else given[-1:]
        codes = b"".join(bytes(one) for one in parts if isinstance(one, pikepdf.String))
        if codes and state.mode != _UNSEEN:
            self.drawn.letters.append((state.font, codes))

    def _show(self, one: pikepdf.Object | None, resources: pikepdf.Object, state: _State, depth: int) -> None:
        if not isinstance(one, pikepdf.Stream) or "/OC" in one or depth == 0:
            self.drawn.more = True
        elif one.get("/Subtype") == "/Image":
            self.drawn.pictures.append(Placed(one, state.matrix, state.paint in _BLACK))
        else:
            self._forms.spend(1)
            own = _matrix(list(one.Matrix)) if "/Matrix" in one else _AS_IT_IS
            inner = replace(state, matrix=_multiplied(own, state.matrix))
            left, bottom, right, top = (float(edge) for edge in one.BBox)
            if not self._covers(_placed_box(inner.matrix, left, bottom, right - left, top - bottom)):
                self.drawn.more = True
            self.through(one, one.get("/Resources", resources), inner, depth - 1)

    def _covers(self, box: Box | None) -> bool:
        slack = ALL_OF_PAGE * max(self._box[2] - self._box[0], self._box[3] - self._box[1])
        return box is not None and (
            box[0] <= self._box[0] + slack
            and box[1] <= self._box[1] + slack
            and box[2] >= self._box[2] - slack
            and box[3] >= self._box[3] - slack
        )


def _named(resources: pikepdf.Object, kind: str, name: pikepdf.Object) -> pikepdf.Object | None:
    found: pikepdf.Object | None = resources.get(kind, pikepdf.Dictionary()).get(str(name))
    return found


def _is_plain(state: pikepdf.Object | None) -> bool:
    """Whether a graphics state leaves black black: no transparency, mask or transfer."""
    if state is None:
        return True
    for key, value in state.items():
        opaque = key in ("/ca", "/CA") and float(value) == 1.0
        normal = key == "/BM" and value in ("/Normal", "/Compatible")
        bare = key == "/SMask" and value == "/None"
        if key not in _CHANGES_NOTHING and not (opaque or normal or bare):
            return False
    return True


def _matrix(given: list[pikepdf.Object]) -> Matrix:
    a, b, c, d, e, f = (float(one) for one in given)
    return (a, b, c, d, e, f)


def _multiplied(first: Matrix, then: Matrix) -> Matrix:
    """Give the matrix that does one after the other (ISO 32000-1, 8.3.4: a new one stands before the old)."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def _placed_box(matrix: Matrix, left: float, bottom: float, width: float, height: float) -> Box | None:
    """Give where a rectangle comes to lie, None where it lies askew."""
    a, b, c, d, e, f = matrix
    if (b or c) and (a or d):
        return None
    corners = [(left, bottom), (left + width, bottom + height)]
    across = [a * x + c * y + e for x, y in corners]
    up = [b * x + d * y + f for x, y in corners]
    return (min(across), min(up), max(across), max(up))
