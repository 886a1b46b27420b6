"""Plays the demo's journey in this process, every other program beside it, and checks what came out."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image
from PySide6.QtGui import QGuiApplication

from configuration.load import load
from drivers.qr_reader.camera_decoder import decode
from kiosk_app.composition import Kiosk, TimeAndRandomness
from kiosk_app.identity.parse import parse_payload
from kiosk_app.identity.payload import SlipCode
from offline_queue.contract.dossier import sha256_of
from offline_queue.contract.provisional_code import is_code
from portal_sandbox.people import PEOPLE
from tests.journeys.pilot import Pilot
from tests.journeys.script import Case, Story
from tests.journeys.world import CITIZEN, Layout, World
from tests.session import words as events
from tests.support.compare import SAME, likeness, pdf_pages
from tests.support.papers import Paper

_NO_TOKEN = re.compile("(?!)")


class DemoFailedError(AssertionError):
    """What came out is not what the citizen gave."""


def play(out: Path, case: Case, *, offline: bool, seed: int) -> dict[str, Any]:
    """Play it and give the summary. Raises when anything is not as it should be."""
    application = application_of()
    with World(out / "world", portal_up=not offline, offered=case.offered, seed=seed) as world:
        kiosk = Kiosk(load(world.config), TimeAndRandomness())
        pilot = Pilot(kiosk.window.view, out / "screens")
        story = Story(pilot, world, lambda: kiosk.store.state, case, seed, offline)
        parts: tuple[Any, ...] = ()

        def remember() -> None:
            nonlocal parts
            parts = kiosk.store.state.of(events.SubmissionState).parts or parts
            story.note_screen()

        kiosk.store.changed.connect(remember)
        try:
            story.play()
        finally:
            kiosk.close()
            application.processEvents()
        if offline:
            world.start_portal()
        return _checked(out, world, story, parts, pilot)


def application_of() -> QGuiApplication:
    """Give the one application of this process."""
    found = QGuiApplication.instance()
    return found if isinstance(found, QGuiApplication) else QGuiApplication(["kiosk-demo"])


def _checked(out: Path, world: World, story: Story, parts: tuple[Any, ...], pilot: Pilot) -> dict[str, Any]:
    row = world.wait_for_dossier(story.reference_uid)
    all_dossiers = world.portal_state()["dossiers"]
    _must(len(all_dossiers) == 1, f"{len(all_dossiers)} dossiers at the portal, not one")
    _must(bool(row["dueDate"]), "the portal gave no due date")
    files = _files(out, world, story, row, parts)
    alike = [one for part, papers in story.laid.items() for one in _likeness(out / f"{part}.pdf", papers)]
    slips = slips_of(world)
    wanted = {story.provisional_code} if story.offline else {row["dossierNo"]}
    read = {text for texts in slips.values() for text in texts}
    _must(read == wanted, f"the codes on the slips read {sorted(read)}, not {sorted(wanted)}")
    _must(len(slips) == (1 if story.offline else 2), f"{len(slips)} slips were printed")
    _must(forgotten(world.layout), "something of the citizen is still readable on this side of the queue")
    slip_files = [_kept(out, world, name) for name in slips]
    return {
        "offline": story.offline,
        "reference_uid": story.reference_uid,
        "provisional_code": story.provisional_code,
        "official_code": row["dossierNo"],
        "due_date": row["dueDate"],
        "status": row["dossierStatus"],
        "portal_files": files,
        "page_likeness": alike,
        "slip_png": slip_files[0],
        "appointment_png": slip_files[1] if len(slip_files) > 1 else "",
        "slip_codes": sorted(read),
        "screens": [_from_here(path) for path in pilot.taken],
        **story.counted,
        "timings_ms": story.timings,
    }


def _likeness(pdf: Path, papers: tuple[Paper, ...]) -> list[float]:
    """Compare the pages at the portal with the sheets that were scanned."""
    pages = pdf_pages(pdf.read_bytes())
    _must(len(pages) == len(papers), f"{pdf.stem}: {len(pages)} pages arrived of {len(papers)}")
    alike = [round(likeness(paper.pixels, page), 3) for paper, page in zip(papers, pages, strict=True)]
    _must(min(alike) >= SAME, f"{pdf.stem}: a page at the portal is not the paper that was scanned: {alike}")
    return alike


def _files(
    out: Path, world: World, story: Story, row: dict[str, Any], parts: tuple[Any, ...]
) -> list[dict[str, Any]]:
    """Fetch every file from the portal; each must be, byte by byte, what the review showed."""
    at_portal = {file["referenceUid"] for file in row["files"]}
    _must(at_portal == {part.file_uid for part in parts}, "the portal's files are not those reviewed")
    files = []
    for part in parts:
        content = world.file_at_portal(story.reference_uid, part.file_uid)
        _must(sha256_of(content) == part.sha256, f"{part.part_no} differs from what was reviewed")
        (out / f"{part.part_no}.pdf").write_bytes(content)
        files.append(
            {
                "display_name": part.display_name,
                "sha256": part.sha256,
                "pages": part.pages,
                "bytes": len(content),
            }
        )
    return files


def _kept(out: Path, world: World, name: str) -> str:
    """Put a slip beside the summary; gives its path."""
    folder = out / "slips"
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_bytes((world.prints / name).read_bytes())
    return _from_here(path)


def _from_here(path: Path) -> str:
    """Give a path relative to the repository."""
    return str(path.resolve().relative_to(Path.cwd()))


def slips_of(world: World) -> dict[str, tuple[str, ...]]:
    """Read the codes on what the printer put out as the kiosk's reader does, by name of the picture."""
    found: dict[str, tuple[str, ...]] = {}
    for path in sorted(world.prints.glob("*.png")):
        with Image.open(path) as picture:
            grey: npt.NDArray[np.uint8] = np.asarray(picture.convert("L"), np.uint8)
        payloads = [parse_payload(reading.text, _NO_TOKEN, is_code) for reading in decode(grey)]
        found[path.name] = tuple(sorted({one.code for one in payloads if isinstance(one, SlipCode)}))
    return found


def forgotten(layout: Layout, personal_id: str = CITIZEN) -> bool:
    """Whether no file of the kiosk but the portal's own holds the citizen's name or number in the clear."""
    folders = [str(layout.folder(name)) for name in ("queue", "run", "records", "printer")]
    needles = ("-e", PEOPLE[personal_id].full_name, "-e", personal_id)
    # By another program: a file of the queue that is opened and closed here would take the locks away from
    # every connection of this process (POSIX).
    found = subprocess.run(
        ["grep", "-rlaF", *needles, *folders],
        env={**os.environ, "LC_ALL": "C"},
        capture_output=True,
        text=True,
        check=False,
    )
    if found.returncode > 1:
        raise OSError(found.stderr)
    sys.stderr.write(found.stdout)
    return found.returncode == 1


def _must(condition: bool, otherwise: str) -> None:
    if not condition:
        raise DemoFailedError(otherwise)
