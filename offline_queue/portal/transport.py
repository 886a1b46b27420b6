"""HTTP to one service: bounded in time and size, never redirected, every answer judged by the table."""

from __future__ import annotations

import base64
import contextlib
import email.utils
import json
import re
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.cookiejar import DefaultCookiePolicy
from pathlib import Path
from typing import Any

import requests
from urllib3.exceptions import HTTPError

from offline_queue.contract.clock import Clock
from offline_queue.portal import response_policy
from offline_queue.portal.dialing import Dialer, Resolver, bounded_adapter
from offline_queue.portal.fields import plain
from offline_queue.portal.origin import place_of, same_origin
from offline_queue.portal.port import PortalError
from offline_queue.portal.rate_limit import LimitedBody, RateLimit
from offline_queue.portal.response_policy import Body, Outcome

_LONGEST_ANSWER = 4_000_000
"""Bytes of an answer that are read, unless the caller asks for a document."""
_LONGEST_PAUSE_S = 3_600.0
"""A portal that asks for more is asked again after an hour: nobody may silence the queue for a day."""
_LONGEST_REST_S = 30.0
"""A connection that nobody used for so long may be dead without saying so: a new one is made."""
LONGEST_BUFFERED_S = 120.0
"""For the few megabytes that the system may take at once and send on slowly."""
_MOST_REDIRECTS = 3
"""Within the portal's own origin; more is a circle."""
_KEEPING_METHOD = frozenset({307, 308})
_KEEPING = _KEEPING_METHOD | {301, 302}
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_LIMIT = re.compile(r"[1-9][0-9]{0,17}")
_LONE_SURROGATE = re.compile(rb"\\u[dD][89a-fA-F]")
_OUTSIDE_DATES = frozenset({9, 10})
"""OpenSSL's verify codes for "not yet valid" and "has expired"."""

_ALERTS = {
    "SSLV3_ALERT_CERTIFICATE_REVOKED": "this kiosk's certificate was revoked",
    "SSLV3_ALERT_CERTIFICATE_EXPIRED": "this kiosk's certificate has expired",
    "SSLV3_ALERT_CERTIFICATE_UNKNOWN": "this kiosk's certificate is not accepted",
    "SSLV3_ALERT_BAD_CERTIFICATE": "this kiosk's certificate is not accepted",
    "SSLV3_ALERT_UNSUPPORTED_CERTIFICATE": "this kiosk's certificate is not accepted",
    "TLSV1_ALERT_ACCESS_DENIED": "this kiosk's certificate is not let in",
    "TLSV1_ALERT_UNKNOWN_CA": "this kiosk's certificate is of another authority",
    "TLSV13_ALERT_CERTIFICATE_REQUIRED": "this kiosk has no certificate, and one is asked for",
}
"""OpenSSL's names of what a server says of the client's certificate (RFC 8446, 6.2)."""
_CERTIFICATE_PAGES = {
    b"No required SSL certificate was sent": "this kiosk has no certificate, and one is asked for",
    b"The SSL certificate error": "this kiosk's certificate is not accepted",
}
"""What nginx answers instead of an alert, as a page with status 400."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A service and how to speak to it."""

    address: str
    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)
    headers: Mapping[str, str] = field(default_factory=dict)
    ca_file: Path | None = None
    client_certificate: Path | None = None
    client_key: Path | None = None
    connect_s: float = 5.0
    read_s: float = 30.0
    total_s: float = 60.0
    """Longest time of one call, a body's allowance apart."""


@dataclass(frozen=True, slots=True)
class PortalAnswer:
    """An answer in the portal's JSON."""

    status: int
    value: Any
    headers: Mapping[str, str]

    def row(self) -> dict[str, Any]:
        """Give the answer as an object. Raises `PortalError` when it is of another shape."""
        if not isinstance(self.value, dict):
            raise PortalError(Outcome.NONSENSE, "the answer is no JSON object", status=self.status)
        return self.value

    def rows(self, what: str) -> list[dict[str, Any]]:
        """Give the answer as a list of objects: a list, or an object's `data`; none where it says `total` 0.

        `what`: of what it is the list, for the error. Raises `PortalError` when it is of another shape.
        """
        rows = self.value
        if isinstance(rows, dict):
            # Some write numbers as text, and null for a list without rows.
            empty = rows.get("data") is None and str(rows.get("total")) == "0"
            rows = [] if empty else rows.get("data")
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise PortalError(Outcome.NONSENSE, f"the list of {what} is no list", status=self.status)
        return rows


Heard = Callable[[datetime], None]
"""Called with the portal's own time (the Date header) after each answer that is the portal's."""


class Transport:
    """One connection at a time, for one thread at a time."""

    def __init__(
        self,
        endpoint: Endpoint,
        clock: Clock,
        rate_limit: RateLimit,
        *,
        resolver: Resolver | None = None,
        heard: Heard = lambda _moment: None,
    ) -> None:
        self._endpoint = endpoint
        self._clock = clock
        self._rate_limit = rate_limit
        self._heard = heard
        self._dialer = Dialer(resolver or Resolver())
        self._lock = threading.Lock()
        self._used_at: tuple[float, datetime] | None = None
        self._session = requests.Session()
        # A netrc or proxy variable of the environment must not redirect credentials.
        self._session.trust_env = False
        # A portal's cookies would pile up for as long as the daemon runs, until it finds them too large.
        self._session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        self._session.mount("http://", bounded_adapter(self._dialer))
        self._session.mount("https://", bounded_adapter(self._dialer))
        self._session.headers.update({"Accept": "application/json", "Accept-Encoding": "identity"})
        self._session.headers.update(endpoint.headers)
        if endpoint.user:
            pair = base64.b64encode(f"{endpoint.user}:{endpoint.password}".encode()).decode()
            self._session.headers["Authorization"] = f"Basic {pair}"
        self._session.verify = str(endpoint.ca_file) if endpoint.ca_file else True
        if endpoint.client_certificate:
            key = endpoint.client_key or endpoint.client_certificate
            self._session.cert = (str(endpoint.client_certificate), str(key))

    @property
    def clock(self) -> Clock:
        """The clock that it measures by."""
        return self._clock

    @property
    def endpoint(self) -> Endpoint:
        """Whom it speaks to."""
        return self._endpoint

    def call(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, str] | None = None,
        form: Mapping[str, str] | None = None,
        value: object = None,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> PortalAnswer:
        """Make one call and give the answer. Raises `PortalError` for everything but a success.

        `form`: url-encoded; `value`: JSON; `body`: bytes with their Content-Type in `headers`.
        """
        response_headers, status, content = self.exchange(
            method, path, query=query, form=form, value=value, body=body, headers=headers
        )
        kind, parsed = self._read(response_headers, status, content)
        outcome = response_policy.of_http(status, kind)
        if kind is Body.PORTAL_JSON and outcome is not Outcome.CAPTIVE:
            self._tell_time(response_headers)
        if outcome is None:
            return PortalAnswer(status, parsed, response_headers)
        raise _error(outcome, status, kind, parsed, response_headers)

    def vouched(
        self,
        method: str,
        path: str,
        proof: str,
        *,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Mapping[str, str]:
        """Make a call whose success carries no JSON but the header `proof`; give the answer's headers.

        Raises `PortalError`; an answer with neither the header nor the portal's JSON is a captive portal.
        """
        answered, status, content = self.exchange(method, path, body=body, headers=headers)
        kind, parsed = self._read(answered, status, content)
        if kind is not Body.PORTAL_JSON and proof in answered:
            kind, parsed = Body.PORTAL_JSON, {}
        outcome = response_policy.of_http(status, kind)
        if outcome is None and proof not in answered:
            outcome = Outcome.NONSENSE
        if kind is Body.PORTAL_JSON and outcome is not Outcome.CAPTIVE:
            self._tell_time(answered)
        if outcome is None:
            return answered
        raise _error(outcome, status, kind, parsed, answered)

    def document(self, path: str, media_type: str, most_bytes: int) -> bytes:
        """Fetch a document of that type. Raises `PortalError`; `TOO_LARGE` for one above `most_bytes`."""
        headers, status, content = self.exchange("GET", path, most_bytes=most_bytes)
        kind, parsed = Body.PORTAL_JSON, None
        announced = headers.get("Content-Type", "").partition(";")[0].strip().lower()
        if announced != media_type:
            # What is no document may be the portal's own refusal, or a page of something in between.
            kind, parsed = self._read(headers, status, content)
        outcome = response_policy.of_http(status, kind)
        if outcome is None and announced != media_type:
            outcome = Outcome.NONSENSE
        if outcome is None and len(content) > most_bytes:
            outcome = Outcome.TOO_LARGE
        if outcome is not None:
            raise _error(outcome, status, kind, parsed, headers)
        self._tell_time(headers)
        return content

    def exchange(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, str] | None = None,
        form: Mapping[str, str] | None = None,
        value: object = None,
        body: bytes | None = None,
        headers: Mapping[str, str | None] | None = None,
        most_bytes: int = _LONGEST_ANSWER,
    ) -> tuple[Mapping[str, str], int, bytes]:
        """Give headers, status and body as they came. Raises `PortalError` when none came.

        Of a body above `most_bytes` no more than a little beyond it is read. Who sends on within the same
        origin is followed there with the same method and body, a few times.
        """
        address = path if "://" in path else self._endpoint.address.rstrip("/") + path
        for _ in range(_MOST_REDIRECTS):
            answered = self._exchanged(method, address, query, form, value, body, headers, most_bytes)
            further = _sent_on(method, address, answered[1], answered[0].get("Location", ""))
            if not further:
                return answered
            address, query = further, None
        return self._exchanged(method, address, query, form, value, body, headers, most_bytes)

    def _read(self, headers: Mapping[str, str], status: int, content: bytes) -> tuple[Body, object]:
        """Read the body. Raises `PortalError` for a page that refuses the kiosk's certificate.

        Over a connection in the clear such a page is anybody's.
        """
        kind, parsed = _read(headers, content)
        if status == 400 and kind is Body.FOREIGN and self._endpoint.address.startswith("https://"):
            for words, said in _CERTIFICATE_PAGES.items():
                if words in content:
                    raise PortalError(Outcome.CERTIFICATE, own_words=said, status=status)
        return kind, parsed

    def _exchanged(
        self,
        method: str,
        address: str,
        query: Mapping[str, str] | None,
        form: Mapping[str, str] | None,
        value: object,
        body: bytes | None,
        headers: Mapping[str, str | None] | None,
        most_bytes: int,
    ) -> tuple[Mapping[str, str], int, bytes]:
        if not same_origin(address, self._endpoint.address):
            # A store for files or counts on another host is no place for the portal's password.
            headers = {**(headers or {}), "Authorization": None}
        allowance = self._rate_limit.allowance_s(len(body)) if body else 0.0
        began = self._clock.monotonic()
        self._drop_old_connection()
        self._rate_limit.beat()
        # An empty stream would go out in chunks, whose end a server that reads by length takes for a request.
        limited = LimitedBody(body, self._rate_limit, self._clock) if body else None
        with self._lock, self._dialer.deadline(self._endpoint.total_s + allowance) as passed:
            try:
                with self._session.request(
                    method,
                    address,
                    params=query,
                    data=limited if limited is not None else form,
                    json=value,
                    headers=headers,
                    allow_redirects=False,
                    stream=True,
                    # What the system took at once may still be on its way over a slow line.
                    timeout=(
                        self._endpoint.connect_s,
                        self._endpoint.read_s + min(allowance, LONGEST_BUFFERED_S),
                    ),
                ) as response:
                    content = _bounded(response, most_bytes)
                    status, response_headers = response.status_code, response.headers
            except PortalError:
                raise
            except (requests.RequestException, HTTPError, OSError, ValueError) as error:
                if passed.is_set():
                    if limited is not None:
                        self._rate_limit.gave_up(limited.tell(), self._clock.monotonic() - began)
                    raise PortalError(Outcome.UNREACHABLE, "no whole answer within the deadline") from error
                raise _of_failure(error) from error
        if body is not None:
            self._rate_limit.passed(len(body), self._clock.monotonic() - began)
        return response_headers, status, content

    def _drop_old_connection(self) -> None:
        """Open a new connection when the last one rested: after a suspended link or machine it may be dead.

        Both clocks count: the monotonic one stands still while the machine is suspended.
        """
        now, wall = self._clock.monotonic(), self._clock.now()
        if self._used_at is not None:
            rested_s = max(now - self._used_at[0], abs((wall - self._used_at[1]).total_seconds()))
            if rested_s > _LONGEST_REST_S:
                self.connect_anew()
        self._used_at = (now, wall)

    def connect_anew(self) -> None:
        """Make the next call over a new connection. Only for the thread that calls."""
        for adapter in self._session.adapters.values():
            adapter.close()

    def close(self) -> None:
        """Let go of the connection, also of a call that is under way."""
        self._dialer.cut()
        self._session.close()

    def _tell_time(self, headers: Mapping[str, str]) -> None:
        moment = _moment(headers.get("Date", ""))
        if moment is not None:
            self._heard(moment)


def _sent_on(method: str, asked: str, status: int, location: str) -> str:
    """Give where an answer sends a call on to, "" for nowhere that it may go as it is (RFC 9110, 15.4).

    Only within the origin that was asked: another one gets no document and no password, and a network that
    wants a sign-in sends elsewhere. 301 and 302 may change a POST into a GET, and 303 always does.
    """
    if status not in (_KEEPING if method in _SAFE else _KEEPING_METHOD):
        return ""
    place = place_of(asked, location)
    return "" if place == asked else place


def _bounded(response: requests.Response, most_bytes: int) -> bytes:
    gathered = bytearray()
    for chunk in response.iter_content(65_536):
        gathered += chunk
        if len(gathered) > most_bytes:
            response.close()
            break
    return bytes(gathered)


def _read(headers: Mapping[str, str], content: bytes) -> tuple[Body, object]:
    """Tell whether the body is the portal's JSON. An error page of a proxy is not, whatever its status."""
    announced = "json" in headers.get("Content-Type", "").lower()
    if len(content) <= _LONGEST_ANSWER:
        with contextlib.suppress(ValueError, RecursionError):
            value = json.loads(content)
            if _LONE_SURROGATE.search(content):
                # Half of a surrogate pair cannot be encoded: such an answer counts as no JSON.
                json.dumps(value, ensure_ascii=False).encode()
            if isinstance(value, dict | list):
                return Body.PORTAL_JSON, value
            announced = True
    return (Body.BROKEN_JSON if announced else Body.FOREIGN), None


def _error(
    outcome: Outcome, status: int, kind: Body, value: object, headers: Mapping[str, str]
) -> PortalError:
    row = value if isinstance(value, dict) else {}
    words = plain(row.get("message") or row.get("description"), 500)
    limit = str(row.get("maxFileSize") or row.get("limit") or headers.get("Tus-Max-Size") or "")
    return PortalError(
        outcome,
        words,
        status=status,
        # Only the portal itself may ask for a pause: a page of something in between proves nothing.
        retry_after_s=_pause(headers) if kind is Body.PORTAL_JSON else None,
        field_name=plain(row.get("field"), 100),
        limit_bytes=int(limit) if _LIMIT.fullmatch(limit) else None,
    )


def _pause(headers: Mapping[str, str]) -> float | None:
    """Read Retry-After: seconds, or a date against the portal's own clock; capped at an hour."""
    text = headers.get("Retry-After", "").strip()
    if text.isascii() and text.isdigit():
        return min(float(text), _LONGEST_PAUSE_S)
    until, now = _moment(text), _moment(headers.get("Date", ""))
    if until is None or now is None:
        return None
    return min(max(0.0, (until - now).total_seconds()), _LONGEST_PAUSE_S)


def _moment(text: str) -> datetime | None:
    """Read an HTTP date, or None."""
    with contextlib.suppress(TypeError, ValueError, IndexError, OverflowError):
        moment = email.utils.parsedate_to_datetime(text)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    return None


def _of_failure(error: BaseException) -> PortalError:
    """Tell a certificate that does not match from a link that breaks."""
    for cause in _causes(error):
        if isinstance(cause, PortalError):
            return cause
        if isinstance(cause, ssl.SSLCertVerificationError):
            outside = cause.verify_code in _OUTSIDE_DATES
            outcome = Outcome.CLOCK if outside else Outcome.UNTRUSTED
            return PortalError(outcome, f"certificate: {cause.verify_message}")
        if isinstance(cause, ssl.SSLError) and (words := _ALERTS.get(cause.reason or "")):
            return PortalError(Outcome.CERTIFICATE, own_words=words)
    # Unlike the portal's words, this is the system's; the address in it is configuration.
    return PortalError(Outcome.UNREACHABLE, type(error).__name__)


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Give the error and all that lie behind it, which libraries keep in different places."""
    waiting: list[object] = [error]
    seen: set[int] = set()
    while waiting:
        one = waiting.pop()
        if not isinstance(one, BaseException) or id(one) in seen:
            continue
        seen.add(id(one))
        yield one
        waiting += [one.__cause__, one.__context__, getattr(one, "reason", None), *one.args]
