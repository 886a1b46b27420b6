"""Runs the emulated printer, or changes the state of one that runs: `--state FILE --set paper=out`."""

from __future__ import annotations

import argparse
import json
import signal
import sys
from pathlib import Path
from typing import Any

from drivers.printer.emulator.server import EmulatorServer
from drivers.printer.emulator.state import EmulatorState, StateFile, read, write


def main(arguments: list[str] | None = None) -> int:
    """Serve until SIGTERM or SIGINT. Gives 2 for a wrong state or a port that is taken."""
    parser = argparse.ArgumentParser(prog="python -m drivers.printer.emulator", description=__doc__)
    parser.add_argument("--state", type=Path, required=True, help="JSON file; made when missing")
    parser.add_argument("--set", nargs="+", metavar="KEY=VALUE", help="change the state and end")
    parser.add_argument("--port", type=int, default=9100, help="0 takes a free one")
    parser.add_argument("--port-file", type=Path, help="gets the port once the printer listens")
    parser.add_argument("--out", type=Path, help="folder for the printed slips")
    given = parser.parse_args(arguments)
    try:
        if given.set:
            state = read(given.state) if given.state.exists() else EmulatorState()
            write(given.state, state.changed(dict(map(_pair, given.set))))
            return 0
        if given.out is None:
            parser.error("--out is needed")
        server = EmulatorServer(given.port, StateFile(given.state), given.out)
    except (OSError, ValueError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _number, _frame: server.stop())
    if given.port_file is not None:
        fresh = given.port_file.with_suffix(".new")
        fresh.write_text(f"{server.port}\n", encoding="ascii")
        fresh.replace(given.port_file)
    server.serve()
    return 0


def _pair(text: str) -> tuple[str, Any]:
    key, _, value = text.partition("=")
    try:
        return key, json.loads(value)
    except ValueError:
        return key, value


if __name__ == "__main__":
    sys.exit(main())
