"""What a person says of a kiosk where the province gave no file, on the screen or to `kioskctl`."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError, field_validator, model_validator

from configuration.age_keys import age_recipient
from configuration.delivery_tables import KIOSK_PATTERN
from configuration.outside_file import read_outside
from configuration.table import Table
from kiosk_app.servicing.provisioning.errors import ProvisioningError
from kiosk_app.servicing.provisioning.secrets import CredentialStore
from kiosk_app.servicing.provisioning.settle import ProvisioningResult, Tables, composed, settle
from kiosk_app.servicing.provisioning.signed_file import ProvisionedSecrets, grouped
from vietnam import places

_LONGEST = 16_000
_NOTHING_CHANGED = "Chưa thay đổi gì."


class HandAnswers(Table):
    """The answers; secrets that are left empty stay as they were."""

    province_code: str
    commune_code: str
    kiosk_id: str = Field(pattern=KIOSK_PATTERN)
    authority_name: str = Field(min_length=1, max_length=200)
    authority_code: str = Field(min_length=1, max_length=100)
    phone: str = Field(default="", max_length=40)
    portal_address: str = Field(min_length=1, max_length=300)
    identity_address: str = Field(min_length=1, max_length=300)
    recovery_key: str
    portal_user: str = Field(default="", max_length=200)
    portal_password: str = Field(default="", max_length=200, repr=False)

    @field_validator("recovery_key")
    @classmethod
    def _is_key(cls, key: str) -> str:
        age_recipient(key)
        return key

    @model_validator(mode="after")
    def _place_and_account(self) -> HandAnswers:
        """Let no commune of another province and no half account through."""
        if places.province(self.province_code) is None:
            raise ValueError("province_code: no such province")
        if places.commune(self.province_code, self.commune_code) is None:
            raise ValueError("commune_code: no such commune in this province")
        if bool(self.portal_user) != bool(self.portal_password):
            raise ValueError("portal_password: account and password belong together")
        return self


NAMES: Mapping[str, str] = {
    "province_code": "Tỉnh",
    "commune_code": "Xã, phường",
    "kiosk_id": "Mã kiosk",
    "authority_name": "Cơ quan tiếp nhận",
    "authority_code": "Mã cơ quan trên cổng",
    "phone": "Điện thoại quầy",
    "portal_address": "Địa chỉ cổng",
    "identity_address": "Địa chỉ dịch vụ định danh",
    "recovery_key": "Khóa khôi phục của tỉnh",
    "portal_user": "Tài khoản của kiosk",
    "portal_password": "Mật khẩu của kiosk",
}
"""As people are told which answer is wrong."""


SIGNED = ("portal_address", "identity_address", "recovery_key")
"""What decides where dossiers go and who can open them: only the province says it, where its key is known."""
_GROUPS: Mapping[str, str] = {
    "portal_address": "portal",
    "identity_address": "identity",
    "recovery_key": "recovery",
    "portal_user": "account",
    "portal_password": "account",
}
"""As the chain of events says what was changed; all else is "kiosk"."""


def knows_province(*keys: Path) -> bool:
    """Tell whether a province's key is installed. One that cannot be read counts: it was put there."""
    return any(os.path.lexists(key) for key in keys)


def only_the_province(names: Sequence[str] = SIGNED) -> ProvisioningError:
    """Say that these answers are taken from the province's signed file alone."""
    said = ", ".join(NAMES[name] for name in names)
    return ProvisioningError(
        f"{said}: máy có khóa của tỉnh nên chỉ nhận theo tệp có chữ ký của tỉnh (USB hoặc mã QR). "
        f"{_NOTHING_CHANGED}"
    )


def changes(tables: Mapping[str, Mapping[str, Any]], said: Mapping[str, str]) -> frozenset[str]:
    """Give the names of the answers that are not what the configuration holds."""
    held = said_before(tables)
    recipients = tables.get("queue", {}).get("recipients", [])
    return frozenset(
        name
        for name, text in said.items()
        if name in NAMES
        and (text not in recipients if name == "recovery_key" else text != held.get(name, ""))
    )


def change_groups(changed: frozenset[str]) -> tuple[str, ...]:
    """Give what was changed as the chain of events says it."""
    return tuple(sorted({_GROUPS.get(name, "kiosk") for name in changed}))


def check_signed(changed: frozenset[str]) -> None:
    """Refuse what only the province's signed file may change. Raises `ProvisioningError`."""
    names = [name for name in SIGNED if name in changed]
    if names:
        raise only_the_province(names)


def key_fingerprint(recovery_key: str) -> str:
    """Give that of an age public key's text, as the province's paper has it (`sha256sum` gives it too)."""
    return grouped(recovery_key.encode())


def read_answers(path: Path) -> HandAnswers:
    """Read a file of answers. Raises `ProvisioningError`."""
    try:
        content = read_outside(path, _LONGEST)
    except OSError as error:
        raise ProvisioningError(f"Không đọc được {path} ({error.strerror}). {_NOTHING_CHANGED}") from error
    return answers_of(content)


def answers_of(content: bytes | str) -> HandAnswers:
    """Read answers from JSON. Raises `ProvisioningError`, which never repeats what was said."""
    try:
        return HandAnswers.model_validate_json(content)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        key = str(first["loc"][0]) if first["loc"] else ""
        if not key:
            key = str(first["msg"]).removeprefix("Value error, ").partition(":")[0]
        raise ProvisioningError(
            f"{NAMES.get(key, 'Câu trả lời')} chưa đúng: xem lại. {_NOTHING_CHANGED}"
        ) from error


def said_before(tables: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    """Give the answers that a configuration holds, so that only what is new is typed."""
    kiosk, portal = tables.get("kiosk", {}), tables.get("portal", {})
    recipients = tables.get("queue", {}).get("recipients", [])
    found = {
        **{name: kiosk.get(name) for name in ("province_code", "commune_code", "authority_name")},
        **{name: kiosk.get(name) for name in ("authority_code", "phone")},
        "kiosk_id": kiosk.get("id"),
        "portal_address": portal.get("address"),
        "identity_address": portal.get("identity_address"),
        "recovery_key": recipients[-1] if len(recipients) > 1 else None,
    }
    return {name: value for name, value in found.items() if isinstance(value, str) and value}


def settle_by_hand(
    config: Path, tables: Tables, said: HandAnswers, store: CredentialStore, *, signed: bool
) -> ProvisioningResult:
    """Lay the answers over what was there and found, and settle. Raises `ProvisioningError`.

    `signed`: the machine knows its province's key, see `knows_province`.
    """
    if signed:
        check_signed(changes(tables, said.model_dump()))
    kiosk = said.model_dump(
        include={"province_code", "commune_code", "authority_name", "authority_code", "phone"}
    )
    answered = {
        "kiosk": {**kiosk, "id": said.kiosk_id},
        "portal": {"address": said.portal_address, "identity_address": said.identity_address},
    }
    secrets = ProvisionedSecrets(portal_user=said.portal_user, portal_password=said.portal_password)
    return settle(config, composed(tables, answered), secrets, store, recovery_keys=[said.recovery_key])
