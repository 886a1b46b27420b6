"""The checks one by one: what each says of a good machine and of each fault."""

from __future__ import annotations

import array
import contextlib
import dataclasses
import json
import os
import sqlite3
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from configuration.delivery_tables import PortalSettings, QueueSettings
from drivers.microphone.alsa_microphone import AlsaMicrophone
from drivers.microphone.emulator import DEVICE, EmulatedMicrophone
from drivers.qr_reader.camera import CameraReader
from kiosk_app.servicing.check_result import Verdict, works
from kiosk_app.servicing.checks import devices, disk, network
from kiosk_app.servicing.checks.boot import secure_boot
from kiosk_app.servicing.checks.network import DaemonSays
from kiosk_app.servicing.checks.portal_catalogue import portal_catalogue
from kiosk_app.servicing.checks.queue import queue
from kiosk_app.servicing.doctor import MachineProbes, examine_machine
from kiosk_app.slips.qr import qr_picture
from offline_queue.contract.messages import LinkState, Status
from offline_queue.store import id_holding
from offline_queue.store.database import Database
from offline_queue.store.printed_copies import CopyFate
from offline_queue.store.read_only import looking
from tests.drivers.printer.emulated_printer import EmulatedPrinter
from tests.offline_queue.support.clock import FakeClock
from tests.offline_queue.support.dossiers import Keys, open_outbox, submission
from tests.offline_queue.support.portal_server import PortalServer
from tests.offline_queue.support.running import settings

NOW = datetime(2026, 12, 1, 3, 0, tzinfo=UTC)
RELEASED = datetime(2026, 11, 1, tzinfo=UTC)
ONLINE = DaemonSays(
    Status(link=LinkState.ONLINE, identity_service=True, clock_doubtful=False, accepting=True)
)
NOBODY = DaemonSays(None)


def _mark(folder: Path) -> Path:
    mark = folder / "synchronized"
    mark.touch()
    return mark


@pytest.mark.parametrize(
    ("now", "says", "synchronised", "verdict"),
    [
        (NOW, ONLINE, True, Verdict.GOOD),
        (NOW, ONLINE, False, Verdict.WARNING),
        (datetime(1970, 1, 1, tzinfo=UTC), NOBODY, True, Verdict.FAILED),
        (
            NOW,
            DaemonSays(
                Status(link=LinkState.ONLINE, identity_service=True, clock_doubtful=True, accepting=True)
            ),
            True,
            Verdict.FAILED,
        ),
    ],
)
def test_clock(tmp_path: Path, now: datetime, says: DaemonSays, synchronised: bool, verdict: Verdict) -> None:
    mark = _mark(tmp_path) if synchronised else tmp_path / "no"
    assert network.clock(now, RELEASED, says, mark).verdict is verdict


@pytest.mark.parametrize("link", list(LinkState))
def test_only_a_portal_that_is_online_is_good(link: LinkState) -> None:
    status = Status(link=link, identity_service=True, clock_doubtful=False, accepting=True)
    found = network.portal(DaemonSays(status))
    assert (found.verdict is Verdict.GOOD) == (link is LinkState.ONLINE)
    assert bool(found.mend) != (link is LinkState.ONLINE)


def test_no_daemon_is_a_fault_that_says_what_to_do() -> None:
    assert "kiosk-sync" in network.portal(NOBODY).mend


ROUTE = "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT\n"


def test_a_default_route_leads_out(tmp_path: Path) -> None:
    path = tmp_path / "route"
    path.write_text(ROUTE + "eth0\t0001A8C0\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0\n", encoding="ascii")
    assert network.route([path]).verdict is Verdict.FAILED
    with path.open("a", encoding="ascii") as file:
        file.write("wlan0\t00000000\t0101A8C0\t0003\t0\t0\t0\t00000000\t0\t0\t0\n")
    assert network.route([path]).figures == {"interface": "wlan0"}
    # The kernel takes nearly every byte for the name of an interface.
    path.write_bytes(path.read_bytes().replace(b"eth0", b"m\xe1ng0"))
    assert network.route([path]).figures == {"interface": "wlan0"}


@pytest.mark.parametrize("named", ["ca_file", "client_certificate"])
def test_a_certificate_of_this_machine_that_cannot_be_read_is_not_blamed_on_the_portal(
    tmp_path: Path, named: str
) -> None:
    portal = PortalSettings.model_construct(
        address="https://127.0.0.1:9/o", ca_file=None, client_certificate=None, client_key=None
    ).model_copy(update={named: tmp_path / "missing.pem"})
    found = network.tls(portal, datetime(2026, 11, 24, tzinfo=UTC))
    assert found.verdict is Verdict.FAILED
    assert "missing.pem" in found.said
    assert "127.0.0.1" not in found.said


def test_a_name_server_that_is_silent_does_not_hold_the_doctor() -> None:
    until = threading.Event()

    def silent(_host: str) -> list[str]:
        until.wait(20)
        return []

    found = network.names("https://portal.example/o", silent, deadline_s=0.05)
    until.set()
    assert (found.verdict, "không trả lời" in found.said) == (Verdict.FAILED, True)


def test_a_name_that_nobody_knows() -> None:
    def unknown(_host: str) -> list[str]:
        raise OSError("no such name")

    assert network.names("https://portal.example", unknown).verdict is Verdict.FAILED
    assert network.names("https://portal.example", lambda _host: ["192.0.2.1"]).verdict is Verdict.GOOD
    assert network.names("https://192.0.2.1:8443/o", unknown).verdict is Verdict.GOOD


@pytest.mark.parametrize(
    ("days", "verdict"),
    [(-1, Verdict.FAILED), (0, Verdict.WARNING), (29, Verdict.WARNING), (30, Verdict.GOOD)],
)
def test_days_of_a_certificate(days: int, verdict: Verdict) -> None:
    assert network.of_days("certificates.kiosk", "Chứng thư", days).verdict is verdict


@pytest.mark.parametrize(("address", "verdict"), [("", "not_done"), ("https://est.example", "failed")])
def test_a_promised_certificate_that_was_never_fetched_is_a_fault(
    tmp_path: Path, address: str, verdict: str
) -> None:
    with PortalServer() as portal:
        chosen = settings(tmp_path, Keys(), portal)
    chosen = chosen.model_copy(update={"enrolment": chosen.enrolment.model_copy(update={"address": address})})
    machine = MachineProbes(
        now=lambda: NOW,
        open_queue=lambda: contextlib.closing(Database.open(tmp_path / "q.sqlite")),
        released=NOW,
    )
    found = {one.check: one for one in examine_machine(chosen, machine)}["certificates.kiosk"]
    assert found.verdict.value == verdict
    assert ("kioskctl enrol" in found.mend) is bool(address)


def test_space(tmp_path: Path) -> None:
    free_mb = int(disk.space(tmp_path / "queue.sqlite", 0).figures["free_mb"])
    for reserve, verdict in (
        (1, Verdict.GOOD),
        (free_mb // 2, Verdict.WARNING),
        (free_mb * 2, Verdict.FAILED),
    ):
        assert disk.space(tmp_path / "deep" / "queue.sqlite", reserve).verdict is verdict


@pytest.mark.parametrize(
    ("errors", "smart", "verdict"),
    [
        ("0", {"smart_status": {"passed": True}}, Verdict.GOOD),
        ("3", {"smart_status": {"passed": True}}, Verdict.FAILED),
        ("0", {"smart_status": {"passed": False}}, Verdict.FAILED),
        ("0", {}, Verdict.NOT_DONE),
        ("0", ["nonsense"], Verdict.NOT_DONE),
    ],
)
def test_health_of_the_disk(tmp_path: Path, errors: str, smart: object, verdict: Verdict) -> None:
    count = tmp_path / "fs" / "ext4" / "sda2" / "errors_count"
    count.parent.mkdir(parents=True)
    count.write_text(errors, encoding="ascii")
    found = disk.health(tmp_path / "q.sqlite", tmp_path, lambda _device: json.dumps(smart), device="sda2")
    assert found.verdict is verdict


def test_a_worn_flash_disk_is_told_in_time(tmp_path: Path) -> None:
    life = tmp_path / "class" / "block" / "mmcblk0p2" / "device" / "life_time"
    life.parent.mkdir(parents=True)
    for text, verdict in (("0x01 0x02", Verdict.GOOD), ("0x01 0x08", Verdict.WARNING)):
        life.write_text(text, encoding="ascii")

        def nothing(_device: str) -> str:
            raise OSError("not installed")

        found = disk.health(tmp_path / "q.sqlite", tmp_path, nothing, device="mmcblk0p2")
        assert found.verdict is verdict


@pytest.mark.parametrize(("error", "advised"), [(FileNotFoundError, True), (OSError, False), (None, False)])
def test_a_tool_that_is_there_is_not_to_be_installed(
    tmp_path: Path, error: type[OSError] | None, advised: bool
) -> None:
    # As in the image: smartctl is inside, and the disk tells it nothing.
    def smart(_device: str) -> str:
        if error is not None:
            raise error("smartctl")
        return "{}"

    found = disk.health(tmp_path / "q.sqlite", tmp_path, smart, device="vda")
    assert found.verdict is Verdict.NOT_DONE
    assert ("smartmontools" in found.mend) is advised


def test_an_encrypted_volume_is_judged_by_the_disk_below_it(tmp_path: Path) -> None:
    # As in the image: the queue lies on the volume "data" of partition 6 of the disk.
    blocks, inside = tmp_path / "class" / "block", tmp_path / "devices" / "mmcblk0" / "mmcblk0p6"
    (blocks / "dm-1" / "slaves" / "mmcblk0p6").mkdir(parents=True)
    inside.mkdir(parents=True)
    (inside / "partition").write_text("6", encoding="ascii")
    (inside.parent / "device").mkdir()
    (inside.parent / "device" / "life_time").write_text("0x01 0x08", encoding="ascii")
    for one in (inside, inside.parent):
        (blocks / one.name).symlink_to(one)
    asked: list[str] = []

    def smart(device: str) -> str:
        asked.append(device)
        return json.dumps({"smart_status": {"passed": True}})

    found = disk.health(tmp_path / "q.sqlite", tmp_path, smart, device="dm-1")
    assert asked == ["/dev/mmcblk0"]
    assert (found.verdict, found.figures) == (Verdict.WARNING, {"worn_percent": 80})


@pytest.mark.parametrize(
    ("variable", "verdict"),
    [
        (b"\6\0\0\0\1", Verdict.GOOD),
        (b"\6\0\0\0\0", Verdict.WARNING),
        (b"", Verdict.WARNING),
        (None, Verdict.NOT_DONE),
    ],
)
def test_secure_boot_is_asked_of_the_firmware(
    tmp_path: Path, variable: bytes | None, verdict: Verdict
) -> None:
    place = tmp_path / "firmware" / "efi" / "efivars" / "SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c"
    place.parent.mkdir(parents=True)
    if variable is not None:
        place.write_bytes(variable)
    found = secure_boot(tmp_path)
    assert found.verdict is verdict
    assert bool(found.mend) is (verdict is not Verdict.GOOD)


def _queue_settings(folder: Path, keys: Keys) -> QueueSettings:
    return QueueSettings(
        database=folder / "queue" / "outbox.sqlite", recipients=keys.recipients, reserve_mb=1
    )


def test_a_whole_queue_and_a_spoilt_one(tmp_path: Path) -> None:
    keys = Keys()
    outbox = open_outbox(tmp_path, keys)
    outbox.submit(submission(outbox.reserve_code()))
    settings = _queue_settings(tmp_path, keys)
    whole, waiting, kept, doubts, holder = queue(lambda: looking(settings.database), settings, NOW)
    assert {one.verdict for one in (whole, waiting, kept, doubts, holder)} == {Verdict.GOOD}
    assert waiting.figures["dossier_by_vneid"] == 1
    assert waiting.figures["undelivered"] == 1
    with contextlib.closing(sqlite3.connect(settings.database)) as connection, connection:
        connection.execute("UPDATE blob SET sealed = zeroblob(9)")
    spoilt, *_ = queue(lambda: looking(settings.database), settings, NOW)
    assert (spoilt.verdict, "Đừng xóa" in spoilt.mend) == (Verdict.FAILED, True)


def test_a_queue_that_nobody_looked_into_for_weeks(tmp_path: Path) -> None:
    keys = Keys()
    outbox = open_outbox(tmp_path, keys)
    outbox.submit(submission(outbox.reserve_code()))
    settings = _queue_settings(tmp_path, keys)
    late = datetime.now(UTC) + timedelta(days=12)
    _, waiting, *_ = queue(lambda: looking(settings.database), settings, late)
    assert waiting.verdict is Verdict.WARNING


def test_money_and_copies_that_nobody_knows_the_end_of(tmp_path: Path) -> None:
    keys = Keys()
    outbox = open_outbox(tmp_path, keys)
    settings = _queue_settings(tmp_path, keys)
    outbox.begin_payment("5b0e3a52-0000-4000-8000-000000000001", "{}")
    known, _left = outbox.begin_copy(2), outbox.begin_copy(1)
    outbox.end_copy(known, CopyFate.PRINTED)
    assert outbox.doubt_begun_copies() == 1
    *_, doubts, _ = queue(lambda: looking(settings.database), settings, datetime.now(UTC))
    assert (doubts.check, doubts.verdict) == ("queue.doubts", Verdict.WARNING)
    assert doubts.figures == {"payments": 1, "copies": 1}
    assert doubts.said.startswith("1 lần thu tiền")
    assert "bản A4" in doubts.said


@pytest.mark.parametrize(("why", "mend"), [("other_key", "[kiosk] id"), ("older_start", "claim-id")])
def test_another_holder_of_the_kiosks_id(tmp_path: Path, why: str, mend: str) -> None:
    keys = Keys()
    open_outbox(tmp_path, keys).close()
    settings = _queue_settings(tmp_path, keys)
    database = Database.open(settings.database)
    assert id_holding.dispute(database, why, FakeClock())
    database.close()
    *_, holder = queue(lambda: looking(settings.database), settings, NOW)
    assert (holder.check, holder.verdict, holder.figures) == ("queue.id", Verdict.FAILED, {"why": why})
    assert mend in holder.mend


def test_no_queue_and_a_file_that_is_none(tmp_path: Path) -> None:
    settings = _queue_settings(tmp_path, Keys())

    def missing() -> contextlib.AbstractContextManager[None]:
        raise FileNotFoundError

    (absent,) = queue(missing, settings, NOW)  # type: ignore[arg-type]  # it raises before it gives anything
    assert absent.verdict is Verdict.FAILED
    settings.database.parent.mkdir()
    settings.database.write_bytes(b"not a database" * 100)
    (broken,) = queue(lambda: looking(settings.database), settings, NOW)
    assert (broken.verdict, "Đừng xóa" in broken.mend) == (Verdict.FAILED, True)


def test_printer_slip_and_paper(tmp_path: Path) -> None:
    with EmulatedPrinter(tmp_path) as emulated:
        printer = emulated.printer()
        assert devices.printer(printer).verdict is Verdict.GOOD
        assert devices.print_slip(printer, devices.test_slip("DN07", "tcp", NOW)).verdict is Verdict.GOOD
        assert list(emulated.prints.iterdir())
        emulated.set(paper="near_end")
        assert devices.printer(printer).verdict is Verdict.WARNING
        emulated.set(paper="out")
        assert devices.printer(printer).verdict is Verdict.FAILED
        printer.close()


def test_the_reader_reads_the_code_of_the_test_slip(tmp_path: Path) -> None:
    picture = tmp_path / "code.png"
    code = devices.test_code("DN07")
    qr_picture(code, 8).convert("L").save(picture)
    found = devices.reader(CameraReader(str(picture)), code, deadline_s=10)
    assert found.verdict is Verdict.GOOD
    other = devices.reader(CameraReader(str(picture)), "KIOSK-HN01", deadline_s=0.6)
    assert (other.verdict, "mã khác" in other.said) == (Verdict.FAILED, True)


def test_a_reader_that_is_not_there(tmp_path: Path) -> None:
    found = devices.reader(CameraReader(str(tmp_path / "none.mp4")), "x", deadline_s=0.3)
    assert (found.verdict, "Không có đầu đọc" in found.said) == (Verdict.FAILED, True)
    present = devices.reader_present(CameraReader(str(tmp_path / "none.mp4")), deadline_s=2)
    assert present.verdict is Verdict.FAILED


def test_what_nobody_looked_at_is_not_counted_as_good() -> None:
    silent = devices.sound(None)
    assert silent.verdict is Verdict.NOT_DONE
    assert works([silent])
    assert not works([silent, dataclasses.replace(silent, verdict=Verdict.FAILED)])


@pytest.fixture
def emulated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[EmulatedMicrophone]:
    with EmulatedMicrophone(tmp_path, speed=4.0) as made:
        for name, value in made.environment.items():
            monkeypatch.setenv(name, value)
        yield made


def test_a_microphone_that_hears_a_room(emulated: EmulatedMicrophone) -> None:
    emulated.say(array.array("h", [200, -200] * 40_000).tobytes())
    found = devices.microphone(AlsaMicrophone(DEVICE))
    assert found.verdict is Verdict.GOOD
    assert -50 < float(found.figures["level_db"]) < -40


def test_a_muted_microphone_is_a_fault(emulated: EmulatedMicrophone) -> None:
    found = devices.microphone(AlsaMicrophone(DEVICE))
    assert (found.verdict, found.figures) == (Verdict.FAILED, {"level_db": -120.0})


def test_a_microphone_whose_line_stands_at_one_level_is_a_fault(emulated: EmulatedMicrophone) -> None:
    emulated.say(array.array("h", [3_000] * 80_000).tobytes())
    assert devices.microphone(AlsaMicrophone(DEVICE)).verdict is Verdict.FAILED


def test_a_microphone_that_is_away_and_one_that_nobody_promised(emulated: EmulatedMicrophone) -> None:
    found = devices.microphone(AlsaMicrophone("no_such_device"))
    assert (found.verdict, found.figures["code"]) == (Verdict.FAILED, "microphone.absent")
    assert devices.microphone(None).verdict is Verdict.NOT_DONE


def test_a_catalogue_of_the_portal_that_was_refused_is_told_until_a_newer_one_is_in_use(
    tmp_path: Path,
) -> None:
    in_use, refused = tmp_path / "catalogue.sqlite", tmp_path / "portal-catalogue.jsonl.refused-unit"
    for path, made in ((in_use, 1_000), (refused, 2_000)):
        path.touch()
        os.utime(path, (made, made))
    told = portal_catalogue(tmp_path, in_use)
    assert told.verdict is Verdict.WARNING
    assert "tỉnh" in told.said
    assert refused.name in told.mend
    os.utime(in_use, (3_000, 3_000))
    assert portal_catalogue(tmp_path, in_use).verdict is Verdict.GOOD
    assert portal_catalogue(None, in_use).verdict is Verdict.NOT_DONE
    assert portal_catalogue(tmp_path / "nowhere", in_use).verdict is Verdict.GOOD
