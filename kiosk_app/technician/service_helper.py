"""`kioskctl helper`: one act of service mode that needs the machine's rights, for the screen that has none.

systemd starts it at a connection to its socket, which is its standard input and output. The screen sends one
line with its session; whether that may do the act is the daemon's to say and to write down. What is done then
is what `kioskctl` does.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import BinaryIO

from pydantic import ValidationError

from configuration.error_line import ConfigurationError
from configuration.kiosk_file import Configuration
from configuration.load import load
from kiosk_app.servicing.bundling import output_of
from kiosk_app.servicing.doctor import Machine, examine_machine
from kiosk_app.servicing.enrolment import newest_certificate
from kiosk_app.servicing.finding import Finding
from kiosk_app.servicing.helper_client import LONGEST_LINE, HelperAnswer, HelperAsked, HelperFinding
from kiosk_app.servicing.provisioning.secrets import CredentialStore
from kiosk_app.servicing.redaction import redacted
from kiosk_app.servicing.stick import StickError, Sticks
from kiosk_app.technician.doctor import queue_to_look_into
from kiosk_app.technician.opening import CONFIG, ConfigFile
from offline_queue.contract.clock import SystemClock
from offline_queue.contract.gateway_client import GatewayClient, GatewayUnavailable
from offline_queue.contract.service import Act
from offline_queue.daemon.clock_check import RELEASED
from offline_queue.store.database import Database

Answers = Iterator[HelperAnswer]
JOURNAL = ("journalctl", "-u", "kiosk*", "-n", "200", "--no-pager", "-o", "short")
_STICK_S = 60.0
_EXPORT_S = 1_800.0
RunKioskctl = Callable[[list[str]], tuple[int, str, str]]


def helper(config: ConfigFile = CONFIG) -> None:
    """Do one act for the screen's service mode; started by kiosk-helper.socket, not by hand."""
    serve(sys.stdin.buffer, sys.stdout.buffer, config)


def run_kioskctl(words: list[str]) -> tuple[int, str, str]:
    """Run a command of `kioskctl` in a process of its own: exit code, what it says, what went wrong."""
    try:
        done = subprocess.run(  # noqa: S603  this program itself
            [sys.executable, "-m", "kiosk_app.technician", *words],
            capture_output=True,
            text=True,
            timeout=_EXPORT_S,
            check=False,
            stdin=subprocess.DEVNULL,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return 1, "", type(error).__name__
    return done.returncode, done.stdout, done.stderr


def serve(
    asked: BinaryIO,
    answers: BinaryIO,
    config: Path,
    *,
    sticks: Sticks | None = None,
    kioskctl: RunKioskctl = run_kioskctl,
    journal: Callable[[], str] = lambda: output_of(JOURNAL),
) -> None:
    """Read one line, answer with lines until the last. What cannot be read is answered with a problem."""
    for answer in _answers(asked, config, sticks or Sticks(), kioskctl, journal):
        answers.write(answer.model_dump_json().encode() + b"\n")
        answers.flush()


def _answers(
    asked: BinaryIO, config: Path, sticks: Sticks, kioskctl: RunKioskctl, journal: Callable[[], str]
) -> Answers:
    try:
        request = HelperAsked.model_validate_json(asked.readline(LONGEST_LINE))
    except ValidationError:
        yield _over("failed")
        return
    try:
        settings = load(config)
    except ConfigurationError:
        yield _over("failed")
        return
    refused = _refused(settings, request)
    if refused:
        yield _over(refused)
        return
    acts: Mapping[Act, Callable[[], Answers]] = {
        Act.CHECK: lambda: _check(settings),
        Act.LOG: lambda: _log(journal),
        Act.EXPORT: lambda: _export(config, sticks, kioskctl),
    }
    act = acts.get(request.act)
    if act is None:
        yield _over("failed")
        return
    yield from act()


def _refused(settings: Configuration, request: HelperAsked) -> str:
    """Have the daemon allow the act and write it down; gives why not, "" when it may be done."""
    client = GatewayClient(settings.gateway.socket, settings.gateway.deadline_s)
    try:
        done = client.do_service(request.session, request.act, "helper")
    except GatewayUnavailable:
        return "unavailable"
    finally:
        client.close()
    return "" if done.result == "done" else done.result


def _over(problem: str = "", said: str = "") -> HelperAnswer:
    return HelperAnswer(over=True, problem=problem, said=said)


def _check(settings: Configuration) -> Answers:
    def open_queue() -> AbstractContextManager[Database]:
        return queue_to_look_into(settings.queue.database)

    machine = Machine(
        now=SystemClock().now,
        open_queue=open_queue,
        released=RELEASED,
        certificate=newest_certificate(settings, CredentialStore()),
    )
    for one in examine_machine(settings, machine):
        yield HelperAnswer(finding=_finding(one))
    yield _over()


def _finding(one: Finding) -> HelperFinding:
    return HelperFinding(check=one.check, verdict=one.verdict.value, said=one.said, mend=one.mend)


def _log(journal: Callable[[], str]) -> Answers:
    for line in redacted(journal()).splitlines():
        if line.strip():
            yield HelperAnswer(line=line[:400])
    yield _over()


def _export(config: Path, sticks: Sticks, kioskctl: RunKioskctl) -> Answers:
    try:
        with sticks.mounted(_STICK_S) as folder:
            code, said, _wrong = kioskctl(["queue", "export", str(folder), "--config", str(config)])
    except StickError as error:
        yield _over(error.code)
        return
    if code:
        yield _over("export_failed")
        return
    fields = said.strip().split("\t")
    number = fields[1].split()[0] if len(fields) > 1 else "0"
    yield _over("", f"Đã chép {number} hồ sơ, vẫn niêm phong. Rút USB được rồi.")
