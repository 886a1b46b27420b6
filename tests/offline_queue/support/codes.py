"""An identity service's codes, and a guard's record, for tests."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from offline_queue.contract.sign_in_messages import CodeChecked, CodeSent
from offline_queue.gateway.guard_store import GuardStore
from tests.offline_queue.support.clock import FakeClock

KEY = b"g" * 32


class CodeMachine:
    """Sends and checks codes; `code` is the right one."""

    def __init__(self) -> None:
        self.code = "123456"
        self.sent = 0
        self.checked = 0
        self.up = True
        self.refuses = ""
        """Result of a request that it refuses in its own words; "" for none."""
        self.while_sending: Callable[[], object] = lambda: None
        """Done while a message is on its way."""
        self.while_checking: Callable[[], object] = lambda: None

    def send_code(self, reference_uid: str, personal_id: str, phone: str) -> CodeSent:
        """Send."""
        assert reference_uid
        assert personal_id
        assert isinstance(phone, str)
        self.while_sending()
        if self.refuses:
            return CodeSent(result=self.refuses)
        self.sent += self.up
        return CodeSent(result="sent" if self.up else "unavailable", phone_hint="•••• 123")

    def check_code(self, reference_uid: str, code: str) -> CodeChecked:
        """Check."""
        assert reference_uid
        self.checked += 1
        self.while_checking()
        if not self.up:
            return CodeChecked(result="unavailable")
        return CodeChecked(result="accepted" if code == self.code else "wrong", tries_left=2)


def memory_store(clock: FakeClock, folder: Path | None = None) -> GuardStore:
    """A record in a folder of its own, or in the one given."""
    place = folder or Path(tempfile.mkdtemp(prefix="codes-"))
    return GuardStore(place / "codes.sqlite", KEY, clock)
