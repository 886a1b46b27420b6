"""The parts of python-escpos that the driver uses. It is imported here and nowhere else.

The library reads its table of printers when it is imported: as YAML, in plain Python, which takes longer than
importing all the rest of it, and leaves an empty folder in the temporary one. Every screen would pay that
before it takes a touch. The table is written as JSON, and the library takes a pickled one where it finds it.
"""

from __future__ import annotations

import json
import os
import pickle
import platform
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

__all__ = ["CAPABILITIES", "EscposError", "Network", "Serial", "Usb", "get_profile"]

_PICKLES = "ESCPOS_CAPABILITIES_PICKLE_DIR"


@contextmanager
def _table_at_hand() -> Iterator[None]:
    """Put the pickled table where the library looks for one, and let its own folder go with it."""
    spec = find_spec("escpos")
    if spec is None or spec.origin is None or _PICKLES in os.environ:
        yield
        return
    table = json.loads(Path(spec.origin).with_name("capabilities.json").read_text(encoding="utf-8"))
    usual = tempfile.tempdir
    with tempfile.TemporaryDirectory(prefix="kiosk-escpos-") as folder:
        pickled = Path(folder) / f"{platform.python_version()}.capabilities.pickle"
        pickled.write_bytes(pickle.dumps(table))
        os.environ[_PICKLES] = folder
        # The library makes a folder of its own even where it is told one.
        tempfile.tempdir = folder
        try:
            yield
        finally:
            tempfile.tempdir = usual
            del os.environ[_PICKLES]


with _table_at_hand():
    from escpos.capabilities import CAPABILITIES, get_profile
    from escpos.exceptions import Error as EscposError
    from escpos.printer import Network, Serial, Usb
