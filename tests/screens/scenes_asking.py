"""Asking before one applies: what a citizen types and the catalogue answers."""

from __future__ import annotations

from kiosk_app.catalogue.guide import Guide
from kiosk_app.catalogue.search.found import ClarifyingChoice, Question
from kiosk_app.catalogue.store import LifeEvent
from kiosk_app.session.kernel.day import OpeningHours
from tests.screens.stage import Scene, Stage
from tests.session import words as ev
from tests.support.guides import COUNTER, ELSEWHERE, HERE

_EVENTS = (
    LifeEvent("young_child", "Có con nhỏ", "A young child", business=False, codes=("1.001193",), fields=()),
    LifeEvent(
        "residence_and_identity",
        "Cư trú và giấy tờ tùy thân",
        "Residence and identity papers",
        business=False,
        codes=("1.004222",),
        fields=(),
    ),
    LifeEvent("work", "Việc làm", "Work", business=False, codes=("3.000333",), fields=()),
)
_QUESTION = Question(
    "Sổ đăng ký khai sinh ở nơi đã đăng ký còn không?",
    "Is the register of the birth still kept where it was registered?",
    (
        ClarifyingChoice(
            "Còn sổ (hoặc chưa biết): xin bản sao, trích lục", "Yes, or not known: a copy", ("1.001193",)
        ),
        ClarifyingChoice(
            "Mất cả sổ lẫn bản chính: đăng ký lại", "Both are lost: register again", ("1.004873",)
        ),
    ),
)


def _answer(stage: Stage, *guides: Guide, question: Question | None = None, letters: str = "") -> None:
    number = stage.state.of(ev.Search).number
    events = () if stage.state.of(ev.Search).text else _EVENTS
    stage.send(ev.ProceduresFound(stage.visit, number, guides, question, events, frozenset(letters)))


def answer_found(stage: Stage, *, several: bool) -> None:
    """What the catalogue answers to what was typed: one procedure, or others."""
    _answer(stage, *((COUNTER, ELSEWHERE) if several else (HERE,)), letters="aeghinouy")


def _searching(stage: Stage) -> None:
    stage.send(ev.Begin("before_coming"))


def _front(stage: Stage) -> None:
    _searching(stage)
    _answer(stage, HERE, COUNTER, ELSEWHERE)


def _found(stage: Stage) -> None:
    _front(stage)
    stage.send(ev.NeedTyped("giấy đ"))
    _answer(stage, HERE, COUNTER, letters="aeio")


def _asked(stage: Stage) -> None:
    _front(stage)
    stage.send(ev.NeedTyped("làm lại giấy khai sinh"))
    _answer(stage, COUNTER, question=_QUESTION)


def _doubted(stage: Stage) -> None:
    _front(stage)
    stage.send(ev.NeedTyped("lễ hội đình làng"))
    number = stage.state.of(ev.Search).number
    stage.send(ev.ProceduresFound(stage.visit, number, (COUNTER,), None, (), frozenset(), doubtful=True))


def _narrowed(stage: Stage) -> None:
    _front(stage)
    stage.send(ev.LifeEventChosen("young_child"))
    _answer(stage, COUNTER)


def _nothing(stage: Stage) -> None:
    _front(stage)
    stage.send(ev.NeedTyped("xyz"))
    _answer(stage)


def _failed(stage: Stage) -> None:
    _searching(stage)
    stage.send(ev.SearchFailed(stage.visit, stage.state.of(ev.Search).number))


def _told(guide: Guide, *problems: str) -> Scene:
    def play(stage: Stage) -> None:
        _front(stage)
        stage.send(ev.GuideChosen(guide.code))
        for problem in problems:
            stage.send(ev.PrintAsked())
            stage.send(
                ev.SlipFailed(stage.visit, "guide", problem)
                if problem
                else ev.SlipPrinted(stage.visit, "guide")
            )

    return play


def _booked(stage: Stage) -> None:
    """Handed in at the counter, where half days are asked for."""
    stage.actor.restart(opening=OpeningHours(((450, 690), (810, 1020))))
    _told(COUNTER)(stage)


def _printing(stage: Stage) -> None:
    _told(HERE)(stage)
    stage.send(ev.PrintAsked())


ASKING: dict[str, Scene] = {
    "find-procedure-searching": _searching,
    "find-procedure": _front,
    "find-procedure-found": _found,
    "find-procedure-question": _asked,
    "find-procedure-doubted": _doubted,
    "find-procedure-narrowed": _narrowed,
    "find-procedure-nothing": _nothing,
    "find-procedure-failed": _failed,
    "requirements": _told(HERE),
    "requirements-counter": _told(COUNTER),
    "requirements-visit": _booked,
    "requirements-elsewhere": _told(ELSEWHERE),
    "requirements-printing": _printing,
    "requirements-printed": _told(HERE, ""),
    "requirements-not-printed": _told(HERE, "printer.paper_out"),
    "requirements-unconfirmed": _told(HERE, "printer.unconfirmed"),
}
"""By name; each plays on a fresh stage."""
