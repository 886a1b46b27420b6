"""`kioskctl firewall`: whither the machine may go."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Annotated

import typer

from configuration.kiosk_file import Configuration
from kiosk_app.servicing.firewall import DROP_IN, destinations_of, known_before, write_destinations
from kiosk_app.servicing.upgrade_window import open_window
from kiosk_app.technician.machine import below, systemctl
from kiosk_app.technician.opening import CONFIG, ConfigFile, end, settings_of
from kiosk_app.technician.terminal import say

RootOption = Annotated[
    Path, typer.Option("--root", help="Write below this folder instead of /: for preparing an image.")
]


def firewall(
    upgrades: Annotated[
        int,
        typer.Option(
            "--upgrades",
            metavar="MINUTES",
            min=0,
            max=720,
            help="Only let apt out to its mirrors, for so long.",
        ),
    ] = 0,
    root: RootOption = Path("/"),
    config: ConfigFile = CONFIG,
) -> None:
    """Write whither this machine may go: portal and services, devices with an address, name servers."""
    if upgrades:
        _open_upgrades(upgrades)
        return
    allow_destinations(settings_of(below(root, config)), root)


def allow_destinations(settings: Configuration, root: Path) -> None:
    """Write and load whither the machine may go, and say it."""
    allowed = destinations_of(settings, before=known_before(below(root, DROP_IN)))
    for host in allowed.unknown:
        say(
            f"Chưa tra được địa chỉ của {host}: có mạng thì máy tự tra lại mỗi giờ "
            "(hoặc chạy kioskctl firewall)."
        )
    for host in allowed.kept:
        say(f"Chưa tra được địa chỉ của {host}: giữ địa chỉ lần trước, có mạng thì máy tự tra lại mỗi giờ.")
    try:
        changed = write_destinations(allowed, lambda path: below(root, path))
    except OSError as error:
        end(f"Không ghi được đường đi của dịch vụ gửi ({error.strerror}): đĩa chỉ đọc hay đầy?")
    say(f"Dịch vụ gửi được đi tới: {', '.join(map(str, allowed.portal)) or 'chưa đâu cả'}.")
    if allowed.devices or allowed.paper:
        reached = ", ".join(f"{one} cổng {port}" for one, port in (*allowed.devices, *allowed.paper))
        say(f"Thiết bị trong mạng của xã mà máy được đi tới: {reached}.")
    for sentence in allowed.said:
        say(sentence)
    if changed and root == Path("/"):
        systemctl("daemon-reload")
        systemctl("try-reload-or-restart", "kiosk-firewall.service")


def _open_upgrades(minutes: int) -> None:
    try:
        window = open_window(minutes)
    except (OSError, subprocess.SubprocessError) as error:
        end(f"Không mở được đường cho apt ({type(error).__name__}): chạy bằng sudo. apt vẫn bị chặn.")
    if window is None:
        say("Tường lửa của kiosk chưa chạy: apt không bị chặn.")
        return
    if window.hosts:
        say(f"Trong {minutes} phút, apt được đi tới: {', '.join(window.hosts)}.")
    elif not window.unknown:
        say("apt không có kho nào trên mạng: không cần mở đường.")
    if window.unknown:
        end(f"Chưa tra được kho của apt ({', '.join(window.unknown)}): kiểm tra mạng.")
