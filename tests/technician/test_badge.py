"""`kioskctl badge`: what it prints can stand in the configuration, and tells no secret."""

from __future__ import annotations

import tomllib

from typer.testing import CliRunner

from configuration.identity_tables import StaffBadge
from kiosk_app.technician.__main__ import app
from offline_queue.contract.badge import fits


def _entry(output: str) -> StaffBadge:
    (line,) = [one for one in output.splitlines() if one.startswith("{ id")]
    return StaffBadge.model_validate(tomllib.loads(f"one = {line}")["one"])


def test_a_pin_is_asked_twice_and_kept_as_a_hash() -> None:
    words = ["badge", "KT01", "Lê Thị “Một”", "--role", "technician", "--pin"]
    done = CliRunner().invoke(app, words, input="284617\n284617\n")
    assert done.exit_code == 0
    made = _entry(done.output)
    assert (made.role, made.name) == ("technician", "Lê Thị “Một”")
    assert fits("284617", made.pin_hash)
    assert "284617" not in done.output


def test_a_pin_that_is_guessed_first_is_refused() -> None:
    done = CliRunner().invoke(app, ["badge", "KT01", "Một", "--pin"], input="123456\n123456\n")
    assert done.exit_code == 2
    assert "guesses first" in done.output


def test_without_a_pin_nothing_is_asked() -> None:
    done = CliRunner().invoke(app, ["badge", "CB07", "Trần Văn Bảy"])
    assert done.exit_code == 0
    made = _entry(done.output)
    assert (made.role, made.pin_hash) == ("staff", "")
