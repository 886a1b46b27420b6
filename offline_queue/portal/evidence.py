"""What a sender believes of a dossier: what the daemon itself vouched for, or found out on receipt. No more.

The manifest says how the citizen was identified, but whoever can write the queue's file can write that too.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from offline_queue.contract.attestation import (
    Attestation,
    AttestationError,
    Attester,
    Confirmation,
    StaffAct,
    mark_of,
)
from offline_queue.contract.dossier import Manifest


class Assurance(StrEnum):
    """How far the requester's identity is believed."""

    VERIFIED = "verified"
    """The daemon verified this sign-in, and the requester is who signed in."""
    ON_RECEIPT = "on_receipt"
    """A token read offline: what checking it on receipt gave stands beside it."""
    SOMEBODY_ELSE = "somebody_else"
    """A verified account, but the requester of the form is another person."""
    UNPROVEN = "unproven"
    """It says that it was verified, and nothing proves it."""
    CHIP = "card_chip"
    """Data of a card's chip, whose signature the daemon verified; nobody compared who holds the card."""
    OTHER_CARD = "other_card"
    """Such data, but the requester of the form is another person."""
    CARD = "card"
    STAFF = "staff"
    NOBODY = "none"
    """Nobody was asked who they are."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the note for the officer may say."""

    requester: Assurance
    code_proven: bool
    """Whether the daemon saw a one-time code typed rightly for this dossier."""
    confirmation: Confirmation | None = None
    """Which member of staff saw who hands it in, by a badge that the daemon checked."""
    helped: Confirmation | None = None
    """Which member of staff filled it in, by a badge."""
    organisation_proven: bool = False
    """Whether the daemon verified an account of the organisation that the applicant acts for."""
    read_back: Confirmation | None = None
    """Which member of staff heard the citizen agree to what was read out, by a badge."""


def evidence_of(manifest: Manifest, attester: Attester) -> Evidence:
    """Tell what may be said of who hands this dossier in."""
    try:
        attested: Attestation | None = attester.read(manifest.identity.attestation)
    except AttestationError:
        attested = None
    if attested is not None and attested.reference_uid != manifest.reference_uid:
        # An attestation of another dossier proves nothing here: somebody may have moved it.
        attested = None
    helper = manifest.helper
    helped, read = (helper.confirmation, helper.read_back_confirmation) if helper else ("", "")
    return Evidence(
        _requester(manifest, attested),
        attested is not None and attested.code_accepted,
        _confirmation(manifest, attester, manifest.identity.confirmation, StaffAct.SEEN),
        helped=_confirmation(manifest, attester, helped, StaffAct.HELPED),
        read_back=_confirmation(manifest, attester, read, StaffAct.READ_BACK),
        organisation_proven=_organisation_proven(manifest, attested),
    )


def _organisation_proven(manifest: Manifest, attested: Attestation | None) -> bool:
    if manifest.organisation is None or attested is None or attested.method != "vneid":
        return False
    said = manifest.organisation
    if attested.organisation and attested.organisation != mark_of(said.name, said.role):
        # Its tax code under another name, or a delegate who says that they are its head.
        return False
    return attested.tax_code == said.tax_code


def _confirmation(manifest: Manifest, attester: Attester, text: str, act: StaffAct) -> Confirmation | None:
    """Give what a badge proves of this dossier; what somebody vouched for as another act proves nothing."""
    try:
        found = attester.read_confirmation(text)
    except AttestationError:
        return None
    return found if found.reference_uid == manifest.reference_uid and found.act is act else None


def _requester(manifest: Manifest, attested: Attestation | None) -> Assurance:
    identity = manifest.identity
    match identity.method:
        case "vneid_pending":
            return Assurance.ON_RECEIPT
        case "card_qr":
            return Assurance.CARD
        case "staff":
            return Assurance.STAFF
        case "none":
            return Assurance.NOBODY
    by_chip = identity.method == "card_chip"
    if attested is None or attested.personal_id != identity.personal_id:
        return Assurance.UNPROVEN
    if attested.method != ("chip" if by_chip else "vneid"):
        # A chip proves data and no person: it never stands for a verified account.
        return Assurance.UNPROVEN
    if attested.name and attested.name != mark_of(identity.full_name):
        return Assurance.UNPROVEN
    if attested.personal_id != manifest.applicant.personal_id or (
        attested.name and attested.name != mark_of(manifest.applicant.full_name)
    ):
        return Assurance.OTHER_CARD if by_chip else Assurance.SOMEBODY_ELSE
    return Assurance.CHIP if by_chip else Assurance.VERIFIED
