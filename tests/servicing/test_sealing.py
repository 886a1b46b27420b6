"""What the doctor says of the secrets' seals, by credentials that systemd itself made."""

from __future__ import annotations

import base64
import shutil
from pathlib import Path

import pytest

from configuration.delivery_tables import PortalSettings
from kiosk_app.servicing.check_result import Verdict
from kiosk_app.servicing.checks.sealing import sealing
from kiosk_app.servicing.provisioning.secrets import CredentialStore, sealed_with, systemd_creds

PORTAL = PortalSettings(address="https://portal.example/o", identity_address="https://id.example")
HEADS = {
    "host": "5a1c6a86df9d4096b1d5a65e0862f19a",
    "tpm2": "0c7cc07b117645919c4b0bea08bc20fe",
    "host+tpm2": "93a894094874449090caf2fc93cab553",
}
"""As `systemd-creds encrypt --with-key=…` of systemd 252 wrote them, the last two with swtpm as TPM."""


def _sealed(kind: str) -> bytes:
    text = base64.b64encode(bytes.fromhex(HEADS[kind]) + bytes(300))
    return b"\n".join(text[at : at + 69] for at in range(0, len(text), 69)) + b"\n"


def _store(folder: Path, *, tpm: bool, **kinds: str) -> CredentialStore:
    for name, kind in kinds.items():
        (folder / f"kiosk.{name}").write_bytes(_sealed(kind) if kind else b"not sealed at all")

    def run(arguments: list[str], given: bytes) -> bytes:
        return _sealed("host+tpm2") if arguments[0] == "encrypt" else given

    return CredentialStore(folder, tpm=folder if tpm else folder / "none", run=run)


@pytest.mark.parametrize(
    ("tpm", "kinds", "verdict"),
    [
        (True, {"key": "host+tpm2", "user": "tpm2"}, Verdict.GOOD),
        (True, {"key": "host+tpm2", "user": "host"}, Verdict.FAILED),
        (False, {"key": "host", "user": "host"}, Verdict.WARNING),
        (True, {"key": "host+tpm2", "user": ""}, Verdict.FAILED),
        (False, {"key": ""}, Verdict.FAILED),
        (True, {}, Verdict.NOT_DONE),
    ],
)
def test_each_seal(tmp_path: Path, tpm: bool, kinds: dict[str, str], verdict: Verdict) -> None:
    found = sealing(PORTAL, _store(tmp_path, tpm=tpm, **kinds))
    assert found.verdict is verdict
    assert bool(found.mend) == (verdict is not Verdict.GOOD)


def test_the_weak_one_is_named_and_the_others_are_not(tmp_path: Path) -> None:
    found = sealing(PORTAL, _store(tmp_path, tpm=True, key="host+tpm2", user="host"))
    assert "user" in found.said
    assert "key" not in found.said


def test_an_encrypted_disk_that_was_said_is_enough_without_a_tpm(tmp_path: Path) -> None:
    portal = PORTAL.model_copy(update={"without_tpm": "disk-is-encrypted"})
    assert sealing(portal, _store(tmp_path, tpm=False, key="host")).verdict is Verdict.GOOD
    assert sealing(portal, _store(tmp_path, tpm=True, key="host")).verdict is Verdict.FAILED


def test_a_folder_of_plain_files_is_told(tmp_path: Path) -> None:
    portal = PORTAL.model_copy(update={"credentials": tmp_path})
    assert sealing(portal, _store(tmp_path, tpm=True, key="host+tpm2")).verdict is Verdict.WARNING


def test_a_folder_that_cannot_be_read_is_not_an_empty_one(tmp_path: Path) -> None:
    wall = tmp_path / "wall"
    wall.touch()
    found = sealing(PORTAL, CredentialStore(wall, tpm=tmp_path / "none"))
    assert (found.verdict, "root" in found.said) == (Verdict.NOT_DONE, True)


def test_what_was_sealed_before_there_was_a_tpm_is_sealed_anew(tmp_path: Path) -> None:
    store = _store(tmp_path, tpm=True, key="host", user="host+tpm2")
    assert store.bind_anew() == ["key"]
    assert sealing(PORTAL, store).verdict is Verdict.GOOD
    assert store.bind_anew() == []
    without = _store(tmp_path, tpm=False, key="host")
    assert without.bind_anew() == []


@pytest.mark.parametrize("content", [b"", b"kiosk", b"=" * 64, bytes(64), "khóa".encode(), b"A" * 500])
def test_anything_else_is_no_credential(content: bytes) -> None:
    assert sealed_with(content) == ""


@pytest.mark.skipif(shutil.which("systemd-creds") is None, reason="systemd-creds is not installed here")
def test_what_systemd_itself_seals_is_known(tmp_path: Path) -> None:
    # Where there is no machine's own key yet, and no right to make one, systemd says so.
    sealed = systemd_creds(["encrypt", "--with-key=host", "--name=x", "-", "-"], b"secret")
    assert sealed_with(sealed) == "host"
