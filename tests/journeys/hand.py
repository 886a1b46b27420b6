"""What a scripted journey is played with: a hand on the real screen, and the world around it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from kiosk_app.session.kernel.event import Event
from kiosk_app.session.kernel.state import VisitState
from tests.journeys.pilot import Pilot
from tests.journeys.world import World


@dataclass
class Hand:
    """What a run works with: the hand on the screen, the world around, and what the screen shows."""

    pilot: Pilot
    world: World
    state: Callable[[], VisitState]
    dispatch: Callable[[Event], None]
    """For what no hand of a test can do, such as typing with marks."""
    things: dict[str, object] = field(default_factory=dict)
    """What stands beside the kiosk for this run: see `Surroundings`."""
    found: dict[str, object] = field(default_factory=dict)
    """What goes into the summary besides taps, screens and seconds."""

    def step(self, name: str, seconds: float = 30.0) -> None:
        """Wait for a screen, and take its picture."""
        self.pilot.wait_until(lambda: self.state().step == name, f"step {name}", seconds)
        self.pilot.picture(name)

    def until(self, condition: Callable[[], bool], what: str, seconds: float = 30.0) -> None:
        """Let the kiosk run until it holds."""
        self.pilot.wait_until(condition, what, seconds)

    def sign_in(self) -> None:
        """Hold the phone before the camera until the sign-in is over."""
        self.step("sign_in")
        self.world.show_phone()
        self.until(lambda: self.state().step != "sign_in", "the sign-in")
        self.world.put_away()


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Devices and people of one run beyond those of every world."""

    toml: str = ""
    """Tables that the configuration gets for them."""
    things: dict[str, object] = field(default_factory=dict)
    at_door: bool = False
    """Whether the camera looks for codes in every step."""
    tickets: str = "00:00-24:00"
    """When numbers for the counter are given out."""
    copies: str = "officer"
    """Who certifies copies, as `[certified_copy]` has it."""


@contextmanager
def _nothing(_folder: Path) -> Iterator[Surroundings]:
    yield Surroundings()


@dataclass(frozen=True, slots=True)
class Run:
    """One journey as it is played."""

    name: str
    play: Callable[[Hand], None]
    """Plays it from the welcome screen and checks what came of it. Raises `AssertionError`."""
    offered: tuple[str, ...] = ("1.004873", "2.000635")
    """Procedures that the kiosk offers."""
    needs: str = ""
    """A protocol that alone has what this run is about; "" for one that both have."""
    around: Callable[[Path], AbstractContextManager[Surroundings]] = _nothing
    """Sets up what this run alone needs, in a folder, and takes it away."""
