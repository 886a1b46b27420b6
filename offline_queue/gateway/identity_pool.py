"""The identity service for the screen: few connections, short deadlines, and whether it last answered."""

from __future__ import annotations

import queue
from collections.abc import Callable, Sequence
from typing import TypeVar

from offline_queue.contract.sign_in_messages import CodeChecked, CodeSent, Verified
from offline_queue.portal.identity_service import UNAVAILABLE, DeviceBegun, IdentityClient

Result = TypeVar("Result", Verified, CodeSent, CodeChecked)


class IdentityPool:
    """Thread-safe. Two hung calls do not hold up a third for longer than `wait_s`."""

    def __init__(self, clients: Sequence[IdentityClient], wait_s: float) -> None:
        self._free: queue.LifoQueue[IdentityClient] = queue.LifoQueue()
        for client in clients:
            self._free.put(client)
        self._wait_s = wait_s
        self._well = True

    @property
    def well(self) -> bool:
        """Whether the service answered when last asked; true until it failed."""
        return self._well

    def healthy(self) -> bool:
        """Ask for its health and remember it."""
        client = self._take()
        if client is None:
            return self._well
        try:
            self._well = client.healthy()
        finally:
            self._free.put(client)
        return self._well

    def verify(self, token: str) -> Verified:
        """As `IdentityClient.verify`."""
        return self._ask(lambda client: client.verify(token), Verified(result=UNAVAILABLE))

    def begin_device(self) -> DeviceBegun | None:
        """As `IdentityClient.begin_device`."""
        client = self._take()
        if client is None:
            return None
        try:
            return client.begin_device()
        finally:
            self._free.put(client)

    def take_device(self, device_code: str) -> tuple[str, str]:
        """As `IdentityClient.take_device`."""
        client = self._take()
        if client is None:
            return UNAVAILABLE, ""
        try:
            return client.take_device(device_code)
        finally:
            self._free.put(client)

    def send_code(self, reference_uid: str, personal_id: str, phone: str) -> CodeSent:
        """As `IdentityClient.send_code`."""
        return self._ask(
            lambda client: client.send_code(reference_uid, personal_id, phone), CodeSent(result=UNAVAILABLE)
        )

    def check_code(self, reference_uid: str, code: str) -> CodeChecked:
        """As `IdentityClient.check_code`."""
        return self._ask(
            lambda client: client.check_code(reference_uid, code), CodeChecked(result=UNAVAILABLE)
        )

    def _take(self) -> IdentityClient | None:
        try:
            return self._free.get(timeout=self._wait_s)
        except queue.Empty:
            return None

    def _ask(self, call: Callable[[IdentityClient], Result], unavailable: Result) -> Result:
        client = self._take()
        if client is None:
            return unavailable
        try:
            result = call(client)
        finally:
            self._free.put(client)
        self._well = result.result != UNAVAILABLE
        return result
