"""Every contract about imports breaks when somebody imports what it forbids, and by that import."""

from __future__ import annotations

import configparser
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.test_house import ROOT, tree

FORBIDDEN = {
    "Inside the kiosk, imports point down": ("kiosk_app/forms/known.py", "kiosk_app.session.kernel.state"),
    "A journey orders steps, steps share facts, the kernel knows neither": (
        "kiosk_app/session/kernel/presence.py",
        "kiosk_app.session.facts.page_capacity",
    ),
    "No step names another step": (
        "kiosk_app/session/steps/scan/events.py",
        "kiosk_app.session.steps.rating",
    ),
    "No journey names another journey": (
        "kiosk_app/session/journeys/petition/table.py",
        "kiosk_app.session.journeys.rating.table",
    ),
    "The session computes: no clock, no chance, no file, no thread": (
        "kiosk_app/session/facts/page_capacity.py",
        "random",
    ),
    "No screen names another screen": (
        "kiosk_app/ui/screens/consent/view.py",
        "kiosk_app.ui.screens.rating.view",
    ),
    "No screen of service mode names another": (
        "kiosk_app/ui/screens/service/service_check/view.py",
        "kiosk_app.ui.screens.service.service_log.view",
    ),
    "The frame finds screens by their names, and imports none": (
        "kiosk_app/ui/frame_view.py",
        "kiosk_app.ui.screens.rating.view",
    ),
    "Nor does the window, nor who opens it": ("kiosk_app/ui/window.py", "kiosk_app.ui.screens.code.view"),
    "The screen knows neither devices nor the queue": (
        "kiosk_app/ui/store.py",
        "offline_queue.contract.dossier",
    ),
    "Only ui and the composition roots know Qt": ("kiosk_app/slips/model.py", "PySide6"),
    "What looks after the machine knows no screen and no command line": (
        "kiosk_app/servicing/doctor.py",
        "typer",
    ),
    "The queue knows no hardware and no image": ("offline_queue/store/retry.py", "numpy"),
    "Inside the queue, imports point down": (
        "offline_queue/store/lease.py",
        "offline_queue.portal.port",
    ),
    "The screen knows the queue's contract and how to put a dossier in": (
        "kiosk_app/runtime/jobs.py",
        "offline_queue.store.queries",
    ),
    "Adapters of devices are chosen in composition roots only": (
        "kiosk_app/runtime/scanner_worker.py",
        "drivers.scanner.sane_scanner",
    ),
    "Adapters of portals are chosen in one place": (
        "offline_queue/delivery/loop.py",
        "offline_queue.portal.opencps.portal",
    ),
    "No portal's adapter names another's": (
        "offline_queue/portal/dvcqg/records.py",
        "offline_queue.portal.opencps.wire",
    ),
    "No device's driver names another device's": ("drivers/printer/port.py", "drivers.speaker.port"),
    "Drivers know nothing of dossiers": ("drivers/scanner/port.py", "offline_queue.contract.dossier"),
    "Configuration, data of chips and facts of Vietnam know nothing of ours": (
        "vietnam/numbers.py",
        "kiosk_app",
    ),
    "What ships knows neither tests nor how the appliance is built": (
        "kiosk_app/session/kernel/state.py",
        "appliance",
    ),
    "No production code knows the sandbox, and it knows none": (
        "offline_queue/delivery/link.py",
        "portal_sandbox.store",
    ),
    "The sandbox knows no production code": ("portal_sandbox/fees.py", "offline_queue.contract.stages"),
    "No circle between folders or modules that stand side by side": (
        "kiosk_app/scanning/box.py",
        "kiosk_app.scanning.prepare",
    ),
}
"""By the name of a contract: a module, and what it may not import."""


@pytest.fixture
def broken(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What is said of each contract that breaks in a copy of the tree with all those imports."""
    copy = tmp_path_factory.mktemp("tree")
    for path in tree(".py"):
        place = copy / path.relative_to(ROOT)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, place)
    shutil.copyfile(ROOT / "setup.cfg", copy / "setup.cfg")
    for module, imported in FORBIDDEN.values():
        with (copy / module).open("a", encoding="utf-8") as file:
            file.write(f"\nimport {imported} as forbidden\n")
    run = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-logo", "--no-cache"],
        cwd=copy,
        env={"PYTHONPATH": str(copy), "PATH": "/usr/bin:/bin", "COLUMNS": "400"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    # Below the list of contracts, each broken one has a heading of its own, underlined.
    parts = re.split(r"^(.+)\n-{3,}$", run.stdout, flags=re.MULTILINE)
    told = dict(zip(parts[1::2], parts[2::2], strict=True))
    return {name.strip(): " ".join(said.split()) for name, said in told.items()}


def said_of(told: str) -> set[str]:
    """Give the imports that are named: `a.b -> c.d (l.5)` or, of a circle, `- .b -> .d (1 import)`."""
    direct = re.findall(r"[\w.]+ -> [\w.]+ \(l\.\d+\)", told)
    return {*direct, *re.findall(r"- \.\w+ -> \.\w+ \(1 import\)", told)}


def contracts() -> list[str]:
    """Give the contracts' names."""
    read = configparser.ConfigParser()
    read.read(ROOT / "setup.cfg", encoding="utf-8")
    return [
        read[section]["name"] for section in read.sections() if section.startswith("importlinter:contract:")
    ]


@pytest.mark.long("the linter reads a copy of the whole tree; the contracts themselves are held by make lint")
def test_each_breaks_by_its_own_import(broken: dict[str, str]) -> None:
    """The imports of all contracts stand in one copy: what is said of a contract must name its own."""
    found = {contract: said_of(broken.get(contract, "it holds")) for contract in contracts()}
    assert {contract for contract, said in found.items() if not said & _own_import(contract)} == set()


def _own_import(contract: str) -> set[str]:
    """How the linter may name the import that was written for a contract; nothing where none was."""
    if contract not in FORBIDDEN:
        return set()
    module, imported = FORBIDDEN[contract]
    line = len((ROOT / module).read_text(encoding="utf-8").splitlines()) + 2
    importer = module.removesuffix(".py").replace("/", ".")
    return {
        f"{importer} -> {imported} (l.{line})",
        # What is said of a circle: names inside the folder that both stand in.
        f"- .{importer.rpartition('.')[2]} -> .{imported.rpartition('.')[2]} (1 import)",
    }


def test_no_import_is_named_for_a_contract_that_is_gone() -> None:
    assert set(FORBIDDEN) == set(contracts())
