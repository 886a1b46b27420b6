"""What only the national portal's messages have: sessions, error codes, a number that another dossier has."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import timedelta

import pytest

from offline_queue.portal.dvcqg.session import AccountSession, DvcqgAddresses, DvcqgSession, error_code
from offline_queue.portal.port import Outgoing, OutgoingFile, PortalError, RecordKey
from offline_queue.portal.rate_limit import RateLimit
from offline_queue.portal.response_policy import Outcome
from offline_queue.portal.transport import Endpoint, Transport
from tests.offline_queue.support.adapters import Side, dvcqg
from tests.offline_queue.support.clock import FakeClock
from tests.offline_queue.support.dossiers import submission
from tests.offline_queue.support.portal_server import PASSWORD, USER, PortalServer

SENT = submission("TAM-DN07-0042-K", sizes=(5_000,))
NUMBER = "H17.99.01-261124-0042"
OUTGOING = Outgoing(SENT.manifest, "ghi chú", reserved_code=NUMBER)


@pytest.fixture
def side(server: PortalServer) -> Side:
    return dvcqg(server)


@pytest.mark.parametrize("success", [0, "0", "00"])
def test_success_is_compared_as_a_number(side: Side, server: PortalServer, success: object) -> None:
    server.national.success = success
    assert side.portal.register(OUTGOING).portal_id == NUMBER


def test_an_expired_session_is_renewed_once(side: Side, server: PortalServer) -> None:
    side.portal.register(OUTGOING)
    server.national.sessions.clear()
    side.portal.look_up(RecordKey(NUMBER, SENT.manifest.reference_uid))
    assert server.national.logins == 2


@pytest.mark.parametrize("suspended", [False, True])
def test_a_session_has_an_age(server: PortalServer, suspended: bool) -> None:
    """Suspended, the monotonic clock stands still; the wall clock tells the age then."""
    clock = FakeClock()
    endpoint = Endpoint(f"{server.root}/national", USER, PASSWORD)
    session = DvcqgSession(Transport(endpoint, clock, RateLimit(clock)), DvcqgAddresses("H17.99.01"))
    for _ in range(3):
        session.read("TraCuuHoSo", mahoso=NUMBER)
    assert server.national.logins == 1
    if suspended:
        clock.set_wall(clock.wall + timedelta(seconds=901))
    else:
        clock.ticks += 901.0
    session.read("TraCuuHoSo", mahoso=NUMBER)
    assert server.national.logins == 2


class Connections:
    """Two connections of one account, as sender and asker have them."""

    def __init__(self, server: PortalServer, expired: str = "") -> None:
        """`expired`: in which words the portal refuses a session that is over."""
        server.national.expired = expired or server.national.expired
        self.national, self.clock, self.account = server.national, FakeClock(), AccountSession()
        endpoint = Endpoint(f"{server.root}/national", USER, PASSWORD)
        self.sender, self.asker = (
            DvcqgSession(
                Transport(endpoint, self.clock, RateLimit(self.clock)),
                DvcqgAddresses("H17.99.01"),
                self.account,
            )
            for _ in range(2)
        )
        self.portal = self.national.answer

    def a_third_logs_in(self) -> None:
        """What the link's probe does from time to time."""
        session = self.portal("/auth", {"password": PASSWORD})["session"]
        self.account.keep(session, self.clock.monotonic(), self.clock.now())


def test_connections_do_not_end_each_others_session(server: PortalServer) -> None:
    """A portal that keeps one session for each account."""
    those = Connections(server)
    for _ in range(3):
        those.sender.read("TraCuuHoSo", mahoso=NUMBER)
        those.asker.read("TraCuuHoSo", mahoso=NUMBER)
    assert server.national.logins == 1


@pytest.mark.parametrize(("times", "answered"), [(1, True), (2, True), (99, False)])
def test_a_login_of_another_connection_meanwhile(
    server: PortalServer, monkeypatch: pytest.MonkeyPatch, times: int, answered: bool
) -> None:
    """Between a connection's login and its message another one logs in: that loses no message."""
    those = Connections(server)
    due = iter(range(times))
    asked: list[str] = []

    def overtaken(path: str, body: dict[str, object]) -> dict[str, object]:
        if path != "/auth":
            asked.append(path)
            if next(due, None) is not None:
                those.a_third_logs_in()
        return those.portal(path, body)

    monkeypatch.setattr(server.national, "answer", overtaken)
    if answered:
        assert those.asker.read("TraCuuHoSo", mahoso=NUMBER)["error_code"] == 0
        assert len(asked) == times + 1
    else:
        with pytest.raises(PortalError) as refused:
            those.asker.read("TraCuuHoSo", mahoso=NUMBER)
        assert refused.value.outcome is Outcome.BUSY, "nothing is given up for it"
        assert len(asked) < 10, "asked again without end"


NAMES_OF_AN_EXPIRED_SESSION = pytest.mark.parametrize("words", ["Session không hợp lệ", "Unauthorized"])


@NAMES_OF_AN_EXPIRED_SESSION
def test_a_login_whose_answer_comes_after_that_of_a_later_one(
    server: PortalServer, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    """The portal has the other connection's session by then; so have the connections."""
    those = Connections(server, words)
    late = iter([True])

    def overtaken(path: str, body: dict[str, object]) -> dict[str, object]:
        answer = those.portal(path, body)
        if path == "/auth" and next(late, False):
            those.clock.ticks += 0.1
            those.a_third_logs_in()
        return answer

    monkeypatch.setattr(server.national, "answer", overtaken)
    assert those.asker.read("TraCuuHoSo", mahoso=NUMBER)["error_code"] == 0
    assert those.sender.read("TraCuuHoSo", mahoso=NUMBER)["error_code"] == 0
    assert server.national.logins == 2


@NAMES_OF_AN_EXPIRED_SESSION
def test_a_later_login_whose_answer_is_still_on_its_way(
    server: PortalServer, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    """Nobody can know of it yet: a new session that is refused is no refusal of the message."""
    those = Connections(server, words)
    due = iter([True])

    def overtaken(path: str, body: dict[str, object]) -> dict[str, object]:
        if path != "/auth" and next(due, False):
            those.portal("/auth", {"password": PASSWORD})
        return those.portal(path, body)

    monkeypatch.setattr(server.national, "answer", overtaken)
    assert those.asker.read("TraCuuHoSo", mahoso=NUMBER)["error_code"] == 0


def test_a_refusal_is_believed_when_two_new_sessions_met_it(
    server: PortalServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    those = Connections(server)
    asked: list[str] = []

    def refuses(path: str, body: dict[str, object]) -> dict[str, object]:
        if path == "/auth":
            return those.portal(path, body)
        asked.append(path)
        return {"error_code": 7, "message": "Thiếu trường dữ liệu"}

    monkeypatch.setattr(server.national, "answer", refuses)
    with pytest.raises(PortalError) as refused:
        those.asker.read("TraCuuHoSo", mahoso=NUMBER)
    assert refused.value.outcome is Outcome.REJECTED
    assert (len(asked), server.national.logins) == (2, 2)


def test_wrong_credentials(side: Side, server: PortalServer) -> None:
    server.national.password = "another"
    with pytest.raises(PortalError) as refused:
        side.portal.register(OUTGOING)
    assert refused.value.outcome is Outcome.CREDENTIALS


def test_a_lookup_that_missed_it_ends_as_known(side: Side, server: PortalServer) -> None:
    """Between look-up and creation another attempt's creation came through."""
    original = server.national.answer
    blind = iter([True])

    def once_blind(path: str, body: dict[str, object]) -> dict[str, object]:
        if body.get("service") == "TraCuuHoSo" and next(blind, False):
            return {"error_code": 2, "message": "Không tìm thấy hồ sơ"}
        return original(path, body)

    side.portal.register(OUTGOING)
    server.national.answer = once_blind  # type: ignore[method-assign]  # the test's own portal
    assert side.portal.register(OUTGOING).portal_id == NUMBER
    assert server.national.creations == [NUMBER]


def test_a_number_of_another_dossier_is_not_written_over(side: Side, server: PortalServer) -> None:
    side.portal.register(OUTGOING)
    before = dict(server.national.rows[NUMBER])
    other = submission("TAM-DN07-0043-H", seed=2).manifest
    with pytest.raises(PortalError) as refused:
        side.portal.register(replace(OUTGOING, manifest=other))
    assert refused.value.outcome is Outcome.NUMBER_TAKEN
    assert server.national.rows[NUMBER] == before


def test_a_provisional_code_is_never_a_number(side: Side, server: PortalServer) -> None:
    nameless = replace(OUTGOING, reserved_code="")
    for call in (
        lambda: side.portal.register(nameless),
        lambda: side.portal.list_files(nameless),
        lambda: side.portal.send_file(OutgoingFile(nameless, SENT.manifest.parts[0], SENT.contents[0])),
        lambda: side.portal.submit(nameless),
    ):
        with pytest.raises(PortalError) as refused:
            call()
        assert refused.value.outcome is Outcome.NO_NUMBER
    assert server.calls == []


def test_what_the_authority_works_on_is_not_set_back(side: Side, server: PortalServer) -> None:
    side.portal.register(OUTGOING)
    side.portal.send_file(OutgoingFile(OUTGOING, SENT.manifest.parts[0], SENT.contents[0]))
    side.portal.submit(OUTGOING)
    server.national.rows[NUMBER]["TrangThaiHoSo"] = "4"
    assert side.portal.submit(OUTGOING).stage == "4"
    assert server.national.rows[NUMBER]["TrangThaiHoSo"] == "4"


def test_a_step_that_is_there_already_is_a_success(side: Side, server: PortalServer) -> None:
    """The answer to handing in was lost; the portal says so in its own way when it is asked again."""
    original = server.national.answer
    side.portal.register(OUTGOING)
    side.portal.send_file(OutgoingFile(OUTGOING, SENT.manifest.parts[0], SENT.contents[0]))
    before = side.portal.submit(OUTGOING)

    def known(path: str, body: dict[str, object]) -> dict[str, object]:
        if body.get("service") in {"DongBoHoSoMC", "CapNhatTienDoHoSoMC"}:
            return {"error_code": "-3", "message": unicodedata.normalize("NFD", "Tiến độ ĐÃ TỒN TẠI")}
        return original(path, body)

    server.national.answer = known  # type: ignore[method-assign]  # the test's own portal
    assert side.portal.submit(OUTGOING) == before


def test_a_supplement_is_told(side: Side, server: PortalServer) -> None:
    side.portal.register(OUTGOING)
    row = server.national.rows[NUMBER]
    row["TrangThaiHoSo"] = "5"
    row["DanhSachHoSoBoSung"] = [
        {"NoiDungBoSung": "cũ", "NgayBoSung": "20261120080000", "NgayTiepNhanBoSung": "20261121080000"},
        {"NoiDungBoSung": "Bổ sung bản sao", "NgayBoSung": "20261124080000", "NgayTiepNhanBoSung": ""},
    ]
    receipt = side.portal.look_up(RecordKey(NUMBER, SENT.manifest.reference_uid))
    assert (receipt.stage, receipt.supplement) == ("5", "Bổ sung bản sao")
    assert (receipt.asked_at, receipt.asked_papers) == ("2026-11-24T08:00:00+07:00", ())


@pytest.mark.parametrize(
    ("listed", "told"),
    [
        ([{"TenGiayTo": "Giấy chứng sinh", "SoLuong": "1"}], (("Giấy chứng sinh", "1"),)),
        ([{"TenGiayTo": "Giấy chứng sinh", "SoLuong": 2}], (("Giấy chứng sinh", "2"),)),
        ([{"TenGiayTo": "Giấy chứng sinh"}], (("Giấy chứng sinh", ""),)),
        ([{"TenGiayTo": "Giấy chứng sinh", "SoLuong": "vài"}], (("Giấy chứng sinh", ""),)),
        ([{"TenGiayTo": "Giấy chứng sinh"}, {"Khac": "Giấy cam đoan"}], ()),
        ([{"TenGiayTo": f"Giấy {number}"} for number in range(41)], ()),
        (["Giấy chứng sinh"], ()),
        ("Giấy chứng sinh", ()),
        (None, ()),
    ],
)
def test_papers_asked_for_are_listed_whole_or_not(
    side: Side, server: PortalServer, listed: object, told: object
) -> None:
    side.portal.register(OUTGOING)
    row = server.national.rows[NUMBER]
    row["DanhSachHoSoBoSung"] = [{"NoiDungBoSung": "Thiếu", "DanhSachGiayToBoSung": listed}]
    receipt = side.portal.look_up(RecordKey(NUMBER, SENT.manifest.reference_uid))
    assert (receipt.supplement, receipt.asked_at, receipt.asked_papers) == ("Thiếu", "", told)


def test_the_order_of_messages(side: Side, server: PortalServer) -> None:
    side.portal.register(OUTGOING)
    side.portal.send_file(OutgoingFile(OUTGOING, SENT.manifest.parts[0], SENT.contents[0]))
    side.portal.submit(OUTGOING)
    writes = [service for service in server.national.services if service != "TraCuuHoSo"]
    assert writes == ["DongBoHoSoMC", "DongBoHoSoMC", "CapNhatTienDoHoSoMC"]
    (file,) = server.national.rows[NUMBER]["TaiLieuNop"]
    assert file["DuongDanTaiTepTin"].endswith(SENT.manifest.parts[0].file_uid)


@pytest.mark.parametrize(
    ("value", "number"), [(0, 0), ("00", 0), ("-3", -3), (None, None), ("OK", None), (True, None)]
)
def test_error_codes(value: object, number: int | None) -> None:
    assert error_code({"error_code": value}) == number
