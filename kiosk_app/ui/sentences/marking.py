"""How a sentence is marked for the tool that collects what is to be translated."""

from __future__ import annotations


def QT_TRANSLATE_NOOP(_context: str, text: str) -> str:
    """Mark a sentence for lupdate. Qt's own is typed as giving an object."""
    return text
