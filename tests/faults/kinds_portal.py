"""Faults of the way to the portal: lost answers, cuts, refusals, lies, login pages, names that hang."""

from __future__ import annotations

import threading

from offline_queue.contract.dossier import DeliveryState
from tests.faults.kinds import Kind
from tests.faults.processes import until
from tests.faults.world import World, spoil_reply
from tests.faults.zygote import HUNG
from tests.offline_queue.support.portal_server import Call, Reply
from tests.offline_queue.support.tus_shelf import TusShelf

PAGE = Reply(200, raw=b"<html>Wi-Fi</html>", headers={"Content-Type": "text/html"})
REDIRECT = Reply(302, raw=b"", headers={"Location": "http://wifi.example/", "Content-Type": "text/html"})
HOSTILE = (
    Reply(200, raw=b"{" + b'"a": 1, ' * 1_000_000, headers={"Content-Type": "application/json"}),
    Reply(200, raw=b'{"dossierId": 1, "referen', headers={"Content-Type": "application/json"}),
    Reply(200, {"dossierId": 999, "referenceUid": "somebody-else", "dossierStatus": "receiving"}),
    Reply(200, [1, 2, 3]),
    Reply(200, {"data": [{"referenceUid": "x", "fileSize": "a lot"}]}),
    Reply(200, raw=b"null"),
    Reply(500, raw=b"<h1>Error</h1>", headers={"Content-Type": "text/html"}),
    Reply(502, raw=b"", headers={"Content-Type": "text/plain"}),
    Reply(200, raw=b"[" * 100_000),
    Reply(429, {"code": 429}, headers={"Retry-After": "0"}),
    Reply(408, {"code": 408}),
    Reply(425, {"code": 425}),
)


def _of_dossier(call: Call) -> bool:
    return "/dossiers" in call.path or "/uploads/" in call.path or "/national/" in call.path


def _faults_until(world: World, limit: int, seconds: float = 8.0) -> None:
    """Let faults happen until `limit` were injected or everything is delivered."""
    start = world.injections
    until(lambda: world.injections - start >= limit or world.all_done(), seconds)


def lost_answers(world: World) -> None:
    """The portal does what was asked, and the answer never comes back."""
    limit = world.injections + 24

    def lose(call: Call) -> Reply | None:
        if not _of_dossier(call) or world.injections >= limit or world.random.random() > 0.5:
            return None
        world.inject()
        return Reply(200, {}, cut_after=0)

    world.portal.after = lose
    world.start_daemon()
    world.submit(world.seeds(5))
    _faults_until(world, 24)


def lost_answers_dvcqg(world: World) -> None:
    """The same with the national portal's messages."""
    lost_answers(world)


def expired_sessions(world: World) -> None:
    """The national portal forgets sessions at any moment."""

    def forget(call: Call) -> Reply | None:
        if "/national/" in call.path and world.random.random() < 0.4 and world.portal.national.sessions:
            world.portal.national.sessions.clear()
            world.inject()
        return None

    world.portal.fault = forget
    world.start_daemon()
    world.submit(world.seeds(4))
    _faults_until(world, 16, 4.0)


def cut_uploads(world: World) -> None:
    """The line breaks after k of n files and in the middle of one; multipart."""
    _cuts(world, (30_000, 60_000, 5_000))


def cut_uploads_tus(world: World) -> None:
    """The same with tus: what arrived stays."""
    world.portal.tus = TusShelf()
    _cuts(world, (300_000, 40_000))


def _cuts(world: World, sizes: tuple[int, ...]) -> None:
    limit = world.injections + 18

    def cut(method: str, path: str, length: int) -> int | None:
        upload = method in {"POST", "PATCH"} and length > 1_000 and ("/files" in path or "/uploads" in path)
        if not upload or world.injections >= limit or world.random.random() > 0.6:
            return None
        world.inject()
        return world.random.randrange(length)

    world.portal.cut_body = cut
    world.start_daemon()
    world.submit(world.seeds(3), sizes=sizes)
    _faults_until(world, 18)


def poison_among_twenty(world: World) -> None:
    """One dossier is refused for its content; nineteen go on; a person leads it back."""
    seeds = world.seeds(20)
    world.submit(seeds[:10])
    world.submit(seeds[10:])
    saved = world.saved()
    poison = saved[world.random.choice(seeds)]
    status = world.random.choice([400, 403, 404, 409, 410, 413, 422])
    at = world.random.choice(["create", "files", "submitting"])

    def refuse(call: Call) -> Reply | None:
        row = next((row for row in world.portal.dossiers.values() if row["referenceUid"] == poison), None)
        number = str(row["dossierId"]) if row else "-"
        inside = f"/dossiers/{number}/" in call.path or f"/dossiers/{poison}/" in call.path
        hit = call.method == "POST" and (
            (at == "create" and call.path.endswith("/dossiers") and poison.encode() in call.body)
            or (at == "files" and inside and call.path.endswith("/files"))
            or (at == "submitting" and inside and call.path.endswith("/submitting"))
        )
        return spoil_reply(status) if hit else None

    if (status, at) in {(409, "create"), (409, "submitting")}:
        # At these calls 409 means "known already", which a look-up settles: take a status that refuses.
        status = 422
    world.portal.fault = refuse
    world.start_daemon()
    world.inject()
    expected = sorted([DeliveryState.REJECTED] + [DeliveryState.ACCEPTED] * 19)
    if not until(lambda: sorted(world.states().values()) == expected, 25.0):
        raise AssertionError(f"poison {status} at {at}: {sorted(world.states().values())}")
    world.stop_daemon()
    world.start_daemon()
    if world.states()[poison] is not DeliveryState.REJECTED:
        raise AssertionError("a refusal was forgotten")
    world.portal.fault = lambda _call: None
    world.retry_all()


def captive_portal(world: World) -> None:
    """The Wi-Fi's login page comes and goes: nothing is sent to it, nothing taken for success."""
    login = threading.Event()
    seen: list[Call] = []

    def page(call: Call) -> Reply | None:
        if not login.is_set():
            return None
        seen.append(call)
        return PAGE if world.random.random() < 0.5 else REDIRECT

    world.portal.fault = page
    world.start_daemon()
    for _ in range(4):
        world.submit(world.seeds(1))
        until(lambda: False, world.random.uniform(0.0, 0.1))
        login.set()
        world.submit(world.seeds(1))
        until(lambda: len(seen) > 1, 2.0)
        world.inject(int(bool(seen)))
        login.clear()
        seen.clear()


def identity_down(world: World) -> None:
    """The identity service fails while the portal is up: dossiers go, the officer is told."""
    world.portal.identity_up = False
    world.pending = True
    world.start_daemon()
    for seed in world.seeds(3):
        world.submit([seed])
        world.inject()
    if not until(world.all_done, 20.0):
        raise AssertionError("a failing identity service held dossiers up")


def lying_portal(world: World) -> None:
    """Huge, cut, foreign, wrong: whatever the portal says, nothing is taken for granted."""
    # After three answers with another citizen's record the dossier waits for a person to look at it.
    world.staff_help = True
    limit = world.injections + 20

    def lie(call: Call) -> Reply | None:
        if not _of_dossier(call) or world.injections >= limit or world.random.random() > 0.4:
            return None
        world.inject()
        return world.random.choice(HOSTILE)

    world.portal.fault = lie
    world.start_daemon()
    world.submit(world.seeds(4))
    _faults_until(world, 20)


def slow_portal(world: World) -> None:
    """Answers come after the deadline."""
    limit = world.injections + 3
    release = threading.Event()

    def slow(call: Call) -> Reply | None:
        if _of_dossier(call) and world.injections < limit and world.random.random() < 0.3:
            world.inject()
            release.wait(1.0)
        return None

    world.portal.fault = slow
    world.start_daemon()
    world.submit(world.seeds(3))
    _faults_until(world, 3, 6.0)
    release.set()


def refused_credentials(world: World) -> None:
    """The portal refuses the kiosk for a while: blocked, then on by itself."""
    refused = threading.Event()
    seen: list[Call] = []

    def refuse(call: Call) -> Reply | None:
        if not refused.is_set():
            return None
        seen.append(call)
        return Reply(401, {"code": 401, "message": "Unauthorized"})

    world.portal.fault = refuse
    world.start_daemon()
    for _ in range(3):
        refused.set()
        world.submit(world.seeds(2))
        until(lambda: False, world.random.uniform(0.05, 0.3))
        refused.clear()
        world.inject(int(bool(seen)))
        seen.clear()
        until(lambda: False, world.random.uniform(0.0, 0.1))


def names_hang(world: World) -> None:
    """The name service stops answering; the portal keeps no connection, so that every call needs a name."""
    flag = world.folder / "names-hang"
    world.portal.hang_up = True
    world.start_daemon()
    for _ in range(3):
        flag.touch()
        world.submit(world.seeds(1))
        until(lambda: False, world.random.uniform(0.1, 0.6))
        world.inject_what_struck(HUNG)
        flag.unlink()
        world.submit(world.seeds(1))


def flapping(world: World) -> None:
    """The portal comes and goes between any two calls."""
    limit = world.injections + 40

    def flap(call: Call) -> Reply | None:
        if world.injections >= limit or world.random.random() > 0.4:
            return None
        world.inject()
        return Reply(200, {}, cut_after=0) if world.random.random() < 0.5 else Reply(503, {"code": 503})

    world.portal.fault = flap
    world.start_daemon()
    world.submit(world.seeds(5))
    _faults_until(world, 40)


KINDS: dict[str, Kind] = {
    "lost_answers": lost_answers,
    "lost_answers_dvcqg": lost_answers_dvcqg,
    "expired_sessions_dvcqg": expired_sessions,
    "cut_uploads": cut_uploads,
    "cut_uploads_tus": cut_uploads_tus,
    "poison_among_twenty": poison_among_twenty,
    "captive_portal": captive_portal,
    "identity_down": identity_down,
    "lying_portal": lying_portal,
    "slow_portal": slow_portal,
    "refused_credentials": refused_credentials,
    "names_hang": names_hang,
    "flapping": flapping,
}
