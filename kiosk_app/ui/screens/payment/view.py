"""What is to be paid, the code for a banking app, and what became of it."""

from __future__ import annotations

from PySide6.QtCore import Slot

from kiosk_app.session.facts.payment import ToPay
from kiosk_app.session.facts.printing import SlipPhase
from kiosk_app.session.kernel.state import VisitState
from kiosk_app.session.steps.payment import (
    Payment,
    PaymentSlipAsked,
    TerminalChosen,
    TerminalGivenUp,
    TransferSaid,
)
from kiosk_app.ui.code_picture import code_picture
from kiosk_app.ui.messages import sentence
from kiosk_app.ui.view import Shown, View
from vietnam.bilingual import money_in

_PROBLEMS = {SlipPhase.WAITING: "payment.not_printed", SlipPhase.UNCONFIRMED: "guide.unconfirmed"}


class PaymentView(View):
    """What is to be paid, by which ways, and how far the payment is."""

    def project(self, state: VisitState) -> Shown:
        """The fee, the ways to pay it, and how far it is."""
        payment = state.of(Payment)
        fee, account, language = payment.fee, payment.account, state.language
        shown = payment.taken_vnd or fee.amount_vnd or fee.total_vnd or 0
        return {
            "phase": payment.phase.value,
            "code": fee.code,
            "amount": _money(shown, language),
            "lines": [{"name": name, "amount": _money(one, language)} for name, one in fee.lines],
            "paidBefore": _money(fee.paid_vnd, language) if fee.paid_vnd and fee.amount_vnd else "",
            "tooMuch": _money(fee.too_much_vnd, language) if payment.phase.value == "paid" else "",
            "words": fee.words,
            "picture": code_picture(payment.transfer) if payment.transfer else "",
            "bank": account.bank_name or account.bank if account else "",
            "account": account.number if account else "",
            "holder": account.holder if account else "",
            "card": "card" in payment.takes,
            "cash": "cash" in payment.takes,
            "online": state.health.online,
            "maySay": payment.may_say,
            "taken": payment.taken_vnd > 0,
            "proof": payment.proof or ", ".join(fee.proofs),
            "problem": sentence(payment.problem),
            "mayAskAgain": payment.may_ask_again,
            "givingUp": payment.giving_up,
            # After filing there is no way back: the dossier is sent.
            "mayGoBack": not state.of(ToPay).wanted,
            "print": payment.slip.value,
            "printProblem": sentence(_PROBLEMS.get(payment.slip, "")),
            "mayPrint": payment.may_print and payment.slip is not SlipPhase.PRINTING,
        }

    @Slot()
    def said(self) -> None:
        """ "Tôi đã chuyển tiền"."""
        self._store.dispatch(TransferSaid())

    @Slot()
    def terminal(self) -> None:
        """By card, or cash."""
        self._store.dispatch(TerminalChosen())

    @Slot()
    def giveUp(self) -> None:
        """Not at the terminal after all."""
        self._store.dispatch(TerminalGivenUp())

    @Slot()
    def print(self) -> None:
        """The slip."""
        self._store.dispatch(PaymentSlipAsked())


def _money(dong: int, language: str) -> str:
    return money_in(dong, language) if dong else ""


VIEW = PaymentView
