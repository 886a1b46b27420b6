"""What stands on the drawn sheets: names, places and sentences that are made up."""

from __future__ import annotations

import numpy as np

_FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Bùi", "Đặng", "Zơrâm", "A Lăng", "Hồ", "Vũ", "Đỗ")
_MIDDLE = ("Văn", "Thị", "Hữu", "Ngọc", "Quang", "Mỹ", "Đức", "Thúy")
_GIVEN = (
    "Hương",
    "Bình",
    "Ớt",
    "Sửu",
    "Đạt",
    "Phượng",
    "Nghĩa",
    "Quỳnh",
    "Tuyết",
    "Hậu",
    "Lý",
    "Yến",
    "Thưởng",
)
_PLACES = (
    "thôn Vinh",
    "thôn Pà Dấu 2",
    "tổ 5, phường Hòa Cường",
    "ấp Mỹ Phước",
    "bản Nà Sẳng",
    "xóm Đồng Cờ",
)
_COMMUNES = ("xã Nam Giang", "xã Bến Giằng", "xã Trà Leng", "phường Hải Châu", "xã Mường Lát", "xã Lũng Cú")
_TITLES = (
    "GIẤY CHỨNG SINH",
    "GIẤY KHAI SINH",
    "TRÍCH LỤC KHAI TỬ",
    "GIẤY ỦY QUYỀN",
    "TỜ KHAI CẤP GIẤY XÁC NHẬN TÌNH TRẠNG HÔN NHÂN",
    "GIẤY XÁC NHẬN THÔNG TIN VỀ CƯ TRÚ",
    "QUYẾT ĐỊNH CÔNG NHẬN THUẬN TÌNH LY HÔN",
    "GIẤY CHỨNG NHẬN KẾT HÔN",
    "ĐƠN XIN XÁC NHẬN HOÀN CẢNH KHÓ KHĂN",
    "BIÊN BẢN GIAO NHẬN HỒ SƠ",
)
_SENTENCES = (
    "Tôi cam đoan những nội dung khai trên là đúng sự thật và chịu trách nhiệm trước pháp luật về lời khai.",
    "Giấy này có giá trị trong sáu tháng kể từ ngày cấp và không được sử dụng vào mục đích khác.",
    "Người yêu cầu đã xuất trình bản chính để cán bộ tiếp nhận đối chiếu theo quy định.",
    "Việc ghi chú được thực hiện vào Sổ hộ tịch lưu tại Ủy ban nhân dân cấp xã nơi đăng ký.",
    "Trường hợp có thay đổi về nơi cư trú, người được cấp phải báo cho cơ quan đăng ký trong mười ngày.",
    "Bản sao này được cấp từ sổ gốc, có giá trị sử dụng thay cho bản chính trong các giao dịch.",
    "Hai bên đã đọc lại, cùng nhất trí với toàn bộ nội dung nêu trên và tự nguyện ký tên dưới đây.",
    "Trong quá trình giải quyết, nếu cần bổ sung hồ sơ thì cán bộ hướng dẫn một lần bằng phiếu yêu cầu.",
)


def name(dice: np.random.Generator) -> str:
    """Make up a person's name."""
    return f"{dice.choice(_FAMILY)} {dice.choice(_MIDDLE)} {dice.choice(_GIVEN)}"


def place(dice: np.random.Generator) -> str:
    """Make up where somebody lives."""
    return f"{dice.choice(_PLACES)}, {commune(dice)}"


def commune(dice: np.random.Generator) -> str:
    """Give a commune or ward."""
    return str(dice.choice(_COMMUNES))


def title(dice: np.random.Generator) -> str:
    """Give the title of a paper."""
    return str(dice.choice(_TITLES))


def day(dice: np.random.Generator) -> str:
    """Make up a date."""
    return f"{dice.integers(1, 29):02d}/{dice.integers(1, 13):02d}/{dice.integers(1955, 2025)}"


def sentence(dice: np.random.Generator) -> str:
    """Give a sentence as such papers have them."""
    return str(dice.choice(_SENTENCES))


def entries(dice: np.random.Generator) -> list[tuple[str, str]]:
    """Give labels and what is filled in behind them."""
    return [
        ("Họ, chữ đệm, tên:", name(dice)),
        ("Ngày, tháng, năm sinh:", day(dice)),
        ("Dân tộc:", str(dice.choice(("Kinh", "Cơ Tu", "Tày", "Giẻ Triêng", "Xơ Đăng", "Mường")))),
        ("Nơi cư trú:", place(dice)),
        ("Số định danh cá nhân:", f"0481{dice.integers(10, 99)}{dice.integers(0, 999_999):06d}"),
        ("Quan hệ với người được cấp:", str(dice.choice(("con", "cha", "mẹ", "bản thân", "người giám hộ")))),
        ("Số điện thoại:", f"09{dice.integers(0, 99_999_999):08d}"),
        (
            "Mục đích sử dụng:",
            str(dice.choice(("vay vốn ngân hàng", "đăng ký kết hôn", "bổ sung hồ sơ nhập học"))),
        ),
    ]
