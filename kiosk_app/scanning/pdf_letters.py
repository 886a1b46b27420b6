"""Letters and marks of a PDF page that a drawing of it would drop without a word: in typefaces that are not
in the file, typed into fields, ticked, or stamped on it without a picture.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

import pikepdf

from kiosk_app.scanning.pdf_content import drawn_by
from kiosk_app.scanning.pdf_streams import as_list

_AGAIN = "; print it into a new PDF, or on paper"
_LETTERS = f"what is typed into its fields cannot be shown letter by letter{_AGAIN}"
_TYPEFACE = f"letters on it are in a typeface that is not in the file, and would be lost{_AGAIN}"
_TICK = f"a box on it is ticked and would be shown empty{_AGAIN}"
_MARK = f"a stamp or drawing that was put on it cannot be shown{_AGAIN}"
_HIDDEN = 0b10
"""Bit of an annotation's flags (ISO 32000-1, 12.5.3)."""
_BUTTON = 1 << 16
"""Bit of a button's flags: it is pressed, and keeps no value (12.7.4.2)."""
_WITHOUT_OWN_PICTURE = frozenset(("/Stamp", "/Line", "/PolyLine", "/Polygon", "/Caret"))
"""Marks that are not drawn unless the file brings their picture."""
_OUTLINED = 16
"""Points of lines and curves that a frame around a field does not have, and a word in outlines does."""
_SIGNS = frozenset(("Symbol", "ZapfDingbats"))
_OLD_ENCODINGS = (".Vn", "VNI-", "VNI ")
"""Names of typefaces in which the codes of Western letters stand for those of Vietnam (TCVN3, VNI)."""
_UNICODE_NAME = re.compile(r"^u(?:ni)?([0-9A-F]{4,6})$")
_MARKED_NAME = re.compile(
    r"^[A-Za-z]{1,2}(?:acute|grave|circumflex|tilde|breve|horn|hook|hookabove|dotbelow|croat|caron|macron)+$"
)


def letters_lost(page: pikepdf.Page, form: pikepdf.Object | None) -> str:
    """Say which letters of a page would be lost, "" for none; `form`: the document's.

    Raises what `pdf_streams.ODD` holds, and `TooMuchError`.
    """
    box = tuple(float(edge) for edge in page.cropbox)
    drawn_anew = form is not None and bool(form.get("/NeedAppearances", False))
    for one in _annotations(page):
        appearance = _appearance(one)
        text = _typed_text(one)
        if appearance is None or (drawn_anew and _is_field(one)):
            if not _is_western(text):
                return _LETTERS
        elif text.strip() and _shows_nothing(appearance):
            return _LETTERS
        elif _in_missing_typefaces(appearance, appearance.get("/Resources"), _box_of(appearance)):
            return _TYPEFACE
    if _in_missing_typefaces(page.obj.get("/Contents"), page.resources, (box[0], box[1], box[2], box[3])):
        return _TYPEFACE
    return ""


def marks_lost(page: pikepdf.Page) -> str:
    """Say which ticks and stamps of a page would be lost, "" for none."""
    for one in _annotations(page):
        if one.get("/Subtype") in _WITHOUT_OWN_PICTURE and _appearance(one) is None:
            return _MARK
        if _is_field(one) and _is_tick_lost(one):
            return _TICK
    return ""


def _annotations(page: pikepdf.Page) -> Iterator[pikepdf.Object]:
    for one in page.obj.get("/Annots", []):
        if isinstance(one, pikepdf.Dictionary) and not int(one.get("/F", 0)) & _HIDDEN:
            yield one


def _is_field(annotation: pikepdf.Object) -> bool:
    return bool(annotation.get("/Subtype") == "/Widget")


def _appearance(annotation: pikepdf.Object) -> pikepdf.Object | None:
    """Give the picture that an annotation brings for what it now is."""
    shown = annotation.get("/AP", pikepdf.Dictionary()).get("/N")
    if isinstance(shown, pikepdf.Stream) or shown is None:
        return shown
    found: pikepdf.Object | None = shown.get(str(annotation.get("/AS", "/Off")))
    return found


def _inherited(field: pikepdf.Object, key: str) -> pikepdf.Object | None:
    node = field
    for _ in range(20):
        if key in node:
            return node[key]
        if "/Parent" not in node:
            break
        node = node.Parent
    return None


def _typed_text(annotation: pikepdf.Object) -> str:
    """Give the text that somebody typed into a field, or onto the page."""
    if annotation.get("/Subtype") == "/FreeText":
        return str(annotation.get("/Contents", "")) or _unmarked(annotation.get("/RC"))
    kind, value = _inherited(annotation, "/FT"), _inherited(annotation, "/V")
    if not _is_field(annotation) or kind not in ("/Tx", "/Ch"):
        return ""
    if value is None:
        return _unmarked(_inherited(annotation, "/RV"))
    if isinstance(value, pikepdf.Stream):
        return value.read_bytes().decode("utf-8", "replace")
    told = [str(one) for one in as_list(value) if isinstance(one, pikepdf.String)]
    shown = dict[str, str]()
    for option in as_list(_inherited(annotation, "/Opt")):
        # A choice is kept as one word and shown as another.
        if isinstance(option, pikepdf.Array) and len(option) > 1:
            shown[str(option[0])] = str(option[1])
    return " ".join(shown.get(one, one) for one in told)


def _unmarked(rich: pikepdf.Object | None) -> str:
    """Give what stands in rich text, which is drawn only where its picture is brought along."""
    if rich is None:
        return ""
    text = rich.read_bytes().decode("utf-8", "replace") if isinstance(rich, pikepdf.Stream) else str(rich)
    written = re.sub(r"<[^>]*>", "", text).strip()
    return f"{written}\N{REPLACEMENT CHARACTER}" if written else ""


def _is_western(text: str) -> bool:
    """Whether the faces that a drawing falls back to have all letters: those of the West (code page 1252)."""
    try:
        text.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True


def _box_of(appearance: pikepdf.Object) -> tuple[float, float, float, float]:
    left, bottom, right, top = (float(edge) for edge in appearance.BBox)
    return (left, bottom, right, top)


def _shows_nothing(appearance: pikepdf.Object) -> bool:
    """Whether an appearance is as empty as before something was typed; a frame does not count."""
    resources = appearance.get("/Resources", pikepdf.Dictionary())
    drawn = drawn_by(appearance, resources, _box_of(appearance))
    written = any(codes.strip(b" \0") for _, codes in drawn.letters)
    return not (written or drawn.pictures or drawn.points >= _OUTLINED)


def _is_tick_lost(field: pikepdf.Object) -> bool:
    if _inherited(field, "/FT") != "/Btn" or int(_inherited(field, "/Ff") or 0) & _BUTTON:
        return False
    states = field.get("/AP", pikepdf.Dictionary()).get("/N")
    value = str(_inherited(field, "/V") or "/Off")
    if value == "/Off" or states is None or isinstance(states, pikepdf.Stream):
        return False
    return value in states and str(field.get("/AS", "/Off")) != value


def _in_missing_typefaces(
    drawing: pikepdf.Object | None, resources: pikepdf.Object | None, box: tuple[float, float, float, float]
) -> bool:
    held = resources if isinstance(resources, pikepdf.Dictionary) else pikepdf.Dictionary()
    faces = held.get("/Font", pikepdf.Dictionary())
    if "/XObject" not in held and all(_is_at_hand(face) for _, face in faces.items()):
        return False
    return any(
        face is not None and _is_lost(face, codes) for face, codes in drawn_by(drawing, held, box).letters
    )


def _is_at_hand(face: pikepdf.Object) -> bool:
    """Whether a typeface is in the file."""
    if face.get("/Subtype") == "/Type3":
        return True
    described = face.DescendantFonts[0] if face.get("/Subtype") == "/Type0" else face
    descriptor = described.get("/FontDescriptor", pikepdf.Dictionary())
    return any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))


def _is_lost(face: pikepdf.Object, codes: bytes) -> bool:
    """Whether a drawing has no letters for codes of a typeface, or other ones than are meant."""
    if _is_at_hand(face):
        return False
    if face.get("/Subtype") == "/Type0":
        # The codes are numbers of letters in that typeface alone.
        return True
    name = str(face.get("/BaseFont", "/"))[1:].rpartition("+")[2]
    if name in _SIGNS:
        return False
    if name.startswith(_OLD_ENCODINGS) and max(codes) > 0x7F:
        return True
    coding = face.get("/Encoding")
    given = as_list(coding.get("/Differences")) if isinstance(coding, pikepdf.Dictionary) else []
    named, place = dict[int, str](), 0
    for one in given:
        if isinstance(one, pikepdf.Name):
            named[place] = str(one)[1:]
            place += 1
        else:
            place = int(one)
    return any(not _is_western_name(named[code]) for code in set(codes) & named.keys())


def _is_western_name(name: str) -> bool:
    written = _UNICODE_NAME.match(name)
    if written:
        return _is_western(chr(min(int(written.group(1), 16), 0x10FFFF)))
    return name in _WESTERN_NAMES or _MARKED_NAME.match(name) is None


def _western_names() -> frozenset[str]:
    """Give the names of typefaces for the marked letters of the West: Acircumflex, scaron."""
    names = set[str]()
    for letter in bytes(range(0x80, 0x100)).decode("cp1252", "ignore"):
        told = unicodedata.name(letter, "").lower().split()
        if "with" in told:
            base = told[told.index("with") - 1]
            names.add(
                (base.upper() if letter.isupper() else base) + told[-1].replace("diaeresis", "dieresis")
            )
    return frozenset(names)


_WESTERN_NAMES = _western_names()
