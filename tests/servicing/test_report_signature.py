"""The signature beside the acceptance report: this kiosk's, for exactly this report, and for nothing else."""

from __future__ import annotations

import pyrage

from kiosk_app.servicing.report import is_signed_by, report_signature
from offline_queue.contract.envelope import OpeningKey
from offline_queue.store.export import signature_of, signer_of

REPORT = b"%PDF-1.7 report"


def _key() -> OpeningKey:
    return OpeningKey(str(pyrage.x25519.Identity.generate()))


def test_the_kiosk_signs_exactly_this_report() -> None:
    key = _key()
    signature = report_signature(REPORT, key)
    assert is_signed_by(REPORT, signature + "\n", signer_of(key))
    assert not is_signed_by(REPORT + b" ", signature, signer_of(key))
    assert not is_signed_by(REPORT, signature, signer_of(_key()))


def test_a_signature_for_something_else_does_not_fit() -> None:
    key = _key()
    assert not is_signed_by(REPORT, signature_of(key, REPORT), signer_of(key))


def test_what_is_no_signature_is_none() -> None:
    key = _key()
    for signature in ("", "zz", "00" * 64):
        assert not is_signed_by(REPORT, signature, signer_of(key))
    assert not is_signed_by(REPORT, report_signature(REPORT, key), "no key")
