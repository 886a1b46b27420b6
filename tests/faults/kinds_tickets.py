"""Faults while queue tickets are given out and booked: a number that two people hold cannot be mended."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from tests.faults.kinds import KINDS as MACHINE
from tests.faults.kinds import Kind
from tests.faults.kinds_portal import KINDS as PORTAL
from tests.faults.kinds_proof import KINDS as PROOF
from tests.faults.processes import alive, kill, until
from tests.faults.world import World
from tests.faults.zygote import STRUCK
from tests.offline_queue.support.portal_server import Call, Reply

_GIVING, _BOOKING = ("ticket_numbered", "ticket_committed"), ("fact", "fact_sent", "fact_done")


def tickets_killed_at_steps(world: World) -> None:
    """The screen loses power at every step of giving out a number; the next people come."""
    world.tickets = 4
    world.start_daemon()
    for step in _GIVING:
        for number in (1, 2, 3, 4):
            world.submit(world.seeds(1), stop_at=f"{step}:{number}")
            world.inject_what_struck(STRUCK)
        world.submit(world.seeds(1))


def bookings_killed_at_steps(world: World) -> None:
    """The daemon loses power at every step of booking a number."""
    world.tickets = 3
    for step in _BOOKING:
        for number in world.again((1, 2, 3)):
            world.submit(world.seeds(1))
            process = world.start_daemon(stop_at=f"{step}:{number}")
            until(partial(_over, world, process), 10.0)
            kill(process)
            world.inject_what_struck(STRUCK)


def bookings_with_lost_answers(world: World) -> None:
    """A booking takes effect and its answer is lost, or the list of the day comes back as nonsense."""
    world.tickets = 3
    limit = world.injections + 24

    def lose(call: Call) -> Reply | None:
        if "/bookings" not in call.path or world.injections >= limit or world.random.random() > 0.6:
            return None
        world.inject()
        return world.random.choice((Reply(200, {}, cut_after=0), Reply(502, raw=b"<html>")))

    world.portal.after = lose
    world.start_daemon()
    world.submit(world.seeds(3))
    until(lambda: world.injections >= limit or world.all_done(), 10.0)


def _over(world: World, process: int) -> bool:
    return not alive(process) or world.all_done()


def _with_tickets(kind: Kind) -> Callable[[World], None]:
    """Give a kind of fault in which tickets are given out with every dossier."""

    def run(world: World) -> None:
        world.tickets = 2
        kind(world)

    run.__doc__ = f"{kind.__doc__} With queue tickets."
    return run


KINDS: dict[str, Kind] = {
    "tickets_killed_at_steps": tickets_killed_at_steps,
    "bookings_killed_at_steps": bookings_killed_at_steps,
    "bookings_with_lost_answers": bookings_with_lost_answers,
    **{
        f"tickets_{name}": _with_tickets(kind)
        for name, kind in {**MACHINE, **PORTAL, **PROOF}.items()
        if name in {"killed_at_random", "wrong_clock", "two_daemons", "lost_answers", "backup_put_back"}
    },
}
"""The kinds of this module. They need a portal that takes bookings."""
