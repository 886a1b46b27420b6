"""Codes: three tries a dossier, a minute between messages, whatever many requests, clocks and restarts do."""

from __future__ import annotations

import threading

from offline_queue.contract.sign_in_messages import CheckParams, CodeChecked, CodeParams, CodeSent
from offline_queue.gateway.code_guard import CodeGuard
from tests.offline_queue.support.clock import FakeClock
from tests.offline_queue.support.codes import CodeMachine, memory_store


class TestCodes:
    """Tries are counted behind the socket."""

    def setup_method(self) -> None:
        """A fresh guard."""
        self.identity, self.clock = CodeMachine(), FakeClock()
        self.guard = CodeGuard(self.identity, memory_store(self.clock))

    def _check(self, code: str, uid: str = "uid") -> CodeChecked:
        return self.guard.check(CheckParams(reference_uid=uid, code=code))

    def _request(self, uid: str = "uid", person: str = "048090000001") -> CodeSent:
        return self.guard.request(CodeParams(reference_uid=uid, personal_id=person))

    def test_three_tries(self) -> None:
        assert [self._check("0").result for _ in range(4)] == ["wrong", "wrong", "locked", "locked"]
        assert self._check("123456").result == "locked"
        assert self._request().result == "locked"
        assert self._check("123456", uid="other").result == "accepted"

    def test_a_lying_service_gives_no_more_tries(self) -> None:
        results = [self._check("0") for _ in range(3)]
        assert [result.tries_left for result in results] == [2, 1, 0]

    def test_no_answer_costs_no_try(self) -> None:
        self.identity.up = False
        assert [self._check("0").result for _ in range(5)] == ["unavailable"] * 5
        self.identity.up = True
        assert self._check("123456").result == "accepted"

    def test_a_minute_between_two_messages(self) -> None:
        assert self._request().result == "sent"
        assert self._request() == CodeSent(result="too_soon", resend_after_s=60, tries_left=3)
        assert self._request(uid="other").result == "too_soon"
        assert self._request(uid="other", person="048190000002").result == "sent"
        self.clock.go(59)
        assert self._request().result == "too_soon"
        self.clock.go(1.5)
        assert self._request().result == "sent"

    def test_the_wall_clock_opens_nothing(self) -> None:
        self._request()
        self.clock.set_wall(self.clock.now().replace(year=2030))
        assert self._request().result == "too_soon"

    def test_a_message_that_was_not_sent_does_not_count(self) -> None:
        self.identity.up = False
        assert self._request().result == "unavailable"
        self.identity.up = True
        assert self._request().result == "sent"

    def test_many_at_once_send_one_message(self) -> None:
        results: list[str] = []
        threads = [threading.Thread(target=lambda: results.append(self._request().result)) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(results) == ["sent", *["too_soon"] * 7]
        assert self.identity.sent == 1
