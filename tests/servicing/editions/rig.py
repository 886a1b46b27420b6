"""A machine that takes editions: its files are real, what it is asked to do is noted."""

from __future__ import annotations

import base64
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk_app.servicing.editions.signed_edition import Edition, pack, read_edition
from kiosk_app.servicing.editions.take import EditionPaths, MachineActions, settle, take
from tests.offline_queue.support.dossiers import Keys
from tests.support.kiosk_toml import kiosk_toml

KEYS = Keys()
PROVINCE = Ed25519PrivateKey.generate()


def signed(path: Path, key: Ed25519PrivateKey = PROVINCE) -> Path:
    """Sign as `openssl pkeyutl -sign -rawin … | base64` does."""
    path.with_name(path.name + ".sig").write_bytes(base64.encodebytes(key.sign(path.read_bytes())))
    return path


def made(
    folder: Path,
    number: int,
    settings: str = "",
    rings: str = '"canary", "early", "all"',
    catalogue: dict[str, bytes] | None = None,
    notices: bytes = b"",
    notices_key: Ed25519PrivateKey = PROVINCE,
) -> Path:
    """Give a signed edition on a stick of its own."""
    source = folder / f"source-{number}"
    source.mkdir(parents=True)
    (source / "edition.toml").write_text(
        f'format = 1\nnumber = {number}\nmade = 2026-11-27T08:00:00+07:00\nrings = [{rings}]\nnote = "thử"\n',
        encoding="utf-8",
    )
    if settings:
        (source / "settings.toml").write_text(settings, encoding="utf-8")
    for name, content in (catalogue or {}).items():
        (source / "catalogue").mkdir(exist_ok=True)
        (source / "catalogue" / name).write_bytes(content)
    if notices:
        (source / "notices.toml").write_bytes(notices)
        signed(source / "notices.toml", notices_key)
    stick = folder / f"stick-{number}"
    stick.mkdir()
    out = stick / f"edition-{number}.tar"
    pack(source, out)
    return signed(out)


def read(path: Path) -> Edition:
    """Read with the province's key."""
    return read_edition(path, PROVINCE.public_key())


@dataclass
class Rig:
    """A kiosk."""

    folder: Path
    ills: list[str] = field(default_factory=list)
    """What the next looks at its health find; well when there is none."""
    blames: bool = True
    """Whether what they find is the edition's fault."""
    renewed: int = 0

    def __post_init__(self) -> None:
        """Write a configuration and a catalogue that work."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self.places = EditionPaths(
            self.folder / "editions",
            self.folder / "kiosk.toml",
            self.folder / "catalogue.sqlite",
            self.folder / "notices.toml",
        )
        self.places.notices.write_bytes(b"what was said before")
        self.places.config.write_text(kiosk_toml(KEYS.recipients), encoding="utf-8")
        self.places.catalogue.write_bytes(b"the catalogue that worked")
        self.queue = self.folder / "queue.sqlite"
        self.queue.write_bytes(b"dossiers")

    @property
    def machine(self) -> MachineActions:
        """What is asked of it."""
        return MachineActions(self._renew, lambda: self.ills.pop(0) if self.ills else "", lambda: self.blames)

    def _renew(self) -> None:
        self.renewed += 1

    def take(self, path: Path, ring: str = "all", *, by_hand: bool = False) -> str:
        """Take an edition from a file or stick."""
        return take(read(path), ring, self.places, self.machine, by_hand=by_hand)

    def settle(self) -> str:
        """What the next look after a power cut does."""
        return settle(self.places, self.machine)

    def files(self) -> dict[str, bytes]:
        """What must not change when nothing was taken; the schema is written beside any configuration."""
        return {
            one.name: one.read_bytes()
            for one in self.folder.iterdir()
            if one.is_file() and "schema" not in one.name
        }
