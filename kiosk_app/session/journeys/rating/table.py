"""Say how a finished dossier was handled (đánh giá): by its slip, nobody signs in."""

from __future__ import annotations

from kiosk_app.catalogue.model import Text
from kiosk_app.session.facts.portal_takes import PortalTakes
from kiosk_app.session.facts.rating import RatingScale
from kiosk_app.session.kernel.context import Context
from kiosk_app.session.kernel.journey import Journey, Leg
from kiosk_app.session.kernel.state import Errand
from kiosk_app.session.steps import dossier_rating, look_up

NAME = "rating"
TITLE = Text("Đánh giá", "Give feedback")
SUMMARY = Text("Hồ sơ đã có kết quả. Không ghi tên.", "On a finished dossier. No name is kept.")


def _errands(context: Context) -> tuple[Errand, ...]:
    offered = context.of(RatingScale).on_front and context.of(PortalTakes).ratings
    return (Errand(NAME, "", TITLE, SUMMARY, "smile5"),) if offered else ()


JOURNEY = Journey(
    name=NAME,
    legs=(Leg(look_up.STEP, counted=False), Leg(dossier_rating.STEP, counted=False)),
    errands=_errands,
)
