"""The daemon as a program fetches the catalogue: a wrong one is kept apart and told, the good one stays."""

from __future__ import annotations

from pathlib import Path

import pytest
import requests
from typer.testing import CliRunner

from kiosk_app.servicing.check_result import Verdict
from kiosk_app.servicing.checks.portal_catalogue import portal_catalogue
from kiosk_app.technician.__main__ import app
from offline_queue.delivery.catalogue_fetch import FETCHED
from tests.offline_queue.support.dossiers import Keys, open_outbox
from tests.support.kiosk_toml import kiosk_toml, write_credentials
from tests.support.processes import Program
from tests.support.sandbox_program import PASSWORD, USER, sandbox
from tests.support.slices import share

WRONG = {"another_province": "unit", "older": "older", "half": "half"}
SECONDS = 180.0
"""How long a catalogue may take to come, on a machine that does other things too."""


@pytest.mark.long("a daemon and a catalogue more; tried by their parts in test_refresh.py")
@pytest.mark.parametrize("wrong", share(sorted(WRONG), 3))
def test_what_the_daemon_fetched_and_is_wrong_never_replaces_the_good_one(tmp_path: Path, wrong: str) -> None:
    keys, fetched = Keys(), tmp_path / "catalogue" / FETCHED
    in_use = tmp_path / "installed" / "catalogue.sqlite"
    config = tmp_path / "kiosk.toml"

    def take() -> tuple[int, str]:
        command = ["catalogue", "refresh", str(fetched), "--out", str(in_use), "--take-away"]
        done = CliRunner().invoke(app, [*command, "--config", str(config)])
        return done.exit_code, done.output

    with sandbox(tmp_path) as root:
        tables: dict[str, dict[str, object]] = {
            "queue": {"database": str(tmp_path / "queue" / "outbox.sqlite"), "reserve_mb": 1},
            "gateway": {"socket": str(tmp_path / "run" / "sync.sock")},
            "portal": {
                "kind": "dvcqg",
                "address": f"{root}/dvcqg",
                "identity_address": f"{root}/identity",
                "file_address": f"{root}/dvcqg/files",
                "credentials": str(tmp_path / "credentials"),
            },
            "sync": {
                "probe_every_s": 0.5,
                "network_manager": False,
                "catalogue_folder": str(fetched.parent),
                "catalogue_every_h": 0.0005,
            },
        }
        config.write_text(kiosk_toml(keys.recipients, tables), encoding="utf-8")
        write_credentials(tmp_path / "credentials", str(keys.sync), (USER, PASSWORD))
        open_outbox(tmp_path, keys).close()
        command = ["-m", "offline_queue", "--config", str(config)]
        with Program("kiosk-sync", command, tmp_path, {}) as daemon:
            daemon.wait_for(fetched.exists, SECONDS)
        code, said = take()
        assert (code, in_use.exists()) == (0, True), said
        good = in_use.read_bytes()
        requests.post(f"{root}/sandbox/faults", json={"catalogue": wrong}, timeout=30).raise_for_status()
        with Program("kiosk-sync", command, tmp_path, {}) as daemon:
            daemon.wait_for(fetched.exists, SECONDS)
        code, said = take()
    assert code == 1
    assert "Traceback" not in said
    assert in_use.read_bytes() == good
    assert fetched.with_name(f"{FETCHED}.refused-{WRONG[wrong]}").exists()
    assert not fetched.exists()
    told = portal_catalogue(fetched.parent, in_use)
    assert told.verdict is not Verdict.GOOD
    assert f"refused-{WRONG[wrong]}" in told.mend
