"""The province's Ansible role on a bare Debian root: package, key and signed file, and a second run.

Ansible's own ssh connection is used, with a program in ssh's place that enters the root: no collection, no
server and no network are needed. Nothing runs as PID 1 there, so nothing is started.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from appliance.deb.environment import ROOT
from appliance.trial.machine import TrialError

_ROLE = ROOT / "assets" / "fleet" / "ansible"
_DEADLINE_S = 600.0
_LEFT = ("etc/kiosk/kiosk.toml", "etc/kiosk/province.pem", "etc/credstore.encrypted/kiosk.sync.key")
_ENTER = """\
#!/bin/sh
# In ssh's place: the last word is the command.
for command; do :; done
exec unshare --mount --propagation private sh -c '
mount -t proc proc "$1/proc" && mount --rbind /dev "$1/dev" && exec chroot "$1" /usr/bin/env -i \\
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/ LC_ALL=C.UTF-8 \\
DEBIAN_FRONTEND=noninteractive sh -c "$2"' enter {root} "$command"
"""
_PATH = f"{Path(sys.executable).parent}:{os.environ.get('PATH', '')}"


def available() -> bool:
    """Whether Ansible is installed (setup.cfg: fleet)."""
    return shutil.which("ansible-playbook", path=_PATH) is not None


def provisioned(root: Path, package: Path, stick: Path, work: Path) -> None:
    """Run the role twice on a fresh root and look at what it left. Raises `TrialError`.

    `stick`: the folder with the province's key and its signed file.
    """
    # What the role updates is a list of nothing: the root has all that the package depends on.
    (root / "etc" / "apt" / "sources.list").write_text("", encoding="ascii")
    # A machine has an id from its first start, and systemd seals by it.
    _host("chroot", str(root), "systemd-machine-id-setup")
    enter, hosts = work / "enter", work / "hosts.json"
    enter.write_text(_ENTER.format(root=root), encoding="ascii")
    enter.chmod(0o755)
    settings = {
        "ansible_connection": "ssh",
        "ansible_ssh_executable": str(enter),
        "ansible_ssh_transfer_method": "piped",
        "ansible_become": False,
        "ansible_python_interpreter": "/usr/bin/python3",
        "kiosk_package": str(package.resolve()),
        "kiosk_province_key": str(stick / "province.pem"),
        "kiosk_file": str(stick / "provision.toml"),
        "kiosk_start": False,
    }
    hosts.write_text(json.dumps({"kiosks": {"hosts": {"bare": settings}}}), encoding="utf-8")
    _play(hosts)
    written = {name: _content(root / name) for name in _LEFT}
    _play(hosts)
    for name, content in written.items():
        if _content(root / name) != content:
            raise TrialError(f"{name}: a second run of the role changed it")
    if (root / "run" / "kiosk-provisioning").exists():
        raise TrialError("the role left what it brought: passwords, or the package in memory")


def _play(hosts: Path) -> None:
    _host("ansible-playbook", "-i", str(hosts), str(_ROLE / "site.yaml"))


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise TrialError(f"{path.name}: the role did not make it ({error.strerror})") from error


def _host(*command: str) -> None:
    done = subprocess.run(
        command,
        env={**os.environ, "PATH": _PATH, "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        timeout=_DEADLINE_S,
        check=False,
    )
    if done.returncode:
        raise TrialError(f"{command[0]}: {(done.stdout + done.stderr)[-1500:]}")
