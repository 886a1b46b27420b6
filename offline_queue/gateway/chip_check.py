"""Verifies the data of a card's chip itself: the screen, which read them, is not believed."""

from __future__ import annotations

from dataclasses import dataclass

import structlog

from chip_data.data_groups import CardField
from chip_data.errors import ChipError
from chip_data.trust_store import TrustStore
from offline_queue.contract.attestation import Attester
from offline_queue.contract.clock import Clock
from offline_queue.contract.sign_in_messages import ChipChecked, ChipParams

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class ChipCheck:
    """Thread-safe. `trusted`: the country signers, None where there are none."""

    trusted: TrustStore | None
    attester: Attester
    clock: Clock

    def check(self, params: ChipParams) -> ChipChecked:
        """Verify signature, signer and every group that was handed over."""
        if self.trusted is None:
            return ChipChecked(result="unavailable")
        # Read with the first chip: most kiosks have no such reader, and the daemon stays below its 80 MB.
        from chip_data.signed_data import SignedData, verified

        now = self.clock.now()
        try:
            said = verified(SignedData(params.security_object, params.groups), self.trusted, now)
        except ChipError as error:
            log.warning("a chip is not vouched for", problem=error.code)
            return ChipChecked(result=error.code)
        word = self.attester.chip_word(said.fields[CardField.PERSONAL_ID], now)
        return ChipChecked(result="verified", word=word)
