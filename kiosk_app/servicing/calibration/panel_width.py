"""How wide the panel is, measured with a card on the glass: what the panel says of itself may be wrong."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from configuration.error_line import ConfigurationError
from configuration.load import check_tables
from configuration.outside_file import read_outside
from configuration.write import replace_file, write_configuration
from kiosk_app.servicing.provisioning.errors import ProvisioningError
from kiosk_app.servicing.provisioning.settle import look_before

CARD_MM = 85.6
"""ISO/IEC 7810, ID-1: the width of every citizen card and bank card."""
MEASURED = "measured.json"
"""Beside the configuration, while there is none yet: `provision` takes it up."""
_NOTHING_CHANGED = "Chưa thay đổi gì."


def width_of(told_mm: float, card_drawn_mm: float) -> float:
    """Give the panel's real width. `card_drawn_mm`: how wide a card had to be drawn by `told_mm` to fit."""
    return round(told_mm * CARD_MM / card_drawn_mm, 1)


def believed(tables: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """Give what was measured of these tables: a file made for a thousand kiosks knows no better."""
    screen = tables.get("screen", {})
    return {"screen": {"width_mm": screen["width_mm"]}} if screen.get("measured") else {}


def measured_tables(config: Path) -> dict[str, dict[str, Any]]:
    """Give what was measured before there was a configuration."""
    try:
        screen = json.loads(read_outside(config.with_name(MEASURED), 4_000))["screen"]
        width = float(screen["width_mm"])
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    return {"screen": {"width_mm": width, "measured": True}}


def keep_width(config: Path, width_mm: float) -> None:
    """Write the width into the configuration, or beside where it will be. Raises `ProvisioningError`."""
    measured = {"width_mm": width_mm, "measured": True}
    try:
        if config.exists():
            tables = look_before(config).tables
            _write(config, {**tables, "screen": {**tables.get("screen", {}), **measured}})
        else:
            _beside(config.with_name(MEASURED), measured)
    except OSError as error:
        raise ProvisioningError(
            f"Không ghi được {config} ({error.strerror}): đĩa chỉ đọc hay đầy? {_NOTHING_CHANGED}"
        ) from error


def _write(config: Path, tables: Mapping[str, Mapping[str, Any]]) -> None:
    try:
        check_tables(config, tables)
        write_configuration(config, tables)
    except ConfigurationError as error:
        raise ProvisioningError(f"{error}. {_NOTHING_CHANGED}") from error


def _beside(path: Path, screen: Mapping[str, Any]) -> None:
    replace_file(path, json.dumps({"screen": screen}).encode())
