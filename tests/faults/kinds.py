"""Faults of the kiosk itself: power cuts, damage, a full disk, a wrong clock, two daemons."""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Callable
from functools import partial
from pathlib import Path

from offline_queue.contract.dossier import DeliveryState
from tests.faults.processes import alive, kill, until
from tests.faults.world import World, open_raw
from tests.faults.zygote import STRUCK
from tests.offline_queue.support.portal_server import Call, Reply

SCREEN_STEPS = ("sealed", "inserted", "committed")
DAEMON_STEPS = ("register", "registered", "file", "file_sent", "submit", "submitted", "accepted")
_PIECES_OF_A_DOSSIER, _PIECE_BYTES = 24, 8_192
"""Half pages of the queue's file that storing and delivering one dossier writes at most."""
Kind = Callable[[World], None]


def screen_killed_at_steps(world: World) -> None:
    """The screen loses power at every step of storing; the citizen comes again with the same dossier."""
    world.start_daemon()
    for step in SCREEN_STEPS:
        for number in (1, 2):
            seeds = world.seeds(2)
            world.submit(seeds, stop_at=f"{step}:{number}")
            world.inject_what_struck(STRUCK)
            world.submit(seeds)


def _over(world: World, process: int) -> bool:
    return not alive(process) or world.all_done()


def daemon_killed_at_steps(world: World) -> None:
    """The daemon loses power at every step of delivering."""
    for step in DAEMON_STEPS:
        for number in world.again((1, 2)):
            world.submit(world.seeds(number))
            process = world.start_daemon(stop_at=f"{step}:{number}")
            until(partial(_over, world, process), 5.0)
            kill(process)
            world.inject_what_struck(STRUCK)


def killed_at_random(world: World) -> None:
    """Screen and daemon lose power at any moment."""
    seeds = world.seeds(6)
    world.submit(seeds, wait=False)
    for _ in range(12):
        screen = world.submit(seeds, wait=False)
        daemon = world.start_daemon()
        until(lambda: False, world.random.uniform(0.0, 0.12))
        for process in world.random.sample([screen, daemon], 2):
            world.inject(int(kill(process)))
    world.submit(seeds)


def frozen_daemon(world: World) -> None:
    """The daemon stands still while the screen stores, then goes on."""
    daemon = world.start_daemon()
    for seed in world.seeds(3):
        os.kill(daemon, signal.SIGSTOP)
        world.submit([seed])
        os.kill(daemon, signal.SIGCONT)
        world.inject()


def damaged_blobs(world: World) -> None:
    """A part is flipped, cut or gone: its dossier is not handed in, nor deleted; then it is restored."""
    seeds = world.seeds(4)
    world.submit(seeds)
    connection = open_raw(world.database)
    parts = [row[0] for row in connection.execute("SELECT part_id FROM blob ORDER BY part_id")]
    kept: dict[int, bytes] = {}
    for first in range(0, len(parts) - 3, 3):
        part = parts[first + world.random.randrange(3)]
        (sealed,) = connection.execute("SELECT sealed FROM blob WHERE part_id = ?", (part,)).fetchone()
        kept[part] = sealed
        match world.random.randrange(3):
            case 0:
                at = world.random.randrange(len(sealed))
                broken = sealed[:at] + bytes([sealed[at] ^ 1]) + sealed[at + 1 :]
                connection.execute("UPDATE blob SET sealed = ? WHERE part_id = ?", (broken, part))
            case 1:
                cut = sealed[: world.random.randrange(len(sealed))]
                connection.execute("UPDATE blob SET sealed = ? WHERE part_id = ?", (cut, part))
            case _:
                connection.execute("DELETE FROM blob WHERE part_id = ?", (part,))
        world.inject()
    world.start_daemon()
    healthy = len(seeds) - len(kept)
    expected = sorted([DeliveryState.DAMAGED] * len(kept) + [DeliveryState.ACCEPTED] * healthy)
    if not until(lambda: sorted(world.states().values()) == expected, 20.0):
        raise AssertionError(f"damage was not quarantined: {world.states()}")
    handed_in = [row for row in world.portal.dossiers.values() if row["dossierStatus"] == "receiving"]
    if len(handed_in) != healthy:
        raise AssertionError("a damaged dossier was handed in")
    for part, sealed in kept.items():
        connection.execute("INSERT OR REPLACE INTO blob (part_id, sealed) VALUES (?, ?)", (part, sealed))
    connection.close()
    world.retry_all()


def wrong_clock(world: World) -> None:
    """Five years back, two days ahead, and jumps in the middle of waiting."""
    offset = world.folder / "clock-offset"
    years, days = -5 * 365 * 86_400, 2 * 86_400
    failing = iter(range(10**9))

    def sometimes_busy(call: Call) -> Reply | None:
        return Reply(503, {"code": 503}) if "/dossiers" in call.path and next(failing) % 3 == 0 else None

    world.portal.fault = sometimes_busy
    world.start_daemon()
    for wrong in (years, days, 0, -days, 30 * days, 0):
        offset.write_text(str(wrong))
        world.submit(world.seeds(1))
        world.inject()
        if world.random.random() < 0.3:
            world.stop_daemon()
            world.start_daemon()


def two_daemons(world: World) -> None:
    """A second daemon on the same queue sends nothing while the first lives, and goes on when it dies."""
    other = world.write_config("second.toml", "second.sock")
    active: list[str] = []
    overlap: list[str] = []

    def enter(call: Call) -> Reply | None:
        if call.method == "POST" and "/dossiers" in call.path:
            with world.portal.lock:
                overlap.extend(active)
                active.append(call.path)
        return None

    def leave(call: Call) -> Reply | None:
        if call.method == "POST" and "/dossiers" in call.path:
            with world.portal.lock:
                active.remove(call.path)
        return None

    world.portal.fault, world.portal.after = enter, leave
    daemons = [world.start_daemon(config=other), world.start_daemon()]
    for _ in range(4):
        world.submit(world.seeds(2))
        victim = world.random.randrange(2)
        world.inject(int(kill(daemons[victim])))
        # A call that was killed never returns, so it is taken out of the count here.
        active.clear()
        daemons[victim] = world.start_daemon(config=other if victim == 0 else None)
    if overlap:
        raise AssertionError(f"two daemons sent at once: {overlap[:3]}")


def full_disk(world: World) -> None:
    """Room runs out at each write of screen and daemon in turn; with room again everything goes on."""
    world.start_daemon()
    filler = world.queue / "filler"
    pieces = world.random.sample(range(_PIECES_OF_A_DOSSIER), _PIECES_OF_A_DOSSIER)
    seeds = world.seeds(len(pieces))
    for seed, left in zip(seeds, pieces, strict=True):
        room = os.statvfs(world.queue)
        free = room.f_bavail * room.f_frsize
        before = world.met_full_disk()
        _fill(filler, max(0, free - left * _PIECE_BYTES))
        world.submit([seed])
        if world.random.random() < 0.3:
            world.stop_daemon()
            world.start_daemon()
        until(lambda: False, 0.05)
        world.inject(world.met_full_disk() - before)
        filler.unlink(missing_ok=True)
        unsaved = set(seeds[: seeds.index(seed) + 1]) - set(world.saved())
        if world.random.random() < 0.5:
            world.submit(sorted(unsaved))
    world.submit(sorted(set(seeds) - set(world.saved())))
    if set(world.saved()) != set(seeds):
        raise AssertionError(f"not stored although there is room: {world.refused()}")


def _fill(filler: Path, size: int) -> None:
    with contextlib.suppress(OSError), filler.open("wb") as file:
        while size > 0:
            size -= file.write(bytes(min(size, 65_536)))
        file.flush()


def stopped_politely(world: World) -> None:
    """systemd asks the daemon to end in the middle of its work."""
    world.submit(world.seeds(2))
    process = world.start_daemon()
    until(lambda: False, world.random.uniform(0.0, 0.15))
    if alive(process):
        os.kill(process, signal.SIGTERM)
        world.inject()
    until(lambda: not alive(process), 10.0)


KINDS: dict[str, Kind] = {
    "screen_killed_at_steps": screen_killed_at_steps,
    "daemon_killed_at_steps": daemon_killed_at_steps,
    "killed_at_random": killed_at_random,
    "frozen_daemon": frozen_daemon,
    "damaged_blobs": damaged_blobs,
    "wrong_clock": wrong_clock,
    "two_daemons": two_daemons,
    "full_disk": full_disk,
    "stopped_politely": stopped_politely,
}
