"""Hands each effect to the worker that said it carries out its kind."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk_app.runtime.worker import Carrier, Worker
from kiosk_app.session.kernel.effects import Wipe
from kiosk_app.session.kernel.event import Effect


class Performer:
    """A table from kinds of effects to workers; knows no kind itself but the wipe, which is for all."""

    def __init__(self, workers: Sequence[Worker]) -> None:
        """`workers` are closed in this order. Raises `ValueError` when two want the same kind."""
        self._workers = tuple(workers)
        self._carriers: dict[type[Effect], Carrier] = {}
        for worker in workers:
            for kind, carrier in worker.effects().items():
                if kind in self._carriers:
                    raise ValueError(f"two workers carry out {kind.__name__}")
                self._carriers[kind] = carrier

    def __call__(self, effect: Effect) -> None:
        """Begin to carry out an effect; its result comes back as an event."""
        if isinstance(effect, Wipe):
            for worker in self._workers:
                worker.wipe(effect.visit)
            return
        carrier = self._carriers.get(type(effect))
        if carrier is None:
            raise TypeError(f"no worker carries out {type(effect).__name__}")
        carrier(effect)

    def kinds(self) -> frozenset[type[Effect]]:
        """Kinds of effects that somebody carries out."""
        return frozenset(self._carriers) | {Wipe}

    def close(self) -> None:
        """Let go of every device and thread."""
        for worker in self._workers:
            worker.close()
