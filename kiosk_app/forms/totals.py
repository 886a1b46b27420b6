"""What the citizen has to pay."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk_app.catalogue.model import Procedure


def fee_total(procedure: Procedure, answers: Mapping[str, str]) -> int:
    """Sum of the fees in đồng that are known; a count that is not a number counts as one."""
    return sum((fee.amount_vnd or 0) * (count(answers, fee.per) if fee.per else 1) for fee in procedure.fees)


def fee_is_known(procedure: Procedure) -> bool:
    """Whether every fee has an amount; else a total would be a number made up."""
    return all(fee.amount_vnd is not None for fee in procedure.fees)


def count(answers: Mapping[str, str], key: str) -> int:
    """The number under a key, 1 when there is none."""
    text = answers.get(key, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 1
