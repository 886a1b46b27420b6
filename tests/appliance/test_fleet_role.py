"""The Ansible role of first provisioning: its form, and ansible-lint (`make test-long` installs it)."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

ROLE = Path(__file__).resolve().parents[2] / "assets" / "fleet" / "ansible"
# The tests' own environment is on nobody's PATH, and ansible-lint starts its neighbours by their names.
PATH = f"{Path(sys.executable).parent}:{os.environ['PATH']}"


def _tasks() -> Iterator[dict[str, Any]]:
    read = yaml.safe_load((ROLE / "roles" / "kiosk" / "tasks" / "main.yaml").read_text(encoding="utf-8"))
    for task in read:
        for one in (*task.get("block", ()), *task.get("always", ()), task):
            if "block" not in one:
                yield one


def test_every_module_is_ansibles_own_and_named_in_full() -> None:
    for task in _tasks():
        assert any(key.startswith("ansible.builtin.") for key in task), task["name"]


def test_what_holds_passwords_is_in_no_log_and_does_not_stay() -> None:
    tasks = {task["name"]: task for task in _tasks()}
    assert tasks["Bring the province's file and its signature"]["no_log"] is True
    assert tasks["Leave no passwords behind"]["ansible.builtin.file"]["state"] == "absent"


def test_what_is_brought_goes_away_from_a_machine_that_is_a_kiosk_already_too() -> None:
    """A condition of the whole block would keep the package in the memory of such a machine."""
    read = yaml.safe_load((ROLE / "roles" / "kiosk" / "tasks" / "main.yaml").read_text(encoding="utf-8"))
    (block,) = (task for task in read if "block" in task)
    assert "when" not in block
    brought = [one["name"] for one in block["block"] if "/run/kiosk-provisioning" in str(one)]
    assert "Bring the package" in brought
    assert [one["name"] for one in block["always"]] == ["Leave no passwords behind"]
    outside = [task for task in read if "block" not in task]
    assert "/run/kiosk-provisioning" not in str(outside)


def test_a_machine_that_is_a_kiosk_is_not_provisioned_again() -> None:
    (made,) = (task for task in _tasks() if task["name"] == "Make this machine a kiosk")
    assert made["ansible.builtin.command"]["creates"] == "/etc/kiosk/kiosk.toml"


def _linted(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["ansible-lint", "--offline", "-q", "--strict", "site.yaml", "roles"],
        cwd=folder,
        env={**os.environ, "PATH": PATH},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


@pytest.mark.long("ansible-lint is started on the whole role")
@pytest.mark.skipif(
    shutil.which("ansible-lint", path=PATH) is None,
    reason="ansible-lint could not be installed here (setup.cfg: fleet)",
)
def test_ansible_lint(tmp_path: Path) -> None:
    # A copy: the tool leaves folders of its own beside what it reads.
    role = shutil.copytree(ROLE, tmp_path / "ansible")
    done = _linted(role)
    assert done.returncode == 0, done.stdout + done.stderr
    tasks = role / "roles" / "kiosk" / "tasks" / "main.yaml"
    tasks.write_text(tasks.read_text(encoding="utf-8") + "\n- ansible.builtin.shell: ls\n", encoding="utf-8")
    assert _linted(role).returncode != 0
