"""`kioskctl queue …` shows the queue and nothing of what is sealed."""

from __future__ import annotations

import json
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kiosk_app.technician.__main__ import app
from kiosk_app.technician.queue import _LINKS
from offline_queue.contract.gateway_client import GatewayClient
from offline_queue.contract.messages import LinkState, Status
from offline_queue.store.outbox import Outbox
from tests.offline_queue.support.dossiers import MARKER, Keys, open_outbox, submission
from tests.offline_queue.support.portal_server import PortalServer
from tests.offline_queue.support.running import eventually, running
from tests.support.kiosk_toml import kiosk_toml

KEYS = Keys()


@pytest.fixture
def outbox(tmp_path: Path) -> Outbox:
    (tmp_path / "kiosk.toml").write_text(kiosk_toml(KEYS.recipients), encoding="utf-8")
    return open_outbox(tmp_path, KEYS)


def _run(tmp_path: Path, *words: str) -> tuple[int, str, str]:
    config = str(tmp_path / "kiosk.toml")
    result = CliRunner(env={"COLUMNS": "240"}).invoke(app, ["queue", *words, "--config", config])
    return result.exit_code, result.stdout, result.stderr


def test_list(tmp_path: Path, outbox: Outbox) -> None:
    code = outbox.reserve_code()
    outbox.submit(submission(code))
    exit_code, text, _ = _run(tmp_path, "list")
    assert exit_code == 0
    assert code in text
    assert "chờ gửi" in text
    assert MARKER not in text


def test_the_list_says_why_nothing_leaves(tmp_path: Path, outbox: Outbox) -> None:
    """A queued dossier has no reason of its own: what holds up all of them is told below."""
    outbox.submit(submission(outbox.reserve_code()))
    assert "kiosk-sync không trả lời" in _run(tmp_path, "list")[1]
    with PortalServer() as portal:
        pass
    with running(tmp_path, KEYS, portal):
        told = _run(tmp_path, "list")[1]
    assert told.splitlines()[-1].startswith("cổng: không kết nối được, chưa gửi gì")


@pytest.mark.parametrize(("warning", "told"), [("expired", "đã hết hạn"), ("revoked", "bị thu hồi")])
def test_the_list_names_the_kiosks_own_certificate(
    tmp_path: Path, outbox: Outbox, monkeypatch: pytest.MonkeyPatch, warning: str, told: str
) -> None:
    outbox.submit(submission(outbox.reserve_code()))
    says = Status(
        link=LinkState.ONLINE,
        identity_service=True,
        clock_doubtful=False,
        accepting=True,
        warnings=(f"certificate:{warning}",),
    )
    monkeypatch.setattr(GatewayClient, "status", lambda _client: says)
    assert _run(tmp_path, "list")[1].splitlines()[-1].startswith("chứng thư của kiosk")
    assert told in _run(tmp_path, "list")[1]


def test_the_list_names_the_hours(tmp_path: Path, outbox: Outbox) -> None:
    outbox.submit(submission(outbox.reserve_code()))
    config = tmp_path / "kiosk.toml"
    now = datetime.now(UTC) + timedelta(hours=7)
    never_now = f"{now + timedelta(hours=2):%H:00}-{now + timedelta(hours=3):%H:00}"
    config.write_text(
        f'{config.read_text(encoding="utf-8")}[sync]\nhours = ["{never_now}"]\n', encoding="utf-8"
    )
    with (
        PortalServer() as portal,
        running(tmp_path, KEYS, portal, sync={"hours": [never_now]}) as (_, client),
    ):
        eventually(lambda: client.status().link is LinkState.ONLINE)
        told = _run(tmp_path, "list")[1]
    assert told.splitlines()[-1] == f"cổng: kết nối được; tệp chỉ được gửi trong giờ {never_now}"


def test_a_list_of_what_is_done_asks_nobody(tmp_path: Path, outbox: Outbox) -> None:
    outbox.submit(submission(outbox.reserve_code()))
    with sqlite3.connect(tmp_path / "queue" / "outbox.sqlite") as connection:
        connection.execute("UPDATE dossier SET state = 'accepted'")
    connection.close()
    assert "kiosk-sync" not in _run(tmp_path, "list")[1]


def test_every_state_of_the_link_has_its_words() -> None:
    assert set(_LINKS) == set(LinkState)


def test_code_and_reason_are_whole_on_a_narrow_terminal(tmp_path: Path, outbox: Outbox) -> None:
    code = outbox.reserve_code()
    outbox.submit(submission(code))
    with sqlite3.connect(tmp_path / "queue" / "outbox.sqlite") as connection:
        connection.execute(
            "UPDATE dossier SET state = 'blocked_credentials', official_code = 'H17.99.01-261124-0001', "
            "reason = 'credentials 401: unauthorized by the portal'"
        )
    connection.close()
    command = ["queue", "list", "--config", str(tmp_path / "kiosk.toml")]
    told = CliRunner(env={"COLUMNS": "80", "FORCE_COLOR": "1"}).invoke(app, command).stdout
    for word in (code, "0001", "unauthorized", "portal"):
        assert word in told
    assert "…" not in told


def test_show_as_json(tmp_path: Path, outbox: Outbox) -> None:
    given = submission(outbox.reserve_code())
    outbox.submit(given)
    exit_code, text, _ = _run(tmp_path, "show", given.manifest.reference_uid, "--json")
    assert exit_code == 0
    shown = json.loads(text)
    assert shown["dossier"]["state"] == "queued"
    assert [event["name"] for event in shown["events"]] == ["queued"]
    assert MARKER not in text


def test_show_by_code(tmp_path: Path, outbox: Outbox) -> None:
    given = submission(outbox.reserve_code())
    outbox.submit(given)
    exit_code, text, _ = _run(tmp_path, "show", given.manifest.provisional_code)
    assert exit_code == 0
    assert given.manifest.reference_uid in text


def test_unknown_dossier(tmp_path: Path, outbox: Outbox) -> None:
    exit_code, _, told = _run(tmp_path, "show", "nothing")
    assert exit_code == 1
    assert "queue.unknown" in told


@pytest.mark.parametrize("words", [("list",), ("show", "x"), ("retry", "all"), ("verify",), ("backup", "x")])
def test_a_queue_that_is_not_there_is_not_made(tmp_path: Path, words: tuple[str, ...]) -> None:
    """A queue that a technician created would belong to root, and the kiosk could not write it."""
    (tmp_path / "kiosk.toml").write_text(kiosk_toml(KEYS.recipients), encoding="utf-8")
    exit_code, _, told = _run(tmp_path, *words)
    assert (exit_code, told.count("\n")) == (1, 1)
    assert "chưa có hàng đợi" in told
    assert not (tmp_path / "queue").exists()


def test_wrong_configuration(tmp_path: Path) -> None:
    (tmp_path / "kiosk.toml").write_text("[kiosk]\nid = 'dn'\n", encoding="utf-8")
    exit_code, _, told = _run(tmp_path, "list")
    assert exit_code == 2
    assert "kiosk.toml" in told
    assert told.count("\n") == 1
