"""Faults of what travels besides dossiers: supplements, withdrawals, confirmations, petitions, bookings."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from tests.faults.kinds import KINDS as MACHINE
from tests.faults.kinds import Kind
from tests.faults.kinds_portal import KINDS as PORTAL
from tests.faults.processes import alive, kill, until
from tests.faults.world import World
from tests.faults.zygote import STRUCK

_STEPS = ("register", "registered", "file", "file_sent", "submit", "submitted", "accepted")


def requests_killed_at_steps(world: World) -> None:
    """The daemon loses power at every step of delivering, with every kind of request in the queue."""
    world.asks = True
    for step in _STEPS:
        for number in world.again((1, 2, 3, 4)):
            world.submit(world.seeds(6 if number == 1 else 2))
            process = world.start_daemon(stop_at=f"{step}:{number}")
            until(partial(_over, world, process), 5.0)
            kill(process)
            world.inject_what_struck(STRUCK)


def _over(world: World, process: int) -> bool:
    return not alive(process) or world.all_done()


def _with_requests(kind: Kind) -> Callable[[World], None]:
    """Give a kind of fault in which every dossier comes with a request."""

    def run(world: World) -> None:
        world.asks = True
        kind(world)

    run.__doc__ = f"{kind.__doc__} With requests."
    return run


KINDS: dict[str, Kind] = {
    "requests_killed_at_steps": requests_killed_at_steps,
    "requests_killed_at_steps_dvcqg": requests_killed_at_steps,
    **{
        f"requests_{name}": _with_requests(kind)
        for name, kind in {**MACHINE, **PORTAL}.items()
        if name in {"screen_killed_at_steps", "killed_at_random", "lost_answers", "lost_answers_dvcqg"}
    },
}
"""The kinds of this module. They need a portal that takes requests; the others leave requests out."""
