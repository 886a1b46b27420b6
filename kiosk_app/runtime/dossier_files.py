"""From what the citizen gave to the files and the manifest of a dossier: pure functions."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from io import BytesIO
from typing import ClassVar

import pikepdf

from configuration.delivery_tables import KioskIdentity
from kiosk_app.catalogue.consent import ConsentNotice
from kiosk_app.catalogue.model import Component, Need
from kiosk_app.forms import export
from kiosk_app.forms.declaration import Heading, generated_declarations
from kiosk_app.forms.required_documents import required_documents
from kiosk_app.forms.totals import fee_total
from kiosk_app.identity.model import Identity, IdentityMethod
from kiosk_app.scanning.archive import PdfMetadata
from kiosk_app.scanning.pdf_binding import TooLargeError, bind_files
from kiosk_app.session.facts.filing import DossierContent
from kiosk_app.session.facts.helped import NOBODY, Helped, files_online
from offline_queue.contract.dossier import (
    ClockReading,
    CodeEvidence,
    ConsentRecord,
    Helper,
    IdentityEvidence,
    LinkedAuthority,
    Manifest,
    PartContent,
    PartInfo,
    StandIn,
    Submission,
)
from vietnam.letters import folded_words

_IDENTITY_NOTES = {
    IdentityMethod.VNEID_VERIFIED: "Danh tính đã được xác thực bằng VNeID{level}.",
    IdentityMethod.VNEID_PENDING: "Đã đưa mã VNeID; danh tính sẽ được kiểm tra khi tiếp nhận hồ sơ.",
    IdentityMethod.CARD_CHIP: "Điền từ chip trên thẻ căn cước; dữ liệu và người cầm thẻ sẽ được đối chiếu "
    "khi tiếp nhận hồ sơ.",
    IdentityMethod.CARD_QR: "Điền từ mã QR trên thẻ; danh tính sẽ được kiểm tra khi tiếp nhận hồ sơ.",
    IdentityMethod.STAFF: "Không đăng nhập; danh tính sẽ được kiểm tra khi tiếp nhận hồ sơ.",
}
_CHIP_CHECKED = (
    "Điền từ chip trên thẻ căn cước; dịch vụ gửi đã kiểm tra chữ ký của cơ quan cấp thẻ, kết quả nêu ở ghi "
    "chú gửi kèm hồ sơ; người cầm thẻ sẽ được đối chiếu khi tiếp nhận hồ sơ."
)
"""Only with the daemon's word: that the screen's own reader was content proves nothing to an officer."""
_UNVOUCHED = "Đã đưa mã VNeID nhưng kiosk không có xác nhận; danh tính sẽ được kiểm tra khi tiếp nhận hồ sơ."


class PaperTooLargeError(Exception):
    """One page of a paper is above the portal's limit for a file."""

    code: ClassVar[str] = TooLargeError.code

    def __init__(self, part_no: str) -> None:
        self.part_no = part_no
        super().__init__(f"{part_no} is too large for the portal")


class DeclarationTooLargeError(PaperTooLargeError):
    """A declaration is above the limit: nobody scanned it, and no page of it can be scanned again."""

    code = "declaration.too_large"


@dataclass(frozen=True, slots=True)
class PreparedDossier:
    """The files of a dossier, made and waiting for "Nộp hồ sơ"."""

    given: DossierContent
    provisional_code: str
    parts: tuple[PartInfo, ...]
    contents: tuple[bytes, ...]
    digest_key: str
    """See `Manifest.digest_key`."""
    saved_at: datetime | None = None

    def __repr__(self) -> str:
        return f"PreparedDossier({self.given.reference_uid}, {len(self.parts)} parts)"

    def signed_by(self, identity: Identity) -> PreparedDossier:
        """The same files, for the same person who signed in anew."""
        return replace(self, given=replace(self.given, identity=identity))

    def saved(self, at: datetime) -> PreparedDossier:
        """The same, once durable; the bytes are let go of, the queue has them."""
        return replace(self, saved_at=at, contents=())


def make_parts(
    given: DossierContent,
    provisional_code: str,
    kiosk: KioskIdentity,
    made_at: datetime,
    new_uid: Callable[[], str],
    max_bytes: int | None,
) -> PreparedDossier:
    """Make the declarations and one PDF a component, several where one would be above `max_bytes`.

    `max_bytes`: the portal's limit for one file. Raises `PaperTooLargeError`.
    """
    procedure = given.procedure
    heading = Heading(
        kiosk.authority_name,
        kiosk.place or kiosk.authority_name,
        made_at,
        provisional_code,
        identity_note(given.identity),
    )
    parts, contents = [], []
    for part_no, written in generated_declarations(procedure, given.answers, heading):
        if max_bytes is not None and len(written) > max_bytes:
            raise DeclarationTooLargeError(part_no)
        declaration = PartContent(written)
        form_data = export.form_data(procedure, given.answers) if part_no == procedure.form_part_no else ""
        parts.append(_info(procedure.component(part_no), declaration, new_uid(), form_data))
        contents.append(declaration)
    for part_no, pages in given.pages:
        component = procedure.component(part_no)
        about = PdfMetadata(component.short_name.vi, provisional_code, made_at)
        try:
            files = [PartContent(one) for one in bind_files(pages, about, max_bytes)]
        except TooLargeError as error:
            raise PaperTooLargeError(part_no) from error
        for number, content in enumerate(files, start=1):
            info = _info(component, content, new_uid(), "")
            name = file_name(component.short_name.vi, part_no, number if len(files) > 1 else 0)
            parts.append(info.model_copy(update={"file_name": name}))
            contents.append(content)
    return PreparedDossier(given, provisional_code, tuple(parts), tuple(contents), f"{new_uid()}{new_uid()}")


def make_submission(
    prepared: PreparedDossier,
    kiosk: KioskIdentity,
    notice: ConsentNotice,
    code: CodeEvidence,
    clock: ClockReading,
    attestation: str = "",
    confirmation: str = "",
    helped: Helped | None = None,
) -> Submission:
    """Put the manifest to the files.

    `attestation`: what the daemon vouches for, `confirmation`: that a member of staff saw the citizen; "" for
    nothing. `helped`: who filled it in for the citizen.
    """
    given, procedure = prepared.given, prepared.given.procedure
    acts_for = export.organisation(procedure, given.answers, given.identity.claims.get("organisation_kind"))
    manifest = Manifest(
        reference_uid=given.reference_uid,
        provisional_code=prepared.provisional_code,
        kiosk_id=kiosk.id,
        service_code=procedure.code,
        service_name=procedure.name.vi,
        service_version=procedure.version,
        template_no=procedure.template_no,
        form_version=procedure.form_version,
        linked=tuple(
            LinkedAuthority(
                code=one.code, name=one.name.vi, authority=one.authority.vi, waits_for=one.waits_for
            )
            for one in procedure.linked
        ),
        authority_code=kiosk.authority_code,
        authority_name=kiosk.authority_name,
        domain_code=procedure.domain_code,
        domain_name=procedure.domain_name.vi,
        summary=export.summary(procedure, given.answers),
        applicant=export.applicant(procedure, given.answers),
        owner=export.owner(procedure, given.answers),
        organisation=acts_for,
        delivery=export.delivery(procedure, given.answers),
        post_address=export.post_address(procedure, given.answers),
        copies=export.copies(procedure, given.answers),
        fee_vnd=fee_total(procedure, given.answers, online=files_online(given.identity, helped or NOBODY))
        or 0,
        identity=IdentityEvidence(
            method=given.identity.method.value,
            level=given.identity.level,
            by_phone=given.identity.by_phone,
            token=given.identity.token,
            personal_id=given.identity.claims.get("personal_id"),
            full_name=given.identity.claims.get("full_name"),
            attestation=attestation,
            confirmation=confirmation,
        ),
        helper=_helper(helped),
        code=code,
        consent=ConsentRecord(
            text_version=notice.version,
            text_sha256=notice.sha256,
            purpose=notice.purpose,
            given_at=given.consent_given_at,
            kiosk_id=kiosk.id,
        ),
        clock=clock,
        answers=given.answers,
        parts=prepared.parts,
        stand_ins=tuple(
            StandIn(
                part_no=one.part_no,
                component_code=one.code,
                name=one.short_name.vi,
                source=one.stand_in.value,
            )
            for one, need in required_documents(procedure, given.answers, given.identity.verified)
            if need is Need.FROM_DATABASE
        ),
        digest_key=prepared.digest_key,
    )
    return Submission(manifest=manifest, contents=prepared.contents)


def _helper(helped: Helped | None) -> Helper | None:
    if helped is None or not helped.kind:
        return None
    return Helper.model_validate(
        {
            "kind": helped.kind,
            "name": helped.name,
            "relation": helped.relation,
            "confirmation": helped.confirmation,
            "read_back": helped.read_back,
            "read_back_confirmation": helped.read_back_confirmation,
        }
    )


def identity_note(identity: Identity) -> str:
    """Say in Vietnamese how the person was identified, and that something was checked only if the daemon did.

    An officer believes the note that the daemon sends with the dossier, not this page.
    """
    if identity.method is IdentityMethod.CARD_CHIP and identity.chip_word:
        return _CHIP_CHECKED
    if identity.verified and not identity.ticket:
        return _UNVOUCHED
    level = f" (mức độ {identity.level})" if identity.level else ""
    return _IDENTITY_NOTES[identity.method].format(level=level)


def _info(component: Component, content: PartContent, file_uid: str, form_data: str) -> PartInfo:
    with pikepdf.open(BytesIO(content)) as document:
        pages = len(document.pages)
    return PartInfo(
        file_uid=file_uid,
        part_no=component.part_no,
        template_no=component.part_no,
        display_name=component.short_name.vi,
        file_name=file_name(component.short_name.vi, component.part_no),
        pages=pages,
        size=len(content),
        sha256=content.sha256,
        form_data=form_data,
        component_code=component.code,
        scanned=component.need is not Need.GENERATED,
    )


def file_name(name: str, part_no: str, number: int = 0) -> str:
    """Give an ASCII file name: "giay-xac-nhan-cu.pdf"; the part number when nothing is left of the name.

    `number`: which of several files of one paper it is, 0 where there is one.
    """
    words = "-".join(folded_words(name))[:60].strip("-")
    which = f"-{number}" if number else ""
    return (words or re.sub(r"[^A-Za-z0-9]+", "-", part_no).strip("-")) + f"{which}.pdf"
