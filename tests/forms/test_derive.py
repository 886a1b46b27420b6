"""What follows from other answers, and what is sent."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk_app.forms.derive import copied, derived, keys_of, relevant
from tests.forms.samples import COPYING, MARRYING, copying, marrying

KEYS = sorted({key for part in MARRYING.sections for field in part.fields for key in keys_of(field)})
VALUES = sorted(
    {"", "1", "2", "Khac", "CapLai", "Kết hôn", "048190000002", "1990-02-30", "x" * 300, "\x00"}
    | {option.value for option in MARRYING.field("TinhTrangHonNhanC1").options}
)
ANSWERS = st.dictionaries(st.sampled_from(KEYS), st.sampled_from(VALUES), max_size=25)


def test_for_myself_my_facts_are_taken_over() -> None:
    answers = marrying()
    assert answers["HoVaTenC1"] == "Nguyễn Thị Hồng Ơn"
    assert answers["GioiTinhC1"] == "Nữ"
    assert answers["nxnNoiCuTru_TrongNuoc.xa"] == "20707"
    assert copied(MARRYING.field("HoVaTenC1"), MARRYING, answers)


def test_for_somebody_else_they_go_away_again_and_defaults_come_back() -> None:
    answers = derived(MARRYING, marrying() | {"quanhevoinguoiduocxacminh": "2"})
    assert answers["HoVaTenC1"] == ""
    assert answers["nxnNoiCuTru_TrongNuoc.xa"] == ""
    assert answers["QuocTichC1"] == "Việt Nam"
    assert not copied(MARRYING.field("HoVaTenC1"), MARRYING, answers)


def test_what_the_citizen_typed_for_somebody_else_stays() -> None:
    answers = derived(MARRYING, {"quanhevoinguoiduocxacminh": "2", "HoVaTenC1": "Lê Văn B"})
    assert derived(MARRYING, answers)["HoVaTenC1"] == "Lê Văn B"


def test_an_unknown_fact_is_not_copied_but_asked() -> None:
    answers = derived(MARRYING, marrying() | {"DanTocC": ""})
    assert not copied(MARRYING.field("DanTocC1"), MARRYING, answers)


def test_a_changed_source_changes_its_copy() -> None:
    assert derived(MARRYING, marrying() | {"HoVaTenC": "Lê Thị C"})["HoVaTenC1"] == "Lê Thị C"


def test_hidden_answers_are_not_sent() -> None:
    sent = relevant(MARRYING, marrying(nhapmucdichkhac="vay vốn", GiayToHonNhan_So="12"))
    assert "nhapmucdichkhac" not in sent
    assert "GiayToHonNhan_So" not in sent
    assert not [key for key in sent if key.endswith(".copied")]


def test_fields_that_only_fill_others_are_not_sent_but_the_dossiers_own_are() -> None:
    sent = relevant(MARRYING, marrying())
    assert "GioiTinhC" not in sent
    assert sent["contactEmail"] == "on@example.vn"


def test_the_paper_of_the_person_registered_is_mine_for_myself() -> None:
    sent = relevant(COPYING, copying())
    assert (sent["NDK_SoGiayTo"], sent["NDK_NgayCap"]) == ("048190000002", "2024-08-01")
    assert "NDK_SoGiayTo" not in relevant(COPYING, copying(NYC_QuanHe="MeDe"))


@settings(max_examples=80)
@given(ANSWERS)
def test_deriving_twice_changes_nothing_more(answers: dict[str, str]) -> None:
    once = derived(MARRYING, answers)
    assert derived(MARRYING, once) == once


@settings(max_examples=80)
@given(ANSWERS)
def test_what_is_sent_is_stripped_and_of_the_form(answers: dict[str, str]) -> None:
    sent = relevant(MARRYING, answers)
    assert set(sent) <= set(KEYS)
    assert all(value and value == value.strip() for value in sent.values())
    assert relevant(MARRYING, sent) == relevant(MARRYING, relevant(MARRYING, sent))


def test_what_is_sent_has_one_space_between_words() -> None:
    sent = relevant(MARRYING, marrying(HoVaTenC="  Nguyễn   Thị\u00a0 Đức "))
    assert sent["HoVaTenC"] == "Nguyễn Thị Đức"


def test_a_name_goes_with_one_space_between_its_words() -> None:
    sent = relevant(MARRYING, marrying(HoVaTenC="  Nguyễn   Thị  Ơn "))
    assert (sent["HoVaTenC"], sent["HoVaTenC1"]) == ("Nguyễn Thị Ơn", "Nguyễn Thị Ơn")
