"""Every parser of bytes from outside, each as a function of bytes.

A target may refuse its input by the typed error that its callers handle; anything else that it raises is a
crash. `make fuzz` drives them with atheris; the suite runs the kept corpus and a few hundred inputs each.
"""

from __future__ import annotations

import base64
import contextlib
import io
import json
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pikepdf
import pyrage
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from PIL import ExifTags, Image, ImageCms
from pydantic import ValidationError

import assets
from chip_data.data_groups import personal_id_of_mrz, portrait, printed_fields
from chip_data.passive_authentication import authenticate
from chip_data.trust_store import TrustStore
from configuration.error_line import ConfigurationError
from configuration.load import load
from configuration.screen_tables import Reader
from drivers.chip_reader.emulator.issuer import country_signer, document_signer, security_object
from drivers.chip_reader.port import ChipError
from drivers.qr_reader.picture import PictureFileError, read_picture
from kiosk_app.catalogue.importers.crawl import read_crawl
from kiosk_app.catalogue.importers.report import ImportFailedError, ImportReport
from kiosk_app.catalogue.load import CatalogueError, load_library, load_procedure
from kiosk_app.identity.card import CardFormatError, parse_card_fields
from kiosk_app.identity.parse import parse_payload
from kiosk_app.identity.personal_id import PersonalIdError, check, parse_personal_id
from kiosk_app.scanning.picture_file import pages_of
from kiosk_app.scanning.prepare import PictureError
from kiosk_app.servicing.provisioning.errors import ProvisioningError
from kiosk_app.servicing.provisioning.signed_file import NAME, read_signed
from offline_queue.contract.appointment_messages import AppointmentTold
from offline_queue.contract.attestation import Attester
from offline_queue.contract.badge import is_badge, new_badge, parts_of
from offline_queue.contract.dossier import Manifest
from offline_queue.contract.due_messages import DueServicesAnswer
from offline_queue.contract.envelope import EnvelopeError, OpeningKey, Recipients
from offline_queue.contract.fee_messages import FeeTold
from offline_queue.contract.look_up_messages import LookedUp, Mine
from offline_queue.contract.messages import DossierNews, LinkState, Status
from offline_queue.contract.provisional_code import is_code
from offline_queue.contract.sign_in_messages import PhoneSignInBegun, Verified
from offline_queue.contract.stages import of_number, of_opencps
from offline_queue.gateway.badges import Badges
from offline_queue.gateway.chip_check import ChipCheck
from offline_queue.gateway.code_guard import CodeGuard
from offline_queue.gateway.look_ups import read_code
from offline_queue.gateway.request_handler import RequestHandler, RequestRefusedError
from offline_queue.gateway.sign_ins import SignIns
from offline_queue.portal.dates import date_of
from offline_queue.portal.fields import plain
from offline_queue.store.export import LIST, SIGNATURE, ExportError, read_export
from tests.drivers.chip_reader.cards import NOW, VALID, holder
from tests.fuzz import scratch
from tests.fuzz.neighbour_targets import NEIGHBOURS, neighbour_seeds
from tests.fuzz.outside_targets import OUTSIDE, drawn_seeds
from tests.offline_queue.support.clock import FakeClock
from tests.offline_queue.support.codes import CodeMachine, memory_store
from tests.offline_queue.support.results import NoResults
from tests.offline_queue.support.service import ServiceKiosk
from tests.offline_queue.support.visits import NoVisits

_LARGEST = 65_536
_TOKEN = re.compile(Reader.model_fields["token_pattern"].default)
_KEY = OpeningKey(str(pyrage.x25519.Identity.generate()))


_ATTESTER = Attester(b"f" * 32)
_COUNTRY = country_signer(VALID)
_LIBRARY = load_library(assets.folder("catalogue"))


@cache
def _handler() -> RequestHandler:
    """The daemon's; made when it is first asked, since it opens databases."""
    store = memory_store(FakeClock())
    guard = CodeGuard(CodeMachine(), store)
    return RequestHandler(
        status=lambda: Status(
            link=LinkState.OFFLINE, identity_service=False, clock_doubtful=False, accepting=True
        ),
        sign_ins=SignIns(lambda _token: Verified(result="unavailable"), guard, store, _ATTESTER, FakeClock()),
        guard=guard,
        confirm=Badges((), _ATTESTER, store, FakeClock()).check,
        check_chip=ChipCheck(TrustStore((_COUNTRY.certificate,)), _ATTESTER, FakeClock()).check,
        begin_phone=lambda: PhoneSignInBegun(result="unavailable"),
        ask_phone=lambda _asked: Verified(result="expired"),
        news=lambda _reference: None,
        wake=lambda _by_hand: None,
        appointment=lambda _asked: AppointmentTold(result="not_now"),
        help=lambda _asked: None,
        look_up=lambda asked: LookedUp(result="unknown" if read_code(asked.code) else "wrong_code"),
        mine=lambda _asked: Mine(result="not_now"),
        service=ServiceKiosk().service_mode,
        fee=lambda asked: FeeTold(result="unknown" if read_code(asked.code) else "wrong_code"),
        due=lambda _asked: DueServicesAnswer(result="not_now"),
        results=NoResults(),
        visits=NoVisits(),
    )


_DOCUMENT_SIGNER = document_signer(_COUNTRY, VALID)
_TRUSTED = TrustStore((_COUNTRY.certificate,))
_GROUPS = holder().groups()
_PROVINCE = Ed25519PrivateKey.generate()


def qr_payload(data: bytes) -> None:
    """What a citizen shows to the reader; total: every text gives a payload."""
    parse_payload(_text(data), _TOKEN, is_code)


def card(data: bytes) -> None:
    """The fields of a card's code."""
    with contextlib.suppress(CardFormatError):
        parse_card_fields(_text(data))


def personal_id(data: bytes) -> None:
    """A personal id as typed, with a date and sex beside it."""
    first, _, rest = _text(data).partition("|")
    birth, _, sex = rest.partition("|")
    with contextlib.suppress(PersonalIdError):
        parse_personal_id(first)
        check(first, birth, sex)


def socket_request(data: bytes) -> None:
    """A line of the screen's socket, as the daemon takes it."""
    try:
        request = json.loads(data)
    except (ValueError, RecursionError):
        return
    if not isinstance(request, dict):
        return
    params = request.get("params", {})
    with contextlib.suppress(RequestRefusedError):
        _handler().answer(str(request.get("method")), params if isinstance(params, dict) else {})


def socket_answer(data: bytes) -> None:
    """A line of the daemon, as the screen takes it."""
    for message in (Status, DossierNews, Verified):
        with contextlib.suppress(ValidationError):
            message.model_validate_json(data)


def portal_values(data: bytes) -> None:
    """Values of a portal's answer: dates, stages, words."""
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        value = _text(data)
    for one in value if isinstance(value, list) else [value]:
        date_of(one)
        of_number(one)
        of_opencps(str(one))
        assert len(plain(one, 200)) <= 200


def manifest(data: bytes) -> None:
    """The manifest of a dossier, as it comes out of an envelope."""
    with contextlib.suppress(ValidationError):
        Manifest.model_validate_json(data)


def sealed_part(data: bytes) -> None:
    """An age file from a queue that somebody else may have written."""
    with contextlib.suppress(EnvelopeError):
        _KEY.open(data, "0" * 64)
    with contextlib.suppress(EnvelopeError):
        Recipients([_text(data), _KEY.public])


def stick(data: bytes) -> None:
    """The list and the signature of an export."""
    listing, _, signature = data.partition(b"\x00")
    with scratch.folder() as folder:
        (folder / LIST).write_bytes(listing)
        (folder / SIGNATURE).write_bytes(signature)
        with contextlib.suppress(ExportError):
            read_export(folder, ["0" * 64, _text(signature)])


def procedure(data: bytes) -> None:
    """A procedure's YAML."""
    with scratch.written("procedure.yaml", data[:_LARGEST]) as path, contextlib.suppress(CatalogueError):
        load_procedure(path, _LIBRARY)


def configuration(data: bytes) -> None:
    """The configuration file."""
    with scratch.written("kiosk.toml", data[:_LARGEST]) as path, contextlib.suppress(ConfigurationError):
        load(path)


def picture(data: bytes) -> None:
    """A picture or PDF given to `scan-file`."""
    with scratch.written("page", data) as path, contextlib.suppress(PictureError):
        for _page in pages_of(path, None, 150):
            pass


def qr_picture(data: bytes) -> None:
    """A picture given to `read-qr`."""
    with scratch.written("photo", data) as path, contextlib.suppress(PictureFileError):
        read_picture(path)


def chip_groups(data: bytes) -> None:
    """Files of a citizen card's chip, before anybody knows whether they are genuine."""
    for read in (personal_id_of_mrz, printed_fields, portrait):
        with contextlib.suppress(ChipError):
            read(data)


def chip_signature(data: bytes) -> None:
    """The chip's security object: certificates and signatures of whoever made the card."""
    with contextlib.suppress(ChipError):
        authenticate(data, _GROUPS, _TRUSTED, NOW)


def crawled_catalogue(data: bytes) -> None:
    """A file of procedures that somebody took from the national portal, packed or not."""
    for name in ("crawl.jsonl", "crawl.jsonl.gz"):
        with scratch.written(name, data[:_LARGEST]) as path, contextlib.suppress(ImportFailedError):
            read_crawl(path, ImportReport())


def provisioning_stick(data: bytes) -> None:
    """A provisioning file with its signature, on a stick: both of whoever made the stick."""
    content, _, signature = data.partition(b"\x00")
    for written in (signature, base64.b64encode(_PROVINCE.sign(content))):
        with scratch.folder() as folder:
            (folder / NAME).write_bytes(content)
            (folder / f"{NAME}.sig").write_bytes(written)
            with contextlib.suppress(ProvisioningError):
                read_signed(folder, _PROVINCE.public_key())


def badge(data: bytes) -> None:
    """A code that claims to be a badge of the staff."""
    text = _text(data)
    if is_badge(text):
        badge_id, secret = parts_of(text)
        assert badge_id
        assert secret


TARGETS: dict[str, Callable[[bytes], None]] = {
    one.__name__: one
    for one in (
        qr_payload,
        card,
        personal_id,
        socket_request,
        socket_answer,
        portal_values,
        manifest,
        sealed_part,
        stick,
        procedure,
        configuration,
        picture,
        qr_picture,
        chip_groups,
        chip_signature,
        crawled_catalogue,
        provisioning_stick,
        badge,
    )
}
TARGETS |= OUTSIDE | NEIGHBOURS


def seeds(name: str) -> list[bytes]:
    """Give the kept corpus of a target, and what a script can draw for it."""
    folder = Path(__file__).with_name("corpus") / name
    kept = [path.read_bytes() for path in sorted(folder.glob("*"))] if folder.is_dir() else []
    if name in {"picture", "qr_picture"}:
        kept += _pictures()
    if name == "procedure":
        kept += [path.read_bytes() for path in sorted(assets.folder("catalogue").glob("[0-9]*.yaml"))]
    if name == "chip_groups":
        kept += _GROUPS.values()
    if name == "chip_signature":
        kept.append(security_object(_DOCUMENT_SIGNER, _GROUPS))
    if name == "badge":
        kept.append(new_badge("can-bo-1")[0].encode())
    kept += drawn_seeds(name) + neighbour_seeds(name)
    if name == "configuration":
        kept.append((assets.folder("system") / "kiosk.toml").read_bytes())
    return kept


def _pictures() -> list[bytes]:
    made = []
    small = Image.linear_gradient("L").resize((24, 32))
    for kind in ("PNG", "JPEG", "TIFF", "BMP", "WEBP", "GIF"):
        target = io.BytesIO()
        small.save(target, kind)
        made.append(target.getvalue())
    # What travels beside the picture: which way up it was held, and what its colours mean.
    colours = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    held = Image.Exif()
    held[ExifTags.Base.Orientation] = 6
    for kind in ("JPEG", "PNG", "TIFF", "WEBP"):
        target = io.BytesIO()
        small.convert("RGB").save(target, kind, exif=held.tobytes(), icc_profile=colours)
        made.append(target.getvalue())
    target = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(40, 40))
        document.save(target)
    return [*made, target.getvalue()]


def _text(data: bytes) -> str:
    return data.decode("utf-8", errors="replace")
