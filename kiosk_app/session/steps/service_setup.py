"""Set the machine up: what is connected, the Wi-Fi, the province's signed file on a stick."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from kiosk_app.identity.payload import SetupCode
from kiosk_app.session.facts.qr_reader import QrSeen, StartReader, StopReader
from kiosk_app.session.facts.service import (
    ENTERPRISE,
    AskHelper,
    FoundNetwork,
    HelperEnded,
    HelperSaid,
    ServiceAct,
)
from kiosk_app.session.kernel.context import Context
from kiosk_app.session.kernel.effects import PlaySound, Sound
from kiosk_app.session.kernel.event import Touch
from kiosk_app.session.kernel.state import Slice, VisitState
from kiosk_app.session.kernel.step import Change, Step, go, stay

LONGEST = 63
"""Characters of a Wi-Fi password."""
SHORTEST = 8
"""The same; WPA has none that is shorter."""
DEVICES, NETWORKS, JOIN, STICK = "devices", "networks", "join", "stick"
CODE, EDITION = "code", "edition"
WORKS = (DEVICES, NETWORKS, CODE, STICK, EDITION)
"""What may be begun by a touch; a network is joined once its password is there, a code once it is seen."""
TOOLS = ("place", "touch", "panel")
"""Ways of this step: what has a screen of its own."""
TRUST = "service.trust"
INNER = ("mschapv2", "gtc", "pap")
"""How an enterprise's network asks for the password inside its tunnel (phase 2)."""
STICK_CA = "stick"
"""The network's authority lies on the stick; else a public one signed, and the name of its server is told."""
LONGEST_ACCOUNT = 200
"""Characters of an account, and of a server's name."""
OPEN = "open"


@dataclass(frozen=True, slots=True)
class ServiceSetup(Slice):
    """What runs, what was found, and what came of it."""

    running: str = ""
    ended: str = ""
    """What came to a good end last."""
    lines: tuple[str, ...] = ()
    networks: tuple[FoundNetwork, ...] = ()
    looking: bool = False
    """The reader looks for the province's code."""
    chosen: str = ""
    """Name of the network whose password is asked for."""
    password: str = ""
    identity: str = ""
    """The kiosk's account at an enterprise's network."""
    inner: str = INNER[0]
    server: str = ""
    """Name of the server that may ask for it; "" with `STICK_CA`."""
    authority: str = ""
    """`STICK_CA`, or "" for a public one."""
    said: str = ""
    problem: str = ""

    def __repr__(self) -> str:
        return f"ServiceSetup({self.running or self.ended}, {self.problem})"


@dataclass(frozen=True, slots=True)
class WorkChosen(Touch):
    """One of `WORKS`."""

    work: str


@dataclass(frozen=True, slots=True)
class KeyIsRight(Touch):
    """The fingerprint on the screen is the one on the province's paper."""


@dataclass(frozen=True, slots=True)
class NetworkChosen(Touch):
    """A network of the list; the same once more takes it back."""

    ssid: str


@dataclass(frozen=True, slots=True)
class PasswordTyped(Touch):
    """A letter of the network's password."""

    text: str

    def __repr__(self) -> str:
        return "PasswordTyped(…)"


@dataclass(frozen=True, slots=True)
class AccountTyped(Touch):
    """What an enterprise's network wants too: "identity", "server", "inner" or "authority"."""

    name: str
    text: str

    def __repr__(self) -> str:
        return f"AccountTyped({self.name}, …)"


@dataclass(frozen=True, slots=True)
class ToolChosen(Touch):
    """One of `TOOLS`."""

    tool: str


@dataclass(frozen=True, slots=True)
class JoinAsked(Touch):
    """ "Nối"."""


def _enter(_context: Context, state: VisitState) -> Change:
    return stay(state.put(ServiceSetup()))


def _left(_context: Context, state: VisitState) -> Change:
    stopped = (StopReader(),) if state.of(ServiceSetup).looking else ()
    return stay(state.put(ServiceSetup()), *stopped)


def _work(_context: Context, state: VisitState, event: WorkChosen) -> Change:
    setup = state.of(ServiceSetup)
    if setup.running or event.work not in WORKS:
        return stay(state)
    if event.work == CODE:
        looked_for = StartReader(state.visit)
        return stay(state) if setup.looking else stay(state.put(ServiceSetup(looking=True)), looked_for)
    fresh = ServiceSetup(running=event.work)
    stopped = (StopReader(),) if setup.looking else ()
    asked = AskHelper(state.visit, ServiceAct.SETUP, (("what", event.work),))
    return stay(state.put(fresh), *stopped, asked)


def _seen(_context: Context, state: VisitState, event: QrSeen) -> Change:
    setup = state.of(ServiceSetup)
    if not setup.looking:
        return stay(state)
    if not isinstance(event.payload, SetupCode):
        # The reader goes on: whoever held up the wrong code has the right one at hand.
        return stay(state.put(replace(setup, problem="service.no_code")), PlaySound(Sound.REFUSED))
    words = (("what", CODE), ("text", event.payload.text))
    asked = AskHelper(state.visit, ServiceAct.SETUP, words)
    return stay(state.put(ServiceSetup(running=CODE)), PlaySound(Sound.ACCEPTED), StopReader(), asked)


def _right(_context: Context, state: VisitState, _event: KeyIsRight) -> Change:
    setup = state.of(ServiceSetup)
    if setup.problem != TRUST:
        return stay(state)
    words = (("what", STICK), ("trust", setup.said))
    fresh = ServiceSetup(running=STICK)
    return stay(state.put(fresh), AskHelper(state.visit, ServiceAct.SETUP, words))


def _network(_context: Context, state: VisitState, event: NetworkChosen) -> Change:
    setup = state.of(ServiceSetup)
    known = {one.ssid for one in setup.networks if one.joinable}
    if setup.running or event.ssid not in known:
        return stay(state)
    chosen = "" if setup.chosen == event.ssid else event.ssid
    fresh = ServiceSetup(lines=setup.lines, networks=setup.networks, chosen=chosen)
    return stay(state.put(fresh))


def _tool(_context: Context, state: VisitState, event: ToolChosen) -> Change:
    return stay(state) if state.of(ServiceSetup).running or event.tool not in TOOLS else go(event.tool, state)


def _account(_context: Context, state: VisitState, event: AccountTyped) -> Change:
    setup = state.of(ServiceSetup)
    right = {
        "inner": event.text in INNER,
        "authority": event.text in ("", STICK_CA),
        "identity": len(event.text) <= LONGEST_ACCOUNT,
        "server": len(event.text) <= LONGEST_ACCOUNT,
    }
    if setup.running or not right.get(event.name):
        return stay(state)
    told: dict[str, Any] = {event.name: event.text}
    return stay(state.put(replace(setup, problem="", **told)))


def _typed(_context: Context, state: VisitState, event: PasswordTyped) -> Change:
    setup = state.of(ServiceSetup)
    # The box takes no further key; a text that is too long came another way, and none of it is taken.
    if len(event.text) > LONGEST:
        return stay(state)
    return stay(state.put(replace(setup, password=event.text, problem="")))


def _join(_context: Context, state: VisitState, _event: JoinAsked) -> Change:
    setup = state.of(ServiceSetup)
    network = next((one for one in setup.networks if one.ssid == setup.chosen), None)
    if setup.running or network is None:
        return stay(state)
    if network.security == ENTERPRISE:
        if not (setup.identity and setup.password and (setup.server or setup.authority)):
            return stay(state.put(replace(setup, problem="service.account_missing")))
    elif network.security != OPEN and len(setup.password) < SHORTEST:
        return stay(state.put(replace(setup, problem="service.password_short")))
    words: tuple[tuple[str, str], ...] = (
        ("what", JOIN),
        ("ssid", network.ssid),
        ("security", network.security),
        ("password", setup.password),
    )
    if network.security == ENTERPRISE:
        words += (
            ("identity", setup.identity),
            ("inner", setup.inner),
            ("server", "" if setup.authority else setup.server),
            ("authority", setup.authority),
        )
    joining = replace(setup, running=JOIN, password="", problem="", said="")
    return stay(state.put(joining), AskHelper(state.visit, ServiceAct.SETUP, words))


def _said(_context: Context, state: VisitState, event: HelperSaid) -> Change:
    setup = state.of(ServiceSetup)
    if event.act is not ServiceAct.SETUP or not setup.running:
        return stay(state)
    if event.network is not None:
        return stay(state.put(replace(setup, networks=(*setup.networks, event.network))))
    return stay(state.put(replace(setup, lines=(*setup.lines, event.line))))


def _ended(_context: Context, state: VisitState, event: HelperEnded) -> Change:
    setup = state.of(ServiceSetup)
    if event.act is not ServiceAct.SETUP or not setup.running:
        return stay(state)
    problem = event.problem_code
    ended = "" if event.problem else setup.running
    after = replace(setup, running="", ended=ended, said=event.said, problem=problem)
    return stay(state.put(after))


STEP = Step(
    "service_setup",
    {
        WorkChosen: _work,
        NetworkChosen: _network,
        PasswordTyped: _typed,
        AccountTyped: _account,
        ToolChosen: _tool,
        JoinAsked: _join,
        KeyIsRight: _right,
        QrSeen: _seen,
        HelperSaid: _said,
        HelperEnded: _ended,
    },
    enter=_enter,
    left=_left,
    working=lambda state: bool(state.of(ServiceSetup).running),
    patience=3.0,
    saved=lambda _state: True,
    reads=True,
    holds=lambda state: state.of(ServiceSetup).running in (STICK, CODE, EDITION),
)
