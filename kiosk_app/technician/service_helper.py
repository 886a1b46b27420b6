"""`kioskctl helper`: one act of service mode that needs the machine's rights, for the screen that has none.

systemd starts it at a connection to its socket, which is its standard input and output. The screen sends one
line with its session; whether that may do the act is the daemon's to say and to write down. What is done then
is what `kioskctl` does.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import select
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Generator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from pydantic import ValidationError

from configuration.error_line import ConfigurationError
from configuration.kiosk_file import Configuration
from configuration.load import load
from kiosk_app.servicing.bundling import output_of
from kiosk_app.servicing.check_result import CheckResult
from kiosk_app.servicing.doctor import MachineProbes, examine_machine
from kiosk_app.servicing.enrolment import newest_certificate
from kiosk_app.servicing.find_devices.everything import ConnectedDevices, find_everything
from kiosk_app.servicing.helper_client import (
    LONGEST_LINE,
    HelperAnswer,
    HelperAsked,
    HelperCheckResult,
    over,
)
from kiosk_app.servicing.provisioning.by_hand import NAMES
from kiosk_app.servicing.provisioning.errors import ProvisioningError
from kiosk_app.servicing.provisioning.on_the_glass import shown_before, to_compare, work_and_changes
from kiosk_app.servicing.provisioning.secrets import CredentialStore
from kiosk_app.servicing.provisioning.signed_file import KEY, fingerprint, read_key
from kiosk_app.servicing.provisioning.wifi_authority import take_authority
from kiosk_app.servicing.redaction import redacted
from kiosk_app.servicing.stick import StickError, Sticks
from kiosk_app.technician.doctor import queue_to_look_into, shared_of
from kiosk_app.technician.helper_wifi import answers_about_wifi
from kiosk_app.technician.opening import CONFIG, ConfigFile
from kiosk_app.technician.provision import found_lines
from kiosk_app.technician.terminal import plain
from offline_queue.contract.clock import SystemClock
from offline_queue.contract.gateway_client import GatewayClient, GatewayUnavailable
from offline_queue.contract.service_messages import Act
from offline_queue.daemon.clock_check import RELEASED
from offline_queue.store.database import Database

_ENDING = "kioskctl: "
Answers = Generator[HelperAnswer, None, None]
JOURNAL = ("journalctl", "-u", "kiosk*", "-n", "200", "--no-pager", "-o", "short")
_STICK_S = 60.0
_FINGERPRINT = re.compile(r"[0-9a-f]{4}(?: [0-9a-f]{4}){7}")
"""See `signed_file.fingerprint`: nothing else of the screen becomes a word of a command."""
_TRIED = re.compile(r"[a-z.]{1,40}=(?:good|warning|failed)(?: [a-z.]{1,40}=(?:good|warning|failed)){0,11}")
_POINTS = re.compile(r"(?:[01]\.\d{4},[01]\.\d{4} ){4}[01]\.\d{4},[01]\.\d{4}")
_MM = re.compile(r"\d{2,4}\.\d")
_MOST_LINES, _MOST_JOURNAL = 400, 200_000
_ASK_S, _WRITE_S = 10.0, 30
_EXPORT_S = 1_800.0
RunKioskctl = Callable[[list[str]], tuple[int, str, str]]


def helper(config: ConfigFile = CONFIG) -> None:
    """Do one act for the screen's service mode; started by kiosk-helper.socket, not by hand."""
    # SIGTERM becomes an exception, so that a stick is unmounted and refused again however this ends.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    with socket.socket(fileno=os.dup(sys.stdin.fileno())) as peer:
        peer.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, struct.pack("ll", _WRITE_S, 0))
        asked = first_line(peer, _ASK_S)
    serve(io.BytesIO(asked), sys.stdout.buffer, config)


def first_line(peer: socket.socket, seconds: float) -> bytes:
    """Read what is asked; b"" when it does not come in time or is too long: only so many helpers can wait."""
    until = time.monotonic() + seconds
    gathered = b""
    while b"\n" not in gathered and len(gathered) <= LONGEST_LINE:
        left = until - time.monotonic()
        if left <= 0 or not select.select([peer], [], [], left)[0]:
            return b""
        piece = peer.recv(LONGEST_LINE)
        if not piece:
            break
        gathered += piece
    line = gathered.partition(b"\n")[0]
    return line if len(line) <= LONGEST_LINE else b""


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


def start_daemon() -> None:
    """Start kiosk-sync where it does not run: its unit passes over a machine that is not set up yet."""
    with contextlib.suppress(OSError, subprocess.TimeoutExpired):
        subprocess.run(
            ["/usr/bin/systemctl", "--no-block", "start", "kiosk-sync.service"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_WRITE_S,
            check=False,
        )


@dataclass(frozen=True, slots=True)
class HelperDependencies:
    """What the acts reach; a test hands in its own."""

    sticks: Sticks = field(default_factory=Sticks)
    kioskctl: RunKioskctl = run_kioskctl
    journal: Callable[[], str] = lambda: output_of(JOURNAL)
    find: Callable[[], ConnectedDevices] = find_everything
    bus: str = "SYSTEM"
    """Address of the bus on which NetworkManager is."""
    start_daemon: Callable[[], None] = start_daemon


def serve(
    asked: BinaryIO, answers: BinaryIO, config: Path, outside: HelperDependencies | None = None
) -> None:
    """Read one line, answer with lines until the last. What cannot be read is answered with a problem."""
    # Closed also when the screen stops listening: closing unmounts a stick and refuses it again.
    with contextlib.closing(_until_over(_answers(asked, config, outside or HelperDependencies()))) as given:
        for answer in given:
            try:
                answers.write(answer.model_dump_json().encode() + b"\n")
                answers.flush()
            except OSError:
                # The screen is gone, or does not read.
                return


def _until_over(given: Answers) -> Answers:
    """Give the answers, and a last one also where an act fails as nobody thought of: the screen waits."""
    try:
        yield from given
    except Exception as error:
        # The journal gets kind and place: the text may name a citizen.
        sys.stderr.write(f"kioskctl helper: {type(error).__name__} at {_place(error)}\n")
        yield over("failed")


def _place(error: Exception) -> str:
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{Path(last.filename).name}:{last.lineno}"


def _answers(asked: BinaryIO, config: Path, outside: HelperDependencies) -> Answers:
    try:
        request = HelperAsked.model_validate_json(asked.readline(LONGEST_LINE))
    except ValidationError:
        yield over("failed")
        return
    if not config.exists():
        # A machine that is no kiosk yet: no daemon, no PIN, no secret. Where the province's key is installed,
        # its signature decides; where none is, whoever stands here and compares a fingerprint with paper.
        yield from _setup(config, outside, request.words) if request.act is Act.SETUP else [over("failed")]
        return
    try:
        settings = load(config)
    except ConfigurationError:
        yield over("failed")
        return
    acts: Mapping[Act, Callable[[], Answers]] = {
        Act.CHECK: lambda: _check(settings),
        Act.LOG: lambda: _log(outside.journal),
        Act.EXPORT: lambda: _export(config, outside),
        Act.SETUP: lambda: _setup(config, outside, request.words),
        Act.REPORT: lambda: _report(settings, config, outside, request.words.get("tried", "")),
    }
    act = acts.get(request.act)
    if act is None:
        # An act that the screen does itself, or an unknown one: nothing here is done as root for it.
        yield over("failed")
        return
    refused = _refused(settings, config, request)
    if refused:
        yield over(refused)
        return
    yield from act()


def _refused(settings: Configuration, config: Path, request: HelperAsked) -> str:
    """Have the daemon allow the act and write it down; gives why not, "" when it may be done."""
    client = GatewayClient(settings.gateway.socket, settings.gateway.deadline_s)
    try:
        work = work_and_changes(config, request.words) if request.act is Act.SETUP else ""
        done = client.do_service(request.session, request.act, f"helper{work}")
    except GatewayUnavailable:
        return "unavailable"
    finally:
        client.close()
    return "" if done.result == "done" else done.result


def _check(settings: Configuration) -> Answers:
    def open_queue() -> AbstractContextManager[Database]:
        return queue_to_look_into(settings.queue.database)

    machine = MachineProbes(
        now=SystemClock().now,
        open_queue=open_queue,
        released=RELEASED,
        certificate=newest_certificate(settings, CredentialStore()),
    )
    for one in examine_machine(settings, machine, shared_of(settings)):
        yield HelperAnswer(finding=_finding(one))
    yield over()


def _finding(one: CheckResult) -> HelperCheckResult:
    return HelperCheckResult(check=one.check, verdict=one.verdict.value, said=one.said, mend=one.mend)


def _log(journal: Callable[[], str]) -> Answers:
    # The programs' users write the journal: one entry of theirs may be thousands of lines.
    lines = [line for line in redacted(journal()[-_MOST_JOURNAL:]).splitlines() if line.strip()]
    for line in lines[-_MOST_LINES:]:
        yield HelperAnswer(line=plain(line[:400])[:400])
    yield over()


def _export(config: Path, outside: HelperDependencies) -> Answers:
    try:
        with outside.sticks.mounted(_STICK_S) as folder:
            code, said, _wrong = outside.kioskctl(["queue", "export", str(folder), "--config", str(config)])
    except StickError as error:
        yield over(error.code)
        return
    if code:
        yield over("export_failed")
        return
    fields = said.strip().split("\t")
    number = fields[1].split()[0] if len(fields) > 1 else "0"
    yield over("", f"Đã chép {number} hồ sơ, vẫn niêm phong. Rút USB được rồi.")


def _setup(config: Path, outside: HelperDependencies, words: Mapping[str, str]) -> Answers:
    what = words.get("what", "")
    try:
        match what:
            case "devices":
                for line in found_lines(outside.find()):
                    yield HelperAnswer(line=plain(line))
                yield over()
            case "networks" | "join":
                stick = words.get("authority") == "stick" and what == "join"
                authority = take_authority(config, outside.sticks, _STICK_S) if stick else None
                yield from answers_about_wifi(outside.bus, what, words, authority)
            case "touch" | "panel":
                yield from _calibrate(config, outside, what, words)
            case "place_said":
                for name, text in shown_before(config).items():
                    yield HelperAnswer(line=f"{name}\t{plain(text)}")
                yield over()
            case "place":
                yield from _provision_by_answers(config, outside, words)
            case "stick":
                yield from _provision(config, outside, words.get("trust", ""))
            case "code":
                yield from _provision_by_code(config, outside, words.get("text", ""))
            case "edition":
                yield from _edition(config, outside)
            case _:
                yield over("failed")
    except ProvisioningError as error:
        yield over("setup_failed", str(error))
    except StickError as error:
        yield over(error.code)
    except OSError as error:
        yield over("setup_failed", f"Không làm được: {plain(str(error))}.")


def _calibrate(config: Path, outside: HelperDependencies, what: str, words: Mapping[str, str]) -> Answers:
    """Keep what was measured on the glass, exactly as `kioskctl touch` and `kioskctl panel` do."""
    points, card, told = (words.get(name, "") for name in ("points", "card", "told"))
    if what == "touch" and _POINTS.fullmatch(points):
        command = ["touch", "--points", points]
    elif what == "panel" and _MM.fullmatch(card) and _MM.fullmatch(told):
        command = ["panel", "--card-mm", card, "--told-mm", told, "--config", str(config)]
    else:
        yield over("failed")
        return
    code, said, wrong = outside.kioskctl(command)
    yield _last_word(code, said.strip(), wrong)


def _provision_by_answers(config: Path, outside: HelperDependencies, words: Mapping[str, str]) -> Answers:
    """Take what was typed as `kioskctl provision --answers` does, and less than that: see `to_compare`."""
    bare = not config.exists()
    shown = to_compare(config, words)
    if shown:
        yield over("trust_recovery", shown)
        return
    said = {name: words[name] for name in NAMES if name in words}
    # The words of a command can be read by every process of the machine, and these hold a password.
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", prefix="kiosk-answers-") as file:
        json.dump(said, file)
        file.flush()
        done = outside.kioskctl(["provision", "--answers", file.name, "--config", str(config), "--no-start"])
    yield from _set_up(done, outside, bare=bare, stick=False)


def _provision(config: Path, outside: HelperDependencies, trust: str) -> Answers:
    """Take the province's signed file from its stick, exactly as `kioskctl provision --from` does.

    A machine that knows no key of a province shows the fingerprint of the stick's own, to be held against the
    province's paper; the screen then asks again with what was seen to be right.
    """
    if trust and not _FINGERPRINT.fullmatch(trust):
        yield over("failed")
        return
    bare, known = not config.exists(), ["--trust", trust] if trust else []
    try:
        with outside.sticks.mounted(_STICK_S, read_only=True) as folder:
            shown = "" if trust or config.with_name(KEY).exists() else _fingerprint(folder)
            if shown:
                yield over("trust", shown)
                return
            done = outside.kioskctl(
                ["provision", "--from", str(folder), *known, "--config", str(config), "--no-start"]
            )
    except StickError as error:
        yield over(error.code)
        return
    yield from _set_up(done, outside, bare=bare, stick=True)


def _set_up(done: tuple[int, str, str], outside: HelperDependencies, *, bare: bool, stick: bool) -> Answers:
    # The screen's next process reads what was just written; the daemon of a bare machine was never started.
    if done[0] == 0:
        outside.start_daemon()
    after = "bấm Quay lại: máy mở cho người dân." if bare else "tắt bật máy để dùng cấu hình mới."
    yield from _provisioned(done, f"Đã cài đặt. {'Rút USB, rồi' if stick else 'Bây giờ'} {after}")


def _fingerprint(folder: Path) -> str:
    """Give that of the key on the stick, "" where there is none: the command then says so."""
    try:
        return fingerprint(read_key(folder / KEY)) if (folder / KEY).exists() else ""
    except (ProvisioningError, OSError):
        return ""


def _provision_by_code(config: Path, outside: HelperDependencies, text: str) -> Answers:
    """Take the province's file as its QR code holds it."""
    # The words of a command can be read by every process of the machine, and the code may hold passwords.
    bare = not config.exists()
    with tempfile.NamedTemporaryFile("w", encoding="ascii", errors="replace", prefix="kiosk-code-") as file:
        file.write(text[:LONGEST_LINE])
        file.flush()
        done = outside.kioskctl(["provision", "--from", file.name, "--config", str(config), "--no-start"])
    yield from _set_up(done, outside, bare=bare, stick=False)


def _edition(config: Path, outside: HelperDependencies) -> Answers:
    """Take an edition from a stick, exactly as `kioskctl edition take` does."""
    try:
        with outside.sticks.mounted(_STICK_S, read_only=True) as folder:
            done = outside.kioskctl(["edition", "take", str(folder), "--config", str(config)])
    except StickError as error:
        yield over(error.code)
        return
    yield from _provisioned(done, "Xong. Rút USB được rồi.")


def _report(settings: Configuration, config: Path, outside: HelperDependencies, tried: str) -> Answers:
    """Write the acceptance report and its signature to a stick, as `kioskctl doctor --report` does.

    `tried`: what the screen, which holds the devices, says of those that were tried at it.
    """
    if tried and not _TRIED.fullmatch(tried):
        yield over("failed")
        return
    try:
        with outside.sticks.mounted(_STICK_S) as folder:
            path = folder / f"nghiem-thu-{settings.kiosk.id}-{SystemClock().now():%Y%m%d-%H%M%S}.pdf"
            code, _said, _wrong = outside.kioskctl(
                ["doctor", "--machine", "--tried", tried, "--report", str(path), "--config", str(config)]
            )
            written, signed = path.exists(), path.with_name(path.name + ".sig").exists()
    except StickError as error:
        yield over(error.code)
        return
    # The doctor ends with 1 where something is wrong with the machine; the report was written all the same.
    if code not in (0, 1) or not written:
        yield over("export_failed")
        return
    what = "(PDF) và chữ ký" if signed else "(PDF), không có chữ ký: máy chưa có khóa"
    yield over("", f"Đã ghi biên bản nghiệm thu {what}. Rút USB được rồi.")


def _provisioned(done: tuple[int, str, str], last: str) -> Answers:
    code, said, wrong = done
    for line in said.splitlines():
        yield HelperAnswer(line=line)
    yield _last_word(code, last, wrong)


def _last_word(code: int, said: str, wrong: str) -> HelperAnswer:
    if not code:
        return over("", said)
    why = next((one for one in reversed(wrong.splitlines()) if one.startswith(_ENDING)), "")
    return over("setup_failed", why.removeprefix(_ENDING))
