"""Signs and verifies release tags with an SSH key (`gpg.format=ssh`, git 2.34 or newer).

`python -m appliance.release sign v0.2.0 --key FILE` on the release manager's machine; the key, best one that
lives in a hardware token (`ssh-keygen -t ed25519-sk`), never comes near the repository. `… verify v0.2.0
--signers FILE` anywhere. FILE holds the people who may sign (ssh-keygen(1), ALLOWED SIGNERS); it comes to the
province with the contract and not with what it is to verify, so none stands here.
"""

from __future__ import annotations

import argparse
import configparser
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
_TAG = re.compile(r"v([0-9]+\.[0-9]+\.[0-9]+)")


class ReleaseError(Exception):
    """The tag was not made, or is not to be trusted; the text says why."""


def sign(tag: str, key: Path, repository: Path = ROOT) -> None:
    """Make the signed tag at HEAD. Raises `ReleaseError` when HEAD is not that release."""
    if _git(repository, "status", "--porcelain"):
        raise ReleaseError("there are changes that are not committed: a tag would not hold them")
    if _git(repository, "tag", "--list", tag):
        raise ReleaseError(f"{tag} is there already: a release that was published never moves")
    _check_version(repository, tag, "HEAD")
    if f"\n## {tag[1:]}\n" not in _git(repository, "show", "HEAD:CHANGELOG.md"):
        raise ReleaseError(f"CHANGELOG.md has no heading '## {tag[1:]}'")
    _git(
        repository, *_ssh(), "-c", f"user.signingKey={key}", "tag", "--sign", tag, "-m", f"Release {tag[1:]}"
    )


def verify(tag: str, signers: Path, repository: Path = ROOT) -> str:
    """Check who signed the tag and what it stands on; gives the commit. Raises `ReleaseError`."""
    if not signers.is_file():
        raise ReleaseError(f"{signers}: there is no such file of allowed signers")
    if _git(repository, "cat-file", "-t", f"refs/tags/{tag}") != "tag":
        raise ReleaseError(f"{tag} is a plain tag: anybody can set one")
    allowed = f"gpg.ssh.allowedSignersFile={signers.resolve()}"
    _git(repository, *_ssh(), "-c", allowed, "verify-tag", tag)
    # The signature covers the name inside; the one outside can be set anew.
    inside = re.search(r"^tag (.*)$", _git(repository, "cat-file", "-p", f"refs/tags/{tag}"), re.MULTILINE)
    if inside is None or inside[1] != tag:
        raise ReleaseError(f"{tag} is another release's tag under this name")
    _check_version(repository, tag, f"{tag}^{{commit}}")
    return _git(repository, "rev-parse", f"{tag}^{{commit}}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Sign or verify; gives the exit code."""
    parser = argparse.ArgumentParser(prog="release", description="Signs and verifies release tags.")
    ways = parser.add_subparsers(dest="way", required=True)
    signing = ways.add_parser("sign")
    signing.add_argument("tag")
    signing.add_argument(
        "--key", type=Path, required=True, help="private or public half; an agent may hold it"
    )
    verifying = ways.add_parser("verify")
    verifying.add_argument("tag")
    verifying.add_argument("--signers", type=Path, required=True, help="who may sign (ssh-keygen(1))")
    chosen = parser.parse_args(arguments)
    try:
        if chosen.way == "sign":
            sign(chosen.tag, chosen.key)
            sys.stdout.write(f"{chosen.tag} is signed; publish it with: git push origin {chosen.tag}\n")
        else:
            commit = verify(chosen.tag, chosen.signers)
            sys.stdout.write(f"{chosen.tag} is {commit}, signed by somebody who may\n")
    except ReleaseError as error:
        sys.stderr.write(f"release: {error}\n")
        return 1
    return 0


def _ssh() -> tuple[str, ...]:
    # Whatever the repository's own configuration says, no other program judges.
    return ("-c", "gpg.format=ssh", "-c", "gpg.ssh.program=ssh-keygen", "-c", "gpg.minTrustLevel=fully")


def _check_version(repository: Path, tag: str, commit: str) -> None:
    wanted = _TAG.fullmatch(tag)
    if wanted is None:
        raise ReleaseError(f"{tag!r}: a release is called v1.2.3")
    settings = configparser.ConfigParser()
    settings.read_string(_git(repository, "show", f"{commit}:setup.cfg"))
    version = settings.get("metadata", "version", fallback="")
    if version != wanted[1]:
        raise ReleaseError(f"{tag} stands on version {version or '?'}")


def _git(repository: Path, *words: str) -> str:
    done = subprocess.run(
        ["git", "-C", str(repository), *words], capture_output=True, text=True, check=False, timeout=60
    )
    if done.returncode != 0:
        raise ReleaseError((done.stderr or done.stdout).strip() or f"git {words[0]} failed")
    return done.stdout.strip("\n") if words[0] == "show" else done.stdout.strip()


if __name__ == "__main__":
    sys.exit(main())
