"""The machine's secrets as systemd credentials, bound to this host and to its TPM where there is one."""

from __future__ import annotations

import base64
import binascii
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pyrage

from configuration.write import replace_file
from kiosk_app.servicing.provisioning.errors import ProvisioningError
from offline_queue.daemon.credentials import TPM

CREDENTIALS = Path("/etc/credstore.encrypted")
_PREFIX = "kiosk."
_SYSTEMD_CREDS = "/usr/bin/systemd-creds"
_DEADLINE_S = 60.0
_KINDS = {
    "5a1c6a86df9d4096b1d5a65e0862f19a": "host",
    "0c7cc07b117645919c4b0bea08bc20fe": "tpm2",
    "faf7eb9341e3412ca1a436f95a29362f": "tpm2",
    "93a894094874449090caf2fc93cab553": "host+tpm2",
    "af4950be49134eb1a73846304ff30c05": "host+tpm2",
}
"""First sixteen bytes of a sealed credential → what it is sealed with (systemd's creds-util.h)."""
_HEAD = 64
"""Bytes of a credential's file, in base64, that hold those sixteen."""
Run = Callable[[list[str], bytes], bytes]


def systemd_creds(arguments: list[str], given: bytes) -> bytes:
    """Run `systemd-creds`; what is secret goes through its standard input. Raises `ProvisioningError`."""
    try:
        done = subprocess.run(  # noqa: S603  a fixed program with arguments of ours
            [_SYSTEMD_CREDS, *arguments], input=given, capture_output=True, timeout=_DEADLINE_S, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise ProvisioningError(f"systemd-creds không chạy được ({type(error).__name__}).") from error
    if done.returncode:
        words = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise ProvisioningError(f"systemd-creds: {words[-1][:200] if words else done.returncode}")
    return done.stdout


def sealed_with(content: bytes) -> str:
    """Tell what a credential is sealed with: "host", "tpm2", "host+tpm2"; "" for what is no credential."""
    try:
        head = base64.b64decode(b"".join(content[:_HEAD].split())[:24], validate=True)
    except (binascii.Error, ValueError):
        return ""
    return _KINDS.get(head[:16].hex(), "")


class CredentialStore:
    """The folder of sealed credentials that kiosk-sync's unit names."""

    def __init__(self, folder: Path = CREDENTIALS, *, tpm: Path = TPM, run: Run = systemd_creds) -> None:
        """`run` stands for `systemd-creds`: arguments and standard input → standard output."""
        self._folder = folder
        self._binding = "host+tpm2" if tpm.exists() else "host"
        self._run = run

    @property
    def binding(self) -> str:
        """What the credentials are bound to: "host+tpm2" or "host"."""
        return self._binding

    def has(self, name: str) -> bool:
        """Whether a credential of this name is there."""
        return self._path(name).exists()

    def put(self, name: str, secret: bytes) -> None:
        """Seal a secret; an earlier one of the name is replaced in one step. Raises `ProvisioningError`."""
        sealed = self._run(["encrypt", f"--with-key={self._binding}", f"--name={name}", "-", "-"], secret)
        path = self._path(name)
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            replace_file(path, sealed, 0o600)
        except OSError as error:
            raise ProvisioningError(
                f"Không ghi được {path} ({error.strerror}). Đĩa chỉ đọc hay đầy?"
            ) from error

    def open(self, name: str) -> bytes:
        """Unseal a secret. Raises `ProvisioningError`, also on a machine that did not seal it."""
        try:
            sealed = self._path(name).read_bytes()
        except OSError as error:
            raise ProvisioningError(f"Không đọc được {self._path(name)} ({error.strerror}).") from error
        return self._run(["decrypt", f"--name={name}", "-", "-"], sealed)

    def bindings(self) -> dict[str, str]:
        """Give each credential that is there with what it is sealed with. Raises `OSError`."""
        found = {}
        # iterdir() and not glob(): glob() gives nothing for a folder that may not be read, and this raises.
        for path in sorted(self._folder.iterdir()) if self._folder.exists() else ():
            if path.name.startswith(_PREFIX) and path.suffix != ".new":
                with path.open("rb") as file:
                    found[path.name.removeprefix(_PREFIX)] = sealed_with(file.read(_HEAD))
        return found

    def bind_anew(self) -> list[str]:
        """Seal with the TPM what was sealed without; gives the names. Raises `ProvisioningError`."""
        if "tpm2" not in self._binding:
            return []
        try:
            weak = [name for name, kind in self.bindings().items() if kind == "host"]
        except OSError as error:
            raise ProvisioningError(f"Không đọc được {self._folder} ({error.strerror}).") from error
        for name in weak:
            self.put(name, self.open(name))
        return weak

    def forget(self, name: str) -> None:
        """Destroy a credential. Raises `ProvisioningError`."""
        path = self._path(name)
        try:
            if path.exists():
                size = path.stat().st_size
                with path.open("r+b") as file:
                    file.write(os.urandom(size))
                    file.flush()
                    os.fsync(file.fileno())
                path.unlink()
        except OSError as error:
            raise ProvisioningError(f"Không hủy được {path} ({error.strerror}).") from error

    def _path(self, name: str) -> Path:
        return self._folder / f"{_PREFIX}{name}"


def ensure_sync_key(store: CredentialStore) -> str | None:
    """Make this kiosk's sync key if there is none. Gives its public half, None when one was there already.

    One that is there is never replaced: dossiers in the queue are sealed to it.
    """
    if store.has("sync.key"):
        return None
    key = pyrage.x25519.Identity.generate()
    store.put("sync.key", f"{key}\n".encode())
    return str(key.to_public())


def sync_key_public(store: CredentialStore) -> str:
    """Give the public half of the sync key that is there. Raises `ProvisioningError`."""
    try:
        return str(pyrage.x25519.Identity.from_str(store.open("sync.key").decode().strip()).to_public())
    except (pyrage.IdentityError, UnicodeDecodeError) as error:
        raise ProvisioningError("Khóa sync.key của máy hỏng; gọi kỹ thuật của tỉnh, đừng xóa gì.") from error
