"""Writes the bill of materials (CycloneDX 1.6, JSON): `make sbom`, or `python -m appliance.sbom FILE`.

What it lists is the lock file: exact versions with their digests; the package's own bill leaves out what
was taken out of the environment, and names the libraries that wheels bring along. Licences come from the
installed packages' metadata where these carry an SPDX expression, else from licences.toml, which says where
each was read. The same lock gives the same bytes, so that two builds can be compared.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
import re
import sys
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType, Property
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output import make_outputter
from cyclonedx.schema import OutputFormat, SchemaVersion
from packageurl import PackageURL

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "assets" / "system" / "requirements.lock"
LICENCES = Path(__file__).with_name("licences.toml")
OWN_LICENCE = "GPL-3.0-or-later"
_LINE = re.compile(r"([A-Za-z0-9._-]+)==(\S+) --hash=sha256:([0-9a-f]{64})")


class SbomError(Exception):
    """The bill cannot be written whole; nothing was written."""


@dataclass(frozen=True, slots=True)
class Locked:
    """One line of the lock file."""

    name: str
    version: str
    sha256: str


def locked(text: str) -> list[Locked]:
    """Read a lock file. Raises `SbomError` with the line that is none."""
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        match = _LINE.fullmatch(line)
        if match is None:
            raise SbomError(f"line {number}: name==version --hash=sha256:… is expected")
        found.append(Locked(normal(match[1]), match[2], match[3]))
    return found


def normal(name: str) -> str:
    """Give a package's name as the index compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def licence_of(name: str, read_by_hand: Mapping[str, str]) -> str:
    """Give the SPDX expression of a package. Raises `SbomError` when nobody has found out."""
    by_hand = read_by_hand.get(name)
    if by_hand is not None:
        return by_hand
    try:
        metadata = importlib.metadata.metadata(name)
    except importlib.metadata.PackageNotFoundError as error:
        raise SbomError(f"{name}: not installed here; run `make sbom`, which installs it") from error
    if "License-Expression" not in metadata:
        raise SbomError(
            f"{name}: no SPDX expression in its metadata; read its licence, add it to licences.toml"
        )
    return metadata["License-Expression"]


def licences_by_hand() -> dict[str, str]:
    """Read licences.toml: name → SPDX expression."""
    read = tomllib.loads(LICENCES.read_text(encoding="utf-8"))
    return {name: entry["licence"] for name, entry in read["packages"].items()}


def bill(lock_text: str, version: str, environment: Path | None = None) -> str:
    """Give the bill as JSON. `version`: of this product.

    `environment`: a folder of installed packages; the bill is then of what is in it. Raises `SbomError` where
    something is in it that is not locked.
    """
    own = Component(
        name="dich-vu-cong-kiosk",
        version=version,
        type=ComponentType.APPLICATION,
        bom_ref="dich-vu-cong-kiosk",
        licenses=[LicenseFactory().make_from_string(OWN_LICENCE)],
    )
    by_hand = licences_by_hand()
    wanted = locked(lock_text)
    brought: list[Component] = []
    if environment is not None:
        there = _installed(environment)
        if strangers := there - {one.name for one in wanted} - {own.name}:
            raise SbomError(f"not in the lock file: {', '.join(sorted(strangers))}")
        wanted = [one for one in wanted if one.name in there]
        brought = brought_along(environment)
    bom = Bom(components=[*(_component(one, by_hand) for one in wanted), *brought])
    bom.metadata.component = own
    bom.serial_number = uuid5(NAMESPACE_URL, f"dich-vu-cong-kiosk:{version}:{lock_text}")
    bom.register_dependency(own, bom.components)
    made = json.loads(make_outputter(bom, OutputFormat.JSON, SchemaVersion.V1_6).output_as_string())
    # The library writes the hour of making, which would make every build another one.
    made["metadata"].pop("timestamp", None)
    return json.dumps(made, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def _installed(environment: Path) -> set[str]:
    return {normal(info.name.split("-")[0]) for info in environment.glob("*.dist-info")}


def brought_along(environment: Path) -> list[Component]:
    """Name the libraries that auditwheel laid beside a wheel's own: whoever looks for a fault looks for them.

    A wheel says neither version nor licence of them but in the file's name and in its licence files.
    """
    found = []
    for path in sorted(environment.glob("*.libs/*.so*")):
        if path.is_file() and not path.is_symlink():
            wheel = normal(path.parent.name.removesuffix(".libs"))
            found.append(
                Component(
                    name=path.name,
                    type=ComponentType.FILE,
                    bom_ref=f"{wheel}/{path.name}",
                    hashes=[
                        HashType(
                            alg=HashAlgorithm.SHA_256, content=hashlib.sha256(path.read_bytes()).hexdigest()
                        )
                    ],
                    properties=[Property(name="kiosk:brought-by", value=wheel)],
                )
            )
    return found


def _component(one: Locked, by_hand: Mapping[str, str]) -> Component:
    return Component(
        name=one.name,
        version=one.version,
        type=ComponentType.LIBRARY,
        bom_ref=f"pkg:pypi/{one.name}@{one.version}",
        purl=PackageURL("pypi", name=one.name, version=one.version),
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=one.sha256)],
        licenses=[LicenseFactory().make_from_string(licence_of(one.name, by_hand))],
    )


def main(arguments: list[str]) -> int:
    """Write the bill to the file named; gives the exit code."""
    target = Path(arguments[0]) if arguments else ROOT / "build" / "sbom.cdx.json"
    lock_text = LOCK.read_text(encoding="utf-8")
    try:
        text = bill(lock_text, importlib.metadata.version("dich-vu-cong-kiosk"))
    except SbomError as error:
        print(f"sbom: {error}", file=sys.stderr)
        return 1
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")
    print(f"sbom: {len(locked(lock_text))} packages with their licences in {target}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
