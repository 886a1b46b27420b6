"""What the slips of a stored dossier say."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from configuration.delivery_tables import KioskIdentity
from kiosk_app.catalogue.model import Need
from kiosk_app.identity.model import Identity, IdentityMethod
from kiosk_app.runtime.slip_contents import appointment_of, receipt_of
from kiosk_app.session.facts.delivery import SubmissionState, SubmitPhase
from kiosk_app.session.facts.filing import DossierContent, PreparedPart
from kiosk_app.session.facts.helped import NOBODY, Helped
from portal_sandbox.people import ORGANISATIONS
from tests.catalogue.samples import offered, shipped
from tests.forms.test_household_businesses import filled
from tests.session.support import CLAIMS, page

NOW = datetime(2026, 11, 24, 1, 30, tzinfo=UTC)
LOOKUP = "https://dichvucong.gov.vn"
KIOSK = KioskIdentity(
    id="DN07",
    authority_code="H17.99.01",
    authority_name="UBND xã Nam Giang",
    province_code="48",
    commune_code="20707",
)
(PROCEDURE,) = offered({"1.004873": 15}, "1.004873").in_force(NOW.date())


BY_POST = "2"
"""Of the options of the delivery, see `blocks.yaml`."""


def stored(*scanned: str, answers: dict[str, str] | None = None) -> SubmissionState:
    """A dossier that an authority has received, with a page of each of these papers."""
    given = DossierContent(
        "uid",
        PROCEDURE,
        Identity(IdentityMethod.VNEID_VERIFIED, CLAIMS, level=2),
        answers or {},
        tuple((part_no, (page(part_no),)) for part_no in scanned),
        NOW,
    )
    return SubmissionState(
        phase=SubmitPhase.SENT,
        given=given,
        provisional_code="TAM-DN07-0042-K",
        official_code="H17.99.01-261124-0001",
        stored_at=NOW,
        due_at=datetime(2026, 11, 27, 10, 0, tzinfo=UTC),
    )


def test_both_slips_make_the_same_promise() -> None:
    receipt = receipt_of(stored(), KIOSK, LOOKUP, reprinted_at=None)
    appointment = appointment_of(stored(), KIOSK, LOOKUP, reprinted_at=None)
    assert receipt.promise == "Xin ngồi chờ, khoảng 15 phút sẽ gọi tên. Chậm nhất 17:00 ngày 27/11."
    assert appointment.promise == receipt.promise


def test_nothing_is_promised_before_the_portal_has_the_dossier() -> None:
    waiting = replace(stored(), official_code="", due_at=None)
    receipt = receipt_of(waiting, KIOSK, LOOKUP, reprinted_at=None)
    assert (receipt.promise, receipt.lookup_address) == ("", "")


def test_whoever_gets_the_result_by_post_is_not_asked_to_wait() -> None:
    by_post = stored(answers={PROCEDURE.delivery_field: BY_POST})
    receipt = receipt_of(by_post, KIOSK, LOOKUP, reprinted_at=None)
    assert receipt.promise == "Chậm nhất 17:00 ngày 27/11 có kết quả."


def test_only_originals_of_this_visit_are_to_be_handed_in() -> None:
    kept = next(one for one in PROCEDURE.components if one.part_no == "GXN_CU")
    assert kept.hand_in
    returned = next(one.part_no for one in PROCEDURE.components if not one.hand_in)
    for made in (receipt_of, appointment_of):
        assert made(stored(), KIOSK, LOOKUP, reprinted_at=None).hand_in == ()
        both = made(stored("GXN_CU", returned), KIOSK, LOOKUP, reprinted_at=None)
        assert both.hand_in == (kept.short_name.vi,)


def test_each_declaration_is_an_original_and_what_was_scanned_a_copy() -> None:
    """A linked group has a declaration for each authority; a reprint lists them alike."""
    procedure = shipped()["3.000722"]
    parts = tuple(
        PreparedPart(one.part_no, one.part_no, one.short_name.vi, 1, 1000, "")
        for one in procedure.components
        if one.need is Need.GENERATED or one.part_no == "CHUNG_SINH"
    )
    submission = stored()
    assert submission.given is not None
    sent = replace(submission, given=replace(submission.given, procedure=procedure), parts=parts)
    listed = appointment_of(sent, KIOSK, LOOKUP, reprinted_at=None).papers
    assert len(listed) > 3
    assert [(one.originals, one.copies) for one in listed] == [
        (0, 1) if part.part_no == "CHUNG_SINH" else (1, 0) for part in parts
    ]


def test_the_counter_is_called_as_configured() -> None:
    kiosk = KIOSK.model_copy(update={"centre_name": "Bộ phận Một cửa"})
    appointment = appointment_of(stored(), kiosk, LOOKUP, reprinted_at=None)
    assert appointment.authority.centre == "Bộ phận Một cửa"
    assert appointment.delivery == "Bộ phận Một cửa, UBND xã Nam Giang"
    assert appointment_of(stored(), KIOSK, LOOKUP, reprinted_at=None).delivery.startswith("Trung tâm Phục vụ")


def test_the_confirmation_names_the_organisation_that_is_filed_for() -> None:
    household = next(iter(ORGANISATIONS.values()))
    procedure, answers = filled("2.000720", household.representative, household.tax_code)
    submission = stored()
    assert submission.given is not None
    filed = replace(submission, given=replace(submission.given, procedure=procedure, answers=answers))
    receipt = receipt_of(filed, KIOSK, LOOKUP, reprinted_at=None)
    assert receipt.owner_name == household.name
    assert receipt_of(submission, KIOSK, LOOKUP, reprinted_at=None).owner_name == ""


def test_the_confirmation_names_who_helped() -> None:
    relative = Helped("relative", "Zơrâm Văn Nhung", "Con")
    receipt = receipt_of(stored(), KIOSK, LOOKUP, reprinted_at=None, helped=relative)
    assert (receipt.helper_name, receipt.helper_is_staff) == ("Zơrâm Văn Nhung", False)
    staff = Helped("staff", "Alăng Thị Mới", confirmation="word")
    receipt = receipt_of(stored(), KIOSK, LOOKUP, reprinted_at=None, helped=staff)
    assert (receipt.helper_name, receipt.helper_is_staff) == ("Alăng Thị Mới", True)
    assert receipt_of(stored(), KIOSK, LOOKUP, reprinted_at=None).helper_name == ""


@pytest.mark.parametrize(
    ("method", "helped", "fee_vnd"),
    [
        (IdentityMethod.VNEID_VERIFIED, NOBODY, 10_000),
        (IdentityMethod.VNEID_PENDING, NOBODY, 10_000),
        (IdentityMethod.VNEID_VERIFIED, Helped(kind="relative", name="Hồ Văn Ba"), 20_000),
        (IdentityMethod.CARD_QR, NOBODY, 20_000),
        (IdentityMethod.STAFF, NOBODY, 20_000),
    ],
)
def test_the_fee_is_that_of_the_way_the_dossier_goes(
    method: IdentityMethod, helped: Helped, fee_vnd: int
) -> None:
    submission = _filed("1.004222", {}, Identity(method, CLAIMS))
    receipt = receipt_of(submission, KIOSK, LOOKUP, reprinted_at=None, helped=helped)
    assert receipt.fee_vnd == fee_vnd
    assert ("20.000 đồng" in receipt.fee_note) is (fee_vnd == 20_000)


def test_copies_are_told_with_their_price_where_the_rest_is_not_known() -> None:
    copies = {"CapBanSao": "Có", "SoLuong": "2"}
    identity = Identity(IdentityMethod.VNEID_VERIFIED, CLAIMS)
    birth = receipt_of(_filed("1.001193", copies, identity), KIOSK, LOOKUP, reprinted_at=None)
    assert (birth.fee_vnd, "8.000 đồng/bản" in birth.fee_note) == (0, True)
    wedding = receipt_of(_filed("1.000894", copies, identity), KIOSK, LOOKUP, reprinted_at=None)
    assert (wedding.fee_vnd, "8.000 đồng/bản" in wedding.fee_note) == (16_000, True)
    without = receipt_of(_filed("1.000894", {}, identity), KIOSK, LOOKUP, reprinted_at=None)
    assert (without.fee_vnd, without.fee_note) == (0, "Miễn lệ phí.")


def _filed(code: str, answers: dict[str, str], identity: Identity) -> SubmissionState:
    submission = stored(answers=answers)
    assert submission.given is not None
    return replace(submission, given=replace(submission.given, procedure=shipped()[code], identity=identity))
