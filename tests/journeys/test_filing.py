"""A dossier from the welcome screen to the portal, with every device real."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from offline_queue.contract.dossier import sha256_of
from tests.journeys.citizen import Citizen
from tests.journeys.played import slips_of
from tests.journeys.script import PART, WISHES
from tests.journeys.world import World
from tests.session import words as events
from tests.session.words import SlipPhase, SubmitPhase
from tests.support.compare import SAME, likeness, pdf_pages
from tests.support.papers import Paper


def test_online(world: World, sheet: Paper) -> None:
    earlier, rated = slips_of(world), world.portal_state()["items"]
    with Citizen(world) as citizen:
        citizen.link("online")
        uid = citizen.file_all(sheet)
        parts = citizen.state.of(events.SubmissionState).parts
        citizen.until(lambda: citizen.state.of(events.SubmissionState).phase is SubmitPhase.SENT, "đã gửi")
        code = citizen.state.of(events.SubmissionState).official_code
        citizen.receipt(SlipPhase.PRINTED)
        assert citizen.state.of(events.Slips).appointment is SlipPhase.NOT_ASKED
        world.officer_receives(uid)
        citizen.until(lambda: citizen.state.of(events.Slips).appointment is SlipPhase.PRINTED, "Mẫu 01", 60.0)
        citizen.touch(events.Next(), events.Rated(4))
        assert citizen.state.step == "welcome"
        assert citizen.state.of(events.Signer).identity is None
        assert not citizen.state.of(events.Form).answers
        citizen.until(lambda: len(world.portal_state()["items"]) > len(rated), "the rating at the portal")
    row = world.wait_for_dossier(uid)
    assert (row["dossierNo"], row["submissions"], row["creations"]) == (code, 1, 1)
    assert {file["referenceUid"]: file["sha256"] for file in row["files"]} == {
        part.file_uid: part.sha256 for part in parts
    }
    scanned = next(part for part in parts if part.part_no == PART)
    content = world.file_at_portal(uid, scanned.file_uid)
    assert sha256_of(content) == scanned.sha256
    (page,) = pdf_pages(content)
    assert likeness(sheet.pixels, page) >= SAME
    assert codes_since(world, earlier) == {(code,)}
    (rating,) = world.portal_state()["items"][len(rated) :]
    assert uid not in str(rating)


@pytest.mark.long("a second whole journey")
def test_offline_then_delivered(world: World, sheet: Paper) -> None:
    earlier, filed = slips_of(world), world.portal_state()["dossiers"]
    world.keep_code()
    world.stop_portal()
    with Citizen(world) as citizen:
        citizen.link("offline")
        citizen.to_sign_in()
        world.show_kept_phone()
        citizen.until(lambda: citizen.state.of(events.SignIn).candidate is not None, "the pending notice")
        citizen.touch(events.GoOnUnverified())
        citizen.fill(WISHES)
        citizen.scan(sheet)
        citizen.to_code()
        assert citizen.state.of(events.CodeEntry).reason == "offline"
        citizen.enter_code()
        citizen.submit()
        uid = citizen.state.of(events.Filing).reference_uid
        provisional = citizen.state.of(events.SubmissionState).provisional_code
        citizen.receipt(SlipPhase.PRINTED)
    assert codes_since(world, earlier) == {(provisional,)}
    world.start_portal()
    row = world.wait_for_dossier(uid)
    assert row["dossierNo"]
    assert "khi ngoại tuyến" in row["applicantNote"]
    assert len(world.portal_state()["dossiers"]) == len(filed) + 1


def codes_since(world: World, earlier: Mapping[str, object]) -> set[tuple[str, ...]]:
    """The codes on each slip that the printer put out since then."""
    return {codes for name, codes in slips_of(world).items() if name not in earlier}
