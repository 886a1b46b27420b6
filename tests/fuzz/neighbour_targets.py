"""The parsers of what stands beside the kiosk: the province, a card's chip, radio, disks, files of others.

The third part of `targets`. As there, what is signed is signed here, so that what lies behind it is reached.
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
import json
import random
import socket
import sqlite3
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pyrage
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from jeepney import MessageType

from drivers.chip_reader.document import read_document
from drivers.chip_reader.port import ChipError
from drivers.qr_reader.keystrokes import Typing
from drivers.qr_reader.text_encoding import text_of, undo_wrong_guess
from kiosk_app.identity.setup_code import MOST_LETTERS, is_setup_code
from kiosk_app.runtime.payment_worker import _noted as payment_noted
from kiosk_app.servicing.checks.disk import health
from kiosk_app.servicing.provisioning.errors import ProvisioningError
from kiosk_app.servicing.provisioning.signed_code import pack_code, read_code
from kiosk_app.servicing.provisioning.wifi import WifiManager
from kiosk_app.servicing.recovery import RecoveryError, recover
from kiosk_app.technician.terminal import plain
from kiosk_app.technician.try_procedure import AnswersError, read_answers
from kiosk_app.visit_process.control import ControlChannel
from offline_queue.contract.attestation import AttestationError, Attester
from offline_queue.contract.edition_shelf import shelf_of
from offline_queue.contract.envelope import OpeningKey, Recipients
from offline_queue.contract.errors import QueueError
from offline_queue.daemon.visits import _read as visit_figures
from offline_queue.delivery.backoff import Backoff
from offline_queue.delivery.fact_sender import _payload
from offline_queue.delivery.number_reserve import _read as read_number_request
from offline_queue.fleet.connection import Broker, Connection
from offline_queue.fleet.edition_fetch import EditionFetch, Tray
from offline_queue.fleet.reporter import _run_of
from offline_queue.gateway.document_signature import signature_of
from offline_queue.portal.appointments import AskAppointment
from offline_queue.portal.dvcqg.fees import DvcqgFee
from offline_queue.portal.dvcqg.finders import DvcqgFind, DvcqgMine
from offline_queue.portal.dvcqg.numbers import DvcqgReserveNumbers
from offline_queue.portal.dvcqg.procedures import DvcqgProcedures
from offline_queue.portal.dvcqg.records import DvcqgLookUp
from offline_queue.portal.dvcqg.session import DvcqgAddresses, DvcqgSession, KnownAlreadyError
from offline_queue.portal.general_requests import AskAboutDossier, RequestsEndpoint
from offline_queue.portal.opencps.linked import OpencpsListLinked
from offline_queue.portal.opencps.numbers import OpencpsReserveNumbers
from offline_queue.portal.payments import AskPayments
from offline_queue.portal.port import FeeKey, NumberRequest, PortalError, RecordKey
from offline_queue.portal.resumable import _metadata_of, _Upload, upload_place
from offline_queue.portal.transport import PortalAnswer, Transport, _read
from offline_queue.store import generation
from offline_queue.store.fact_queue import QueuedFact
from offline_queue.store.read_only import looking
from tests.drivers.chip_reader.cards import KEY, NOW, Country, holder
from tests.fuzz import scratch
from tests.fuzz.outside_targets import steers
from tests.offline_queue.support.clock import FakeClock

_PROVINCE = Ed25519PrivateKey.generate()
_PUBLIC = _PROVINCE.public_key()
_COUNTRY = Country()
_CARD_HOLDER = holder()
_SYNC = pyrage.x25519.Identity.generate()
_KEY = OpeningKey(str(_SYNC))
_ATTESTER = Attester(b"n" * 32)
_HOST = "https://portal.example"
_JSON = {"Content-Type": "application/json"}


def setup_code(data: bytes) -> None:
    """A province's set-up code before the reader: anybody's, and one whose bytes the province signed."""
    codes = [data.decode("utf-8", errors="replace")]
    signed = _PROVINCE.sign(data) + zlib.compress(data, 1)
    codes.append("KIOSK1." + base64.urlsafe_b64encode(signed).rstrip(b"=").decode())
    with contextlib.suppress(ProvisioningError):
        codes.append(pack_code(data, base64.b64encode(_PROVINCE.sign(data))))
    for code in codes:
        assert len(code) <= MOST_LETTERS or not is_setup_code(code)
        with contextlib.suppress(ProvisioningError):
            read_code(code, _PUBLIC)


def broker_word(data: bytes) -> None:
    """The last word under this kiosk's name, as the broker hands it on."""
    connection = Connection(
        Broker("broker.example", 8883, None, Path("c"), Path("k"), 60, 1.0), "DN07", ("kiosk/x", b"")
    )
    message = cast("Any", SimpleNamespace(payload=data))
    for _ in range(6):
        connection._on_message(None, None, message)
    assert len(connection.heard) <= 4
    for heard in connection.heard:
        assert len(heard) <= 1_000
        run = _run_of(heard)
        assert len(run) <= 64
        assert plain(run) == run


def edition_offer(data: bytes) -> None:
    """Everything that the province's address answers about editions; the second half is the edition."""
    index, _, content = data.partition(b"\x00\x00")
    told = {"format": 1, "number": 17, "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    for first in (index, json.dumps(told).encode()):
        with scratch.folder() as folder:
            clock = FakeClock()
            answers = _Answers([first, content, content, index])
            fetch = EditionFetch(
                answers,
                "all",
                Tray(folder / "tray", folder / "shelf", lambda: 10**9, 0),
                clock,
                random.Random(1),
                Backoff(1.0, 2.0, random.Random(1)),
                every_s=60.0,
            )
            for _ in range(4):
                clock.go(120.0)
                fetch.turn()
            for tar in (folder / "tray").glob("edition-*.tar"):
                assert tar.read_bytes() == content


class _Answers:
    """Gives one answer after the other, with the ranges that were asked for."""

    def __init__(self, contents: list[bytes]) -> None:
        self._contents = contents

    def __call__(
        self, method: str, path: str, *, headers: Mapping[str, str | None], most_bytes: int
    ) -> tuple[Mapping[str, str], int, bytes]:
        assert method == "GET"
        content = self._contents.pop(0) if self._contents else b""
        if len(content) > most_bytes:
            content = content[:most_bytes]
        asked = headers.get("Range") or ""
        if not asked or not content:
            return {"ETag": path}, 200, content
        begin = int(asked.removeprefix("bytes=").partition("-")[0])
        told = f"bytes {begin}-{begin + len(content) - 1}/{begin + len(content)}"
        return {"ETag": path, "Content-Range": told}, 206, content


def edition_shelf(data: bytes) -> None:
    """What is known of editions on this machine, whoever wrote it."""
    with scratch.folder() as folder:
        (folder / "state.json").write_bytes(data)
        shelf_of(folder).wants(17, "0" * 64)


def card_chip(data: bytes) -> None:
    """A card of whoever made it: raw answers first, then a genuine card of which one answer is another."""
    pieces = data.split(b"\x90\x00")
    raw = iter([piece + b"\x90\x00" for piece in pieces])
    _read_card(lambda _command: next(raw, b"\x69\x82"))
    card, number = _COUNTRY.card(_CARD_HOLDER), 0
    wrong = data[0] % 24 if data else 0

    def changed(command: bytes) -> bytes:
        nonlocal number
        number += 1
        answer = card.answer(command)
        return data[1:] + answer[len(data) - 1 :] if number == wrong and data else answer

    _read_card(changed)


def _read_card(transmit: Callable[[bytes], bytes]) -> None:
    with contextlib.suppress(ChipError):
        read_document(
            transmit,
            [KEY],
            _COUNTRY.trusted(),
            NOW,
            lambda size: bytes(range(1, size + 1)),
            photo=False,
            progress=lambda _stage, _percent: None,
        )


def document_signatures(data: bytes) -> None:
    """A signed PDF; the same bytes once more as the signature itself."""
    signature_of(data)
    hexed = data[:20_000].hex().encode()
    head = b"%%PDF-1.7\n/Type /Sig /ByteRange [0 %010d %010d %010d]\n/Contents "
    start = len(head % (0, 0, 0))
    signature_of(head % (start, start + len(hexed) + 2, 5) + b"<" + hexed + b">" + b"%%EOF")


def attestation(data: bytes) -> None:
    """What a screen says that the daemon gave it."""
    text = data.decode("utf-8", errors="replace")
    for read in (
        _ATTESTER.read,
        _ATTESTER.read_confirmation,
        lambda one: _ATTESTER.open_ticket(one, NOW),
        lambda one: _ATTESTER.open_chip_word(one, NOW),
    ):
        with contextlib.suppress(AttestationError):
            read(text)
            raise AssertionError("nobody gave this")


def queue_file(data: bytes) -> None:
    """A queue of a disk that is read with the recovery key, or looked into with `kioskctl`."""
    with scratch.written("queue.sqlite", data) as path:
        with contextlib.suppress(RecoveryError):
            list(recover(path, _KEY, path.parent / "out"))
        folder = path.parent
        outside = [one for one in folder.rglob("*") if not one.resolve().is_relative_to(folder.resolve())]
        assert not outside
        with contextlib.suppress(QueueError), looking(path):
            pass


def queue_values(data: bytes) -> None:
    """Values beside the dossiers that every process of the group can write."""
    text = data.decode("utf-8", errors="replace")
    read_number_request(text)
    _payload(QueuedFact(1, "uid", "help", text, 0))
    payment_noted(text)
    visit_figures(text)
    with scratch.folder() as folder:
        path = folder / "queue.sqlite"
        path.with_name("queue.sqlite.generation").write_bytes(data)
        generation._read(path)


def portal_facts(data: bytes) -> None:
    """A whole answer of a portal, as the rarer calls read it."""
    transport = cast("Transport", _Portal(data))
    endpoint, session = RequestsEndpoint(transport, _HOST), DvcqgSession(transport, DvcqgAddresses("H17"))
    look_up = DvcqgLookUp(session)
    numbers = NumberRequest("uid", "H17", 1)
    procedures = DvcqgProcedures(session, "H17")
    calls: tuple[Callable[[], object], ...] = (
        lambda: AskAboutDossier(endpoint)("uid"),
        lambda: AskAppointment(endpoint)("H17.1-241126-001"),
        lambda: OpencpsListLinked(transport)(RecordKey("1", "uid")),
        lambda: OpencpsReserveNumbers(transport)(numbers),
        lambda: DvcqgReserveNumbers(session)(numbers),
        lambda: DvcqgFind(look_up)("H17-1"),
        lambda: DvcqgMine(session)("048190000002"),
        lambda: DvcqgFee(look_up, AskPayments(endpoint))(FeeKey("uid", "H17-1")),
        procedures.codes,
        lambda: procedures.procedure("1.004873"),
    )
    for call in calls:
        with contextlib.suppress(PortalError, KnownAlreadyError):
            call()


class _Portal:
    """Answers every question with the same bytes, read as the transport reads them."""

    clock = FakeClock()
    endpoint = SimpleNamespace(user="u", password="p")

    def __init__(self, content: bytes) -> None:
        _kind, self._value = _read(_JSON, content)

    def call(self, *_path: str, **_more: object) -> PortalAnswer:
        return PortalAnswer(200, self._value, _JSON)


def upload_headers(data: bytes) -> None:
    """What a server for uploads (tus) says of one: how far it is, whose, and where."""
    offset, metadata, place = [*data.decode("latin-1").split("\n"), "", "", ""][:3]
    _metadata_of(metadata)
    found = upload_place(f"{_HOST}/files", place)
    assert not found or found.startswith(_HOST)
    answered = {"Upload-Offset": offset, "Upload-Metadata": metadata}
    server = cast("Transport", SimpleNamespace(vouched=lambda *_all, **_more: answered))
    with contextlib.suppress(PortalError):
        _Upload(server, f"{_HOST}/files", f"{_HOST}/files/1", {"fileUid": "x"}, b"content").send()


def wifi_names(data: bytes) -> None:
    """Names of networks, as whoever sends them on the air writes them."""
    names = data.split(b"\x00")[:20]
    networks = WifiManager(cast("Any", _Air(names))).networks()
    assert not any(steers(plain(network.ssid)) for network in networks)


class _Air:
    """NetworkManager with one radio that hears these names."""

    def __init__(self, names: list[bytes]) -> None:
        self._names = names

    def send_and_get_reply(self, message: Any, timeout: float) -> Any:
        assert timeout > 0
        body = self._answer(str(message.header.fields), message.body)
        return SimpleNamespace(header=SimpleNamespace(message_type=MessageType.method_return), body=body)

    def _answer(self, fields: str, asked: tuple[Any, ...]) -> tuple[Any, ...]:
        if "GetDevices" in fields:
            return (["/radio"],)
        if "GetAllAccessPoints" in fields:
            return ([f"/point/{number}" for number in range(len(self._names))],)
        if "RequestScan" in fields:
            return ()
        if asked[1] == "DeviceType":
            return (("u", 2),)
        number = int(fields.partition("/point/")[2].partition("'")[0])
        name = self._names[number]
        told = {"Ssid": name, "Strength": len(name) % 101, "Flags": name[:1] == b"W"}
        return (("v", told.get(str(asked[1]), name[-1] if name else 0)),)


def disk_answer(data: bytes) -> None:
    """What a disk says of its own health."""
    health(Path("/"), Path("/nonexistent"), lambda _device: data.decode("utf-8", "replace"), device="sda")


def screen_word(data: bytes) -> None:
    """What a screen's process says to its supervisor."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.setblocking(False)
        control = ControlChannel(theirs)
        for at in range(0, min(len(data), 8_192), 700):
            ours.sendall(data[at : at + 700])
            control.heard()


def scanner_keys(data: bytes) -> None:
    """Key events of a scanner that types."""
    typing = Typing(capitals=len(data) % 2 == 1)
    typed = "".join(
        typing.key(int.from_bytes(data[at : at + 2], "big") % 768, data[at + 2] % 4)
        for at in range(0, len(data) - 2, 3)
    )
    typed.encode()


def code_bytes(data: bytes) -> None:
    """The bytes inside a code, before anybody knows what letters they are."""
    text = undo_wrong_guess(text_of(data))
    assert undo_wrong_guess(text) is not None


def answers_file(data: bytes) -> None:
    """Answers that a technician tries a procedure with."""
    with scratch.written("answers.json", data) as path, contextlib.suppress(AnswersError):
        read_answers(path)


NEIGHBOURS: dict[str, Callable[[bytes], None]] = {
    one.__name__: one
    for one in (
        setup_code,
        broker_word,
        edition_offer,
        edition_shelf,
        card_chip,
        document_signatures,
        attestation,
        queue_file,
        queue_values,
        portal_facts,
        upload_headers,
        wifi_names,
        disk_answer,
        screen_word,
        scanner_keys,
        code_bytes,
        answers_file,
    )
}


def neighbour_seeds(name: str) -> list[bytes]:
    """Give what only a script can draw for one of these targets: what is sealed or made by SQLite."""
    if name == "queue_file":
        return [_queue()]
    if name == "attestation":
        return [_ATTESTER.ticket("048190000002", 2, NOW).encode()[:-3]]
    return []


def _queue() -> bytes:
    """A queue as small as can be recovered from: one dossier, one paper."""
    sealing = Recipients([str(_SYNC.to_public()), str(pyrage.x25519.Identity.generate().to_public())])
    parts = [sealing.seal(content) for content in (b"{}", b"%PDF-")]
    with scratch.folder() as folder:
        path = folder / "queue.sqlite"
        with contextlib.closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA page_size = 512")
            connection.executescript(
                "CREATE TABLE dossier (id INTEGER PRIMARY KEY, reference_uid, provisional_code, state);"
                "CREATE TABLE part (id INTEGER PRIMARY KEY, dossier_id, position, sealed_sha256);"
                "CREATE TABLE blob (part_id INTEGER PRIMARY KEY, sealed);"
                "INSERT INTO dossier VALUES (1, 'uid', 'TAM-DN07-0001-6', 'queued');"
            )
            for position, sealed in enumerate(parts):
                digest = hashlib.sha256(sealed).hexdigest()
                connection.execute("INSERT INTO part VALUES (?, 1, ?, ?)", (position + 1, position, digest))
                connection.execute("INSERT INTO blob VALUES (?, ?)", (position + 1, sealed))
            connection.commit()
        return path.read_bytes()
