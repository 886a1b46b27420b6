"""What the province's file and a technician's commands do in the installed machine, with its own users."""

from __future__ import annotations

import json
import re
import subprocess
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from appliance.trial.machine import Machine, TrialError

EST_PORT = 8943
_PORTAL, _PRINTER, MIRROR = "192.0.2.10", "192.0.2.20", "192.0.2.99"
_WAYS = {
    ("kiosk-sync", _PORTAL, 443): True,
    ("kiosk-sync", _PORTAL, 8883): True,
    ("kiosk-sync", MIRROR, 443): False,
    ("root", _PORTAL, 443): True,
    ("root", MIRROR, 443): False,
    ("root", _PORTAL, 22): False,
    # Nothing upgrades at the moment.
    ("_apt", MIRROR, 80): False,
    ("_apt", MIRROR, 443): False,
    ("_apt", MIRROR, 22): False,
    ("kiosk", _PRINTER, 9100): True,
    ("kiosk", _PORTAL, 443): False,
    ("kiosk", MIRROR, 80): False,
}
"""Who, whither, and whether the firewall lets them."""
_ADDED = "/etc/kiosk/ways-trial.nft"
_ELEMENTS = f"""\
add element inet kiosk portal4 {{ {_PORTAL} }}
add element inet kiosk screen4 {{ {_PRINTER} . 9100 }}
"""
COUNTED = """\
table inet left {
    counter gone { }
    chain out { type filter hook output priority 100; oifname "out" ip protocol tcp counter name gone; }
}
"""
"""Behind the kiosk's own rules: what they let out of the machine is counted; its daemon asks over `lo`."""
_CABLE = f"""\
ip link add out type veth peer name far && ip address add 192.0.2.2/24 dev out
ip link set far up && ip link set out up
for one in {_PORTAL} {_PRINTER} {MIRROR}; do
    ip neighbour replace $one lladdr 02:00:00:00:00:01 dev out nud permanent
done
"""
_CONNECT = """\
import socket, sys
one = socket.socket()
one.settimeout(0.2)
one.connect_ex((sys.argv[1], int(sys.argv[2])))
"""
_LEFT_DAYS = 15
"""More than `kept_days` (14)."""


def ways_out(machine: Machine) -> int:
    """Let each user of the machine go each way; gives how many were tried. Raises `TrialError`."""
    cable = subprocess.run(
        ["nsenter", "-t", str(machine.leader), "-n", "sh", "-e", "-c", _CABLE],
        capture_output=True,
        text=True,
        check=False,
    )
    if cable.returncode:
        raise TrialError(f"no cable could be laid: {cable.stderr[-400:]}")
    machine.run("sh", "-c", f"cat > {_ADDED}", stdin=_ELEMENTS)
    machine.run("systemctl", "reload", "kiosk-firewall.service")
    machine.run("nft", "-f", "-", stdin=COUNTED)
    wrong = []
    for (user, address, port), wanted in _WAYS.items():
        machine.run("nft", "reset", "counters", "table", "inet", "left")
        went = ["runuser", "-u", user, "--", "/usr/lib/kiosk/bin/python3", "-I", "-B", "-c", _CONNECT]
        machine.run(*went, address, str(port))
        told = machine.run("nft", "-j", "list", "counters", "table", "inet", "left").stdout
        counted = [one["counter"]["packets"] for one in json.loads(told)["nftables"] if "counter" in one]
        if (counted != [0]) is not wanted:
            wrong.append(f"{user} to {address}:{port} {'is held' if wanted else 'gets out'}")
    machine.run("nft", "delete", "table", "inet", "left")
    machine.run("rm", _ADDED)
    machine.run("systemctl", "reload", "kiosk-firewall.service")
    if wrong:
        raise TrialError(f"the firewall: {', '.join(wrong)}")
    return len(_WAYS)


def one_time_code(log: Path, seconds: float = 60.0) -> str:
    """Read the code that the authority printed. Raises `TrialError`."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        found = re.search(r"one-time code of \S+: (\S+)", log.read_text(encoding="utf-8"))
        if found is not None:
            return found[1]
        time.sleep(0.2)
    raise TrialError("the authority printed no code")


def enrolled(machine: Machine, stick: str) -> None:
    """Set up again with a file that holds a one-time code; later it asks nobody. Raises `TrialError`."""
    command = ("kioskctl", "provision", "--from", stick, "--no-wifi", "--no-find")
    first, second = machine.run(*command), machine.run(*command)
    if "Kiosk đã có chứng thư" not in first.stdout + first.stderr:
        raise TrialError(f"no certificate came of the code: {first.stdout[-600:]}{first.stderr[-600:]}")
    if "chứng thư" in second.stdout + second.stderr:
        raise TrialError(f"a code that was used is asked with again: {second.stdout[-600:]}")
    machine.wait_for("kiosk-sync", "systemctl", "is-active", "kiosk-sync")
    pid = machine.run("systemctl", "show", "-P", "MainPID", "kiosk-sync").stdout.strip()
    handed = ("test", "-s", "/run/credentials/kiosk-sync.service/client.key")
    if machine.run("nsenter", "-t", pid, "-m", *handed, check=False).returncode:
        raise TrialError("the daemon is not handed its key")


def kept_is_told(machine: Machine) -> None:
    """A queue that a restore kept is told, told as a fault once its days are over, and forgotten by hand."""
    units = ("kiosk.service", "kiosk-sync.service")
    machine.run("systemctl", "stop", *units)
    machine.run("kioskctl", "queue", "backup", "/run/backup.sqlite")
    machine.run("kioskctl", "queue", "restore", "/run/backup.sqlite", "--yes")
    machine.run("systemctl", "start", "kiosk-sync.service")
    _finding(machine, "queue.kept", "warning")
    then = datetime.now(UTC) - timedelta(days=_LEFT_DAYS)
    named = f"/var/lib/kiosk-queue/queue.sqlite.before-{then:%Y%m%dT%H%M%SZ}"
    machine.run("sh", "-c", f"mv /var/lib/kiosk-queue/queue.sqlite.before-*Z {named}")
    said = _finding(machine, "queue.kept", "failed")
    if f"{_LEFT_DAYS} ngày" not in said:
        raise TrialError(f"nobody is told how long it was kept: {said}")
    machine.run("kioskctl", "queue", "forget-kept", "--yes")
    _finding(machine, "queue.kept", "good")
    machine.run("systemctl", "start", "kiosk.service")


def _finding(machine: Machine, check: str, verdict: str) -> str:
    done = machine.run("kioskctl", "doctor", "--machine", "--json", check=False)
    found = [one for one in json.loads(done.stdout)["findings"] if one["check"] == check]
    if [one["verdict"] for one in found] != [verdict]:
        raise TrialError(f"doctor: {check}: not {verdict}: {found}")
    return str(found[0]["said"])
