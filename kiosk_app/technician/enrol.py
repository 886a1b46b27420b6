"""`kioskctl enrol`: gets this kiosk its certificate with a one-time code of the province."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from configuration.outside_file import read_outside
from kiosk_app.servicing.enrolment import DROP_IN, enrol
from kiosk_app.servicing.provisioning.errors import ProvisioningError
from kiosk_app.servicing.provisioning.secrets import CREDENTIALS, CredentialStore
from kiosk_app.technician.opening import CONFIG, ConfigFile, end, settings_of
from kiosk_app.technician.terminal import say
from offline_queue.contract.clock import SystemClock
from offline_queue.daemon.clock_check import RELEASED

_LONGEST_CODE_FILE = 4_000


def enrol_kiosk(
    code_file: Annotated[
        Path | None, typer.Option("--code-file", help="A file with the code; else it is asked for.")
    ] = None,
    config: ConfigFile = CONFIG,
) -> None:
    """Get this kiosk its certificate. The key is made here, sealed, and never shown."""
    settings = settings_of(config)
    try:
        # As an argument it would stand in the list of processes.
        code = (
            typer.prompt("Mã một lần của tỉnh", hide_input=True)
            if code_file is None
            else read_outside(code_file, _LONGEST_CODE_FILE, follow=True).decode("utf-8")
        ).strip()
        certificate = enrol(
            settings, code, CredentialStore(CREDENTIALS), SystemClock(), released=RELEASED, drop_in=DROP_IN
        )
    except OSError as error:
        end(f"{error.filename or code_file}: không đọc được ({error.strerror})")
    except (ProvisioningError, UnicodeDecodeError) as error:
        end(str(error))
    ends = certificate.not_valid_after_utc
    say(f"Kiosk {settings.kiosk.id} đã có chứng thư, đến {ends:%d/%m/%Y}; máy tự gia hạn.")
    say("Chạy: systemctl daemon-reload && systemctl restart kiosk-sync")
