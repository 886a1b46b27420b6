"""Gets this kiosk its certificate: a key made here and sealed at once, a one-time code of the province."""

from __future__ import annotations

import contextlib
import hashlib
from datetime import datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from configuration.kiosk_file import Configuration
from configuration.write import replace_file
from kiosk_app.servicing.provisioning.errors import ProvisioningError
from kiosk_app.servicing.provisioning.secrets import CREDENTIALS, CredentialStore
from offline_queue.contract.clock import Clock
from offline_queue.daemon.credentials import CLIENT_KEY
from offline_queue.portal.est import EnrolmentError, EstClient, belongs, key_bytes, new_key, read_key

DROP_IN = Path("/etc/systemd/system/kiosk-sync.service.d/enrolment.conf")
_DROP_IN_TEXT = f"""\
# Written by kioskctl enrol: do not edit.
[Service]
LoadCredentialEncrypted={CLIENT_KEY}:{CREDENTIALS}/kiosk.{CLIENT_KEY}
"""
_SENTENCES = {
    "enrolment.refused": "Tỉnh từ chối: mã sai hoặc đã dùng, hoặc kiosk bị thu hồi. Xin tỉnh mã mới.",
    "enrolment.unreachable": "Không nối được máy chủ cấp chứng thư. Kiểm tra mạng và enrolment.address.",
    "enrolment.untrusted": "Máy chủ cấp chứng thư không được tin. Kiểm tra enrolment.ca_file.",
    "enrolment.clock": "Đồng hồ của máy sai: timedatectl set-ntp true, rồi làm lại.",
    "enrolment.nonsense": "Máy chủ cấp chứng thư trả lời không đúng. Báo cho tỉnh.",
}


def enrol(
    settings: Configuration,
    code: str,
    store: CredentialStore,
    clock: Clock,
    *,
    released: datetime,
    drop_in: Path = DROP_IN,
) -> x509.Certificate:
    """Enrol; the certificate's subject is CN = `[kiosk] id`. Raises `ProvisioningError`.

    A key that is there already is kept, so that a call that was cut off can be made again; the key of a kiosk
    that was revoked is no reason for a new one. `released`: a clock before it is certainly wrong.
    """
    if not settings.enrolment.address:
        raise ProvisioningError("enrolment.address chưa khai trong kiosk.toml. Chưa thay đổi gì.")
    if clock.now() < released:
        raise ProvisioningError(
            f"Đồng hồ chỉ {clock.now():%d/%m/%Y}, chắc chắn sai: chứng thư sẽ bị coi là hết hạn. "
            "Đặt lại giờ (timedatectl) rồi làm lại. Chưa thay đổi gì."
        )
    if store.has(CLIENT_KEY):
        try:
            key = read_key(store.open(CLIENT_KEY))
        except (ValueError, TypeError) as error:
            raise ProvisioningError("Khóa client.key của máy hỏng; xóa nó rồi làm lại.") from error
    else:
        key = new_key()
        store.put(CLIENT_KEY, key_bytes(key))
    try:
        certificate = EstClient(settings.enrolment, clock).enrol(key, settings.kiosk.id, code)
    except EnrolmentError as error:
        raise ProvisioningError(f"{_SENTENCES[error.code]} ({error})") from error
    try:
        replace_file(settings.enrolment.certificate, certificate.public_bytes(Encoding.PEM))
        replace_file(drop_in, _DROP_IN_TEXT.encode())
    except OSError as error:
        raise ProvisioningError(
            f"Không ghi được chứng thư ({error.strerror}): đĩa chỉ đọc hay đầy? Mã đã dùng, xin tỉnh mã mới."
        ) from error
    return certificate


def enrol_once(
    settings: Configuration,
    code: str,
    store: CredentialStore,
    clock: Clock,
    *,
    released: datetime,
    drop_in: Path = DROP_IN,
) -> x509.Certificate | None:
    """Enrol with the code of the province's file; None where it was used here before: a stick comes twice.

    Raises `ProvisioningError`.
    """
    used = settings.enrolment.certificate.with_suffix(".code")
    mark = hashlib.sha256(code.encode()).hexdigest()
    try:
        if store.has(CLIENT_KEY) and used.read_text(encoding="ascii").strip() == mark:
            return None
    except (OSError, UnicodeDecodeError):
        pass
    certificate = enrol(settings, code, store, clock, released=released, drop_in=drop_in)
    with contextlib.suppress(OSError):
        # Without it the same file asks once more, and the authority says that the code was used.
        replace_file(used, f"{mark}\n".encode())
    return certificate


def newest_certificate(settings: Configuration, store: CredentialStore) -> Path | None:
    """Give the file of the certificate in use: the renewed one where there is one, else the first."""
    places = [settings.queue.private_folder / "client.pem", settings.enrolment.certificate]
    try:
        key = read_key(store.open(CLIENT_KEY)) if store.has(CLIENT_KEY) else None
    except (ProvisioningError, ValueError, TypeError):
        key = None
    for path in places:
        try:
            found = x509.load_pem_x509_certificate(path.read_bytes())
        except (OSError, ValueError):
            continue
        if key is None or belongs(found, key):
            return path
    return None
