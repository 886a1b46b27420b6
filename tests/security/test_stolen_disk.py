"""Somebody carries the disk away. Without a TPM the machine's own key, on it, opens the credentials."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from configuration.delivery_tables import PortalSettings
from configuration.error_line import ConfigurationError
from kiosk_app.servicing.recovery import recover
from offline_queue.daemon.credentials import check_sealing
from tests.offline_queue.support.dossiers import MARKER, PERSONAL_ID, Keys, open_outbox, submission

ROOT = Path(__file__).resolve().parents[2]
SYSTEMD = {"CREDENTIALS_DIRECTORY": "/run/credentials/kiosk-sync.service"}


def portal(**more: object) -> PortalSettings:
    """Settings of a portal."""
    return PortalSettings.model_validate(
        {"address": "https://portal.example", "identity_address": "https://portal.example/id", **more}
    )


def test_without_a_tpm_the_daemon_does_not_start_silently(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"portal\.without_tpm.*encrypt the disk"):
        check_sealing(portal(), SYSTEMD, tmp_path / "no-tpm")


def test_it_starts_where_the_configuration_says_that_the_disk_is_encrypted(tmp_path: Path) -> None:
    check_sealing(portal(without_tpm="disk-is-encrypted"), SYSTEMD, tmp_path / "no-tpm")


def test_it_starts_with_a_tpm(tmp_path: Path) -> None:
    check_sealing(portal(), SYSTEMD, tmp_path)


def test_a_folder_of_plain_files_beside_the_sealed_ones_is_not_used_silently(tmp_path: Path) -> None:
    """A TPM protects what is sealed, and the configuration may name files that are not."""
    plain = portal(credentials=tmp_path / "plain")
    with pytest.raises(ConfigurationError, match=r"portal\.credentials.*TPM or not"):
        check_sealing(plain, SYSTEMD, tmp_path)
    check_sealing(portal(credentials=tmp_path / "plain", without_tpm="disk-is-encrypted"), SYSTEMD, tmp_path)


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o660, 0o404])
@pytest.mark.parametrize("name", ["sync.key", "portal.password", "client.key"])
def test_a_secret_that_the_screen_can_read_is_not_used(tmp_path: Path, name: str, mode: int) -> None:
    """Screen and daemon share a group: what the group can read, a screen that was taken over reads."""
    (tmp_path / name).write_text("secret")
    (tmp_path / name).chmod(mode)
    named = {"credentials": tmp_path} if name != "client.key" else {"client_key": tmp_path / name}
    settings = portal(without_tpm="disk-is-encrypted", **named)
    with pytest.raises(ConfigurationError, match=f"{name}: others can read"):
        check_sealing(settings, SYSTEMD, tmp_path)
    (tmp_path / name).chmod(0o400)
    check_sealing(settings, SYSTEMD, tmp_path)


@pytest.mark.parametrize("unit", ["kiosk-sync.service", "kiosk.service"])
def test_no_memory_of_a_process_comes_to_the_disk(unit: str) -> None:
    """Neither as an image of a process that crashed nor as swap."""
    lines = (ROOT / unit).read_text(encoding="utf-8").splitlines()
    assert {"LimitCORE=0", "MemorySwapMax=0"} <= set(lines)
    kernel = (ROOT / "assets/system/sysctl/60-kiosk.conf").read_text(encoding="utf-8")
    assert "kernel.core_pattern = |/bin/false" in kernel


def test_what_is_recovered_can_be_read_by_whoever_recovers_it_alone(tmp_path: Path) -> None:
    keys = Keys()
    outbox = open_outbox(tmp_path, keys)
    outbox.submit(submission(outbox.reserve_code()))
    outbox.close()
    out = tmp_path / "recovered"
    assert [one.files for one in recover(tmp_path / "queue" / "outbox.sqlite", keys.opening, out)] == [3]
    assert [oct(path.stat().st_mode & 0o077) for path in (out, *out.rglob("*"))] == ["0o0"] * 5


def test_nothing_else_can_be_said_of_the_disk() -> None:
    with pytest.raises(ValueError, match="without_tpm"):
        portal(without_tpm="yes")


def test_the_unit_tells_to_seal_with_the_tpm() -> None:
    unit = (ROOT / "kiosk-sync.service").read_text(encoding="utf-8")
    assert re.search(r"systemd-creds encrypt --with-key=host\+tpm2", unit)
    assert "LoadCredential=" not in unit


def test_the_queue_alone_says_nothing_of_a_citizen(tmp_path: Path) -> None:
    outbox = open_outbox(tmp_path, Keys())
    outbox.submit(submission(outbox.reserve_code()))
    outbox.close()
    for path in (tmp_path / "queue").iterdir():
        content = path.read_bytes()
        for word in (MARKER, PERSONAL_ID, "0900000007"):
            assert word.encode() not in content
            assert word.encode("utf-16-le") not in content
