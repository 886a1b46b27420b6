"""Provinces and districts as people and older papers write them."""

from __future__ import annotations

PROVINCES_AS_WRITTEN = {
    **dict.fromkeys(("hcm", "tphcm", "tphochiminh", "saigon", "hcmc"), "Thành phố Hồ Chí Minh"),
    **dict.fromkeys(("brvt", "bariavt", "vungtau"), "Tỉnh Bà Rịa - Vũng Tàu"),
    **dict.fromkeys(("daclac", "daclak", "daklac"), "Tỉnh Đắk Lắk"),
    **dict.fromkeys(("dacnong",), "Tỉnh Đắk Nông"),
    **dict.fromkeys(("congtum",), "Tỉnh Kon Tum"),
    **dict.fromkeys(("hn", "tphn", "hatai", "thudohanoi"), "Thành phố Hà Nội"),
    **dict.fromkeys(("thuathienhue", "tthue", "tth", "tthienhue", "tthhue"), "Thành phố Huế"),
}
"""Letters of a province as people write it → its name until June 2025. Thừa Thiên Huế became the city on 1
January 2025, and its districts changed with it; Hà Tây went into Hà Nội in 2008. Keys have "i" for "y"."""
DISTRICTS_AS_WRITTEN = {
    **dict.fromkeys(("banmethuot", "banmathuot", "bmt", "bmthuot"), "Thành phố Buôn Ma Thuột"),
    **dict.fromkeys(("plaicu", "plaiku", "pleicu"), "Thành phố Pleiku"),
    **dict.fromkeys(("phanrang", "phanrangtc"), "Thành phố Phan Rang - Tháp Chàm"),
}
"""Letters of a district as people have written it → its name until June 2025."""
BEFORE_1997 = {
    "bacthai": ("Bắc Kạn", "Thái Nguyên"),
    "binhtrithien": ("Quảng Bình", "Quảng Trị", "Huế"),
    "caolang": ("Cao Bằng", "Lạng Sơn"),
    "cuulong": ("Vĩnh Long", "Trà Vinh"),
    **dict.fromkeys(("gialaikontum", "gialaicongtum"), ("Gia Lai", "Kon Tum")),
    "habac": ("Bắc Giang", "Bắc Ninh"),
    "hanamninh": ("Hà Nam", "Nam Định", "Ninh Bình"),
    "hasonbinh": ("Hà Nội", "Hòa Bình"),
    "hatuien": ("Hà Giang", "Tuyên Quang"),
    "haihung": ("Hải Dương", "Hưng Yên"),
    "hoanglienson": ("Lào Cai", "Yên Bái", "Sơn La"),
    "minhhai": ("Bạc Liêu", "Cà Mau"),
    "namha": ("Hà Nam", "Nam Định"),
    "nghetinh": ("Nghệ An", "Hà Tĩnh"),
    "nghiabinh": ("Quảng Ngãi", "Bình Định"),
    "phukhanh": ("Phú Yên", "Khánh Hòa"),
    "quangnamdanang": ("Quảng Nam", "Đà Nẵng"),
    "qndn": ("Quảng Nam", "Đà Nẵng"),
    "songbe": ("Bình Dương", "Bình Phước"),
    "thuanhai": ("Ninh Thuận", "Bình Thuận"),
    "vinhphu": ("Vĩnh Phúc", "Phú Thọ"),
}
"""Letters of a province that was parted again by 1997 → the provinces of June 2025 on its land."""
