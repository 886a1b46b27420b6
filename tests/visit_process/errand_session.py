"""Errands one after the other, each in a process of its own as on a kiosk, and what is left of each.

`python -m tests.visit_process.errand_session FOLDER NAME...` plays errands and prints a line for each.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from drivers.document_printer.emulator.private_cups import PrivateCups
from drivers.microphone.emulator import DEVICE, HALL, EmulatedMicrophone
from drivers.microphone.port import BYTES_A_SECOND
from offline_queue.contract.pin import pin_hash
from portal_sandbox.people import PEOPLE
from tests.journeys.booking import OPEN_EVERY_DAY
from tests.journeys.card_and_badge import CardAndBadge, card_and_badge
from tests.journeys.filed import UID
from tests.journeys.runs import (
    account_states,
    confirm_draft,
    counter_visit,
    helped,
    organisation,
    petition,
    supplement,
)
from tests.journeys.runs.payment import TOML as TREASURY
from tests.journeys.runs.print_result import with_printer
from tests.journeys.world import CITIZEN, World
from tests.visit_process.errand_files import (
    BADGE,
    DONE,
    FAILED,
    LAID,
    NEXT,
    PORT,
    SAID,
)
from tests.visit_process.remains import Marker, in_files, in_memory
from tests.visit_process.unit_environment import of_the_unit

_DAEMON_S = 60.0
"""What is under way still holds what it works on."""
_PERSON = PEOPLE[CITIZEN]
KNOWN = (_PERSON.full_name, CITIZEN, _PERSON.phone)
"""What the identity service tells of whoever signs in here."""
_OWN = ("petition_named", "petition_spoken", "rating_words", "service_pin")
SAID_IN: dict[str, tuple[str, ...]] = {
    "petition": (petition.WORDS,),
    "look_up": (),
    "look_up_states": (),
    "payment": (),
    "rating": (),
    "print_result": KNOWN,
    "supplement": (*KNOWN, supplement.WORDS),
    "confirm_draft": (*KNOWN, confirm_draft.FIELDS.splitlines()[-1]),
    "withdraw": KNOWN,
    "queue_ticket": (),
    "appointment": (),
    "due_services": KNOWN,
    "certified_copy": KNOWN,
    # From here on a dossier is filed, whose number a portal that begins anew gives again.
    "helped": (*KNOWN, helped.NAME),
    "organisation": (*KNOWN, organisation.HOUSEHOLD.name, organisation.HOUSEHOLD.tax_code),
    "without_vneid": KNOWN,
    "vneid_by_phone": KNOWN,
    "reprint": KNOWN,
    "account_states": tuple(account_states.STATES.values()),
    "helped_by_staff": KNOWN,
    "counter_visit": KNOWN,
}
ERRANDS = (*_OWN, *SAID_IN)
_ALONE = (
    "rating",
    "appointment",
    "due_services",
    "organisation",
    "reprint",
    "helped_by_staff",
    "counter_visit",
    "look_up_states",
)
"""What is rated is rated once, numbers are counted through the day, one dossier is filed: each wants a queue
that knows nothing yet."""
SESSIONS: tuple[tuple[str, ...], ...] = (
    tuple(one for one in ERRANDS if one not in _ALONE),
    *((one,) for one in _ALONE),
)
"""All errands, in as few sessions as they bear."""
_SPOKEN_S, _HEARD_AT_S = 10, (0.5, 1.0, 2.0)
_PIECE = 64
"""Bytes of what was said: no two pieces of noise are the same."""
_WITH_CARD_OR_BADGE = frozenset({"helped", "helped_by_staff", "without_vneid"})
_WITH_PRINTER = frozenset({"print_result", "certified_copy"})
_OFFERED: tuple[str, ...] = ("1.004873", "2.000635", organisation.CODE, "1.001193")


@dataclass(frozen=True, slots=True)
class Left:
    """What was found after an errand."""

    errand: str
    planted: int
    in_memory: tuple[str, ...]
    """Process and what it held: screens, supervisor, and whatever they have started."""
    in_daemon: tuple[str, ...]
    in_files: tuple[str, ...]
    spooled: int
    """Jobs that the A4 printer's queue still has."""
    problem: str = ""
    """Why it was not played to its end; "": it was."""

    @property
    def clean(self) -> bool:
        """Whether it was played and nothing was found."""
        return not (self.problem or self.in_memory or self.in_daemon or self.in_files or self.spooled)


def play(folder: Path, errands: Sequence[str], platform: str = "offscreen") -> list[Left]:
    """Play them, each once. Raises `RuntimeError` when no screen comes any more."""
    home = folder / "home"
    home.mkdir(mode=0o700, parents=True)
    kept = {name: os.environ.get(name) for name in ("HOME", "TMPDIR", "XDG_CACHE_HOME")}
    daemon = of_the_unit("kiosk-sync.service")
    kept |= {name: os.environ.get(name) for name in daemon}
    try:
        with contextlib.ExitStack() as around:
            tables, cups = "", None
            if not _WITH_CARD_OR_BADGE.isdisjoint(errands):
                desk = around.enter_context(card_and_badge(folder / "desk"))
                found = desk.things["card_and_badge"]
                assert isinstance(found, CardAndBadge)
                tables = desk.toml
                (folder / BADGE).write_bytes(found.badge)
                around.enter_context(_card_laid(found, folder / LAID))
            if not _WITH_PRINTER.isdisjoint(errands):
                printer = around.enter_context(with_printer(folder))
                made = printer.things["cups"]
                assert isinstance(made, PrivateCups)
                tables, cups = tables + printer.toml, made
            offered = _OFFERED
            if "counter_visit" in errands:
                # What is asked for is a half day for what is not filed here.
                offered = tuple(code for code in _OFFERED if code != counter_visit.CODE)
                tables += OPEN_EVERY_DAY
            microphone = None
            if "petition_spoken" in errands:
                (folder / "sound").mkdir()
                microphone = around.enter_context(EmulatedMicrophone(folder / "sound"))
                tables += f'[microphone]\ndevice = "{DEVICE}"\n[sound]\ndevice = "{HALL}"\n'
                kept |= {name: os.environ.get(name) for name in microphone.environment}
                os.environ.update(microphone.environment)
            pin = _pin()
            tables += TREASURY + _technician(pin)
            # For the daemon, which the world starts.
            os.environ.update(daemon, HOME=str(home), TMPDIR=str(home), XDG_CACHE_HOME=str(home))
            world = around.enter_context(World(folder / "world", offered=offered, more=tables))
            (folder / PORT).write_text(str(world.portal_port))
            return _played(folder, world, cups, microphone, list(errands), pin, platform)
    finally:
        for name, value in kept.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def _played(
    folder: Path,
    world: World,
    cups: PrivateCups | None,
    microphone: EmulatedMicrophone | None,
    errands: list[str],
    pin: str,
    platform: str,
) -> list[Left]:
    environment = {
        **os.environ,
        **of_the_unit("kiosk.service"),
        "XDG_RUNTIME_DIR": os.environ["HOME"],
        "QT_QUICK_BACKEND": "software",
        "QT_QPA_PLATFORM": platform,
    }
    command = [str(world.config), str(folder), str(len(errands))]
    found: list[Left] = []
    with (folder / "home" / "records").open("wb") as records:
        kiosk = subprocess.Popen(
            [sys.executable, "-m", "tests.visit_process.errand_screen", *command],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=records,
            env=environment,
            text=True,
        )
    assert kiosk.stdin is not None
    assert kiosk.stdout is not None
    said: tuple[Marker, ...] | None = None
    try:
        for line in kiosk.stdout:
            told = json.loads(line)
            if said is not None:
                problem = not_done(folder)
                left = _left(errands[len(found)], told, said, world, cups, folder / "home")
                found.append(replace(left, problem=problem))
                sys.stderr.write(f"{found[-1]}\n")
            if len(found) < len(errands):
                said = _next(folder, world, errands[len(found)], pin, fresh=bool(found))
                if errands[len(found)] == "petition_spoken" and microphone is not None:
                    said = _spoken(microphone)
            kiosk.stdin.write("\n")
            kiosk.stdin.flush()
    finally:
        kiosk.terminate()
        kiosk.wait()
    if len(found) < len(errands):
        records_text = (folder / "home" / "records").read_text(encoding="utf-8", errors="replace")
        raise RuntimeError(f"{errands[len(found)]} was not played: {records_text[-2000:]}")
    return found


def _next(folder: Path, world: World, errand: str, pin: str, *, fresh: bool) -> tuple[str, ...]:
    """Have the next citizen come; gives what they will have said."""
    if fresh:
        # Each run files the same dossier, a portal of its own must not know it yet.
        world.stop_portal()
        shutil.rmtree(world.layout.folder("portal"))
        world.start_portal()
    drawn = {
        "words": f"Chữ {word()} {word()} {word()}",
        "name": f"Đinh Thị {word()} {word()}",
        "id": f"048190{secrets.randbelow(10**6):06d}",
        "street": f"Thôn {word()}",
        "pin": pin,
    }
    drawn["card"] = (
        f"{drawn['id']}||{drawn['name']}|12031990|Nữ|{drawn['street']}, Nam Giang, Đà Nẵng|15082024"
    )
    (folder / SAID).write_text(json.dumps(drawn), encoding="utf-8")
    for name in (DONE, FAILED):
        (folder / name).unlink(missing_ok=True)
    fresh_file = folder / f"{NEXT}.new"
    fresh_file.write_text(errand, encoding="utf-8")
    fresh_file.replace(folder / NEXT)
    own = {
        "petition_named": (drawn["words"], drawn["name"], drawn["id"], drawn["street"]),
        "rating_words": (drawn["words"],),
        "left_behind": (drawn["words"],),
        "service_pin": (pin,),
        "petition_spoken": (),
    }
    return own[errand] if errand in own else SAID_IN[errand]


def _spoken(microphone: EmulatedMicrophone) -> tuple[Marker, ...]:
    """Let somebody say what is noise to everybody else; gives pieces of it."""
    noise = secrets.token_bytes(_SPOKEN_S * BYTES_A_SECOND)
    microphone.say(noise)
    starts = [int(second * BYTES_A_SECOND) for second in _HEARD_AT_S]
    return tuple(noise[start : start + _PIECE] for start in starts)


def not_done(folder: Path) -> str:
    """Give why the errand was not played to its end; "": it was."""
    until = time.monotonic() + 10.0
    while not (folder / DONE).exists():
        if (folder / FAILED).exists():
            return (folder / FAILED).read_text(encoding="utf-8")
        if time.monotonic() > until:
            return "the visit ended before its errand was played to its end"
        time.sleep(0.05)
    return ""


def _left(
    errand: str,
    told: dict[str, Any],
    said: Sequence[Marker],
    world: World,
    cups: PrivateCups | None,
    home: Path,
) -> Left:
    # A dossier of another day is known to this kiosk by what the citizen shows, and is nowhere in its queue.
    dossiers = world.portal_state()["dossiers"]
    shown = [*said, *(str(one["dossierNo"]) for one in dossiers if one["referenceUid"] == UID)]
    held = []
    processes = {*told["processes"], told["supervisor"]}
    ours = set(_kiosks(home, world))
    assert processes <= ours, "a screen is not found by its home"
    for process in ours:
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):
            held += [f"{process}: {word}" for word in in_memory(process, shown)]
    folders = [world.layout.folder(name) for name in ("queue", "queue-daemon", "run", "records", "printer")]
    return Left(
        errand,
        len(shown),
        tuple(held),
        _in_daemon(world, said),
        tuple(in_files([*folders, home], shown)),
        len(cups.spooled()) if cups is not None else 0,
    )


def _in_daemon(world: World, said: Sequence[Marker]) -> tuple[str, ...]:
    assert world.daemon is not None
    until = time.monotonic() + _DAEMON_S
    while True:
        held = tuple(in_memory(world.daemon.pid, said))
        if not held or time.monotonic() > until:
            return held
        time.sleep(1.0)


def _kiosks(home: Path, world: World) -> list[int]:
    """Give every process that the screens have started, orphans too; they know it by its home.

    The portal, the printer and the daemon have the same home: the first two are no part of a kiosk, the third
    is searched apart.
    """
    others = {one.pid for one in (world.portal, world.printer, world.daemon) if one is not None}
    return [process for process in at_home(home) if process not in others]


def at_home(home: Path) -> list[int]:
    """Give the processes that have this home."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if f"HOME={home}\0".encode() in (folder / "environ").read_bytes():
                found.append(int(folder.name))
    return found


@contextlib.contextmanager
def _card_laid(card: CardAndBadge, asked: Path) -> Iterator[None]:
    """Lay the card while the screen's process asks for it."""
    over = threading.Event()

    def look() -> None:
        while not over.wait(0.05):
            if asked.exists() and card.laid is None:
                card.lay()
            elif card.laid is not None and not asked.exists():
                card.take()

    looking = threading.Thread(target=look, daemon=True)
    looking.start()
    try:
        yield
    finally:
        over.set()
        looking.join()


def _technician(pin: str) -> str:
    return f"""
[[staff.badges]]
id = "KT01"
name = "Lê Thị Một"
pin_hash = "{pin_hash(pin)}"
role = "technician"
"""


def _pin() -> str:
    return f"9{secrets.randbelow(10**9):09d}7"


def word() -> str:
    """Give a word that nobody has said before."""
    return "".join(secrets.choice("bcdghklmn") + secrets.choice("aeiou") for _ in range(6)).capitalize()


if __name__ == "__main__":
    for left in play(Path(sys.argv[1]), sys.argv[2:]):
        sys.stdout.write(f"{left}\n")
