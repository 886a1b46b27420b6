"""Faults of what travels besides dossiers: supplements, withdrawals, payments, ratings and all others."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from offline_queue.contract.dossier import SubmissionKind
from tests.faults.kinds import KINDS as MACHINE
from tests.faults.kinds import Kind
from tests.faults.kinds_portal import KINDS as PORTAL
from tests.faults.processes import alive, kill, until
from tests.faults.screen import asked
from tests.faults.world import World
from tests.faults.zygote import STRUCK
from tests.offline_queue.support.portal_server import Call, Reply

_MONEY = frozenset({SubmissionKind.PAYMENT, SubmissionKind.RATING})
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


def payments_and_ratings_killed_at_steps(world: World) -> None:
    """The same, with notices of payments and ratings alone: money is told once, a rating counts once."""
    world.asks = True
    for step in _STEPS:
        for number in world.again((1, 2)):
            world.submit(_seeds_of(world, 2))
            process = world.start_daemon(stop_at=f"{step}:{number}")
            until(partial(_over, world, process), 5.0)
            kill(process)
            world.inject_what_struck(STRUCK)


def payments_and_ratings_lost_answers(world: World) -> None:
    """Answers about payments and ratings are lost after the portal has taken them."""
    world.asks = True
    limit = world.injections + 20

    def lose(call: Call) -> Reply | None:
        money = "/requests" in call.path or "/votings/" in call.path
        if call.method != "POST" or not money or world.injections >= limit or world.random.random() > 0.5:
            return None
        world.inject()
        return Reply(200, {}, cut_after=0)

    world.portal.after = lose
    world.start_daemon()
    world.submit(_seeds_of(world, 6))
    until(lambda: world.injections >= limit or world.all_done(), 10.0)


def _seeds_of(world: World, count: int) -> list[int]:
    """Give numbers of dossiers whose request is a payment or a rating."""
    found: list[int] = []
    while len(found) < count:
        found += [seed for seed in world.seeds(1) if asked(seed, "").manifest.kind in _MONEY]
    return found


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
    "payments_and_ratings_killed_at_steps": payments_and_ratings_killed_at_steps,
    "payments_and_ratings_killed_at_steps_dvcqg": payments_and_ratings_killed_at_steps,
    "payments_and_ratings_lost_answers": payments_and_ratings_lost_answers,
    "payments_and_ratings_lost_answers_dvcqg": payments_and_ratings_lost_answers,
    **{
        f"requests_{name}": _with_requests(kind)
        for name, kind in {**MACHINE, **PORTAL}.items()
        if name in {"screen_killed_at_steps", "killed_at_random", "lost_answers", "lost_answers_dvcqg"}
    },
}
"""The kinds of this module. They need a portal that takes requests; the others leave requests out."""
