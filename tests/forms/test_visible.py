"""Which fields and sections are asked."""

from __future__ import annotations

from kiosk_app.forms.visible import visible_fields, visible_sections
from tests.forms.samples import COPYING, MARRYING, copying, marrying


def titles(answers: dict[str, str]) -> list[str]:
    """Titles of the sections of the marriage form that ask anything."""
    return [MARRYING.sections[index].title.vi for index in visible_sections(MARRYING, answers)]


def test_for_myself_nothing_is_asked_twice() -> None:
    shown = titles(marrying())
    assert "Người được cấp giấy" not in shown
    assert "Nơi cư trú của người được cấp giấy" not in shown
    assert "Người yêu cầu" in shown


def test_for_somebody_else_they_are_asked() -> None:
    shown = titles(marrying(quanhevoinguoiduocxacminh="2"))
    assert "Người được cấp giấy" in shown
    assert "Giấy tờ của người được cấp giấy" in shown


def test_a_fact_that_is_not_known_of_me_is_asked_after_all() -> None:
    answers = marrying() | {"DanTocC": "", "DanTocC1": ""}
    index = [part.title.vi for part in MARRYING.sections].index("Người được cấp giấy")
    assert [field.key for field in visible_fields(MARRYING, index, answers)] == ["DanTocC1"]


def test_abroad_the_address_is_free_text() -> None:
    index = [part.title.vi for part in MARRYING.sections].index("Nơi cư trú của người yêu cầu")
    keys = [field.key for field in visible_fields(MARRYING, index, {"nycNoiCuTru": "Khac"})]
    assert keys == ["nycLoaiCuTru", "nycNoiCuTru", "nycNoiCuTru_NuocNgoai"]


def test_fields_that_only_carry_facts_are_never_asked() -> None:
    asked = {
        field.key for index in range(len(COPYING.sections)) for field in visible_fields(COPYING, index, {})
    }
    assert asked & {"GioiTinhC", "DanTocC", "QuocTichC", "NgaySinhC", "contactEmail"} == set()


def test_the_copy_for_my_child_asks_for_the_child() -> None:
    shown = [
        COPYING.sections[index].title.vi for index in visible_sections(COPYING, copying(NYC_QuanHe="MeDe"))
    ]
    assert "Người được đăng ký" in shown
    assert "Giấy tờ của người được đăng ký (nếu có)" in shown
    alone = [COPYING.sections[index].title.vi for index in visible_sections(COPYING, copying())]
    assert [title for title in alone if "được đăng ký" in title] == []
