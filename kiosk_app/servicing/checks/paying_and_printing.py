"""The A4 printer and the payment terminal, asked through their own drivers; and what errands need of both."""

from __future__ import annotations

from collections.abc import Sequence

from configuration.kiosk_file import Configuration
from drivers.document_printer.port import (
    DocumentPrinter,
    DocumentPrinterError,
    NoPaperError,
    RemovedError,
    ServiceError,
)
from drivers.payment_terminal.port import (
    PaymentTerminal,
    PaymentUnconfirmedError,
    TerminalBusyError,
    TerminalError,
    TerminalUnreachableError,
)
from kiosk_app.servicing.check_result import CheckResult, failed, good, not_done, warning


def document_printer(device: DocumentPrinter | None) -> CheckResult:
    """Ask whether a copy would come out now. Nothing is printed."""
    check = "document_printer"
    if device is None:
        return not_done(check, "Kiosk này được đặt không có máy in A4.")
    try:
        status = device.status()
    except RemovedError as error:
        said = "CUPS không có máy in A4 mà cấu hình nêu."
        return failed(check, said, "Đặt máy in trong CUPS, hoặc sửa document_printer.queue.", code=error.code)
    except ServiceError as error:
        said = "CUPS không trả lời, không in được bản A4."
        return failed(check, said, "Xem systemctl status cups, và document_printer.socket.", code=error.code)
    except NoPaperError as error:
        return failed(check, "Máy in A4 hết giấy.", "Nạp giấy A4 vào khay.", code=error.code)
    except DocumentPrinterError as error:
        said = f"Máy in A4 chưa in được ({error.code})."
        return failed(check, said, "Xem màn hình của máy in: giấy kẹt, nắp, mực, dây mạng.", code=error.code)
    finally:
        device.close()
    low = sorted(one for one in status.reasons if one not in ("", "none"))
    if low:
        said = f"Máy in A4 báo: {', '.join(low)}."
        return warning(check, said, "Chuẩn bị mực hoặc giấy.", reasons=len(low))
    return good(check, "Máy in A4 sẵn sàng.")


def terminal(device: PaymentTerminal | None, kiosk_id: str) -> CheckResult:
    """Ask the terminal for a payment that never was: it answers, and no money moves."""
    check = "payment_terminal"
    if device is None:
        return not_done(check, "Kiosk này được đặt không có máy thanh toán.")
    try:
        taken = device.outcome(f"DOCTOR-{kiosk_id}")
    except TerminalUnreachableError as error:
        said = "Không kết nối được máy thanh toán."
        return failed(check, said, "Kiểm tra nguồn, dây và bảng [terminal] của kiosk.toml.", code=error.code)
    except TerminalBusyError as error:
        return warning(check, "Máy thanh toán đang bận.", "Chờ xong rồi kiểm tra lại.", code=error.code)
    except PaymentUnconfirmedError as error:
        said = "Máy thanh toán nối được mà không trả lời."
        return failed(check, said, "Tắt bật máy thanh toán; xem máy có ở chế độ ECR không.", code=error.code)
    except TerminalError as error:
        said = f"Máy thanh toán báo lỗi ({error.code})."
        return failed(check, said, "Xem màn hình của máy thanh toán, gọi ngân hàng nếu cần.", code=error.code)
    finally:
        device.close()
    if taken is not None:
        said = "Máy thanh toán trả lời về một khoản không ai trả."
        return failed(check, said, "Máy trả lời sai: không dùng để thu tiền, báo ngân hàng.")
    return good(check, "Máy thanh toán sẵn sàng.")


def errands(settings: Configuration, by_name: Sequence[str]) -> CheckResult:
    """Compare what the configuration offers with what it needs.

    `by_name`: devices in the network that stand there by name, which the screen asks nobody for.
    """
    missing = []
    if settings.certified_copy.way == "officer" and not settings.portal.requests_address:
        missing.append("certified_copy.way = officer cần portal.requests_address")
    if settings.terminal.transport != "none" and not settings.portal.requests_address:
        missing.append("terminal.transport cần portal.requests_address để báo khoản đã thu")
    if settings.tickets.fields and not settings.tickets.hours:
        missing.append("tickets.fields cần tickets.hours, nếu không thì không giờ nào phát số")
    if missing:
        return failed(
            "promises.errands", f"Cấu hình hứa việc không làm được: {'; '.join(missing)}.", "Sửa kiosk.toml."
        )
    if by_name:
        return warning(
            "promises.errands",
            f"Màn hình không hỏi máy chủ tên trên mạng, nên có thể không tìm được: {', '.join(by_name)}.",
            "Ghi địa chỉ bằng số vào kiosk.toml, rồi chạy kioskctl firewall.",
        )
    return good("promises.errands", "Việc nào cấu hình hứa cũng có đủ thứ cần.")
