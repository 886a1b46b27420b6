"""From the configuration to what the page pipeline takes, for the screen and for `kioskctl` alike."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path

import assets
from configuration.screen_tables import Pages
from kiosk_app.scanning.prepare import Settings
from kiosk_app.scanning.quality import QualityLimits

TITLES = Path(assets.__file__).parent / "papers" / "titles.json"


def page_settings(wanted: Pages) -> Settings:
    """Give the pipeline its settings."""
    limits = QualityLimits(**{field.name: getattr(wanted, field.name) for field in fields(QualityLimits)})
    return Settings(jpeg_quality=wanted.jpeg_quality, limits=limits)


def known_titles() -> tuple[str, ...]:
    """Give the titles of papers that citizens bring."""
    read: list[str] = json.loads(TITLES.read_text(encoding="utf-8"))["titles"]
    return tuple(read)
