"""Slips of made-up people."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from kiosk_app.slips.model import (
    Appointment,
    AskedPaper,
    Authority,
    BookingSlip,
    CertifiedCopySlip,
    CheckedItem,
    Content,
    GuideSlip,
    HealthSlip,
    LinkedTask,
    ListedPaper,
    NeededPaper,
    PaymentSlip,
    PetitionSlip,
    QueueTicketSlip,
    Receipt,
    RequestSlip,
    SentPaper,
    StateSlip,
    SupplementRequestSlip,
    TestSlip,
)
from vietnam.time_zone import VIETNAM

NOON = datetime(2026, 11, 24, 12, 5, tzinfo=VIETNAM)
ID = "048190000002"
OFFICIAL = "H17.99.01-261124-0001"
PROVISIONAL = "TAM-DN07-0042-K"
CENTRE = "Trung tâm Phục vụ hành chính công"
AUTHORITY = Authority("UBND xã Nam Giang", CENTRE, "UBND thành phố Đà Nẵng", "Nam Giang", "0235 000 0007")

RECEIPT = Receipt(
    authority=AUTHORITY,
    provisional_code=PROVISIONAL,
    official_code=OFFICIAL,
    saved_at=NOON,
    procedure_name="Thủ tục cấp Giấy xác nhận tình trạng hôn nhân",
    procedure_code="1.004873",
    applicant_name="Zơrâm Thị Nhiêu",
    personal_id=ID,
    papers=(SentPaper("Tờ khai", 1), SentPaper("Trích lục ghi chú ly hôn", 2)),
    fee_vnd=16_000,
    promise="Xin ngồi chờ, khoảng 15 phút sẽ gọi tên. Chậm nhất 17:00 ngày 27/11.",
    hand_in=("Giấy xác nhận đã cấp trước",),
    lookup_address="https://dichvucong.gov.vn",
)
PROVISIONAL_RECEIPT = replace(
    RECEIPT,
    official_code="",
    promise="",
    lookup_address="",
    identity_checked_later=True,
    code_on_screen=True,
)
APPOINTMENT = Appointment(
    authority=AUTHORITY,
    official_code=OFFICIAL,
    received_at=NOON,
    due_at=datetime(2026, 11, 27, 17, 0, tzinfo=VIETNAM),
    applicant_name="Zơrâm Thị Nhiêu",
    applicant_address="Thôn Pà Xua, xã Nam Giang, thành phố Đà Nẵng",
    phone="0900 000 002",
    email="nhieu@example.vn",
    personal_id=ID,
    summary="Cấp Giấy xác nhận tình trạng hôn nhân",
    owner_name="Zơrâm Thị Nhiêu",
    owner_address="Thôn Pà Xua, xã Nam Giang, thành phố Đà Nẵng",
    papers=(ListedPaper("Tờ khai", originals=1), ListedPaper("Bản án ly hôn", certified=1)),
    time_by_law="3 ngày làm việc",
    promise="Xin ngồi chờ, khoảng 15 phút sẽ gọi tên. Chậm nhất 17:00 ngày 27/11.",
    hand_in=("Giấy xác nhận đã cấp trước",),
    delivery="Trung tâm Phục vụ hành chính công, UBND xã Nam Giang",
    lookup_address="https://dichvucong.gov.vn",
)
HEALTH = HealthSlip(
    kiosk_id="DN07",
    authority_name="UBND xã Nam Giang",
    program="0.1.0",
    printed_at=NOON,
    works=False,
    items=(CheckedItem("X", "Máy in hết giấy."), CheckedItem("+", "Còn trống 12000 MB.")),
)
TEST = TestSlip(kiosk_id="DN07", printer="tcp 127.0.0.1:9100", printed_at=NOON)
TICKET = QueueTicketSlip(
    authority=AUTHORITY,
    number="A012",
    field_name="Hộ tịch, chứng thực",
    counters=("Quầy 1", "Quầy 2"),
    priority=True,
    issued_at=NOON,
    waiting=7,
    minutes=30,
    bring="thẻ căn cước và giấy tờ gốc",
    display_address="https://dichvucong.danang.gov.vn/nam-giang/goi-so",
)
BOOKED_TICKET = QueueTicketSlip(
    authority=AUTHORITY,
    number="A013",
    field_name="Hộ tịch, chứng thực",
    counters=("Quầy 1",),
    issued_at=NOON,
    appointment="12:00–12:30",
)
GUIDE = GuideSlip(
    authority=AUTHORITY,
    procedure_name="Giấy xác nhận tình trạng hôn nhân",
    procedure_code="1.004873",
    told_on=NOON.date(),
    place="Nộp được tại máy này, UBND xã Nam Giang.",
    always=(NeededPaper("Giấy tờ tùy thân", "1 bản chính"),),
    by_case=(NeededPaper("Trích lục ghi chú ly hôn", "1 bản chính. Chỉ khi đã ly hôn ở nước ngoài"),),
    time="3 ngày làm việc",
    fees=("8.000 đồng",),
    exempt="Người thuộc hộ nghèo",
    exempt_perhaps="Người cao tuổi",
    contact="BEGIN:VCARD\nVERSION:3.0\nFN:Giấy xác nhận (1.004873)\nNOTE:Giấy tờ tùy thân\nEND:VCARD",
)
LONG_NAME = "NGUYỄN PHÚC HOÀNG DIỄM QUỲNH PHƯƠNG THỊ ẴM ẨN THÁI BÌNH TRƯỜNG GIANG"
LONG_PAPER = "Giấy tờ thay thế do cơ quan có thẩm quyền của nước ngoài cấp, đã hợp pháp hóa lãnh sự " * 4
UNBROKEN = "Nguyễn" * 30

REQUEST = RequestSlip(
    authority=AUTHORITY,
    title="PHIẾU XÁC NHẬN ĐÃ\u00a0GỬI BỔ\u00a0SUNG HỒ\u00a0SƠ",
    title_en="Receipt: papers handed in",
    code=PROVISIONAL,
    dossier_code=OFFICIAL,
    saved_at=NOON,
    asked="Giấy xác nhận cấp trước đây bị mờ trang 2. Xin nộp lại.",
    papers=(SentPaper("Giấy tờ bổ sung", 2),),
    promise="Cán bộ xem giấy tờ bổ sung rồi giải quyết tiếp hồ sơ.",
)
PETITION = PetitionSlip(
    authority=AUTHORITY,
    code=PROVISIONAL,
    key="482913",
    saved_at=NOON,
    category="Đường sá, cầu, đèn đường",
    named=True,
    papers=(SentPaper("Giấy tờ, ảnh kèm theo", 2),),
    lookup_address="https://dichvucong.gov.vn",
)
CERTIFIED_COPY = CertifiedCopySlip(
    authority=AUTHORITY,
    code=PROVISIONAL,
    key="482913",
    saved_at=NOON,
    paper="Bằng, chứng chỉ, học bạ",
    pages=2,
    name="Zơrâm Thị Nhiêu",
    lookup_address="https://dichvucong.gov.vn",
)
BOOKING = BookingSlip(
    authority=AUTHORITY,
    code=PROVISIONAL,
    key="482913",
    saved_at=NOON,
    matter="Chứng thực bản sao từ bản chính",
    day=date(2026, 11, 26),
    half="Sáng (07:30–11:30)",
    name="Zơrâm Thị Nhiêu",
    lookup_address="https://dichvucong.gov.vn",
)
PAYMENT = PaymentSlip(
    authority=AUTHORITY,
    reported=False,
    dossier_code=OFFICIAL,
    amount="16.000 đồng",
    means="Chuyển khoản",
    proofs=("FT00000001",),
    at="12 giờ 05 phút, ngày 24 tháng 11 năm 2026",
    lookup_address="https://dichvucong.gov.vn",
)
STATE = StateSlip(
    authority=AUTHORITY,
    code=OFFICIAL,
    provisional_code=PROVISIONAL,
    procedure_name="Cấp Giấy xác nhận tình trạng hôn nhân",
    state="Đang xử lý.",
    received="12 giờ 05 phút, ngày 24 tháng 11 năm 2026",
    due="17 giờ 00 phút, ngày 27 tháng 11 năm 2026",
    due_before="17 giờ 00 phút, ngày 25 tháng 11 năm 2026",
    told="12 giờ 05 phút, ngày 24 tháng 11 năm 2026",
    reprinted_at=NOON,
)

SUPPLEMENT_REQUEST = SupplementRequestSlip(
    authority=AUTHORITY,
    official_code=OFFICIAL,
    asked_at=NOON,
    applicant_name="Zơrâm Thị Nhiêu",
    applicant_address="Thôn Pà Xua, xã Nam Giang, thành phố Đà Nẵng",
    phone="0900 000 002",
    email="nhieu@example.vn",
    summary="Cấp Giấy xác nhận tình trạng hôn nhân",
    papers=(AskedPaper("Trích lục ghi chú ly hôn", "1"), AskedPaper("Giấy xác nhận cấp trước đây")),
    words=f"Số định danh {ID} không khớp với trích lục. Xin gọi 0235 000 0007.",
    told="12 giờ 05 phút, ngày 24 tháng 11 năm 2026",
    lookup_address="https://dichvucong.gov.vn",
)
WORDS_ALONE = replace(
    SUPPLEMENT_REQUEST, papers=(), asked_at=None, words="Giấy cũ bị mờ trang 2. Xin nộp lại."
)

WITHDRAWAL = replace(
    REQUEST,
    title="PHIẾU XÁC NHẬN ĐÃ\u00a0GỬI YÊU\u00a0CẦU RÚT HỒ\u00a0SƠ",
    title_en="Receipt: withdrawal requested",
    asked="",
    papers=(),
    promise="Cán bộ xem yêu cầu rồi trả lại hồ sơ. Đến khi đó hồ sơ vẫn được giải quyết.",
)
DRAFT_WRONG = replace(
    REQUEST,
    title="PHIẾU XÁC NHẬN Ý\u00a0KIẾN VỀ BẢN NHÁP",
    title_en="Receipt: word on the draft",
    asked="",
    said=(f"Bản nháp sai: Số định danh đúng là {ID}, gọi 0900 000 002.",),
    papers=(),
    promise="Cán bộ làm tiếp theo ý kiến này.",
)

ALL: dict[str, Content] = {
    "receipt": RECEIPT,
    "receipt again": replace(RECEIPT, reprinted_at=NOON),
    "provisional": PROVISIONAL_RECEIPT,
    "for an organisation": replace(
        RECEIPT,
        owner_name="Hộ kinh doanh Nhiêu Nhung",
        helper_name="Zơrâm Văn Nhung",
    ),
    "helped by staff": replace(PROVISIONAL_RECEIPT, helper_name="Alăng Thị Mới", helper_is_staff=True),
    "appointment": APPOINTMENT,
    "appointment again": replace(
        APPOINTMENT,
        summary="Đăng ký thường trú – Zơrâm Thị Nhiêu – Số 5, Thôn Pà Xua, Xã Nam Giang, Thành phố Đà Nẵng",
        reprinted_at=NOON,
    ),
    "group": replace(
        RECEIPT,
        tasks=(
            LinkedTask("Đăng ký khai sinh", "Ủy ban nhân dân xã", "H17.99.01-261124-0002"),
            LinkedTask("Cấp thẻ bảo hiểm y tế", "Bảo hiểm xã hội", "Chờ số định danh của trẻ"),
        ),
    ),
    "guide": GUIDE,
    "ticket": TICKET,
    "booked ticket": BOOKED_TICKET,
    "bare ticket": replace(
        TICKET, counters=(), waiting=None, minutes=None, bring="", priority=False, display_address=""
    ),
    "long ticket": replace(
        TICKET,
        number="W2999",
        field_name=LONG_PAPER,
        counters=(LONG_PAPER,),
        bring=LONG_PAPER,
        reprinted_at=NOON,
    ),
    "bare guide": replace(
        GUIDE,
        authority=Authority("UBND xã Nam Giang", CENTRE),
        always=(),
        by_case=(),
        time="",
        fees=(),
        exempt="",
        exempt_perhaps="",
    ),
    "long guide": replace(
        GUIDE,
        procedure_name=LONG_PAPER,
        place=LONG_PAPER,
        always=tuple(NeededPaper(LONG_PAPER, LONG_PAPER) for _ in range(3)),
        time=LONG_PAPER,
        fees=(LONG_PAPER,),
        contact=f"BEGIN:VCARD\nNOTE:{'Giấy ' * 118}\nEND:VCARD",
    ),
    "bare": replace(
        RECEIPT,
        authority=Authority("UBND xã Nam Giang", CENTRE),
        personal_id="",
        papers=(),
        fee_vnd=0,
        promise="",
        hand_in=(),
        lookup_address="",
    ),
    "bare appointment": replace(
        APPOINTMENT,
        authority=Authority("UBND xã Nam Giang", CENTRE),
        applicant_address="",
        phone="",
        email="",
        personal_id="",
        owner_address="",
        papers=(),
        promise="",
        hand_in=(),
    ),
    "request": REQUEST,
    "withdrawal": WITHDRAWAL,
    "draft wrong": DRAFT_WRONG,
    "draft right": replace(DRAFT_WRONG, said=("Bản nháp đúng.",)),
    "long request": replace(
        REQUEST,
        dossier_code="G22.99.08.123-261124-00001",
        code="TAM-DN07ABCD-123456789-K",
        asked=LONG_PAPER,
        said=(LONG_PAPER,),
        papers=(SentPaper(LONG_PAPER, 120),),
        promise=LONG_PAPER,
        reprinted_at=NOON,
    ),
    "bare request": replace(
        REQUEST, authority=Authority("UBND xã Nam Giang", CENTRE), asked="", said=(), papers=(), promise=""
    ),
    "petition": PETITION,
    "spoken petition": replace(PETITION, voice="35 giây", papers=()),
    "nameless petition": replace(PETITION, named=False, papers=(), lookup_address=""),
    "long petition": replace(
        PETITION,
        code="TAM-DN07ABCD-123456789-K",
        category=LONG_PAPER,
        papers=(SentPaper(LONG_PAPER, 120),),
        reprinted_at=NOON,
    ),
    "certified copy": CERTIFIED_COPY,
    "long certified copy": replace(
        CERTIFIED_COPY,
        code="TAM-DN07ABCD-123456789-K",
        paper=LONG_PAPER,
        name=LONG_NAME,
        reprinted_at=NOON,
    ),
    "booking": BOOKING,
    "long booking": replace(
        BOOKING,
        code="TAM-DN07ABCD-123456789-K",
        matter=LONG_PAPER,
        half="Chiều (13:30–15:00, 15:15–17:00)",
        name=LONG_NAME,
        reprinted_at=NOON,
    ),
    "payment": PAYMENT,
    "payment twice": replace(PAYMENT, too_much="16.000 đồng", proofs=("FT00000001", "FT00000002")),
    "payment reported": replace(PAYMENT, reported=True, proofs=(), notice="TAM-DN07-0012-B"),
    "bare payment": PaymentSlip(
        authority=Authority("UBND xã Nam Giang", CENTRE), reported=False, dossier_code=OFFICIAL, at="hôm nay"
    ),
    "long payment": replace(
        PAYMENT,
        dossier_code="G22.99.08.123-261124-00001",
        lines=((LONG_PAPER, "400.000 đồng"), (LONG_PAPER, "8.000 đồng")),
        proofs=(UNBROKEN,),
        notice="TAM-DN07ABCD-123456789-K",
        receipt="0000123",
        reprinted_at=NOON,
    ),
    "state": STATE,
    "long state": replace(
        STATE,
        code="G22.99.08.123-261124-00001",
        provisional_code="TAM-DN07ABCD-123456789-K",
        procedure_name=LONG_PAPER,
        state=LONG_PAPER,
    ),
    "bare state": StateSlip(
        authority=Authority("UBND xã Nam Giang", CENTRE),
        code=OFFICIAL,
        state="Đang xử lý.",
        reprinted_at=NOON,
    ),
    "supplement request": SUPPLEMENT_REQUEST,
    "supplement request in words": WORDS_ALONE,
    "bare supplement request": SupplementRequestSlip(
        authority=Authority("", ""), official_code=OFFICIAL, words="Thiếu trang 2."
    ),
    "long supplement request": replace(
        SUPPLEMENT_REQUEST,
        official_code="G22.99.08.123-261124-00001",
        applicant_name=LONG_NAME,
        email=f"{'x' * 80}@example.vn",
        summary=LONG_PAPER,
        papers=(AskedPaper(LONG_PAPER, "120"), AskedPaper(UNBROKEN)),
        words=LONG_PAPER,
        reprinted_at=NOON,
    ),
    "long": replace(
        PROVISIONAL_RECEIPT,
        provisional_code="TAM-DN07ABCD-123456789-K",
        applicant_name=LONG_NAME,
        owner_name=LONG_PAPER,
        helper_name=LONG_NAME,
        procedure_name=LONG_PAPER,
        papers=(SentPaper(LONG_PAPER, 120), SentPaper(UNBROKEN, 3)),
        reprinted_at=NOON,
    ),
    "long appointment": replace(
        APPOINTMENT,
        official_code="G22.99.08.123-261124-00001",
        applicant_name=LONG_NAME,
        email=f"{'x' * 80}@example.vn",
        summary=LONG_PAPER,
        papers=(ListedPaper(LONG_PAPER, 12, 10, 11),),
        reprinted_at=NOON,
    ),
}
