"""An edition is taken whole and proven, or everything is as it was; the queue is never touched."""

from __future__ import annotations

from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from configuration.load import load
from kiosk_app.servicing.editions import take as module
from kiosk_app.servicing.editions.signed_edition import EditionError
from kiosk_app.servicing.notices import read_notices
from offline_queue.contract.edition_shelf import shelf_of
from tests.servicing.editions.rig import PROVINCE, Rig, made

SETTINGS = "[sync]\nstatus_every_s = 120.0\n"


class PowerCutError(BaseException):
    """The machine is off."""


def test_settings_are_taken_and_remembered(tmp_path: Path) -> None:
    rig = Rig(tmp_path / "kiosk")
    said = rig.take(made(tmp_path, 17, SETTINGS))
    assert "17" in said
    assert load(rig.places.config).sync.status_every_s == 120.0
    assert load(rig.places.config).kiosk.id == "DN07"
    assert shelf_of(rig.places.shelf).applied == 17
    assert rig.renewed == 1
    assert "đã có" in rig.take(tmp_path / "stick-17")
    assert rig.renewed == 1


def test_an_older_one_is_refused(tmp_path: Path) -> None:
    rig = Rig(tmp_path / "kiosk")
    rig.take(made(tmp_path, 17, SETTINGS))
    before = rig.files()
    with pytest.raises(EditionError, match="cũ hơn"):
        rig.take(made(tmp_path, 16, "[sync]\nstatus_every_s = 60.0\n"))
    with pytest.raises(EditionError, match="cũ hơn"):
        rig.take(tmp_path / "stick-16", by_hand=True)
    assert rig.files() == before


def test_rings_take_their_turns(tmp_path: Path) -> None:
    path = made(tmp_path, 17, SETTINGS, rings='"canary"')
    canary, other = Rig(tmp_path / "canary"), Rig(tmp_path / "other")
    before = other.files()
    canary.take(path, "canary")
    with pytest.raises(EditionError, match="chưa đến lượt"):
        other.take(path, "all")
    assert other.files() == before
    # A technician who stands there may.
    other.take(path, "all", by_hand=True)
    assert shelf_of(other.places.shelf).applied == 17


def test_one_that_makes_the_kiosk_ill_is_given_back(tmp_path: Path) -> None:
    rig = Rig(tmp_path / "kiosk", ills=["không tới được cổng nữa"])
    before = rig.files()
    with pytest.raises(EditionError, match="đã trở về bản trước"):
        rig.take(made(tmp_path, 17, SETTINGS))
    assert rig.files() == before
    assert rig.renewed == 2
    assert shelf_of(rig.places.shelf).refused == (17,)
    # It is not tried again by itself; a mended one with a higher number is.
    with pytest.raises(EditionError, match="bị bỏ"):
        rig.take(tmp_path / "stick-17")
    rig.take(made(tmp_path, 18, SETTINGS))
    assert shelf_of(rig.places.shelf).applied == 18


def test_one_that_could_not_be_proven_is_given_back_and_not_given_up(tmp_path: Path) -> None:
    rig = Rig(tmp_path / "kiosk", ills=["dịch vụ gửi hồ sơ không trả lời từ trước"], blames=False)
    before = rig.files()
    path = made(tmp_path, 17, SETTINGS)
    with pytest.raises(EditionError, match="không phải lỗi của bản cập nhật") as error:
        rig.take(path)
    assert error.value.code == "unproven"
    assert rig.files() == before
    assert shelf_of(rig.places.shelf).refused == ()
    # Once the kiosk is mended it is taken, by nobody's hand.
    rig.take(path)
    assert shelf_of(rig.places.shelf).applied == 17


@pytest.mark.parametrize(
    "settings", ["[sync]\nstatus_every_s = -1.0\n", "[sync]\nunknown = 1\n", "[no_such_table]\nx = 1\n"]
)
def test_settings_that_are_wrong_change_nothing(tmp_path: Path, settings: str) -> None:
    rig = Rig(tmp_path / "kiosk")
    before = rig.files()
    with pytest.raises(EditionError, match="Chưa thay đổi gì"):
        rig.take(made(tmp_path, 17, settings))
    assert rig.files() == before
    assert rig.renewed == 0


def test_a_catalogue_that_is_wrong_changes_nothing(tmp_path: Path) -> None:
    rig = Rig(tmp_path / "kiosk")
    before = rig.files()
    with pytest.raises(EditionError, match="Chưa thay đổi gì"):
        rig.take(made(tmp_path, 17, SETTINGS, catalogue={"1.000000.yaml": b"\xff\xfe not yaml: ["}))
    assert rig.files() == before


@pytest.mark.long("the whole catalogue is compiled")
def test_a_catalogue_is_compiled_into_its_place(tmp_path: Path) -> None:
    shipped = Path(__file__).resolve().parents[3] / "assets" / "catalogue"
    catalogue = {one.name: one.read_bytes() for one in shipped.glob("*.yaml")}
    rig = Rig(tmp_path / "kiosk")
    rig.take(made(tmp_path, 17, catalogue=catalogue))
    assert rig.places.catalogue.read_bytes().startswith(b"SQLite format 3")


NOTICES = 'format = 1\nissued = 2026-11-27T08:00:00+07:00\n[[notice]]\ntitle = "Nghỉ lễ"\ntext = "…"\n'


def test_messages_are_put_where_screens_read_them(tmp_path: Path) -> None:
    rig = Rig(tmp_path / "kiosk")
    rig.take(made(tmp_path, 17, notices=NOTICES.encode()))
    key = tmp_path / "province.pem"
    key.write_bytes(PROVINCE.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
    found = read_notices(rig.places.notices, key)
    assert found is not None
    assert [one.title for one in found.notice] == ["Nghỉ lễ"]


def test_messages_are_given_back_too(tmp_path: Path) -> None:
    rig = Rig(tmp_path / "kiosk", ills=["không nhận hồ sơ nữa"])
    before = rig.files()
    with pytest.raises(EditionError, match="đã trở về bản trước"):
        rig.take(made(tmp_path, 17, SETTINGS, notices=NOTICES.encode()))
    assert rig.files() == before


def test_messages_that_somebody_else_signed_change_nothing(tmp_path: Path) -> None:
    rig = Rig(tmp_path / "kiosk")
    before = rig.files()
    path = made(tmp_path, 17, notices=NOTICES.encode(), notices_key=Ed25519PrivateKey.generate())
    with pytest.raises(EditionError, match=r"notices\.toml"):
        rig.take(path)
    assert rig.files() == before


def test_a_read_only_place_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rig = Rig(tmp_path / "kiosk")
    before = rig.files()

    def full(*_: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(module, "_copy", full)
    with pytest.raises(EditionError, match="Read-only"):
        rig.take(made(tmp_path, 17, SETTINGS))
    assert rig.files() == before


STEPS = ("_copy", "_write_state", "write_configuration", "compile_catalogue")


@pytest.mark.mostly_long("one more time at this step", one_in=3, kind="step")
@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("number", [1, 2, 3])
@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
def test_a_power_cut_at_every_step(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, number: int, after: bool
) -> None:
    """Whenever the power goes, the next look finds the old settings or, at the very end, the new ones."""
    shipped = Path(__file__).resolve().parents[3] / "assets" / "catalogue" / "1.004873.yaml"
    path = made(tmp_path, 17, SETTINGS, catalogue={shipped.name: shipped.read_bytes()})
    rig = Rig(tmp_path / "kiosk")
    before = rig.files()
    real = getattr(module, step)
    calls = 0

    def cut(*words: object, **more: object) -> object:
        nonlocal calls
        calls += 1
        if calls == number and not after:
            raise PowerCutError
        found = real(*words, **more)
        if calls == number:
            raise PowerCutError
        return found

    monkeypatch.setattr(module, step, cut)
    try:
        rig.take(path)
    except PowerCutError:
        pass
    except EditionError:
        # The shipped file alone may be no whole catalogue; then it was refused and put back.
        assert rig.files() == before
        return
    monkeypatch.setattr(module, step, real)
    rig.settle()
    shelf = shelf_of(rig.places.shelf)
    assert shelf.proving == 0
    load(rig.places.config)
    if shelf.applied == 17:
        assert load(rig.places.config).sync.status_every_s == 120.0
    else:
        assert rig.files() == before
