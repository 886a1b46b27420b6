"""Puts reusable parts into a procedure's document: lists of options, blocks of fields, repeat groups.

What comes out needs no library: the compiled catalogue keeps it, and `build` turns it into the model.

A block has fields with a `role` instead of a key, and rules about them. It is used by an entry among the
fields; its rules come along where every role that they name is there:

    - use: identity_paper
      keys: {kind: LoaiGiayToDinhDanhC, number: SoGiayToTuyThanC}   # role → key; roles left out are not asked
      dvcqg: {kind: citizenLoaiGiayToTuyThan}                       # role → name on the new portal
      from_vneid: true                                              # filled from the sign-in
      copies_from: {kind: LoaiGiayToDinhDanhC}                      # role → key of the field it may copy
      copies_when: CONDITION
      visible: CONDITION                                            # on top of the block's own
      set: {number: {required: true}}                               # role → attributes that differ
      with: {birth_date: NgaySinhC}                                 # role → key of a field elsewhere

A section with `repeat: {…, distinct: {key: tvSoDinhDanh, from: [dkSoDinhDanh]}}` asks about a row whose
answer under `key` an earlier row has too, or a field of `from`.

In a block, "$role" stands for the key of that role. A component may be taken from the library too:
`- {use: authorisation, condition: …}`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Document = dict[str, Any]
YES, NO = "Có", "Không"
MORE = "_more"
"""Ends the key of the question whether there is another row."""
TWICE = {
    "vi": "Số này đã ghi cho một người khác trong tờ khai. Có đúng không?",
    "en": "This number stands for somebody else in this declaration. Is it right?",
}
"""Asked where two rows have the same personal id."""


class ExpansionError(ValueError):
    """A document uses what is not in the library. The text names the place and what there is."""


@dataclass(frozen=True, slots=True)
class Library:
    """What several procedures share."""

    options: Mapping[str, Any] = field(default_factory=dict)
    """Lists of options by name."""
    blocks: Mapping[str, Any] = field(default_factory=dict)
    """Fields with roles, and their rules, by name."""
    components: Mapping[str, Any] = field(default_factory=dict)
    """Components that many procedures ask for, by name."""
    layouts: Mapping[str, Any] = field(default_factory=dict)
    """Layouts of declarations by name."""


def expand(document: Mapping[str, Any], library: Library) -> Document:
    """Give the document with everything in place. Raises `ExpansionError`."""
    made = dict(document)
    made["components"] = [_component(one, library) for one in document["components"]]
    made["rules"] = [*document.get("rules", ())]
    sections: list[Document] = []
    repeats: list[Document] = []
    for number, section in enumerate(document["sections"]):
        place = f"sections.{number}"
        for entry in section["fields"]:
            made["rules"] += _rules(entry, library)
        fields = [
            {**one, "options": _options(one["options"], library, place)} if "options" in one else one
            for entry in section["fields"]
            for one in _fields(entry, library, place)
        ]
        if "repeat" in section:
            rows, repeat = _repeated(section, fields)
            made["rules"] += _distinct(section["repeat"], {one["key"] for one in fields}, place)
            sections += rows
            repeats.append(repeat)
        else:
            sections.append({**section, "fields": fields})
    made["sections"] = sections
    if repeats:
        made["repeats"] = repeats
    if "declarations" in document:
        made["declarations"] = {
            part: _layout(layout, library, f"declarations.{part}")
            for part, layout in document["declarations"].items()
        }
    return made


def _options(options: Any, library: Library, place: str) -> Any:
    if not isinstance(options, str):
        return options
    if options not in library.options:
        raise ExpansionError(
            f"{place}: no list of options called {options!r} in options.yaml; there are "
            f"{', '.join(sorted(library.options))}"
        )
    return library.options[options]


def _fields(entry: Mapping[str, Any], library: Library, place: str) -> list[Document]:
    if "use" not in entry:
        return [dict(entry)]
    name, keys = entry["use"], entry["keys"]
    if name not in library.blocks:
        raise ExpansionError(
            f"{place}: no block called {name!r} in blocks.yaml; there are {', '.join(sorted(library.blocks))}"
        )
    block = library.blocks[name]["fields"]
    roles = [one["role"] for one in block]
    for table in ("keys", "dvcqg", "copies_from", "set"):
        for role in entry.get(table, ()):
            if role not in roles and table != "copies_from":
                raise ExpansionError(
                    f"{place}: block {name}: {table}: no role {role!r}; there are {', '.join(roles)}"
                )
    return [_from_block(one, entry, f"{place}: block {name}") for one in block if one["role"] in keys]


def _from_block(one: Mapping[str, Any], entry: Mapping[str, Any], place: str) -> Document:
    role = one["role"]
    keys = entry["keys"]
    made = {name: value for name, value in one.items() if name not in {"role", "claim"}}
    made |= {"key": keys[role]}
    if entry.get("from_vneid") and "claim" in one:
        made["prefill"] = one["claim"]
    made |= entry.get("set", {}).get(role, {})
    if "agrees_with" in made:
        # A block may leave a question out; then there is no answer to compare with it.
        made["agrees_with"] = {
            fact: key
            for fact, key in made["agrees_with"].items()
            if not key.startswith("$") or key[1:] in keys
        }
    made = {name: _named(value, keys, f"{place}, role {role}") for name, value in made.items()}
    if role in entry.get("dvcqg", {}):
        made["dvcqg"] = entry["dvcqg"][role]
    if role in entry.get("copies_from", {}):
        made |= {"copies_from": entry["copies_from"][role], "copies_when": entry["copies_when"]}
    if "visible" in entry:
        both = [entry["visible"], made["visible"]] if "visible" in made else [entry["visible"]]
        made["visible"] = {"all": both} if len(both) > 1 else both[0]
    return made


def _rules(entry: Mapping[str, Any], library: Library) -> list[Document]:
    """The rules of a block whose roles are all there."""
    if entry.get("use") not in library.blocks:
        return []
    keys = {**entry.get("with", {}), **entry["keys"]}
    found = []
    for one in library.blocks[entry["use"]].get("rules", ()):
        if _roles(one) <= keys.keys():
            named = _named(one, keys, one["code"])
            found.append({**named, "code": f"{one['code']}_{named['at']}".lower()})
    return found


def _roles(value: Any) -> set[str]:
    match value:
        case str() if value.startswith("$"):
            return {value[1:]}
        case dict():
            return set().union(*map(_roles, value.values())) if value else set()
        case list():
            return set().union(*map(_roles, value)) if value else set()
        case _:
            return set()


def _component(one: Mapping[str, Any], library: Library) -> Document:
    if "use" not in one:
        return dict(one)
    name = one["use"]
    if name not in library.components:
        raise ExpansionError(
            f"components: no component called {name!r} in components.yaml; there are "
            f"{', '.join(sorted(library.components))}"
        )
    return {**library.components[name], **{key: value for key, value in one.items() if key != "use"}}


def _named(value: Any, keys: Mapping[str, str], place: str) -> Any:
    """Put keys in for "$role"."""
    match value:
        case str() if value.startswith("$"):
            if value[1:] not in keys:
                raise ExpansionError(f"{place} needs the role {value[1:]!r}: give it a key")
            return keys[value[1:]]
        case dict():
            return {name: _named(inner, keys, place) for name, inner in value.items()}
        case list():
            return [_named(inner, keys, place) for inner in value]
        case _:
            return value


def _repeated(section: Mapping[str, Any], fields: list[Document]) -> tuple[list[Document], Document]:
    """Make one section a row, each asked while the row before says that there is another."""
    repeat = section["repeat"]
    rows, least = repeat["rows"], repeat.get("least", 0)
    own = {one["key"] for one in fields}
    sections = []
    for number in range(1, rows + 1):
        # "Has anyone else …?" must be yes for every row before this one: a no closes all later rows.
        before = [f"{repeat['key']}_{one}{MORE}" for one in range(least, number)]
        asked: Any = {"all": [repeat.get("when", True), *({"field": key, "equals": YES} for key in before)]}
        made = []
        for one in fields:
            row = _numbered(one, own, number)
            inner = row.get("visible", True)
            row["visible"] = {"all": [asked, inner]}
            made.append(row)
        if least <= number < rows:
            made.append(_more(repeat, number, asked))
        title = {name: f"{words} ({number})" for name, words in section["title"].items()}
        sections.append({"title": title, "fields": made, "repeat": repeat["key"]})
    if least == 0:
        # The first question ("Has anyone else …?") stands before a group that may be empty.
        sections.insert(
            0, {"title": section["title"], "fields": [_more(repeat, 0, repeat.get("when", True))]}
        )
    return sections, {
        "key": repeat["key"],
        "title": section["title"],
        "fields": [one["key"] for one in fields],
        "rows": rows,
    }


def _distinct(repeat: Mapping[str, Any], own: set[str], place: str) -> list[Document]:
    """Ask about a row whose answer an earlier row, or somebody named before, has too."""
    if "distinct" not in repeat:
        return []
    key = repeat["distinct"]["key"]
    if key not in own:
        raise ExpansionError(
            f"{place}: distinct: no key {key!r} in this group; there are {', '.join(sorted(own))}"
        )
    before = list(repeat["distinct"].get("from", ()))
    rules = []
    for number in range(1, repeat["rows"] + 1):
        row = f"{key}_{number}"
        if before:
            others = [{"not": {"same": [row, one]}} for one in before]
            code = f"another_person_{row}".lower()
            rules.append({"code": code, "at": row, "must": {"all": others}, "effect": "warn", "says": TWICE})
        before.append(row)
    return rules


def _more(repeat: Mapping[str, Any], number: int, visible: Any) -> Document:
    question = repeat["first"] if number == 0 and "first" in repeat else repeat["more"]
    return {
        "key": f"{repeat['key']}_{number}{MORE}",
        **question,
        "type": "choice",
        "required": True,
        "visible": visible,
        "default": "" if number == 0 else NO,
        "options": [{"value": NO, "vi": "Không", "en": "No"}, {"value": YES, "vi": "Có", "en": "Yes"}],
    }


def _numbered(value: Any, own: set[str], number: int) -> Any:
    """Put the number of the row behind each key of the group."""
    match value:
        case str() if value in own:
            return f"{value}_{number}"
        case dict():
            return {name: _numbered(inner, own, number) for name, inner in value.items()}
        case list():
            return [_numbered(inner, own, number) for inner in value]
        case _:
            return value


def _layout(layout: Mapping[str, Any], library: Library, place: str) -> Any:
    if "use" not in layout:
        return layout
    name = layout["use"]
    if name not in library.layouts:
        raise ExpansionError(
            f"{place}: no layout called {name!r} in layouts.yaml; there are "
            f"{', '.join(sorted(library.layouts))}"
        )
    return _filled(library.layouts[name], layout.get("keys", {}), layout.get("set", {}))


def _filled(layout: Mapping[str, Any], keys: Mapping[str, str], differing: Mapping[str, Any]) -> Any:
    """Put keys in for "$role" inside the lines of a layout."""

    def put(value: Any) -> Any:
        match value:
            case str():
                for role in sorted(keys, key=len, reverse=True):
                    value = value.replace(f"${role}", keys[role])
                return value
            case dict():
                return {name: put(inner) for name, inner in value.items()}
            case list():
                return [put(inner) for inner in value]
            case _:
                return value

    return {**put(layout), **differing}
