"""Level-1 codes of provinces (QĐ 20/2020/QĐ-TTg), and which of them are one province's since July 2025.

Offices keep codes that begin with a former province's. Source: docs/domain/places.md#codes-of-agencies.
"""

from __future__ import annotations

MERGED: tuple[dict[str, str], ...] = (
    {"H22": "Tỉnh Hà Giang", "H60": "Tỉnh Tuyên Quang"},
    {"H38": "Tỉnh Lào Cai", "H63": "Tỉnh Yên Bái"},
    {"H03": "Tỉnh Bắc Kạn", "H55": "Tỉnh Thái Nguyên"},
    {"H02": "Tỉnh Bắc Giang", "H05": "Tỉnh Bắc Ninh"},
    {"H30": "Tỉnh Hoà Bình", "H44": "Tỉnh Phú Thọ", "H62": "Tỉnh Vĩnh Phúc"},
    {"H23": "Tỉnh Hải Dương", "H24": "Thành phố Hải Phòng"},
    {"H31": "Tỉnh Hưng Yên", "H54": "Tỉnh Thái Bình"},
    {"H25": "Tỉnh Hà Nam", "H40": "Tỉnh Nam Định", "H42": "Tỉnh Ninh Bình"},
    {"H46": "Tỉnh Quảng Bình", "H50": "Tỉnh Quảng Trị"},
    {"H17": "Thành phố Đà Nẵng", "H47": "Tỉnh Quảng Nam"},
    {"H34": "Tỉnh Kon Tum", "H48": "Tỉnh Quảng Ngãi"},
    {"H08": "Tỉnh Bình Định", "H21": "Tỉnh Gia Lai"},
    {"H32": "Tỉnh Khánh Hòa", "H43": "Tỉnh Ninh Thuận"},
    {"H15": "Tỉnh Đắk Lắk", "H45": "Tỉnh Phú Yên"},
    {"H11": "Tỉnh Bình Thuận", "H16": "Tỉnh Đắk Nông", "H36": "Tỉnh Lâm Đồng"},
    {"H10": "Tỉnh Bình Phước", "H19": "Tỉnh Đồng Nai"},
    {"H06": "Tỉnh Bà Rịa - Vũng Tàu", "H09": "Tỉnh Bình Dương", "H29": "Thành phố Hồ Chí Minh"},
    {"H39": "Tỉnh Long An", "H53": "Tỉnh Tây Ninh"},
    {"H20": "Tỉnh Đồng Tháp", "H58": "Tỉnh Tiền Giang"},
    {"H07": "Tỉnh Bến Tre", "H59": "Tỉnh Trà Vinh", "H61": "Tỉnh Vĩnh Long"},
    {"H01": "Tỉnh An Giang", "H33": "Tỉnh Kiên Giang"},
    {"H13": "Thành phố Cần Thơ", "H28": "Tỉnh Hậu Giang", "H51": "Tỉnh Sóc Trăng"},
    {"H04": "Tỉnh Bạc Liêu", "H12": "Tỉnh Cà Mau"},
)
"""Of each province that was made of several: their codes and their names until June 2025."""


def codes_of_same_province(code: str) -> frozenset[str]:
    """Give all level-1 codes of the province of today that `code` belongs to; any other code is alone."""
    return next((frozenset(one) for one in MERGED if code in one), frozenset({code}))
