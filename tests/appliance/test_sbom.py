"""The bill of materials names every locked package with its digest and licence."""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
from pathlib import Path

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from appliance.sbom import LOCK, SbomError, bill, licence_of, licences_by_hand, locked

ONE = "rich==15.0.0 --hash=sha256:" + "a" * 64


def lock_text() -> str:
    """The product's own lock file."""
    return LOCK.read_text(encoding="utf-8")


def test_the_bill_is_valid_and_whole() -> None:
    text = bill(lock_text(), "1.2.3")
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    made = json.loads(text)
    assert {one["name"] for one in made["components"]} == {one.name for one in locked(lock_text())}
    assert all(one["licenses"] and one["hashes"] for one in made["components"])
    assert made["metadata"]["component"]["licenses"] == [{"license": {"id": "GPL-3.0-or-later"}}]


def test_the_packages_bill_is_of_what_is_inside_it(tmp_path: Path) -> None:
    for name in ("rich-15.0.0", "dich_vu_cong_kiosk-1"):
        (tmp_path / f"{name}.dist-info").mkdir()
    (tmp_path / "cv2_of_wheels.libs").mkdir()
    library = tmp_path / "cv2_of_wheels.libs" / "libssl-81259c47.so.1.1.1k"
    library.write_bytes(b"old")
    text = bill(f"{ONE}\npip==26.4 --hash=sha256:{'b' * 64}\n", "1", tmp_path)
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    made = json.loads(text)["components"]
    # pip was taken out; a library that came along is what somebody looks for after the next fault of it.
    assert sorted(one["name"] for one in made) == [library.name, "rich"]
    brought = next(one for one in made if one["name"] == library.name)
    assert brought["hashes"] == [{"alg": "SHA-256", "content": hashlib.sha256(b"old").hexdigest()}]
    assert brought["properties"] == [{"name": "kiosk:brought-by", "value": "cv2-of-wheels"}]
    (tmp_path / "stranger-1.dist-info").mkdir()
    with pytest.raises(SbomError, match="not in the lock file: stranger"):
        bill(ONE, "1", tmp_path)


def test_the_same_lock_gives_the_same_bytes() -> None:
    assert bill(lock_text(), "1") == bill(lock_text(), "1")
    assert bill(ONE, "1") != bill(ONE, "2")


def test_a_licence_is_read_by_hand_only_where_the_metadata_name_none() -> None:
    names = {one.name for one in locked(lock_text())}
    by_hand = licences_by_hand()
    assert by_hand.keys() - names == set(), "no longer used"
    for name in by_hand:
        assert "License-Expression" not in importlib.metadata.metadata(name), name


def test_a_package_of_unknown_licence_ends_the_bill() -> None:
    with pytest.raises(SbomError, match="pyrage"):
        licence_of("pyrage", {})
    with pytest.raises(SbomError, match="no-such-package"):
        licence_of("no-such-package", {})


@pytest.mark.parametrize("line", ["rich", "rich==15", ONE[:-1], "rich>=15 --hash=sha256:" + "a" * 64])
def test_a_line_without_version_and_digest_is_refused(line: str) -> None:
    with pytest.raises(SbomError, match="line 2"):
        locked(f"# head\n{line}\n")
