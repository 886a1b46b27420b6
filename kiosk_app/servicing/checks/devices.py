"""The devices in turn: each is asked through its own driver, and what needs hands waits for them."""

from __future__ import annotations

import array
import contextlib
import math
import queue
import sys
import time
from collections.abc import Callable
from datetime import datetime

from drivers.microphone.port import Microphone, MicrophoneError
from drivers.printer.port import (
    Bitmap,
    PaperLevel,
    Printer,
    PrinterError,
    PrinterStatus,
    SlipUnconfirmedError,
)
from drivers.qr_reader.port import QrReader, QrReading, ReaderState
from drivers.scanner.port import PaperSource, RawPage, Scanner, ScannerError, ScannerInfo
from drivers.speaker.port import Sound, Speaker, SpeakerError
from kiosk_app.servicing.check_result import CheckResult, failed, good, not_done, warning
from kiosk_app.servicing.scan_target.judge import judge
from kiosk_app.servicing.scan_target.measure import TargetNotFoundError, measure
from kiosk_app.slips.model import TestSlip
from kiosk_app.slips.render import render

_READ_S = 30.0
_LISTEN_S = 1.0
_FULL_SCALE = 32_768
_DEAF_DB = -80.0
"""A room is never so quiet: a microphone that is muted, or a line with nothing on it."""
Monotonic = Callable[[], float]


def printer(device: Printer) -> CheckResult:
    """Ask the printer how it is."""
    try:
        status = device.status()
    except PrinterError as error:
        return failed(
            "printer",
            f"Máy in không trả lời ({error.code}).",
            "Kiểm tra nguồn, dây và bảng [printer] của kiosk.toml.",
            code=error.code,
        )
    return _printer_status(status)


def _printer_status(status: PrinterStatus) -> CheckResult:
    figures = {"paper": status.paper.value, "online": status.online}
    if status.paper is PaperLevel.OUT:
        return failed("printer", "Máy in hết giấy.", "Lắp cuộn giấy 80 mm mới.", **figures)
    if status.cover_open:
        return failed("printer", "Nắp máy in đang mở.", "Đóng nắp máy in.", **figures)
    if not status.ready:
        return failed(
            "printer", "Máy in báo lỗi.", "Tắt bật máy in; kiểm tra dao cắt và giấy kẹt.", **figures
        )
    if status.paper is PaperLevel.NEAR_END:
        return warning("printer", "Máy in sắp hết giấy.", "Chuẩn bị cuộn giấy 80 mm.", **figures)
    return good("printer", "Máy in sẵn sàng.", **figures)


def test_slip(kiosk_id: str, how: str, now: datetime) -> Bitmap:
    """Draw the slip that shows letters, edges and a QR code. `how`: how the printer is connected."""
    return render(TestSlip(kiosk_id=kiosk_id, printer=how, printed_at=now))


def test_code(kiosk_id: str) -> str:
    """Give what the QR code of the test slip says: the reader's test reads it back."""
    return f"KIOSK-{kiosk_id}"


def print_slip(device: Printer, slip: Bitmap, check: str = "printer.slip") -> CheckResult:
    """Print a slip to its end."""
    try:
        device.print_bitmap(slip)
    except SlipUnconfirmedError:
        return warning(
            check,
            "Phiếu đã gửi tới máy in, máy in không xác nhận.",
            "Xem phiếu có ra đủ không.",
            code=SlipUnconfirmedError.code,
        )
    except PrinterError as error:
        return failed(check, f"Không in được phiếu ({error.code}).", "Xem mục printer.", code=error.code)
    return good(check, "Phiếu in thử đã ra.", rows=slip.height)


def scanner(device: Scanner) -> tuple[CheckResult, ScannerInfo | None]:
    """Open the scanner and tell what it can do."""
    try:
        info = device.info()
    except ScannerError as error:
        return (
            failed(
                "scanner",
                f"Máy quét không mở được ({error.code}).",
                "Kiểm tra nguồn và dây USB; scanimage -L phải thấy máy.",
                code=error.code,
            ),
            None,
        )
    return (
        good(
            "scanner",
            f"Máy quét {info.device} sẵn sàng.",
            device=info.device,
            feeder=PaperSource.FEEDER in info.sources,
            flatbed=PaperSource.FLATBED in info.sources,
            duplex=info.duplex,
            senses_paper=info.senses_paper,
        ),
        info,
    )


def scan_target(device: Scanner, source: PaperSource) -> tuple[CheckResult, ...]:
    """Scan the printed test sheet and judge what is seen."""
    try:
        page = _one_page(device, source)
    except ScannerError as error:
        return (scan_failed(error.code),)
    try:
        return judge(measure(page.pixels, page.dpi), page.dpi)
    except TargetNotFoundError as error:
        return (
            failed(
                "scanner.target",
                f"Không nhận ra tờ thử trong ảnh quét ({error}).",
                "In tờ thử (kioskctl test-sheet) ở cỡ 100 %, đặt ngay ngắn như giấy tờ, rồi làm lại.",
            ),
        )


def scan_failed(code: str) -> CheckResult:
    """Say that the test sheet could not be scanned."""
    return failed(
        "scanner.target",
        f"Không quét được tờ thử ({code}).",
        "Đặt tờ thử (kioskctl test-sheet) vào máy quét rồi làm lại.",
        code=code,
    )


def _one_page(device: Scanner, source: PaperSource) -> RawPage:
    pages = device.scan(source, 1)
    try:
        for page in pages:
            return page
    finally:
        with contextlib.suppress(ScannerError):
            pages.close()
    raise ScannerError("the scanner gave no page")


def reader(
    device: QrReader,
    expected: str,
    deadline_s: float = _READ_S,
    monotonic: Monotonic = time.monotonic,
) -> CheckResult:
    """Wait until the reader reads the code of the test slip. Other codes are not looked at."""
    heard: queue.Queue[str | ReaderState] = queue.Queue()

    def read(reading: QrReading) -> None:
        heard.put("expected" if reading.text == expected else "other")

    device.start(read, heard.put)
    until = monotonic() + deadline_s
    state: ReaderState = ReaderState.STARTING
    others = 0
    try:
        while (left := until - monotonic()) > 0:
            try:
                what = heard.get(timeout=left)
            except queue.Empty:
                break
            if what == "expected":
                return good("reader", "Đầu đọc QR đọc đúng mã trên phiếu thử.")
            if isinstance(what, ReaderState):
                state = what
            else:
                others += 1
    finally:
        device.stop()
    if state is not ReaderState.READY:
        return failed(
            "reader",
            "Không có đầu đọc QR.",
            "Kiểm tra dây và bảng [reader] của kiosk.toml.",
            state=state.value,
        )
    if others:
        return failed(
            "reader",
            "Đầu đọc QR đọc được mã khác, không phải mã trên phiếu thử.",
            "Đưa mã trên phiếu in thử vừa in vào đầu đọc.",
            other_codes=others,
        )
    return failed(
        "reader",
        f"Đầu đọc QR không đọc được gì trong {deadline_s:.0f} giây.",
        "Đưa phiếu in thử cách đầu đọc 10–15 cm; lau kính.",
    )


def reader_present(
    device: QrReader, deadline_s: float = 5.0, monotonic: Monotonic = time.monotonic
) -> CheckResult:
    """Tell whether the reader could read now, without a code."""
    heard: queue.Queue[ReaderState] = queue.Queue()
    device.start(lambda _reading: None, heard.put)
    until = monotonic() + deadline_s
    try:
        while (left := until - monotonic()) > 0:
            try:
                state = heard.get(timeout=left)
            except queue.Empty:
                break
            if state is ReaderState.READY:
                return good("reader", "Đầu đọc QR đã nối; chưa thử đọc mã.")
            if state is ReaderState.ABSENT:
                break
    finally:
        device.stop()
    return failed("reader", "Không có đầu đọc QR.", "Kiểm tra dây và bảng [reader] của kiosk.toml.")


def sound(device: Speaker | None) -> CheckResult:
    """Play a sound to its end. Whether anybody hears it, a person has to say."""
    if device is None:
        return not_done("sound", "Kiosk này được đặt không có tiếng.")
    try:
        device.play(Sound.ACCEPTED)
    except SpeakerError as error:
        return failed("sound", f"Không phát được tiếng ({error}).", "Xem dây loa và sound.device (aplay -L).")
    return good("sound", "Đã phát tiếng thử; hãy nghe xem có rõ không.")


def microphone(device: Microphone | None) -> CheckResult:
    """Listen for a second. Nothing is kept but how loud it was."""
    if device is None:
        return not_done("microphone", "Kiosk này được đặt không có micro.")
    try:
        samples = device.record(_LISTEN_S, lambda: False, lambda _loud, _seconds: None)
    except MicrophoneError as error:
        return failed(
            "microphone",
            f"Micro không thu được ({error.code}).",
            "Kiểm tra dây micro và microphone.device (arecord -L).",
            code=error.code,
        )
    level = _level_db(samples)
    if level < _DEAF_DB:
        return failed(
            "microphone",
            "Micro thu được nhưng hoàn toàn im lặng: bị tắt tiếng, hoặc không có gì cắm vào.",
            "Bật tiếng micro (alsamixer, F4) hoặc cắm lại dây.",
            level_db=level,
        )
    return good("microphone", "Micro thu được tiếng trong phòng.", level_db=level)


def _level_db(samples: bytes) -> float:
    """Give the effective loudness of 16-bit samples below full scale."""
    heard = array.array("h", samples[: len(samples) // 2 * 2])
    if sys.byteorder == "big":
        heard.byteswap()
    mean = sum(heard) / len(heard) if heard else 0.0
    power = sum((one - mean) ** 2 for one in heard) / len(heard) if heard else 0.0
    return round(10 * math.log10(power / _FULL_SCALE**2), 1) if power else -120.0
