"""What the figures of a test scan mean for the papers of citizens."""

from __future__ import annotations

from kiosk_app.servicing.check_result import CheckResult, Figure, failed, good, warning
from kiosk_app.servicing.scan_target.measure import TargetMeasurement
from vietnam.wording import decimal_words

_SCALE_OFF = 0.02
"""Share by which the sheet's own marks may differ from what the device says: printers are that exact."""
_STRETCHED = 0.012
_SKEWED_DEG = 3.0
"""Pages are laid straight anyway; more than this is a feeder that pulls unevenly."""
_LOST_MM = 1.0
"""Nothing of an official paper stands nearer to its edge."""
_FINEST = 3.0
"""Pairs of lines in a millimetre that small print and seals need."""
_CAST = 40
"""Steps of 255 between the channels: greys must have fewer, the coloured fields more."""
_CONTRAST = 120
"""Steps of 255 between the white and the black field."""
_SIDES = {"left": "trái", "top": "trên", "right": "phải", "bottom": "dưới"}


def judge(measured: TargetMeasurement, dpi: int) -> tuple[CheckResult, ...]:
    """Give one finding a property. `dpi`: what the device says."""
    return (
        _resolution(measured, dpi),
        _edges(measured),
        _skew(measured),
        _sharp(measured),
        _colour(measured),
    )


def _resolution(measured: TargetMeasurement, dpi: int) -> CheckResult:
    across, along = measured.dpi_across, measured.dpi_along
    figures: dict[str, Figure] = {
        "device_dpi": dpi,
        "across_dpi": round(across, 1),
        "along_dpi": round(along, 1),
    }
    if abs(across / along - 1) > _STRETCHED:
        return failed(
            "scanner.resolution",
            f"Ảnh quét bị kéo giãn: {across:.0f} × {along:.0f} điểm/inch.",
            "Lau và thay trục kéo giấy; nếu là mặt kính, gọi bảo hành.",
            **figures,
        )
    if abs(across / dpi - 1) > _SCALE_OFF:
        return failed(
            "scanner.resolution",
            f"Độ phân giải đo được {across:.0f}, máy báo {dpi}.",
            "In lại tờ thử ở cỡ 100 % (không co vừa trang), rồi quét lại.",
            **figures,
        )
    return good("scanner.resolution", f"Độ phân giải {across:.0f} điểm/inch, đúng như máy báo.", **figures)


def _edges(measured: TargetMeasurement) -> CheckResult:
    figures = {f"{side}_mm": lost for side, lost in measured.lost_mm.items()}
    cut = [
        f"{_SIDES[side]} {decimal_words(lost)} mm"
        for side, lost in measured.lost_mm.items()
        if lost > _LOST_MM
    ]
    if cut:
        return failed(
            "scanner.edges",
            f"Không quét hết tờ A4: mất ở mép {', '.join(cut)}.",
            "Đặt giấy sát vạch dấu; xem vùng quét (scanner.options) có nhỏ hơn A4 không.",
            **figures,
        )
    return good("scanner.edges", "Quét được cả tờ A4.", **figures)


def _skew(measured: TargetMeasurement) -> CheckResult:
    figures: dict[str, Figure] = {
        "skew_deg": round(measured.skew_deg, 2),
        "upside_down": measured.upside_down,
    }
    if abs(measured.skew_deg) > _SKEWED_DEG:
        return warning(
            "scanner.skew",
            f"Ảnh quét lệch {decimal_words(abs(measured.skew_deg))} độ.",
            "Đặt giấy thẳng; nếu kéo giấy, chỉnh thanh dẫn và lau trục.",
            **figures,
        )
    return good("scanner.skew", f"Ảnh quét lệch {decimal_words(abs(measured.skew_deg))} độ.", **figures)


def _sharp(measured: TargetMeasurement) -> CheckResult:
    figures: dict[str, Figure] = {
        f"contrast_at_{frequency:.0f}_per_mm": share for frequency, share in measured.sharpness.items()
    }
    finest = measured.finest_pairs_per_mm
    if finest < _FINEST:
        return failed(
            "scanner.sharpness",
            f"Ảnh quét mờ: chỉ phân biệt được {finest:.0f} cặp vạch/mm, cần {_FINEST:.0f}.",
            "Lau mặt kính; kiểm tra scanner.resolution_dpi (ít nhất 300).",
            **figures,
        )
    return good("scanner.sharpness", f"Phân biệt được {finest:.0f} cặp vạch/mm.", **figures)


def _colour(measured: TargetMeasurement) -> CheckResult:
    colours = measured.colours
    figures: dict[str, Figure] = {name: "{} {} {}".format(*rgb) for name, rgb in colours.items()}
    brightest, darkest = min(colours["white"]), max(colours["black"])
    if brightest - darkest < _CONTRAST:
        return failed(
            "scanner.colour",
            f"Trắng và đen quá gần nhau ({brightest} và {darkest}).",
            "Lau mặt kính và đèn; tắt chế độ tiết kiệm mực khi in tờ thử.",
            **figures,
        )
    strongest = {"red": 0, "green": 1, "blue": 2}
    if any(colours[name][channel] != max(colours[name]) for name, channel in strongest.items()) or any(
        max(colours[name]) - min(colours[name]) < _CAST for name in strongest
    ):
        return failed(
            "scanner.colour",
            "Màu không đúng: đỏ, lục, lam bị lẫn hoặc máy quét xám.",
            "Tờ thử phải in màu; đặt máy quét ở chế độ màu.",
            **figures,
        )
    cast = max(max(colours[name]) - min(colours[name]) for name in ("white", "light", "dark"))
    if cast > _CAST:
        return warning(
            "scanner.colour", f"Màu xám ngả sang màu khác ({cast}).", "Cân lại màu của máy quét.", **figures
        )
    return good("scanner.colour", "Đỏ, lục, lam, xám đúng màu.", **figures)
