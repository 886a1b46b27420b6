"""kioskctl: the technician's command. Groups of commands live in modules of their own."""

from __future__ import annotations

import sys

import typer

from kiosk_app.technician.lazy_group import lazy_group
from kiosk_app.technician.limited import in_child

COMMANDS = {
    "read-qr": "kiosk_app.technician.read_qr:read_qr",
    "scan-file": "kiosk_app.technician.scan_file:scan_file",
    "provision": "kiosk_app.technician.provision:provision",
    "enrol": "kiosk_app.technician.enrol:enrol_kiosk",
    "provision-codes": "kiosk_app.technician.provision_codes:provision_codes",
    "find-devices": "kiosk_app.technician.provision:find_devices",
    "touch": "kiosk_app.technician.calibrate:touch",
    "panel": "kiosk_app.technician.calibrate:panel",
    "firewall": "kiosk_app.technician.firewall:firewall",
    "doctor": "kiosk_app.technician.doctor:doctor",
    "check-report": "kiosk_app.technician.doctor:check_report",
    "test-sheet": "kiosk_app.technician.doctor:draw_test_sheet",
    "badge": "kiosk_app.technician.badge:badge",
    "helper": "kiosk_app.technician.service_helper:helper",
    "edition": "kiosk_app.technician.edition:app",
    "bundle": "kiosk_app.technician.support_commands:bundle",
    "recover": "kiosk_app.technician.support_commands:recover_disk",
    "wipe": "kiosk_app.technician.support_commands:wipe",
    "queue": "kiosk_app.technician.queue:app",
    "catalogue": "kiosk_app.technician.catalogue:app",
}

_READ_FILES = frozenset({"read-qr", "scan-file"})
"""Commands that open pictures and PDFs of unknown origin."""

app = typer.Typer(
    name="kioskctl",
    cls=lazy_group(COMMANDS),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


@app.callback()
def kioskctl() -> None:
    """Looks after a kiosk: its queue, its devices, its configuration."""


def main() -> None:
    """Run the command line; exit codes: 0 done, 1 could not be done, 2 wrong use or configuration."""
    # By default Typer prints tracebacks with local variables, which may hold a citizen's data.
    sys.tracebacklimit = 0
    if sys.argv[1:2] and sys.argv[1] in _READ_FILES:
        sys.exit(in_child(lambda: app(prog_name="kioskctl")))
    app(prog_name="kioskctl")


if __name__ == "__main__":
    main()
