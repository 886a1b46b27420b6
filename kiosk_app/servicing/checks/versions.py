"""What runs on this machine."""

from __future__ import annotations

import importlib.metadata
import platform

from kiosk_app.servicing.check_result import CheckResult, good, warning
from offline_queue.store import schema

PACKAGE = "dich-vu-cong-kiosk"


def versions(catalogue_version: str = "") -> CheckResult:
    """Name the versions of program, queue, interpreter and kernel."""
    figures: dict[str, str | int | float | bool] = {
        "program": program_version(),
        "queue_schema": schema.VERSION,
        "python": platform.python_version(),
        "kernel": platform.release(),
    }
    if catalogue_version:
        figures["catalogue"] = catalogue_version
    if not figures["program"]:
        return warning(
            "versions",
            "Không biết phiên bản phần mềm.",
            "Cài lại gói dich-vu-cong-kiosk.",
            **figures,
        )
    return good("versions", f"Phần mềm {figures['program']}, nhân {figures['kernel']}.", **figures)


def program_version() -> str:
    """Give the version of the installed program, "" when it is not known."""
    try:
        return importlib.metadata.version(PACKAGE)
    except importlib.metadata.PackageNotFoundError:
        return ""
