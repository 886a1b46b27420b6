"""`kioskctl bundle`, `recover`, `wipe`: help from afar, a broken kiosk, one that leaves for good."""

from __future__ import annotations

import errno
import shutil
import sqlite3
import subprocess
import tarfile
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from configuration.write import value_text
from kiosk_app.servicing import bundling
from kiosk_app.servicing.provisioning.errors import ProvisioningError
from kiosk_app.servicing.provisioning.secrets import CredentialStore
from kiosk_app.servicing.recovery import find_queue
from kiosk_app.technician import support_commands
from kiosk_app.technician.__main__ import app
from offline_queue.contract.clock import SystemClock
from offline_queue.contract.dossier import DeliveryState, Manifest
from offline_queue.store.database import Database
from offline_queue.store.delivery_store import DeliveryStore
from offline_queue.store.outbox import Outbox
from tests.offline_queue.support.dossiers import MARKER, PERSONAL_ID, Keys, open_outbox, submission
from tests.servicing.test_provisioning import sealed
from tests.support.kiosk_toml import kiosk_toml

KEYS = Keys()


def _run(*words: str, answers: str = "") -> Result:
    return CliRunner().invoke(app, list(words), input=answers)


@pytest.fixture
def kiosk(tmp_path: Path) -> tuple[Path, Outbox]:
    """A kiosk with two dossiers that nobody sent."""
    config = tmp_path / "kiosk.toml"
    text = kiosk_toml(
        KEYS.recipients,
        {
            "sound": {"device": ""},
            "printer": {"transport": "tcp", "port": 9, "deadline_s": 0.3},
            "reader": {"kind": "camera", "source": str(tmp_path / "none.png")},
            "portal": {"address": "https://127.0.0.1:9/o", "identity_address": "https://127.0.0.1:9/i"},
        },
    )
    config.write_text(text, encoding="utf-8")
    outbox = open_outbox(tmp_path, KEYS)
    for seed in (1, 2):
        outbox.submit(submission(outbox.reserve_code(), seed=seed))
    return config, outbox


def test_a_bundle_holds_nothing_of_a_citizen(
    kiosk: tuple[Path, Outbox], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config, _ = kiosk
    with config.open("a", encoding="utf-8") as more:
        badge = {"id": "an", "name": "Đinh Văn Cán-Bộ", "secret_hash": "$argon2id$" + "x" * 30}
        more.write(f"[staff]\nbadges = {value_text([badge])}\n")
    planted = f"kiosk-sync[1]: {MARKER} {PERSONAL_ID} Nguyen Van An 0905123456 said no\nlink: offline\n"
    monkeypatch.setattr(bundling, "output_of", lambda _command: planted)
    out = tmp_path / "help.tar.gz"
    result = _run("bundle", str(out), "--config", str(config))
    assert result.exit_code == 0, result.output
    with tarfile.open(out) as packed:
        names = [one.name for one in packed.getmembers()]
        content = b"".join(file.read() for one in packed if (file := packed.extractfile(one)) is not None)
    assert "kiosk-DN07/journal-kiosk.txt" in names
    assert b"link: offline" in content
    assert b"TAM-DN07-" in content
    for secret in (
        MARKER,
        PERSONAL_ID,
        "Nguyen Van An",
        "0905123456",
        "Dấu-Riêng",
        "AGE-SECRET-KEY",
        "Cán-Bộ",
        "argon2id",
    ):
        assert secret.encode() not in content


def _recovery_key(folder: Path) -> Path:
    path = folder / "recovery.key"
    path.write_text(f"{KEYS.recovery}\n", encoding="ascii")
    return path


def test_the_province_opens_a_broken_kiosks_disk(kiosk: tuple[Path, Outbox], tmp_path: Path) -> None:
    disk = tmp_path / "mnt"
    queue = disk / "var" / "lib" / "kiosk-queue" / "queue.sqlite"
    queue.parent.mkdir(parents=True)
    # As a power cut leaves it: with its log.
    for suffix in ("", "-wal"):
        source = tmp_path / "queue" / f"outbox.sqlite{suffix}"
        if source.exists():
            shutil.copyfile(source, f"{queue}{suffix}")
    before = {path: path.read_bytes() for path in queue.parent.iterdir()}
    out = tmp_path / "out"
    result = _run("recover", str(disk), "--key", str(_recovery_key(tmp_path)), "--out", str(out))
    assert result.exit_code == 0, result.output
    assert {path: path.read_bytes() for path in queue.parent.iterdir()} == before
    first, second = sorted(out.iterdir())
    manifest = Manifest.model_validate_json((first / "000-manifest.json").read_bytes())
    assert manifest.applicant.full_name == MARKER
    assert (first / "001-giay-to-1.pdf").read_bytes() == submission("x", seed=1).contents[0]
    assert len(list(second.iterdir())) == 3
    assert oct(first.stat().st_mode & 0o777) == "0o700"


@pytest.mark.skipif(not shutil.which("age"), reason="age is not installed here")
def test_age_and_sqlite_alone_open_it_too(kiosk: tuple[Path, Outbox], tmp_path: Path) -> None:
    """What the module's own words promise, with Python's sqlite3 in place of its command line."""
    with sqlite3.connect(tmp_path / "queue" / "outbox.sqlite") as connection:
        (blob,) = connection.execute(
            "SELECT blob.sealed FROM part JOIN blob ON blob.part_id = part.id "
            "WHERE part.dossier_id = 1 AND part.position = 1"
        ).fetchone()
    connection.close()
    (tmp_path / "1-1.age").write_bytes(blob)
    done = subprocess.run(
        ["age", "--decrypt", "-i", str(_recovery_key(tmp_path)), str(tmp_path / "1-1.age")],
        capture_output=True,
        check=True,
    )
    assert done.stdout == submission("x", seed=1).contents[0]


def test_a_damaged_part_does_not_keep_the_others(kiosk: tuple[Path, Outbox], tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "queue" / "outbox.sqlite") as connection:
        connection.execute("UPDATE blob SET sealed = zeroblob(9) WHERE part_id = 2")
    connection.close()
    out = tmp_path / "out"
    result = _run("recover", str(tmp_path), "--key", str(_recovery_key(tmp_path)), "--out", str(out))
    assert result.exit_code == 1
    assert "2 hồ sơ" in result.output
    assert "1 không nguyên vẹn" in result.output
    assert sum(len(list(one.iterdir())) for one in out.iterdir()) == 5


def test_a_wrong_key_and_a_wrong_disk(kiosk: tuple[Path, Outbox], tmp_path: Path) -> None:
    stranger = tmp_path / "stranger.key"
    stranger.write_text(f"{Keys().recovery}\n", encoding="ascii")
    out = tmp_path / "out"
    wrong = _run("recover", str(tmp_path), "--key", str(stranger), "--out", str(out))
    assert wrong.exit_code == 1
    assert not list(out.glob("*/*"))
    (tmp_path / "empty").mkdir()
    nothing = _run("recover", str(tmp_path / "empty"), "--key", str(stranger), "--out", str(out))
    assert "Không thấy hàng đợi" in nothing.stderr


def _outputs(result: Result) -> str:
    assert "Traceback" not in result.output
    return result.output


def test_two_disks_of_one_name_do_not_take_each_others_place(
    kiosk: tuple[Path, Outbox], tmp_path: Path
) -> None:
    """A machine was copied: both give the same codes, with other papers under them."""
    other = tmp_path / "other"
    other.mkdir()
    twin = open_outbox(other, KEYS)
    for seed in (7, 8):
        twin.submit(submission(twin.reserve_code(), seed=seed))
    twin.close()
    key, out = str(_recovery_key(tmp_path)), tmp_path / "out"
    assert _run("recover", str(tmp_path), "--key", key, "--out", str(out)).exit_code == 0
    before = {path: path.read_bytes() for path in out.glob("*/*")}
    again = _run("recover", str(other), "--key", key, "--out", str(out))
    assert again.exit_code == 1
    assert "không trống" in _outputs(again)
    assert {path: path.read_bytes() for path in out.glob("*/*")} == before
    second = tmp_path / "second"
    assert _run("recover", str(other), "--key", key, "--out", str(second)).exit_code == 0
    assert len(list(second.iterdir())) == 2


def test_two_dossiers_of_one_code_on_a_disk_are_both_recovered(
    kiosk: tuple[Path, Outbox], tmp_path: Path
) -> None:
    queue = tmp_path / "copy.sqlite"
    kiosk[1].close()
    shutil.copyfile(tmp_path / "queue" / "outbox.sqlite", queue)
    with sqlite3.connect(queue) as connection:
        # Two codes that are one as the name of a folder.
        connection.execute("UPDATE dossier SET provisional_code = 'A/1' WHERE id = 1")
        connection.execute("UPDATE dossier SET provisional_code = 'A_1' WHERE id = 2")
    connection.close()
    out = tmp_path / "out"
    done = _run("recover", str(queue), "--key", str(_recovery_key(tmp_path)), "--out", str(out))
    assert done.exit_code == 0, done.output
    assert len(list(out.iterdir())) == 2
    assert len(list(out.rglob("000-manifest.json"))) == 2


def test_a_full_disk_ends_a_recovery_with_a_sentence_and_no_half_paper(
    kiosk: tuple[Path, Outbox], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    # The queue's copy fits, the second paper does not.
    small = tmp_path / "small"
    small.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=8k", "tmpfs", str(small)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("nothing may be mounted here")
    try:
        out = small / "out"
        done = _run("recover", str(tmp_path), "--key", str(_recovery_key(tmp_path)), "--out", str(out))
        assert done.exit_code == 1
        assert "chỗ ghi đã đầy" in _outputs(done)
        assert "Đĩa của kiosk còn nguyên" in done.output
        assert all(path.stat().st_size for path in out.glob("*/*"))
    finally:
        subprocess.run(["umount", "-l", str(small)], check=False, capture_output=True)


def test_a_bundle_is_packed_also_where_the_configuration_is_half_written(
    kiosk: tuple[Path, Outbox], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config, _ = kiosk
    monkeypatch.setattr(bundling, "output_of", lambda _command: "link: offline\n")
    text = config.read_text(encoding="utf-8")
    config.write_text(text[: len(text) // 2], encoding="utf-8")
    out = tmp_path / "help.tar.gz"
    result = _run("bundle", str(out), "--config", str(config))
    assert result.exit_code == 2, result.output
    assert str(config) in _outputs(result)
    with tarfile.open(out) as packed:
        content = {one.name: file.read() for one in packed if (file := packed.extractfile(one)) is not None}
    assert b"link: offline" in content["kiosk-unknown/journal-kiosk.txt"]
    assert b'"configuration"' in content["kiosk-unknown/doctor.json"]


def test_a_queue_is_found_by_its_file(tmp_path: Path) -> None:
    path = tmp_path / "anything.sqlite"
    path.touch()
    assert find_queue(path) == path


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CredentialStore:
    store = CredentialStore(tmp_path / "credstore", tpm=tmp_path / "none", run=sealed)
    store.put("sync.key", str(KEYS.sync).encode())
    store.put("portal.password", b"x")
    monkeypatch.setattr(support_commands, "CredentialStore", lambda: store)
    monkeypatch.setattr(support_commands, "DROP_IN", tmp_path / "enrolment.conf")
    return store


def test_a_wipe_is_refused_while_something_would_be_lost(
    kiosk: tuple[Path, Outbox], store: CredentialStore
) -> None:
    config, _ = kiosk
    for words in ((), ("--lose", "1")):
        refused = _run("wipe", "--yes", *words, "--config", str(config))
        assert refused.exit_code == 1
        assert "--lose 2" in refused.stderr
        assert store.has("sync.key")


def test_what_the_portal_refused_or_the_disk_spoilt_is_not_wiped_unseen(
    kiosk: tuple[Path, Outbox], store: CredentialStore, tmp_path: Path
) -> None:
    """The kiosk holds the only papers of these, though it has nothing more to send."""
    config, outbox = kiosk
    delivery = DeliveryStore(
        Database.open(tmp_path / "queue" / "outbox.sqlite"), SystemClock(), tell=lambda _: None
    )
    for number, state in ((1, DeliveryState.REJECTED), (2, DeliveryState.DAMAGED)):
        delivery.begin(number)
        delivery.hold(number, state, "reason", steps_aside=False, retry_at=None)
    outbox.close()
    refused = _run("wipe", "--yes", "--config", str(config))
    assert refused.exit_code == 1
    assert "--lose 2" in refused.stderr
    assert store.has("sync.key")


def test_a_kiosk_that_runs_is_not_wiped(kiosk: tuple[Path, Outbox], store: CredentialStore) -> None:
    config, outbox = kiosk
    outbox.close()
    queue = config.parent / "queue" / "outbox.sqlite"
    with queue.open("rb") as held, subprocess.Popen(["sleep", "60"], stdin=held) as other:
        refused = _run("wipe", "--yes", "--lose", "2", "--config", str(config))
        other.kill()
    assert refused.exit_code == 1
    assert "sleep" in refused.stderr
    assert "systemctl stop" in refused.stderr
    assert store.has("sync.key")


def test_what_cannot_be_deleted_is_told_and_never_called_deleted(
    kiosk: tuple[Path, Outbox], store: CredentialStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config, outbox = kiosk
    outbox.close()
    honest = Path.unlink

    def unlink(path: Path, missing_ok: bool = False) -> None:
        if path.name == "outbox.sqlite":
            raise OSError(errno.EROFS, "Read-only file system")
        honest(path, missing_ok)

    monkeypatch.setattr(Path, "unlink", unlink)
    done = _run("wipe", "--yes", "--lose", "2", "--config", str(config))
    assert done.exit_code == 1
    assert "Không xóa được" in done.output
    assert f"Đã xóa {tmp_path / 'queue'}." not in done.output
    assert not store.has("sync.key")


def test_a_key_that_cannot_be_destroyed_leaves_none_of_the_others(
    kiosk: tuple[Path, Outbox], store: CredentialStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first of them, of the network, had kept the key of the dossiers from being destroyed."""
    config, outbox = kiosk
    outbox.close()
    store.put("client.key", b"key")
    honest = CredentialStore.forget

    def forget(credentials: CredentialStore, name: str) -> None:
        if name == "client.key":
            raise ProvisioningError("Không hủy được client.key (Input/output error).")
        honest(credentials, name)

    monkeypatch.setattr(CredentialStore, "forget", forget)
    done = _run("wipe", "--yes", "--lose", "2", "--config", str(config))
    assert done.exit_code == 1
    assert "Không hủy được client.key" in done.output
    assert "các khóa đã bị hủy" not in done.output
    assert not store.has("sync.key")
    assert not list((tmp_path / "queue").iterdir())


def test_a_wipe_destroys_the_keys_and_the_queue(
    kiosk: tuple[Path, Outbox], store: CredentialStore, tmp_path: Path
) -> None:
    config, outbox = kiosk
    outbox.close()
    wrong = _run("wipe", "--lose", "2", "--config", str(config), answers="HN01\n")
    assert wrong.exit_code == 1
    assert store.has("sync.key")
    done = _run("wipe", "--lose", "2", "--config", str(config), answers="DN07\n")
    assert done.exit_code == 0, done.output
    assert not list((tmp_path / "credstore").iterdir())
    assert not list((tmp_path / "queue").iterdir())
    # What is left to somebody's hands is named, and nothing is called destroyed that was not there.
    assert "Mật khẩu Wi-Fi còn trong máy" in done.output
    assert "chưa hủy khóa nào" not in done.output
    again = _run("wipe", "--config", str(config), answers="DN07\n")
    assert "chưa hủy khóa nào" in again.output


def test_a_queue_that_nobody_can_open_is_not_wiped(
    kiosk: tuple[Path, Outbox], store: CredentialStore, tmp_path: Path
) -> None:
    config, outbox = kiosk
    outbox.close()
    (tmp_path / "queue" / "outbox.sqlite").write_bytes(b"not a database" * 100)
    refused = _run("wipe", "--yes", "--config", str(config))
    assert refused.exit_code == 1
    assert "không biết" in refused.stderr
    assert store.has("sync.key")
