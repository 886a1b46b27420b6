"""What may be typed on the kiosk's own screen of all that `by_hand` takes; the helper asks here first."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from kiosk_app.servicing.provisioning.by_hand import (
    NAMES,
    SIGNED,
    answers_of,
    change_groups,
    changes,
    check_signed,
    key_fingerprint,
    knows_province,
    only_the_province,
    said_before,
)
from kiosk_app.servicing.provisioning.errors import ProvisioningError
from kiosk_app.servicing.provisioning.settle import look_before
from kiosk_app.servicing.provisioning.signed_file import KEY

_WORKS = ("devices", "networks", "join", "touch", "panel", "place_said", "place", "stick", "code", "edition")


def work_and_changes(config: Path, words: Mapping[str, str]) -> str:
    """Give what the chain of events says of a work of set-up and what it changes; "" for no work of ours."""
    what = words.get("what", "")
    if what not in _WORKS:
        return ""
    work = f":{what.replace('_', '.')}"
    if what != "place":
        return work
    try:
        changed = changes(look_before(config).tables, words)
    except ProvisioningError:
        return work
    return f"{work}:{'/'.join(change_groups(changed))}"


def shown_before(config: Path) -> dict[str, str]:
    """Give the answers that stand there already. Raises `ProvisioningError` where none is taken."""
    if not config.exists() and knows_province(config.with_name(KEY)):
        # Said now, before anybody types answers that would be refused at the end.
        raise only_the_province()
    return said_before(look_before(config).tables)


def to_compare(config: Path, words: Mapping[str, str]) -> str:
    """Give the fingerprint that is to be held against paper first, "" when the answers may be written.

    A kiosk that is set up gets no further recovery key and no other portal from its glass, whether or not a
    province's key is known: whoever has a technician's PIN, or the screen itself, would read every later
    dossier, or have it sent elsewhere. On a bare machine the word "trust" says what was compared.
    Raises `ProvisioningError`.
    """
    signed = knows_province(config.with_name(KEY))
    said = {name: words[name] for name in NAMES if name in words}
    if not config.exists():
        if signed:
            raise only_the_province()
        shown = key_fingerprint(answers_of(json.dumps(said)).recovery_key)
        return "" if words.get("trust", "") == shown else shown
    changed = changes(look_before(config).tables, said)
    if signed:
        check_signed(changed)
    if names := [name for name in SIGNED if name in changed]:
        raise ProvisioningError(
            f"{', '.join(NAMES[name] for name in names)}: máy đã cài đặt không nhận theo chữ gõ ở màn hình. "
            "Dùng USB hoặc mã QR của tỉnh, hoặc sudo kioskctl provision. Chưa thay đổi gì."
        )
    return ""
