"""Faults at the devices of the counter: money taken and not told, copies out and not counted, check-ins."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import assets
from drivers.document_printer.emulator.private_cups import PrivateCups, missing_programs
from drivers.payment_terminal.emulator.terminal import EmulatedTerminal, TerminalFaults, TerminalServer
from tests.faults.counter_screen import AMOUNT_VND, appointment_of
from tests.faults.kinds import Kind
from tests.faults.processes import alive, kill, until
from tests.faults.world import MissingToolError, World
from tests.faults.zygote import STRUCK
from tests.offline_queue.support.portal_server import Call, Reply

_PAYING = ("payment_begun", "payment_asked", "payment_taken", "sealed", "inserted", "committed")
_PRINTING = ("copy_begun", "copy_asked", "copy_out", "copy_counted")
_CHECKING = ("ticket_numbered", "ticket_committed")
_TELLING = ("fact", "fact_sent", "fact_done")
_CUPS = Path(assets.__file__).parent / "system" / "cups" / "cupsd.conf"


@contextlib.contextmanager
def _terminal(world: World) -> Iterator[EmulatedTerminal]:
    """Let the screen have a terminal; its journal is what the money is judged by."""
    with TerminalServer() as server:
        world.counter, world.taken = {"terminal": server.port}, server.terminal.journal
        yield server.terminal
        # A last life of the screen finds what is left: the terminal is well again.
        server.terminal.faults = TerminalFaults()
        world.submit(world.seeds(1))


def payments_killed_at_steps(world: World) -> None:
    """The screen loses power at every step between the touch and the stored notice of a payment."""
    world.start_daemon()
    with _terminal(world):
        for step in _PAYING:
            # The dossier is sealed and stored before its payment: the second of these steps is the notice's.
            nth = 2 if step in ("sealed", "inserted", "committed") else 1
            for _ in world.again((1, 2)):
                world.submit(world.seeds(1), stop_at=f"{step}:{nth}")
                world.inject_what_struck(STRUCK)
            # And again while it finds what the cut left, at the first question and at the stored notice.
            world.submit(world.seeds(1), stop_at="payment_taken:1")
            world.submit(world.seeds(1), stop_at=world.random.choice(("payment_found:1", "inserted:2")))
            world.inject_what_struck(STRUCK)
        world.submit(world.seeds(1))


def payments_with_a_bad_terminal(world: World) -> None:
    """The answer is lost, late, garbled, comes twice or behind another one, or names another sum."""
    world.start_daemon()
    with _terminal(world) as terminal:
        wrong: tuple[TerminalFaults, ...] = (
            TerminalFaults(hangs_up="after"),
            TerminalFaults(hangs_up="before"),
            TerminalFaults(twice=True),
            TerminalFaults(garbled=2),
            TerminalFaults(foreign_first=True),
            TerminalFaults(bank_late=2),
            TerminalFaults(bank_late=9),
            TerminalFaults(other_amount=10 * AMOUNT_VND),
            TerminalFaults(code="51"),
            TerminalFaults(not_understood=1),
        )
        for faults in wrong:
            terminal.faults = faults
            world.submit(world.seeds(1))
            world.inject()
        # The kiosk gives up, the terminal does not understand it, and is paid within the time of grace.
        world.counter["deadline_s"] = 0.3
        terminal.faults = TerminalFaults(knows_no_cancel=True, slow_s=0.4)
        world.submit(world.seeds(1))
        world.inject()
        world.counter["deadline_s"] = 20.0


def payments_after_the_kiosk_gave_up(world: World) -> None:
    """The terminal does not hear or understand that the kiosk gave up: it takes money when nobody listens."""
    world.start_daemon()
    with _terminal(world) as terminal:
        for faults in (
            TerminalFaults(slow_s=1.0, deaf=True),
            TerminalFaults(slow_s=1.6, deaf=True),
            TerminalFaults(slow_s=2.2, deaf=True),
            TerminalFaults(slow_s=1.6, knows_no_cancel=True),
        ):
            world.counter["deadline_s"] = 0.3
            terminal.faults = faults
            world.submit(world.seeds(1))
            # The next citizen's screen asks in the middle of it, and has nothing to do with it.
            world.submit(world.seeds(1))
            until(lambda: not terminal.at_work, 10.0)
            world.inject()
        world.counter["deadline_s"] = 20.0


def copies_killed_at_steps(world: World) -> None:
    """The screen loses power at every step between the touch and the count of a printed copy."""
    if missing := missing_programs():
        raise MissingToolError(", ".join(missing))
    lines = [line for line in _CUPS.read_text().splitlines() if not line.startswith("Listen")]
    world.start_daemon()
    with PrivateCups("\n".join(lines)) as cups:
        world.counter = {"cups": str(cups.socket)}
        for step in _PRINTING:
            for _ in world.again((1, 2)):
                world.submit(world.seeds(1), stop_at=f"{step}:1")
                world.inject_what_struck(STRUCK)
        world.submit(world.seeds(1))
        printed = len(cups.printed())
    world.sheets = lambda: printed


def check_ins_killed_at_steps(world: World) -> None:
    """The screen loses power at every step of a check-in; the citizen shows the same code again."""
    world.counter = {"check_ins": 3}
    world.start_daemon()
    for step in _CHECKING:
        for number in (1, 2, 3):
            seeds = _booked(world)
            world.submit(seeds, stop_at=f"{step}:{number}")
            world.inject_what_struck(STRUCK)
            world.submit(seeds)
            world.submit(seeds)


def check_ins_told_killed_at_steps(world: World) -> None:
    """The daemon loses power at every step of telling the portal of check-ins and counted numbers."""
    world.counter = {"check_ins": 2}
    for step in _TELLING:
        for number in world.again((1, 2, 3, 4)):
            world.submit(_booked(world))
            process = world.start_daemon(stop_at=f"{step}:{number}")
            until(partial(_over, world, process), 10.0)
            kill(process)
            world.inject_what_struck(STRUCK)


def check_ins_with_lost_answers(world: World) -> None:
    """A check-in takes effect at the portal and its answer is lost."""
    world.counter = {"check_ins": 2}
    limit = world.injections + 16

    def lose(call: Call) -> Reply | None:
        if "/checkin" not in call.path or world.injections >= limit or world.random.random() > 0.6:
            return None
        world.inject()
        return world.random.choice((Reply(200, {}, cut_after=0), Reply(502, raw=b"<html>")))

    world.portal.after = lose
    world.start_daemon()
    world.submit([*_booked(world), *_booked(world), *_booked(world)])
    until(lambda: world.injections >= limit or world.all_done(), 10.0)


def _booked(world: World) -> list[int]:
    """Give one fresh number of a dossier whose citizen has appointments that were made at the portal."""
    seeds = world.seeds(1)
    for number in range(world.counter["check_ins"]):
        code = appointment_of(seeds[0], number)
        world.portal.requests.appointments[code] = {"code": code, "state": "booked", "number": ""}
    return seeds


def _over(world: World, process: int) -> bool:
    return not alive(process) or world.all_done()


KINDS: dict[str, Kind] = {
    "payments_killed_at_steps": payments_killed_at_steps,
    "payments_with_a_bad_terminal": payments_with_a_bad_terminal,
    "payments_after_the_kiosk_gave_up": payments_after_the_kiosk_gave_up,
    "copies_killed_at_steps": copies_killed_at_steps,
    "check_ins_killed_at_steps": check_ins_killed_at_steps,
    "check_ins_killed_at_steps_dvcqg": check_ins_killed_at_steps,
    "check_ins_told_killed_at_steps": check_ins_told_killed_at_steps,
    "check_ins_with_lost_answers": check_ins_with_lost_answers,
}
"""The kinds of this module. Terminal and printer outlive the screen, as real ones do."""
