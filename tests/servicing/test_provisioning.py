"""From the province's stick to a configured machine, and everything that may be wrong on the way."""

from __future__ import annotations

import base64
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from configuration.load import load
from kiosk_app.servicing.provisioning.errors import ProvisioningError
from kiosk_app.servicing.provisioning.secrets import CredentialStore, sync_key_public
from kiosk_app.servicing.provisioning.settle import (
    DEFAULTS,
    PreviousSetup,
    ProvisioningResult,
    composed,
    look_before,
    settle,
)
from kiosk_app.servicing.provisioning.signed_file import (
    NAME,
    SIGNATURE,
    ProvisionedSecrets,
    check_date,
    fingerprint,
    kiosk_for,
    machine_numbers,
    read_key,
    read_signed,
)
from tests.servicing.province import ADDRESS, Province

NOW = datetime(2026, 12, 1, tzinfo=UTC)
RELEASED = datetime(2026, 11, 1, tzinfo=UTC)


def sealed(arguments: list[str], given: bytes) -> bytes:
    """Stands for systemd-creds, which needs a running systemd: reversible, and bound to the name."""
    name = next(word.removeprefix("--name=") for word in arguments if word.startswith("--name="))
    if arguments[0] == "encrypt":
        return base64.b64encode(name.encode() + b"\0" + given)
    found, _, secret = base64.b64decode(given).partition(b"\0")
    assert found.decode() == name
    return secret


@pytest.fixture(scope="module")
def province(tmp_path_factory: pytest.TempPathFactory) -> Province:
    return Province(tmp_path_factory.mktemp("province"))


@pytest.fixture
def store(tmp_path: Path) -> CredentialStore:
    return CredentialStore(tmp_path / "credstore", tpm=tmp_path / "no-tpm", run=sealed)


def _settled(folder: Path, province: Province, store: CredentialStore, **more: Any) -> ProvisioningResult:
    file = read_signed(province.stick(folder / "stick", more), province.key)
    one = kiosk_for(file, "DN07", frozenset())
    config = folder / "etc" / "kiosk.toml"
    config.parent.mkdir(exist_ok=True)
    before = look_before(config)
    tables = composed(DEFAULTS, before.tables, file.common, one.tables, {"kiosk": {"id": one.id}})
    tables["printer"] = {"transport": "tcp"}
    return settle(
        config,
        tables,
        file.secrets,
        store,
        recovery_keys=file.common["queue"]["recipients"],
        issued=file.issued,
    )


def test_a_stick_makes_a_kiosk(tmp_path: Path, province: Province, store: CredentialStore) -> None:
    done = _settled(tmp_path, province, store)
    config = load(tmp_path / "etc" / "kiosk.toml")
    assert config == done.settings
    assert (config.kiosk.id, config.portal.address) == ("DN07", ADDRESS)
    assert config.queue.recipients == (sync_key_public(store), province.recovery)
    assert store.open("portal.password") == "rất kín\n".encode()
    everything = b"".join(path.read_bytes() for path in (tmp_path / "etc").iterdir())
    assert "rất kín".encode() not in everything
    assert b"AGE-SECRET-KEY" not in everything
    assert {oct(path.stat().st_mode & 0o777) for path in (tmp_path / "credstore").iterdir()} == {"0o600"}


def test_again_keeps_the_key_that_dossiers_are_sealed_to(
    tmp_path: Path, province: Province, store: CredentialStore
) -> None:
    _settled(tmp_path, province, store)
    before = store.open("sync.key")
    config = tmp_path / "etc" / "kiosk.toml"
    text = config.read_text(encoding="utf-8").replace("# retention_h = 24", "retention_h = 48")
    config.write_text(text, encoding="utf-8")
    again = _settled(tmp_path, province, store)
    assert store.open("sync.key") == before
    assert again.settings.queue.retention_h == 48
    assert again.settings.queue.recipients == (sync_key_public(store), province.recovery)


def test_an_older_stick_is_refused(tmp_path: Path, province: Province, store: CredentialStore) -> None:
    _settled(tmp_path, province, store)
    older = read_signed(
        province.stick(tmp_path / "old", {"issued": "2026-11-01T00:00:00+07:00"}), province.key
    )
    last = look_before(tmp_path / "etc" / "kiosk.toml").issued
    with pytest.raises(ProvisioningError, match="cũ hơn"):
        check_date(older, NOW, last, RELEASED)


def test_a_stick_that_is_over(tmp_path: Path, province: Province) -> None:
    file = read_signed(province.stick(tmp_path, {"expires": "2026-11-25T00:00:00+07:00"}), province.key)
    with pytest.raises(ProvisioningError, match="hết hạn"):
        check_date(file, NOW, None, RELEASED)
    assert check_date(file, datetime(2026, 11, 21, tzinfo=UTC), None, RELEASED) == ""


def test_a_clock_in_1970_judges_nothing_and_says_so(tmp_path: Path, province: Province) -> None:
    file = read_signed(province.stick(tmp_path, {"expires": "2026-11-25T00:00:00+07:00"}), province.key)
    assert "1970" in check_date(file, datetime(1970, 1, 1, tzinfo=UTC), None, RELEASED)


def test_the_wrong_stick(tmp_path: Path, province: Province) -> None:
    (tmp_path / "holiday.jpg").write_bytes(b"x")
    with pytest.raises(ProvisioningError, match="đúng USB"):
        read_signed(tmp_path, province.key)


def test_no_signature(tmp_path: Path, province: Province) -> None:
    province.stick(tmp_path)
    (tmp_path / SIGNATURE).unlink()
    with pytest.raises(ProvisioningError, match="chữ ký"):
        read_signed(tmp_path, province.key)


def test_the_signature_of_somebody_else(tmp_path: Path, province: Province) -> None:
    other = Province(tmp_path / "other")
    with pytest.raises(ProvisioningError, match="Chữ ký"):
        read_signed(other.stick(tmp_path / "stick"), province.key)


@given(st.data())
def test_one_changed_byte_is_refused(
    tmp_path_factory: pytest.TempPathFactory, province: Province, data: st.DataObject
) -> None:
    folder = province.stick(tmp_path_factory.getbasetemp() / "changed")
    content = bytearray((folder / NAME).read_bytes())
    content[data.draw(st.integers(0, len(content) - 1))] ^= data.draw(st.integers(1, 255))
    (folder / NAME).write_bytes(content)
    with pytest.raises(ProvisioningError, match="Chữ ký"):
        read_signed(folder, province.key)


@pytest.mark.parametrize("content", ["", "!!!", "QUJD", "é"])
def test_a_signature_that_is_none(tmp_path: Path, province: Province, content: str) -> None:
    province.stick(tmp_path)
    (tmp_path / SIGNATURE).write_text(content, encoding="utf-8")
    with pytest.raises(ProvisioningError, match="Chữ ký"):
        read_signed(tmp_path, province.key)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"format": 2}, "format"),
        ({"kiosk": []}, "kiosk"),
        ({"unknown": 1}, "unknown"),
        ({"issued": "2026-11-20T08:00:00"}, "issued"),
        ({"kiosk": [{"id": "DN07"}, {"id": "DN07"}]}, "named twice"),
        ({"kiosk": [{"id": "DN07", "machine": "a"}, {"id": "DN08", "machine": "A"}]}, "named twice"),
        ({"wifi": [{"ssid": "x", "password": "ngắn"}]}, "wifi"),
    ],
)
def test_a_signed_file_that_makes_no_sense(
    tmp_path: Path, province: Province, changes: dict[str, Any], words: str
) -> None:
    with pytest.raises(ProvisioningError, match=words):
        read_signed(province.stick(tmp_path, changes), province.key)


def test_a_signed_file_that_is_no_toml(tmp_path: Path, province: Province) -> None:
    with pytest.raises(ProvisioningError, match="TOML"):
        read_signed(province.sign(tmp_path, "[kiosk"), province.key)


@pytest.mark.parametrize(
    ("recipients", "address", "words"),
    [
        ([], ADDRESS, "khóa khôi phục"),
        (["age1nonsense"], ADDRESS, "recipients"),
        (None, "http://portal.example", "https://"),
    ],
)
def test_what_is_wrong_leaves_nothing_behind(
    tmp_path: Path,
    province: Province,
    store: CredentialStore,
    recipients: list[str] | None,
    address: str,
    words: str,
) -> None:
    common = {
        "kiosk": {"authority_name": "UBND xã Nam Giang", "province_code": "48"},
        "queue": {"recipients": [province.recovery] if recipients is None else recipients},
        "portal": {"address": address, "identity_address": ADDRESS},
    }
    with pytest.raises(ProvisioningError, match=words):
        _settled(tmp_path, province, store, common=common)
    assert not store.has("sync.key")
    assert not (tmp_path / "etc" / "kiosk.toml").exists()


def test_a_commune_of_another_province_is_refused(
    tmp_path: Path, province: Province, store: CredentialStore
) -> None:
    kiosk = {"id": "DN07", "tables": {"kiosk": {"authority_code": "x", "commune_code": "00001"}}}
    with pytest.raises(ProvisioningError, match="không có xã nào"):
        _settled(tmp_path, province, store, kiosk=[kiosk])
    assert not store.has("sync.key")


def test_a_half_written_configuration_is_kept_aside(
    tmp_path: Path, province: Province, store: CredentialStore
) -> None:
    config = tmp_path / "etc" / "kiosk.toml"
    config.parent.mkdir()
    config.write_text('[kiosk]\nid = "DN', encoding="utf-8")
    assert "ghi dở" in look_before(config).said[0]
    _settled(tmp_path, province, store)
    assert load(config).kiosk.id == "DN07"
    assert config.with_name("kiosk.toml.damaged").read_text(encoding="utf-8").endswith('"DN')


def test_a_damaged_configuration_that_could_not_be_kept_is_not_called_kept(tmp_path: Path) -> None:
    config = tmp_path / "kiosk.toml"
    config.write_text('[kiosk]\nid = "DN', encoding="utf-8")
    config.with_name("kiosk.toml.damaged").mkdir()
    (said,) = look_before(config).said
    assert "đã giữ lại" not in said
    assert "chưa giữ lại được" in said


def test_an_older_file_is_brought_forward_and_said(tmp_path: Path) -> None:
    config = tmp_path / "kiosk.toml"
    config.write_text('[catalogue]\npromises = { "1.004873" = "15 phút, chờ tại chỗ" }\n', encoding="utf-8")
    before = look_before(config)
    assert before == PreviousSetup({"catalogue": {"promises": {"1.004873": 15}}}, before.said, None)
    assert "15 phút" in before.said[0]


@pytest.mark.skipif(
    os.geteuid() == 0, reason="root writes everywhere; the appliance test has a read-only root"
)
def test_a_read_only_root(tmp_path: Path, province: Province, store: CredentialStore) -> None:
    (tmp_path / "etc").mkdir(mode=0o500)
    with pytest.raises(ProvisioningError, match="chỉ đọc"):
        _settled(tmp_path, province, store)


def test_a_full_disk_is_a_sentence(
    tmp_path: Path, province: Province, store: CredentialStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("configuration.write.os.fsync", full)
    with pytest.raises(ProvisioningError, match="đầy"):
        _settled(tmp_path, province, store)
    assert not (tmp_path / "etc" / "kiosk.toml").exists()


def test_the_machine_finds_itself_in_the_file(tmp_path: Path, province: Province) -> None:
    file = read_signed(province.stick(tmp_path / "stick"), province.key)
    serial = tmp_path / "sys" / "class" / "dmi" / "id" / "product_serial"
    serial.parent.mkdir(parents=True)
    serial.write_text("sn-0008\n", encoding="ascii")
    assert kiosk_for(file, "", machine_numbers(tmp_path / "sys")).id == "DN08"
    with pytest.raises(ProvisioningError, match="SN-9"):
        kiosk_for(file, "", frozenset({"SN-9"}))
    with pytest.raises(ProvisioningError):
        kiosk_for(file, "HN01", frozenset({"SN-0007"}))


def test_a_key_of_another_kind_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "key.pem"
    path.write_text("-----BEGIN PUBLIC KEY-----\nnonsense\n-----END PUBLIC KEY-----\n", encoding="ascii")
    with pytest.raises(ProvisioningError, match="Ed25519"):
        read_key(path)


def test_a_fingerprint_can_be_read_aloud(province: Province) -> None:
    groups = fingerprint(province.key).split()
    assert [len(group) for group in groups] == [4] * 8


def test_secrets_are_in_no_repr() -> None:
    assert "bí" not in repr(
        ProvisionedSecrets(portal_user="a", portal_password="bí mật", enrolment_code="bí")
    )


def test_a_spoilt_key_of_the_machine_is_not_replaced(
    tmp_path: Path, province: Province, store: CredentialStore
) -> None:
    store.put("sync.key", b"spoilt")
    with pytest.raises(ProvisioningError, match="đừng xóa"):
        _settled(tmp_path, province, store)
    assert store.open("sync.key") == b"spoilt"
