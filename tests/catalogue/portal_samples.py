"""Records in the portals' formats, drawn for the tests."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable
from pathlib import Path

CHANNEL_HEAD = "Hình thức nộpThời gianPhí, lệ phíMô tả"
PAPER_HEAD = "Tên giấy tờMẫu đơn, tờ khaiSố lượng"


def crawled(code: str, name: str, **more: str) -> dict[str, str]:
    """Make one record of the crawl."""
    record = {
        "ma_thu_tuc": code,
        "ten_thu_tuc": name,
        "linh_vuc": "Hộ tịch",
        "cap_thuc_hien": "Cấp xã",
        "so_quyet_dinh": "1/QĐ-X",
        "cach_thuc_thuc_hien": f"{CHANNEL_HEAD}Trực tiếp3 Ngày làm việcMiễn phí",
        "thanh_phan_ho_so": f"--{PAPER_HEAD}Đơn đề nghị1 bản chính",
        "ket_qua_xu_ly": "Giấy xác nhậnMã: KQ.G15.000001Từ khóaKhông có thông tin",
        "can_cu_phap_ly": "Tên văn bản pháp lýMã văn bảnLuật Hộ tịch60/2014/QH13",
    }
    return record | more


COMMON = (
    crawled("1.001193", "Thủ tục đăng ký khai sinh"),
    crawled("1.000656", "Thủ tục đăng ký khai tử"),
    crawled("1.000894", "Thủ tục đăng ký kết hôn"),
    crawled("1.004873", "Thủ tục cấp Giấy xác nhận tình trạng hôn nhân"),
    crawled("1.004884", "Thủ tục đăng ký lại khai sinh"),
    crawled("2.000635", "Cấp bản sao Trích lục hộ tịch, bản sao Giấy khai sinh"),
    crawled("1.003197", "Xóa đăng ký thường trú", linh_vuc="Đăng ký, quản lý cư trú"),
    crawled("1.004222", "Đăng ký thường trú", linh_vuc="Đăng ký, quản lý cư trú"),
    crawled("1.004194", "Đăng ký tạm trú", linh_vuc="Đăng ký, quản lý cư trú"),
    crawled("1.013978", "Đăng ký đất đai, cấp Giấy chứng nhận quyền sử dụng đất lần đầu", linh_vuc="Đất đai"),
    crawled("1.012786", "Cấp lại Giấy chứng nhận do bị mất", linh_vuc="Đất đai", cap_thuc_hien="Cấp tỉnh"),
    crawled("1.007929", "Cấp Giấy phép nhập khẩu phân bón", linh_vuc="Trồng trọt", cap_thuc_hien="Cấp bộ"),
    crawled("1.007695", "Khai thuế sử dụng đất", linh_vuc="Thuế", cap_thuc_hien="Cấp tỉnh, Cấp xã"),
    crawled("1.011006", "Khai tiền thuê đất", linh_vuc="Thuế", cap_thuc_hien="Cấp tỉnh, Cấp xã"),
    crawled("2.000986", "Liên thông đăng ký khai sinh, đăng ký thường trú, cấp thẻ bảo hiểm y tế"),
)


def write_lines(path: Path, records: Iterable[dict[str, str]]) -> Path:
    """Write a file of JSON lines, packed if its name says so."""
    text = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    if path.suffix == ".gz":
        path.write_bytes(gzip.compress(text.encode(), mtime=0))
    else:
        path.write_text(text, encoding="utf-8")
    return path
