"""Two machines under one name: the one whose line was taken knows, warns, waits long and tells."""

from __future__ import annotations

from pathlib import Path

from tests.offline_queue.support.broker import Broker, Listener
from tests.offline_queue.support.running import eventually
from tests.offline_queue.support.told import Rig


def test_the_first_sees_that_it_was_taken_over(tmp_path: Path) -> None:
    with Broker(tmp_path / "broker") as broker:
        listener = Listener(broker)
        first = Rig(tmp_path / "first", broker, run="first")
        second = Rig(tmp_path / "second", broker, run="second")
        first.reporter.turn()
        second.reporter.turn()
        assert second.reporter.warnings() == ()
        # The line is lost; when it is there again the last word under this name is the other's.
        assert eventually(lambda: first.turns() and first.reporter.warnings() == ("fleet:taken_over",))
        assert first.reporter.connected
        assert eventually(lambda: any(one["event"] == "taken_over" for one in listener.of("event")))
        listener.close()
        runs = {one["run"] for one in listener.of("status")}
        first.close()
        second.close()
    assert runs == {"first", "second"}


def test_a_machine_in_the_place_of_another_warns_of_nobody(tmp_path: Path) -> None:
    with Broker(tmp_path / "broker") as broker:
        former = Rig(tmp_path / "former", broker, run="former")
        former.reporter.turn()
        connection = former.reporter._connection
        assert connection is not None
        connection.give_up()
        successor = Rig(tmp_path / "successor", broker, run="successor")
        successor.reporter.turn()
        assert successor.reporter.connected
        assert successor.reporter.warnings() == ()
        successor.close()
        former.database.close()


def test_a_restart_of_the_same_kiosk_is_no_second_one(tmp_path: Path) -> None:
    with Broker(tmp_path / "broker") as broker:
        rig = Rig(tmp_path / "kiosk", broker)
        rig.reporter.turn()
        rig.reporter._goodbye()
        again = rig.made()
        again.turn()
        assert again.connected
        assert again.warnings() == ()
        again._goodbye()
        rig.close()
