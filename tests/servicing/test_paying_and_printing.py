"""The doctor asks the A4 printer and the payment terminal, prints nothing and takes no money."""

from __future__ import annotations

from pathlib import Path

from configuration.load import load
from drivers.document_printer.cups_printer import CupsPrinter
from drivers.document_printer.local_http import HttpAddress
from drivers.payment_terminal.ecr_terminal import EcrTerminal
from drivers.payment_terminal.emulator.terminal import TerminalServer
from drivers.payment_terminal.lines import TcpLine
from kiosk_app.servicing.check_result import Verdict
from kiosk_app.servicing.checks.paying_and_printing import document_printer, errands, terminal
from kiosk_app.servicing.firewall import devices_by_name
from tests.offline_queue.support.dossiers import Keys
from tests.support.kiosk_toml import kiosk_toml


def _terminal(port: int) -> EcrTerminal:
    return EcrTerminal(lambda: TcpLine("127.0.0.1", port), deadline_s=20.0)


def test_a_terminal_that_answers_is_ready_and_nothing_is_taken() -> None:
    with TerminalServer() as machine:
        assert terminal(_terminal(machine.port), "DN07").verdict is Verdict.GOOD
        assert machine.terminal.journal == {}
        assert [fields[0] for fields in machine.terminal.asked] == ["LAST"]


def test_a_terminal_that_is_away_fails() -> None:
    with TerminalServer() as machine:
        port = machine.port
    found = terminal(_terminal(port), "DN07")
    assert (found.verdict, found.figures["code"]) == (Verdict.FAILED, "terminal.unreachable")


def test_a_terminal_that_knows_a_payment_nobody_made_fails() -> None:
    with TerminalServer() as machine:
        machine.terminal.journal["DOCTOR-DN07"] = (8_000, "000001")
        assert terminal(_terminal(machine.port), "DN07").verdict is Verdict.FAILED


def test_a_printing_service_that_is_away_fails(tmp_path: Path) -> None:
    found = document_printer(CupsPrinter("A4", HttpAddress(tmp_path / "cups.sock")))
    assert (found.verdict, found.figures["code"]) == (Verdict.FAILED, "document_printer.service")


def test_what_this_kiosk_has_not_is_left_out() -> None:
    assert document_printer(None).verdict is Verdict.NOT_DONE
    assert terminal(None, "DN07").verdict is Verdict.NOT_DONE


def test_an_errand_that_lacks_its_address_is_told(tmp_path: Path) -> None:
    path = tmp_path / "kiosk.toml"
    copies: dict[str, dict[str, object]] = {"certified_copy": {"way": "officer"}}
    path.write_text(kiosk_toml(Keys().recipients, copies), encoding="utf-8")
    found = errands(load(path), ())
    assert found.verdict is Verdict.FAILED
    assert "portal.requests_address" in found.said
    path.write_text(kiosk_toml(Keys().recipients), encoding="utf-8")
    assert errands(load(path), ()).verdict is Verdict.GOOD


def test_a_printer_that_only_a_name_server_knows_is_told(tmp_path: Path) -> None:
    path = tmp_path / "kiosk.toml"
    by_name: dict[str, dict[str, object]] = {"printer": {"transport": "tcp", "host": "printer.example"}}
    path.write_text(kiosk_toml(Keys().recipients, by_name), encoding="utf-8")
    settings = load(path)
    found = errands(settings, devices_by_name(settings))
    assert found.verdict is Verdict.WARNING
    assert "printer.example" in found.said
