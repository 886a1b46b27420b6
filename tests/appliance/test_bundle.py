"""Updates that are not to be taken: of somebody else, changed, half written, older, without a version."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from appliance.image import bundle
from appliance.image.root import ONBOARD

SYSTEM = (ONBOARD / "tree" / "etc" / "rauc" / "system.conf").read_text(encoding="utf-8")
needs_rauc = pytest.mark.skipif(
    not (shutil.which("rauc") and shutil.which("openssl")), reason="rauc is not installed"
)
MORE_THAN_A_PAGE = 9_000


def _made(folder: Path, signer: str, version: str = "1.2.3") -> Path:
    parts = {}
    for name in ("root.img", "hash.img", "a.efi", "b.efi"):
        parts[name] = folder / name
        parts[name].write_bytes(os.urandom(MORE_THAN_A_PAGE))
    keys = bundle.trial_keys(folder, signer)
    target = folder / f"{signer}.raucb"
    bundle.make(folder, parts, version, *keys, target)
    return target


def _told(folder: Path, update: Path) -> subprocess.CompletedProcess[str]:
    """Ask RAUC about it with the appliance's own settings; the trusted key is that of "trial"."""
    settings = folder / "system.conf"
    trusted = folder / "trial.pem"
    settings.write_text(SYSTEM.replace("/usr/lib/kiosk-image/bundles.pem", str(trusted)), encoding="utf-8")
    return subprocess.run(
        ["rauc", "-c", str(settings), "info", str(update)], capture_output=True, text=True, check=False
    )


@pytest.mark.long("a whole update is packed and verified")
@needs_rauc
def test_the_provinces_update_is_known(tmp_path: Path) -> None:
    told = _told(tmp_path, _made(tmp_path, "trial"))
    assert told.returncode == 0, told.stderr
    assert "1.2.3" in told.stdout


@pytest.mark.long("whole updates are packed and verified")
@needs_rauc
def test_somebody_elses_update_is_refused(tmp_path: Path) -> None:
    bundle.trial_keys(tmp_path, "trial")
    told = _told(tmp_path, _made(tmp_path, "stranger"))
    assert told.returncode != 0
    assert "signature" in told.stderr.lower()


@pytest.mark.long("whole updates are packed and verified")
@needs_rauc
def test_a_changed_signature_and_a_half_written_update_are_refused(tmp_path: Path) -> None:
    update = _made(tmp_path, "trial")
    whole = update.read_bytes()
    bent = bytearray(whole)
    bent[-600] ^= 0xFF
    for content in (bytes(bent), whole[: len(whole) // 2], b""):
        update.write_bytes(content)
        assert _told(tmp_path, update).returncode != 0


def test_a_clock_in_1970_judges_no_signature() -> None:
    assert "use-bundle-signing-time=true" in SYSTEM.splitlines()


@pytest.mark.parametrize(
    ("offered", "taken"),
    [("0.9", False), ("1.0~rc1", False), ("1.0", True), ("1.0.1", True), ("10.0", True), ("", False)],
)
def test_an_older_update_is_refused_before_anything_is_written(
    tmp_path: Path, offered: str, taken: bool
) -> None:
    shutil.copy2(ONBOARD / "check-update", tmp_path / "check-update")
    (tmp_path / "version").write_text("1.0\n", encoding="ascii")
    (tmp_path / "manifest.raucm").write_text(
        bundle.manifest(offered) if offered else "[update]\ncompatible=x\n", encoding="utf-8"
    )
    done = subprocess.run(
        ["sh", str(tmp_path / "check-update")],
        env={**os.environ, "RAUC_UPDATE_SOURCE": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode == 0) is taken
    assert ("nothing was changed" in done.stderr) is not taken


def test_rauc_asks_about_the_version_first() -> None:
    assert "pre-install=/usr/lib/kiosk-image/check-update" in SYSTEM.splitlines()
