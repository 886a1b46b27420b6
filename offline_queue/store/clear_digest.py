"""What tells the same dossier from another under one reference, in a column in the clear."""

from __future__ import annotations

import hmac
import json
from collections.abc import Mapping

from offline_queue.contract.dossier import Manifest

_PASSED_OVER: Mapping[str, bool | set[str]] = {
    "clock": True,
    "code": True,
    "provisional_code": True,
    "digest_key": True,
    "identity": {"attestation", "token"},
}
"""Fields that differ when the citizen taps twice, or signs in anew in between.

All others decide whether it is the same dossier: who the person is as well."""
_PASSED_OVER_BEFORE: Mapping[str, bool | set[str]] = {
    name: True for name, whole in _PASSED_OVER.items() if whole is True
}
"""What programs before passed over: a dossier of theirs may come again on a stick."""


def alike(manifest: Manifest) -> tuple[str, ...]:
    """Give the digests of the same dossier, the one to be stored first; "" for one without a key."""
    return tuple(_content_digest(manifest, one) for one in (_PASSED_OVER, _PASSED_OVER_BEFORE))


def _content_digest(manifest: Manifest, passed_over: Mapping[str, bool | set[str]]) -> str:
    """Give the digest of everything but what is passed over.

    Names and numbers can be guessed, so that a plain digest would let whoever holds the file try them out.
    The key stands in the sealed manifest alone.
    """
    if not manifest.digest_key:
        return ""
    stable = manifest.model_dump(mode="json", exclude=passed_over)
    text = json.dumps(stable, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hmac.digest(manifest.digest_key.encode(), text.encode(), "sha256").hex()
