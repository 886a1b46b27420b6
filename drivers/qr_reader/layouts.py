"""Which country's keyboard a scanner is set to: the one on which alone a scan has a form that proves it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from drivers.qr_reader.keystrokes import LOST
from drivers.qr_reader.scan_assembly import Assembler, Framing, never


class Layouts:
    """Puts scans together as each keyboard would have typed them, the first being the one that is assumed.

    A scan that is proven on one keyboard is taken as such, and so are those behind it. One that is proven on
    several with different contents is a loss; of one that is not proven at all, the last keyboard's stands.
    """

    def __init__(
        self,
        count: int,
        framing: Framing | None = None,
        unfinished: Callable[[str], bool] = never,
        proves: Callable[[str], bool] = never,
    ) -> None:
        """`count` of keyboards; `unfinished`: see `Assembler`; `proves`: whether a text has a form that no
        other keyboard's letters give by chance.
        """
        self._unfinished = unfinished
        self._proves = proves
        self._assemblers = [Assembler(framing, self._is_unfinished) for _ in range(count)]
        self._now_at = 0

    def add(self, typed: Sequence[str], now: float) -> None:
        """Take what came at `now` (monotonic seconds), as each keyboard types it."""
        for assembler, text in zip(self._assemblers, typed, strict=True):
            assembler.add(text.encode(), now)

    def take(self, now: float) -> str | None:
        """Give the text of a scan that is complete at `now`, else None."""
        if not any(one.is_over(now) for one in self._assemblers):
            return None
        texts = [one.end() for one in self._assemblers]
        proven = [at for at, text in enumerate(texts) if text and self._proves(text)]
        if len({texts[at] for at in proven}) > 1:
            return LOST
        if proven and self._now_at not in proven:
            self._now_at = proven[0]
        return texts[self._now_at]

    def forget(self) -> None:
        """Drop what has come so far; the keyboard stays."""
        for assembler in self._assemblers:
            assembler.forget()

    def _is_unfinished(self, _text: str) -> bool:
        return any(self._unfinished(one.so_far()) for one in self._assemblers)
