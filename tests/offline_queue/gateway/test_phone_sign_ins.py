"""Sign-ins that a citizen approves on their phone, as the daemon keeps them."""

from __future__ import annotations

from offline_queue.contract.sign_in_messages import PhoneParams, Verified
from offline_queue.gateway.phone_sign_ins import BEGUN, PhoneSignIns
from offline_queue.portal.identity_service import DeviceBegun
from tests.offline_queue.support.clock import FakeClock
from tests.offline_queue.support.codes import memory_store


class Service:
    """Answers in turn; tells how often it was asked."""

    def __init__(self, *answers: tuple[str, str]) -> None:
        self.answers = list(answers)
        self.asked: list[str] = []
        self.up = True

    def begin_device(self) -> DeviceBegun | None:
        if not self.up:
            return None
        return DeviceBegun(
            device_code="d" * 32,
            user_code="BDFG-HJKM",
            verification_uri_complete="https://sso.example/d?user_code=BDFG-HJKM",
            expires_in=60,
            interval=2,
        )

    def take_device(self, device_code: str) -> tuple[str, str]:
        self.asked.append(device_code)
        return self.answers.pop(0)


def phone_sign_ins(service: Service, clock: FakeClock) -> PhoneSignIns:
    def verify(token: str) -> Verified:
        return Verified(result="verified", claims={"full_name": token}, ticket="t")

    return PhoneSignIns(service, verify, memory_store(clock), clock)


def test_the_token_is_verified_like_any_other() -> None:
    service, clock = Service(("authorization_pending", ""), ("", "token")), FakeClock()
    phones = phone_sign_ins(service, clock)
    begun = phones.begin()
    assert (begun.result, begun.user_code, begun.expires_s) == ("begun", "BDFG-HJKM", 60)
    assert "d" * 32 not in begun.model_dump_json()
    asked = PhoneParams(handle=begun.handle)
    assert phones.ask(asked).result == "pending"
    assert service.asked == []
    clock.go(2)
    assert phones.ask(asked).result == "pending"
    clock.go(2)
    assert phones.ask(asked).claims == {"full_name": "token"}
    assert phones.ask(asked).result == "expired"


def test_the_service_is_asked_no_faster_than_it_allows() -> None:
    service, clock = Service(("slow_down", ""), ("authorization_pending", "")), FakeClock()
    phones = phone_sign_ins(service, clock)
    asked = PhoneParams(handle=phones.begin().handle)
    clock.go(2)
    phones.ask(asked)
    for _ in range(6):
        clock.go(1)
        phones.ask(asked)
    assert len(service.asked) == 1
    clock.go(1)
    phones.ask(asked)
    assert len(service.asked) == 2


def test_denied_and_expired_end_it() -> None:
    for error, result in (("access_denied", "denied"), ("expired_token", "expired")):
        service, clock = Service((error, "")), FakeClock()
        phones = phone_sign_ins(service, clock)
        asked = PhoneParams(handle=phones.begin().handle)
        clock.go(2)
        assert phones.ask(asked).result == result
        assert phones.ask(asked).result == "expired"


def test_it_ends_by_itself_and_an_outage_does_not_end_it() -> None:
    service, clock = Service(("unavailable", "")), FakeClock()
    phones = phone_sign_ins(service, clock)
    asked = PhoneParams(handle=phones.begin().handle)
    clock.go(2)
    assert phones.ask(asked).result == "pending"
    clock.go(60)
    assert phones.ask(asked).result == "expired"
    assert len(service.asked) == 1


def test_few_are_open_and_few_may_be_begun() -> None:
    service, clock = Service(), FakeClock()
    phones = phone_sign_ins(service, clock)
    handles = [phones.begin().handle for _ in range(5)]
    assert phones.ask(PhoneParams(handle=handles[0])).result == "expired"
    assert phones.ask(PhoneParams(handle=handles[-1])).result == "pending"
    for _ in range(BEGUN[0].most - 5):
        assert phones.begin().result == "begun"
    assert phones.begin().result == "locked"


def test_a_service_that_is_away_is_told() -> None:
    service = Service()
    service.up = False
    assert phone_sign_ins(service, FakeClock()).begin().result == "unavailable"


def test_an_unknown_handle_is_none() -> None:
    assert phone_sign_ins(Service(), FakeClock()).ask(PhoneParams(handle="x")).result == "expired"
