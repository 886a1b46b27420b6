"""What kiosk-sync fetched and laid into its tray: read once, judged, and taken away again."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from kiosk_app.servicing.editions.signed_edition import LASTING, Edition, EditionError, read_edition
from offline_queue.contract.edition_shelf import ARRIVED, EDITION_NAME


@dataclass(frozen=True, slots=True)
class ArrivedEdition:
    """One that lay in the tray. Either `edition` or `wrong` is there."""

    path: Path
    number: int
    sha256: str
    edition: Edition | None = None
    wrong: EditionError | None = None


def collect(tray: Path, key: Ed25519PublicKey) -> ArrivedEdition | None:
    """Read what arrived; None when nothing did. Run as the owner of the tray.

    The mark is taken away first: what is wrong here starts nothing again by itself.
    """
    try:
        (tray / ARRIVED).unlink(missing_ok=True)
        found = sorted(path for path in tray.iterdir() if EDITION_NAME.fullmatch(path.name))
    except FileNotFoundError:
        return None
    if not found:
        return None
    # Where two lie there the newer is taken; `put_away` deletes the older with it.
    path = max(found, key=_number)
    try:
        with path.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        return ArrivedEdition(path, _number(path), sha256, edition=read_edition(path, key))
    except EditionError as error:
        return ArrivedEdition(path, _number(path), sha256, wrong=error)
    except OSError as error:
        return ArrivedEdition(
            path, _number(path), "", wrong=EditionError(f"{path.name}: {error}", "unreadable")
        )


def put_away(arrived: ArrivedEdition, code: str) -> None:
    """Clear the tray, but for one that could only not be taken now. `code`: "" for one that was taken.

    Run as the owner of the tray.
    """
    again = bool(code) and code not in LASTING and code not in ("ill", "given_up")
    for path in arrived.path.parent.iterdir():
        name = path.name.removesuffix(".sig")
        if EDITION_NAME.fullmatch(name) and not (again and name == arrived.path.name):
            path.unlink(missing_ok=True)


def _number(path: Path) -> int:
    found = EDITION_NAME.fullmatch(path.name)
    return int(found[1]) if found else 0
