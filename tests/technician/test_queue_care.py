"""`kioskctl queue retry|verify|backup|export|import`."""

from __future__ import annotations

import json
import sqlite3
from functools import partial
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kiosk_app.technician import queue_care
from kiosk_app.technician.__main__ import app
from offline_queue.contract.clock import SystemClock
from offline_queue.contract.dossier import DeliveryState, SubmissionKind, TargetDossier
from offline_queue.contract.errors import (
    IdInUseError,
    QueueError,
    QueueFullError,
    QueueReadOnlyError,
    QueueUnavailableError,
)
from offline_queue.store import id_holding, retry
from offline_queue.store.database import Database
from offline_queue.store.delivery_store import DeliveryStore
from offline_queue.store.outbox import Outbox
from tests.offline_queue.support.dossiers import MARKER, PERSONAL_ID, Keys, open_outbox, submission
from tests.offline_queue.support.portal_server import PortalServer
from tests.offline_queue.support.requests import request
from tests.offline_queue.support.running import eventually, running
from tests.support.kiosk_toml import kiosk_toml, write_credentials

KEYS = Keys()


def _kiosk(folder: Path, keys: Keys) -> Outbox:
    folder.mkdir(exist_ok=True)
    config = kiosk_toml(keys.recipients, {"portal": {"credentials": "credentials"}})
    (folder / "kiosk.toml").write_text(config, encoding="utf-8")
    write_credentials(folder / "credentials", str(keys.sync))
    return open_outbox(folder, keys)


def _run(folder: Path, *words: str) -> tuple[int, str, str]:
    command = ["queue", *words, "--config", str(folder / "kiosk.toml")]
    result = CliRunner(env={"COLUMNS": "240"}).invoke(app, command)
    return result.exit_code, result.stdout, result.stderr


def _store(folder: Path) -> DeliveryStore:
    return DeliveryStore(
        Database.open(folder / "queue" / "outbox.sqlite"), SystemClock(), tell=lambda _: None
    )


def _spoil(folder: Path, part_id: int) -> None:
    with sqlite3.connect(folder / "queue" / "outbox.sqlite") as connection:
        connection.execute("UPDATE blob SET sealed = zeroblob(9) WHERE part_id = ?", (part_id,))
    connection.close()


def test_retry_leads_a_refused_dossier_back(tmp_path: Path) -> None:
    outbox = _kiosk(tmp_path, KEYS)
    code = outbox.reserve_code()
    outbox.submit(submission(code))
    store = _store(tmp_path)
    store.begin(1)
    store.hold(1, DeliveryState.REJECTED, "rejected 400", steps_aside=True, retry_at=None)
    exit_code, text, _ = _run(tmp_path, "retry", code)
    assert (exit_code, text) == (0, f"{code}: bị từ chối, cần người xem → chờ gửi\n")
    record = outbox.show(code)
    assert (record.dossier.state, record.dossier.failures, record.dossier.reason) == ("queued", 0, "")
    assert record.events[-1].actor == "technician"


def test_retry_all_goes_on_when_the_daemon_takes_one_up_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The parts of the first are being looked at when the daemon begins to send it."""
    outbox = _kiosk(tmp_path, KEYS)
    for seed in (1, 2):
        outbox.submit(submission(outbox.reserve_code(), seed=seed))
    store = _store(tmp_path)
    for number, state in ((1, DeliveryState.WAITING), (2, DeliveryState.REJECTED)):
        store.begin(number)
        store.hold(number, state, "reason", steps_aside=False, retry_at=None)
    honest = retry._check_parts

    def slowly(database: Database, dossier_id: int) -> None:
        honest(database, dossier_id)
        if dossier_id == 1:
            store.begin(1)

    monkeypatch.setattr(retry, "_check_parts", slowly)
    exit_code, text, _ = _run(tmp_path, "retry", "all")
    assert exit_code == 0
    told = [line.partition(": ")[2] for line in text.splitlines()]
    assert told == ["đang gửi; không đổi gì", "bị từ chối, cần người xem → chờ gửi"]
    assert [one.state for one in outbox.list()] == [DeliveryState.SENDING, DeliveryState.QUEUED]


def test_retry_all_leaves_what_is_still_damaged(tmp_path: Path) -> None:
    outbox = _kiosk(tmp_path, KEYS)
    for seed in (1, 2):
        outbox.submit(submission(outbox.reserve_code(), seed=seed))
    store = _store(tmp_path)
    for number in (1, 2):
        store.begin(number)
        store.hold(number, DeliveryState.DAMAGED, "damaged", steps_aside=False, retry_at=None)
    _spoil(tmp_path, 2)
    exit_code, _, error = _run(tmp_path, "retry", "all")
    assert (exit_code, "still not what was stored" in error) == (1, True)
    assert [one.state for one in outbox.list()] == [DeliveryState.DAMAGED, DeliveryState.QUEUED]


def test_retry_of_nothing(tmp_path: Path) -> None:
    _kiosk(tmp_path, KEYS)
    exit_code, _, error = _run(tmp_path, "retry", "TAM-DN07-9999-0")
    assert (exit_code, "no such dossier" in error) == (1, True)


def test_verify(tmp_path: Path) -> None:
    outbox = _kiosk(tmp_path, KEYS)
    outbox.submit(submission(outbox.reserve_code()))
    assert _run(tmp_path, "verify")[:2] == (0, "Đã kiểm 3 phần, còn nguyên cả\n")
    _spoil(tmp_path, 2)
    exit_code, text, _ = _run(tmp_path, "verify")
    assert (exit_code, "phần 1 không còn như lúc lưu" in text) == (1, True)


def test_backup_is_a_whole_queue(tmp_path: Path) -> None:
    outbox = _kiosk(tmp_path, KEYS)
    outbox.submit(submission(outbox.reserve_code()))
    target = tmp_path / "backup.sqlite"
    assert _run(tmp_path, "backup", str(target))[0] == 0
    copy = Database.open(target)
    with copy.reading() as connection:
        assert connection.execute("SELECT count(*) FROM blob").fetchone()[0] == 3
    exit_code, _, error = _run(tmp_path, "backup", str(target))
    assert (exit_code, "đã có tệp này" in error) == (1, True)


@pytest.fixture
def exported(tmp_path: Path) -> tuple[Path, Path, str, Outbox]:
    """A kiosk, what it exported, who signed it, and its queue."""
    kiosk = tmp_path / "kiosk"
    outbox = _kiosk(kiosk, KEYS)
    for seed in (1, 2):
        outbox.submit(submission(outbox.reserve_code(), seed=seed))
    stick = tmp_path / "stick"
    stick.mkdir()
    exit_code, text, _ = _run(kiosk, "export", str(stick), "--here")
    assert exit_code == 0
    folder, count, signer = text.strip().split("\t")
    assert count == "2 hồ sơ"
    return kiosk, Path(folder), signer.removeprefix("khóa ký "), outbox


def _import(machine: Path, folder: Path, signer: str, key: Path) -> tuple[int, str, str]:
    return _run(machine, "import", str(folder), "--key", str(key), "--signer", signer)


def _all_accepted(outbox: Outbox) -> bool:
    return {one.state for one in outbox.list()} == {DeliveryState.ACCEPTED}


def test_both_ways_give_one_dossier(tmp_path: Path, exported: tuple[Path, Path, str, Outbox]) -> None:
    kiosk, folder, signer, outbox = exported
    office_keys = Keys()
    office = _kiosk(tmp_path / "office", office_keys)
    recovery = tmp_path / "recovery.key"
    recovery.write_text(str(KEYS.recovery))
    exit_code, text, _ = _import(tmp_path / "office", folder, signer, recovery)
    assert (exit_code, text.count("đã nhận")) == (0, 2)
    assert _import(tmp_path / "office", folder, signer, recovery)[1].count("đã có từ trước") == 2
    with PortalServer() as portal:
        for place, keys, queue in ((tmp_path / "office", office_keys, office), (kiosk, KEYS, outbox)):
            with running(place, keys, portal) as (_, client):
                client.wake()
                assert eventually(partial(_all_accepted, queue))
        assert len(portal.dossiers) == 2
        assert [len(files) for files in portal.files.values()] == [2, 2]
    assert [one.official_code for one in office.list()] == [one.official_code for one in outbox.list()]


def test_one_that_does_not_fit_holds_up_no_other(
    tmp_path: Path, exported: tuple[Path, Path, str, Outbox]
) -> None:
    """Two kiosks were given the same id: one code is taken, the other dossier comes over all the same."""
    _, folder, signer, outbox = exported
    office = _kiosk(tmp_path / "office", Keys())
    mine = office.submit(submission(office.reserve_code(), seed=9))
    recovery = tmp_path / "recovery.key"
    recovery.write_text(str(KEYS.recovery))
    exit_code, text, error = _import(tmp_path / "office", folder, signer, recovery)
    assert (exit_code, text.count("đã nhận")) == (1, 1)
    assert "queue.conflict" in error
    assert "1 trong 2 hồ sơ chưa nhận được" in error
    second = outbox.list()[1].reference_uid
    assert {one.reference_uid for one in office.list()} == {mine.reference_uid, second}


def test_nothing_personal_on_the_stick(exported: tuple[Path, Path, str, Outbox]) -> None:
    for file in exported[1].iterdir():
        content = file.read_bytes()
        assert MARKER.encode() not in content
        assert PERSONAL_ID.encode() not in content


@pytest.mark.parametrize("what", ["list", "signer", "file", "missing"])
def test_a_changed_stick_is_refused_whole(
    tmp_path: Path, exported: tuple[Path, Path, str, Outbox], what: str
) -> None:
    _, folder, signer, _ = exported
    part = sorted(folder.glob("*.age"))[-1]
    match what:
        case "list":
            listing = folder / "list.json"
            listing.write_bytes(listing.read_bytes().replace(b"1.004873", b"1.004874"))
        case "signer":
            signer = "00" * 32
        case "file":
            part.write_bytes(part.read_bytes()[:-1] + b"x")
        case "missing":
            part.unlink()
    office = _kiosk(tmp_path / "office", Keys())
    recovery = tmp_path / "recovery.key"
    recovery.write_text(str(KEYS.recovery))
    exit_code, _, error = _import(tmp_path / "office", folder, signer, recovery)
    assert (exit_code, "nothing was taken over" in error) == (1, True)
    assert office.list() == []


def test_a_dossier_that_is_damaged_gets_its_code_and_is_not_called_sent(tmp_path: Path) -> None:
    outbox = _kiosk(tmp_path, KEYS)
    code = outbox.reserve_code()
    outbox.submit(submission(code))
    store = _store(tmp_path)
    store.begin(1)
    store.hold(1, DeliveryState.DAMAGED, "part 1", steps_aside=True, retry_at=None)
    _spoil(tmp_path, 1)
    exit_code, text, error = _run(tmp_path, "renew-code", code, "--yes")
    new = outbox.list()[0].provisional_code
    assert new != code
    assert text.startswith(new)
    assert exit_code == 1
    assert error
    assert outbox.show(new).dossier.state is DeliveryState.DAMAGED


def test_a_dossier_gets_no_new_code_while_another_machine_may_give_out_the_same(tmp_path: Path) -> None:
    outbox = _kiosk(tmp_path, KEYS)
    code = outbox.reserve_code()
    outbox.submit(submission(code))
    database = Database.open(tmp_path / "queue" / "outbox.sqlite")
    id_holding.dispute(database, "other_key", SystemClock())
    database.close()
    exit_code, _, error = _run(tmp_path, "renew-code", code, "--yes")
    assert (exit_code, outbox.list()[0].provisional_code) == (1, code)
    assert "DN07" in error


def test_a_second_holder_is_said_below_the_list_until_staff_decide(tmp_path: Path) -> None:
    outbox = _kiosk(tmp_path, KEYS)
    database = Database.open(tmp_path / "queue" / "outbox.sqlite")
    id_holding.dispute(database, "other_key", SystemClock())
    assert "mã kiosk DN07 đang có máy khác dùng" in _run(tmp_path, "list")[1]
    with pytest.raises(IdInUseError):
        outbox.reserve_code()
    database.close()
    outbox.close()
    assert _run(tmp_path, "claim-id", "--yes")[0] == 0
    assert "máy khác" not in _run(tmp_path, "list")[1]
    again = open_outbox(tmp_path, KEYS)
    number = int(again.reserve_code().split("-")[2])
    # A new life of the queue: its counter jumps.
    assert number > 10_000
    again.close()


def test_the_counters_number_goes_to_a_dossier_that_has_none(tmp_path: Path) -> None:
    outbox = _kiosk(tmp_path, KEYS)
    code = outbox.submit(submission(outbox.reserve_code())).provisional_code
    number = "H17.99.01-261124-0007"
    assert _run(tmp_path, "give-number", "--yes", code, "TAM-1")[0] == 1
    assert _run(tmp_path, "give-number", "--yes", code, number)[0] == 0
    assert outbox.show(code).reserved_code == number
    assert _run(tmp_path, "give-number", "--yes", code, "H17.99.01-261124-0008")[0] == 1


def test_what_only_the_other_kiosk_can_prove_is_said_when_it_is_taken_over(tmp_path: Path) -> None:
    """Its attestation is under that kiosk's key: here it is refused, and staff read what to do."""
    kiosk, stick, recovery = tmp_path / "kiosk", tmp_path / "stick", tmp_path / "recovery.key"
    outbox = _kiosk(kiosk, KEYS)
    dossier = submission(outbox.reserve_code())
    outbox.submit(dossier)
    uid = dossier.manifest.reference_uid
    target = TargetDossier(code=dossier.manifest.provisional_code, reference_uid=uid)
    asked = request(
        SubmissionKind.WITHDRAWAL, outbox.reserve_code(), target, person=PERSONAL_ID, attester=KEYS.attester
    )
    outbox.submit(asked)
    stick.mkdir()
    folder, _, signer = _run(kiosk, "export", str(stick), "--here")[1].strip().split("\t")
    office_keys = Keys()
    office = _kiosk(tmp_path / "office", office_keys)
    recovery.write_text(str(KEYS.recovery))
    _, _, error = _import(tmp_path / "office", Path(folder), signer.removeprefix("khóa ký "), recovery)
    told = asked.manifest.reference_uid
    assert error.count("yêu cầu lại") == 1
    assert error.startswith(told)
    with PortalServer() as portal, running(tmp_path / "office", office_keys, portal) as (_, client):
        client.wake()
        assert eventually(lambda: office.show(told).dossier.state is DeliveryState.REJECTED)
        assert portal.dossiers[uid]["dossierStatus"] != "cancelled"
    assert "mời công dân đăng nhập và yêu cầu lại" in _run(tmp_path / "office", "show", told)[1]


@pytest.mark.parametrize(("word", "told"), [("withdraw", "đã rút"), ("erase", "đã xóa khỏi máy")])
def test_what_ended_here_is_never_called_received_by_the_portal(tmp_path: Path, word: str, told: str) -> None:
    """Staff would tell the citizen that it arrived."""
    outbox = _kiosk(tmp_path, KEYS)
    uid = outbox.submit(submission(outbox.reserve_code())).reference_uid
    first = _run(tmp_path, word, uid, "--yes")
    assert first[:2] == (0, f"{uid}: chờ gửi → {told}\n")
    unchanged = f"{uid}: {told} từ trước; không đổi gì\n"
    assert _run(tmp_path, word, uid, "--yes")[:2] == (0, unchanged)
    assert _run(tmp_path, "retry", uid)[:2] == (0, unchanged)
    for look in (("list",), ("show", uid)):
        text = _run(tmp_path, *look)[1]
        assert told in text
        assert "cổng đã nhận" not in text
    (row,) = json.loads(_run(tmp_path, "list", "--json")[1])
    assert (row["state"], row["ended"]) == ("purged", {"withdraw": "withdrawn", "erase": "erased"}[word])


def test_times_are_those_of_the_clock_on_the_wall(tmp_path: Path) -> None:
    outbox = _kiosk(tmp_path, KEYS)
    uid = outbox.submit(submission(outbox.reserve_code())).reference_uid
    # Made at 08:30 UTC.
    assert "2026-11-24 15:30" in _run(tmp_path, "list")[1]
    shown = _run(tmp_path, "show", uid)[1]
    assert "2026-11-24 15:30" in shown
    assert "+00:00" not in shown
    assert "queued" not in shown


def test_nothing_to_send_again_is_said(tmp_path: Path) -> None:
    _kiosk(tmp_path, KEYS)
    assert _run(tmp_path, "retry", "all")[:2] == (0, "Không có hồ sơ nào cần gửi lại.\n")


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (QueueFullError("stick: no room"), "không đủ chỗ"),
        (QueueReadOnlyError("stick: Read-only file system"), "không cho ghi; gạt khóa trên USB"),
        (QueueUnavailableError("Input/output error"), "USB còn cắm không?"),
    ],
)
def test_a_stick_that_is_not_written_is_not_called_the_queue(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: QueueError, told: str
) -> None:
    outbox = _kiosk(tmp_path, KEYS)
    outbox.submit(submission(outbox.reserve_code()))
    outbox.close()
    stick = tmp_path / "stick"
    stick.mkdir()

    def fails(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(queue_care, "write_copy", fails)
    monkeypatch.setattr(queue_care, "write_export", fails)
    monkeypatch.setattr(queue_care, "kiosk_key", lambda _: KEYS.opening)
    for words in (("backup", str(stick)), ("export", str(stick), "--here")):
        code, _, said = _run(tmp_path, *words)
        assert code == 1
        assert said.startswith(f"kioskctl: {stick}: "), said
        assert told in said
        assert "hàng đợi không bị đổi" in said
        assert "Hàng đợi không ghi được" not in said
