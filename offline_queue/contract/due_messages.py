"""What screen and daemon say to each other about services that are due to a person."""

from __future__ import annotations

from offline_queue.contract.messages import Message


class DueParams(Message):
    """Parameters of `services.due`."""

    ticket: str

    def __repr__(self) -> str:
        return "DueParams(…)"


class ServiceDue(Message):
    """A procedure that the portal says is due to who signed in; its words, bounded."""

    uid: str
    service_code: str
    title: str
    reason: str = ""
    place: str = ""
    """Who takes it; "" where the portal does not say."""
    due_at: str = ""
    answers: tuple[tuple[str, str], ...] = ()
    """What the portal knows already: (key of the official form, value)."""

    def __repr__(self) -> str:
        return f"ServiceDue({self.service_code})"


class DueServicesAnswer(Message):
    """Answer to `services.due`."""

    result: str
    """"found" (also for none), "not_now", "too_often" or "sign_in" (the ticket is none, or too old)."""
    services: tuple[ServiceDue, ...] = ()
