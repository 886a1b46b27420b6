"""The screen's side of the helper: one connection, one act, JSON lines back until its last word.

The helper (`kiosk-helper`) has the machine's rights and the screen has none: it asks the daemon whether the
session may do the act, and then does it by the same code as `kioskctl`.
"""

from __future__ import annotations

import contextlib
import json
import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from offline_queue.contract.service_messages import Act

VERSION = 1
LONGEST_LINE = 65_536
_MOST_LINES = 5_000
_LOOK_S = 0.5


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class HelperAsked(_Model):
    """The one line that the screen sends."""

    v: int = VERSION
    session: str = Field(default="", max_length=200, repr=False)
    act: Act
    words: dict[str, str] = Field(default_factory=dict, repr=False)
    """What the act needs to know, by name; may hold a password."""


class HelperCheckResult(_Model):
    """See `servicing.check_result.CheckResult`."""

    check: str
    verdict: str
    said: str
    mend: str = ""


class HelperNetwork(_Model):
    """See `provisioning.wifi.Network`."""

    ssid: str
    strength: int
    security: str


class HelperAnswer(_Model):
    """One line of the helper; the last one has `over`."""

    v: int = VERSION
    finding: HelperCheckResult | None = None
    line: str = ""
    network: HelperNetwork | None = None
    over: bool = False
    problem: str = ""
    """With `over`: a code, "" when it was done."""
    said: str = ""
    """With `over`: one sentence in Vietnamese."""


def over(problem: str = "", said: str = "") -> HelperAnswer:
    """Give the last answer of an act. `problem`: a stable word, "" where it was done; `said`: a sentence."""
    return HelperAnswer(over=True, problem=problem, said=said)


class HelperUnavailable(Exception):  # noqa: N818  reads as what it is where it is caught
    """There is no helper, or it did not end properly. Nothing says whether the act was done."""


def ask_helper(
    path: Path,
    session: str,
    act: Act,
    words: Mapping[str, str],
    heard: Callable[[HelperAnswer], None],
    *,
    deadline_s: float,
    stop: threading.Event,
) -> HelperAnswer:
    """Have an act done; `heard` gets each line but the last, which is given. Raises `HelperUnavailable`.

    `deadline_s`: for the whole act. `stop`: the screen does not wait any longer.
    """
    asked = HelperAsked(session=session, act=act, words=dict(words))
    try:
        with contextlib.closing(socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)) as peer:
            peer.settimeout(_LOOK_S)
            peer.connect(str(path))
            peer.sendall(asked.model_dump_json().encode() + b"\n")
            for line in _lines(peer, time.monotonic() + deadline_s, stop):
                answer = HelperAnswer.model_validate_json(line)
                if answer.over:
                    return answer
                heard(answer)
    except (OSError, ValidationError, json.JSONDecodeError) as error:
        raise HelperUnavailable(type(error).__name__) from error
    raise HelperUnavailable("it ended without a last word")


def _lines(peer: socket.socket, until: float, stop: threading.Event) -> Iterator[bytes]:
    gathered, given = b"", 0
    while given < _MOST_LINES and not stop.is_set():
        *lines, gathered = gathered.split(b"\n")
        for line in lines:
            given += 1
            yield line
        if time.monotonic() > until or len(gathered) > LONGEST_LINE:
            return
        with contextlib.suppress(TimeoutError):
            piece = peer.recv(LONGEST_LINE)
            if not piece:
                return
            gathered += piece
