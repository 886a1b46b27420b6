"""The parsers of what devices, portals and the province's files say: the second half of `targets`.

Bytes that are signed are signed here, so that what lies behind the signature is reached.
"""

from __future__ import annotations

import base64
import contextlib
import io
import json
import tarfile
import unicodedata
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, cast

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from pydantic import ValidationError

from drivers.document_printer.ipp import Attribute, Group, IppError, Operation, Tag, read, request
from drivers.payment_terminal.ecr_terminal import EcrTerminal
from drivers.payment_terminal.frames import ACK, frame
from drivers.payment_terminal.port import TerminalError
from drivers.printer.status import classify, decode
from drivers.qr_reader.scan_assembly import Assembler
from kiosk_app.catalogue.importers.fetched import read_fetched, read_header
from kiosk_app.catalogue.importers.report import ImportFailedError, ImportReport
from kiosk_app.servicing.editions.signed_edition import EditionError, read_edition
from kiosk_app.servicing.find_devices.panel import EdidError, read_edid
from kiosk_app.servicing.helper_client import HelperAnswer, HelperAsked
from kiosk_app.servicing.notices import read_notices
from kiosk_app.servicing.provisioning.errors import ProvisioningError
from kiosk_app.servicing.redaction import redacted
from kiosk_app.technician.terminal import plain
from offline_queue.contract.answer_key import is_slip_code, split
from offline_queue.portal.due_services import ListDueServices
from offline_queue.portal.dvcqg.wire import record_of as dvcqg_record
from offline_queue.portal.est import EnrolmentError, _checked, new_key
from offline_queue.portal.general_requests import RequestsEndpoint
from offline_queue.portal.identity_service import IdentityClient
from offline_queue.portal.opencps.bookings import OpencpsQueue
from offline_queue.portal.opencps.fees import OpencpsFee
from offline_queue.portal.opencps.finders import OpencpsFind, OpencpsMine
from offline_queue.portal.payments import AskPayments
from offline_queue.portal.port import FeeKey, PortalError
from offline_queue.portal.transport import PortalAnswer, Transport, _pause, _read
from tests.fuzz import scratch
from vietnam.vietqr import transfer_code

_LARGEST = 65_536
_PROVINCE = Ed25519PrivateKey.generate()
_PUBLIC = _PROVINCE.public_key()
_OWN_KEY = new_key()
_JSON = {"Content-Type": "application/json"}
_HOST = "https://portal.example"


class _Portal:
    """Answers every question with the same bytes, read as the transport reads them."""

    def __init__(self, content: bytes) -> None:
        _kind, self._value = _read(_JSON, content)
        self._content = content

    def call(self, *_path: str, **_more: object) -> PortalAnswer:
        return PortalAnswer(200, self._value, _JSON)

    def exchange(self, *_path: str, **_more: object) -> tuple[dict[str, str], int, bytes]:
        return _JSON, 200, self._content


def portal_answer(data: bytes) -> None:
    """A whole answer of a portal, as each kind of call reads it."""
    transport = cast("Transport", _Portal(data))
    endpoint = RequestsEndpoint(transport, _HOST)
    identity = IdentityClient(transport)
    calls: tuple[Callable[[], object], ...] = (
        lambda: OpencpsFee(transport)(FeeKey("uid", "code")),
        lambda: OpencpsMine(transport)("048190000002"),
        lambda: OpencpsFind(transport)("H17-1"),
        lambda: OpencpsQueue(transport)(date(2026, 11, 24)),
        lambda: AskPayments(endpoint)(FeeKey("uid", "code")),
        lambda: ListDueServices(endpoint)("048190000002"),
        lambda: identity.verify("token"),
        identity.begin_device,
        lambda: identity.take_device("code"),
        lambda: identity.send_code("uid", "048190000002", "0900000007"),
        lambda: identity.check_code("uid", "123456"),
        lambda: dvcqg_record(transport.call("GET", "/").row(), "TAM-DN07-0001-6"),
        lambda: endpoint.record(transport.call("GET", "/").row(), "uid"),
    )
    for call in calls:
        with contextlib.suppress(PortalError):
            call()


def portal_headers(data: bytes) -> None:
    """What a portal says beside its answer: when to come again, by which clock."""
    first, _, rest = _text(data).partition("|")
    pause = _pause({"Retry-After": first, "Date": rest})
    assert pause is None or 0 <= pause <= 3_600


def certificate_answer(data: bytes) -> None:
    """The answer of the authority that gives out certificates (EST)."""
    for content in (data, base64.b64encode(data)):
        with contextlib.suppress(EnrolmentError):
            _checked(content, _OWN_KEY, "DN07")


def edition(data: bytes) -> None:
    """A province's edition: a tar of whoever signed it."""
    with scratch.written("edition-1.tar", data) as path:
        _sign(path)
        with contextlib.suppress(EditionError):
            read_edition(path, _PUBLIC)


def notices(data: bytes) -> None:
    """The province's messages."""
    with scratch.written("notices.toml", data) as path:
        _sign(path)
        key = path.with_name("province.pem")
        key.write_bytes(_PUBLIC.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
        with contextlib.suppress(ProvisioningError):
            read_notices(path, key)


def fetched_catalogue(data: bytes) -> None:
    """A catalogue as the daemon fetched it from the portal."""
    with scratch.written("fetched.jsonl", data[:_LARGEST]) as path:
        header = read_header(path)
        if header is not None:
            with contextlib.suppress(ImportFailedError):
                read_fetched(path, header, ImportReport())


class _Line:
    """A terminal that says what it says, whatever it is told."""

    def __init__(self, data: bytes) -> None:
        self._left = data

    def write(self, _content: bytes) -> None:
        pass

    def read(self, _seconds: float) -> bytes:
        piece, self._left = self._left[:7], self._left[7:]
        return piece

    def close(self) -> None:
        pass


def payment_terminal(data: bytes) -> None:
    """What a payment terminal answers."""
    clock = iter(range(1_000_000))
    terminal = EcrTerminal(lambda: _Line(data), deadline_s=20.0, monotonic=lambda: float(next(clock)))
    asked: tuple[Callable[[], object], ...] = (
        lambda: terminal.pay(50_000, "TAM-DN07-0001-6", lambda: False),
        lambda: terminal.outcome("TAM-DN07-0001-6"),
    )
    for ask in asked:
        with contextlib.suppress(TerminalError):
            ask()


def document_printer(data: bytes) -> None:
    """An answer of CUPS (IPP)."""
    with contextlib.suppress(IppError):
        answer = read(data)
        for group in Group:
            for name in ("job-state", "printer-state-reasons", "job-id"):
                answer.words(group, name)
                answer.number(group, name)


def slip_printer(data: bytes) -> None:
    """Status bytes of the slip printer."""
    for byte in data[:64]:
        classify(byte)
    if len(data) >= 4:
        decode(*data[:4])


def serial_scan(data: bytes) -> None:
    """Bytes of a serial code reader, in pieces."""
    assembler = Assembler()
    for at in range(0, min(len(data), 8_192), 16):
        assembler.add(data[at : at + 16], at / 100)
        assembler.take(at / 100)
    assembler.take(1e6)


def panel(data: bytes) -> None:
    """What a display says of itself (EDID); its sum is mended, so that what lies behind it is reached."""
    mended = data[:127].ljust(127, b"\0")
    for content in (data, mended + bytes([-sum(mended) % 256])):
        with contextlib.suppress(EdidError):
            read_edid(content)


def helper_line(data: bytes) -> None:
    """A line between the screen and root's helper."""
    for message in (HelperAsked, HelperAnswer):
        with contextlib.suppress(ValidationError):
            message.model_validate_json(data)


def slip_code(data: bytes) -> None:
    """The code of a slip as typed or scanned, with the key of a petition's answer."""
    text = _text(data)
    code, key = split(text)
    # A scanner may end what it sends with a tab or a new line.
    assert not key or text.rstrip().endswith(key)
    assert code or not text
    is_slip_code(text)


def transfer(data: bytes) -> None:
    """What a portal says of an account for a transfer."""
    bank, account, holder, content = [*_text(data).split("|"), "", "", "", ""][:4]
    with contextlib.suppress(ValueError):
        assert transfer_code(bank, account, holder, 50_000, content).isascii()


def technical_text(data: bytes) -> None:
    """The journal on its way out of the kiosk, and words from outside on a terminal."""
    text = _text(data)
    redacted(text)
    assert not any(steers(plain(line)) for line in text.splitlines())


def steers(shown: str) -> bool:
    """Whether anything of it steers a terminal or ends a line; blanks of any width do not."""
    return any(unicodedata.category(one)[0] == "C" or one in "\u2028\u2029" for one in shown)


OUTSIDE: dict[str, Callable[[bytes], None]] = {
    one.__name__: one
    for one in (
        portal_answer,
        portal_headers,
        certificate_answer,
        edition,
        notices,
        fetched_catalogue,
        payment_terminal,
        document_printer,
        slip_printer,
        serial_scan,
        panel,
        helper_line,
        slip_code,
        transfer,
        technical_text,
    )
}


def drawn_seeds(name: str) -> list[bytes]:
    """Give what a script can draw for one of these targets."""
    return _DRAWN[name]() if name in _DRAWN else []


def _edition() -> bytes:
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        content = (
            b'format = 1\nnumber = 17\nmade = 2026-11-24T08:00:00+07:00\nrings = ["pilot"]\nnote = "x"\n'
        )
        for file in ("edition.toml", "settings.toml"):
            info = tarfile.TarInfo(file)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return target.getvalue()


def _ipp() -> bytes:
    attributes = [
        Attribute(Tag.CHARSET, "attributes-charset", ("utf-8",)),
        Attribute(Tag.ENUM, "job-state", (5,)),
    ]
    return request(Operation.GET_JOB_ATTRIBUTES, 1, [(Group.OPERATION, attributes)])


def _edid() -> bytes:
    block = bytearray(128)
    block[:8] = b"\x00\xff\xff\xff\xff\xff\xff\x00"
    block[54:72] = bytes.fromhex("023a801871382d40582c45000f282100001e")
    block[127] = -sum(block) % 256
    return bytes(block)


def _rows() -> list[bytes]:
    moment = datetime(2026, 11, 24, tzinfo=UTC).isoformat()
    row: dict[str, Any] = {
        "referenceUid": "uid",
        "uid": "uid",
        "dossierNo": "H17-1",
        "dossierStatus": "waiting",
        "receiveDate": moment,
        "applicantIdNo": "048190000002",
        "paymentFee": "Lệ phí",
        "paymentAmount": 50_000,
        "paymentStatus": "2",
        "confirmPayload": "[]",
        "bookingDate": "2026-11-24",
        "serviceCode": "1.004873",
        "title": "Gia hạn",
        "dueDate": moment,
        "fields": {"a": "b"},
        "fees": [{"name": "Lệ phí", "amount": 8_000}],
        "payments": [{"amount": 8_000, "at": moment, "reference": "FT1"}],
        "result": "verified",
        "level": 2,
        "claims": {"personal_id": "048190000002"},
        "device_code": "d",
        "user_code": "u",
        "verification_uri": _HOST,
        "expires_in": 300,
        "TrangThaiHoSo": "4",
        "SoHoSo": "H17-1",
        "DanhSachHoSoBoSung": [
            {
                "NgayBoSung": "20261124",
                "NoiDungBoSung": "Giấy khai sinh",
                "DanhSachGiayToBoSung": [{"TenGiayTo": "Giấy khai sinh", "SoLuong": "1"}],
            }
        ],
    }
    return [json.dumps(value, ensure_ascii=False).encode() for value in (row, [row], {"data": [row]})]


_DRAWN: dict[str, Callable[[], list[bytes]]] = {
    "portal_answer": _rows,
    "portal_headers": lambda: [b"120|", b"Tue, 24 Nov 2026 08:00:00 GMT|Tue, 24 Nov 2026 07:59:00 GMT"],
    "certificate_answer": lambda: [
        base64.b64decode("MIIBHgYJKoZIhvcNAQcCoIIBDzCCAQsCAQExADALBgkqhkiG9w0BBwE=")
    ],
    "edition": lambda: [_edition()],
    "notices": lambda: [
        'format = 1\nissued = 2026-11-24T08:00:00Z\n[[notice]]\ntitle = "Lễ"\ntext = "Nghỉ lễ"\n'.encode()
    ],
    "fetched_catalogue": lambda: [
        b'{"unit": "H17", "fetched_at": "2026-11-24T08:00:00Z", "listed": 1}\n{"MATTHC": "1.004873"}\n'
    ],
    "payment_terminal": lambda: [
        ACK + frame("RESULT", "TAM-DN07-0001-6", "00", "50000", "704", "FT1"),
        ACK + frame("RESULT", "TAM-DN07-0001-6", "12"),
    ],
    "document_printer": lambda: [_ipp()],
    "slip_printer": lambda: [bytes([0x12, 0x16, 0x12, 0x72])],
    "serial_scan": lambda: [b"048190000002|123456789|Tran|24111990|Nam|x|24112021\r\n"],
    "panel": lambda: [_edid()],
    "helper_line": lambda: [
        HelperAsked(session="s", act="setup", words={"what": "join", "ssid": "x"}).model_dump_json().encode(),  # type: ignore[arg-type]  # read from its value
        HelperAnswer(line="x", over=True).model_dump_json().encode(),
    ],
    "slip_code": lambda: [b"TAM-DN07-0001-6", b"TAM-DN07-0001-6.482913"],
    "transfer": lambda: ["970436|0123456789|KHO BẠC NHÀ NƯỚC|TAM-DN07-0001-6".encode()],
    "technical_text": lambda: [
        'Nov 24 08:00:00 kiosk kiosk-sync[1]: accepted name="Trần Thị Bích" id 048190000002 \x1b[31m'.encode()
    ],
}


def _sign(path: Path) -> None:
    signature = base64.b64encode(_PROVINCE.sign(path.read_bytes()))
    path.with_name(path.name + ".sig").write_bytes(signature)


def _text(data: bytes) -> str:
    return data.decode("utf-8", errors="replace")
