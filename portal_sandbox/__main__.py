"""portal-sandbox: a stand-in portal on loopback, for demo and tests. Never for real dossiers."""

from __future__ import annotations

import argparse
import ipaddress
import secrets
import socket
import sys
from collections.abc import Sequence
from pathlib import Path

import uvicorn

from portal_sandbox.app import build
from portal_sandbox.authority.certificates import Authority
from portal_sandbox.authority.est_server import EstServer
from portal_sandbox.sandbox import PAGES_USER, Sandbox
from portal_sandbox.store import Store
from portal_sandbox.tokens import TokenIssuer


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve until asked to end; gives the exit code."""
    parser = argparse.ArgumentParser(prog="portal-sandbox", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8900, help="0 takes a free one")
    parser.add_argument("--port-file", type=Path, help="where the port is written once it listens")
    parser.add_argument("--state", type=Path, required=True, help="folder that keeps what arrived")
    parser.add_argument("--user", default="kiosk")
    parser.add_argument("--password", default="sandbox-only")
    parser.add_argument(
        "--pages-password",
        default="",
        help=f"opens the pages to other machines, for the user {PAGES_USER}; a new one is made when left out",
    )
    parser.add_argument("--est-port", type=int, help="also give certificates (EST); 0 takes a free one")
    parser.add_argument("--enrol", action="append", default=[], metavar="ID", help="print a code for it")
    chosen = parser.parse_args(arguments)
    try:
        listener = socket.create_server((chosen.host, chosen.port), backlog=128)
        store = Store(chosen.state)
    except OverflowError:
        sys.stderr.write(f"portal-sandbox: --port {chosen.port}: 0 to 65535 is allowed\n")
        return 2
    except OSError as error:
        place = error.filename or f"{chosen.host}:{chosen.port}"
        sys.stderr.write(f"portal-sandbox: {place}: {error.strerror}\n")
        return 2
    pages_password = chosen.pages_password or secrets.token_urlsafe(9)
    sandbox = Sandbox(
        store,
        TokenIssuer(store.secret()),
        chosen.user,
        chosen.password,
        chosen.state / "uploads",
        pages_password=pages_password,
    )
    port = listener.getsockname()[1]
    server = uvicorn.Server(
        uvicorn.Config(build(sandbox), log_level="warning", access_log=False, date_header=False)
    )
    if chosen.port_file is not None:
        chosen.port_file.write_text(f"{port}\n")
    sys.stderr.write(f"portal-sandbox: http://{chosen.host}:{port}/ (inbox, /phone)\n")
    if not ipaddress.ip_address(listener.getsockname()[0]).is_loopback:
        sys.stderr.write(
            f"portal-sandbox: from other machines: user {PAGES_USER}, password {pages_password}\n"
        )
    est = _authority(chosen.state / "authority", chosen.est_port, chosen.enrol)
    server.run(sockets=[listener])
    if est is not None:
        est.stop()
    store.close()
    return 0


def _authority(folder: Path, port: int | None, kiosks: Sequence[str]) -> EstServer | None:
    """Start the certificate authority, and print a one-time code for each kiosk named."""
    if port is None:
        return None
    authority = Authority(folder)
    est = EstServer(authority, port)
    est.start()
    sys.stderr.write(f"portal-sandbox: {est.address} (EST), its authority {authority.certificate_file}\n")
    for kiosk_id in kiosks:
        sys.stderr.write(f"portal-sandbox: one-time code of {kiosk_id}: {authority.new_code(kiosk_id)}\n")
    return est


if __name__ == "__main__":
    sys.exit(main())
