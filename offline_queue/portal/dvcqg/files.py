"""Files of a dossier in the province's file store."""

from __future__ import annotations

from typing import Any

from offline_queue.portal.dvcqg.session import DvcqgAddresses, error_code
from offline_queue.portal.dvcqg.wire import number_of
from offline_queue.portal.fields import plain, says_known, size_of
from offline_queue.portal.port import Outgoing, OutgoingFile, PortalError
from offline_queue.portal.response_policy import Outcome
from offline_queue.portal.resumable import Resumable
from offline_queue.portal.sending_files import send_file
from offline_queue.portal.transport import Transport


class StoredFiles:
    """What the file store holds."""

    def __init__(self, transport: Transport, addresses: DvcqgAddresses) -> None:
        self._transport = transport
        self._addresses = addresses

    @property
    def address(self) -> str:
        """Where the file store is. Raises `PortalError` when none is configured."""
        if not self._addresses.file_address:
            raise PortalError(Outcome.REJECTED, "portal.file_address is not set", status=400)
        return self._addresses.file_address

    def of(self, outgoing: Outgoing) -> dict[str, tuple[str, int]]:
        """Give file uid → address, size of a dossier's files."""
        query = {"mahoso": number_of(outgoing)}
        row = self._transport.call("GET", self.address, query=query).row()
        _expect_success(row)
        files = row.get("data", [])
        if not isinstance(files, list) or not all(isinstance(file, dict) for file in files):
            raise PortalError(Outcome.NONSENSE, "the list of files is no list")
        return {
            str(file.get("TepDinhKemId")): (
                str(file.get("DuongDanTaiTepTin") or ""),
                size_of(file.get("KichThuoc")),
            )
            for file in files
            if file.get("DuongDanTaiTepTin")
        }


class DvcqgListFiles:
    """Lists what the file store holds of a dossier."""

    def __init__(self, files: StoredFiles) -> None:
        self._files = files

    def __call__(self, asked: Outgoing) -> dict[str, int]:
        """Give file uid → size in bytes."""
        return {uid: size for uid, (_, size) in self._files.of(asked).items()}


class DvcqgSendFile:
    """Puts one file into the file store: tus where it is offered, else multipart."""

    def __init__(self, transport: Transport, files: StoredFiles, resumable: Resumable) -> None:
        self._transport = transport
        self._files = files
        self._resumable = resumable

    def __call__(self, asked: OutgoingFile) -> None:
        """Send it; "đã tồn tại" means that the file is there."""
        part = asked.part
        address = self._files.address
        fields = {
            "mahoso": number_of(asked.dossier),
            "TepDinhKemId": part.file_uid,
            "TenTepDinhKem": part.file_name,
            "MaThanhPhanHoSo": part.part_no,
        }
        answer = send_file(self._transport, self._resumable, address, fields, asked)
        if answer is None:
            return
        row = answer.row()
        # Whether it is there in full is looked up before anything is handed in.
        if not says_known(plain(row.get("message"), 500)):
            _expect_success(row)


def _expect_success(row: dict[str, Any]) -> None:
    code = error_code(row)
    if code is None:
        raise PortalError(Outcome.NONSENSE, "the file store's answer has no error_code")
    if code != 0:
        raise PortalError(Outcome.REJECTED, plain(row.get("message"), 500), status=400)
