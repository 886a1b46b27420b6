"""The screen's side of the socket. A daemon that is down, slow or wrong raises `GatewayUnavailable`."""

from __future__ import annotations

import base64
import contextlib
import itertools
import json
import socket
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from offline_queue.contract.appointment_messages import AppointmentTold
from offline_queue.contract.attestation import StaffAct
from offline_queue.contract.due_messages import DueServicesAnswer
from offline_queue.contract.fee_messages import FeeTold
from offline_queue.contract.look_up_messages import LookedUp, Mine
from offline_queue.contract.messages import MAX_LINE, VERSION, DossierNews, Method, Status
from offline_queue.contract.result_messages import ResultBegun, ResultPiece
from offline_queue.contract.service_messages import Act, Done, Entered
from offline_queue.contract.sign_in_messages import (
    Attested,
    BadgeChecked,
    ChipChecked,
    CodeChecked,
    CodeSent,
    PhoneSignInBegun,
    Verified,
)

Message = TypeVar("Message", bound=BaseModel)
_RECONNECT_S = 1.0
_SILENCE_S = 20.0
"""The daemon sends at least an empty line every five seconds."""


class GatewayUnavailable(Exception):  # noqa: N818  reads as what it is where it is caught
    """The daemon did not answer properly within the deadline. Submitting works nevertheless."""


class GatewayClient:
    """Thread-safe: every request has a connection of its own."""

    def __init__(self, path: Path, deadline_s: float) -> None:
        """`deadline_s`: for a whole request and its answer."""
        self._path = path
        self._deadline_s = deadline_s
        self._numbers = itertools.count(1)
        self._closed = threading.Event()
        self._lock = threading.Lock()
        self._listening: socket.socket | None = None

    def status(self, *, in_visit: bool = False) -> Status:
        """Ask for the status; the screen says whether somebody stands there.

        Raises `GatewayUnavailable`, as all requests do.
        """
        return self._ask(Method.STATUS, {"in_visit": in_visit}, Status)

    def verify_token(self, token: str) -> Verified:
        """Have the daemon verify a VNeID token."""
        return self._ask(Method.VERIFY_TOKEN, {"token": token}, Verified)

    def request_code(
        self, reference_uid: str, personal_id: str, phone: str = "", ticket: str = ""
    ) -> CodeSent:
        """Have a one-time code sent to the citizen's phone; `ticket` of their sign-in."""
        params = {
            "reference_uid": reference_uid,
            "personal_id": personal_id,
            "phone": phone,
            "ticket": ticket,
        }
        return self._ask(Method.REQUEST_CODE, params, CodeSent)

    def check_code(self, reference_uid: str, code: str) -> CodeChecked:
        """Have a typed code checked."""
        return self._ask(Method.CHECK_CODE, {"reference_uid": reference_uid, "code": code}, CodeChecked)

    def attest(self, reference_uid: str, ticket: str) -> str:
        """Have the sign-in bound to the dossier; gives what goes into the manifest."""
        return self._ask(
            Method.ATTEST, {"reference_uid": reference_uid, "ticket": ticket}, Attested
        ).attestation

    def check_chip(self, security_object: bytes, groups: Mapping[int, bytes]) -> ChipChecked:
        """Have the data of a chip verified; `groups` by number."""
        params = {
            "security_object": base64.b64encode(security_object).decode(),
            "groups": {str(number): base64.b64encode(one).decode() for number, one in groups.items()},
        }
        return self._ask(Method.CHECK_CHIP, params, ChipChecked)

    def check_badge(self, reference_uid: str, badge: str, act: StaffAct = StaffAct.SEEN) -> BadgeChecked:
        """Have a badge checked that was held up for a dossier, to vouch for that act."""
        params = {"reference_uid": reference_uid, "badge": badge, "act": act.value}
        return self._ask(Method.CHECK_BADGE, params, BadgeChecked)

    def begin_phone(self) -> PhoneSignInBegun:
        """Begin a sign-in that the citizen approves on their phone."""
        return self._ask(Method.BEGIN_PHONE, {}, PhoneSignInBegun)

    def ask_phone(self, handle: str) -> Verified:
        """Ask whether the phone has decided; "pending" while it has not."""
        return self._ask(Method.ASK_PHONE, {"handle": handle}, Verified)

    def news(self, reference_uid: str) -> DossierNews | None:
        """Ask what is known of a dossier; None when the queue does not have it."""
        result = self._call(Method.NEWS, {"reference_uid": reference_uid})
        return _read(result, DossierNews) if result else None

    def look_up(self, code: str, ticket: str = "") -> LookedUp:
        """Ask for a dossier by its code."""
        return self._ask(Method.LOOK_UP, {"code": code, "ticket": ticket}, LookedUp)

    def mine(self, ticket: str) -> Mine:
        """Ask for all dossiers of who signed in."""
        return self._ask(Method.MINE, {"ticket": ticket}, Mine)

    def fee(self, code: str) -> FeeTold:
        """Ask what is to be paid for a dossier, and what was."""
        return self._ask(Method.FEE, {"code": code}, FeeTold)

    def appointment(self, code: str) -> AppointmentTold:
        """Ask whether an appointment may be checked in now."""
        return self._ask(Method.APPOINTMENT, {"code": code}, AppointmentTold)

    def due_services(self, ticket: str) -> DueServicesAnswer:
        """Ask for what is due to who signed in."""
        return self._ask(Method.DUE_SERVICES, {"ticket": ticket}, DueServicesAnswer)

    def fetch_result(self, code: str, result_uid: str, ticket: str) -> ResultBegun:
        """Have a finished result fetched; its pieces are asked for next."""
        params = {"code": code, "result_uid": result_uid, "ticket": ticket}
        return self._ask(Method.FETCH_RESULT, params, ResultBegun)

    def result_piece(self, handle: str, offset: int) -> ResultPiece:
        """Ask for the next piece of a result."""
        return self._ask(Method.RESULT_PIECE, {"handle": handle, "offset": offset}, ResultPiece)

    def wake(self, *, by_hand: bool = False) -> None:
        """Tell the daemon that something was stored; `by_hand`: that a person sent something again."""
        self._call(Method.WAKE, {"by_hand": by_hand})

    def help(self, *, wanted: bool, step: str) -> None:
        """Tell that an officer is wanted at the kiosk, or no longer."""
        self._call(Method.HELP, {"wanted": wanted, "step": step})

    def errand_ended(self, *, errand: str, step: str, finished: bool, helped: bool, seconds: int) -> None:
        """Tell how an errand ended, to be counted."""
        told = {"errand": errand, "step": step, "finished": finished, "helped": helped, "seconds": seconds}
        self._call(Method.ERRAND_ENDED, told)

    def enter_service(self, *, pin: str = "", badge: str = "") -> Entered:
        """Ask for service mode with a PIN or a badge."""
        return self._ask(Method.ENTER_SERVICE, {"pin": pin, "badge": badge}, Entered)

    def do_service(self, session: str, act: Act, subject: str = "") -> Done:
        """Have an act of service mode written down, and done where it is the daemon's."""
        return self._ask(Method.DO_SERVICE, {"session": session, "act": act.value, "subject": subject}, Done)

    def leave_service(self, session: str) -> None:
        """Service mode ends."""
        self._call(Method.LEAVE_SERVICE, {"session": session})

    def subscribe(self, on_event: Callable[[DossierNews], None]) -> None:
        """Call `on_event` on this thread for all news, reconnecting by itself, until `close`."""
        while not self._closed.is_set():
            with contextlib.suppress(GatewayUnavailable, OSError):
                self._listen(on_event)
            self._closed.wait(_RECONNECT_S)

    def close(self) -> None:
        """End `subscribe`. Later requests raise `GatewayUnavailable`."""
        self._closed.set()
        with self._lock:
            if self._listening is not None:
                with contextlib.suppress(OSError):
                    self._listening.shutdown(socket.SHUT_RDWR)

    def _listen(self, on_event: Callable[[DossierNews], None]) -> None:
        with self._connected(time.monotonic() + self._deadline_s) as connection:
            with self._lock:
                self._listening = connection
            try:
                connection.sendall(_request(next(self._numbers), Method.SUBSCRIBE, {}))
                connection.settimeout(_SILENCE_S)
                gathered = b""
                while not self._closed.is_set():
                    chunk = connection.recv(65_536)
                    if not chunk or len(gathered) > MAX_LINE:
                        return
                    *lines, gathered = (gathered + chunk).split(b"\n")
                    for line in lines:
                        news = _event(line)
                        if news is not None:
                            on_event(news)
            finally:
                with self._lock:
                    self._listening = None

    def _ask(self, method: Method, params: Mapping[str, object], kind: type[Message]) -> Message:
        return _read(self._call(method, params), kind)

    def _call(self, method: Method, params: Mapping[str, object]) -> dict[str, object]:
        until = time.monotonic() + self._deadline_s
        number = next(self._numbers)
        try:
            with self._connected(until) as connection:
                connection.sendall(_request(number, method, params))
                line = _line(connection, until)
            answer = json.loads(line)
        except (OSError, ValueError, RecursionError) as error:
            raise GatewayUnavailable(f"{method.value}: {type(error).__name__}") from error
        if not isinstance(answer, dict) or answer.get("v") != VERSION or answer.get("id") != number:
            raise GatewayUnavailable(f"{method.value}: not the daemon's answer")
        result = answer.get("result")
        if answer.get("ok") is not True or not isinstance(result, dict):
            raise GatewayUnavailable(f"{method.value}: refused")
        return result

    def _connected(self, until: float) -> socket.socket:
        if self._closed.is_set():
            raise GatewayUnavailable("closed")
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            connection.settimeout(_left(until))
            connection.connect(str(self._path))
        except BaseException:
            connection.close()
            raise
        return connection


def _line(connection: socket.socket, until: float) -> bytes:
    gathered = b""
    while not gathered.endswith(b"\n"):
        connection.settimeout(_left(until))
        chunk = connection.recv(65_536)
        if not chunk or len(gathered) + len(chunk) > MAX_LINE + 1:
            raise GatewayUnavailable("no whole answer")
        gathered += chunk
    return gathered


def _left(until: float) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError("deadline")
    return left


def _request(number: int, method: Method, params: Mapping[str, object]) -> bytes:
    message = {"v": VERSION, "id": number, "method": method.value, "params": dict(params)}
    return json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _read(result: dict[str, object], kind: type[Message]) -> Message:
    try:
        return kind.model_validate(result)
    except ValidationError as error:
        raise GatewayUnavailable(f"{kind.__name__}: not the daemon's answer") from error


def _event(line: bytes) -> DossierNews | None:
    try:
        message = json.loads(line) if line.strip() else None
        data = (
            message.get("data") if isinstance(message, dict) and message.get("event") == "dossier" else None
        )
        return None if data is None else DossierNews.model_validate(data)
    except (ValueError, RecursionError):
        return None
