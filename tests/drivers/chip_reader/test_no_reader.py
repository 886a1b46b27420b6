"""No reader is plugged in, or the service of the readers does not run."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from chip_data.trust_store import TrustStore
from drivers.chip_reader.emulator.smart_card_service import SOCKET_VARIABLE
from drivers.chip_reader.pcsc_reader import PcscReader
from drivers.chip_reader.port import NoReaderError
from tests.drivers.chip_reader.cards import KEY, NOW


@pytest.mark.usefixtures("service")
def test_a_reader_of_another_name() -> None:
    device = PcscReader("Nowhere", TrustStore(()), lambda: NOW)
    with pytest.raises(NoReaderError, match="Nowhere"):
        device.card_present()
    with pytest.raises(NoReaderError):
        device.read([KEY])


def test_no_service(tmp_path: Path) -> None:
    """In a process of its own, since the library looks for the service once."""
    program = (
        "from datetime import UTC, datetime\n"
        "from drivers.chip_reader.pcsc_reader import PcscReader\n"
        "from drivers.chip_reader.port import NoReaderError\n"
        "from chip_data.trust_store import TrustStore\n"
        "try:\n    PcscReader('', TrustStore(()), lambda: datetime.now(UTC)).card_present()\n"
        "except NoReaderError as error:\n    print(error.code)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, SOCKET_VARIABLE: str(tmp_path / "none")},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        timeout=30,
    )
    assert done.stdout == "chip.no_reader\n"
