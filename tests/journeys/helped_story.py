"""Filing with somebody beside who reads and writes: said before the notice, read out before the code."""

from __future__ import annotations

from tests.journeys.card_and_badge import CardAndBadge
from tests.journeys.hand import Hand
from tests.journeys.script import CASES, Story


class HelpedStory(Story):
    """Files the simplest case as in the demo; who helps and who heard it is what a run writes."""

    card_and_badge: CardAndBadge

    def say_who_helps(self) -> None:
        """On the screen that asks who helps, to the notice."""
        raise NotImplementedError

    def agree_to_what_was_read(self) -> None:
        """On the screen that is read aloud, to the code."""
        raise NotImplementedError

    def _agree(self) -> None:
        self.pilot.touch("consent.helped")
        self._step("who_helps")
        self.say_who_helps()
        self._step("consent")
        self.world.put_away()
        self.pilot.picture("consent-helped")
        super()._agree()

    def _review(self) -> None:
        super()._review()
        self._step("read_aloud")
        self.pilot.picture("read-aloud")
        self.agree_to_what_was_read()
        self._step("code")
        self.world.put_away()

    @classmethod
    def file(cls, hand: Hand) -> str:
        """From the welcome screen to the slip; gives what the authority reads of the dossier."""
        beside = hand.things["card_and_badge"]
        assert isinstance(beside, CardAndBadge)
        story = cls(hand.pilot, hand.world, hand.state, CASES["simplest"], hand.world.seed, False)
        story.card_and_badge = beside
        story.play()
        return str(hand.world.wait_for_dossier(story.reference_uid))
