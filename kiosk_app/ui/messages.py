"""One sentence for each problem: what happened, what to do, and that nothing is lost."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from kiosk_app.forms.issue import Issue
from kiosk_app.ui.sentences.answers import ANSWERS
from kiosk_app.ui.sentences.counter import COUNTER
from kiosk_app.ui.sentences.errands import ERRANDS
from kiosk_app.ui.sentences.papers import PAPERS
from kiosk_app.ui.sentences.results import RESULTS
from kiosk_app.ui.sentences.sending import SENDING
from kiosk_app.ui.sentences.sign_in import SIGN_IN

CONTEXT = "Messages"

SENTENCES: dict[str, str] = {**SIGN_IN, **ANSWERS, **PAPERS, **SENDING, **ERRANDS, **COUNTER, **RESULTS}
"""Vietnamese by code; English is in the translation file."""


def issue_sentence(issue: Issue, language: str) -> str:
    """Say what is not right with an answer; a rule has its own words, and names the law."""
    if issue.code != "rule":
        return sentence(issue.code, issue.detail)
    words = issue.sentence.in_language(language)
    return f"{words} ({issue.law})" if issue.law else words


def sentence(code: str, detail: str = "") -> str:
    """Give the sentence in the language of the screen; "" for no problem.

    KeyError for a code without a sentence: a test keeps the table complete.
    """
    if not code:
        return ""
    return QCoreApplication.translate(CONTEXT, SENTENCES[code]).replace("%1", detail)
