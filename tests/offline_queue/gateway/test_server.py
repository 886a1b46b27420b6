"""The socket: whoever hangs, lies or floods on one side harms nobody on the other."""

from __future__ import annotations

import contextlib
import dataclasses
import json
import socket
import threading
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from offline_queue.contract.appointment_messages import AppointmentTold
from offline_queue.contract.attestation import Attester
from offline_queue.contract.dossier import DeliveryState
from offline_queue.contract.due_messages import DueServicesAnswer
from offline_queue.contract.fee_messages import FeeTold
from offline_queue.contract.gateway_client import GatewayClient, GatewayUnavailable
from offline_queue.contract.look_up_messages import LookedUp, Mine
from offline_queue.contract.messages import MAX_LINE, DossierNews, HelpParams, LinkState, Status
from offline_queue.contract.sign_in_messages import ChipChecked, PhoneSignInBegun, Verified
from offline_queue.gateway.badges import Badges
from offline_queue.gateway.code_guard import CodeGuard
from offline_queue.gateway.hub import Hub
from offline_queue.gateway.quotas import MOST_CLIENTS
from offline_queue.gateway.request_handler import RequestHandler, RequestRefusedError
from offline_queue.gateway.server import GatewayServer, MayTalk
from offline_queue.gateway.sign_ins import SignIns
from tests.offline_queue.support.clock import FakeClock
from tests.offline_queue.support.codes import CodeMachine as Identity
from tests.offline_queue.support.codes import memory_store
from tests.offline_queue.support.results import NoResults
from tests.offline_queue.support.running import eventually
from tests.offline_queue.support.service import ServiceKiosk
from tests.offline_queue.support.visits import NoVisits

STATUS = Status(link=LinkState.ONLINE, identity_service=True, clock_doubtful=False, accepting=True)


def _handler(hold: threading.Event | None = None) -> RequestHandler:
    def verify(token: str) -> Verified:
        if hold is not None:
            hold.wait(10)
        return Verified(
            result="verified", level=2, claims={"full_name": token, "personal_id": "048090000001"}
        )

    store = memory_store(FakeClock())
    guard = CodeGuard(Identity(), store)
    news = {"known": DossierNews(reference_uid="known", state=DeliveryState.ACCEPTED, official_code="H17")}
    sign_ins = SignIns(verify, guard, store, Attester(b"k" * 32), FakeClock())
    badges = Badges((), Attester(b"k" * 32), store, FakeClock())
    return RequestHandler(
        lambda: STATUS,
        sign_ins,
        guard,
        news.get,
        lambda _by_hand: None,
        lambda _asked: None,
        lambda _asked: LookedUp(result="not_now"),
        lambda _asked: Mine(result="not_now"),
        lambda _asked: DueServicesAnswer(result="not_now"),
        badges.check,
        lambda _asked: ChipChecked(result="unavailable"),
        lambda: PhoneSignInBegun(result="unavailable"),
        lambda _asked: Verified(result="expired"),
        ServiceKiosk().service_mode,
        lambda _asked: FeeTold(result="not_now"),
        NoResults(),
        NoVisits(),
        lambda _asked: AppointmentTold(result="not_now"),
    )


@contextlib.contextmanager
def _serving(
    folder: Path, handler: RequestHandler, *, deadline_s: float = 0.3, may_talk: MayTalk | None = None
) -> Iterator[tuple[Path, Hub]]:
    hub = Hub()
    path = folder / "sync.sock"
    server = GatewayServer(path, handler, hub, deadline_s=deadline_s, may_talk=may_talk)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        yield path, hub
    finally:
        server.stop()
        thread.join(10)
    assert not thread.is_alive()
    assert not path.exists()


def _connect(path: Path) -> socket.socket:
    raw = socket.socket(socket.AF_UNIX)
    raw.settimeout(5)
    raw.connect(str(path))
    return raw


def test_questions_and_answers(tmp_path: Path) -> None:
    with _serving(tmp_path, _handler()) as (path, _):
        client = GatewayClient(path, 5)
        assert client.status() == STATUS
        verified = client.verify_token("t")
        assert verified.claims["full_name"] == "t"
        assert client.request_code("uid", "048090000001", ticket=verified.ticket).result == "sent"
        assert client.check_code("uid", "123456").result == "accepted"
        assert client.attest("uid", verified.ticket).startswith("v1.")
        known = client.news("known")
        assert known is not None
        assert known.official_code == "H17"
        assert client.news("other") is None
        client.wake()
        assert path.stat().st_mode & 0o777 == 0o660


def test_a_call_for_help_is_told_to_whoever_listens_and_not_taken_for_news(tmp_path: Path) -> None:
    asked: list[HelpParams] = []
    with _serving(tmp_path, replace(_handler(), help=asked.append)) as (path, hub), _connect(path) as raw:
        raw.sendall(b'{"v": 1, "id": 1, "method": "subscribe", "params": {}}\n')
        assert b'"ok":true' in raw.recv(1000)
        GatewayClient(path, 5).help(wanted=True, step="scan")
        assert asked == [HelpParams(wanted=True, step="scan")]
        hub.tell(asked[0])
        told = json.loads(raw.recv(1000))
    assert (told["event"], told["data"]) == ("help", {"wanted": True, "step": "scan"})


def test_clients_that_say_nothing_hold_up_nobody(tmp_path: Path) -> None:
    with _serving(tmp_path, _handler()) as (path, _):
        silent = [_connect(path) for _ in range(MOST_CLIENTS - 1)]
        half = silent[0]
        half.sendall(b'{"v": 1, ')
        assert GatewayClient(path, 5).status() == STATUS
        assert half.recv(100) == b""
        for other in silent:
            other.close()


def test_a_call_that_hangs_holds_up_nobody(tmp_path: Path) -> None:
    hold = threading.Event()
    with _serving(tmp_path, _handler(hold)) as (path, _):
        hung = threading.Thread(target=lambda: GatewayClient(path, 10).verify_token("t"))
        hung.start()
        assert GatewayClient(path, 5).status() == STATUS
        with pytest.raises(GatewayUnavailable):
            GatewayClient(path, 0.1).verify_token("t")
        hold.set()
        hung.join(10)


def test_more_clients_than_places(tmp_path: Path) -> None:
    with _serving(tmp_path, _handler(), deadline_s=5) as (path, _):
        crowd = [_connect(path) for _ in range(MOST_CLIENTS + 4)]
        # The newcomers get the places of the oldest.
        assert crowd[0].recv(10) == b""
        assert _answers(path)
        for one in crowd:
            one.close()


def test_idle_listeners_take_no_answer_from_anybody(tmp_path: Path) -> None:
    with _serving(tmp_path, _handler(), deadline_s=5) as (path, _):
        listeners = [_connect(path) for _ in range(MOST_CLIENTS)]
        for one in listeners:
            one.sendall(b'{"v": 1, "id": 1, "method": "subscribe", "params": {}}\n')
        assert all(_answers(path) for _ in range(40))
        for one in listeners:
            one.close()


def _answers(path: Path) -> bool:
    try:
        return GatewayClient(path, 1).status() == STATUS
    except GatewayUnavailable:
        return False


def test_too_long_a_line(tmp_path: Path) -> None:
    with _serving(tmp_path, _handler()) as (path, _):
        raw = _connect(path)
        with contextlib.suppress(OSError):
            raw.sendall(b"x" * (MAX_LINE * 3))
        with contextlib.suppress(ConnectionResetError):
            assert raw.recv(100) == b""
        assert GatewayClient(path, 5).status() == STATUS


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.one_of(
        st.binary(max_size=200),
        st.recursive(
            st.none() | st.integers() | st.text(max_size=10),
            lambda inner: (
                st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3)
            ),
            max_leaves=10,
        ).map(lambda value: json.dumps(value).encode()),
        st.dictionaries(st.sampled_from(["v", "id", "method", "params"]), st.just(1)).map(
            lambda value: json.dumps(value).encode()
        ),
    )
)
def test_any_line_gets_an_answer_or_an_end(tmp_path: Path, line: bytes) -> None:
    with _serving(tmp_path, _handler()) as (path, _):
        raw = _connect(path)
        raw.sendall(line.replace(b"\n", b" ") + b"\n")
        answer = raw.recv(10_000)
        raw.close()
        assert json.loads(answer)["ok"] is False
        assert GatewayClient(path, 5).status() == STATUS


def test_strangers_are_refused(tmp_path: Path) -> None:
    asked: list[tuple[int, int]] = []

    def nobody(user: int, group: int) -> bool:
        asked.append((user, group))
        return False

    with _serving(tmp_path, _handler(), may_talk=nobody) as (path, _), pytest.raises(GatewayUnavailable):
        GatewayClient(path, 2).status()
    assert len(asked) == 1


def test_no_daemon(tmp_path: Path) -> None:
    with pytest.raises(GatewayUnavailable):
        GatewayClient(tmp_path / "none.sock", 1).status()


LIES = [
    b"",
    b"\n",
    b"no json\n",
    b'{"v": 2, "id": 1, "ok": true, "result": {}}\n',
    b'{"v": 1, "id": 99, "ok": true, "result": {}}\n',
    b'{"v": 1, "id": 1, "ok": true, "result": []}\n',
    b'{"v": 1, "id": 1, "ok": true, "result": {"link": "sideways"}}\n',
    b'{"v": 1, "id": 1, "ok": "yes", "result": {}}\n',
    b"[" * 50_000 + b"\n",
    b"x" * (MAX_LINE * 2),
]


@pytest.mark.parametrize("lie", LIES, ids=range(len(LIES)))
def test_a_lying_daemon(tmp_path: Path, lie: bytes) -> None:
    path = tmp_path / "sync.sock"
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(str(path))
    listener.listen(1)

    def answer() -> None:
        peer, _ = listener.accept()
        with contextlib.suppress(OSError):
            peer.recv(1000)
            peer.sendall(lie)
        peer.close()

    thread = threading.Thread(target=answer)
    thread.start()
    with pytest.raises(GatewayUnavailable):
        GatewayClient(path, 2).status()
    thread.join(5)
    listener.close()


def test_a_daemon_that_hangs(tmp_path: Path) -> None:
    path = tmp_path / "sync.sock"
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(str(path))
    listener.listen(1)
    with pytest.raises(GatewayUnavailable):
        GatewayClient(path, 0.1).status()
    listener.close()


def test_a_listener_survives_a_restart_of_the_daemon(tmp_path: Path) -> None:
    heard: list[str] = []
    client = GatewayClient(tmp_path / "sync.sock", 2)
    listener = threading.Thread(
        target=client.subscribe, args=(lambda news: heard.append(news.official_code),)
    )
    listener.start()
    for code in ("first", "second"):
        with _serving(tmp_path, _handler()) as (_, hub):
            assert eventually(partial(_told, hub, heard, code))
    client.close()
    listener.join(5)
    assert not listener.is_alive()
    with pytest.raises(GatewayUnavailable):
        client.status()


def _told(hub: Hub, heard: list[str], code: str) -> bool:
    hub.tell(DossierNews(reference_uid="u", state=DeliveryState.ACCEPTED, official_code=code))
    return code in heard


@pytest.mark.parametrize(("method", "code"), [("nonsense", "method"), ("status", "inside")])
def test_an_error_inside_is_not_called_an_unknown_question(method: str, code: str) -> None:
    def status() -> Status:
        raise ValueError("inside")

    handler = dataclasses.replace(_handler(), status=status)
    try:
        handler.answer(method, {})
    except RequestRefusedError as error:
        found = error.code
    except ValueError as error:
        found = str(error)
    assert found == code
