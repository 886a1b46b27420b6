"""Opening python-escpos costs no reading of YAML, leaves nothing behind, and changes nothing of its table."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import escpos
import yaml

from drivers.printer.escpos_library import CAPABILITIES

OPEN = """
import tempfile
import yaml
def never(_stream): raise AssertionError("the table was read as YAML")
yaml.safe_load = never
usual = tempfile.gettempdir()
import drivers.printer.escpos_printer
assert tempfile.gettempdir() == usual
"""


def test_it_opens_without_reading_yaml_and_leaves_no_folder(tmp_path: Path) -> None:
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    environment.pop("ESCPOS_CAPABILITIES_PICKLE_DIR", None)
    subprocess.run([sys.executable, "-c", OPEN], env=environment, check=True)
    assert list(tmp_path.iterdir()) == []


def test_its_table_is_the_one_that_the_library_reads() -> None:
    text = Path(escpos.__file__).with_name("capabilities.json").read_text(encoding="utf-8")
    assert yaml.load(text, Loader=yaml.CSafeLoader) == CAPABILITIES
