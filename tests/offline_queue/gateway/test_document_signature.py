"""A signature in a PDF fits or does not, and no bytes make the daemon stumble."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from offline_queue.gateway.document_signature import SignatureState, signature_of
from portal_sandbox.signing import SIGNER, signed


def plain_document() -> bytes:
    """Give a PDF of one empty page."""
    written = BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(written)
    return written.getvalue()


SIGNED = signed(plain_document())


def test_a_signed_document_names_its_signer() -> None:
    said = signature_of(SIGNED)
    assert (said.state, said.signer) == (SignatureState.INTACT, SIGNER)
    with pikepdf.open(BytesIO(SIGNED)) as pdf:
        assert pdf.Root.AcroForm.SigFlags == 3


def test_a_document_without_a_signature_says_so() -> None:
    assert signature_of(plain_document()).state is SignatureState.NONE


@pytest.mark.parametrize("place", [20, len(SIGNED) - 10])
def test_a_changed_byte_breaks_it(place: int) -> None:
    changed = bytearray(SIGNED)
    changed[place] ^= 1
    assert signature_of(bytes(changed)).state is SignatureState.BROKEN


def test_what_is_added_behind_it_is_said() -> None:
    said = signature_of(SIGNED + b"\n% added\n%%EOF\n")
    assert (said.state, said.signer) == (SignatureState.EXTENDED, SIGNER)


def test_a_range_beyond_the_document_is_broken() -> None:
    assert signature_of(SIGNED[:-5]).state is SignatureState.BROKEN


def test_a_signature_of_another_document_is_broken() -> None:
    other = bytearray(SIGNED)
    hole = SIGNED.index(b"/Contents <") + len(b"/Contents <")
    stranger = signed(plain_document(), "Ai đó khác").index(b"/Contents <") + len(b"/Contents <")
    another = signed(plain_document() + b"\n% another\n", "Ai đó khác")
    other[hole : hole + 2_000] = another[stranger : stranger + 2_000]
    assert signature_of(bytes(other)).state in (SignatureState.BROKEN, SignatureState.UNREAD)


def test_what_is_no_signature_in_the_hole_is_unread() -> None:
    hole = SIGNED.index(b"/Contents <") + len(b"/Contents <")
    empty = SIGNED[:hole] + b"0" * 400 + SIGNED[hole + 400 :]
    assert signature_of(empty).state is SignatureState.UNREAD


@pytest.mark.parametrize("algorithm", [b"0b", b"0c"], ids=["shake128", "shake256"])
def test_a_digest_of_no_fixed_length_is_unread(algorithm: bytes) -> None:
    """ASN.1 names SHAKE (2.16.840.1.101.3.4.2.11 and .12) as it does SHA-256 (.1)."""
    other = SIGNED.replace(b"0609608648016503040201", b"06096086480165030402" + algorithm)
    assert other != SIGNED
    assert signature_of(other).state is SignatureState.UNREAD


@given(st.data())
def test_no_bytes_are_taken_for_a_document_that_fits(data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(SIGNED) - 1))
    changed = bytearray(SIGNED)
    changed[place] = data.draw(st.integers(0, 255).filter(lambda one: one != SIGNED[place]))
    assert signature_of(bytes(changed)).signer in ("", SIGNER)


@given(st.binary(max_size=300))
def test_any_bytes_give_an_answer(content: bytes) -> None:
    assert signature_of(b"%PDF-1.7 /ByteRange [0 5 9 40] " + content).state in SignatureState
