"""`kioskctl provision`: a stick without a question, by hand with questions, and the trust in a key."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pyrage
import pytest
from typer.testing import CliRunner, Result

from configuration.load import load
from kiosk_app.servicing.find_devices.everything import ConnectedDevices
from kiosk_app.servicing.find_devices.usb import PRINTER, UsbDevice
from kiosk_app.servicing.firewall import AllowedDestinations
from kiosk_app.servicing.provisioning.by_hand import said_before
from kiosk_app.servicing.provisioning.secrets import CredentialStore
from kiosk_app.servicing.provisioning.signed_file import KEY, NAME, SIGNATURE, fingerprint
from kiosk_app.servicing.upgrade_window import UpgradeWindow
from kiosk_app.technician import firewall
from kiosk_app.technician import provision as command
from kiosk_app.technician.__main__ import app
from portal_sandbox.authority.certificates import Authority
from portal_sandbox.authority.est_server import EstServer
from tests.servicing.province import ADDRESS, Province
from tests.servicing.test_provisioning import sealed
from tests.servicing.test_signed_code import ONE, code_of


@pytest.fixture(scope="module")
def province(tmp_path_factory: pytest.TempPathFactory) -> Province:
    return Province(tmp_path_factory.mktemp("province"))


@pytest.fixture(autouse=True)
def _no_systemd(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "CredentialStore", _store)
    monkeypatch.setattr(
        firewall, "destinations_of", lambda settings, **_: AllowedDestinations((), (), (settings.kiosk.id,))
    )


def _store(folder: Path) -> CredentialStore:
    return CredentialStore(folder, tpm=folder / "none", run=sealed)


def _run(root: Path, *words: str, answers: str = "") -> Result:
    (root / "etc" / "kiosk").mkdir(parents=True, exist_ok=True)
    line = ["provision", "--no-find", "--no-wifi", "--root", str(root), *words]
    return CliRunner().invoke(app, line, input=answers)


def test_a_stick_without_a_question(tmp_path: Path, province: Province) -> None:
    stick = province.stick(tmp_path / "stick")
    _printer_on_tcp(tmp_path / "root")
    result = _run(tmp_path / "root", "--from", str(stick), "--key", str(province.public), "--id", "DN08")
    assert result.exit_code == 0, result.output
    config = load(tmp_path / "root" / "etc" / "kiosk" / "kiosk.toml")
    assert (config.kiosk.id, config.kiosk.authority_code) == ("DN08", "H17.99.02")
    assert (tmp_path / "root" / "etc" / "kiosk" / KEY).exists()
    assert (
        tmp_path / "root" / "etc" / "systemd" / "system" / "kiosk-sync.service.d" / "portal.conf"
    ).exists()
    assert "rất kín" not in result.output


@pytest.fixture
def est(tmp_path: Path) -> Iterator[EstServer]:
    with EstServer(Authority(tmp_path / "authority")) as server:
        yield server


def test_the_one_time_code_of_the_file_gets_the_certificate_once(
    tmp_path: Path, province: Province, est: EstServer
) -> None:
    root, code = tmp_path / "root", est.authority.new_code("DN07")
    stick = province.stick(tmp_path / "stick", _with_code(province, est, code))
    _printer_on_tcp(root)
    words = ("--from", str(stick), "--key", str(province.public))
    result = _run(root, *words)
    assert result.exit_code == 0, result.output
    assert "Kiosk đã có chứng thư" in result.output
    assert code not in result.output
    assert (root / "etc/systemd/system/kiosk-sync.service.d/enrolment.conf").exists()
    made = (root / "etc/kiosk/client.pem").read_bytes()
    asked = len(est.asked)
    # The same stick once more, for whatever reason: the code is used, and the certificate is there.
    again = _run(root, *words)
    assert (again.exit_code, "chứng thư" in again.output) == (0, False), again.output
    assert (len(est.asked), (root / "etc/kiosk/client.pem").read_bytes()) == (asked, made)
    # A new code, as after a key was taken back: the kiosk enrols anew with the key that it has.
    fresh = _with_code(province, est, est.authority.new_code("DN07"))
    newer = province.stick(tmp_path / "newer", {**fresh, "issued": "2026-11-21T08:00:00+07:00"})
    assert "Kiosk đã có chứng thư" in _run(root, "--from", str(newer), *words[2:]).output
    assert len(est.asked) > asked


def test_a_code_that_does_not_do_leaves_a_kiosk_that_works(
    tmp_path: Path, province: Province, est: EstServer
) -> None:
    root = tmp_path / "root"
    stick = province.stick(tmp_path / "stick", _with_code(province, est, "not-the-code"))
    _printer_on_tcp(root)
    result = _run(root, "--from", str(stick), "--key", str(province.public))
    assert result.exit_code == 0, result.output
    assert "Chưa có chứng thư của kiosk: Tỉnh từ chối: mã sai" in result.output
    assert "Mọi việc khác đã xong" in result.output
    assert load(root / "etc" / "kiosk" / "kiosk.toml").kiosk.id == "DN07"


def _with_code(province: Province, est: EstServer, code: str) -> dict[str, Any]:
    enrolment = {"address": est.address, "ca_file": str(est.authority.certificate_file)}
    return {
        "common": {
            "kiosk": {"authority_name": "UBND xã Nam Giang", "province_code": "48"},
            "queue": {"recipients": [province.recovery]},
            "portal": {"address": ADDRESS, "identity_address": "https://id.example"},
            "enrolment": enrolment,
        },
        "kiosk": [{**ONE["kiosk"][0], "secrets": {"enrolment_code": code}}],
    }


def test_a_key_from_the_stick_needs_the_fingerprint_on_paper(tmp_path: Path, province: Province) -> None:
    stick = province.stick(tmp_path / "stick")
    (stick / KEY).write_bytes(province.public.read_bytes())
    _printer_on_tcp(tmp_path / "root")
    words = ("--from", str(stick), "--id", "DN07")
    refused = _run(tmp_path / "root", *words)
    shown = fingerprint(province.key)
    assert refused.exit_code == 1
    assert shown in refused.output
    assert _run(tmp_path / "root", *words, "--trust", "0000").exit_code == 1
    assert _run(tmp_path / "root", *words, "--trust", shown).exit_code == 0
    # From now on the machine knows the province: another one's stick is refused, whatever key lies on it.
    other = Province(tmp_path / "other")
    foreign = other.stick(tmp_path / "foreign")
    (foreign / KEY).write_bytes(other.public.read_bytes())
    result = _run(
        tmp_path / "root", "--from", str(foreign), "--id", "DN07", "--trust", fingerprint(other.key)
    )
    assert (result.exit_code, "Chữ ký" in result.output) == (1, True)


def test_by_hand(tmp_path: Path, province: Province) -> None:
    _printer_on_tcp(tmp_path)
    answers = [
        "99",
        "48",
        "nam giang",
        "20707",
        "DN07",
        "",
        "H17.99.01",
        "0236 3000 000",
        "https://portal.example/o/rest/v2",
        "https://id.example",
        "age1nonsense",
        province.recovery,
        "kiosk",
        "mật khẩu",
        "mật khẩu",
    ]
    result = _run(tmp_path, answers="\n".join(answers) + "\n")
    assert result.exit_code == 0, result.output
    config = load(tmp_path / "etc" / "kiosk" / "kiosk.toml")
    assert config.kiosk.authority_name == "UBND xã Nam Giang"
    assert config.queue.recipients[-1] == province.recovery


def _answers(province: Province, **changes: str) -> dict[str, str]:
    said = {
        "province_code": "48",
        "commune_code": "20707",
        "kiosk_id": "DN07",
        "authority_name": "UBND xã Nam Giang",
        "authority_code": "H17.99.01",
        "phone": "",
        "portal_address": "https://portal.example/o/rest/v2",
        "identity_address": "https://id.example",
        "recovery_key": province.recovery,
        "portal_user": "kiosk",
        "portal_password": "mật khẩu",
    }
    return {**said, **changes}


def test_what_was_typed_on_the_screen_settles_the_same(tmp_path: Path, province: Province) -> None:
    _printer_on_tcp(tmp_path)
    (tmp_path / "etc" / "kiosk" / "measured.json").write_text('{"screen": {"width_mm": 281.5}}')
    file = tmp_path / "answers.json"
    file.write_text(json.dumps(_answers(province)), encoding="utf-8")
    result = _run(tmp_path, "--answers", str(file))
    assert result.exit_code == 0, result.output
    config = load(tmp_path / "etc" / "kiosk" / "kiosk.toml")
    assert (config.kiosk.id, config.kiosk.commune_code) == ("DN07", "20707")
    assert (config.screen.width_mm, config.screen.measured) == (281.5, True)
    assert "mật khẩu" not in result.output
    said = said_before(tomllib.loads((tmp_path / "etc" / "kiosk" / "kiosk.toml").read_text(encoding="utf-8")))
    secrets = {"portal_user": "kiosk", "portal_password": "mật khẩu"}
    assert {**said, **secrets, "phone": ""} == _answers(province)


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"province_code": "99"}, "Tỉnh"),
        ({"commune_code": "00004"}, "Xã, phường"),
        ({"kiosk_id": "dn 07"}, "Mã kiosk"),
        ({"recovery_key": "age1nonsense"}, "Khóa khôi phục"),
        ({"recovery_key": "AGE-SECRET-KEY-1SECRET"}, "Khóa khôi phục"),
        ({"portal_password": ""}, "Mật khẩu"),
        ({"authority_code": ""}, "Mã cơ quan"),
        ({"unknown": "x"}, "Câu trả lời"),
    ],
)
def test_a_wrong_answer_is_named_and_nothing_is_written(
    tmp_path: Path, province: Province, change: dict[str, str], named: str
) -> None:
    _printer_on_tcp(tmp_path)
    before = (tmp_path / "etc" / "kiosk" / "kiosk.toml").read_bytes()
    file = tmp_path / "answers.json"
    file.write_text(json.dumps(_answers(province, **change)), encoding="utf-8")
    result = _run(tmp_path, "--answers", str(file))
    assert result.exit_code == 1
    assert named in result.output
    assert "SECRET" not in result.output
    assert "Traceback" not in result.output
    assert (tmp_path / "etc" / "kiosk" / "kiosk.toml").read_bytes() == before


@pytest.mark.parametrize("bare", [True, False])
@pytest.mark.parametrize(
    ("name", "named"),
    [
        ("portal_address", "Địa chỉ cổng"),
        ("identity_address", "định danh"),
        ("recovery_key", "Khóa khôi phục"),
    ],
)
def test_where_the_provinces_key_is_installed_only_its_signed_file_names_portal_and_recipients(
    tmp_path: Path, province: Province, name: str, named: str, bare: bool
) -> None:
    _printer_on_tcp(tmp_path)
    config, file = tmp_path / "etc" / "kiosk" / "kiosk.toml", tmp_path / "answers.json"
    file.write_text(json.dumps(_answers(province)), encoding="utf-8")
    if not bare:
        assert _run(tmp_path, "--answers", str(file)).exit_code == 0
    config.with_name(KEY).write_bytes(province.public.read_bytes())
    before = config.read_bytes()
    other = str(pyrage.x25519.Identity.generate().to_public())
    changed = {name: other if name == "recovery_key" else "https://elsewhere.example"}
    file.write_text(json.dumps(_answers(province, **changed)), encoding="utf-8")
    result = _run(tmp_path, "--answers", str(file))
    assert (result.exit_code, named in result.output) == (1, True)
    assert "tệp có chữ ký của tỉnh" in result.output
    assert config.read_bytes() == before
    # What is left as it was may be said again, with the rest.
    file.write_text(json.dumps(_answers(province, phone="0236 3000 001")), encoding="utf-8")
    assert _run(tmp_path, "--answers", str(file)).exit_code == (1 if bare else 0)


def test_nobody_is_asked_for_what_only_the_province_says(tmp_path: Path, province: Province) -> None:
    _printer_on_tcp(tmp_path)
    (tmp_path / "etc" / "kiosk" / KEY).write_bytes(province.public.read_bytes())
    result = _run(tmp_path)
    assert (result.exit_code, "Mã tỉnh" in result.output) == (1, False)
    assert "tệp có chữ ký của tỉnh" in result.output


@pytest.mark.parametrize("content", [None, "", "[]", "{", "\udcff", "x" * 20_000])
def test_a_file_of_answers_that_is_none_is_a_sentence(tmp_path: Path, content: str | None) -> None:
    _printer_on_tcp(tmp_path)
    file = tmp_path / "answers.json"
    if content is not None:
        file.write_text(content, encoding="utf-8", errors="surrogateescape")
    result = _run(tmp_path, "--answers", str(file))
    assert result.exit_code == 1
    assert "kioskctl: " in result.output
    assert "Traceback" not in result.output


def _printer_on_tcp(root: Path) -> None:
    """What no test machine has on USB stands in the file already."""
    path = root / "etc" / "kiosk" / "kiosk.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text('[printer]\ntransport = "tcp"\n', encoding="utf-8")
    assert tomllib.loads(path.read_text(encoding="utf-8"))


def test_a_code_says_the_same_as_a_stick(tmp_path: Path, province: Province) -> None:
    """The text that the reader sees, in a file or as input; older and another kiosk's are refused."""
    text = code_of(province.stick(tmp_path / "stick", ONE))
    written = tmp_path / "code.txt"
    written.write_text(text, encoding="ascii")
    root = tmp_path / "root"
    _printer_on_tcp(root)
    key = ("--key", str(province.public))
    result = _run(root, "--from", str(written), *key)
    assert result.exit_code == 0, result.output
    settled = root / "etc" / "kiosk" / "kiosk.toml"
    assert load(settled).kiosk.id == "DN07"
    assert "rất kín" not in result.output
    assert _run(root, "--from", "-", *key, answers=text).exit_code == 0
    before = settled.read_bytes()
    older = code_of(province.stick(tmp_path / "old", {**ONE, "issued": "2026-11-19T08:00:00+07:00"}))
    other = code_of(province.stick(tmp_path / "foreign", {"kiosk": [{"id": "DN09", "machine": "SN-0009"}]}))
    elsewhere = code_of(Province(tmp_path / "elsewhere").stick(tmp_path / "elsewhere-stick", ONE))
    for wrong, why in ((older, "cũ hơn"), (other, "không nêu máy này"), (elsewhere, "Chữ ký"), ("", "mã")):
        refused = _run(root, "--from", "-", *key, answers=wrong)
        assert (refused.exit_code, why in refused.output) == (1, True), refused.output
        assert "Chưa thay đổi gì" in refused.output
    assert settled.read_bytes() == before


def test_codes_are_printed_a_page_a_kiosk(tmp_path: Path, province: Province) -> None:
    folder = tmp_path / "codes"
    folder.mkdir()
    for name in ("DN07", "DN08"):
        stick = province.stick(tmp_path / name, {"kiosk": [{"id": name}]})
        (folder / f"{name}.toml").write_bytes((stick / NAME).read_bytes())
        (folder / f"{name}.toml.sig").write_bytes((stick / SIGNATURE).read_bytes())
    out = tmp_path / "codes.pdf"
    words = ["provision-codes", str(folder), str(out), "--key", str(province.public)]
    done = CliRunner().invoke(app, words)
    assert done.exit_code == 0, done.output
    with pikepdf.open(out) as printed:
        assert len(printed.pages) == 2
    (folder / "DN08.toml").write_bytes(b"format = 1\n")
    refused = CliRunner().invoke(app, [*words, "--replace"])
    assert (refused.exit_code, "DN08.toml" in refused.output) == (1, True)


def test_a_kiosk_that_the_file_does_not_have_is_named_with_those_it_has(
    tmp_path: Path, province: Province
) -> None:
    stick = province.stick(tmp_path / "stick")
    _printer_on_tcp(tmp_path / "root")
    result = _run(tmp_path / "root", "--from", str(stick), "--key", str(province.public), "--id", "XX99")
    assert result.exit_code == 1
    assert "Tệp không có kiosk XX99 (có: DN07, DN08). Chưa thay đổi gì." in result.output


def test_a_printer_that_is_not_plugged_in_is_asked_for_in_words(tmp_path: Path, province: Province) -> None:
    stick = province.stick(tmp_path / "stick")
    result = _run(tmp_path / "root", "--from", str(stick), "--key", str(province.public), "--id", "DN07")
    assert result.exit_code == 1
    assert "Chưa thấy máy in phiếu: bật máy in" in result.output
    assert "usb_vendor" not in result.output
    assert not (tmp_path / "root" / "etc" / "kiosk" / "kiosk.toml").exists()


def test_a_device_that_was_changed_is_taken_over_by_provisioning_again(
    tmp_path: Path, province: Province, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The doctor says so; what the file names from before won over what is connected."""
    root = tmp_path / "root"
    config = root / "etc" / "kiosk" / "kiosk.toml"
    _printer_on_tcp(root)
    config.write_text(
        '[printer]\ntransport = "usb"\nusb_vendor = 1046\nusb_product = 20497\n', encoding="utf-8"
    )
    found = ConnectedDevices(
        scanners=(),
        printers=(UsbDevice(0x04B8, 0x0E15, "Epson TM-T20III", frozenset({PRINTER})),),
        chip_readers=(),
        cameras=(),
        serial_lines=(),
        keyboard_scanners=(),
        sound_cards=(),
        panels=(),
    )
    monkeypatch.setattr(command, "find_everything", lambda: found)
    stick = province.stick(tmp_path / "stick")
    line = ["provision", "--no-wifi", "--root", str(root), "--from", str(stick), "--id", "DN07"]
    result = CliRunner().invoke(app, [*line, "--key", str(province.public)])
    assert result.exit_code == 0, result.output
    assert "Máy in 0416:5011 không còn: dùng 04b8:0e15." in result.output
    assert (load(config).printer.usb_vendor, load(config).printer.usb_product) == (0x04B8, 0x0E15)


@pytest.mark.parametrize(
    ("window", "code", "told"),
    [
        (UpgradeWindow(("deb.example",), ()), 0, "Trong 60 phút, apt được đi tới: deb.example."),
        (UpgradeWindow((), ("deb.example",)), 1, "Chưa tra được kho của apt (deb.example)"),
        (UpgradeWindow((), ()), 0, "apt không có kho nào trên mạng"),
        (None, 0, "apt không bị chặn"),
        (PermissionError(1, "no"), 1, "chạy bằng sudo"),
    ],
)
def test_a_technician_lets_apt_out(
    monkeypatch: pytest.MonkeyPatch, window: UpgradeWindow | Exception | None, code: int, told: str
) -> None:
    def opened(minutes: int) -> UpgradeWindow | None:
        assert minutes == 60
        if isinstance(window, Exception):
            raise window
        return window

    monkeypatch.setattr(firewall, "open_window", opened)
    result = CliRunner().invoke(app, ["firewall", "--upgrades", "60"])
    assert (result.exit_code, told in result.output) == (code, True), result.output
