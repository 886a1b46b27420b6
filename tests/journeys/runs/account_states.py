"""Accounts that cannot sign in, each with its advice; without phone and card one goes on with the staff."""

from __future__ import annotations

from kiosk_app.session.steps.sign_in import SignIn, SignInPhase
from kiosk_app.ui.messages import sentence
from tests.journeys.hand import Hand, Run
from tests.journeys.script import CASES, Story
from tests.session.words import Signer

STATES = {
    "level_1": "048095000004",
    "inactive": "048188000005",
    "outdated_app": "048085000006",
}
"""By what the identity service says of them."""


class _AsFarAsSigningIn(Story):
    """Nobody is turned away: whoever is refused is told what to do, and files today all the same."""

    def play(self) -> None:
        for part in (self._welcome, self._papers_first, self._sign_in):
            part()

    def _sign_in(self) -> None:
        for state, personal_id in STATES.items():
            # What is still in sight is not told again: the camera sees that it went away.
            self.pilot.run(3.0)
            self.world.show_phone(personal_id)
            problem = f"identity.{state}"
            self.pilot.wait_until(
                lambda problem=problem: self.state().of(SignIn).problem == problem,  # type: ignore[misc]  # bound now
                f"the answer to {state}",
            )
            self.world.put_away()
            assert self.state().of(SignIn).phase is SignInPhase.REFUSED
            assert sentence(problem) in self.pilot.text("signin.problem")
            assert self.state().of(Signer).identity is None
            for way in ("signin.staff", "signin.again"):
                assert self.pilot.shows(way), (state, way)
            self.pilot.picture(state)
        self.pilot.touch("signin.staff")
        self._step("form")
        self.pilot.picture("form-by-hand")


def play(hand: Hand) -> None:
    """Level 1, not active, outdated; then forgotten: no phone and no card, and the form all the same."""
    case = CASES["simplest"]
    _AsFarAsSigningIn(hand.pilot, hand.world, hand.state, case, hand.world.seed, False).play()
    identity = hand.state().of(Signer).identity
    assert identity is not None
    assert (identity.method.value, identity.verified) == ("staff", False)
    hand.pilot.touch("bar.cancel")
    hand.pilot.touch("cancel.confirm")
    hand.step("welcome")


RUN = Run("account_states", play)
