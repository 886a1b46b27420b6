"""What the installed machine does by the clock: the hourly look at its ways, and the upgrades of a night."""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone

from appliance.trial.machine import Machine, TrialError
from appliance.trial.technician import COUNTED, MIRROR

_VIETNAM = timezone(timedelta(hours=7))
_HOURS = {
    "apt-daily.timer": ("00:30", "01:10"),
    "apt-daily-upgrade.timer": ("01:30", "01:50"),
    "kiosk-health.timer": ("03:10", "03:40"),
    "kiosk-ways.timer": ("00:00", "23:59"),
}
"""From when to when each comes next, by Vietnam's clock."""
_SOONEST = {"kiosk-ways.timer": timedelta(minutes=71)}
"""Within which time one of them comes; a day for the others."""
_NAME = "mirror.kiosk.invalid"
_STRAY = "192.0.2.77"
_ELEMENTS = "/etc/kiosk/portal-addresses.nft"
_SOURCES = f"""\
touch /etc/hosts /etc/apt/sources.list
cp -p /etc/hosts /run/hosts
cp -p /etc/apt/sources.list /run/sources.list
echo '{MIRROR} {_NAME}' >> /etc/hosts
echo 'deb http://{_NAME}/debian-security bookworm-security main' > /etc/apt/sources.list
echo 'Acquire::http::Timeout "2"; Acquire::Retries "0";' > /etc/apt/apt.conf.d/99trial
rm -f /var/lib/apt/periodic/*-stamp
"""
_AS_BEFORE = """\
cat /run/hosts > /etc/hosts
mv /run/sources.list /etc/apt/sources.list
rm -f /etc/apt/apt.conf.d/99trial
"""

_FROM_THE_START = (
    *("kiosk-firewall.service", "kiosk-sync.service", "kiosk-ways.timer", "kiosk-health.timer"),
    *("kiosk-edition-arrived.path", "kiosk-catalogue.path", "kiosk-helper.socket"),
)


def in_force_from_the_start(machine: Machine) -> None:
    """See what a machine has by itself at the first start after its set-up. Raises `TrialError`."""
    for unit in _FROM_THE_START:
        machine.wait_for(f"{unit} at the start", "systemctl", "is-active", unit)
    policies = machine.run("nft", "list", "table", "inet", "kiosk").stdout.count("policy drop")
    if policies != 3:
        raise TrialError(f"after its start the machine has {policies} of the firewall's 3 chains")


def timers_come(machine: Machine) -> dict[str, str]:
    """Give when each timer comes next, by Vietnam's clock. Raises `TrialError`."""
    machine.run("systemctl", "start", *(name for name in _HOURS if name.startswith("kiosk")))
    told = machine.run("systemctl", "list-timers", "--all", "--output=json").stdout
    next_of = {one["unit"]: int(one["next"] or 0) / 1e6 for one in json.loads(told)}
    now = float(machine.run("date", "+%s").stdout)
    found, wrong = {}, []
    for name, (first, last) in _HOURS.items():
        then = datetime.fromtimestamp(next_of.get(name, 0.0), _VIETNAM)
        found[name] = f"{then:%H:%M}"
        within = _SOONEST.get(name, timedelta(days=1, hours=1)).total_seconds()
        if not (first <= found[name] <= last and 0 < then.timestamp() - now <= within):
            wrong.append(f"{name} at {then}")
    if wrong:
        raise TrialError(f"timers: {', '.join(wrong)}")
    return found


def hourly_look(machine: Machine) -> None:
    """Start the hourly service in its unit's bounds: a stray address goes, from file and from force."""
    stray = f"add element inet kiosk portal4 {{ {_STRAY} }}"
    machine.run("sh", "-c", f"echo '{stray}' >> {_ELEMENTS}")
    machine.run("systemctl", "reload", "kiosk-firewall.service")
    listed = ("nft", "list", "set", "inet", "kiosk", "portal4")
    if _STRAY not in machine.run(*listed).stdout:
        raise TrialError("the firewall does not read its addresses: nothing was tried")
    machine.run("systemctl", "start", "kiosk-ways.service")
    said = machine.run("journalctl", "-u", "kiosk-ways.service", "-o", "cat", "--no-pager").stdout
    if _STRAY in machine.run("cat", _ELEMENTS).stdout or _STRAY in machine.run(*listed).stdout:
        raise TrialError(f"the hourly look changed nothing: {said[-800:]}")
    # What systemd refuses is said, and the service ends well all the same.
    if "systemctl" in said:
        raise TrialError(f"the hourly look was refused something: {said[-800:]}")


def upgrades_go_out(machine: Machine) -> int:
    """Let Debian's services upgrade from a mirror behind the cable of `ways_out`; gives apt's packets.

    apt gets out while they run, and the way is shut when they end. Raises `TrialError`.
    """
    machine.run("sh", "-e", "-c", _SOURCES)
    machine.run("nft", "-f", "-", stdin=COUNTED)
    packets, unopened = [], []
    for unit in ("apt-daily.service", "apt-daily-upgrade.service"):
        began = machine.run("date", "+@%s").stdout.strip()
        machine.run("systemctl", "start", unit, check=False)
        said = machine.run("journalctl", "-u", unit, "-S", began, "-o", "cat", "--no-pager").stdout
        told = machine.run("nft", "-j", "list", "counters", "table", "inet", "left").stdout
        packets += [one["counter"]["packets"] for one in json.loads(told)["nftables"] if "counter" in one]
        if f"apt được đi tới: {_NAME}" not in said:
            unopened.append(f"{unit}: {said[-500:]}")
    machine.run("nft", "delete", "table", "inet", "left")
    machine.run("sh", "-e", "-c", _AS_BEFORE)
    if unopened:
        raise TrialError(f"a service of apt's does not open its way: {unopened}")
    if not packets[0]:
        raise TrialError(f"apt does not get out while it upgrades: {packets}")
    for name in ("mirror4", "mirror6"):
        if "elements" in machine.run("nft", "list", "set", "inet", "kiosk", name).stdout:
            raise TrialError(f"{name} stays open after the upgrades")
    return int(packets[0])
