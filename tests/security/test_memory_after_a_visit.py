"""Somebody reads the memory of the kiosk's processes after a visit, and the files that are there."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.offline_queue.support.dossiers import Keys
from tests.support.kiosk_toml import kiosk_toml
from tests.visit_process.remains import in_files, in_memory

pytestmark = pytest.mark.long("the memory of started programs is searched after a whole visit")

VISITS = 1


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="Linux only")
def test_no_process_and_no_file_holds_what_a_citizen_said(tmp_path: Path) -> None:
    config = tmp_path / "kiosk.toml"
    config.write_text(kiosk_toml(Keys().recipients), encoding="utf-8")
    (tmp_path / "queue").mkdir()
    (tmp_path / "home").mkdir()
    markers = tmp_path / "markers"
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "QT_QUICK_BACKEND": "software",
        "HOME": str(tmp_path / "home"),
        "TMPDIR": str(tmp_path / "home"),
        "XDG_CACHE_HOME": str(tmp_path / "home"),
    }
    records = tmp_path / "home" / "records.txt"
    with records.open("wb") as errors:
        supervised = subprocess.Popen(
            [
                *(sys.executable, "-m", "tests.visit_process.supervised"),
                *(str(config), str(markers), str(VISITS)),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            env=environment,
            text=True,
        )
    assert supervised.stdin is not None
    assert supervised.stdout is not None
    said: dict[int, list[str]] = {}
    looked = 0
    try:
        for line in supervised.stdout:
            told = json.loads(line)
            living = [*told["processes"], told["supervisor"]]
            if markers.is_dir():
                for path in markers.iterdir():
                    said[int(path.name)] = path.read_text(encoding="utf-8").splitlines()
                    path.unlink()
            gone = [word for process, words in said.items() if process not in living for word in words]
            for process in living:
                assert in_memory(process, gone) == [], f"process {process}"
            assert in_files([tmp_path], gone) == []
            looked += len(gone) > 0
            supervised.stdin.write("\n")
            supervised.stdin.flush()
        assert supervised.wait(30) == 0
    finally:
        supervised.kill()
        supervised.wait()
    assert looked >= VISITS, records.read_text(encoding="utf-8", errors="replace")[-2000:]


def test_the_search_finds_what_is_there(tmp_path: Path) -> None:
    marker = f"mark-{os.getpid()}-ở-đây"
    wide = marker.encode("utf-16-le")
    # A small program is searched, not this one with all its libraries.
    program = [
        sys.executable,
        "-c",
        "import sys; said = sys.stdin.readline(); print(flush=True); sys.stdin.read()",
    ]
    with subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8") as child:
        assert child.stdin is not None
        assert child.stdout is not None
        child.stdin.write(f"{marker}\n")
        child.stdin.flush()
        child.stdout.readline()
        assert in_memory(child.pid, [marker, "not there"]) == [marker]
    (tmp_path / "file").write_bytes(b"x" * 100 + wide)
    assert in_files([tmp_path], [marker]) == [str(tmp_path / "file")]
