"""Somebody carries the disk away. Without a TPM the machine's own key, on it, opens the credentials."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from configuration.delivery_tables import PortalSettings
from configuration.error_line import ConfigurationError
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
