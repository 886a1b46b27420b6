"""What the citizen has to pay, where that is certain."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk_app.catalogue.condition import ALWAYS, holds
from kiosk_app.catalogue.dated_fees import COUNTER, ONLINE, fee_line
from kiosk_app.catalogue.model import NOTHING, Fee, Procedure, Text
from vietnam.bilingual import money_in


def fees_due(procedure: Procedure, answers: Mapping[str, str], *, online: bool) -> tuple[Fee, ...]:
    """Give the fees that these answers make due. `online`: filed with an account of one's own."""
    channels = ("", ONLINE if online else COUNTER)
    return tuple(fee for fee in procedure.fees if fee.channel in channels and holds(fee.when, answers))


def fee_total(procedure: Procedure, answers: Mapping[str, str], *, online: bool) -> int | None:
    """Sum of the fees in đồng; a count that is not a number counts as one.

    None where one that is due is not known: a part of the sum would be taken for all of it.
    """
    due = fees_due(procedure, answers, online=online)
    if any(fee.amount_vnd is None for fee in due):
        return None
    return sum((fee.amount_vnd or 0) * (count(answers, fee.per) if fee.per else 1) for fee in due)


def fee_said(procedure: Procedure, answers: Mapping[str, str], *, online: bool) -> Text:
    """Say what is due where no sum is: that it is free, or who sets it; nothing where there is a sum.

    A part of the sum is among the words, never told as all of it.
    """
    due = fees_due(procedure, answers, online=online)
    if fee_total(procedure, answers, online=online):
        return NOTHING
    said = [fee_line(fee, named=len(due) > 1) for fee in due]
    return Text("; ".join(one.vi.rstrip(".") for one in said), "; ".join(one.en.rstrip(".") for one in said))


def fee_words(procedure: Procedure) -> Text:
    """Say each fee before anything is answered; nothing where one is not known: the counter tells those.

    What the answers may ask for is not among them; where channels differ it is what is paid online, as the
    least.
    """
    fees = [fee for fee in procedure.fees if fee.when == ALWAYS and fee.channel != COUNTER]
    amounts = [fee.amount_vnd for fee in fees if fee.amount_vnd is not None]
    if not amounts or len(amounts) < len(fees):
        return NOTHING
    least = any(fee.channel for fee in fees)
    if least and not any(amounts):
        return Text("miễn phí nếu nộp trực tuyến", "free if filed online")
    return Text(
        ("từ " if least else "") + "; ".join(money_in(one, "vi") if one else "miễn phí" for one in amounts),
        ("from " if least else "") + "; ".join(money_in(one, "en") if one else "free" for one in amounts),
    )


def is_for_each(procedure: Procedure) -> bool:
    """Whether a fee that is said beforehand is for each of what is counted."""
    return any(fee.per for fee in procedure.fees if fee.when == ALWAYS)


def count(answers: Mapping[str, str], key: str) -> int:
    """The number under a key, 1 when there is none."""
    text = answers.get(key, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 1
