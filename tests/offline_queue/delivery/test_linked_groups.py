"""A linked group is one dossier whose parts are with authorities of their own, each with number and state."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import requests

from offline_queue.contract.dossier import LinkedAuthority
from offline_queue.contract.gateway_client import GatewayClient
from offline_queue.contract.messages import LinkedNews
from tests.offline_queue.support.dossiers import Keys, open_outbox, submission
from tests.offline_queue.support.portal_server import PASSWORD
from tests.offline_queue.support.running import eventually, running
from tests.support import sandbox_program

BIRTH, RESIDENCE, CARD = "1.001193", "1.004222", "BHYT"
PARTS = (
    LinkedAuthority(code=BIRTH, name="Đăng ký khai sinh", authority="UBND xã"),
    LinkedAuthority(code=RESIDENCE, name="Đăng ký thường trú", authority="Công an xã", waits_for=BIRTH),
    LinkedAuthority(code=CARD, name="Cấp thẻ BHYT", authority="BHXH", waits_for=BIRTH),
)
RECEIVED, FINISHED = "4", "9"


@dataclass(frozen=True)
class Sandbox:
    """Where the sandbox listens, in the words that `running` asks for."""

    root: str

    @property
    def address(self) -> str:
        return f"{self.root}/o/rest/v2"

    @property
    def identity_address(self) -> str:
        return f"{self.root}/identity"

    def step(self, key: str, status: str) -> None:
        """Let an officer take a step with the group, or with a part of it."""
        requests.post(f"{self.root}/inbox/{key}/step", data={"status": status}, timeout=30).raise_for_status()


@pytest.fixture
def sandbox(tmp_path: Path) -> Iterator[Sandbox]:
    with sandbox_program.sandbox(tmp_path, PASSWORD) as root:
        yield Sandbox(root)


def told(client: GatewayClient, uid: str) -> dict[str, LinkedNews]:
    """What the screen is told of each part."""
    news = client.news(uid)
    return {one.code: one for one in news.linked} if news is not None else {}


@pytest.mark.long("a linked group goes all its ways")
def test_the_parts_go_their_ways_apart(tmp_path: Path, sandbox: Sandbox) -> None:
    keys = Keys()
    sent = submission("TAM-DN07-0042-K", service_code="3.000722", linked=PARTS)
    uid = sent.manifest.reference_uid
    outbox = open_outbox(tmp_path, keys)
    outbox.submit(sent)
    waiting = outbox.news(uid)
    assert waiting is not None
    assert [(one.code, one.waits_for) for one in waiting.linked] == [
        (BIRTH, ""),
        (RESIDENCE, BIRTH),
        (CARD, BIRTH),
    ]
    with running(tmp_path, keys, sandbox, sync={"status_every_s": 0.1}) as (_, client):  # type: ignore[arg-type]  # only its two addresses are read
        assert eventually(lambda: bool(told(client, uid)[BIRTH].official_code))
        parts = told(client, uid)
        assert parts[RESIDENCE].official_code == parts[CARD].official_code == ""
        assert parts[RESIDENCE].waits_for == BIRTH
        group = client.news(uid)
        assert group is not None
        assert group.official_code
        assert parts[BIRTH].official_code != group.official_code

        sandbox.step(f"{uid}/parts/{BIRTH}", "processing")
        assert eventually(lambda: told(client, uid)[BIRTH].stage == RECEIVED)
        sandbox.step(f"{uid}/parts/{BIRTH}", "releasing")
        assert eventually(lambda: bool(told(client, uid)[CARD].official_code))
        sandbox.step(f"{uid}/parts/{RESIDENCE}", "processing")
        assert eventually(lambda: told(client, uid)[RESIDENCE].stage == RECEIVED)
        parts = told(client, uid)
        assert parts[RESIDENCE].waits_for == ""
        assert (parts[BIRTH].stage, parts[CARD].stage) == (FINISHED, "1")
        numbers = {one.official_code for one in parts.values()}
        assert len(numbers) == 3
        assert all(one.due_at for one in parts.values())
    (row,) = requests.get(f"{sandbox.root}/sandbox/state", timeout=30).json()["dossiers"]
    assert [one["serviceCode"] for one in row["linked"]] == [BIRTH, RESIDENCE, CARD]
    assert row["submissions"] == row["creations"] == 1


def test_a_single_procedure_has_no_parts(tmp_path: Path) -> None:
    outbox = open_outbox(tmp_path, Keys())
    sent = submission("TAM-DN07-0043-H")
    outbox.submit(sent)
    news = outbox.news(sent.manifest.reference_uid)
    assert news is not None
    assert news.linked == ()
