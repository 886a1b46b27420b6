"""Release tags: only what was signed by somebody who may, for the version that it stands on."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from appliance.release import ReleaseError, sign, verify

pytestmark = pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="ssh-keygen is not installed here")


def git(folder: Path, *words: str) -> str:
    """Run git there, with nothing of this machine's settings."""
    author = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main")
    done = subprocess.run(
        ["git", "-C", str(folder), *author, *words], capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def key(folder: Path, name: str) -> Path:
    """Make a key pair; gives the private half."""
    path = folder / name
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", str(path)], check=True)
    return path


def allowed(folder: Path, *keys: Path) -> Path:
    """Write the file of who may sign."""
    path = folder / "signers"
    lines = [f'{one.name}@example.org namespaces="git" {one.with_suffix(".pub").read_text()}' for one in keys]
    path.write_text("".join(lines), encoding="utf-8")
    return path


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    place = tmp_path / "repository"
    place.mkdir()
    git(place, "init", "-q")
    git(place, "config", "user.name", "A")
    git(place, "config", "user.email", "a@example.org")
    (place / "setup.cfg").write_text("[metadata]\nversion = 0.2.0\n", encoding="utf-8")
    (place / "CHANGELOG.md").write_text("# Changelog\n\n## 0.2.0\n\n- All.\n", encoding="utf-8")
    git(place, "add", ".")
    git(place, "commit", "-q", "-m", "Begin")
    return place


def test_signed_and_verified(tmp_path: Path, repository: Path) -> None:
    manager = key(tmp_path, "manager")
    sign("v0.2.0", manager, repository)
    assert verify("v0.2.0", allowed(tmp_path, manager), repository) == git(repository, "rev-parse", "HEAD")
    assert "OPENSSH PRIVATE KEY" not in "".join(
        path.read_text(errors="replace") for path in repository.rglob("*") if path.is_file()
    )


def test_somebody_else_signed(tmp_path: Path, repository: Path) -> None:
    manager, other = key(tmp_path, "manager"), key(tmp_path, "other")
    sign("v0.2.0", other, repository)
    with pytest.raises(ReleaseError):
        verify("v0.2.0", allowed(tmp_path, manager), repository)


def test_a_plain_tag_and_one_without_a_signature(tmp_path: Path, repository: Path) -> None:
    signers = allowed(tmp_path, key(tmp_path, "manager"))
    git(repository, "tag", "v0.2.0")
    with pytest.raises(ReleaseError, match="plain tag"):
        verify("v0.2.0", signers, repository)
    git(repository, "tag", "-f", "-a", "-m", "Release", "v0.2.0")
    with pytest.raises(ReleaseError):
        verify("v0.2.0", signers, repository)


def test_a_signed_tag_under_another_name(tmp_path: Path, repository: Path) -> None:
    manager = key(tmp_path, "manager")
    sign("v0.2.0", manager, repository)
    git(repository, "update-ref", "refs/tags/v0.3.0", git(repository, "rev-parse", "refs/tags/v0.2.0"))
    with pytest.raises(ReleaseError, match="another release"):
        verify("v0.3.0", allowed(tmp_path, manager), repository)


def test_a_repository_that_names_its_own_judge(tmp_path: Path, repository: Path) -> None:
    manager, other = key(tmp_path, "manager"), key(tmp_path, "other")
    sign("v0.2.0", other, repository)
    git(repository, "config", "gpg.ssh.program", "true")
    git(repository, "config", "gpg.ssh.allowedSignersFile", str(allowed(tmp_path / "repository", other)))
    with pytest.raises(ReleaseError):
        verify("v0.2.0", allowed(tmp_path, manager), repository)


@pytest.mark.parametrize("tag", ["v0.2.1", "0.2.0", "v0.2", "v0.2.0-rc1"])
def test_a_tag_that_is_not_this_release(tmp_path: Path, repository: Path, tag: str) -> None:
    with pytest.raises(ReleaseError):
        sign(tag, key(tmp_path, "manager"), repository)
    assert git(repository, "tag") == ""


def test_what_is_not_committed_and_what_is_published(tmp_path: Path, repository: Path) -> None:
    manager = key(tmp_path, "manager")
    (repository / "new").touch()
    with pytest.raises(ReleaseError, match="not committed"):
        sign("v0.2.0", manager, repository)
    (repository / "new").unlink()
    sign("v0.2.0", manager, repository)
    with pytest.raises(ReleaseError, match="never moves"):
        sign("v0.2.0", manager, repository)
