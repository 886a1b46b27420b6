"""From the cable to the portal: route, names, TLS, days of certificates, what the daemon says, the clock."""

from __future__ import annotations

import contextlib
import ipaddress
import socket
import ssl
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from cryptography import x509

from configuration.delivery_tables import PortalSettings
from kiosk_app.servicing.check_result import CheckResult, failed, good, not_done, warning
from offline_queue.contract.gateway_client import GatewayClient, GatewayUnavailable
from offline_queue.contract.messages import LinkState, Status

ROUTES = (Path("/proc/self/net/route"), Path("/proc/self/net/ipv6_route"))
SYNCHRONISED = Path("/run/systemd/timesync/synchronized")
_DNS_S = 5.0
_TLS_S = 8.0
_DAYS_WARNED = 30
"""Days that a certificate still holds, below which somebody is told."""
_OUTSIDE_DATES = frozenset({9, 10})
"""OpenSSL: X509_V_ERR_CERT_NOT_YET_VALID and X509_V_ERR_CERT_HAS_EXPIRED."""
Resolve = Callable[[str], Sequence[str]]


def route(routes: Sequence[Path] = ROUTES) -> CheckResult:
    """Look whether the kernel knows a way out of this machine."""
    for path in routes:
        with contextlib.suppress(OSError):
            for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
                words = line.split()
                if _leads_out(words, six=path.name == "ipv6_route"):
                    device = words[-1] if path.name == "ipv6_route" else words[0]
                    return good("network.route", f"Có đường ra mạng qua {device}.", interface=device)
    return failed(
        "network.route",
        "Máy không có đường ra mạng.",
        "Cắm dây mạng, hoặc chọn Wi-Fi: kioskctl provision --wifi.",
    )


def _leads_out(words: Sequence[str], *, six: bool) -> bool:
    if six:
        # Destination ::/0 with a next hop, not the one that rejects.
        return len(words) >= 10 and words[0] == "0" * 32 and words[1] == "00" and words[-1] != "lo"
    return len(words) >= 8 and words[1] == "00000000" and words[7] == "00000000" and words[0] != "Iface"


def resolve(host: str) -> Sequence[str]:
    """Ask the system for the addresses of a name. Raises `OSError`."""
    return sorted({str(row[4][0]) for row in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)})


def names(address: str, look_up: Resolve = resolve, deadline_s: float = _DNS_S) -> CheckResult:
    """Look the portal's name up, within a deadline: the system's own may be half a minute."""
    host = urlsplit(address).hostname or ""
    with contextlib.suppress(ValueError):
        ipaddress.ip_address(host)
        return good("network.dns", f"Cổng được khai bằng địa chỉ {host}, không cần tra tên.", addresses=1)
    found: list[Sequence[str]] = []

    def look() -> None:
        with contextlib.suppress(OSError, UnicodeError):
            found.append(look_up(host))

    asking = threading.Thread(target=look, daemon=True)
    asking.start()
    asking.join(deadline_s)
    if not found or not found[0]:
        late = asking.is_alive()
        return failed(
            "network.dns",
            f"Không tra được tên {host}" + (" (máy chủ tên không trả lời)." if late else "."),
            "Kiểm tra máy chủ tên (DNS) của mạng, và tên của cổng trong kiosk.toml.",
        )
    return good("network.dns", f"{host}: {', '.join(found[0][:3])}.", addresses=len(found[0]))


def tls(portal: PortalSettings, now: datetime, deadline_s: float = _TLS_S) -> CheckResult:
    """Shake hands with the portal, and read how long its certificate lasts."""
    parts = urlsplit(portal.address)
    if parts.scheme != "https":
        return not_done("network.tls", "Cổng ở trên chính máy này, không dùng TLS.")
    host, port = parts.hostname or "", parts.port or 443
    own = portal.ca_file
    try:
        context = ssl.create_default_context(cafile=own)
        if portal.client_certificate is not None:
            own = portal.client_certificate
            context.load_cert_chain(own, portal.client_key, password="")
    except OSError as error:
        return failed(
            "network.tls",
            f"Không đọc được {own} ({error.strerror or type(error).__name__}).",
            "Kiểm tra các chứng thư ghi ở [portal] (kioskctl doctor, mục certificates).",
        )
    try:
        with (
            socket.create_connection((host, port), timeout=deadline_s) as plain,
            context.wrap_socket(plain, server_hostname=host) as line,
        ):
            certificate = line.getpeercert(binary_form=True) or b""
            version = line.version() or ""
    except ssl.SSLCertVerificationError as error:
        return _untrusted(error)
    except ssl.SSLError as error:
        return failed(
            "network.tls",
            f"Cổng ngắt bắt tay TLS: {error.reason or type(error).__name__}.",
            "Kiểm tra chứng thư của kiosk (kioskctl doctor, mục certificates).",
        )
    except OSError as error:
        return failed(
            "network.tls",
            f"Không nối được tới {host}:{port} ({error.strerror or type(error).__name__}).",
            "Kiểm tra mạng, tường lửa của xã và địa chỉ của cổng.",
        )
    days = _days_left(x509.load_der_x509_certificate(certificate), now)
    if days < _DAYS_WARNED:
        return warning(
            "network.tls",
            f"Chứng thư của cổng còn {days} ngày.",
            "Báo cho đơn vị quản trị cổng.",
            days_left=days,
            version=version,
        )
    return good(
        "network.tls", f"{version}, chứng thư của cổng còn {days} ngày.", days_left=days, version=version
    )


def _untrusted(error: ssl.SSLCertVerificationError) -> CheckResult:
    if error.verify_code in _OUTSIDE_DATES:
        return failed(
            "network.tls",
            "Chứng thư của cổng hết hạn, hoặc đồng hồ của máy sai.",
            "Xem mục clock; nếu đồng hồ đúng, báo cho đơn vị quản trị cổng.",
        )
    return failed(
        "network.tls",
        f"Chứng thư của cổng không được tin: {error.verify_message}.",
        "Kiểm tra portal.address và portal.ca_file; có thể một thiết bị mạng đứng giữa.",
    )


def certificate(check: str, path: Path | None, now: datetime, whose: str) -> CheckResult:
    """Tell how long a certificate of the configuration lasts. `path`: None when none is configured."""
    if path is None:
        return not_done(check, f"{whose}: không khai.")
    try:
        certificates = x509.load_pem_x509_certificates(path.read_bytes())
    except (OSError, ValueError) as error:
        return failed(
            check,
            f"{whose}: không đọc được {path} ({type(error).__name__}).",
            "Ghi lại tệp chứng thư; cần định dạng PEM.",
        )
    return of_days(check, whose, min(_days_left(one, now) for one in certificates))


def own_certificate(
    path: Path | None, now: datetime, says: DaemonSays, *, promised: bool = False
) -> CheckResult:
    """Tell how the kiosk's own certificate is, and whether the authority took it back.

    `promised`: the configuration names where certificates come from.
    """
    if says.status is not None and "certificate:revoked" in says.status.warnings:
        return failed(
            "certificates.kiosk",
            "Chứng thư của kiosk bị thu hồi hoặc không được gia hạn.",
            "Hỏi tỉnh; nếu kiosk vẫn được dùng, kioskctl enrol với mã mới. Hồ sơ vẫn được lưu tại máy.",
        )
    if path is None and promised:
        return failed(
            "certificates.kiosk",
            "Cấu hình nói kiosk có chứng thư (enrolment.address), nhưng máy chưa có chứng thư nào dùng được.",
            "Xin tỉnh mã một lần rồi chạy kioskctl enrol. Hồ sơ vẫn được lưu tại máy.",
        )
    return certificate("certificates.kiosk", path, now, "Chứng thư của kiosk")


def of_days(check: str, whose: str, days: int) -> CheckResult:
    """Judge the days that a certificate has left."""
    if days < 0:
        return failed(
            check,
            f"{whose}: đã hết hạn {-days} ngày.",
            "Đăng ký lại: kioskctl enrol với mã mới của tỉnh. Hồ sơ vẫn được lưu tại máy.",
            days_left=days,
        )
    if days < _DAYS_WARNED:
        return warning(check, f"{whose}: còn {days} ngày.", "Kiểm tra việc tự gia hạn.", days_left=days)
    return good(check, f"{whose}: còn {days} ngày.", days_left=days)


def _days_left(one: x509.Certificate, now: datetime) -> int:
    return (one.not_valid_after_utc - now.astimezone(UTC)).days


@dataclass(frozen=True, slots=True)
class DaemonSays:
    """What the daemon answers, or that it does not."""

    status: Status | None


def ask_daemon(socket_path: Path, deadline_s: float) -> DaemonSays:
    """Ask kiosk-sync for its status."""
    client = GatewayClient(socket_path, deadline_s)
    try:
        return DaemonSays(client.status())
    except GatewayUnavailable:
        return DaemonSays(None)
    finally:
        client.close()


_LINKS = {
    LinkState.OFFLINE: ("Dịch vụ gửi hồ sơ không nối được tới cổng.", "Xem các mục network ở trên."),
    LinkState.CAPTIVE: (
        "Mạng trả lời thay cho cổng (trang đăng nhập Wi-Fi?).",
        "Đăng nhập Wi-Fi hoặc dùng mạng khác; chưa gửi gì, hồ sơ còn nguyên.",
    ),
    LinkState.UNTRUSTED: (
        "Chứng thư của cổng không khớp.",
        "Kiểm tra portal.ca_file và đồng hồ; chưa gửi gì, hồ sơ còn nguyên.",
    ),
    LinkState.BLOCKED: (
        "Cổng từ chối tài khoản hoặc chứng thư của kiosk.",
        "Hỏi tỉnh: tài khoản bị khóa hay chứng thư bị thu hồi; hồ sơ còn nguyên.",
    ),
}


def portal(says: DaemonSays) -> CheckResult:
    """Tell what the daemon found when it last looked for the portal."""
    if says.status is None:
        return failed(
            "portal",
            "kiosk-sync không trả lời: chưa gửi được gì.",
            "systemctl status kiosk-sync; hồ sơ vẫn được lưu tại máy.",
        )
    if says.status.link is LinkState.ONLINE:
        return good("portal", "Dịch vụ gửi hồ sơ nối được tới cổng.", link="online")
    said, mend = _LINKS[says.status.link]
    return failed("portal", said, mend, link=says.status.link.value)


def clock(now: datetime, released: datetime, says: DaemonSays, mark: Path = SYNCHRONISED) -> CheckResult:
    """Judge the wall clock: by the program's own age, by the portal's time, by NTP."""
    if now < released:
        return failed(
            "clock",
            f"Đồng hồ chỉ {now:%d/%m/%Y}: sớm hơn ngày phát hành phần mềm.",
            "Nối mạng để đồng hồ tự chỉnh, hoặc timedatectl set-time; thay pin của bo mạch.",
            year=now.year,
        )
    if says.status is not None and says.status.clock_doubtful:
        return failed(
            "clock",
            f"Đồng hồ {now:%H:%M %d/%m/%Y} không khớp với giờ, hoặc với hạn chứng thư, của cổng.",
            "Lệch giờ thật: timedatectl set-ntp true. Đúng giờ: chứng thư của cổng hết hạn, gọi tỉnh.",
        )
    synchronised = mark.exists()
    if not synchronised:
        return warning(
            "clock",
            f"Đồng hồ {now:%H:%M %d/%m/%Y} chưa được đồng bộ qua mạng.",
            "Bật đồng bộ giờ: timedatectl set-ntp true.",
            synchronised=False,
        )
    return good("clock", f"Đồng hồ {now:%H:%M %d/%m/%Y}, đã đồng bộ.", synchronised=True)
