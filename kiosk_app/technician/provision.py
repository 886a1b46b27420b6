"""`kioskctl provision`, `find-devices`: from a bare machine to a working kiosk."""

from __future__ import annotations

import dataclasses
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer
from jeepney.io.blocking import open_dbus_connection

from configuration.age_keys import age_recipient
from configuration.delivery_tables import KIOSK_PATTERN
from configuration.kiosk_file import Configuration
from configuration.outside_file import read_outside
from kiosk_app.identity.setup_code import MOST_LETTERS, PREFIX
from kiosk_app.servicing.calibration.panel_width import believed, measured_tables
from kiosk_app.servicing.check_result import Verdict
from kiosk_app.servicing.checks.network import route
from kiosk_app.servicing.enrolment import DROP_IN as ENROLLED
from kiosk_app.servicing.enrolment import enrol_once
from kiosk_app.servicing.find_devices.everything import (
    ConnectedDevices,
    as_tables,
    find_everything,
    replacing,
)
from kiosk_app.servicing.provisioning.by_hand import (
    HandAnswers,
    knows_province,
    only_the_province,
    read_answers,
    settle_by_hand,
)
from kiosk_app.servicing.provisioning.errors import ProvisioningError
from kiosk_app.servicing.provisioning.secrets import CREDENTIALS, CredentialStore
from kiosk_app.servicing.provisioning.settle import (
    DEFAULTS,
    ProvisioningResult,
    Tables,
    composed,
    look_before,
    settle,
)
from kiosk_app.servicing.provisioning.signed_code import read_code
from kiosk_app.servicing.provisioning.signed_file import (
    KEY,
    ProvisionedSecrets,
    Wifi,
    check_date,
    fingerprint,
    kiosk_for,
    machine_numbers,
    read_key,
    read_signed,
)
from kiosk_app.servicing.provisioning.wifi import WifiManager
from kiosk_app.technician.firewall import RootOption, allow_destinations
from kiosk_app.technician.machine import below, is_active, systemctl
from kiosk_app.technician.opening import CONFIG, ConfigFile, end
from kiosk_app.technician.terminal import say, say_json
from offline_queue.contract.clock import SystemClock
from offline_queue.daemon.clock_check import RELEASED
from vietnam import places

_INPUT = Path("-")
_LONGEST_KEY_FILE = 64_000
_KEY_FOLDER = Path("/etc/kiosk")


def provision(
    from_place: Annotated[
        Path | None,
        typer.Option(
            "--from",
            metavar="PLACE",
            help="The province's signed file, its stick, or its QR code's text (-: input).",
        ),
    ] = None,
    answers: Annotated[
        Path | None,
        typer.Option("--answers", metavar="FILE", help="JSON with what would be asked (docs/FLEET.md)."),
    ] = None,
    key: Annotated[Path | None, typer.Option("--key", help="The province's public key (PEM).")] = None,
    trust: Annotated[
        str, typer.Option("--trust", help="Fingerprint on paper: takes the key that lies on the stick.")
    ] = "",
    kiosk_id: Annotated[str, typer.Option("--id", help="Which kiosk of the file this is.")] = "",
    wifi: Annotated[bool, typer.Option("--wifi/--no-wifi", help="Join a network of the file.")] = True,
    find: Annotated[bool, typer.Option("--find/--no-find", help="Look for devices.")] = True,
    start: Annotated[bool, typer.Option("--start/--no-start", help="Start the services afterwards.")] = True,
    root: RootOption = Path("/"),
    config: ConfigFile = CONFIG,
) -> None:
    """Make this machine a kiosk: devices, network, secrets, configuration. Existing dossiers are kept."""
    config = below(root, config)
    one_time = ""
    try:
        before = look_before(config)
        found = find_everything() if find else None
        if found is not None:
            _tell_found(found)
        measured = measured_tables(config)
        layers: list[Tables] = [
            composed(DEFAULTS),
            as_tables(found) if found else {},
            measured,
            before.tables,
        ]
        for sentence in before.said:
            say(sentence)
        if found is not None:
            instead, sentences = replacing(found, before.tables)
            layers.append(instead)
            for sentence in sentences:
                say(sentence)
        if answers is not None:
            said = read_answers(answers)
            signed = _knows_province(config, root)
            settled = settle_by_hand(config, composed(*layers), said, _store(root), signed=signed)
        elif from_place is None:
            settled = _by_hand(config, layers, root)
        else:
            province = _key_for(from_place, key, trust, root)
            settled, one_time = _by_file(from_place, province, layers, kiosk_id, wifi, root, config)
    except ProvisioningError as error:
        end(str(error))
    for sentence in settled.said:
        say(sentence)
    allow_destinations(settled.settings, root)
    _enrol(settled.settings, one_time, root)
    if start and root == Path("/"):
        _start_services()


def find_devices(
    as_json: Annotated[bool, typer.Option("--json", help="One JSON document instead of lines.")] = False,
) -> None:
    """List what is connected to this machine."""
    found = find_everything()
    if as_json:
        rows = dataclasses.asdict(found)
        say_json(rows)
        return
    _tell_found(found)


def _by_file(
    place: Path,
    key_file: Path,
    layers: list[Tables],
    kiosk_id: str,
    wifi: bool,
    root: Path,
    config: Path,
) -> tuple[ProvisioningResult, str]:
    """Take the province's file; gives what was done, and this kiosk's one-time code, "" for none."""
    province = read_key(key_file)
    code = _code(place)
    file = read_code(code, province) if code else read_signed(place, province)
    before = look_before(config)
    doubt = check_date(file, SystemClock().now(), before.issued, RELEASED)
    if doubt:
        say(doubt)
    one = kiosk_for(file, kiosk_id, machine_numbers())
    say(f"Tệp của tỉnh lập ngày {file.issued:%d/%m/%Y}, máy này là kiosk {one.id}.")
    if wifi and file.wifi and route().verdict is not Verdict.GOOD:
        _join(file.wifi)
    common, own = file.common, one.tables
    measured = believed(composed(*layers))
    tables = composed(*layers, common, own, {"kiosk": {"id": one.id}}, measured)
    keys = [*common.get("queue", {}).get("recipients", ()), *own.get("queue", {}).get("recipients", ())]
    secrets = _merged(file.secrets, one.secrets)
    settled = settle(config, tables, secrets, _store(root), recovery_keys=keys, issued=file.issued)
    _keep_key(key_file, root)
    return settled, secrets.enrolment_code


def _enrol(settings: Configuration, code: str, root: Path) -> None:
    """Get this kiosk its certificate with the code of the province's file; what stands in the way is said."""
    if not code:
        return
    kept = settings.enrolment.certificate
    here = settings.enrolment.model_copy(update={"certificate": below(root, kept)})
    try:
        made = enrol_once(
            settings.model_copy(update={"enrolment": here}),
            code,
            _store(root),
            SystemClock(),
            released=RELEASED,
            drop_in=below(root, ENROLLED),
        )
    except ProvisioningError as error:
        why = str(error).removesuffix(" Chưa thay đổi gì.")
        say(f"Chưa có chứng thư của kiosk: {why} Mọi việc khác đã xong; sửa rồi cài đặt lại bằng tệp này.")
        return
    if made is None:
        return
    if root == Path("/"):
        systemctl("daemon-reload")
    say(f"Kiosk đã có chứng thư, đến {made.not_valid_after_utc:%d/%m/%Y}; máy tự gia hạn.")


def _code(place: Path) -> str:
    """Give the text of the province's QR code where that is what was named, "" otherwise."""
    if place == _INPUT:
        return sys.stdin.read(MOST_LETTERS + 1) or " "
    try:
        text = read_outside(place, MOST_LETTERS + 1).decode("ascii")
    except (OSError, UnicodeDecodeError):
        return ""
    return text if text.startswith(PREFIX) else ""


def _merged(common: ProvisionedSecrets, own: ProvisionedSecrets) -> ProvisionedSecrets:
    return common.model_copy(update={name: value for name, value in own.model_dump().items() if value})


def _key_for(place: Path, key: Path | None, trust: str, root: Path) -> Path:
    """Choose the province's key: named, or known already, or the stick's own if its fingerprint was typed."""
    if key is not None:
        return key
    known = below(root, _KEY_FOLDER / KEY)
    if known.exists():
        return known
    if place == _INPUT:
        raise ProvisioningError("Máy chưa biết khóa của tỉnh: chỉ ra bằng --key. Chưa thay đổi gì.")
    folder = place if place.is_dir() else place.parent
    on_stick = folder / KEY
    if not on_stick.exists():
        raise ProvisioningError("Máy chưa biết khóa của tỉnh: chỉ ra bằng --key. Chưa thay đổi gì.")
    shown = fingerprint(read_key(on_stick))
    if "".join(trust.split()).lower() != shown.replace(" ", ""):
        raise ProvisioningError(
            f"Khóa trên USB có dấu vân tay {shown}. So với giấy của tỉnh rồi chạy lại với "
            f'--trust "…". Chưa thay đổi gì.'
        )
    return on_stick


def _knows_province(config: Path, root: Path) -> bool:
    return knows_province(config.with_name(KEY), below(root, _KEY_FOLDER / KEY))


def _keep_key(key: Path, root: Path) -> None:
    known = below(root, _KEY_FOLDER / KEY)
    if not known.exists():
        known.parent.mkdir(parents=True, exist_ok=True)
        known.write_bytes(read_outside(key, _LONGEST_KEY_FILE))


def _by_hand(config: Path, layers: list[Tables], root: Path) -> ProvisioningResult:
    """Ask for what no device and no file tells."""
    tables = composed(*layers)
    signed = _knows_province(config, root)
    if signed and "portal" not in tables:
        # Said now, before anybody answers questions that would be refused at the end.
        raise only_the_province()
    kiosk, portal = tables.setdefault("kiosk", {}), tables.setdefault("portal", {})
    province_code = _asked("Mã tỉnh (hai chữ số)", kiosk.get("province_code"), _is_province)
    say(_commune_hint(province_code))
    commune_code = _asked(
        "Mã xã (năm chữ số)",
        kiosk.get("commune_code"),
        lambda code: places.commune(province_code, code) is not None,
    )
    recipients = tables.get("queue", {}).get("recipients", [])
    user, password = "", ""
    answers = {
        "province_code": province_code,
        "commune_code": commune_code,
        "kiosk_id": _asked("Mã kiosk", kiosk.get("id"), lambda text: bool(_matches(KIOSK_PATTERN, text))),
        "authority_name": _asked(
            "Cơ quan tiếp nhận",
            kiosk.get("authority_name") or places.committee_name(province_code, commune_code),
        ),
        "authority_code": _asked("Mã cơ quan trên cổng", kiosk.get("authority_code")),
        "phone": typer.prompt("Điện thoại quầy", default=kiosk.get("phone", ""), show_default=True),
        "portal_address": _asked("Địa chỉ cổng (https://…)", portal.get("address")),
        "identity_address": _asked("Địa chỉ dịch vụ định danh", portal.get("identity_address")),
        "recovery_key": _asked("Khóa khôi phục của tỉnh (age1…)", (recipients or [None])[-1], _is_age_key),
    }
    user = typer.prompt("Tài khoản của kiosk trên cổng (Enter: giữ như cũ)", default="", show_default=False)
    if user:
        password = typer.prompt("Mật khẩu", hide_input=True, confirmation_prompt=True)
    said = HandAnswers(**answers, portal_user=user, portal_password=password)
    return settle_by_hand(config, tables, said, _store(root), signed=signed)


def _asked(question: str, before: Any, right: Callable[[str], bool] = bool) -> str:
    while True:
        answer = str(typer.prompt(question, default=before or None)).strip()
        if right(answer):
            return answer
        say("Không đúng, xin nhập lại.")


def _is_province(code: str) -> bool:
    return places.province(code) is not None


def _is_age_key(key: str) -> bool:
    try:
        age_recipient(key)
    except ValueError:
        return False
    return True


def _matches(pattern: str, text: str) -> bool:
    return re.fullmatch(pattern, text) is not None


def _commune_hint(province_code: str) -> str:
    part = typer.prompt("Tên xã (một phần, để tìm mã)", default="", show_default=False)
    wanted = part.casefold()
    found = [one for one in places.communes(province_code) if wanted and wanted in one.name.casefold()]
    return "\n".join(f"  {one.code}  {one.name}" for one in found[:20]) or "  (nhập mã xã)"


def _join(networks: tuple[Wifi, ...]) -> None:
    try:
        with open_dbus_connection("SYSTEM") as bus:
            joined = WifiManager(bus).join_first(networks)
    except (OSError, KeyError) as error:
        raise ProvisioningError(
            "NetworkManager không chạy: cắm dây mạng, hoặc cài gói network-manager. Chưa thay đổi gì."
        ) from error
    if joined is not None:
        say(f"Đã nối Wi-Fi “{joined.ssid}”.")


def _start_services() -> None:
    for unit in ("seatd", "kiosk-sync", "kiosk"):
        systemctl("enable", unit)
    systemctl("restart", "kiosk-sync", "kiosk")
    # Started now, it would end the connection of whoever sets the machine up from afar.
    if not is_active("kiosk-firewall.service"):
        say(
            "Tường lửa, khóa cổng USB, lịch hằng giờ và hằng đêm có hiệu lực từ lần khởi động sau: "
            "khởi động lại máy (sudo systemctl reboot) trước khi bàn giao."
        )


def _store(root: Path) -> CredentialStore:
    return CredentialStore(below(root, CREDENTIALS))


def _tell_found(found: ConnectedDevices) -> None:
    for line in found_lines(found):
        say(line)


def found_lines(found: ConnectedDevices) -> list[str]:
    """Say what is connected and what is not, a line each."""
    rows: list[tuple[str, str]] = [
        *(("máy quét", f"{one.device} ({one.maker} {one.model})") for one in found.scanners),
        *(("máy in", f"{one.number} {one.name}") for one in found.printers),
        *(("đầu đọc chip", f"{one.number} {one.name}") for one in found.chip_readers),
        *(("đầu đọc mã", f"{one.path} {one.name}") for one in found.keyboard_scanners),
        *(("cổng nối tiếp", f"{one.path} {one.name}") for one in found.serial_lines),
        *(("camera", f"{one.path} {one.name}") for one in found.cameras),
        *(("loa", f"{one.path} {one.name}") for one in found.sound_cards),
        *(
            ("màn hình", f"{p.width_px}×{p.height_px}, {p.width_mm:.0f}×{p.height_mm:.0f} mm {p.name}")
            for p in found.panels
        ),
    ]
    lines = [f"{kind}: {what}" for kind, what in rows]
    missing = {"máy quét", "máy in", "camera", "loa", "màn hình"} - {kind for kind, _ in rows}
    if missing:
        lines.append(f"không thấy: {', '.join(sorted(missing))}")
    if found.scanner_trouble:
        lines.append(f"libsane: {found.scanner_trouble}")
    return lines
