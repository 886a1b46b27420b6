"""A dossier looked up: state and dates for everybody, contents for whom they concern, and never another's."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from offline_queue.contract import provisional_code
from offline_queue.contract.attestation import TICKET_HOLDS
from offline_queue.contract.clock import SystemClock
from offline_queue.contract.dossier import DeliveryState
from offline_queue.store.database import Database
from offline_queue.store.ending import Ending, EndingReason, end
from tests.offline_queue.support.dossiers import MARKER, PERSONAL_ID
from tests.offline_queue.support.portal_server import Call, PortalServer, Reply
from tests.offline_queue.support.running import eventually, running
from tests.offline_queue.support.sending_kiosk import (
    PROTOCOLS,
    SOMEBODY_ELSE,
    DossierKiosk,
    before_portal,
    known,
)

pytestmark = pytest.mark.mostly_long("by the other protocol", one_in=2)

ASKED = "Thiếu giấy chứng sinh"


@pytest.fixture(params=PROTOCOLS)
def kiosk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[DossierKiosk]:
    with before_portal(lambda portal: DossierKiosk(tmp_path, portal, request.param)) as made:
        yield made


def test_without_a_sign_in_nothing_but_state_and_dates(kiosk: DossierKiosk) -> None:
    with kiosk.running() as (_, client):
        code = kiosk.delivered(client)
        for asked in (code, code.lower(), kiosk.sent.manifest.provisional_code):
            found = client.look_up(asked)
            view = known(found.dossier)
            assert (found.result, view.fresh, view.own) == ("found", True, False)
            assert view.code == code
            assert view.due_at.startswith("2026-11-27T17:00")
            told = view.model_dump_json()
            assert MARKER not in told
            assert kiosk.sent.manifest.service_name not in told
            assert PERSONAL_ID not in told


def test_what_was_told_once_is_told_offline_too(kiosk: DossierKiosk) -> None:
    """A citizen saw a new date here: without a network they are not told the old one again."""
    kiosk.more["sync"] = {"status_every_s": 3_600.0}
    with kiosk.running() as (_, client):
        code = kiosk.delivered(client)
        # By itself it is asked about once more soon after its reception, and then not for an hour.
        for due in ("20261130170000", "20261201170000", "20261202170000"):
            _at_the_authority(kiosk, code, due)
            shown = known(client.look_up(code).dossier)
            assert (shown.fresh, shown.due_at[:10]) == (True, f"{due[:4]}-{due[4:6]}-{due[6:8]}")
            assert eventually(lambda told=shown.due_at: kiosk.outbox.show(kiosk.uid).due_at == told)  # type: ignore[misc]  # bound now
        kiosk.portal.fault = lambda _call: Reply(503, {})
        later = known(client.look_up(code).dossier)
        assert (later.fresh, later.due_at) == (False, shown.due_at)


def _at_the_authority(kiosk: DossierKiosk, code: str, due: str) -> None:
    """It is worked on there, until another day."""
    if kiosk.protocol == "dvcqg":
        kiosk.portal.national.rows[code] |= {"TrangThaiHoSo": "4", "NgayHenTra": due}
        return
    written = f"{due[6:8]}/{due[4:6]}/{due[:4]} 17:00:00"
    kiosk.portal.dossiers[kiosk.uid].update(dossierStatus="processing", dueDate=written)


def test_whom_it_concerns_is_told_the_contents(kiosk: DossierKiosk) -> None:
    with kiosk.running() as (_, client):
        code = kiosk.delivered(client)
        kiosk.portal.requests.about[kiosk.uid] = {
            "draft": {"uid": "d1", "fields": [{"name": "Họ tên", "value": MARKER}], "until": "2026-11-26"},
            "parts": [{"name": "Cấp thẻ BHYT", "state": "Chờ số định danh"}],
            "lateReason": "Chờ xác minh",
            "dueBefore": "2026-11-25T17:00:00+07:00",
        }
        view = known(client.look_up(code, kiosk.ticket()).dossier)
        assert view.own
        assert view.service_name == kiosk.sent.manifest.service_name
        assert view.filed is not None
        assert (view.filed.owner_name, view.filed.personal_id) == (MARKER, PERSONAL_ID)
        assert view.draft == (("Họ tên", MARKER),)
        assert view.parts == (("Cấp thẻ BHYT", "Chờ số định danh"),)
        assert (view.late_reason, view.due_before[:10]) == ("Chờ xác minh", "2026-11-25")


@pytest.mark.parametrize("named", ["another", "", None])
def test_what_is_told_of_another_dossier_is_not_shown_with_this_one(
    kiosk: DossierKiosk, named: str | None
) -> None:
    """A portal, or what stands between, mixed two answers up: a draft and results of somebody else."""
    with kiosk.running() as (_, client):
        code = kiosk.delivered(client)
        kiosk.portal.requests.about[kiosk.uid] = {
            "dossier": named,
            "draft": {
                "uid": "d1",
                "fields": [{"name": "Họ tên", "value": "Người Khác"}],
                "until": "2099-11-26",
            },
            "lateReason": "Người Khác",
            "results": [{"uid": "r1", "name": "Người Khác", "size": 3, "sha256": "0" * 64}],
        }
        view = known(client.look_up(code, kiosk.ticket()).dossier)
        assert (view.own, view.draft, view.results, view.late_reason) == (True, (), (), "")
        assert "Khác" not in view.model_dump_json()


def test_what_is_asked_for_is_told_to_whom_it_concerns_alone(kiosk: DossierKiosk) -> None:
    with kiosk.running() as (_, client):
        code = kiosk.delivered(client)
        listed = _asked_for(kiosk, code)
        view = known(client.look_up(code, kiosk.ticket()).dossier)
        assert (view.stage, view.words) == ("5", ASKED)
        assert view.asked_papers == ((("Giấy chứng sinh", "1"),) if listed else ())
        assert view.asked_at == ("2026-11-24T15:00:00+07:00" if listed else "")
        for ticket in ("", kiosk.ticket(SOMEBODY_ELSE)):
            other = known(client.look_up(code, ticket).dossier)
            assert (other.stage, other.words, other.asked_at, other.asked_papers) == ("5", "", "", ())


def _asked_for(kiosk: DossierKiosk, code: str) -> bool:
    """Papers are asked for there; whether that portal lists them and says when."""
    if kiosk.protocol != "dvcqg":
        kiosk.portal.dossiers[kiosk.uid].update(dossierStatus="waiting", lastActionNote=ASKED)
        return False
    request = {
        "NoiDungBoSung": ASKED,
        "NgayBoSung": "20261124150000",
        "DanhSachGiayToBoSung": [{"TenGiayTo": "Giấy chứng sinh", "SoLuong": "1"}],
    }
    kiosk.portal.national.rows[code].update(TrangThaiHoSo="5", DanhSachHoSoBoSung=[request])
    return True


def test_somebody_else_who_signed_in_is_told_no_more_than_nobody(kiosk: DossierKiosk) -> None:
    """The slip of somebody else."""
    with kiosk.running() as (_, client):
        code = kiosk.delivered(client)
        view = known(client.look_up(code, kiosk.ticket(SOMEBODY_ELSE)).dossier)
        assert not view.own
        assert MARKER not in view.model_dump_json()
        assert client.mine(kiosk.ticket(SOMEBODY_ELSE)).dossiers == ()


def test_a_list_of_other_people_says_nothing_of_whether_one_has_dossiers(kiosk: DossierKiosk) -> None:
    with kiosk.running() as (_, client):
        kiosk.delivered(client)
        for row in [*kiosk.portal.dossiers.values(), *kiosk.portal.national.rows.values()]:
            row["applicantIdNo"] = row["delegateIdNo"] = row["SoGiayToChuHoSo"] = "048190000077"
        listed: list[object] = [{"data": [row]} for row in kiosk.portal.dossiers.values()]
        listed += [{"error_code": 0, "data": [row]} for row in kiosk.portal.national.rows.values()]
        kiosk.portal.fault = lambda call: Reply(200, listed[0]) if _lists(call) else None
        assert client.mine(kiosk.ticket(SOMEBODY_ELSE)).result == "not_now"


def _lists(call: Call) -> bool:
    return "applicantIdNo" in call.path or b"soGiayTo" in call.body


def test_a_sign_in_that_is_over_is_told_as_that(kiosk: DossierKiosk) -> None:
    with kiosk.running() as (_, client):
        code = kiosk.delivered(client)
        assert client.look_up(code, kiosk.ticket(ago=TICKET_HOLDS + timedelta(seconds=1))).sign_in_over
        assert not client.look_up(code, kiosk.ticket()).sign_in_over
        assert not client.look_up(code, "").sign_in_over


@pytest.mark.parametrize("ticket", ["", "v1.x.y", "nonsense"])
def test_a_ticket_that_is_none_opens_nothing(kiosk: DossierKiosk, ticket: str) -> None:
    with kiosk.running() as (_, client):
        code = kiosk.delivered(client)
        assert not known(client.look_up(code, ticket).dossier).own
        assert client.mine(ticket).result == "sign_in"


def test_all_of_ones_own(kiosk: DossierKiosk) -> None:
    with kiosk.running() as (_, client):
        code = kiosk.delivered(client)
        mine = client.mine(kiosk.ticket())
        assert mine.result == "found"
        assert [one.code for one in mine.dossiers] == [code]
        assert all(one.own for one in mine.dossiers)


def test_what_was_last_known_is_told_with_its_time(kiosk: DossierKiosk) -> None:
    with kiosk.running() as (_, client):
        code = kiosk.delivered(client)
        kiosk.portal.fault = lambda _call: Reply(503, {"code": 503, "message": "maintenance"})
        view = known(client.look_up(code).dossier)
        assert not view.fresh
        assert view.told_at
        assert view.stage
        assert client.mine(kiosk.ticket()).dossiers[0].service_name == kiosk.sent.manifest.service_name


def test_what_was_not_sent_yet_is_told_so(kiosk: DossierKiosk) -> None:
    kiosk.portal.fault = lambda _call: Reply(503, {"code": 503, "message": "maintenance"})
    with kiosk.running() as (_, client):
        kiosk.outbox.submit(kiosk.sent)
        view = known(client.look_up(kiosk.sent.manifest.provisional_code).dossier)
        assert (view.stage, view.told_at, view.fresh) == ("", "", False)
        assert view.state is not DeliveryState.ACCEPTED


def test_what_ended_here_is_told_so(kiosk: DossierKiosk) -> None:
    kiosk.outbox.submit(kiosk.sent)
    database = Database.open(kiosk.folder / "queue" / "outbox.sqlite")
    end(database, kiosk.uid, Ending.WITHDRAWN, EndingReason.CITIZEN, SystemClock())
    database.close()
    with kiosk.running() as (_, client):
        view = known(client.look_up(kiosk.sent.manifest.provisional_code).dossier)
        assert view.ended == "withdrawn"


def test_what_was_erased_here_after_its_delivery_is_looked_up_as_anybodys(kiosk: DossierKiosk) -> None:
    """The kiosk's copy is gone by law, the authority goes on: its number tells of it here as elsewhere."""
    with kiosk.running() as (_, client):
        code = kiosk.delivered(client)
        database = Database.open(kiosk.folder / "queue" / "outbox.sqlite")
        end(database, kiosk.uid, Ending.ERASED, EndingReason.CITIZEN, SystemClock())
        database.close()
        for asked in (code, kiosk.sent.manifest.provisional_code):
            view = known(client.look_up(asked).dossier)
            assert (view.ended, view.fresh, view.code) == ("", True, code)
            assert MARKER not in view.model_dump_json()
        assert known(client.look_up(code, kiosk.ticket()).dossier).own
        assert client.fee(code).result != "not_now"


def test_a_number_that_is_another_dossiers_there_shows_nothing_of_that_one(kiosk: DossierKiosk) -> None:
    with kiosk.running() as (_, client):
        code = kiosk.delivered(client)
        for row in [*kiosk.portal.dossiers.values(), *kiosk.portal.national.rows.values()]:
            row["referenceUid"] = row["ThongTinKhac"] = "another"
            row["serviceName"] = row["TenTTHC"] = "Việc của người khác"
        view = known(client.look_up(code, kiosk.ticket()).dossier)
        assert not view.fresh
        assert "người khác" not in view.model_dump_json()


@pytest.mark.parametrize(
    ("code", "result"),
    [
        ("", "wrong_code"),
        ("xin chào", "wrong_code"),
        ("TAM-DN07-0001-0", "wrong_code"),
        ("TAM-" + "9" * 3_000, "wrong_code"),
        (provisional_code.make("DN07", 999), "unknown"),
        (provisional_code.make("HN22", 17), "other_kiosk"),
        ("H47.29.37-240812-0001", "other_province"),
        ("H17.99.01-240812-0001", "unknown"),
    ],
)
def test_codes_that_lead_nowhere_here(tmp_path: Path, code: str, result: str) -> None:
    with PortalServer() as portal:
        kiosk = DossierKiosk(tmp_path, portal, "opencps")
        with kiosk.running() as (_, client):
            found = client.look_up(code)
            assert (found.result, found.dossier) == (result, None)
        kiosk.outbox.close()


def test_trying_numbers_ends_soon(tmp_path: Path) -> None:
    with PortalServer() as portal:
        kiosk = DossierKiosk(tmp_path, portal, "opencps")
        with kiosk.running() as (_, client):
            results = [client.look_up(f"H17.99.01-240812-{n:04d}").result for n in range(14)]
        kiosk.outbox.close()
    assert results == ["unknown"] * 10 + ["too_often"] * 4


def test_a_portal_that_hangs_keeps_nobody_waiting(tmp_path: Path) -> None:
    """The screen's deadline is four seconds: the last known state comes before."""
    with PortalServer() as portal:
        kiosk = DossierKiosk(tmp_path, portal, "opencps")
        with running(tmp_path, kiosk.keys, portal, **{**kiosk.more, "read_timeout_s": 30.0}) as (_, client):
            code = kiosk.delivered(client)

            def hang(call: Call) -> Reply | None:
                if call.method == "GET" and call.path.endswith(code):
                    eventually(lambda: False, 6.0)
                return None

            portal.fault = hang
            view = known(client.look_up(code).dossier)
            assert not view.fresh
        kiosk.outbox.close()
