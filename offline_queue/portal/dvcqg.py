"""The national portal (Cổng DVCQG): log in, `TraCuuHoSo`, `DongBoHoSoMC`, files, `CapNhatTienDoHoSoMC`.

Its messages carry addresses of files, not files: those go to the province's file store first. A dossier is
known by `MaHoSo`: a reserved official number, else the provisional code until the portal gives a number
(`SoHoSo`). `ThongTinKhac` carries the kiosk's reference uid, so that a number met twice is found out.
"""

from __future__ import annotations

import contextlib
import uuid
from typing import Any

from offline_queue.contract.dossier import PartInfo
from offline_queue.contract.portal_record import PortalRecord
from offline_queue.contract.stages import Stage, of_number
from offline_queue.portal.dvcqg_row import dossier_row, step_row
from offline_queue.portal.dvcqg_session import DvcqgSession, KnownAlreadyError, Ways, error_code
from offline_queue.portal.fields import moment_of, plain
from offline_queue.portal.multipart import encode
from offline_queue.portal.port import Outgoing, PortalError, ShortMemory, UploadMemory
from offline_queue.portal.response_policy import Outcome
from offline_queue.portal.resumable import Resumable
from offline_queue.portal.small_facts import send_fact
from offline_queue.portal.transport import Transport

_NOT_FOUND = ("không tìm thấy", "không tồn tại")


class DvcqgPortal:
    """The adapter."""

    def __init__(self, transport: Transport, memory: UploadMemory | None = None, *, ways: Ways) -> None:
        self._transport = transport
        self._ways = ways
        self._session = DvcqgSession(transport, ways)
        self._resumable = Resumable(transport, memory or ShortMemory())

    def probe(self) -> None:
        """Log in: it shows at once whether the portal is there and takes the kiosk's credentials."""
        self._session.log_in()

    def register(self, outgoing: Outgoing) -> PortalRecord:
        """`TraCuuHoSo`, then `DongBoHoSoMC` as new or as an update; without files, in state 1."""
        number = _number(outgoing)
        known = self._row(number)
        if known is None:
            row = dossier_row(outgoing, number, {}, Stage.REGISTERED)
            try:
                self._session.write("DongBoHoSoMC", isUpdating="False", data=[row])
            except KnownAlreadyError:
                # The answer to an earlier attempt was lost on the way.
                known = self._row(number)
        if known is not None:
            _check_owner(known, outgoing.manifest.reference_uid)
        return PortalRecord(portal_id=number, submitted=False, stage=str(int(Stage.REGISTERED)))

    def present_files(self, outgoing: Outgoing) -> dict[str, int]:
        """List what the file store holds of this dossier."""
        return {uid: size for uid, (_, size) in self._stored(outgoing).items()}

    def send_file(self, outgoing: Outgoing, part: PartInfo, content: bytes) -> None:
        """Put one file into the file store: tus where it is offered, else multipart."""
        address = self._file_address()
        fields = {
            "mahoso": _number(outgoing),
            "TepDinhKemId": part.file_uid,
            "TenTepDinhKem": part.file_name,
            "MaThanhPhanHoSo": part.part_no,
        }
        if self._resumable.offered(address):
            named = {**fields, "filename": part.file_name, "filetype": part.media_type}
            self._resumable.send(address, part.file_uid, named, content)
            return
        content_type, body = encode(
            fields,
            file_name=part.file_name,
            media_type=part.media_type,
            content=content,
            boundary=uuid.uuid5(uuid.NAMESPACE_OID, part.sha256).hex,
        )
        answer = self._transport.call("POST", address, body=body, headers={"Content-Type": content_type})
        _expect_success(answer.row())

    def submit(self, outgoing: Outgoing) -> PortalRecord:
        """`DongBoHoSoMC` as an update with the files' addresses, then the step that hands it in."""
        number = _number(outgoing)
        addresses = {uid: address for uid, (address, _) in self._stored(outgoing).items()}
        row = dossier_row(outgoing, number, addresses, Stage.REGISTERED)
        found = self._row(number)
        if found is None:
            raise PortalError(Outcome.NONSENSE, "the portal does not know what it registered")
        _check_owner(found, outgoing.manifest.reference_uid)
        # A dossier that the authority works on already must not be set back to its first state.
        if of_number(found.get("TrangThaiHoSo")) in {"", str(int(Stage.REGISTERED))}:
            # A portal that has the step from an attempt whose answer was lost may say that it exists already.
            with contextlib.suppress(KnownAlreadyError):
                self._session.write("DongBoHoSoMC", isUpdating="True", data=[row])
            with contextlib.suppress(KnownAlreadyError):
                self._session.write("CapNhatTienDoHoSoMC", data=[step_row(outgoing, number)])
        return self.status(number, outgoing.manifest.reference_uid)

    def status(self, outgoing_id: str, reference_uid: str) -> PortalRecord:
        """`TraCuuHoSo`."""
        row = self._row(outgoing_id)
        if row is None:
            raise PortalError(Outcome.NONSENSE, "the portal does not know what it registered")
        _check_owner(row, reference_uid)
        return _receipt(row, outgoing_id)

    def reserve_numbers(self, request_uid: str, authority_code: str, count: int) -> tuple[str, ...]:
        """`CapSoHoSo`: an addition of this project that a portal may lack."""
        row = self._session.write(
            "CapSoHoSo", maYeuCau=request_uid, maCoQuan=authority_code, soLuong=str(count)
        )
        numbers = row.get("data")
        if not isinstance(numbers, list) or not all(isinstance(number, str) for number in numbers):
            raise PortalError(Outcome.NONSENSE, "the block of numbers is no list")
        return tuple(numbers)

    def send_item(self, uid: str, kind: str, payload: dict[str, object]) -> None:
        """The protocol has no place for small facts: they go to the province's address for them."""
        send_fact(self._transport, self._ways.facts_address, uid, kind, payload)

    def _row(self, number: str) -> dict[str, Any] | None:
        try:
            answer = self._session.read("TraCuuHoSo", mahoso=number)
        except PortalError as error:
            if error.outcome is Outcome.REJECTED and any(word in error.text.lower() for word in _NOT_FOUND):
                return None
            raise
        rows = answer.get("data", answer.get("result"))
        if isinstance(rows, dict):
            rows = [rows]
        if rows is None or rows == []:
            return None
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise PortalError(Outcome.NONSENSE, "TraCuuHoSo gave no list of dossiers")
        for row in rows:
            if str(row.get("MaHoSo", "")) == number:
                return dict(row)
        raise PortalError(Outcome.NONSENSE, "the portal answered with another dossier")

    def _stored(self, outgoing: Outgoing) -> dict[str, tuple[str, int]]:
        """Give file uid → address, size of what the file store holds."""
        query = {"mahoso": _number(outgoing)}
        row = self._transport.call("GET", self._file_address(), query=query).row()
        _expect_success(row)
        files = row.get("data", [])
        if not isinstance(files, list) or not all(isinstance(file, dict) for file in files):
            raise PortalError(Outcome.NONSENSE, "the list of files is no list")
        return {
            str(file.get("TepDinhKemId")): (str(file.get("DuongDanTaiTepTin") or ""), _size(file))
            for file in files
            if file.get("DuongDanTaiTepTin")
        }

    def _file_address(self) -> str:
        if not self._ways.file_address:
            raise PortalError(Outcome.REJECTED, "portal.file_address is not set", status=400)
        return self._ways.file_address


def _number(outgoing: Outgoing) -> str:
    return outgoing.portal_id or outgoing.reserved_code or outgoing.manifest.provisional_code


def _check_owner(row: dict[str, Any], reference_uid: str) -> None:
    """Find out a number that another dossier has: nothing of this one may be written over it."""
    owner = str(row.get("ThongTinKhac") or "")
    if owner != reference_uid:
        raise PortalError(Outcome.REJECTED, "mã hồ sơ đã được dùng cho hồ sơ khác", status=409)


def _receipt(row: dict[str, Any], number: str) -> PortalRecord:
    stage = of_number(row.get("TrangThaiHoSo"))
    official = plain(row.get("SoHoSo"), 100)
    if not official and not number.startswith("TAM-"):
        official = number
    return PortalRecord(
        portal_id=number,
        submitted=bool(stage),
        official_code=official,
        received_at=moment_of(row.get("NgayTiepNhan") or row.get("NgayNopHoSo")),
        due_at=moment_of(row.get("NgayHenTra")),
        status=stage,
        stage=stage,
        supplement=_supplement(row),
    )


def _supplement(row: dict[str, Any]) -> str:
    """Give the newest open request of `DanhSachHoSoBoSung`."""
    requests = row.get("DanhSachHoSoBoSung")
    if not isinstance(requests, list):
        return ""
    open_ones = [one for one in requests if isinstance(one, dict) and not one.get("NgayTiepNhanBoSung")]
    if not open_ones:
        return ""
    newest = max(open_ones, key=lambda one: str(one.get("NgayBoSung") or ""))
    return plain(newest.get("NoiDungBoSung"), 1000)


def _expect_success(row: dict[str, Any]) -> None:
    code = error_code(row)
    if code is None:
        raise PortalError(Outcome.NONSENSE, "the file store's answer has no error_code")
    if code != 0:
        raise PortalError(Outcome.REJECTED, plain(row.get("message"), 500), status=400)


def _size(file: dict[str, Any]) -> int:
    try:
        return int(str(file.get("KichThuoc")))
    except ValueError:
        return -1
