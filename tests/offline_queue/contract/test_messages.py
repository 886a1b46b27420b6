"""What the messages of the socket take."""

from __future__ import annotations

import pytest

from kiosk_app.catalogue.codes import CODE
from offline_queue.contract.messages import ErrandParams


@pytest.mark.parametrize("code", ["1.004873", "10.004873"])
def test_an_errand_may_be_any_code_that_the_catalogue_takes(code: str) -> None:
    assert CODE.fullmatch(code)
    assert ErrandParams(errand=code, step="scan", finished=True, seconds=60).errand == code
