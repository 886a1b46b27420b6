"""`kioskctl edition`: takes the province's catalogue and settings, or gives them back."""

from __future__ import annotations

import subprocess
import time
from pathlib import Path
from typing import Annotated

import typer

from configuration.kiosk_file import Configuration
from kiosk_app.catalogue.installed import INSTALLED
from kiosk_app.servicing.editions.announce import announce
from kiosk_app.servicing.editions.arrived import ArrivedEdition, collect, put_away
from kiosk_app.servicing.editions.comparison import Comparison, HealthProbes
from kiosk_app.servicing.editions.signed_edition import EditionError, pack, read_edition
from kiosk_app.servicing.editions.take import EditionPaths, MachineActions, note_failure, settle, take
from kiosk_app.servicing.provisioning.errors import ProvisioningError
from kiosk_app.servicing.provisioning.signed_file import KEY, read_key
from kiosk_app.technician.opening import CONFIG, ConfigFile, end, one_line, settings_of
from kiosk_app.technician.privileges import as_owner_of
from kiosk_app.technician.target import ReplaceOption, look_at_target
from kiosk_app.technician.terminal import say
from offline_queue.contract.edition_shelf import TRAY, shelf_of
from offline_queue.contract.gateway_client import GatewayClient, GatewayUnavailable
from offline_queue.contract.messages import Status

_SYSTEMCTL = "/usr/bin/systemctl"
_KEY = CONFIG.with_name(KEY)
_ASK_S = 4.0
"""For the daemon to answer; one that starts anew is asked again."""
_LONGEST_VISIT_S, _LOOK_S = 1_800.0, 5.0
"""So long the end of a visit is waited for, and so often it is looked at."""
_OUTCOMES = {
    "signature": "chữ ký không phải của tỉnh",
    "broken": "tệp không nguyên vẹn",
    "wrong": "nội dung có lỗi",
    "older": "cũ hơn bản đang dùng",
    "ring": "chưa đến lượt máy này",
    "missing": "USB không có bản cập nhật",
    "unreadable": "không đọc được",
    "disk": "không ghi được: đĩa đầy hay chỉ đọc",
    "busy": "máy đang có người dùng",
    "ill": "làm máy không chạy tốt, đã trở về bản trước",
    "unproven": "máy không khỏe từ trước nên chưa thử được",
    "given_up": "đã bị bỏ trước đó",
}
"""By the code of an `EditionError`."""
_WAYS = "kiosk-ways.service"
"""Opens the firewall for the addresses that the settings name."""

app = typer.Typer(
    no_args_is_help=True, help="What the province gives its kiosks together, signed and numbered."
)
KeyOption = Annotated[Path, typer.Option("--key", help="The province's public key (PEM).")]


@app.command("take")
def take_edition(
    place: Annotated[Path, typer.Argument(metavar="PLACE", help="The edition's file, or its stick.")],
    key: KeyOption = _KEY,
    now: Annotated[
        bool, typer.Option("--now", help="Also one that is not this ring's turn, or that was given up.")
    ] = False,
    config: ConfigFile = CONFIG,
) -> None:
    """Take an edition; one that makes the kiosk ill is given back by itself. Dossiers are not touched."""
    settings = settings_of(config)
    try:
        edition = read_edition(place, read_key(key))
        said = take(edition, settings.fleet.ring, _places(settings, config), _machine(settings), by_hand=now)
    except (EditionError, ProvisioningError) as error:
        end(str(error))
    say(said)


@app.command("arrived")
def take_arrived(key: KeyOption = _KEY, config: ConfigFile = CONFIG) -> None:
    """Take what kiosk-sync fetched from the province, between two visits; started by its path unit."""
    settings = settings_of(config)
    tray = settings.queue.private_folder / TRAY
    try:
        province = read_key(key)
        with one_line(), as_owner_of(tray):
            arrived = collect(tray, province)
    except (ProvisioningError, FileNotFoundError) as error:
        end(str(error))
    if arrived is None:
        return
    code, said = "", ""
    try:
        said = _take_arrived(arrived, settings, config)
    except EditionError as error:
        code, said = error.code, str(error)
        note_failure(settings.fleet.editions, arrived.number, code, arrived.sha256)
    with one_line(), as_owner_of(tray):
        put_away(arrived, code)
    if code:
        end(said)
    say(said)


@app.command("settle")
def settle_edition(
    at_boot: Annotated[
        bool, typer.Option("--at-boot", help="Nothing runs yet that would have to be told.")
    ] = False,
    config: ConfigFile = CONFIG,
) -> None:
    """Give back what a power cut left half taken."""
    settings = settings_of(config)
    machine = MachineActions(lambda: None, lambda: "") if at_boot else _machine(settings)
    try:
        said = settle(_places(settings, config), machine)
    except EditionError as error:
        end(str(error))
    if said:
        say(said)


@app.command("announce")
def announce_edition(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="edition-NUMBER.tar, its signature beside it.")
    ],
    root: Annotated[Path, typer.Argument(metavar="ROOT", help="What the web server shows to kiosks.")],
    key: KeyOption = _KEY,
) -> None:
    """Lay a signed edition where the kiosks of its rings look for it, at the province."""
    try:
        label = announce(file, read_key(key), root)
    except (EditionError, ProvisioningError) as error:
        end(str(error))
    except OSError as error:
        end(f"{root}: không ghi được ({error.strerror})")
    say(f"Bản cập nhật {label.number}: {root}, cho vòng {', '.join(label.rings)}")


@app.command("show")
def show(config: ConfigFile = CONFIG) -> None:
    """Say which edition holds."""
    shelf = shelf_of(settings_of(config).fleet.editions)
    say(f"Bản cập nhật đang dùng: {shelf.applied or 'chưa có'}")
    if shelf.outcome and shelf.outcome != "taken":
        why = _OUTCOMES.get(shelf.outcome, "không nhận")
        say(f"Lần thử cuối: {shelf.tried or '-'}, {why} ({shelf.outcome})")
    if shelf.refused:
        say(f"Đã bỏ vì làm máy lỗi: {', '.join(map(str, shelf.refused))}")


@app.command("pack")
def pack_edition(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="edition.toml, settings.toml, catalogue/")],
    out: Annotated[Path, typer.Argument(metavar="FILE", help="edition-NUMBER.tar, to be signed.")],
    replace: ReplaceOption = False,
) -> None:
    """Make an edition of a folder, at the province; the signature is made with openssl."""
    look_at_target(out, replace=replace)
    try:
        label = pack(folder, out)
    except EditionError as error:
        end(str(error))
    except OSError as error:
        end(f"{out}: không ghi được ({error.strerror})")
    say(f"Bản cập nhật {label.number}, cho vòng {', '.join(label.rings)}: {out}; hãy ký ngay")


def _take_arrived(arrived: ArrivedEdition, settings: Configuration, config: Path) -> str:
    if arrived.edition is None:
        raise arrived.wrong or EditionError(arrived.path.name)
    _between_visits(settings)
    return take(arrived.edition, settings.fleet.ring, _places(settings, config), _machine(settings))


def _between_visits(settings: Configuration) -> None:
    """Wait until nobody stands at the screen. Raises `EditionError` when somebody does all the time."""
    until = time.monotonic() + _LONGEST_VISIT_S
    while (status := _status(settings)) is not None and status.in_visit:
        if time.monotonic() > until:
            raise EditionError("Máy đang có người dùng; bản cập nhật đợi lần sau.", "busy")
        time.sleep(_LOOK_S)


def _places(settings: Configuration, config: Path) -> EditionPaths:
    catalogue = settings.catalogue.compiled or INSTALLED
    return EditionPaths(settings.fleet.editions, config, catalogue, settings.notices.file)


def _machine(settings: Configuration) -> MachineActions:
    health = Comparison(HealthProbes(lambda: _status(settings), _restarts), time.sleep)
    return MachineActions(_renew, health.ill, lambda: health.blames)


def _renew() -> None:
    """Restart the daemon, which takes up what was under way. Screens look at the file between two visits.

    An edition may name another portal: whither the daemon may go is found out anew first.
    """
    _systemctl("start", _WAYS)
    _systemctl("restart", "kiosk-sync")


def _status(settings: Configuration) -> Status | None:
    client = GatewayClient(settings.gateway.socket, _ASK_S)
    try:
        return client.status()
    except GatewayUnavailable:
        return None
    finally:
        client.close()


def _restarts() -> int | None:
    said = _systemctl("show", "kiosk", "--property=NRestarts,ActiveState")
    values = dict(line.split("=", 1) for line in said.splitlines() if "=" in line)
    if values.get("ActiveState") != "active" or not values.get("NRestarts", "").isdecimal():
        return None
    return int(values["NRestarts"])


def _systemctl(*words: str) -> str:
    try:
        done = subprocess.run(  # noqa: S603  a fixed program with words of ours
            [_SYSTEMCTL, *words], capture_output=True, text=True, timeout=120, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout
