"""`kioskctl` reads only the modules of the command that is used, and still knows all of them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kiosk_app.technician.__main__ import COMMANDS, app
from tests.offline_queue.support.dossiers import Keys, open_outbox, submission
from tests.support.kiosk_toml import kiosk_toml

_HEAVY = {"numpy", "cv2", "reportlab", "pikepdf", "kiosk_app.forms", "kiosk_app.scanning"}
_RUN = (
    "import json, sys\n"
    "from kiosk_app.technician.__main__ import app\n"
    "app(json.loads(sys.argv[1]), standalone_mode=False)\n"
    "print(json.dumps(sorted(sys.modules)))\n"
)


@pytest.mark.long("a program is started for what it imports")
def test_the_queue_is_listed_without_what_pictures_and_forms_need(tmp_path: Path) -> None:
    keys = Keys()
    config = tmp_path / "kiosk.toml"
    config.write_text(kiosk_toml(keys.recipients), encoding="utf-8")
    outbox = open_outbox(tmp_path, keys)
    code = outbox.reserve_code()
    outbox.submit(submission(code))
    words = json.dumps(["queue", "list", "--config", str(config)])
    done = subprocess.run([sys.executable, "-c", _RUN, words], capture_output=True, text=True, check=True)
    assert code in done.stdout
    loaded = set(json.loads(done.stdout.splitlines()[-1]))
    assert "kiosk_app.technician.queue" in loaded
    assert loaded & _HEAVY == set()


def test_help_names_every_command_with_its_sentence() -> None:
    told = CliRunner(env={"COLUMNS": "200"}).invoke(app, ["--help"]).stdout
    for name in COMMANDS:
        (line,) = [one for one in told.splitlines() if f" {name} " in one]
        assert len(line.replace(name, "").strip(" │")) > 10
    assert "install-completion" not in told


def test_each_command_answers_with_its_own_help() -> None:
    for name in COMMANDS:
        done = CliRunner(env={"COLUMNS": "200"}).invoke(app, [name, "--help"])
        assert done.exit_code == 0
        assert f"kioskctl {name} " in done.stdout
        assert "install-completion" not in done.stdout


def test_a_mistyped_command_is_told_what_may_have_been_meant() -> None:
    done = CliRunner(env={"COLUMNS": "200"}).invoke(app, ["catalog"])
    assert done.exit_code == 2
    assert "(gần giống: catalogue)" in done.stderr
