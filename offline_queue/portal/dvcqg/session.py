"""Messages of the national portal: one address each, a session in every body, success by `error_code`."""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from offline_queue.contract.clock import Clock
from offline_queue.portal.fields import plain, says_known
from offline_queue.portal.port import PortalError
from offline_queue.portal.response_policy import Outcome
from offline_queue.portal.transport import Transport

_SUCCESS = 0
_EXISTS = frozenset({3, -3})
_TEMPORARY = re.compile(r"quá tải|bận|thử lại|timeout|temporar", re.IGNORECASE)
_SESSION = re.compile(r"session|phiên", re.IGNORECASE)
_LONGEST_SESSION_S = 900.0
_MOST_ATTEMPTS = 6
"""Attempts for one message; a further one because the session may have expired."""
_BELIEVED = 2
"""New sessions that must be refused before a refusal counts; another's login meanwhile does not count."""


@dataclass(frozen=True, slots=True)
class DvcqgAddresses:
    """Where the messages go (`[portal]`)."""

    unit_code: str
    """`madonvi`"""
    auth: str = "/auth"
    integration: str = "/integration"
    share: str = "/share"
    destination: str = ""
    """`dstcode`"""
    file_address: str = ""
    facts_address: str = ""
    requests_address: str = ""


class KnownAlreadyError(Exception):
    """The portal has the dossier ("đã tồn tại"): it is to be sent as an update."""


@dataclass(frozen=True, slots=True)
class _Opened:
    session: str
    ticks: float
    at: datetime
    """When it began by both clocks (`ticks`: monotonic), taken before the login: the portal counts from
    within it."""


class AccountSession:
    """The session of an account, for all connections of this process.

    A portal may keep one for each account: connections that log in for themselves would end each other's.
    Used for a quarter of an hour at most, so that a session which leaked, or which a portal keeps for an
    account that was closed, does not live as long as the daemon does. For any thread: none waits in here
    while another one waits for the portal.
    """

    def __init__(self) -> None:
        """Not logged in."""
        self._lock = threading.Lock()
        self._opened: _Opened | None = None

    def current(self, clock: Clock) -> str:
        """Give it; "" when there is none that may be used."""
        opened = self._opened
        if opened is None:
            return ""
        # Both clocks count: the monotonic one stands still while the machine is suspended.
        age = max(clock.monotonic() - opened.ticks, abs((clock.now() - opened.at).total_seconds()))
        return opened.session if age <= _LONGEST_SESSION_S else ""

    def keep(self, session: str, ticks: float, at: datetime) -> None:
        """Use this one from now on, unless somebody began to log in after it: the portal has that one."""
        with self._lock:
            if self._opened is None or self._opened.ticks <= ticks:
                self._opened = _Opened(session, ticks, at)

    def forget(self, session: str) -> None:
        """It was refused. One that somebody opened meanwhile stays."""
        with self._lock:
            if self._opened is not None and self._opened.session == session:
                self._opened = None


class DvcqgSession:
    """One connection's way to send messages: logs in when needed. One thread at a time."""

    def __init__(
        self, transport: Transport, addresses: DvcqgAddresses, account: AccountSession | None = None
    ) -> None:
        """`account`: what the connections of one account share."""
        self._transport = transport
        self._addresses = addresses
        self._account = account or AccountSession()

    def log_in(self) -> str:
        """Open a session. Raises `PortalError`; refused credentials are `Outcome.CREDENTIALS`."""
        began = (self._transport.clock.monotonic(), self._transport.clock.now())
        endpoint = self._transport.endpoint
        value = {"username": endpoint.user, "password": endpoint.password}
        row = self._post(self._addresses.auth, value)
        session = row.get("session")
        code = error_code(row)
        if code is None or (code == _SUCCESS and (not isinstance(session, str) or not session)):
            raise PortalError(Outcome.NONSENSE, "the answer to the login is none", status=200)
        if code != _SUCCESS:
            busy = _TEMPORARY.search(_words(row)) is not None
            outcome = Outcome.BUSY if busy else Outcome.CREDENTIALS
            raise PortalError(outcome, _words(row), status=0 if busy else 401)
        self._account.keep(str(session), *began)
        return str(session)

    def probe(self) -> None:
        """Log in, whatever there is: shows whether the credentials are still taken. Raises `PortalError`."""
        self.log_in()

    def write(self, service: str, **more: Any) -> dict[str, Any]:
        """Send to the integration endpoint. Raises `PortalError`, `KnownAlreadyError`."""
        return self._ask(self._addresses.integration, service, more)

    def read(self, service: str, **more: Any) -> dict[str, Any]:
        """Ask the sharing endpoint. Raises `PortalError`."""
        return self._ask(self._addresses.share, service, more)

    def _ask(self, path: str, service: str, more: dict[str, Any]) -> dict[str, Any]:
        clock = self._transport.clock
        refused = 0
        for attempt in range(1, _MOST_ATTEMPTS + 1):
            session = self._account.current(clock)
            fresh = not session
            if fresh:
                session = self.log_in()
            try:
                return self._once(path, session, service, more)
            except PortalError as error:
                if error.outcome not in {Outcome.REJECTED, Outcome.CREDENTIALS, Outcome.FORBIDDEN}:
                    raise
                # Portals name an expired session in many ways: if a new one is refused too, it was not that,
                # unless another connection has logged in since, whose answer may be on its way: once more.
                refused += fresh and self._account.current(clock) == session
                if refused == _BELIEVED:
                    raise
                if attempt == _MOST_ATTEMPTS:
                    # Nothing is given up for refusals that others' logins may have caused.
                    raise PortalError(Outcome.BUSY, error.text) from error
                self._account.forget(session)
        raise AssertionError("unreachable: the last attempt returns or raises")

    def _once(self, path: str, session: str, service: str, more: dict[str, Any]) -> dict[str, Any]:
        body = {"session": session, "madonvi": self._addresses.unit_code, "service": service, **more}
        row = self._post(path, body)
        code, words = error_code(row), _words(row)
        if code == _SUCCESS:
            return row
        if code is None:
            raise PortalError(Outcome.NONSENSE, "the answer has no error_code", status=200)
        if is_known_already(row):
            raise KnownAlreadyError
        if _SESSION.search(words):
            raise PortalError(Outcome.CREDENTIALS, words, status=401)
        outcome = Outcome.BUSY if _TEMPORARY.search(words) else Outcome.REJECTED
        raise PortalError(outcome, f"{code}: {words}", status=0 if outcome is Outcome.BUSY else 400)

    def _post(self, path: str, value: dict[str, Any]) -> dict[str, Any]:
        headers = {"dstcode": self._addresses.destination} if self._addresses.destination else {}
        return self._transport.call("POST", path, value=value, headers=headers).row()


def error_code(row: dict[str, Any]) -> int | None:
    """Read `error_code` as a number: portals write 0, "0" and "00"; None when there is none."""
    value = row.get("error_code")
    if isinstance(value, bool) or not isinstance(value, int | str):
        return None
    try:
        return int(value)
    except ValueError:
        return None


def is_known_already(row: dict[str, Any]) -> bool:
    """Whether the answer is a refusal of what the portal has already."""
    return error_code(row) in _EXISTS and says_known(_words(row))


def _words(row: dict[str, Any]) -> str:
    return plain(row.get("message") or row.get("error_message"), 500)
