"""The sandbox's web pages; every one of them says that it is a simulation."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from starlette.responses import HTMLResponse

_TEMPLATES = Environment(loader=FileSystemLoader(Path(__file__).parent), autoescape=True)


def page(name: str, **values: object) -> HTMLResponse:
    """Fill a template."""
    return HTMLResponse(_TEMPLATES.get_template(name).render(**values), headers={"Cache-Control": "no-store"})
