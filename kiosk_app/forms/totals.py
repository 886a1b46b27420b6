"""What the citizen has to pay, where that is certain."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk_app.catalogue.model import Procedure, Text
from vietnam.bilingual import money_in


def fee_total(procedure: Procedure, answers: Mapping[str, str]) -> int:
    """Sum of the fees in đồng; a count that is not a number counts as one.

    0 where one of them is not known: a part of the sum would be taken for all of it.
    """
    if not fee_is_known(procedure):
        return 0
    return sum((fee.amount_vnd or 0) * (count(answers, fee.per) if fee.per else 1) for fee in procedure.fees)


def fee_is_known(procedure: Procedure) -> bool:
    """Whether every fee has an amount; else a total would be a number made up."""
    return all(fee.amount_vnd is not None for fee in procedure.fees)


def fee_words(procedure: Procedure) -> Text:
    """Say each fee before anything is answered; nothing where one is not known: the counter tells those."""
    amounts = [one.amount_vnd for one in procedure.fees if one.amount_vnd is not None]
    if len(amounts) < len(procedure.fees):
        return Text("", "")
    return Text(
        "; ".join(money_in(one, "vi") if one else "miễn phí" for one in amounts),
        "; ".join(money_in(one, "en") if one else "free" for one in amounts),
    )


def count(answers: Mapping[str, str], key: str) -> int:
    """The number under a key, 1 when there is none."""
    text = answers.get(key, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 1
