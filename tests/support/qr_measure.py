"""Measures the reader beside each ready-made decoder on the corpus of degraded frames."""

from __future__ import annotations

import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import cv2
import numpy as np

from drivers.qr_reader.camera_decoder import decode, grey_of, read_zbar, read_zxing
from drivers.qr_reader.decoders import read_opencv
from drivers.qr_reader.photo_decoder import decode_photo
from drivers.qr_reader.port import Frame
from tests.support.qr_corpus import Sample, samples
from tests.support.qr_photographs import Photograph

Decoder = Callable[[Frame], tuple[str, ...]]
_HEIGHT_720P = 720


@dataclass(slots=True)
class Tally:
    """How one decoder did."""

    read: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    wrong: int = 0
    ms: list[float] = field(default_factory=list)
    ms_720p: list[float] = field(default_factory=list)

    @property
    def total(self) -> int:
        """Frames read rightly."""
        return sum(self.read.values())


@dataclass(slots=True)
class Measured:
    """How all did on the same frames."""

    frames: dict[str, int]
    tallies: dict[str, Tally]

    def report(self) -> dict[str, object]:
        """Give the figures under the names of the bench: recalls are shares of all frames."""
        count = sum(self.frames.values())
        ours = self.tallies["ours"]
        report: dict[str, object] = {
            "frames": count,
            "recall": round(ours.total / count, 4),
            "by_degradation": {
                name: {who: round(tally.read[name] / number, 4) for who, tally in self.tallies.items()}
                for name, number in self.frames.items()
            },
            "wrong_texts": ours.wrong,
            "p95_ms_720p": round(float(np.percentile(ours.ms_720p, 95)), 2) if ours.ms_720p else None,
            "median_ms": {who: round(float(np.median(tally.ms)), 2) for who, tally in self.tallies.items()},
        }
        for who in ("zxing", "zbar", "opencv"):
            report[f"recall_{who}"] = round(self.tallies[who].total / count, 4)
        return report


def decoders() -> dict[str, Decoder]:
    """Give the reader and each ready-made decoder alone, as functions from a BGR frame to texts."""
    return {
        "ours": lambda frame: tuple(one.text for one in decode(frame)),
        "zxing": lambda frame: tuple(one.text for one in read_zxing(grey_of(frame))),
        "zbar": lambda frame: tuple(one.text for one in read_zbar(grey_of(frame))),
        "opencv": _read_opencv,
    }


def _read_opencv(frame: Frame) -> tuple[str, ...]:
    try:
        text, _, _ = cv2.QRCodeDetector().detectAndDecode(frame)
    except (cv2.error, UnicodeDecodeError):
        return ()
    return (text,) if text else ()


def measure(corpus: Iterable[Sample], clock: Callable[[], float] = time.perf_counter) -> Measured:
    """Show every frame to every decoder. `clock` gives seconds."""
    readers = decoders()
    measured = Measured(defaultdict(int), {name: Tally() for name in readers})
    for sample in corpus:
        measured.frames[sample.degradation] += 1
        for name, reader in readers.items():
            tally = measured.tallies[name]
            started = clock()
            texts = reader(sample.frame)
            spent = (clock() - started) * 1000
            tally.ms.append(spent)
            if sample.frame.shape[0] == _HEIGHT_720P:
                tally.ms_720p.append(spent)
            tally.read[sample.degradation] += sample.text in texts
            tally.wrong += any(text != sample.text for text in texts)
    return measured


def measure_photographs(pictures: Iterable[Photograph]) -> dict[str, object]:
    """Give the share of texts that the reader of stills and each ready-made decoder find, and wrong ones."""
    readers = decoders() | {
        "ours": lambda frame: tuple(one.text for one in decode_photo(frame)),
        "opencv": lambda frame: tuple(one.text for one in read_opencv(frame)),
    }
    found: dict[str, dict[str, int]] = defaultdict(lambda: dict.fromkeys(readers, 0))
    wanted: dict[str, int] = defaultdict(int)
    wrong = 0
    for picture in pictures:
        wanted[picture.kind] += len(picture.texts)
        for name, reader in readers.items():
            texts = set(reader(picture.frame))
            found[picture.kind][name] += len(texts & set(picture.texts))
            wrong += len(texts - set(picture.texts)) if name == "ours" else 0
    total = sum(wanted.values())
    return {
        "texts": total,
        "wrong_texts": wrong,
        **{name: round(sum(one[name] for one in found.values()) / total, 4) for name in readers},
        "by_kind": {
            kind: {name: round(one[name] / wanted[kind], 4) for name in readers}
            for kind, one in found.items()
        },
    }


def main(seed: int = 20261124, per_degradation: int = 56) -> int:
    """Print the figures of the whole corpus."""
    for name, value in measure(samples(seed, per_degradation)).report().items():
        sys.stdout.write(f"{name}: {value}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(*(int(argument) for argument in sys.argv[1:])))
