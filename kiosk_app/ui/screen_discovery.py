"""Finds the screens: every folder of a package that has a view-model and a QML file of its name.

A folder without a view-model of its own groups the screens in the folders below it.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from kiosk_app.ui.view import View


@dataclass(frozen=True, slots=True)
class Screen:
    """A screen by its step."""

    step: str
    qml: Path
    view: type[View]


def screens_of(packages: Iterable[ModuleType]) -> dict[str, Screen]:
    """Give the screens of these packages by step.

    Raises `ImportError` for a folder without `view.py`, `FileNotFoundError` for one without its QML file.
    """
    found: dict[str, Screen] = {}
    for package in packages:
        for module in pkgutil.iter_modules(package.__path__):
            if not module.ispkg:
                continue
            folder = Path(package.__path__[0]) / module.name
            if not (folder / "view.py").is_file() and any(folder.glob("*/view.py")):
                found |= screens_of((importlib.import_module(f"{package.__name__}.{module.name}"),))
            else:
                found[module.name] = _screen(package.__name__, folder.parent, module.name)
    return found


def _screen(package: str, folder: Path, step: str) -> Screen:
    qml = folder / step / f"{''.join(word.capitalize() for word in step.split('_'))}Screen.qml"
    if not qml.is_file():
        raise FileNotFoundError(f"{qml}: the screen of the step {step!r} is missing")
    view = importlib.import_module(f"{package}.{step}.view").VIEW
    return Screen(step, qml, view)
