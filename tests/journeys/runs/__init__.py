"""Scripted runs of `make demo JOURNEY=<name>`: a module a journey, each with a `RUN`; found by itself."""

from __future__ import annotations

import importlib
import pkgutil

from tests.journeys.hand import Run


def runs() -> dict[str, Run]:
    """Give every run by name."""
    modules = (importlib.import_module(f"{__name__}.{one.name}") for one in pkgutil.iter_modules(__path__))
    found = [module.RUN for module in modules if hasattr(module, "RUN")]
    return {run.name: run for run in sorted(found, key=lambda run: run.name)}
