"""Every wrong line of the configuration ends in one line that names file, key, value and what is allowed."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from configuration.error_line import ConfigurationError
from configuration.load import load
from kiosk_app.composition import Kiosk, TimeAndRandomness
from kiosk_app.technician.__main__ import app
from offline_queue.__main__ import main as daemon
from tests.offline_queue.support.dossiers import Keys

KEYS = Keys()
RIGHT = f"""
[kiosk]
id = "DN07"
authority_code = "H17.99.01"
authority_name = "UBND xã Nam Giang"
phone = "0235 000 0007"
province_code = "48"
commune_code = "20707"
[queue]
database = "queue.sqlite"
recipients = ["{KEYS.recipients[0]}", "{KEYS.recipients[1]}"]
[gateway]
socket = "sync.sock"
[portal]
address = "https://portal.example/o/rest/v2"
identity_address = "https://identity.example"
[screen]
width_mm = 268.0
[scanner]
device = ""
[printer]
transport = "tcp"
[reader]
kind = "camera"
[session]
[catalogue]
"""


def _spoilt(folder: Path, old: str, new: str) -> Path:
    assert old in RIGHT
    path = folder / "kiosk.toml"
    path.write_text(RIGHT.replace(old, new), encoding="utf-8")
    return path


def _error_line(path: Path) -> str:
    with pytest.raises(ConfigurationError) as caught:
        load(path)
    (line,) = str(caught.value).splitlines()
    assert line.startswith(f"{path}: ")
    return line


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("[scanner]", "[scanner]\nresolution_dpi = 0", ("scanner.resolution_dpi = 0", "100")),
        ("[scanner]", "[scanner]\nresolution_dpi = 9600", ("scanner.resolution_dpi = 9600", "600")),
        ("[scanner]", "[scanner]\nmax_pages = 0", ("scanner.max_pages = 0", "1")),
        ("[scanner]", '[scanner]\nsource = "tray"', ("scanner.source = 'tray'", "flatbed")),
        ('device = ""', "", ("scanner.device", "missing")),
        ("268.0", "-3", ("screen.width_mm = -3", "200")),
        ("268.0", "inf", ("screen.width_mm = inf", "finite")),
        ("268.0", '"wide"', ("screen.width_mm = 'wide'", "number")),
        ("[screen]", "[screen]\ncolour = 3", ("screen.colour = 3", "no such key", "width_mm")),
        ("[session]", "[sesion]", ("sesion", "no such key", "session")),
        ("[session]", "[session]\nidle_warning_s = 2", ("session.idle_warning_s = 2", "20")),
        ('"tcp"', '"lpt"', ("printer.transport = 'lpt'", "usb")),
        ('"tcp"', '"serial"', ("printer.device = None", "/dev/ttyUSB0")),
        ('"tcp"', '"usb"', ("printer.usb_vendor = 0", "lsusb")),
        ('"tcp"', '"tcp"\nport = 99999', ("printer.port = 99999", "65535")),
        ('"camera"', '"lidar"', ("reader.kind = 'lidar'", "serial")),
        ('"camera"', '"camera"\ntoken_pattern = "(["', ("reader.token_pattern = '(['", "regular expression")),
        ("[catalogue]", '[catalogue]\nlookup_address = "portal"', ("catalogue.lookup_address", "https://")),
        ("[catalogue]", '[catalogue]\noffered = "1.004873"', ("catalogue.offered = '1.004873'", "tuple")),
        ('"DN07"', '"SOLI"', ("kiosk.id = 'SOLI'", "pattern")),
        ("https://portal", "http://portal", ("portal.address = 'http://portal", "https://")),
        ("portal.example", "portal.example:99999", ("portal.address = 'https://portal", "port", "65535")),
        ("portal.example", "portal.example:4x3", ("portal.address", "65535")),
        ("portal.example", "portal.example:0", ("portal.address", "65535")),
        ("portal.example", "[portal.example", ("portal.address", "https://")),
        ("portal.example", "portal .example", ("portal.address", "https://")),
        ("identity.example", "identity.example:99999", ("portal.identity_address", "65535")),
        *(
            ("[screen]", f'{key} = "https://one.example:99999"\n[screen]', (f"portal.{key} = ", "65535"))
            for key in ("file_address", "facts_address", "requests_address")
        ),
        *(
            ("[screen]", f'[{table}]\n{key} = "https://one.example:99999"\n[screen]', (f"{table}.{key} = ",))
            for table, key in (
                ("enrolment", "address"),
                ("fleet", "editions_address"),
                ("tickets", "display_address"),
            )
        ),
        ("[catalogue]", '[catalogue]\nlookup_address = "https://a.example:99999"', ("lookup_address = ",)),
        (
            "[screen]",
            '[fleet]\nbroker = "broker.example:8883"\n[screen]',
            ("fleet.broker = ", "without a port"),
        ),
        ('"48"', "48", ("kiosk.province_code = 48", "string")),
        ('["age1', '["nokey1', ("queue.recipients.0 = 'nokey1", "age public key", "age1…")),
    ],
)
def test_a_wrong_value(tmp_path: Path, old: str, new: str, words: tuple[str, ...]) -> None:
    line = _error_line(_spoilt(tmp_path, old, new))
    assert [word for word in words if word not in line] == []


def test_one_key_twice_is_not_two_recipients(tmp_path: Path) -> None:
    line = _error_line(_spoilt(tmp_path, KEYS.recipients[0], KEYS.recipients[1]))
    assert "queue.recipients = " in line
    assert "at least two different recipients" in line


@pytest.mark.long("the screen is started as a program")
def test_the_screen_ends_with_one_line(tmp_path: Path) -> None:
    wrong = _spoilt(tmp_path, 'kind = "camera"', 'kind = "camra"')
    ended = subprocess.run(
        [sys.executable, "-m", "kiosk_app", "--config", str(wrong)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 2
    (line,) = ended.stderr.strip().splitlines()
    assert all(word in line for word in ("kiosk.toml", "reader.kind", "camra", "camera", "serial"))


def test_a_long_value_is_shortened(tmp_path: Path) -> None:
    line = _error_line(_spoilt(tmp_path, '"DN07"', f'"{"X" * 5000}"'))
    assert len(line) < 300


def test_a_wrong_table_names_those_there_are(tmp_path: Path) -> None:
    line = _error_line(_spoilt(tmp_path, "[session]", "[sesion]"))
    assert "no such key" in line
    assert "session" in line.split("there are")[1]


def test_the_daemon_says_the_same_of_a_table_of_the_screen(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = _spoilt(tmp_path, "[session]", "[session]\nidle_warning_s = 2")
    assert daemon(["--config", str(path)]) == 2
    (line,) = capsys.readouterr().err.strip().splitlines()
    assert line == f"kiosk-sync: {_error_line(path)}"


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('"48"', '"00"', ("kiosk.province_code = '00'", "one of 01, ")),
        ('"20707"', '"99999"', ("kiosk.commune_code = '99999'", "Đà Nẵng")),
        ("[catalogue]", '[catalogue]\noffered = ["9.999999"]', ("offered = '9.999999'", "2.000635")),
        (
            "[catalogue]",
            '[catalogue]\npromises = {"9.9" = 15}',
            ("catalogue.promises = '9.9'", "1.004873"),
        ),
        ("[catalogue]", '[catalogue]\nfolder = "none"', ("catalogue.folder", "none", "no such folder")),
        ("[catalogue]", '[catalogue]\nnotice = "none.yaml"', ("catalogue.notice", "none.yaml")),
        ('"tcp"', '"tcp"\nprofile = "TM-X"', ("printer.profile = 'TM-X'", "TM-T20II")),
    ],
)
def test_what_the_values_name_is_looked_up(
    tmp_path: Path, old: str, new: str, words: tuple[str, ...]
) -> None:
    settings = load(_spoilt(tmp_path, old, new))
    with pytest.raises(ConfigurationError) as caught:
        Kiosk(settings, TimeAndRandomness())
    (line,) = str(caught.value).splitlines()
    assert [word for word in words if word not in line] == []


def test_the_technicians_command_says_the_same(tmp_path: Path) -> None:
    path = _spoilt(tmp_path, '"tcp"', '"lpt"')
    result = CliRunner().invoke(app, ["queue", "list", "--config", str(path)])
    assert result.exit_code == 2
    (line,) = result.stderr.strip().splitlines()
    assert re.fullmatch(r"kioskctl: .*kiosk\.toml: printer\.transport = 'lpt': .*'tcp'.*", line)
