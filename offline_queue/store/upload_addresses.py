"""Addresses at which begun uploads can go on, in the queue's file; dropped when too old or failing."""

from __future__ import annotations

from offline_queue.contract.clock import Clock, moment_from, stamp
from offline_queue.store.database import Database

_MOST_FAILURES = 3
"""After so many the upload is begun anew."""
_OLDEST_S = 7 * 86_400.0
"""Portals keep begun uploads for a day or so; an address that is older leads nowhere."""


class UploadAddresses:
    """The adapters' `UploadMemory`."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def recall(self, file_uid: str) -> str:
        """Give the address, "" when none was begun, or it failed too often or is too old."""
        with self._database.reading() as connection:
            row = connection.execute(
                "SELECT upload_address, upload_began, upload_failures FROM part WHERE file_uid = ?",
                (file_uid,),
            ).fetchone()
        if row is None or row["upload_failures"] >= _MOST_FAILURES:
            return ""
        began = moment_from(row["upload_began"])
        age_s = None if began is None else abs((self._clock.now() - began).total_seconds())
        return "" if age_s is None or age_s > _OLDEST_S else str(row["upload_address"])

    def remember(self, file_uid: str, address: str) -> None:
        """Keep it durably; "" forgets."""
        with self._database.writing() as connection:
            connection.execute(
                "UPDATE part SET upload_address = ?, upload_began = ?, upload_failures = 0 "
                "WHERE file_uid = ?",
                (address, stamp(self._clock.now()) if address else "", file_uid),
            )

    def failed(self, file_uid: str) -> None:
        """Count that going on at the kept address did not work: too often, and it is begun anew."""
        with self._database.writing() as connection:
            connection.execute(
                "UPDATE part SET upload_failures = upload_failures + 1 WHERE file_uid = ?", (file_uid,)
            )
