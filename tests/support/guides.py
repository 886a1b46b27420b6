"""Procedures as they are told to somebody who asks: one filed here, one at the counter, one elsewhere."""

from __future__ import annotations

from kiosk_app.catalogue.card import FilingPlace
from kiosk_app.catalogue.guide import Guide, PaperToBring
from kiosk_app.catalogue.model import NOTHING, Text

_ONE = Text("1 bản chính", "1 original")

HERE = Guide(
    code="1.004873",
    name=Text("Giấy xác nhận tình trạng hôn nhân", "Marital status certificate"),
    place=FilingPlace.KIOSK,
    authority="",
    reason=NOTHING,
    time=Text("3 ngày làm việc", "3 working days"),
    fees=(Text("Theo mức của Hội đồng nhân dân tỉnh, thành phố.", "As the provincial council decides."),),
    exempt=(Text("Người thuộc hộ nghèo", "A poor household"),),
    exempt_perhaps=(Text("Người cao tuổi", "The elderly"),),
    papers=(
        PaperToBring(Text("Giấy tờ tùy thân", "Identity paper"), _ONE, NOTHING, always=True),
        PaperToBring(
            Text("Trích lục ghi chú ly hôn", "Extract of the divorce note"),
            _ONE,
            Text("Chỉ khi đã ly hôn ở nước ngoài.", "Only after a divorce abroad."),
            always=False,
        ),
    ),
)
_LONG = (
    "Hộ chiếu/Thẻ căn cước công dân/Thẻ căn cước/Căn cước điện tử/Giấy chứng nhận căn cước hoặc các giấy tờ"
    " khác có dán ảnh và thông tin cá nhân do cơ quan có thẩm quyền cấp, còn giá trị sử dụng"
)
COUNTER = Guide(
    code="1.001193",
    name=Text("Đăng ký khai sinh", "Birth registration"),
    place=FilingPlace.COUNTER,
    authority="Ủy ban nhân dân cấp xã",
    reason=NOTHING,
    time=Text(
        "Trong ngày; nhận sau 15 giờ thì trả trong ngày làm việc tiếp theo",
        "The same day; after 15:00 the next working day",
    ),
    fees=(Text("Miễn phí", "Free of charge"),),
    exempt=(),
    exempt_perhaps=(),
    papers=tuple(
        PaperToBring(Text(f"{_LONG} ({number})", ""), _ONE, NOTHING, always=number < 2) for number in range(6)
    ),
)
ELSEWHERE = Guide(
    code="1.002755",
    name=Text("Cấp hộ chiếu phổ thông ở trong nước", ""),
    place=FilingPlace.ELSEWHERE,
    authority="Phòng Quản lý xuất nhập cảnh Công an cấp tỉnh",
    reason=NOTHING,
    time=NOTHING,
    fees=(),
    exempt=(),
    exempt_perhaps=(),
    papers=(),
)
