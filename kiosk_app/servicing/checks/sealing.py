"""Whether the daemon's secrets open on this machine alone."""

from __future__ import annotations

from configuration.delivery_tables import PortalSettings
from kiosk_app.servicing.check_result import CheckResult, failed, good, not_done, warning
from kiosk_app.servicing.provisioning.secrets import CredentialStore

_CHECK = "secrets.sealing"


def sealing(portal: PortalSettings, store: CredentialStore) -> CheckResult:
    """Look at what each credential is sealed with; none is opened."""
    if portal.credentials is not None:
        return warning(
            _CHECK,
            "Khóa và mật khẩu của kiosk nằm trong tệp thường: ai lấy được ổ đĩa đọc được.",
            "Bỏ portal.credentials, chạy lại kioskctl provision.",
        )
    try:
        found = store.bindings()
    except OSError as error:
        return not_done(_CHECK, f"Chưa xem được niêm phong của khóa ({error.strerror}): cần quyền root.")
    if not found:
        return not_done(_CHECK, "Chưa có khóa nào được niêm phong trên máy này.", "Chạy kioskctl provision.")
    unknown = [name for name, kind in found.items() if not kind]
    if unknown:
        return failed(
            _CHECK,
            f"Tệp không phải của systemd-creds hoặc đã hỏng: {', '.join(unknown)}.",
            "Gọi kỹ thuật của tỉnh, đừng xóa: hồ sơ trong máy còn niêm phong bằng khóa này.",
            damaged=len(unknown),
        )
    loose = [name for name, kind in found.items() if kind == "host"]
    if not loose:
        return good(_CHECK, "Khóa của kiosk được niêm phong bằng TPM của máy này.", sealed=len(found))
    if "tpm2" in store.binding:
        return failed(
            _CHECK,
            f"Máy có TPM nhưng chưa dùng để niêm phong: {', '.join(loose)}.",
            "Chạy lại kioskctl provision: khóa được giữ nguyên và niêm phong lại bằng TPM.",
            without_tpm=len(loose),
        )
    if portal.without_tpm:
        return good(
            _CHECK, "Máy không có TPM; đã khai rằng ổ đĩa được mã hóa.", sealed=len(found), binding="host"
        )
    return warning(
        _CHECK,
        "Máy không có TPM: ai lấy được ổ đĩa mở được khóa của kiosk.",
        'Bật TPM trong BIOS, hoặc mã hóa ổ đĩa rồi đặt portal.without_tpm = "disk-is-encrypted".',
        without_tpm=len(loose),
    )
