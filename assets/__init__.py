"""Data that ships: catalogue, slip templates, translations, icons, sounds."""

from __future__ import annotations

from pathlib import Path


def folder(name: str) -> Path:
    """Give the path of a folder of shipped data, e.g. "catalogue"."""
    return Path(__file__).parent / name
