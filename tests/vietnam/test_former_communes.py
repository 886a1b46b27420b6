"""Addresses from before the merger of July 2025 are brought to today's places."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vietnam.former_communes import read_address
from vietnam.former_places import former_names
from vietnam.places import communes, provinces

DA_NANG, SAI_GON, HUE = "Thành phố Đà Nẵng", "Thành phố Hồ Chí Minh", "Thành phố Huế"


def read(text: str) -> tuple[str, list[tuple[str, str]]] | None:
    found = read_address(text)
    return (
        None
        if found is None
        else (found.detail, [(one.commune.name, one.province.name) for one in found.today])
    )


@pytest.mark.parametrize(
    ("text", "detail", "commune", "province"),
    [
        (
            "Thôn Pà Dương, Tà Bhing, Nam Giang, Quảng Nam",
            "Thôn Pà Dương",
            "Xã Bến Giằng",
            "Thành phố Đà Nẵng",
        ),
        (
            "Thôn Pà Dương, xã Tà Bhinh, huyện Nam Giang, tỉnh Quảng Nam",
            "Thôn Pà Dương",
            "Xã Bến Giằng",
            "Thành phố Đà Nẵng",
        ),
        ("Tổ 3, Thạnh Mỹ, Nam Giang, Quảng Nam", "Tổ 3", "Xã Thạnh Mỹ", DA_NANG),
        ("Khối 2, TT. Núi Thành, H. Núi Thành, T. Quảng Nam", "Khối 2", "Xã Núi Thành", DA_NANG),
        (
            "Số 5, hẻm 2, P. Bến Nghé, Q.1, TP. Hồ Chí Minh",
            "Số 5, hẻm 2",
            "Phường Sài Gòn",
            "Thành phố Hồ Chí Minh",
        ),
        ("Thôn 1, Xã Bến Giằng, Thành phố Đà Nẵng", "Thôn 1", "Xã Bến Giằng", DA_NANG),
        ("Thôn A, Tà Bhing, Nam Giang, Đà Nẵng", "Thôn A", "Xã Bến Giằng", DA_NANG),
        ("Thôn A, Tà Bhing, Quảng Nam", "Thôn A", "Xã Bến Giằng", DA_NANG),
        ("THON A, TA BHING, NAM GIANG, QUANG NAM", "THON A", "Xã Bến Giằng", DA_NANG),
        ("Xã Ba Tơ, Quảng Ngãi", "", "Xã Ba Tơ", "Quảng Ngãi"),
        ("Buôn Ma, Ea Kpam, Cư M'gar, Đắk Lắk", "Buôn Ma", "Xã Cư M’gar", "Đắk Lắk"),
        ("Tổ 5, P.1, Q.3, TP.HCM", "Tổ 5", "Phường Bàn Cờ", SAI_GON),
        ("Tổ 5, P1, Q3, TPHCM", "Tổ 5", "Phường Bàn Cờ", SAI_GON),
        ("Tổ 5, phường 01, quận 03, tp hcm", "Tổ 5", "Phường Bàn Cờ", SAI_GON),
        ("Phường Linh Trung, TP. Thủ Đức, TP. HCM", "", "Phường Linh Xuân", SAI_GON),
        ("Phường Thảo Điền, Quận 2, Thành phố Hồ Chí Minh", "", "Phường An Khánh", SAI_GON),
        ("Thôn 5, Phước Hải, Đất Đỏ, Bà Rịa – Vũng Tàu", "Thôn 5", "Xã Phước Hải", SAI_GON),
        ("KP 2, Phước Trung, TP Bà Rịa, BRVT", "KP 2", "Phường Bà Rịa", SAI_GON),
        ("Khu 3, Côn Đảo, Bà Rịa - Vũng Tàu", "Khu 3", "Đặc khu Côn Đảo", SAI_GON),
        ("Khu 3, Huyện Côn Đảo, Bà Rịa - Vũng Tàu", "Khu 3", "Đặc khu Côn Đảo", SAI_GON),
        ("Thôn 1, Phú Quốc, Kiên Giang", "Thôn 1", "Đặc khu Phú Quốc", "An Giang"),
        ("An Vĩnh, Lý Sơn, Quảng Ngãi", "An Vĩnh", "Đặc khu Lý Sơn", "Quảng Ngãi"),
        ("Số 5, Vĩ Dạ, Thành phố Huế, Thừa Thiên Huế", "Số 5", "Phường Vỹ Dạ", HUE),
        ("Số 5, Vỹ Dạ, Huế, Thừa Thiên - Huế", "Số 5", "Phường Vỹ Dạ", HUE),
        ("Xóm 5, Nghi Phú, T.P Vinh, Nghệ An", "Xóm 5", "Phường Vinh Phú", "Nghệ An"),
        ("Thôn 2, Ea Kao, Buôn Ma Thuột, Đắc Lắc", "Thôn 2", "Phường Ea Kao", "Đắk Lắk"),
        ("Tổ 2, P. Tân Lợi, TP. BMT, Đắk Lắk", "Tổ 2", "Phường Buôn Ma Thuột", "Đắk Lắk"),
        ("Thôn A - Tà Bhing - Nam Giang - Quảng Nam", "Thôn A", "Xã Bến Giằng", DA_NANG),
        ("KP 2 - Phước Trung - Bà Rịa - Bà Rịa - Vũng Tàu", "KP 2", "Phường Bà Rịa", SAI_GON),
        ("Thôn A; Tà Bhing; Nam Giang; Quảng Nam; Việt Nam", "Thôn A", "Xã Bến Giằng", DA_NANG),
        ("Thôn A, Tà Bhing, Nam Giang, Quảng Nam, Việt Nam.", "Thôn A", "Xã Bến Giằng", DA_NANG),
        ("12 Lê Lợi P.Bến Thành Q.1 TP.HCM", "12 Lê Lợi", "Phường Bến Thành", SAI_GON),
        ("12 Lê Lợi P1 Q3 TP HCM", "12 Lê Lợi", "Phường Bàn Cờ", SAI_GON),
        ("Tổ 3 Xã Tà Bhing Huyện Nam Giang Tỉnh Quảng Nam", "Tổ 3", "Xã Bến Giằng", DA_NANG),
        ("Tổ 3, Xã Tà Bhing huyện Nam Giang tỉnh Quảng Nam", "Tổ 3", "Xã Bến Giằng", DA_NANG),
        ("Số 5, Thuỷ Xuân, Huế, TT Huế", "Số 5", "Phường Thủy Xuân", HUE),
        # "Xã" ends the commune's name.
        ("Tổ 1, Tứ Xã, Lâm Thao, Phú Thọ", "Tổ 1", "Xã Phùng Nguyên", "Phú Thọ"),
        ("Xã Tứ Xã, Huyện Lâm Thao, PT", "", "Xã Phùng Nguyên", "Phú Thọ"),
        ("Đặng Xá, Gia Lâm, HN", "", "Xã Phù Đổng", "Thành phố Hà Nội"),
        ("Xã Tiên Phương, Chương Mỹ, Hà Tây", "", "Phường Chương Mỹ", "Thành phố Hà Nội"),
        ("Tổ 1, Hải Châu I, Hải Châu, Đà Nẵng", "Tổ 1", "Phường Hải Châu", DA_NANG),
        ("KV 1, Phường 7, Vị Thanh, Hậu Giang", "KV 1", "Phường Vị Thanh", "Thành phố Cần Thơ"),
        ("Thôn 2, Tam Xuân 1, Núi Thành, Quảng Nam", "Thôn 2", "Xã Tam Xuân", DA_NANG),
        ("Thôn 2, Tam Xuân II, Núi Thành, Quảng Nam", "Thôn 2", "Xã Tam Xuân", DA_NANG),
    ],
)
def test_an_address_is_brought_to_today(text: str, detail: str, commune: str, province: str) -> None:
    assert read(text) == (detail, [(commune, province)])


@pytest.mark.parametrize(
    ("text", "communes"),
    [
        ("Thôn 2, Xã A Xing, Hướng Hóa, Quảng Trị", ["Xã Lìa"]),
        ("Quế Bình, Hiệp Đức, Quảng Nam", ["Xã Hiệp Đức"]),
        ("Thôn Trà Linh, Xã Hiệp Hòa, Huyện Hiệp Đức, Tỉnh Quảng Nam", ["Xã Hiệp Đức"]),
        ("Tổ 1, Quế Cường, Quế Sơn, Quảng Nam", ["Xã Quế Sơn Trung"]),
        # The district has gone as well, on 1 January 2025. Quế Minh is no slip for Quế Ninh.
        ("Quế Ninh, Nông Sơn, Quảng Nam", ["Xã Quế Phước"]),
        ("Quế Ninh, Quế Sơn, Quảng Nam", ["Xã Quế Phước"]),
        ("Xã Quế Trung, huyện Nông Sơn, tỉnh Quảng Nam", ["Xã Nông Sơn"]),
        ("Phường Phước Hòa, TP Tam Kỳ, Quảng Nam", ["Phường Tam Kỳ"]),
        ("Xã Bình Chánh, Thăng Bình, Quảng Nam", ["Xã Thăng Phú"]),
        ("Duy Thu, Duy Xuyên, Quảng Nam", ["Xã Thu Bồn"]),
        ("Trà Khê, Tây Trà, Quảng Ngãi", ["Xã Tây Trà"]),
        ("Phường Nguyễn Trung Trực, Ba Đình, Hà Nội", ["Phường Ba Đình"]),
    ],
)
def test_communes_that_ended_before_june_2025_are_found(text: str, communes: list[str]) -> None:
    found = read(text)
    assert found is not None
    assert [commune for commune, _ in found[1]] == communes


@pytest.mark.parametrize(
    "text",
    [
        # Hương Hóa is in another district.
        "Thôn 2, Xã A Chưa Có, Hướng Hóa, Quảng Trị",
        "A Chưa Có, Hướng Hóa, Quảng Trị",
        "Thôn 1, Xã Chưa Từng Có, Đại Lộc, Đà Nẵng",
        "Phường Chưa Từng Có, Liên Chiểu, Đà Nẵng",
        "TT. Chưa Từng Có, Núi Thành, Quảng Nam",
        # A number alone is a ward or a district.
        "Thạnh Lộc, 1, HCM",
        "Tổ 1, Thạnh Lộc, 2, Thành phố Hồ Chí Minh",
        # A district of another province.
        "Đoàn Kết, TP Kon Tum, Gia Lai",
    ],
)
def test_a_district_is_no_commune_where_the_commune_is_not_known(text: str) -> None:
    assert read(text) is None


@pytest.mark.parametrize(
    ("whole", "written"),
    [
        (
            "Tổ 1, Xã Tà Bhing, Huyện Nam Giang, Tỉnh Quảng Nam",
            "Tổ 1, Tà Bhing, Nam Giang, {};QN;Q.Nam;Q. Nam;QNam;Qnam;tỉnh QN;Quảng Nam - Đà Nẵng;QN-ĐN",
        ),
        ("Tổ 4, Hồng Gai, Hạ Long, Quảng Ninh", "Tổ 4, Hồng Gai, Hạ Long, {};QN;Q.Ninh;T. Q.Ninh"),
        ("Tổ 4, Bình Châu, Bình Sơn, Quảng Ngãi", "Tổ 4, Bình Châu, Bình Sơn, {};QN;QNg;Q.Ngãi;Nghĩa Bình"),
        ("Tổ 4, Hòa Khánh Bắc, Liên Chiểu, Đà Nẵng", "Tổ 4, Hòa Khánh Bắc, Liên Chiểu, {};ĐN;DN;TPĐN;TP. ĐN"),
        ("Tổ 4, Ea Tu, Buôn Ma Thuột, Đắk Lắk", "Tổ 4, Ea Tu, TP BMT, {};ĐL;Đ.Lắk;Đắc Lắc"),
        ("Tổ 4, Châu Giang, Duy Tiên, Hà Nam", "Tổ 4, P. Châu Giang, TX. Duy Tiên, {};HN;H.Nam"),
        ("Tổ 4, Điện Biên, Ba Đình, Hà Nội", "Tổ 4, Điện Biên, Ba Đình, {};HN;H.Nội;thủ đô Hà Nội;TP.HN"),
        ("Tổ 4, Phường 1, Vũng Tàu, Bà Rịa - Vũng Tàu", "Tổ 4, P.1, TPVT, {};BR-VT;BRVT;B.Rịa-V.Tàu;BR VT"),
        (
            "Tổ 4, Vĩnh Ninh, Huế, Thừa Thiên Huế",
            "Tổ 4, Vĩnh Ninh, Huế, {};TT-Huế;T.T. Huế;TTH;T.Thiên Huế",
        ),
        ("Tổ 4, Ba Đình, Thanh Hóa, Thanh Hóa", "Tổ 4, Ba Đình, TPTH, {};TH;T.Hóa;Th.Hóa"),
        ("Tổ 4, Phường 5, Quận 3, TP. Hồ Chí Minh", "Tổ 4, P 5, Q 3, {};TP HCM;HCMC;T.P.HCM"),
        ("Tổ 4, Phường 5, Quận 3, TP. Hồ Chí Minh", "Tổ 4, F.5, Q3, {};TPHCM"),
        ("Tổ 4, Phường 5, Quận 3, TP. Hồ Chí Minh", "Tổ 4, phường Năm, quận Ba, {};HCM"),
        ("Tổ 4, Bến Nghé, Quận 1, TP. Hồ Chí Minh", "Tổ 4, P Bến Nghé, Q 1, {};TP HCM;Sài Gòn"),
        ("Tổ 4, Tân Phú, Châu Thành, Bến Tre", "Tổ 4, X Tân Phú, H Châu Thành, {};B.Tre;BTre"),
        ("Tổ 4, Nghi Phú, Vinh, Nghệ An", "Tổ 4, Nghi Phú, TP Vinh, {};NA;N.An;Nghệ Tĩnh"),
        (
            "Tổ 4, Phong An, Phong Điền, Thành phố Huế",
            "Tổ 4 Phường Phong An Thị xã Phong Điền {};Thành phố Huế",
        ),
        ("Tổ 4, Tà Bhing, Nam Giang, Quảng Nam", "Tổ 4, Tà Bhing - Nam Giang - {};Quảng Nam;QN"),
        ("Tân Lợi, Buôn Ma Thuột, Đắk Lắk", "Tân Lợi, Ban Mê Thuột, {};Đắk Lắk;Đắc Lắc;Daklak"),
        ("Phường Diên Hồng, Pleiku, Gia Lai", "Phường Diên Hồng, Plây Cu, {};Gia Lai;Gia Lai - Công Tum"),
        ("Phường Diên Hồng, Pleiku, Gia Lai", "Phường Diên Hồng, TX Plei Cu, {};Gia Lai"),
        ("Bờ Y, Ngọc Hồi, Kon Tum", "Bờ Y, Ngọc Hồi, {};Công Tum;KonTum"),
        ("Đô Vinh, Phan Rang - Tháp Chàm, Ninh Thuận", "Đô Vinh, Phan Rang, {};Ninh Thuận;Thuận Hải"),
    ],
)
def test_short_forms_are_the_same_place(whole: str, written: str) -> None:
    expected = read(whole)
    assert expected is not None
    form, *provinces_as_written = written.split(";")
    assert provinces_as_written
    for province in provinces_as_written:
        assert read(form.format(province)) == expected, province


@pytest.mark.parametrize(
    ("text", "commune"),
    [
        # Xã Yên Sở of Hoài Đức is no part of today's Phường Yên Sở, nor is Tân Thanh Tân Thành.
        ("Xã Yên Sở, Thành phố Hà Nội", "Xã Dương Hòa"),
        ("Xã Tân Thành, Tỉnh Ninh Bình", "Xã Lai Thành"),
        ("Phường Yên Sở, Thành phố Hà Nội", "Phường Yên Sở"),
    ],
)
def test_the_nearer_name_is_taken_of_today_and_before(text: str, commune: str) -> None:
    found = read(text)
    assert found is not None
    assert commune in [name for name, _ in found[1]]
    assert len(found[1]) <= 2


@pytest.mark.parametrize(
    "text",
    [
        # Three provinces are called so, and more than one has such a commune.
        "Tổ 1, Phường Trần Hưng Đạo, QN",
        "Tổ 1, Phước Hòa, BĐ, TT",
        # One province has it today, another had it until 2025.
        "Tổ 1, Xã Mỹ Yên, TN",
        "Xã Tân Long, TN",
        "Xã Trà Giang, QN",
        "Xã Tân Hiệp, ĐN",
        "Tổ 1, Tà Bhing, Nam Giang, Q",
        "Tổ 1, Tà Bhing, Nam Giang, QX",
        # Nam Giang is in Quảng Nam; Đ is no D.
        "Tổ 1, Tà Bhing, Nam Giang, QB",
        "Tổ 1, Cát Khánh, Phù Cát, ĐD",
    ],
)
def test_a_short_form_that_does_not_fit_is_nobodys_place(text: str) -> None:
    assert read(text) is None


def test_a_commune_that_was_split_gives_every_part() -> None:
    found = read("12 Trần Phú, Điện Biên, Ba Đình, Hà Nội")
    assert found is not None
    assert found[0] == "12 Trần Phú"
    assert len(found[1]) > 1
    assert {province for _, province in found[1]} == {"Thành phố Hà Nội"}


@pytest.mark.parametrize(
    "text",
    [
        # No such ward in a district that is known, and a number that many districts had: nobody guesses.
        "Tổ 1, Phường Tân An, Thị xã Ninh Hòa, Khánh Hòa",
        "Phường 1, Quận 2, TP.HCM",
        "Tổ 1, Quận 2, Thành phố Hồ Chí Minh",
        "",
        "Thôn Một",
        "Thôn Một, Xã Hai, Tỉnh Ba",
        "Quảng Nam",
        ",,,",
        "Nam Giang, Quảng Nam",
    ],
)
def test_what_is_not_known_is_left_as_it_is(text: str) -> None:
    assert read(text) is None


def test_numbers_forgive_no_slip() -> None:
    one, four = (read(f"Phường {number}, Quận 3, Hồ Chí Minh") for number in ("1", "4"))
    assert one != four


def test_every_former_name_finds_a_commune_of_today() -> None:
    named = [place.code for one in provinces() for place in communes(one.code) if former_names(place.code)]
    # The special zones on five islands had no communes.
    assert len(named) == 3321 - 5
    assert "Tà Bhing" in former_names("20710")


@given(st.text())
def test_every_text_is_read_or_not(text: str) -> None:
    found = read_address(text)
    assert found is None or found.today


@given(
    st.lists(
        st.sampled_from(["Tà Bhing", "Nam Giang", "Quảng Nam", "Đà Nẵng", "Thôn 1", "Q.1", ""]), max_size=6
    )
)
def test_nothing_of_the_detail_is_lost(parts: list[str]) -> None:
    text = ", ".join(parts)
    found = read_address(text)
    if found is not None:
        kept = [part for part in parts if part]
        assert found.detail in {", ".join(kept[:-2]), ", ".join(kept[:-3])}
