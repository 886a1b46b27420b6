"""Says to the data exchange who holds a kiosk's id: an addition of this project that a portal may lack."""

from __future__ import annotations

from collections.abc import Mapping

from offline_queue.contract.holding import IdHolding
from offline_queue.portal.dvcqg.session import DvcqgSession
from offline_queue.portal.id_statement import holding_of


class DvcqgTellHolder:
    """`KhaiBaoKiosk`; a refusal that names `kiosk_id_in_use` is the word for a second holder."""

    def __init__(self, session: DvcqgSession) -> None:
        self._session = session

    def __call__(self, asked: Mapping[str, str]) -> IdHolding:
        """Tell it. Raises `PortalError` for what is no answer to it."""
        return holding_of(lambda: self._session.write("KhaiBaoKiosk", **asked))
