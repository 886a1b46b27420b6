"""What the guard of the codes must not forget: a file that only the daemon can open, bounded and durable.

It holds keyed digests of dossiers, persons and phones, never the numbers themselves. Its time is the
seconds that a daemon ran: turning the wall clock opens nothing, and neither does a restart.
"""

from __future__ import annotations

import hmac
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from offline_queue.contract.clock import Clock

MOST_TRIES = 3
"""Wrong codes of one dossier; then the code is refused and the officer checks who filed it."""
_KEPT_S = 86_400.0
"""The longest limit counts a day; what is older is deleted."""
_MOST_ROWS = 200_000
"""Most rows. The limits of the whole kiosk keep the file far below; beyond, every act is refused."""
_TABLES = """
CREATE TABLE IF NOT EXISTS clock (id INTEGER PRIMARY KEY CHECK (id = 1), ran_s REAL NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS dossier (
    digest TEXT PRIMARY KEY, tries_left INTEGER NOT NULL, accepted INTEGER NOT NULL, person TEXT NOT NULL,
    at REAL NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS act (kind TEXT NOT NULL, digest TEXT NOT NULL, at REAL NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS taken (digest TEXT PRIMARY KEY, at REAL NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS act_by_digest ON act (kind, digest, at);
INSERT OR IGNORE INTO clock VALUES (1, 0);
"""


class GuardStoreError(Exception):
    """The file cannot be used: no code is sent or believed until it can."""


class CountedAct(StrEnum):
    """What is counted."""

    SENT = "sent"
    WRONG = "wrong"
    LOOKED_UP = "looked_up"
    UNKNOWN_CODE = "unknown_code"
    WRONG_PIN = "wrong_pin"
    FEE_ASKED = "fee_asked"
    DUE_ASKED = "due_asked"
    RESULT = "result"


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `most` acts in `seconds`."""

    most: int
    seconds: float


UNKNOWN_CODES = (Limit(10, 600.0), Limit(40, 86_400.0))
"""Codes that nobody has, and wrong keys, at one kiosk, whichever question they come with: who tries numbers
finds few."""


@dataclass(slots=True)
class DossierTries:
    """What is left to one dossier."""

    tries_left: int = MOST_TRIES
    accepted: bool = False
    person: str = ""
    """Digest of who asked for its code; "" while nobody did."""


class GuardStore:
    """Thread-safe. Every method raises `GuardStoreError` when the file cannot be used."""

    def __init__(self, path: Path, key: bytes, clock: Clock) -> None:
        """`key`: secret bytes for the digests. The file is made with mode 0600 where it is missing."""
        self._key = key
        self._clock = clock
        self._lock = threading.RLock()
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            path.touch(mode=0o600, exist_ok=True)
            self._connection = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
            self._connection.execute("PRAGMA journal_mode = DELETE")
            self._connection.execute("PRAGMA synchronous = FULL")
            self._connection.execute("PRAGMA secure_delete = ON")
            self._connection.executescript(_TABLES)
            (self._ran_before,) = self._connection.execute("SELECT ran_s FROM clock").fetchone()
        except (OSError, sqlite3.Error) as error:
            raise GuardStoreError(f"{path}: the record of codes cannot be used ({error})") from error
        self._began = clock.monotonic()

    def now(self) -> float:
        """Give the seconds that daemons ran with this file."""
        return float(self._ran_before) + self._clock.monotonic() - self._began

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Make what happens inside durable at once, or not at all."""
        with self._lock:
            try:
                self._connection.execute("BEGIN IMMEDIATE")
                try:
                    yield
                    self._connection.execute("UPDATE clock SET ran_s = ?", (self.now(),))
                    self._connection.execute("COMMIT")
                except BaseException:
                    self._connection.execute("ROLLBACK")
                    raise
            except sqlite3.Error as error:
                raise GuardStoreError(f"the record of codes cannot be written ({error})") from error

    def tries(self, reference_uid: str) -> DossierTries:
        """Give what is left to a dossier."""
        row = self._one(
            "SELECT tries_left, accepted, person FROM dossier WHERE digest = ?", self.digest(reference_uid)
        )
        return DossierTries() if row is None else DossierTries(int(str(row[0])), bool(row[1]), str(row[2]))

    def keep(self, reference_uid: str, tries: DossierTries) -> None:
        """Write what is left to a dossier."""
        self._do(
            "INSERT INTO dossier VALUES (?, ?, ?, ?, ?) ON CONFLICT (digest) DO UPDATE SET "
            "tries_left = excluded.tries_left, accepted = excluded.accepted, person = excluded.person, "
            "at = excluded.at",
            self.digest(reference_uid),
            tries.tries_left,
            int(tries.accepted),
            tries.person,
            self.now(),
        )

    def wait_s(self, act: CountedAct, digest: str, limits: tuple[Limit, ...]) -> float:
        """Give the seconds until another act of or for `digest` is within all limits; 0 when it is now."""
        now, longest = self.now(), 0.0
        for limit in limits:
            row = self._one(
                "SELECT at FROM act WHERE kind = ? AND digest = ? AND at > ? "
                "ORDER BY at DESC LIMIT 1 OFFSET ?",
                act.value,
                digest,
                now - limit.seconds,
                limit.most - 1,
            )
            if row is not None:
                longest = max(longest, float(str(row[0])) + limit.seconds - now)
        return longest

    def count(self, act: CountedAct, digest: str) -> int:
        """Write an act down; gives its number, for taking it back."""
        self._do("INSERT INTO act VALUES (?, ?, ?)", act.value, digest, self.now())
        row = self._one("SELECT last_insert_rowid()")
        return int(str(row[0])) if row else 0

    def take_back(self, number: int) -> None:
        """The act did not happen after all."""
        self._do("DELETE FROM act WHERE rowid = ?", number)

    def is_taken(self, word: str, kept_s: float) -> bool:
        """Whether the word was taken in the last `kept_s` seconds."""
        row = self._one(
            "SELECT 1 FROM taken WHERE digest = ? AND at > ?", self.digest(word), self.now() - kept_s
        )
        return row is not None

    def take(self, word: str, kept_s: float, most: int) -> bool:
        """Take a word that may be used once, durably; False when it was taken, or too many were.

        `kept_s`: seconds that it is remembered for. `most`: words that are remembered at a time.
        """
        with self.changing():
            self._do("DELETE FROM taken WHERE at <= ?", self.now() - kept_s)
            row = self._one("SELECT count(*) FROM taken")
            if row is None or int(str(row[0])) >= most or self.is_taken(word, kept_s):
                return False
            self._do("INSERT INTO taken VALUES (?, ?)", self.digest(word), self.now())
        return True

    def tidy(self) -> None:
        """Forget what no limit looks at any more. Raises when it is still more than can be honest."""
        with self.changing():
            before = self.now() - _KEPT_S
            self._do("DELETE FROM act WHERE at < ?", before)
            self._do("DELETE FROM dossier WHERE at < ?", before)
        row = self._one("SELECT (SELECT count(*) FROM act) + (SELECT count(*) FROM dossier)")
        if row is None or int(str(row[0])) > _MOST_ROWS:
            raise GuardStoreError(
                "too many codes were asked for; nothing more is sent until a day has passed"
            )

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._connection.close()

    def digest(self, text: str) -> str:
        """Give what stands for a number or reference in the file; without the key nobody can try numbers."""
        return hmac.digest(self._key, text.encode(), "sha256").hex()

    def _one(self, statement: str, *values: object) -> tuple[object, ...] | None:
        with self._lock:
            try:
                row: tuple[object, ...] | None = self._connection.execute(statement, values).fetchone()
            except sqlite3.Error as error:
                raise GuardStoreError(f"the record of codes cannot be read ({error})") from error
            return row

    def _do(self, statement: str, *values: object) -> None:
        with self._lock:
            try:
                self._connection.execute(statement, values)
            except sqlite3.Error as error:
                raise GuardStoreError(f"the record of codes cannot be written ({error})") from error
