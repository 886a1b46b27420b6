"""Every adapter over the test portal, one after the other."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.offline_queue.support.adapters import ADAPTERS, Side
from tests.offline_queue.support.portal_server import PortalServer


@pytest.fixture
def server() -> Iterator[PortalServer]:
    """Give the test portal."""
    with PortalServer() as running:
        yield running


@pytest.fixture(params=sorted(ADAPTERS))
def side(request: pytest.FixtureRequest, server: PortalServer) -> Side:
    """Give an adapter and the portal's side of it."""
    return ADAPTERS[request.param](server)
