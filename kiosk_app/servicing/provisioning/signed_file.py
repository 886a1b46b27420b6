"""The province's file for its kiosks: TOML, with an Ed25519 signature beside it.

`openssl` makes both keys and signature:

    openssl genpkey -algorithm ed25519 -out province.key
    openssl pkey -in province.key -pubout -out province.pem
    openssl pkeyutl -sign -rawin -inkey province.key -in provision.toml | base64 > provision.toml.sig

The file may hold the passwords of Wi-Fi and portal and one-time codes: the stick is kept like a key.
"""

from __future__ import annotations

import base64
import errno
import hashlib
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any, Literal

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key
from pydantic import AwareDatetime, Field, ValidationError, field_validator, model_validator

from configuration.delivery_tables import KIOSK_PATTERN
from configuration.outside_file import read_outside
from configuration.table import Table
from kiosk_app.servicing.provisioning.errors import ProvisioningError

NAME, SIGNATURE, KEY = "provision.toml", "provision.toml.sig", "province.pem"
_LONGEST = 4_000_000
"""A thousand kiosks take one megabyte."""
_MOST_NAMED = 10
_NOTHING_CHANGED = "Chưa thay đổi gì."
_LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"


class Wifi(Table):
    """A network to join, of those in reach the first of the list."""

    ssid: str = Field(min_length=1, max_length=32)
    security: Literal["open", "wpa-psk", "sae", "wpa-eap"] = "wpa-psk"
    password: str = Field(default="", repr=False)
    identity: str = ""
    """WPA Enterprise: the kiosk's account."""
    inner: Literal["mschapv2", "gtc", "pap"] = "mschapv2"
    """WPA Enterprise, phase 2: how the password is asked for inside the tunnel; "pap" in TTLS, else PEAP."""
    ca_file: Path | None = None
    """WPA Enterprise: the authority of the network's certificate; unset: the public ones, with `server`."""
    server: str = Field(default="", max_length=200, pattern=rf"^(?:(?:{_LABEL}\.)*{_LABEL})?$")
    """WPA Enterprise: the whole name of the network's server, as its certificate says it. Never an end of it:
    anybody can have a certificate for a name below "com.vn"."""
    hidden: bool = False

    @model_validator(mode="after")
    def _complete(self) -> Wifi:
        """Let no network be tried that cannot work or that would give the password away."""
        if self.security in ("wpa-psk", "sae") and not 8 <= len(self.password) <= 63:
            raise ValueError("a password of 8 to 63 characters is expected")
        if self.security == "wpa-eap":
            if not (self.identity and self.password and (self.ca_file or self.server)):
                raise ValueError("WPA Enterprise needs identity, password, and ca_file or server")
            if not self.ca_file and "." not in self.server:
                raise ValueError("server: with public authorities a whole name is expected")
        return self


class ProvisionedSecrets(Table):
    """What goes into the machine's credentials and into no file that can be read."""

    portal_user: str = ""
    portal_password: str = Field(default="", repr=False)
    enrolment_code: str = Field(default="", repr=False)
    """One-time code for the certificate."""


class OneKiosk(Table):
    """`[[kiosk]]`: what is different for one machine."""

    id: str = Field(pattern=KIOSK_PATTERN)
    machine: str = ""
    """The machine's serial number or the hardware address of its network card; "" for the only one."""
    tables: dict[str, dict[str, Any]] = Field(default_factory=dict)
    secrets: ProvisionedSecrets = ProvisionedSecrets()


class ProvisioningFile(Table):
    """The whole file."""

    format: Literal[1]
    issued: AwareDatetime
    expires: AwareDatetime | None = None
    common: dict[str, dict[str, Any]] = Field(default_factory=dict)
    """Tables of the configuration, the same for all."""
    wifi: tuple[Wifi, ...] = ()
    secrets: ProvisionedSecrets = ProvisionedSecrets()
    kiosk: Annotated[tuple[OneKiosk, ...], Field(min_length=1)]

    @field_validator("kiosk")
    @classmethod
    def _each_once(cls, kiosks: tuple[OneKiosk, ...]) -> tuple[OneKiosk, ...]:
        """Let no two machines get the same name: their codes would collide."""
        for names in (
            [one.id for one in kiosks],
            [one.machine.lower() for one in kiosks if one.machine],
        ):
            twice = {name for name in names if names.count(name) > 1}
            if twice:
                raise ValueError(f"named twice: {', '.join(sorted(twice))}")
        return kiosks


def read_signed(place: Path, key: Ed25519PublicKey) -> ProvisioningFile:
    """Read `provision.toml` of a folder, or the file named, and check its signature before its content.

    Everything is read at once: the stick may be pulled out afterwards. Raises `ProvisioningError`.
    """
    path = place / NAME if place.is_dir() else place
    return parsed(verified_bytes(path, key), path.name)


def parsed(content: bytes, name: str) -> ProvisioningFile:
    """Read what was verified. Raises `ProvisioningError`."""
    try:
        return ProvisioningFile.model_validate(tomllib.loads(content.decode("utf-8")))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ProvisioningError(f"{name} không phải TOML: {error}. {_NOTHING_CHANGED}") from error
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        key_name = ".".join(map(str, first["loc"]))
        raise ProvisioningError(f"{name}: {key_name}: {first['msg']}. {_NOTHING_CHANGED}") from error


def verified_bytes(path: Path, key: Ed25519PublicKey) -> bytes:
    """Read a file whose signature stands beside it (".sig", base64). Raises `ProvisioningError`."""
    signature_path = path.with_name(path.name + ".sig")
    absent = f"Không thấy {path.name} ở {path.parent}: có đúng USB của tỉnh không, hay đã bị rút ra?"
    content = _bytes(path, absent)
    written = _bytes(signature_path, f"Không thấy chữ ký {signature_path.name} bên cạnh {path.name}.")
    try:
        key.verify(base64.b64decode(b"".join(written.split()), validate=True), content)
    except (InvalidSignature, ValueError) as error:
        raise ProvisioningError(
            f"Chữ ký của {path.name} không đúng: tệp bị sửa, hoặc do người khác ký. {_NOTHING_CHANGED}"
        ) from error
    return content


def check_date(file: ProvisioningFile, now: datetime, last: datetime | None, released: datetime) -> str:
    """Refuse a file that is over or older than the one used last. Gives a warning, "" for none.

    `released`: a clock before this is certainly wrong, and judges nothing. Raises `ProvisioningError`.
    """
    if last is not None and file.issued < last:
        raise ProvisioningError(
            f"Tệp lập ngày {file.issued:%d/%m/%Y} cũ hơn tệp đã dùng ({last:%d/%m/%Y}). "
            f"Dùng tệp mới nhất của tỉnh. {_NOTHING_CHANGED}"
        )
    if now.astimezone(UTC) < released:
        return (
            f"Đồng hồ của máy chỉ {now:%d/%m/%Y}, chắc chắn sai: chưa xét được hạn của tệp. "
            "Nối mạng rồi chạy kioskctl doctor."
        )
    if file.expires is not None and now > file.expires:
        raise ProvisioningError(
            f"Tệp đã hết hạn ngày {file.expires:%d/%m/%Y}. Xin tỉnh tệp mới. {_NOTHING_CHANGED}"
        )
    return ""


def read_key(path: Path) -> Ed25519PublicKey:
    """Read the province's public key. Raises `ProvisioningError`."""
    content = _bytes(path, f"Không thấy khóa công khai của tỉnh ở {path}; chỉ ra bằng --key.")
    try:
        key = load_pem_public_key(content)
    except ValueError as error:
        raise ProvisioningError(f"{path}: cần khóa công khai Ed25519 dạng PEM.") from error
    if not isinstance(key, Ed25519PublicKey):
        raise ProvisioningError(f"{path}: cần khóa công khai Ed25519, không phải loại khác.")
    return key


def fingerprint(key: Ed25519PublicKey) -> str:
    """Give the first half of SHA-256 of the raw key, as the province prints it on paper: groups of four."""
    return grouped(key.public_bytes_raw())


def grouped(content: bytes) -> str:
    """Give the first half of SHA-256 as people compare it: groups of four."""
    digits = hashlib.sha256(content).hexdigest()[:32]
    return " ".join(digits[at : at + 4] for at in range(0, len(digits), 4))


def kiosk_for(file: ProvisioningFile, wanted: str, numbers: frozenset[str]) -> OneKiosk:
    """Choose the entry of this machine. `wanted`: an id, "" to go by the machine's own `numbers`.

    Raises `ProvisioningError`.
    """
    if wanted:
        found = [one for one in file.kiosk if one.id == wanted]
    else:
        lowered = {number.lower() for number in numbers}
        found = [one for one in file.kiosk if one.machine and one.machine.lower() in lowered]
        if not found and len(file.kiosk) == 1 and not file.kiosk[0].machine:
            found = [file.kiosk[0]]
    if not found and wanted:
        known = ", ".join(one.id for one in file.kiosk[:_MOST_NAMED])
        more = f" và {len(file.kiosk) - _MOST_NAMED} máy khác" if len(file.kiosk) > _MOST_NAMED else ""
        raise ProvisioningError(f"Tệp không có kiosk {wanted} (có: {known}{more}). {_NOTHING_CHANGED}")
    if not found:
        shown = ", ".join(sorted(numbers)) or "không đọc được"
        raise ProvisioningError(
            f"Tệp không nêu máy này (số máy: {shown}). Chọn mã kiosk bằng --id. {_NOTHING_CHANGED}"
        )
    return found[0]


def machine_numbers(sys_folder: Path = Path("/sys")) -> frozenset[str]:
    """Give the serial number and the hardware addresses of this machine."""
    places = [
        sys_folder / "class" / "dmi" / "id" / "product_serial",
        *(sys_folder / "class" / "net").glob("*/address"),
    ]
    found = set()
    for place in places:
        try:
            text = place.read_text(encoding="ascii", errors="replace").strip()
        except OSError:
            continue
        if text and set(text) - set("0:"):
            found.add(text)
    return frozenset(found)


def _bytes(path: Path, missing: str) -> bytes:
    try:
        return read_outside(path, _LONGEST)
    except FileNotFoundError as error:
        raise ProvisioningError(f"{missing} {_NOTHING_CHANGED}") from error
    except OSError as error:
        if error.errno == errno.EFBIG:
            raise ProvisioningError(f"{path} quá lớn, không phải tệp cấu hình. {_NOTHING_CHANGED}") from error
        raise ProvisioningError(
            f"Không đọc được {path} ({error.strerror}); USB bị rút ra? {_NOTHING_CHANGED}"
        ) from error
