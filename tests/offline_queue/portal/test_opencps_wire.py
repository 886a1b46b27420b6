"""The form of a dossier at an OpenCPS portal says how the citizen came and how the result is handed over."""

from __future__ import annotations

from typing import Any

import pytest

from offline_queue.contract.dossier import Applicant, IdentityEvidence, Organisation, PostAddress, StandIn
from offline_queue.portal.evidence import Assurance, Evidence
from offline_queue.portal.fields import note_for_officer
from offline_queue.portal.opencps.wire import form_of
from offline_queue.portal.port import Outgoing
from tests.offline_queue.support.dossiers import MARKER, PERSONAL_ID, submission


def form(**changes: Any) -> dict[str, str]:
    """The form of a dossier that differs in this."""
    return form_of(Outgoing(submission("TAM-DN07-0042-K", **changes).manifest, "ghi chú"))


@pytest.mark.parametrize("method", ["vneid_verified", "vneid_pending", "card_qr", "staff"])
def test_only_an_account_that_the_daemon_verified_is_online(method: str) -> None:
    """Whatever the manifest says of itself."""
    identity = IdentityEvidence.model_validate({"method": method, "personal_id": PERSONAL_ID})
    sent = submission("TAM-DN07-0042-K", identity=identity).manifest
    assert form_of(Outgoing(sent, ""))["online"] == "false"
    assert form_of(Outgoing(sent, "", own_account=True))["online"] == "true"


def test_who_files_for_somebody_else_is_told_apart() -> None:
    assert form()["isSameAsApplicant"] == "true"
    other = Applicant(full_name="Hồ Văn Nhum", personal_id="048062000111")
    made = form(owner=other)
    assert made["isSameAsApplicant"] == "false"
    assert (made["applicantName"], made["delegateName"]) == ("Hồ Văn Nhum", MARKER)


@pytest.mark.parametrize(("delivery", "post"), [("counter", "0"), ("post", "1"), ("online", "0")])
def test_the_post_is_asked_for_where_the_citizen_did(delivery: str, post: str) -> None:
    made = form(delivery=delivery)
    assert made["viaPostal"] == post
    assert bool(made["postalAddress"]) == (post == "1")


def test_the_post_brings_it_where_the_citizen_wrote() -> None:
    other = PostAddress(address="12 Lê Lợi, Huế", province_code="46")
    made = form(delivery="post", post_address=other)
    assert (made["postalAddress"], made["postalCityCode"]) == ("12 Lê Lợi, Huế", "46")


def test_a_provisional_code_is_never_sent_as_number() -> None:
    assert "dossierNo" not in form()


def test_what_stands_in_for_a_paper_is_told_to_the_officer() -> None:
    stand_ins = (
        StandIn(part_no="GTTT", name="Giấy tờ tùy thân", source="database"),
        StandIn(part_no="CS", name="Giấy chứng sinh điện tử", source="hospital"),
        StandIn(part_no="BT", name="Bằng tốt nghiệp", source="e_copy"),
    )
    manifest = submission("TAM-DN07-0042-K", stand_ins=stand_ins).manifest
    note = note_for_officer(manifest, "", Evidence(Assurance.VERIFIED, code_proven=True))
    assert "đề nghị khai thác cơ sở dữ liệu: Giấy tờ tùy thân." in note
    assert "do cơ sở y tế gửi: Giấy chứng sinh điện tử." in note
    assert "bản sao chứng thực điện tử trong kho dữ liệu của công dân: Bằng tốt nghiệp." in note


def test_an_organisation_is_the_requester_and_the_person_its_delegate() -> None:
    business = Organisation(name="Công ty A", tax_code="9900000016", kind="business", role="representative")
    owner = Applicant(full_name=business.name, personal_id="", address="Thôn Pà Dồn")
    made = form(organisation=business, owner=owner)
    assert (made["applicantIdType"], made["applicantIdNo"]) == ("business", "9900000016")
    assert (made["applicantName"], made["address"]) == ("Công ty A", "Thôn Pà Dồn")
    assert (made["delegateName"], made["delegateIdNo"]) == (MARKER, PERSONAL_ID)
    assert made["isSameAsApplicant"] == "false"
