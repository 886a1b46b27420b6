"""`kioskctl doctor`, `check-report`, `test-sheet`: examining a machine, and the sheet that it scans."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Annotated

import typer

from configuration.error_line import ConfigurationError
from configuration.kiosk_file import Configuration
from configuration.outside_file import read_outside
from kiosk_app.device_adapters import (
    document_printer_of,
    microphone_of,
    printer_of,
    reader_of,
    scanner_of,
    speaker_of,
    terminal_of,
)
from kiosk_app.servicing.check_result import CheckResult, Verdict, as_rows, works
from kiosk_app.servicing.checks.devices import print_slip
from kiosk_app.servicing.checks.versions import program_version
from kiosk_app.servicing.doctor import (
    Devices,
    MachineProbes,
    SharedDevices,
    examine,
    examine_machine,
    tried_by_hand,
)
from kiosk_app.servicing.enrolment import newest_certificate
from kiosk_app.servicing.provisioning.secrets import CredentialStore
from kiosk_app.servicing.report import acceptance_report, health_slip, is_signed_by, report_signature
from kiosk_app.servicing.scan_target.draw import target_pdf
from kiosk_app.slips.render import render
from kiosk_app.technician.kiosk_key import KeyOutOfReachError, kiosk_key
from kiosk_app.technician.opening import CONFIG, EXIT_CONFIGURATION, EXIT_FAILED, ConfigFile, end, settings_of
from kiosk_app.technician.privileges import UnsafeFolderError, as_owner_of
from kiosk_app.technician.target import ReplaceOption, look_at_target, write_file
from kiosk_app.technician.terminal import say, say_json
from offline_queue.contract.clock import SystemClock
from offline_queue.contract.envelope import EnvelopeError
from offline_queue.daemon.clock_check import RELEASED
from offline_queue.store.database import Database
from offline_queue.store.export import signer_of
from offline_queue.store.read_only import looking

_LONGEST_REPORT, _LONGEST_SIGNATURE = 50_000_000, 4_000
_MARKS = {Verdict.GOOD: "✓", Verdict.WARNING: "!", Verdict.FAILED: "✗", Verdict.NOT_DONE: "–"}


def doctor(
    config: ConfigFile = CONFIG,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON document instead of lines.")] = False,
    hands: Annotated[
        bool, typer.Option("--hands/--no-hands", help="Ask for paper and codes; needs somebody there.")
    ] = False,
    machine_only: Annotated[
        bool, typer.Option("--machine", help="Leave the devices alone: the screen that runs holds them.")
    ] = False,
    tried: Annotated[
        str,
        typer.Option("--tried", metavar="CHECK=VERDICT…", help="With --machine: what the screen tried."),
    ] = "",
    yes: Annotated[
        bool, typer.Option("--yes", help="With --hands: everything lies ready, do not ask.")
    ] = False,
    slip: Annotated[bool, typer.Option("--slip", help="Print the findings as a slip.")] = False,
    report: Annotated[
        Path | None, typer.Option("--report", metavar="FILE", help="Write the acceptance report (PDF/A).")
    ] = None,
    replace: ReplaceOption = False,
) -> None:
    """Examine the whole machine. Exit code: 0 nothing failed, 1 something failed, 2 wrong configuration."""
    settings = settings_of(config)
    if report is not None:
        look_at_target(report, replace=replace)
    machine = MachineProbes(
        now=SystemClock().now,
        open_queue=lambda: queue_to_look_into(settings.queue.database),
        released=RELEASED,
        certificate=newest_certificate(settings, CredentialStore()),
    )
    ask = (lambda sentence: _ask(sentence, yes=yes)) if hands else None
    findings: list[CheckResult] = []
    found = (
        chain(examine_machine(settings, machine, shared_of(settings)), tried_by_hand(tried))
        if machine_only
        else examine(settings, devices_of(settings), machine, ask)
    )
    for one in found:
        findings.append(one)
        if not as_json:
            _tell(one)
    if slip:
        now = machine.now()
        printed = print_slip(
            devices_of(settings).printer, render(health_slip(settings.kiosk, findings, now)), "printer.report"
        )
        findings.append(printed)
        if not as_json:
            _tell(printed)
    if report is not None:
        content = acceptance_report(settings.kiosk, findings, machine.now(), serial=_serial(machine))
        write_file(report, content, replace=replace)
        signer = _sign(settings, report, content)
        if signer and not as_json:
            say(f"{report}: khóa ký {signer}")
    if as_json:
        document = {
            "kiosk": settings.kiosk.id,
            "program": program_version(),
            "at": machine.now().isoformat(timespec="seconds"),
            "works": works(findings),
            "findings": as_rows(findings),
        }
        say_json(document)
    if not works(findings):
        raise typer.Exit(EXIT_FAILED)


def draw_test_sheet(
    out: Annotated[Path, typer.Argument(help="The PDF to write; print it on A4 at 100 %.")],
    replace: ReplaceOption = False,
) -> None:
    """Write the sheet by which `doctor` tests the scanner."""
    write_file(out, target_pdf(), replace=replace)
    say(f"{out}: in ở cỡ 100 % trên giấy A4 trắng, in màu, không co vừa trang")


def check_report(
    report: Annotated[Path, typer.Argument(help="The report; its signature stands beside it (.sig).")],
    signer: Annotated[str, typer.Option("--signer", help="Public key that `doctor --report` showed.")],
) -> None:
    """Tell whether that kiosk signed exactly this acceptance report. Exit code: 0 it did, 1 it did not."""
    try:
        content = read_outside(report, _LONGEST_REPORT, follow=True)
        written = read_outside(report.with_name(report.name + ".sig"), _LONGEST_SIGNATURE, follow=True)
    except OSError as error:
        end(f"{error.filename}: không đọc được ({error.strerror})")
    if not is_signed_by(content, written.decode("ascii", errors="replace"), signer):
        end(f"{report}: không phải bản kiosk này đã ký: xin lại biên bản cùng tệp .sig")
    say(f"{report}: đúng kiosk này ký, chưa bị sửa")


def _sign(settings: Configuration, report: Path, content: bytes) -> str:
    """Lay the kiosk's signature beside the report, where this user may read the key.

    Gives the public key that checks it, hex; "" when nothing was signed.
    """
    try:
        key = kiosk_key(settings)
    except (KeyOutOfReachError, ConfigurationError, EnvelopeError):
        return ""
    signature = report_signature(content, key).encode("ascii")
    # The report was written: a signature of its name is of an earlier one, and worth nothing.
    write_file(report.with_name(report.name + ".sig"), signature, replace=True)
    return signer_of(key)


def _serial(machine: MachineProbes) -> str:
    """Give the machine's own number; only root may read it."""
    try:
        path = machine.sys_folder / "class" / "dmi" / "id" / "product_serial"
        return path.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""


def shared_of(settings: Configuration) -> SharedDevices:
    """Give the devices that nobody holds between two questions."""
    return SharedDevices(
        document_printer_of(settings.document_printer),
        terminal_of(settings.terminal),
        microphone_of(settings.microphone),
    )


def devices_of(settings: Configuration) -> Devices:
    """Give the devices of this kiosk. A configuration that cannot work ends the command."""
    try:
        return Devices(
            scanner_of(settings.scanner),
            printer_of(settings.printer),
            reader_of(settings.reader),
            speaker_of(settings.sound),
            shared_of(settings),
        )
    except ConfigurationError as error:
        end(str(error), EXIT_CONFIGURATION)


@contextlib.contextmanager
def queue_to_look_into(path: Path) -> Iterator[Database]:
    """Open the queue for looking only, as the owner of its folder. Raises `QueueError`, `OSError`."""
    if not path.exists():
        raise FileNotFoundError(path)
    try:
        with as_owner_of(path.parent), looking(path) as database:
            yield database
    except UnsafeFolderError as error:
        raise OSError(str(error)) from error


def _ask(sentence: str, *, yes: bool) -> bool:
    if yes:
        return True
    sys.stderr.write(f"→ {sentence} [Enter: làm, b: bỏ qua] ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().lower() not in {"b", "bỏ qua"}


def _tell(one: CheckResult) -> None:
    say(f"{_MARKS[one.verdict]} {one.check}: {one.said}")
    if one.mend:
        say(f"    → {one.mend}")
