"""Writes the configuration file with a comment over every key, so that a technician can read and change it.

The file is whole or not there: it is written beside, read again, compared, and moved into its place.
"""

from __future__ import annotations

import contextlib
import os
import re
import textwrap
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from configuration.descriptions import described
from configuration.kiosk_file import Configuration
from configuration.load import load
from configuration.schema import schema_text

SCHEMA_NAME = "kiosk.schema.json"
_HEAD = f"""\
#:schema ./{SCHEMA_NAME}
# Cấu hình của kiosk: màn hình, dịch vụ gửi hồ sơ và kioskctl đều đọc tệp này. Không có bí mật nào ở đây.
# Khóa lạ bị từ chối; khóa có dấu # ở đầu dòng giữ giá trị mặc định. Sửa xong: kioskctl doctor
"""
_WIDTH = 106
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def toml_text(tables: Mapping[str, Mapping[str, Any]]) -> str:
    """Give the file's text: every key there is, those that `tables` does not name as comments.

    Keys that no table of the configuration has are written too: reading the file then refuses them by name.
    """
    parts = [_HEAD]
    for name, field in Configuration.model_fields.items():
        parts.append(_table(name, field.annotation, tables.get(name, {})))
    known = Configuration.model_fields
    parts += [_plain_table(name, keys) for name, keys in tables.items() if name not in known]
    return "\n".join(parts)


def write_configuration(path: Path, tables: Mapping[str, Mapping[str, Any]]) -> Configuration:
    """Write the file and its schema; gives what the file says when it is read.

    Raises `ConfigurationError` when a value is wrong, and `OSError`; the earlier file then still stands.
    """
    fresh = path.with_name(path.name + ".new")
    try:
        _whole(fresh, toml_text(tables))
        read = load(fresh)
        _whole(path.with_name(SCHEMA_NAME + ".new"), schema_text())
        path.with_name(SCHEMA_NAME + ".new").replace(path.with_name(SCHEMA_NAME))
        fresh.replace(path)
        sync_path(path.parent)
    finally:
        with contextlib.suppress(OSError):
            fresh.unlink(missing_ok=True)
    return read


def _whole(path: Path, text: str) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC, 0o644)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        # Whatever the umask of who writes: screen and daemon read it as users of their own.
        os.fchmod(handle, 0o644)
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def replace_file(path: Path, content: bytes, mode: int = 0o644) -> None:
    """Put a file in the place of another in one step, whatever the umask; makes its folder.

    A power cut leaves the old one or the new one, and an error leaves the old one and nothing beside it: half
    a file would take the room that a full disk does not have. Raises `OSError`.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(path.name + ".new")
    fresh.unlink(missing_ok=True)
    try:
        handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, mode)
        with os.fdopen(handle, "wb") as file:
            os.fchmod(handle, mode)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            fresh.unlink(missing_ok=True)
        raise
    sync_path(path.parent)


def sync_path(path: Path) -> None:
    """Make a file's content, or the names in a folder, durable. Raises `OSError`."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _table(name: str, annotation: Any, values: Mapping[str, Any]) -> str:
    lines = [*_comment(_first_sentence(annotation)), f"[{name}]"]
    sentences = described(annotation)
    for key, field in annotation.model_fields.items():
        lines += _comment(sentences.get(key, ""))
        if key in values:
            lines.append(f"{key} = {value_text(values[key])}")
        elif not field.is_required():
            default = field.get_default(call_default_factory=True)
            # TOML has no word for "unset".
            lines.append(f"# {key} =" if default is None else f"# {key} = {value_text(default)}")
    unknown = {key: value for key, value in values.items() if key not in annotation.model_fields}
    lines += [f"{_key(key)} = {value_text(value)}" for key, value in unknown.items()]
    return "\n".join(lines) + "\n"


def _plain_table(name: str, values: Mapping[str, Any]) -> str:
    return "\n".join([f"[{_key(name)}]", *(f"{_key(k)} = {value_text(v)}" for k, v in values.items())]) + "\n"


def _first_sentence(annotation: type[BaseModel]) -> str:
    return " ".join((annotation.__doc__ or "").split("\n\n")[0].split())


def _comment(text: str) -> list[str]:
    return [f"# {line}" for line in textwrap.wrap(text, _WIDTH)]


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else _string(key)


def value_text(value: Any) -> str:
    """Write a value as TOML does. Raises `TypeError` for what no configuration holds."""
    match value:
        case bool():
            return "true" if value else "false"
        case int() | float():
            return repr(value)
        case str():
            return _string(value)
        case Path():
            return _string(str(value))
        case Mapping():
            inside = ", ".join(f"{_key(str(key))} = {value_text(one)}" for key, one in value.items())
            return f"{{ {inside} }}" if inside else "{}"
        case list() | tuple():
            return f"[{', '.join(map(value_text, value))}]"
    raise TypeError(f"{type(value).__name__} has no place in the configuration")


def _string(text: str) -> str:
    written = "".join(
        _ESCAPES.get(one) or (f"\\u{ord(one):04x}" if ord(one) < 0x20 or ord(one) == 0x7F else one)
        for one in text
    )
    return f'"{written}"'
