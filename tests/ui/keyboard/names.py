"""Surnames and given names of Vietnam, and every order in which Unikey takes the keys of a syllable."""

from __future__ import annotations

import itertools
import unicodedata

from kiosk_app.ui.keyboard.tones import is_vowel
from tests.ui.keyboard.words import fold, split

_SURNAMES = """
    Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Đào Đoàn Trịnh Mai Tô Tạ Hà
    Lưu Lương Trương Cao Châu Chu Cù Cung Doãn Đàm Đậu Điền Đồng Giang Hạ Hàn Hứa Kiều Kim Khổng Khuất La Lã
    Lâm Lại Lạc Lục Lữ Ma Mạc Mã Mẫn Ninh Nghiêm Ngụy Nhan Nhữ Nông Ông Phí Phó Phùng Phương Quách Quan Sầm
    Sơn Tăng Tân Tất Tiêu Tống Tôn Từ Tường Tưởng Thạch Thái Thân Thẩm Thiều Thịnh Triệu Trang Trà Trình Ung
    Ưng Văn Vi Viên Vương Xa Âu Yên Lò Quàng Cà Cầm Bạc Lường Vàng Giàng Sùng Thào Mùa Tẩn Chảo Phàn Lù Bàn
    Đèo Tòng Hạng Cứ Vừ Lầu Sồng Bế Bành Cấn Chử Chúng Đới Đôn Đường Hán Khúc Khương Kha Khưu Lôi Lỗ Liễu
    Mông Mạch Ngạc Nghị Ngân Ngưu Nhâm Ổn Phú Phù Quế Sử Sái Tào Tiết Tiền Trầm Trác Trưng Thiệu Thôi Vạn
    Xuân Ấu Biện Bồ Bửu Cái Đái Giáp Hầu Hoa Hình Lều Luyện
"""
_GIVEN = """
    An Anh Ánh Ân Ấn Ẩn Bảo Bằng Bích Biên Bình Bách Băng Bắc Cẩm Cẩn Cần Cảnh Chánh Chấn Chất Chi Chí Chiến
    Chiểu Chinh Chính Chung Chương Công Cúc Cường Cửu Danh Dân Dần Dậu Di Diễm Diễn Diện Diệp Diệu Doanh Du
    Duẩn Dung Dũng Duy Duyên Dự Đại Đan Đạt Đăng Đắc Đệ Điệp Đình Định Đoan Độ Đông Đức Gấm Gia Hạc Hải Hảo
    Hào Hạnh Hằng Hân Hận Hậu Hiền Hiển Hiệp Hiếu Hiệu Hoài Hoan Hoạt Hòa Hoàn Hồng Hợi Huân Huấn Huệ Hùng
    Huy Hưng Hương Hường Hưởng Hữu Khải Khang Khanh Khánh Khoa Khôi Khuê Khuyên Kiên Kiệt Kỳ Kỷ Lan Lài Lành
    Lân Lập Lệ Liên Liêm Linh Lĩnh Loan Lộc Long Luân Luận Luật Lực Lượng Mạnh Mẫu Mậu Mận Mến Miên Minh Mỹ
    Mỵ Nam Năm Nga Ngà Ngãi Ngát Ngọ Ngọc Nghi Nghĩa Ngoan Nguyên Nguyệt Nhã Nhạn Nhân Nhẫn Nhất Nhật Nhi
    Nhiên Nho Nhung Như Nhựt Nở Oanh Phát Phấn Phận Phong Phúc Phụng Phước Phượng Quân Quang Quảng Quốc Quý
    Quyên Quyền Quyết Quỳnh Sang Sáng Sáu Sâm Sen Sinh Sỹ Sương Tài Tâm Tấn Tần Tập Tây Tế Tiên Tiến Tín
    Tính Toàn Toán Toản Tỏ Trâm Trân Trấn Trí Trinh Trọng Trúc Trung Trường Trực Trưởng Tú Tuân Tuấn Tuất
    Tuệ Tùng Tuyên Tuyền Tuyến Tuyết Tư Tửu Tỵ Thanh Thành Thạnh Thảo Thao Thăng Thắng Thắm Thận Thật Thất
    Thêm Thể Thi Thị Thìn Thiên Thiện Thiết Thoa Thông Thơ Thơm Thu Thuấn Thuần Thuận Thục Thủy Thúy Thụy
    Thư Thường Thức Uyên Uẩn Út Vân Vấn Vận Vẹn Việt Vinh Vĩnh Vịnh Vọng Vượng Vy Vỹ Xinh Xuyến Ý Yến Yểng
"""
NAMES = tuple(dict.fromkeys(f"{_SURNAMES} {_GIVEN}".split()))
_TONES = "\u0301\u0300\u0309\u0303\u0323"
_HAT, _BREVE, _HORN = "\u0302", "\u0306", "\u031b"
_KEYS = {
    "telex": ({_HAT: "", _BREVE: "w", _HORN: "w"}, "d", dict(zip(_TONES, "sfrxj", strict=True))),
    "vni": ({_HAT: "6", _BREVE: "8", _HORN: "7"}, "9", dict(zip(_TONES, "12345", strict=True))),
}
"""Way to type → keys of hats and hooks ("" for the letter itself), of đ, of tones."""
Marks = list[tuple[int, str]]
"""Place of a letter, and the key of its mark."""


def orders(word: str, method: str) -> set[str]:
    """Give the keys of a word in every order.

    A mark comes right behind its letter, behind the vowels, or behind the word; the tone before the hat or
    behind it; one hook is for both letters of "ươ".
    """
    bare, crosses, shapes, tones = _parts(word, method)
    vowels = max(place for place, letter in enumerate(word) if is_vowel(letter))
    places = (0, vowels, len(word) - 1)
    found = set()
    for shape_at, tone_at, cross_at in itertools.product(places, places, (0, len(word) - 1)):
        late, cross = _not_before(shapes, shape_at), _not_before(crosses, cross_at)
        once = late[1:] if len(late) == 2 else late
        tone = _not_before(tones, tone_at)
        found |= {_typed(bare, marks + cross) for marks in (once + tone, tone + once)}
        if shape_at == 0:
            found |= {_typed(bare, marks + cross) for marks in (late + tone, tone + late)}
    return found


def _parts(word: str, method: str) -> tuple[str, Marks, Marks, Marks]:
    """Give the letters without marks, and the keys of đ, of hats and hooks, of the tone."""
    shape_keys, cross_key, tone_keys = _KEYS[method]
    bare = fold(word)
    crosses, shapes, tones = [], [], []
    for place, letter in enumerate(word):
        plain, tone = split(letter)
        if plain in ("đ", "Đ"):
            crosses.append((place, cross_key))
        shapes += [
            (place, shape_keys[mark] or bare[place].lower())
            for mark in unicodedata.normalize("NFD", plain)[1:]
        ]
        if tone:
            tones.append((place, tone_keys[tone]))
    return bare, crosses, shapes, tones


def _not_before(marks: Marks, place: int) -> Marks:
    return [(max(own, place), key) for own, key in marks]


def _typed(bare: str, marks: Marks) -> str:
    """Give the letters with the keys of marks behind them; those of one place in their order."""
    return "".join(
        letter + "".join(key for own, key in marks if own == place) for place, letter in enumerate(bare)
    )
