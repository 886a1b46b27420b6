"""A technician's shell has no credentials of systemd's: commands open the kiosk's sealed key themselves."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from kiosk_app.servicing.provisioning.secrets import CredentialStore
from kiosk_app.technician import kiosk_key as module
from kiosk_app.technician.__main__ import app
from offline_queue.store.export import signer_of
from tests.offline_queue.support.dossiers import Keys, open_outbox, submission
from tests.servicing.test_provisioning import sealed
from tests.support.kiosk_toml import kiosk_toml

KEYS = Keys()


@pytest.fixture
def kiosk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A provisioned kiosk with a dossier, as the shell of root sees it."""
    monkeypatch.delenv("CREDENTIALS_DIRECTORY", raising=False)
    monkeypatch.setattr(
        module, "CredentialStore", lambda: CredentialStore(tmp_path / "creds", tpm=tmp_path / "-", run=sealed)
    )
    (tmp_path / "kiosk.toml").write_text(kiosk_toml(KEYS.recipients), encoding="utf-8")
    outbox = open_outbox(tmp_path, KEYS)
    outbox.submit(submission(outbox.reserve_code()))
    outbox.close()
    (tmp_path / "stick").mkdir()
    return tmp_path


def _export(kiosk: Path) -> tuple[int, str, str]:
    line = ["queue", "export", str(kiosk / "stick"), "--here", "--config", str(kiosk / "kiosk.toml")]
    result = CliRunner().invoke(app, line)
    return result.exit_code, result.stdout, result.stderr


def test_an_export_is_signed_with_the_sealed_key(kiosk: Path) -> None:
    store = CredentialStore(kiosk / "creds", tpm=kiosk / "-", run=sealed)
    store.put("sync.key", f"{KEYS.sync}\n".encode())
    code, text, error = _export(kiosk)
    assert code == 0, error
    assert text.strip().endswith(f"1 hồ sơ\tkhóa ký {signer_of(KEYS.opening)}")


def test_a_machine_without_the_key_says_so_in_words(kiosk: Path) -> None:
    code, _, error = _export(kiosk)
    assert code == 1
    assert "Không mở được khóa của kiosk: chạy bằng sudo" in error
    assert "CREDENTIALS_DIRECTORY" not in error
    assert list((kiosk / "stick").iterdir()) == []


def test_another_machines_key_signs_nothing(kiosk: Path) -> None:
    store = CredentialStore(kiosk / "creds", tpm=kiosk / "-", run=sealed)
    store.put("sync.key", f"{Keys().sync}\n".encode())
    code, _, error = _export(kiosk)
    assert (code, "queue.recipients" in error) == (2, True)
