"""Checks of the answers: each fault by its code, contradictions as warnings, and never an exception."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk_app.catalogue.condition import ALWAYS, NEVER
from kiosk_app.catalogue.model import Field, FieldType, Option, Section, Text
from kiosk_app.forms.derive import keys_of
from kiosk_app.forms.validation import Issue, Severity, validate
from tests.catalogue.samples import small
from tests.forms.samples import COPYING, MARRYING, TODAY, codes, copying, marrying
from tests.support.repertoire import NAMES


def issues_of(kind: FieldType, value: str, **more: object) -> list[Issue]:
    """Check one answer to one required field."""
    values: dict[str, object] = {"required": ALWAYS, "visible": ALWAYS, **more}
    field = Field("f", Text("f", ""), kind, **values)  # type: ignore[arg-type]  # mixed keyword values
    whole = small()
    object.__setattr__(whole, "sections", (Section(Text("", ""), (field,)),))
    return list(validate(whole, {"f": value}, TODAY))


def test_whole_answers_are_right() -> None:
    assert validate(MARRYING, marrying(), TODAY) == ()
    assert validate(COPYING, copying(), TODAY) == ()


def test_every_required_field_of_an_empty_form_is_named_in_order() -> None:
    found = validate(COPYING, {}, TODAY)
    assert {issue.code for issue in found} == {"required"}
    order = [field.key for part in COPYING.sections for field in part.fields]
    assert [issue.key for issue in found] == sorted((issue.key for issue in found), key=order.index)
    assert {"HoVaTenC", "NYC_QuanHe", "NYC_NoiCuTru", "HoSo_LoaiYeuCau"} <= {issue.key for issue in found}


def test_blank_is_empty() -> None:
    assert codes(validate(MARRYING, marrying(HoVaTenC="  \t"), TODAY))[0] == ("HoVaTenC", "required")


def test_hidden_fields_are_not_checked() -> None:
    assert validate(MARRYING, marrying(GiayToHonNhan_NgayCap="no date"), TODAY) == ()


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("2026-02-30", "date_impossible"),
        ("2025-02-29", "date_impossible"),
        ("2024-13-01", "date_impossible"),
        ("15/03/1990", "date_impossible"),
        ("1990-03", "date_incomplete"),
        ("1990", "date_incomplete"),
        ("1899-12-31", "date_too_old"),
        ("2026-11-24", "date_future"),
        ("2024-02-29", ""),
        ("2026-11-23", ""),
    ],
)
def test_dates(value: str, code: str) -> None:
    found = issues_of(FieldType.DATE, value, not_future=True)
    assert [issue.code for issue in found] == ([code] if code else [])


@pytest.mark.parametrize(
    ("value", "code"),
    [("1990", ""), ("1990-03", ""), ("2026-12", "date_future"), ("2026", ""), ("1990-00", "date_impossible")],
)
def test_partial_dates(value: str, code: str) -> None:
    found = issues_of(FieldType.PARTIAL_DATE, value, not_future=True)
    assert [issue.code for issue in found] == ([code] if code else [])


@pytest.mark.parametrize(
    ("answers", "code", "detail"),
    [
        ({"NgaySinhC": "1991-03-15"}, "personal_id_birth_year", "1990"),
        ({"NgaySinhC": "1991"}, "personal_id_birth_year", "1990"),
        ({"GioiTinhC": "Nam"}, "personal_id_sex", "female"),
        ({"SoDinhDanhC": "999190000002", "SoDinhDanhC1": "048190000002"}, "personal_id_province", "999"),
    ],
)
def test_a_personal_id_that_contradicts_is_only_a_warning(
    answers: dict[str, str], code: str, detail: str
) -> None:
    mine = [issue for issue in validate(MARRYING, marrying() | answers, TODAY) if issue.key == "SoDinhDanhC"]
    assert mine == [Issue("SoDinhDanhC", code, Severity.WARNING, detail)]


def test_a_child_of_2013_has_its_century() -> None:
    child = {
        "NYC_QuanHe": "MeDe",
        "NDK_HoVaTen": "Lê Văn B",
        "NDK_NgaySinh": "2013-05-01",
        "NDK_GioiTinh": "Nữ",
        "NDK_SoDinhDanh": "048313000001",
    }
    assert codes(validate(COPYING, copying() | child, TODAY)) == []
    older = copying() | child | {"NDK_NgaySinh": "1913-05-01"}
    assert codes(validate(COPYING, older, TODAY)) == [("NDK_SoDinhDanh", "personal_id_birth_year")]


@pytest.mark.parametrize(
    "value", ["04819000000", "0481900000023", "04819000000a", "٠٤٨١٩٠٠٠٠٠٠٢", "048 190000002"]
)
def test_a_personal_id_is_twelve_digits(value: str) -> None:
    found = issues_of(FieldType.PERSONAL_ID, value)
    assert [(issue.code, issue.severity) for issue in found] == [("personal_id_digits", Severity.ERROR)]


@pytest.mark.parametrize(
    ("value", "right"),
    [
        ("0905000123", True),
        ("+84 905 000 123", True),
        ("0905.000.123", True),
        ("(0236) 3000000", True),
        ("0105000123", False),
        ("090500012", False),
        ("09050001234", False),
        ("số của tôi", False),
    ],
)
def test_phones(value: str, right: bool) -> None:
    assert [issue.code for issue in issues_of(FieldType.PHONE, value)] == ([] if right else ["phone"])


@pytest.mark.parametrize(
    ("value", "right"),
    [
        ("a@example.vn", True),
        ("a.b+c@x-y.example.vn", True),
        ("a@b", False),
        ("a b@c.vn", False),
        ("@c.vn", False),
    ],
)
def test_e_mails(value: str, right: bool) -> None:
    assert [issue.code for issue in issues_of(FieldType.EMAIL, value)] == ([] if right else ["email"])


@pytest.mark.parametrize(
    ("value", "right"),
    [
        ("Nguyễn Thị Hồng Ơn", True),
        ("H'Hen Niê", True),
        ("A Lăng Thị Brết", True),
        ("Jean-Paul", True),
        ("Jean\u2010Paul", True),
        ("Y\u2011Niê", True),
        ("Hʾ Lan", True),
        ("H\ua78cHen", True),
        ("H′Hen", True),
        ("X" * 66, True),
        ("A", True),
        ("ᏚᎪ", False),
        ("Νguyễn", False),
        ("Nguyá»…n", False),
        ("Lê Văn 2", False),
        ("---", False),
        ("Lê\x00", False),
        ("<b>Lê</b>", False),
    ],
)
def test_names(value: str, right: bool) -> None:
    assert [one.code for one in issues_of(FieldType.PERSON_NAME, value)] == (
        [] if right else ["name_characters"]
    )


@pytest.mark.parametrize("name", ["Raj A/L Kumar", "José (Pepe) Paz", "Gal·la", 'Dwayne "Rock" Johnson'])
def test_signs_of_foreign_papers_are_asked_about(name: str) -> None:
    [found] = issues_of(FieldType.PERSON_NAME, name)
    assert (found.code, found.severity) == ("name_marks", Severity.WARNING)


@pytest.mark.parametrize("value", ["0", "21", "-1", "1.5", "hai", "²", "1e1", "999999"])
def test_counts_have_limits(value: str) -> None:
    found = issues_of(FieldType.COUNT, value, minimum=1, maximum=20)
    assert [(issue.code, issue.detail) for issue in found] == [("count", "1–20")]


@pytest.mark.parametrize("value", ["1", "20", " 7 "])
def test_counts_within(value: str) -> None:
    assert issues_of(FieldType.COUNT, value, minimum=1, maximum=20) == []


def test_a_choice_that_does_not_exist() -> None:
    found = issues_of(FieldType.CHOICE, "c", options=(Option("a", Text("A", "")),))
    assert [issue.code for issue in found] == ["choice"]


def test_too_long_names_the_limit() -> None:
    found = issues_of(FieldType.TEXT, "x" * 21, max_length=20)
    assert [(issue.code, issue.detail) for issue in found] == [("too_long", "20")]


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        (("", "", ""), "required"),
        (("48", "", "Thôn 1"), "address_commune"),
        (("01", "20707", "Thôn 1"), "address_commune"),
        (("48", "20707", ""), "address_detail"),
        (("48", "20707", "x" * 201), "too_long"),
        (("48", "20707", "Thôn 1"), ""),
    ],
)
def test_addresses(parts: tuple[str, str, str], code: str) -> None:
    keys = keys_of(COPYING.field("NYC_NoiCuTru"))
    found = validate(COPYING, copying() | dict(zip(keys, parts, strict=True)), TODAY)
    mine = [issue.code for issue in found if issue.key == "NYC_NoiCuTru"]
    assert mine == ([code] if code else [])


def test_an_optional_address_may_be_empty_or_only_a_commune() -> None:
    child = {"NYC_QuanHe": "MeDe", "NDK_HoVaTen": "Lê Văn B", "NDK_NgaySinh": "2013", "NDK_GioiTinh": "Nam"}
    answers = copying(**child)
    answers |= dict.fromkeys(keys_of(COPYING.field("NDK_NoiCuTru")), "")
    assert validate(COPYING, answers, TODAY) == ()
    assert validate(COPYING, answers | {"NDK_NoiCuTru.tinh": "48", "NDK_NoiCuTru.xa": "20707"}, TODAY) == ()


def test_a_field_that_is_never_shown_never_complains() -> None:
    assert issues_of(FieldType.DATE, "never", visible=NEVER) == []


ALL_KEYS = sorted({key for part in COPYING.sections for field in part.fields for key in keys_of(field)})
ODD = st.one_of(
    st.text(max_size=30),
    st.sampled_from(["", " ", "1990-02-30", "0000-00-00", "048190000002", "BanThan", "48", "20707", "²"]),
)


@settings(max_examples=150)
@given(st.dictionaries(st.sampled_from(ALL_KEYS), ODD), st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_no_answers_make_it_raise(answers: dict[str, str], today: date) -> None:
    found = validate(COPYING, answers, today)
    known = {field.key for part in COPYING.sections for field in part.fields}
    assert {issue.key for issue in found} <= known
    assert all(
        (issue.severity is Severity.WARNING)
        == (issue.code in {"personal_id_birth_year", "personal_id_sex", "personal_id_province"})
        for issue in found
    )
    # Deterministic: the screen asks again at every keystroke.
    assert validate(COPYING, dict(answers), today) == found


@pytest.mark.parametrize(
    "name", ["Nguyễn Vаn Tèо", "Νguyễn", "NGUY峄凵", "NGUYá»„N", "Nguyễn Vɑn", "LÃª Thá»‹"]
)
def test_look_alikes_and_wrong_encodings_are_no_name(name: str) -> None:
    found = validate(MARRYING, marrying(HoVaTenC=name), date(2026, 11, 26))
    assert [one.code for one in found if one.key == "HoVaTenC"] == ["name_characters"]


@pytest.mark.parametrize("name", NAMES)
def test_names_of_every_people_are_names(name: str) -> None:
    found = validate(MARRYING, marrying(HoVaTenC=name), date(2026, 11, 26))
    assert [one.code for one in found if one.key == "HoVaTenC"] == []
