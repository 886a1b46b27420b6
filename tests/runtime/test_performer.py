"""Every kind of effect has exactly one worker."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest

from kiosk_app import runtime
from kiosk_app.runtime.performer import Performer
from kiosk_app.runtime.worker import Carrier
from kiosk_app.session import facts, kernel, steps
from kiosk_app.session.kernel.effects import PlaySound, Sound, Wipe
from kiosk_app.session.kernel.event import Effect


def workers() -> Iterator[Any]:
    """Every worker there is: a module `…_worker` holds one, named as the module is."""
    for module in pkgutil.iter_modules(runtime.__path__):
        if module.name.endswith("_worker"):
            name = "".join(word.title() for word in module.name.split("_"))
            yield getattr(importlib.import_module(f"{runtime.__name__}.{module.name}"), name)


def kinds() -> Iterator[type[Effect]]:
    for package in (kernel, steps, facts):
        for module in pkgutil.iter_modules(package.__path__):
            found = importlib.import_module(f"{package.__name__}.{module.name}")
            yield from (
                one
                for one in vars(found).values()
                if isinstance(one, type) and issubclass(one, Effect) and one is not Effect
            )


def test_every_kind_of_effect_has_one_worker() -> None:
    # The table needs no device: only its keys are looked at.
    carried = [kind for worker in workers() for kind in worker.effects(worker.__new__(worker))]
    assert len(carried) == len(set(carried))
    assert set(carried) | {Wipe} == set(kinds())


class Noting:
    """A worker that notes what it is asked."""

    def __init__(self, kind: type[Effect]) -> None:
        self.kind = kind
        self.noted: list[object] = []

    def effects(self) -> Mapping[type[Effect], Carrier]:
        note: Callable[[object], None] = self.noted.append
        return {self.kind: note}

    def wipe(self, visit: int) -> None:
        self.noted.append(visit)

    def close(self) -> None:
        self.noted.append("closed")


def test_an_effect_goes_to_its_worker_and_the_wipe_to_all() -> None:
    sounds = Noting(PlaySound)
    perform = Performer((sounds,))
    perform(PlaySound(Sound.CALL))
    perform(Wipe(7))
    perform.close()
    assert sounds.noted == [PlaySound(Sound.CALL), 7, "closed"]


def test_two_workers_for_one_kind_are_a_mistake() -> None:
    with pytest.raises(ValueError, match="PlaySound"):
        Performer((Noting(PlaySound), Noting(PlaySound)))
