"""Thanh toán: a slip is shown, a banking app reads the screen's code, and the portal says that it is paid."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import numpy.typing as npt
import requests
from PIL import Image

from drivers.qr_reader.camera_decoder import decode
from kiosk_app.session.steps.payment import Payment, PaymentPhase
from tests.journeys.filed import UID, file_before, officer
from tests.journeys.following import show_slip
from tests.journeys.hand import Hand, Run, Surroundings
from tests.session.words import SlipPhase

FEE = 16_000


def play(hand: Hand) -> None:
    """Nobody signs in. The code is read off the very picture that the screen shows."""
    code = file_before(hand.world)
    officer(hand.world, "step", status="processing")
    officer(hand.world, "fee", name="Lệ phí cấp Giấy xác nhận tình trạng hôn nhân", amount=str(FEE))
    show_slip(hand, code)
    hand.pilot.touch("dossier.payment")
    hand.step("payment")
    hand.until(lambda: hand.state().of(Payment).phase is PaymentPhase.DUE, "the fee")
    said = hand.state().of(Payment).transfer
    assert said in _read(hand), "a phone reads another code than the one that is meant"
    began = time.monotonic()
    _transfer(hand, said)
    hand.until(lambda: hand.state().of(Payment).phase is PaymentPhase.PAID, "the portal's word")
    hand.found["transfer_to_paid_s"] = round(time.monotonic() - began, 1)
    hand.until(lambda: hand.state().of(Payment).slip is SlipPhase.PRINTED, "the slip")
    hand.pilot.picture("paid")
    payments = hand.world.portal_state()["payments"][UID]
    assert [one["amount"] for one in payments] == [FEE]
    hand.found["least_taps"] = 2
    hand.found["taps_to_paid"] = hand.pilot.taps
    _twice(hand, code, said)


def _twice(hand: Hand, code: str, said: str) -> None:
    """The same transfer comes once more: it is told, and is nobody else's."""
    _transfer(hand, said)
    hand.pilot.touch("payment.done")
    hand.step("welcome")
    show_slip(hand, code)
    hand.pilot.touch("dossier.payment")
    hand.step("payment")
    hand.until(lambda: hand.state().of(Payment).fee.too_much_vnd == FEE, "what came twice")
    hand.pilot.picture("twice")
    assert set(hand.world.portal_state()["payments"]) == {UID}
    hand.pilot.touch("payment.done")
    hand.step("welcome")


def _transfer(hand: Hand, said: str) -> None:
    address = f"{hand.world.portal_address}/bank/transfers"
    requests.post(address, data={"code": said}, timeout=30).raise_for_status()


def _read(hand: Hand) -> list[str]:
    path = hand.pilot.picture("code")
    assert path is not None
    with Image.open(path) as picture:
        grey: npt.NDArray[np.uint8] = np.asarray(picture.convert("L"), np.uint8)
    return [found.text for found in decode(grey, 10.0)]


TOML = """
[payment]
bank = "970436"
bank_name = "Vietcombank"
account = "1234567890"
holder = "KHO BAC NHA NUOC"
poll_s = 2.0
"""


@contextmanager
def treasury(_folder: Path) -> Iterator[Surroundings]:
    yield Surroundings(TOML)


RUN = Run("payment", play, around=treasury)
