"""The sentences that stand under the keys of the tables: for the file's comments and for its JSON Schema.

They are read from the modules' source, since Python keeps no docstring of an attribute.
"""

from __future__ import annotations

import ast
import inspect
from functools import cache

from pydantic import BaseModel


@cache
def described(table: type[BaseModel]) -> dict[str, str]:
    """Give key → its sentences, one line; keys that explain themselves have none."""
    (found,) = ast.parse(inspect.getsource(table)).body
    if not isinstance(found, ast.ClassDef):
        return {}
    sentences = {}
    for key, below in zip(found.body, found.body[1:], strict=False):
        if isinstance(key, ast.AnnAssign) and isinstance(key.target, ast.Name):
            text = _text(below)
            if text:
                sentences[key.target.id] = text
    return sentences


def _text(node: ast.stmt) -> str:
    if (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    ):
        return " ".join(node.value.value.split())
    return ""
