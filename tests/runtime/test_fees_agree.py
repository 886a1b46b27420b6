"""Every place that tells a fee tells the same one: by procedure, province, channel, day and answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from kiosk_app import composition
from kiosk_app.catalogue.condition import ALWAYS
from kiosk_app.catalogue.consent import load_notice
from kiosk_app.catalogue.entry import ChannelKind
from kiosk_app.catalogue.fees import fees_and_time
from kiosk_app.catalogue.guide import guide_of
from kiosk_app.catalogue.installed import offered_procedures
from kiosk_app.catalogue.model import Catalogue, Procedure
from kiosk_app.catalogue.store import CatalogueStore, open_store
from kiosk_app.composition import NOTICE
from kiosk_app.identity.model import Identity, IdentityMethod
from kiosk_app.runtime.dossier_files import PreparedDossier, make_submission
from kiosk_app.runtime.slip_contents import guide_slip_of, receipt_of
from kiosk_app.session.facts.delivery import SubmissionState, SubmitPhase
from kiosk_app.session.facts.filing import DossierContent, Filing, Form
from kiosk_app.session.facts.payment import WaysToPay
from kiosk_app.session.facts.signer import Signer
from kiosk_app.session.kernel import events
from kiosk_app.session.steps.confirmation import fee_due
from kiosk_app.technician.try_procedure import Circumstances, report
from kiosk_app.ui.screens.procedures.view import ProceduresView
from kiosk_app.ui.screens.read_aloud.view import ReadAloudView
from kiosk_app.ui.screens.review.view import ReviewView
from offline_queue.contract.dossier import ClockReading, CodeEvidence
from tests.catalogue.samples import shipped
from tests.forms.made_up import made_up
from tests.runtime.workbench import KIOSK
from tests.session.support import CLAIMS, Driver
from vietnam.bilingual import money_in
from vietnam.time_zone import VIETNAM

HAI_PHONG, DA_NANG = "31", "48"
TURN = date(2026, 8, 8)
"""Hải Phòng's own fees begin."""
DAYS = (TURN - timedelta(days=1), TURN)
WAYS = {True: IdentityMethod.VNEID_VERIFIED, False: IdentityMethod.CARD_QR}
COPIES = {"CapBanSao": "Có", "SoLuong": "3"}


@pytest.fixture(scope="module")
def store(compiled_catalogue: Path) -> Iterator[CatalogueStore]:
    """The catalogue that ships, compiled."""
    opened = open_store(compiled_catalogue)
    yield opened
    opened.close()


@cache
def _screen(file: Path, province: str) -> Catalogue:
    """What the screens of a kiosk of that province offer."""
    return offered_procedures(file, province=province)


def _at(file: Path, province: str, day: date) -> Driver:
    """A kiosk of that province on that day."""
    ways: dict[type, object] = {WaysToPay: WaysToPay(takes=("cash",))}
    driver = Driver(None, *_screen(file, province).versions, settings=ways)
    driver.wall_clock = datetime(day.year, day.month, day.day, 9, 0, tzinfo=VIETNAM)
    return driver


def _everywhere(file: Path, code: str) -> Iterator[tuple[str, date, Driver, Procedure]]:
    """Give each province and day, a kiosk there, and the procedure as it has it then."""
    for province in (HAI_PHONG, DA_NANG):
        for day in DAYS:
            driver = _at(file, province, day)
            yield province, day, driver, next(one for one in driver.context.procedures() if one.code == code)


def _answered(code: str, *, copies: bool) -> dict[str, str]:
    procedure = shipped()[code]
    return _made_up(code) | (COPIES if copies and procedure.copies_field == "SoLuong" else {})


@cache
def _made_up(code: str) -> dict[str, str]:
    return made_up(shipped()[code])


def _told(
    driver: Driver, procedure: Procedure, answers: dict[str, str], *, online: bool
) -> tuple[dict[str, int | None], dict[str, str]]:
    """Give what each place says once all is answered: the sum, and the words where there is none."""
    identity = Identity(WAYS[online], CLAIMS)
    now = driver.wall_clock
    given = DossierContent("uid", procedure, identity, answers, (), now)
    sent = SubmissionState(
        SubmitPhase.SENT, given=given, stored_at=now, official_code="H17.99.01-261128-0001"
    )
    state = driver.state.put(Filing("uid", procedure), Form(answers=answers), Signer(identity), sent)
    review: dict[str, Any] = ReviewView.project(cast("Any", None), replace(state, step="review"))
    aloud: dict[str, Any] = ReadAloudView.project(cast("Any", None), replace(state, step="read_aloud"))
    slip = receipt_of(sent, KIOSK, "", reprinted_at=None)
    notice = load_notice(NOTICE, KIOSK.authority_name, KIOSK.phone)
    row = make_submission(
        PreparedDossier(given, "TAM-DN07-0042-K", (), (), "0" * 64, now),
        KIOSK,
        notice,
        CodeEvidence(method="touch"),
        ClockReading(made_at=now, doubtful=False),
    ).manifest
    sums: dict[str, int | None] = {
        "review": _number(review["fee"]),
        "read aloud": _number(aloud["fee"]),
        "slip": slip.fee_vnd,
        "portal's row": row.fee_vnd,
        "payment": fee_due(driver.context, state),
    }
    return sums, {"review": review["feeSaid"], "read aloud": aloud["feeSaid"], "slip": slip.fee_note}


def _number(words: str) -> int:
    return int(words.removesuffix(" đồng").replace(".", "")) if words else 0


@pytest.mark.parametrize("code", sorted(shipped()))
def test_every_place_tells_the_fee_of_that_province_channel_and_day(
    store: CatalogueStore, compiled_catalogue: Path, code: str
) -> None:
    for province, day, driver, procedure in _everywhere(compiled_catalogue, code):
        entry = store.entry(code, day)
        assert entry is not None
        for online in (True, False):
            counter = Circumstances(province, driver.wall_clock, verified=online)
            for copies in {shipped()[code].copies_field == "SoLuong", False}:
                answers = _answered(code, copies=copies)
                tried = report(shipped()[code], answers, entry, store.fees, counter)["fee"]
                sums, words = _told(driver, procedure, answers, online=online)
                assert set(sums.values()) == {tried["vnd"] or 0}, (province, day, online, copies, sums)
                for place, said in words.items():
                    if place != "slip" and tried["vnd"]:
                        assert not said, (place, province, day, online)
                    elif tried["vnd"] is None:
                        assert all(one.rstrip(".") in said for one in _sentences(tried["said"])), place


def _sentences(said: list[str]) -> list[str]:
    """What is no amount: the confirmation names amounts in its sum alone."""
    return [one for one in said if not one.endswith(("đồng", "đồng/bản"))]


@pytest.mark.parametrize("code", sorted(shipped()))
def test_what_is_told_beforehand_is_what_the_screen_asks_for_later(
    store: CatalogueStore, compiled_catalogue: Path, code: str
) -> None:
    for province, day, driver, procedure in _everywhere(compiled_catalogue, code):
        guide = guide_of(store, code, province, day)
        assert guide is not None
        slip = "; ".join(guide_slip_of(guide, KIOSK, day).fees)
        fees = [fee for fee in procedure.fees if fee.when == ALWAYS]
        assert len(guide.fees) == len(fees) > 0
        for fee in fees:
            if fee.amount_vnd is None:
                assert fee.waived.vi in slip
            else:
                amount = money_in(fee.amount_vnd, "vi") if fee.amount_vnd else "Miễn phí"
                assert amount in slip, (province, day)
        tile = _tile(driver, code)
        online = [fee for fee in fees if fee.channel != "counter"]
        if all(fee.amount_vnd is not None for fee in online):
            amounts = [money_in(fee.amount_vnd, "vi") if fee.amount_vnd else "miễn phí" for fee in online]
            assert all(one in tile for one in amounts), (province, day, tile)
        else:
            assert tile == "", (province, day)


def _tile(driver: Driver, code: str) -> str:
    """What the list of procedures says of its fee."""
    driver.send(events.Begin())
    shown = ProceduresView.project(cast("Any", None), driver.state)
    return next(str(one["fee"]) for one in shown["tiles"] if one["code"] == code)


@pytest.mark.parametrize("code", sorted(shipped()))
def test_the_amount_is_that_of_the_table_where_it_has_one(
    store: CatalogueStore, compiled_catalogue: Path, code: str
) -> None:
    for province, day, _driver, procedure in _everywhere(compiled_catalogue, code):
        entry = store.entry(code, day)
        assert entry is not None
        for online, kind in ((True, ChannelKind.ONLINE), (False, ChannelKind.COUNTER)):
            table = fees_and_time(store.fees, entry, province, kind, day)
            if not table.laws or any(one.per == "trang" for one in table.fees):
                continue
            ways = ("", "online" if online else "counter")
            fees = [one for one in procedure.fees if one.when == ALWAYS and one.channel in ways]
            assert [one.amount_vnd for one in fees] == [one.amount_vnd for one in table.fees]


@pytest.mark.parametrize(
    ("province", "day", "online", "total", "words"),
    [
        (HAI_PHONG, TURN - timedelta(days=1), True, None, "Hội đồng nhân dân"),
        (HAI_PHONG, TURN, True, 0, "23/2026/NQ-HĐND"),
        (HAI_PHONG, TURN, False, 5_000, "Miễn cho: người thuộc gia đình có công"),
        (DA_NANG, TURN, True, None, "Hội đồng nhân dân"),
    ],
)
def test_hai_phong_takes_nothing_online_from_its_day_on(
    compiled_catalogue: Path, province: str, day: date, online: bool, total: int | None, words: str
) -> None:
    driver = _at(compiled_catalogue, province, day)
    procedure = next(one for one in driver.context.procedures() if one.code == "1.004873")
    sums, said = _told(driver, procedure, _answered("1.004873", copies=False), online=online)
    assert set(sums.values()) == {total or 0}
    assert words in said["slip"]
    assert bool(said["review"]) is (not total)
    assert ("Miễn phí" in said["review"]) is (total == 0)
    assert ("nếu nộp trực tuyến" in _tile(driver, "1.004873")) is (province == HAI_PHONG and day >= TURN)


def test_the_fee_changes_at_midnight_between_two_citizens(compiled_catalogue: Path) -> None:
    driver = _at(compiled_catalogue, HAI_PHONG, TURN)
    found = []
    for moment in (datetime(2026, 8, 7, 23, 59, tzinfo=VIETNAM), datetime(2026, 8, 8, 0, 0, tzinfo=VIETNAM)):
        driver.wall_clock = moment
        (one,) = (one for one in driver.context.procedures() if one.code == "1.004873")
        found.append([fee.amount_vnd for fee in one.fees])
    assert found == [[None], [5_000, 0]]


def test_each_day_has_one_version_of_each_procedure(compiled_catalogue: Path) -> None:
    cut, whole = _screen(compiled_catalogue, HAI_PHONG), offered_procedures(compiled_catalogue)
    assert len(cut.versions) > len(whole.versions)
    for day in (date(2025, 7, 1), date(2026, 1, 1), *DAYS, date(2027, 3, 1), date(2030, 1, 1)):
        now = [(one.code, one.version) for one in cut.in_force(day)]
        assert now == [(one.code, one.version) for one in whole.in_force(day)]


def test_a_kiosk_offers_by_the_fees_of_its_own_province(compiled_catalogue: Path) -> None:
    chosen = SimpleNamespace(offered=("1.004873",), promises={})
    for province, amounts in ((HAI_PHONG, [5_000, 0]), (DA_NANG, [None])):
        settings = SimpleNamespace(
            catalogue=chosen, kiosk=KIOSK.model_copy(update={"province_code": province})
        )
        (one,) = composition._offered(cast("Any", settings), compiled_catalogue).in_force(TURN)
        assert [fee.amount_vnd for fee in one.fees] == amounts
