"""Faults of what things are known by: a kiosk's id, official numbers, uploads that were begun."""

from __future__ import annotations

import base64

from offline_queue.contract.errors import IdInUseError
from tests.faults.kinds import Kind
from tests.faults.processes import until
from tests.faults.world import World
from tests.offline_queue.support.portal_server import Call, Reply
from tests.offline_queue.support.tus_shelf import HEADERS, TusShelf

REASONS = ("other_key", "older_generation", "older_start", "something_new")


def second_holder(world: World) -> None:
    """The province knows another holder of the kiosk's id, over and over: no code is given out meanwhile."""
    for _ in range(4):
        world.submit(world.seeds(2))
        told: list[Call] = []
        reason = world.random.choice(REASONS)

        def refuse(call: Call, told: list[Call] = told, reason: str = reason) -> Reply | None:
            if not call.path.endswith("/kiosks"):
                return None
            told.append(call)
            return Reply(409, {"code": 409, "message": f"kiosk_id_in_use: {reason}"})

        world.portal.fault = refuse
        world.start_daemon()
        if not until(lambda told=told: bool(told), 10.0):  # type: ignore[misc]  # this round's
            raise AssertionError("the province was told nothing")
        world.inject()
        late = world.seeds(1)
        if not until(lambda late=late: _refused(world, late), 10.0):  # type: ignore[misc]  # this round's
            raise AssertionError("codes were given out under an id that another holds")
        if not until(world.all_done, 20.0):
            raise AssertionError("what was stored before was held up")
        world.stop_daemon()
        # The other machine is switched off, and this one learns of it at its next start.
        world.portal.fault = _ours
        world.start_daemon()
        if not until(lambda late=late: not _refused(world, late), 10.0):  # type: ignore[misc]  # this round's
            raise AssertionError("no code although nobody else holds the id")
        world.stop_daemon()
    world.start_daemon()


def _refused(world: World, seeds: list[int]) -> bool:
    """Have the screen try; whether it was told that another holds the id."""
    before = len(world.refused())
    world.submit(seeds)
    return IdInUseError.code in world.refused()[before:]


def _ours(call: Call) -> Reply | None:
    return Reply(200, {"ok": True}) if call.path.endswith("/kiosks") else None


def numbers_withheld_dvcqg(world: World) -> None:
    """No numbers are handed out, or the answer is lost: one number a dossier, and none made up."""
    limit = world.injections + 30

    def hold_back(call: Call) -> Reply | None:
        if b"CapSoHoSo" not in call.body or world.injections >= limit or world.random.random() > 0.6:
            return None
        world.inject()
        return Reply(200, {"error_code": world.random.choice([4, "-2"]), "message": "service không có"})

    def lose(call: Call) -> Reply | None:
        if b"CapSoHoSo" not in call.body or world.injections >= limit or world.random.random() > 0.5:
            return None
        world.inject()
        return Reply(200, {}, cut_after=0)

    world.portal.fault, world.portal.after = hold_back, lose
    world.start_daemon()
    world.submit(world.seeds(5))
    until(lambda: world.injections >= limit or world.all_done(), 8.0)
    world.portal.fault = world.portal.after = lambda _call: None
    if not until(world.all_done, 20.0):
        raise AssertionError("not delivered although there are numbers again")
    numbers = set(world.portal.national.rows)
    given = [number for block in world.portal.national.blocks.values() for number in block]
    if not numbers <= set(given):
        raise AssertionError(f"numbers that nobody gave: {numbers - set(given)}")
    if len(given) != len(numbers):
        raise AssertionError(f"{len(given)} numbers for {len(numbers)} dossiers")


def uploads_of_others_tus(world: World) -> None:
    """An upload that was begun turns out to be another file's of the same size, or nobody says whose."""
    shelf = world.portal.tus = TusShelf()
    limit = world.injections + 20

    def foreign(call: Call) -> Reply | None:
        if world.injections >= limit:
            return None
        if call.method == "PATCH" and world.random.random() < 0.5:
            # The piece arrives, its answer does not: the next attempt asks where to go on.
            shelf.take("PATCH", call.path.rpartition("/")[2], call.headers, call.body)
            return Reply(204, raw=b"", cut_after=0)
        if call.method != "HEAD" or world.random.random() < 0.3:
            return None
        world.inject()
        upload = shelf.uploads[call.path.rpartition("/")[2]]
        told = {**HEADERS, "Upload-Offset": str(len(upload.content)), "Upload-Length": str(upload.length)}
        if world.random.random() < 0.5:
            stranger = base64.b64encode(b"a stranger's file").decode()
            told["Upload-Metadata"] = f"referenceUid {stranger}"
        return Reply(200, raw=b"", headers=told)

    world.portal.fault = foreign
    world.start_daemon()
    world.submit(world.seeds(3), sizes=(600_000, 5_000))
    until(lambda: world.injections >= limit or world.all_done(), 10.0)


KINDS: dict[str, Kind] = {
    "second_holder": second_holder,
    "numbers_withheld_dvcqg": numbers_withheld_dvcqg,
    "uploads_of_others_tus": uploads_of_others_tus,
}
