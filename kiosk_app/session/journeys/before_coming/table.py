"""Ask what a procedure needs (trước khi đi): find it, read it, take it along. Nobody signs in."""

from __future__ import annotations

from kiosk_app.catalogue.model import Text
from kiosk_app.session.kernel.context import Context
from kiosk_app.session.kernel.journey import Journey, Leg
from kiosk_app.session.kernel.state import Errand
from kiosk_app.session.steps import find_procedure, requirements

NAME = "before_coming"
TITLE = Text("Hỏi trước khi làm thủ tục", "Ask before you apply")
SUMMARY = Text(
    "Xem cần giấy tờ gì, bao lâu, bao nhiêu tiền. Không phải đăng nhập.",
    "What to bring, how long, how much. No sign-in.",
)


def _errands(context: Context) -> tuple[Errand, ...]:
    # With a clock that is wrong nobody could be told what holds today.
    return (Errand(NAME, "", TITLE, SUMMARY, "search"),) if context.procedures() else ()


JOURNEY = Journey(
    name=NAME,
    legs=(Leg(find_procedure.STEP, counted=False), Leg(requirements.STEP, counted=False)),
    errands=_errands,
)
