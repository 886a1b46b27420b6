"""Which papers this dossier asks for, as far as the answers tell."""

from __future__ import annotations

from dataclasses import replace

from kiosk_app.catalogue.model import Need
from kiosk_app.forms.required_documents import required_documents
from kiosk_app.identity.model import Claims, Identity, IdentityMethod
from kiosk_app.session.facts.filing import Filing, Form, PaperLine, Papers
from kiosk_app.session.facts.signer import Signer
from kiosk_app.session.kernel.state import VisitState

EXPECTED = Identity(IdentityMethod.VNEID_VERIFIED, Claims())
"""Whom the papers are asked for before anybody has signed in: who comes without VNeID shows a card at the
counter, and is told so where they sign in."""


def listed(state: VisitState) -> VisitState:
    """Work out what these answers ask for; what was said of a paper or scanned before stays."""
    procedure, papers = state.of(Filing).procedure, state.of(Papers)
    if procedure is None:
        return state
    known = {line.component.part_no: line for line in papers.lines}
    identity = state.of(Signer).identity or EXPECTED
    lines = []
    for component, need in required_documents(procedure, state.of(Form).answers, identity.verified):
        if need is Need.NOT_APPLICABLE:
            continue
        line = known.get(component.part_no)
        lines.append(PaperLine(component, need) if line is None else replace(line, need=need))
    return state.put(replace(papers, lines=tuple(lines)))


def said(state: VisitState, part_no: str, *, brought: bool) -> VisitState:
    """Keep what the citizen said of a paper; what was scanned of one that is not theirs goes away."""
    papers = state.of(Papers)
    lines = tuple(
        (replace(line, brought=True) if brought else replace(line, brought=False, pages=(), dropped=()))
        if line.component.part_no == part_no
        else line
        for line in papers.lines
    )
    problem = "" if papers.problem == part_no and brought else papers.problem
    return state.put(replace(papers, lines=lines, problem=problem))
