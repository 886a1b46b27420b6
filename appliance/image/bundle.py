"""The update: root, digests and both slots' kernels in one signed file for RAUC."""

from __future__ import annotations

import shutil
from pathlib import Path

from appliance.deb.environment import BuildError, run

COMPATIBLE = "dich-vu-cong-kiosk"
# After the slot is written and before it is made the next one: RAUC runs it from the verified bundle.
HOOK = """\
#!/bin/sh
# The kernel of the slot that was just written goes to the boot partition. Its entry is gone by now (RAUC set
# the slot bad) and comes back when RAUC makes it the next one: a power cut in here leaves the other slot.
set -eu
[ "$1" = slot-post-install ] || exit 0
target="/efi/EFI/kiosk/$RAUC_SLOT_BOOTNAME.efi"
cp "$RAUC_BUNDLE_MOUNT_POINT/$RAUC_SLOT_BOOTNAME.efi" "$target.new"
sync "$target.new"
mv "$target.new" "$target"
sync -f /efi
"""


def manifest(version: str) -> str:
    """Give RAUC's manifest."""
    return f"""\
[update]
compatible={COMPATIBLE}
version={version}

[bundle]
format=verity

[hooks]
filename=hook.sh

[image.root]
filename=root.img
hooks=post-install

[image.hash]
filename=hash.img
"""


def make(
    work: Path, parts: dict[str, Path], version: str, key: Path, certificate: Path, target: Path
) -> None:
    """Make the bundle. `parts`: root.img, hash.img, a.efi, b.efi. Raises `BuildError`."""
    if set(parts) != {"root.img", "hash.img", "a.efi", "b.efi"}:
        raise BuildError(f"a bundle of {sorted(parts)}")
    folder = work / "update-parts"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name, path in parts.items():
        (folder / name).hardlink_to(path)
    (folder / "hook.sh").write_text(HOOK, encoding="utf-8")
    (folder / "hook.sh").chmod(0o755)
    (folder / "manifest.raucm").write_text(manifest(version), encoding="utf-8")
    target.unlink(missing_ok=True)
    run(["rauc", "bundle", f"--cert={certificate}", f"--key={key}", folder, target])
    shutil.rmtree(folder)


def trial_keys(folder: Path, name: str = "trial") -> tuple[Path, Path]:
    """Give a key and its own certificate, for images that nobody delivers. Raises `BuildError`."""
    key, certificate = folder / f"{name}.key", folder / f"{name}.pem"
    if not certificate.exists():
        run(
            [
                *("openssl", "req", "-x509", "-newkey", "rsa:3072", "-nodes", "-days", "30"),
                *("-subj", f"/CN=kiosk {name} bundles", "-keyout", key, "-out", certificate),
            ]
        )
    return key, certificate
