"""Somebody reads the memory of the daemon after it has delivered a citizen's dossier."""

from __future__ import annotations

import os
import re
import secrets
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from offline_queue.contract.clock import SystemClock
from offline_queue.contract.dossier import Applicant, IdentityEvidence
from offline_queue.contract.gateway_client import GatewayClient
from offline_queue.store.outbox import Outbox
from tests.faults.processes import Zygote
from tests.faults.world import DONE, World
from tests.offline_queue.support.dossiers import submission
from tests.offline_queue.support.running import eventually
from tests.visit_process.remains import in_memory

pytestmark = pytest.mark.long("the memory of a started daemon is searched")

UNIT = Path(__file__).resolve().parents[2] / "kiosk-sync.service"


def _of_the_unit() -> dict[str, str]:
    """How the unit has memory overwritten."""
    wanted = r"((?:MALLOC|PYTHONMALLOC|GLIBC)\w*)=(\S+)"
    return dict(re.findall(wanted, UNIT.read_text(encoding="utf-8")))


def _word() -> str:
    letters = "".join(secrets.choice("bcdghklmn") + secrets.choice("aeiou") for _ in range(6))
    return letters.capitalize()


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="Linux only")
def test_nothing_of_a_delivered_dossier_stays(tmp_path: Path) -> None:
    zygote = Zygote()
    world = World(zygote, tmp_path / "kiosk", Random(1))
    name, personal_id = f"Đinh Thị {_word()} {_word()}", f"048190{secrets.randbelow(10**6):06d}"
    phone, street = f"0905{secrets.randbelow(10**6):06d}", f"Thôn {_word()}"
    command = [sys.executable, "-m", "offline_queue", "--config", str(world.config)]
    outbox = Outbox.open(world.database, world.keys.recipients, SystemClock(), kiosk_id="DN07", reserve_mb=0)
    with (tmp_path / "records").open("wb") as records:
        daemon = subprocess.Popen(command, env={**os.environ, **_of_the_unit()}, stderr=records)
    try:
        person = Applicant(full_name=name, personal_id=personal_id, phone=phone, address=street)
        code = outbox.reserve_code()
        outbox.submit(
            submission(
                code,
                seed=5,
                applicant=person,
                owner=person,
                identity=IdentityEvidence(method="card_qr", personal_id=personal_id, full_name=name),
                answers={"name": name, "street": street, "phone": phone},
            )
        )
        assert eventually(lambda: {one.state for one in outbox.list()} <= DONE)
        client = GatewayClient(world.folder / "run" / "sync.sock", 20.0)
        assert client.look_up(code).result == "found"
        client.close()
        # What is under way still holds what it works on: following the dossier, for one.
        words = [name, personal_id, phone, street]
        assert eventually(lambda: in_memory(daemon.pid, words) == []), in_memory(daemon.pid, words)
        assert daemon.poll() is None
    finally:
        daemon.terminate()
        daemon.wait(30)
        outbox.close()
        world.close()
        zygote.close()
