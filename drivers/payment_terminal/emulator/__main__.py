"""`python -m drivers.payment_terminal.emulator --port 8888`: a terminal that takes every card."""

from __future__ import annotations

import argparse
import sys
import time

from drivers.payment_terminal.emulator.terminal import EmulatedTerminal, TerminalFaults, TerminalServer


def main() -> int:
    """Listen until it is interrupted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8888)
    parser.add_argument("--code", default="00", help="answer of ISO 8583 to every sale")
    parser.add_argument("--slow", type=float, default=3.0, help="seconds that the customer takes")
    asked = parser.parse_args()
    with TerminalServer(
        EmulatedTerminal(TerminalFaults(code=asked.code, slow_s=asked.slow)), asked.port
    ) as server:
        sys.stdout.write(f"listening on {server.port}\n")
        sys.stdout.flush()
        try:
            while True:
                time.sleep(3_600)
        except KeyboardInterrupt:
            return 0


if __name__ == "__main__":
    sys.exit(main())
