"""The Ansible role of first provisioning: its form here; ansible-lint where it is installed."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

ROLE = Path(__file__).resolve().parents[2] / "assets" / "fleet" / "ansible"


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


def test_a_machine_that_is_a_kiosk_is_not_provisioned_again() -> None:
    (made,) = (task for task in _tasks() if task["name"] == "Make this machine a kiosk")
    assert made["ansible.builtin.command"]["creates"] == "/etc/kiosk/kiosk.toml"


@pytest.mark.skipif(shutil.which("ansible-lint") is None, reason="ansible-lint is not installed")
def test_ansible_lint() -> None:
    done = subprocess.run(
        ["ansible-lint", "--offline", "-q", "site.yaml", "roles"],
        cwd=ROLE,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout + done.stderr
