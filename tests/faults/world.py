"""One kiosk of the fault suite: its files, its processes, its portal, and the verdict at the end."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

from offline_queue.contract.clock import SystemClock, stamp
from offline_queue.contract.dossier import DeliveryState
from offline_queue.contract.errors import QueueError
from offline_queue.contract.gateway_client import GatewayClient, GatewayUnavailable
from offline_queue.store import queries
from offline_queue.store.database import Database, typed_errors
from offline_queue.store.retry import retry, stuck
from tests.faults import counter_verdict, tickets_verdict
from tests.faults.processes import Zygote, alive, kill, until
from tests.faults.requests_verdict import judge
from tests.faults.screen import asked, dossier
from tests.faults.side_verdict import SideVerdict
from tests.offline_queue.support.dossiers import MARKER, PERSONAL_ID, Keys
from tests.offline_queue.support.portal_server import PASSWORD, USER, PortalServer, Reply

SIZES = (2_000, 3_000)
SETTLE_S = 30.0
"""A dossier that is not accepted so long after the last fault counts as stuck."""
DONE = frozenset({DeliveryState.ACCEPTED, DeliveryState.PURGED})


@dataclass
class Verdict:
    """What became of the dossiers of one campaign."""

    submitted: int = 0
    accepted_once: int = 0
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    stuck: list[str] = field(default_factory=list)
    leaked: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)
    """Files that stand in another citizen's dossier."""

    def take(self, judged: SideVerdict) -> None:
        """Take in what became of something that travels beside dossiers."""
        self.submitted += judged.submitted
        self.accepted_once += judged.accepted_once
        self.lost += judged.lost
        self.doubled += judged.doubled
        self.stuck += judged.stuck


class MissingToolError(Exception):
    """This machine has not what a kind of fault needs: it is left out, and said to be."""


class World:
    """A fresh kiosk. `injections` counts what was done to it."""

    def __init__(
        self,
        zygote: Zygote,
        folder: Path,
        random: Random,
        *,
        kind: str = "opencps",
        queue_folder: Path | None = None,
        brief: bool = False,
    ) -> None:
        """`brief`: of what is the same again, once is enough."""
        self.zygote = zygote
        self._brief = brief
        self.folder = folder
        self.random = random
        self.kind = kind
        self.keys = Keys()
        self.portal = PortalServer()
        self.portal.__enter__()
        self.injections = 0
        self.daemon_process = 0
        self._processes: set[int] = set()
        self._closed = False
        self._counted: dict[str, int] = {}
        self.sizes: dict[int, tuple[int, ...]] = {}
        self.pending = False
        self.asks = False
        """Whether each dossier comes with a request about it, every kind in turn."""
        self.tickets = 0
        """How many queue tickets the screen gives out with each dossier."""
        self.counter: dict[str, Any] = {}
        """What the screen does with the devices of the counter, as `counter_screen` takes it."""
        self.taken: dict[str, tuple[int, str]] = {}
        """What the payment terminal took: reference → (đồng, its own number)."""
        self.sheets: Callable[[], int] = lambda: 0
        """How many copies lie in the A4 printer's tray."""
        self.put_back = False
        """Whether an older state of the queue was put back: what the portal has need not be in it."""
        self.staff_help = False
        """Whether the kind may end before a person by design: once it is over, staff send all again."""
        self.forbidden: tuple[str, ...] = (MARKER, PERSONAL_ID)
        """What must stand nowhere in the clear."""
        self._numbers = iter(range(random.randrange(1, 2**40), 2**62))
        folder.mkdir(parents=True, exist_ok=True)
        self.queue = queue_folder or folder / "queue"
        self.queue.mkdir(exist_ok=True)
        self.database = self.queue / "outbox.sqlite"
        self.told = folder / "told"
        self._make_credentials()
        self.config = self.write_config("kiosk.toml", "sync.sock")

    # Programs

    def start_daemon(self, stop_at: str = "", config: Path | None = None) -> int:
        """Start the daemon; the newest is the one that `stop_daemon` ends."""
        order = self._order("daemon", stop_at)
        self.daemon_process = self.zygote.spawn({**order, "config": str(config or self.config)})
        self._processes.add(self.daemon_process)
        return self.daemon_process

    def stop_daemon(self) -> None:
        """Kill it."""
        kill(self.daemon_process)

    def submit(
        self, seeds: Sequence[int], stop_at: str = "", sizes: tuple[int, ...] = SIZES, wait: bool = True
    ) -> int:
        """Have the screen store dossiers. Gives its process id; it has ended when `wait`."""
        self.sizes.update(dict.fromkeys(seeds, sizes))
        order = {
            **self._order("screen", stop_at),
            "seeds": list(seeds),
            "sizes": sizes,
            "pending": self.pending,
            "asks": self.asks,
            "tickets": self.tickets,
            "counter": self.counter,
            "told": str(self.told),
            "socket": str(self.folder / "run" / "sync.sock"),
            "database": str(self.database),
            "recipients": self.keys.recipients,
            "attesting": self.keys.attester.key.hex(),
        }
        process = self.zygote.spawn(order)
        self._processes.add(process)
        if wait and not until(lambda: not alive(process), 60.0):
            kill(process)
        return process

    def seeds(self, count: int) -> list[int]:
        """Give numbers of fresh dossiers."""
        return [next(self._numbers) for _ in range(count)]

    def retry_all(self) -> None:
        """What `kioskctl queue retry all` does after the cause is gone."""
        database = Database.open(self.database)
        for one in stuck(database):
            retry(database, one, SystemClock())
        database.close()
        with contextlib.suppress(GatewayUnavailable):
            self._gateway.wake(by_hand=True)

    @property
    def _gateway(self) -> GatewayClient:
        """Where the screen and `kioskctl` ask."""
        return GatewayClient(self.folder / "run" / "sync.sock", 0.5)

    def again(self, times: Sequence[int]) -> Sequence[int]:
        """Give what is done again and again; one of it when brief."""
        return [self.random.choice(times)] if self._brief else times

    def inject(self, number: int = 1) -> None:
        """Count what was done."""
        self.injections += number

    def inject_what_struck(self, mark: str) -> None:
        """Count what the programs themselves noted in the file of that name since the last count."""
        found = self._noted(mark)
        self.inject(found - self._counted.get(mark, 0))
        self._counted[mark] = found

    def _noted(self, mark: str) -> int:
        path = self.folder / mark
        return path.stat().st_size if path.exists() else 0

    # What is known

    def saved(self) -> dict[int, str]:
        """Give the dossiers that the screen called saved: number → reference uid."""
        lines = self.told.read_text().splitlines() if self.told.exists() else []
        return {int(line.split()[1]): line.split()[2] for line in lines if line.startswith("saved ")}

    def met_full_disk(self) -> int:
        """Count how often a program said that the disk is full."""
        told = sum(code == "queue.full" for code in self.refused())
        records = (path.read_text(errors="replace") for path in self.folder.glob("*.log"))
        return told + sum(record.count("queue.full") for record in records)

    def refused(self) -> list[str]:
        """Give the codes of refusals."""
        lines = self.told.read_text().splitlines() if self.told.exists() else []
        return [line.split()[2] for line in lines if line.startswith("refused ")]

    def states(self) -> dict[str, DeliveryState]:
        """Give every dossier's state by reference uid."""
        database = Database.open(self.database)
        try:
            with database.reading() as connection:
                return {one.reference_uid: one.state for one in queries.listing(connection)}
        finally:
            database.close()

    def all_done(self) -> bool:
        """Whether the portal has all that was saved."""
        try:
            # Asked every few milliseconds: opening the queue in earnest would take the programs' time.
            with typed_errors(), contextlib.closing(open_raw(self.database)) as connection:
                states = dict(connection.execute("SELECT reference_uid, state FROM dossier"))
                (small,) = connection.execute("SELECT count(*) FROM item WHERE state = 'queued'").fetchone()
        except QueueError:
            return False
        there = self.put_back or set(self.saved().values()) <= set(states)
        return there and set(states.values()) <= DONE and not ((self.tickets or self.counter) and small)

    def settle(self) -> Verdict:
        """End every fault, let the kiosk finish, and compare with the portal."""
        self.portal.fault = self.portal.after = lambda _call: None
        self.portal.cut_body = lambda _method, _path, _length: None
        self.portal.identity_up = True
        for name in ("clock-offset", "names-hang"):
            (self.folder / name).unlink(missing_ok=True)
        if not alive(self.daemon_process):
            self.start_daemon()
        until(self._done_with_help if self.staff_help else self.all_done, SETTLE_S)
        verdict = self._verdict()
        self.close()
        self._look_for_plain_text(verdict)
        return verdict

    def _done_with_help(self) -> bool:
        """Whether all is done; what stands before a person, or waits beyond this suite, is sent again."""
        if self.all_done():
            return True
        with contextlib.suppress(QueueError), contextlib.closing(open_raw(self.database)) as connection:
            late = stamp(SystemClock().now() + timedelta(seconds=SETTLE_S))
            # Constant text.
            shown = "state = 'rejected' OR (state = 'waiting' AND retry_at > ?)"
            waiting = connection.execute(f"SELECT reason FROM dossier WHERE {shown}", (late,)).fetchall()  # noqa: S608
            if any(not reason for (reason,) in waiting):
                return False
            if waiting:
                self.retry_all()
        return False

    def close(self) -> None:
        """End every process and the portal. May be called again."""
        if self._closed:
            return
        self._closed = True
        for process in self._processes:
            kill(process)
        self.portal.__exit__(None, None, None)

    def _verdict(self) -> Verdict:
        saved, states = self.saved(), self.states()
        verdict = Verdict(submitted=len(saved))
        for number, uid in saved.items():
            name = f"{self.folder.name}:{uid}"
            copies = self._copies(uid)
            if self.put_back and uid not in states and copies == 1 and self._whole(number, uid):
                verdict.accepted_once += 1
            elif uid not in states or (states[uid] in DONE and copies != 1):
                (verdict.doubled if copies > 1 else verdict.lost).append(name)
            elif states[uid] not in DONE:
                verdict.stuck.append(f"{name} {states[uid].value}")
            elif not self._whole(number, uid):
                verdict.lost.append(f"{name} incomplete")
            else:
                verdict.accepted_once += 1
        verdict.strangers = [
            f"{self.folder.name}:{uid}"
            for uid, files in self.portal.files.items()
            if uid.startswith("stranger") and files
        ]
        verdict.strangers += [
            f"{self.folder.name}:{uid} handed in"
            for uid, row in self.portal.dossiers.items()
            if uid.startswith("stranger") and row["dossierStatus"] != "new"
        ]
        if self.asks:
            verdict.take(judge(self.folder.name, saved, states, self.portal, self.kind))
        if self.tickets:
            verdict.take(
                tickets_verdict.judge(self.told, self.database, self.portal, complete=not self.put_back)
            )
        if self.counter:
            verdict.take(
                counter_verdict.judge(self.told, self.database, self.portal, self.taken, self.sheets())
            )
        made = {dossier(n, "", s).manifest.reference_uid for n, s in self.sizes.items()}
        made |= {asked(number, "").manifest.reference_uid for number in self.sizes if self.asks}
        # Notices of payments are judged by what the terminal took.
        unknown = set() if self.counter else set(states) - made
        verdict.doubled += [f"{self.folder.name}:{uid} nobody's" for uid in unknown]
        return verdict

    def _copies(self, uid: str) -> int:
        """How often the portal has the dossier handed in: by its uid, and by what the officer reads."""
        if self.kind == "dvcqg":
            rows = [row for row in self.portal.national.rows.values() if row["ThongTinKhac"] == uid]
            return sum(len(self.portal.national.steps.get(row["MaHoSo"], [])) for row in rows)
        rows = [row for row in self.portal.dossiers.values() if row["referenceUid"] == uid]
        notes = {row["applicantNote"].partition("mã tạm ")[2][:16] for row in rows}
        twins = [
            row
            for row in self.portal.dossiers.values()
            if row["applicantNote"].partition("mã tạm ")[2][:16] in notes
        ]
        return sum(row["dossierStatus"] in {"receiving", "cancelling"} for row in twins)

    def _whole(self, number: int, uid: str) -> bool:
        sent = dossier(number, "", self.sizes[number])
        if self.kind == "dvcqg":
            files = {key: content for key, (_, content) in self.portal.national.files.items()}
            return all(
                files.get(part.file_uid) == content
                for part, content in zip(sent.manifest.parts, sent.contents, strict=True)
            )
        there = {key: content for key, (_, content) in self.portal.files[uid].items()}
        if self.asks:
            added = asked(number, "").manifest
            for part in added.parts:
                there.pop(part.file_uid, None)
        pairs = zip(sent.manifest.parts, sent.contents, strict=True)
        return there == {part.file_uid: content for part, content in pairs}

    def _look_for_plain_text(self, verdict: Verdict) -> None:
        for file in [*self.queue.rglob("*"), *self.folder.rglob("*")]:
            if file.is_file() and "credentials" not in file.parts:
                content = file.read_bytes()
                if any(words.encode() in content for words in self.forbidden):
                    verdict.leaked.append(str(file))

    def _order(self, role: str, stop_at: str) -> dict[str, Any]:
        return {
            "role": role,
            "stop_at": stop_at,
            "record": str(self.folder / f"{role}.log"),
            "folder": str(self.folder),
        }

    def _make_credentials(self) -> None:
        folder = self.folder / "credentials"
        folder.mkdir()
        (folder / "sync.key").write_text(str(self.keys.sync))
        (folder / "portal.user").write_text(USER)
        (folder / "portal.password").write_text(PASSWORD)

    def write_config(self, name: str, socket: str, *, queue: str = "") -> Path:
        """Write a configuration whose waits are short; `queue`: further lines of its table."""
        port = self.portal.root.rpartition(":")[2]
        root = f"http://localhost:{port}"
        base = f"{root}/national" if self.kind == "dvcqg" else f"{root}/o/rest/v2"
        path = self.folder / name
        path.write_text(
            f"""
[kiosk]
id = "DN07"
authority_code = "H17.99.01"
authority_name = "UBND xã Nam Giang"
province_code = "48"
commune_code = "20707"
[queue]
database = "{self.database}"
recipients = {json.dumps(self.keys.recipients)}
reserve_mb = 0
{queue}
[gateway]
socket = "run/{socket}"
[portal]
kind = "{self.kind}"
address = "{base}"
identity_address = "{root}/identity"
file_address = "{root}/national/store"
requests_address = "{root}/requests"
facts_address = "{root}/facts"
group_id = 1
credentials = "credentials"
connect_timeout_s = 0.4
read_timeout_s = 0.6
[scanner]
device = ""
[printer]
transport = "tcp"
[reader]
kind = "camera"
[sync]
probe_every_s = 0.1
backoff_first_s = 0.01
backoff_cap_s = 0.1
maintenance_every_s = 0.5
status_every_s = 0.3
network_manager = false
""",
            encoding="utf-8",
        )
        return path


def spoil_reply(status: int) -> Reply:
    """Give a refusal in the portal's words."""
    return Reply(status, {"code": status, "message": "Dữ liệu không hợp lệ", "description": ""})


def open_raw(path: Path) -> sqlite3.Connection:
    """Open the file as somebody would who wants to break it."""
    return sqlite3.connect(path, timeout=10.0, isolation_level=None)
