"""In kết quả điện tử: the fee first, the result looked at, two copies on A4, counted, nothing kept."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import requests
import segno
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from drivers.document_printer.emulator.private_cups import QUEUE, PrivateCups
from tests.drivers.document_printer.conftest import shipped_settings
from tests.journeys.filed import UID, file_before, officer
from tests.journeys.following import own
from tests.journeys.hand import Hand, Run, Surroundings
from tests.session.words import Followed, ResultPhase, ResultShown

FEE = 8_000
NAME = "Giay xac nhan tinh trang hon nhan"


def electronic_result() -> bytes:
    """Draw a certificate of one page with its QR code, as an officer's system would sign one."""
    picture, written = BytesIO(), BytesIO()
    segno.make("https://xacthuc.example/KQ.G15.000038/0007", error="m").save(picture, kind="png", scale=6)
    canvas = Canvas(written, pagesize=A4)
    canvas.setFont("Times-Bold", 18)
    canvas.drawCentredString(A4[0] / 2, 720, "GIAY XAC NHAN TINH TRANG HON NHAN")
    canvas.setFont("Times-Roman", 12)
    canvas.drawString(90, 670, "Ban dien tu. So: 0007/2026/UBND-XNTTHN")
    canvas.drawImage(ImageReader(BytesIO(picture.getvalue())), 90, 90, 120, 120)
    canvas.save()
    return written.getvalue()


def play(hand: Hand) -> None:
    """A fee is due at first; paid, the result comes, and two copies of it."""
    cups = hand.things["cups"]
    assert isinstance(cups, PrivateCups)
    document = electronic_result()
    code = file_before(hand.world)
    address = f"{hand.world.portal_address}/inbox/{UID}/result"
    files = {"file": ("ket-qua.pdf", document, "application/pdf")}
    requests.post(address, data={"name": NAME}, files=files, timeout=10).raise_for_status()
    officer(hand.world, "fee", name="Lệ phí", amount=str(FEE))
    officer(hand.world, "step", status="releasing", note="")
    own(hand, code)
    found = hand.state().of(Followed).found
    assert found is not None
    hand.pilot.touch(f"dossier.result.{found.results[0][0]}")
    hand.step("result")
    hand.until(lambda: _shown(hand).phase is ResultPhase.FAILED, "that a fee is due")
    assert (_shown(hand).problem, _shown(hand).amount_vnd) == ("result.unpaid", FEE)
    hand.pilot.picture("result-unpaid")
    _pay(hand, code)
    # A dossier asked for again at once gets the same answer: the citizen touches until it has come.
    hand.until(lambda: _again(hand), "the result", 60.0)
    hand.pilot.picture("result-shown")
    hand.pilot.touch("result.copies.more")
    hand.pilot.touch("nav.next")
    hand.until(lambda: _shown(hand).printed == 2, "two copies", 120.0)
    hand.pilot.picture("result-printed")
    hand.pilot.touch("nav.next")
    hand.step("welcome")
    assert [path.read_bytes() for path in cups.printed()] == [document, document]
    assert cups.spooled() == []
    hand.until(lambda: len(_counted(hand)) == 2, "the counts at the portal")
    hand.found["copies"] = len(cups.printed())


def _shown(hand: Hand) -> ResultShown:
    return hand.state().of(ResultShown)


def _again(hand: Hand) -> bool:
    if _shown(hand).phase is ResultPhase.FAILED:
        hand.pilot.touch("result.again")
    return _shown(hand).phase is ResultPhase.SHOWN


def _pay(hand: Hand, code: str) -> None:
    told = {"reference": "FT00000001", "amount": FEE, "content": f"NOP PHI {code}"}
    address = f"{hand.world.portal_address}/bank/webhook"
    requests.post(address, json=told, timeout=10).raise_for_status()


def _counted(hand: Hand) -> list[object]:
    return [one for one in hand.world.portal_state()["items"] if one["kind"] == "result_copies"]


@contextmanager
def with_printer(_folder: Path) -> Iterator[Surroundings]:
    """Give the kiosk an A4 printer."""
    with PrivateCups(shipped_settings()) as cups:
        toml = f'[document_printer]\nqueue = "{QUEUE}"\nsocket = "{cups.socket}"\nmost_copies = 3\n'
        yield Surroundings(toml, {"cups": cups})


RUN = Run("print_result", play, around=with_printer)
