"""Vietnamese sentences for the second corpus, put together from seeds; nobody's data."""

from __future__ import annotations

import numpy as np

_TEXT = """
ấn bản quyết định số điều khoản người được ủy quyền nộp lệ phí tại quầy tiếp nhận hồ sơ thửa đất rừng
suối đỉnh núi thôn bản sổ hộ khẩu giấy khai sinh kết hôn xác nhận tình trạng cư trú thường trú tạm vắng
nghĩa vụ quân sự bảo trợ xã hội trẻ em mồ côi nguồn gốc sử dụng đo vẽ bản đồ địa chính chuyển nhượng
thừa kế tặng cho chứng thực chữ ký hợp đồng vay vốn hỗ trợ giống cây trồng gia súc lũ quét sạt lở kênh
mương thủy lợi đường liên xã trường mẫu giáo trạm y tế bệnh viện huyện tỉnh trung ương chủ tịch phó văn
phòng thống kê tư pháp hộ tịch kiểm tra đối chiếu bổ sung hoàn thiện trả kết quả đúng hẹn trước ngày kể
từ khi ghi vào sổ lưu trữ điện tử mã định danh cá nhân họ tên đệm quê quán dân tộc giới tính nơi cấp Ủy
Nhân Trần Bắc Lý Hoàng Tủa Chùa
"""
_WORDS = _TEXT.split()


def sentence(dice: np.random.Generator, words: int) -> str:
    """Put together so many words, figures and a law's number among them."""
    chosen = [str(dice.choice(_WORDS)) for _ in range(words)]
    if words > 5:
        chosen[int(dice.integers(1, words))] = (
            f"{int(dice.integers(1, 32)):02d}/{int(dice.integers(1, 13)):02d}/2025"
        )
        chosen[int(dice.integers(1, words))] = f"{int(dice.integers(10, 190))}/2014/NĐ-CP,"
    return " ".join(chosen).capitalize() + "."
