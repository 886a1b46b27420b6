"""All that will be sent, large, to be read out to a citizen who was helped."""

from __future__ import annotations

from kiosk_app.forms.totals import fee_said, fee_total
from kiosk_app.session.facts.filing import Filing, Form, Papers
from kiosk_app.session.facts.helped import Helped, files_online
from kiosk_app.session.facts.signer import Signer
from kiosk_app.session.kernel.state import VisitState
from kiosk_app.session.steps.read_aloud import STEP, ReadAloud
from kiosk_app.ui.messages import sentence
from kiosk_app.ui.said_cards import helper_words, said_cards
from kiosk_app.ui.view import Shown, View
from vietnam.bilingual import money_in

_EMPTY: Shown = {
    "procedure": "",
    "lines": [],
    "papers": [],
    "fee": "",
    "feeSaid": "",
    "helper": "",
    "problem": "",
    "checking": False,
    "reader": True,
}


class ReadAloudView(View):
    """All that will be sent as one list to read out; nothing can be changed here."""

    def project(self, state: VisitState) -> Shown:
        """The same words as on the review, one after the other."""
        procedure = state.of(Filing).procedure
        if procedure is None or state.step != STEP.name:
            return _EMPTY
        reading, language = state.of(ReadAloud), state.language
        online = files_online(state.of(Signer).identity, state.of(Helped))
        answers = state.of(Form).answers
        fee = fee_total(procedure, answers, online=online)
        return {
            "procedure": procedure.name.in_language(language),
            "lines": [line for card in said_cards(state) for line in card["lines"]],
            "papers": [
                {"name": line.component.short_name.in_language(language), "pages": len(line.pages)}
                for line in state.of(Papers).lines
                if line.pages
            ],
            "fee": money_in(fee, language) if fee else "",
            "feeSaid": fee_said(procedure, answers, online=online).in_language(language),
            "helper": helper_words(state.of(Helped), language),
            "problem": sentence(reading.problem),
            "checking": reading.checking,
            "reader": not state.health.reader,
        }


VIEW = ReadAloudView
