"""One screen before the citizens, one behind; a change at each end of a visit; a crash costs one visit."""

from __future__ import annotations

import multiprocessing
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from kiosk_app.visit_process.forked import ForkedScreen
from kiosk_app.visit_process.supervisor import EXIT_STUCK, Supervisor
from tests.visit_process import fake_screen


class Stage:
    """A supervisor over screens of the test."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.told: list[str] = []
        self.settings_written = threading.Event()
        self.supervisor = Supervisor(
            partial(fake_screen.run, folder),
            tell=self.told.append,
            longest_silence_s=3.0,
            killed_s=0.5,
            settings_changed=self._written,
        )
        self.code: int | None = None
        self.thread = threading.Thread(target=self._run)

    def _written(self) -> bool:
        written = self.settings_written.is_set()
        self.settings_written.clear()
        return written

    def _run(self) -> None:
        self.code = self.supervisor.run()

    def said(self) -> list[tuple[int, str]]:
        """What the screens did, in order."""
        path = self.folder / "said"
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        return [(int(line.split()[0]), line.split()[1]) for line in lines]

    def ask(self, what: str, number: int) -> None:
        """Have a screen do something."""
        (self.folder / f"{what}-{number}").touch()

    def until(self, holds: Callable[[], bool], seconds: float = 20.0) -> None:
        """Wait for it."""
        limit = time.monotonic() + seconds
        while not holds():
            assert time.monotonic() < limit, self.said()
            time.sleep(0.01)

    def until_said(self, number: int, what: str, seconds: float = 20.0) -> None:
        """Wait for a screen's doing."""
        self.until(lambda: (number, what) in self.said(), seconds)


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    made = Stage(tmp_path)
    yield made
    made.supervisor.stop()
    if made.thread.ident is not None:
        made.thread.join(20)
    assert not made.thread.is_alive()


def test_the_next_screen_comes_before_the_last_one_goes(stage: Stage) -> None:
    stage.thread.start()
    stage.until_said(1, "took")
    stage.until_said(2, "ready")
    stage.ask("end", 1)
    stage.until_said(2, "took")
    order = stage.said()
    assert order.index((1, "ended")) < order.index((2, "shown")) < order.index((1, "gone"))
    assert order.index((1, "gone")) < order.index((2, "took"))
    assert list(stage.supervisor.changes.dark_ms) == [0.0]
    # The screen may say so before the supervisor has come back from the fork.
    stage.until_said(3, "ready")
    # It may say so before the supervisor has come back from the fork.
    stage.until(lambda: len(stage.supervisor.processes()) == 2)


def test_a_visit_that_ends_before_the_next_screen_is_ready_waits_for_it(stage: Stage) -> None:
    stage.thread.start()
    stage.until_said(1, "shown")
    stage.ask("end", 1)
    stage.until_said(2, "took")
    order = stage.said()
    assert order.index((2, "shown")) < order.index((1, "gone"))


@pytest.mark.expects_errors("a screen that ends by itself is told")
def test_a_screen_that_crashes_is_followed_by_the_one_behind(stage: Stage) -> None:
    stage.thread.start()
    stage.until_said(2, "ready")
    stage.ask("crash", 1)
    stage.until_said(2, "took")
    stage.until_said(3, "ready")
    said = stage.said()
    assert said.index((2, "ready")) < said.index((2, "took"))


@pytest.mark.expects_errors("a screen that ends by itself is told")
def test_the_one_behind_may_crash_unseen(stage: Stage) -> None:
    stage.thread.start()
    stage.until_said(2, "ready")
    stage.ask("crash", 2)
    stage.until_said(3, "ready")
    assert (1, "gone") not in stage.said()


@pytest.mark.expects_errors("a screen that hangs is told")
def test_a_screen_that_hangs_is_ended_and_followed(stage: Stage) -> None:
    stage.thread.start()
    stage.until_said(1, "took")
    stage.until_said(2, "ready")
    stage.ask("hang", 1)
    stage.until_said(2, "took", 40.0)
    assert stage.told.count("READY=1") == 1


@pytest.fixture
def unkillable(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[ForkedScreen]]:
    """SIGKILL reaches no screen, as none that waits in the kernel for a device; gives those it missed."""
    kill, missed = ForkedScreen.kill, list[ForkedScreen]()

    def sent(screen: ForkedScreen) -> None:
        missed.append(screen)

    monkeypatch.setattr(ForkedScreen, "kill", sent)
    yield missed
    for screen in missed:
        kill(screen)
        assert screen.wait(20)


@pytest.mark.mostly_long("processes are started and outlived", one_in=2)
@pytest.mark.expects_errors("a screen that does not end is told")
@pytest.mark.parametrize(("first", "then"), [("hang", ""), ("stay", "end")])
def test_a_screen_that_cannot_be_killed_ends_the_supervisor(
    stage: Stage, unkillable: list[ForkedScreen], first: str, then: str
) -> None:
    """Waiting for it has no end; its devices are not to be had. People then read the maintenance notice."""
    if first == "stay":
        stage.ask(first, 1)
    stage.thread.start()
    stage.until_said(1, "took")
    stage.until_said(2, "ready")
    stage.ask(then or first, 1)
    stage.thread.join(40)
    assert not stage.thread.is_alive()
    assert stage.code == EXIT_STUCK
    assert stage.told[-1] == f"EXIT_STATUS={EXIT_STUCK}"
    stuck = stage.supervisor.stuck()
    assert len(stuck) == 1
    assert stuck[0] in {screen.pid for screen in unkillable}
    assert (2, "took") not in stage.said()


@pytest.mark.expects_errors("a screen that does not end is told")
def test_asked_to_end_it_waits_for_no_screen_for_ever(stage: Stage, unkillable: list[ForkedScreen]) -> None:
    stage.thread.start()
    stage.until_said(2, "ready")
    stage.ask("hang", 1)
    stage.until_said(1, "hangs")
    stage.supervisor.stop()
    stage.thread.join(40)
    assert not stage.thread.is_alive()
    assert stage.supervisor.stuck() == [screen.pid for screen in unkillable]


def test_the_service_manager_hears_ready_only_when_a_screen_takes_touches(stage: Stage) -> None:
    assert stage.told == []
    stage.thread.start()
    stage.until(lambda: "WATCHDOG=1" in stage.told)
    assert stage.told[0] == "READY=1"
    assert (1, "took") in stage.said() or (1, "shown") in stage.said()


@pytest.mark.expects_errors("a screen that ends by itself is told")
def test_a_screen_that_cannot_run_at_all_ends_the_supervisor_with_its_code(stage: Stage) -> None:
    stage.ask("refuse", 1)
    stage.thread.start()
    stage.thread.join(20)
    assert stage.code == 2
    # The compositor above ends with 0: systemd would start the same again, the glass black meanwhile.
    assert stage.told == ["EXIT_STATUS=2"]


@pytest.mark.long("many processes are started")
@pytest.mark.expects_errors("a screen that ends by itself is told")
def test_screens_that_crash_again_and_again_end_it(stage: Stage) -> None:
    for number in range(1, 20):
        stage.ask("crash", number)
    stage.thread.start()
    stage.thread.join(60)
    assert stage.code


def test_settings_are_taken_up_between_two_visits(stage: Stage) -> None:
    """The one behind read the old ones and makes way; the visit that goes on does not notice."""
    stage.thread.start()
    stage.until_said(1, "took")
    stage.until_said(2, "ready")
    stage.settings_written.set()
    stage.until_said(3, "ready")
    assert (1, "gone") not in stage.said()
    stage.ask("end", 1)
    stage.until_said(3, "took")
    assert (2, "shown") not in stage.said()


def test_babble_is_passed_over(stage: Stage) -> None:
    stage.thread.start()
    stage.until_said(2, "ready")
    stage.ask("babble", 1)
    stage.until(lambda: not (stage.folder / "babble-1").exists())
    stage.ask("end", 1)
    stage.until_said(2, "took")


def test_the_end_leaves_no_screen(stage: Stage) -> None:
    stage.thread.start()
    stage.until_said(2, "ready")
    stage.supervisor.stop()
    stage.thread.join(20)
    assert stage.code == 0
    assert {number for number, what in stage.said() if what == "gone"} == {1, 2}


def test_screens_end_with_a_supervisor_that_was_killed(stage: Stage) -> None:
    """A screen holds no end of another one's control socket, though it was forked beside it."""
    killed = multiprocessing.get_context("fork").Process(target=stage.supervisor.run)
    killed.start()
    stage.until_said(1, "took")
    stage.until_said(2, "ready")
    stage.ask("end", 1)
    stage.until_said(3, "ready")
    killed.kill()
    killed.join()
    stage.until(lambda: {(2, "gone"), (3, "gone")} <= set(stage.said()))


def test_a_screen_holds_nothing_of_another_one(stage: Stage) -> None:
    stage.thread.start()
    stage.until_said(2, "ready")
    sockets = [
        {str(path.readlink()) for path in Path(f"/proc/{process}/fd").iterdir() if path.exists()}
        for process in stage.supervisor.processes()
    ]
    first, second = ({name for name in held if name.startswith("socket:")} for held in sockets)
    own = {str(path.readlink()) for path in Path("/proc/self/fd").iterdir() if path.exists()}
    assert len(first - own) == len(second - own) == 1
    assert not first & second - own
