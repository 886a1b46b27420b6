"""Lays the product's environment into a folder, from the lock file and nothing else.

Wheels come through pip with their digests required; Debian's own /usr/bin/python3 is what the environment
links to, since another Python would not be there on the appliance. What the kiosk does not use is taken out
again.
"""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from appliance.deb.qt_parts import keep_used_parts

ROOT = Path(__file__).resolve().parents[2]
LOCK = ROOT / "assets" / "system" / "requirements.lock"
SYSTEM_PYTHON = "/usr/bin/python3"
HOME = Path("usr/lib/kiosk")
"""Where the environment stands on the appliance, below /."""
_PACKAGES = ("assets", "chip_data", "configuration", "drivers", "kiosk_app", "offline_queue", "vietnam")
_UNUSED = (
    "pip",
    "pip-*.dist-info",
    "setuptools",
    "setuptools-*.dist-info",
    "pkg_resources",
    "_distutils_hack",
    "distutils-precedence.pth",
    "bin",
)
_PATTERNS = (
    "**/__pycache__",
    "**/*.pyi",
    "**/direct_url.json",
    "**/tests",
    "**/test",
    "**/*.pyx",
    "**/*.pxd",
    "**/*.c",
    "reportlab/fonts/*.pfb",
    "reportlab/fonts/*.afm",
)
_KEPT_TESTS = ("holidays",)


class BuildError(Exception):
    """The package cannot be built; the sentence says what is missing."""


def run(command: Sequence[str | Path], environment: Mapping[str, str] | None = None) -> None:
    """Run a command, its output kept for the error. Raises `BuildError`."""
    done = subprocess.run(
        list(map(str, command)),
        env={**os.environ, **(environment or {})},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise BuildError(f"{' '.join(map(str, command[:4]))} …: {(done.stderr or done.stdout)[-2000:]}")


def wheelhouse(folder: Path, epoch: int) -> Path:
    """Give a folder of wheels: everything of the lock, digests checked, and the product itself."""
    tool = folder.parent / "build-python"
    if not (tool / "bin" / "pip").exists():
        run([SYSTEM_PYTHON, "-m", "venv", tool])
        run([tool / "bin" / "pip", "install", "-q", "setuptools", "wheel"])
    pip = tool / "bin" / "pip"
    steady = {"SOURCE_DATE_EPOCH": str(epoch), "CFLAGS": f"-O2 -g0 -ffile-prefix-map={folder.parent}=."}
    mark = folder / "lock.txt"
    if not (mark.exists() and mark.read_bytes() == LOCK.read_bytes()):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        run([pip, "wheel", "-q", "--no-deps", "--require-hashes", "-r", LOCK, "-w", folder], steady)
        mark.write_bytes(LOCK.read_bytes())
    for old in folder.glob("dich_vu_cong_kiosk-*.whl"):
        old.unlink()
    run(
        [pip, "wheel", "-q", "--no-deps", "--no-build-isolation", "-w", folder, _clean_copy(folder.parent)],
        steady,
    )
    return folder


def lay(target: Path, wheels: Path) -> None:
    """Make the environment below `target` (a package's root)."""
    home = target / HOME
    packages = home / "lib" / "python3.11" / "site-packages"
    packages.mkdir(parents=True)
    pip = wheels.parent / "build-python" / "bin" / "pip"
    run(
        [
            pip,
            "install",
            "-q",
            "--no-deps",
            "--no-index",
            "--no-compile",
            "--target",
            packages,
            *wheels.glob("*.whl"),
        ]
    )
    _take_out(packages)
    keep_used_parts(packages / "PySide6")
    list_what_is_there(packages)
    # Libraries are left as the wheels bring them: `strip` breaks those that auditwheel patched.
    _launchers(home)
    _try(home)


def _try(home: Path) -> None:
    """Start every command once: what was taken out must not be missed. Raises `BuildError`."""
    for module in ("kiosk_app", "offline_queue", "kiosk_app.technician"):
        run(
            # Isolated, it does not heed PYTHONDONTWRITEBYTECODE.
            [home / "bin" / "python3", "-I", "-B", "-m", module, "--help"],
            {"QT_QPA_PLATFORM": "offscreen"},
        )


def _clean_copy(folder: Path) -> Path:
    """Copy what git knows: a build folder or a stray file must not get in."""
    copy = folder / "source"
    shutil.rmtree(copy, ignore_errors=True)
    copy.mkdir()
    listed = subprocess.run(
        [
            "git",
            "-C",
            str(ROOT),
            "ls-files",
            "-z",
            *_PACKAGES,
            "setup.cfg",
            "pyproject.toml",
            "README.md",
            "LICENSE",
        ],
        check=True,
        capture_output=True,
        text=True,
    ).stdout.split("\0")
    for name in filter(None, listed):
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, copy / name)
    translations = ROOT / "assets" / "translations" / "kiosk_en.qm"
    if not translations.exists():
        raise BuildError(f"{translations.name}: not made yet; `make deb` makes it")
    shutil.copy2(translations, copy / "assets" / "translations" / translations.name)
    return copy


def _take_out(packages: Path) -> None:
    for pattern in _UNUSED:
        for path in packages.glob(pattern):
            _remove(path)
    for pattern in _PATTERNS:
        for path in sorted(packages.glob(pattern), reverse=True):
            if not any(part in _KEPT_TESTS for part in path.parts):
                _remove(path)


def list_what_is_there(packages: Path) -> None:
    """Take out of the lists of installed files what was taken out, or stands elsewhere.

    Their digests are of pip's own notes and launchers, which name the folder of the build: the same commit
    would give other bytes in another folder.
    """
    for record in sorted(packages.glob("*.dist-info/RECORD")):
        with record.open(encoding="utf-8", newline="") as lines:
            rows = list(csv.reader(lines))
        with record.open("w", encoding="utf-8", newline="") as out:
            csv.writer(out, lineterminator="\n").writerows(
                row for row in rows if ".." not in Path(row[0]).parts and (packages / row[0]).exists()
            )


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    elif path.exists() or path.is_symlink():
        path.unlink()


def _launchers(home: Path) -> None:
    """Write the commands: an environment of Debian's Python, isolated from what the machine has beside it."""
    commands = {
        "kiosk-app": "kiosk_app.__main__",
        "kiosk-sync": "offline_queue.__main__",
        "kioskctl": "kiosk_app.technician.__main__",
    }
    (home / "pyvenv.cfg").write_text(
        "home = /usr/bin\ninclude-system-site-packages = false\nversion = 3.11\n", encoding="ascii"
    )
    binaries = home / "bin"
    binaries.mkdir()
    (binaries / "python3").symlink_to(SYSTEM_PYTHON)
    for name, module in commands.items():
        path = binaries / name
        path.write_text(
            f"#!/{HOME}/bin/python3 -I\n"
            f"import sys\nfrom {module} import main\n"
            'if __name__ == "__main__":\n    sys.exit(main())\n',
            encoding="ascii",
        )
        path.chmod(0o755)


if __name__ == "__main__":
    sys.exit("this module is used by appliance.deb.build")
