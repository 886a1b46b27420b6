"""The days on which the law changes its mind about somebody: birthdays, day 60 and 61, leap days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from kiosk_app.catalogue.condition import holds
from kiosk_app.forms.derive import derived, with_today
from kiosk_app.forms.validation import Severity, validate
from kiosk_app.identity.model import Claims
from tests.catalogue.samples import loaded
from tests.forms.made_up import made_up
from tests.forms.samples import CLAIMS

DAY = date(2026, 11, 23)
BIRTH, LINKED, DEATH, MARRIAGE = "1.001193", "3.000722", "1.000656", "1.000894"


def told(code: str, today: date, born: str = "1990-03-15", **changed: str) -> dict[str, Severity]:
    """What is said on that day of somebody born so who answers so: detail or code → how grave."""
    (procedure,) = [one for one in loaded().in_force(today) if one.code == code]
    claims = Claims({**CLAIMS.values, "birth_date": born, "personal_id": f"0481{born[2:4]}000002"})
    if born >= "2000":
        claims.values["personal_id"] = f"0483{born[2:4]}000002"
    answers = made_up(procedure, CLAIMS, today)
    for section in procedure.sections:
        for field in section.fields:
            if field.prefill in ("birth_date", "personal_id") and field.key in answers:
                answers[field.key] = claims.get(field.prefill)
    answers = derived(procedure, with_today({**answers, **changed}, today))
    return {issue.detail or issue.code: issue.severity for issue in validate(procedure, answers, today)}


def days_ago(days: int) -> str:
    return (DAY - timedelta(days)).isoformat()


@pytest.mark.parametrize(
    ("born", "today", "accepted"),
    [
        ("2020-11-24", DAY, True),
        ("2020-11-23", DAY, False),
        ("2020-11-22", DAY, False),
        ("2020-02-29", date(2026, 2, 28), True),
        ("2020-02-29", date(2026, 3, 1), False),
    ],
)
def test_a_child_is_under_six_until_the_day_before_its_birthday(
    born: str, today: date, accepted: bool
) -> None:
    assert ("child_under_six" not in told(LINKED, today, NgaySinhChon=born)) is accepted


@pytest.mark.parametrize("code", [BIRTH, LINKED])
@pytest.mark.parametrize(("days", "late"), [(0, False), (59, False), (60, False), (61, True)])
def test_a_birth_is_late_from_the_sixty_first_day_and_still_accepted(
    code: str, days: int, late: bool
) -> None:
    found = told(code, DAY, NgaySinhChon=days_ago(days))
    assert found.get("late_registration") == (Severity.WARNING if late else None)
    assert Severity.ERROR not in found.values()


@pytest.mark.parametrize(("days", "late"), [(0, False), (15, False), (16, True)])
def test_a_death_is_late_from_the_sixteenth_day_and_still_accepted(days: int, late: bool) -> None:
    found = told(DEATH, DAY, NgayMat=days_ago(days), gbtNgay=days_ago(days))
    assert found.get("late_registration") == (Severity.WARNING if late else None)
    assert Severity.ERROR not in found.values()


@pytest.mark.parametrize(
    ("born", "died", "wrong"),
    [
        ("2026-11-10", "2026-11-10", ""),
        ("2026-11-11", "2026-11-10", "death_after_birth"),
        ("2026-11", "2026-11-10", ""),
        ("2026", "2026-11-10", ""),
        ("1940", "2026-11-24", "date_future"),
    ],
)
def test_nobody_dies_before_birth_and_a_day_that_nobody_knows_is_no_reason(
    born: str, died: str, wrong: str
) -> None:
    found = told(DEATH, DAY, NgaySinh=born, NgayMat=died, gbtNgay="", SoDinhDanh="")
    stops = [name for name, severity in found.items() if severity is Severity.ERROR]
    assert [name for name in stops if name in ("death_after_birth", "date_future")] == [wrong][: bool(wrong)]


@pytest.mark.parametrize(
    ("born", "today", "accepted"),
    [
        ("2008-11-22", DAY, True),
        ("2008-11-23", DAY, True),
        ("2008-11-24", DAY, False),
        ("2008-02-29", date(2026, 2, 27), False),
        ("2008-02-29", date(2026, 3, 1), True),
    ],
)
def test_a_bride_is_eighteen_on_her_birthday(born: str, today: date, accepted: bool) -> None:
    assert ("old_enough_bennu" not in told(MARRIAGE, today, born)) is accepted


@pytest.mark.parametrize(("born", "accepted"), [("2006-11-23", True), ("2006-11-24", False)])
def test_a_groom_is_twenty_on_his_birthday(born: str, accepted: bool) -> None:
    assert ("old_enough_bennam" not in told(MARRIAGE, DAY, NgaySinhBenNam=born)) is accepted


@pytest.mark.parametrize("name", ["Brết", "Y", "H'Blơ"])
def test_a_person_of_one_name_is_accepted(name: str) -> None:
    assert Severity.ERROR not in told(BIRTH, DAY, HoTenKS=name, HoTenChaKS=name).values()


def test_without_a_father_the_mothers_surname_and_people_are_expected_and_others_only_asked_about() -> None:
    found = told(BIRTH, DAY, nksLoaiKhaiSinh="Chưa xác định được cha", HoTenKS="Trần Văn Nam", DanTocKS="Tày")
    assert found["surname_of_the_mother"] is found["ethnicity_of_the_mother"] is Severity.WARNING
    assert Severity.ERROR not in found.values()


@pytest.mark.parametrize("code", [MARRIAGE, "2.000806"])
def test_a_bride_who_files_herself_is_held_to_her_age_too_and_told_where_something_is_asked(
    code: str,
) -> None:
    """Her birth date is a copy of the requester's: no rule told it about the original."""
    (procedure,) = [one for one in loaded().in_force(DAY) if one.code == code]
    answers = {**made_up(procedure, CLAIMS, DAY), "NgaySinhC": "2009-11-24"}
    answers = derived(procedure, with_today(answers, DAY))
    stops = {
        one.detail: one.key for one in validate(procedure, answers, DAY) if one.severity is Severity.ERROR
    }
    assert stops["old_enough_bennu"] == "BenYeuCau"


def test_a_foreigner_who_files_a_marriage_is_told_the_other_procedure() -> None:
    found = told(MARRIAGE, DAY, QuocTichC="Khác")
    assert found["vietnamese_bennu"] is Severity.ERROR


@pytest.mark.parametrize(
    ("born", "issued", "asked_about"),
    [("2012-11-23", "2026-11-23", False), ("2012-11-24", "2026-11-23", True), ("2012", "2026-11-23", False)],
)
def test_a_citizen_identity_card_is_of_somebody_of_fourteen(
    born: str, issued: str, asked_about: bool
) -> None:
    """Since July 2024 a card is issued at any age; the older kind was from fourteen on."""
    kinds = {"LoaiGiayToDinhDanhC": "Thẻ căn cước công dân", "NgayCapDDC": issued}
    older = [name for name in told(BIRTH, DAY, born, **kinds) if "from_fourteen" in name]
    assert bool(older) is asked_about
    newer = told(BIRTH, DAY, born, **kinds | {"LoaiGiayToDinhDanhC": "Thẻ Căn cước"})
    assert [name for name in newer if "from_fourteen" in name] == []


@pytest.mark.parametrize(("born", "asked_about"), [("2012-11-24", False), ("2012-11-23", True)])
def test_from_fourteen_on_somebody_with_papers_is_pointed_to_their_own_procedure(
    born: str, asked_about: bool
) -> None:
    assert ("grown_up_has_papers" in told(BIRTH, DAY, NgaySinhChon=born)) is asked_about


@pytest.mark.parametrize(
    ("born", "today", "minor"),
    [
        ("2010-11-23", DAY, True),
        ("2008-11-24", DAY, True),
        ("2008-11-23", DAY, False),
        ("2008-02-29", date(2026, 2, 28), True),
        ("2008-02-29", date(2026, 3, 1), False),
    ],
)
@pytest.mark.parametrize(("kind", "effect"), [("1", Severity.WARNING), ("2", Severity.ERROR)])
def test_a_minors_criminal_record_is_asked_for_by_a_parent(
    born: str, today: date, minor: bool, kind: str, effect: Severity
) -> None:
    number = {"1": "minor_number_one", "2": "minor_number_two"}
    found = told("3.000333", today, born, loaiPhieu=kind, chaNgaySinh="1970", meNgaySinh="1972")
    assert found.get(number[kind]) == (effect if minor else None)
    assert number["2" if kind == "1" else "1"] not in found


@pytest.mark.parametrize("code", ["1.004222", "1.004194"])
@pytest.mark.parametrize(("born", "minor"), [("2008-11-24", True), ("2008-11-23", False)])
def test_who_moves_before_their_eighteenth_birthday_needs_a_parents_consent(
    code: str, born: str, minor: bool
) -> None:
    (procedure,) = [one for one in loaded().in_force(DAY) if one.code == code]
    answers = with_today({"dkNgaySinh": born, "ChoO": "so_huu"}, DAY)
    assert holds(procedure.field("HinhThucXacNhan").visible, answers) is minor
    assert holds(procedure.field("chaMeHoTen").visible, {**answers, "HinhThucXacNhan": "vneid"}) is minor
