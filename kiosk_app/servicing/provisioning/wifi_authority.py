"""The authority of an enterprise's Wi-Fi, brought on a stick: who signed the network's own certificate."""

from __future__ import annotations

from pathlib import Path

from cryptography.x509 import load_pem_x509_certificates

from configuration.outside_file import read_outside
from configuration.write import replace_file
from kiosk_app.servicing.provisioning.errors import ProvisioningError
from kiosk_app.servicing.stick import Sticks

WIFI_CA = "wifi-ca.pem"
"""On the stick, and then beside the configuration, where NetworkManager reads it."""
_LONGEST = 64_000


def take_authority(config: Path, sticks: Sticks, wait_s: float) -> Path:
    """Keep the stick's certificates beside the configuration. Raises `StickError`, `ProvisioningError`."""
    with sticks.mounted(wait_s, read_only=True) as folder:
        try:
            content = read_outside(folder / WIFI_CA, _LONGEST)
            load_pem_x509_certificates(content)
        except (OSError, ValueError) as error:
            raise ProvisioningError(
                f"Trên USB không có {WIFI_CA}, hoặc tệp không phải chứng thư PEM. Chưa thay đổi gì."
            ) from error
    kept = config.with_name(WIFI_CA)
    try:
        replace_file(kept, content)
    except OSError as error:
        raise ProvisioningError(
            f"Không ghi được {kept} ({error.strerror}): đĩa chỉ đọc hay đầy? Chưa thay đổi gì."
        ) from error
    return kept
