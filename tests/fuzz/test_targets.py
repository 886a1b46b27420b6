"""A slice of `make fuzz`: each target takes its kept corpus, pieces of it, and bytes of any kind."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.targets import TARGETS, seeds

_SLOW = {"picture", "qr_picture", "procedure", "configuration", "crawled_catalogue", "provisioning_stick"}
_SLOW |= {"edition", "notices", "fetched_catalogue", "certificate_answer"}
_SLOW |= {"card_chip", "queue_file", "edition_offer"}


@pytest.mark.parametrize("name", TARGETS)
def test_the_kept_corpus_and_its_pieces_are_taken_or_refused(name: str) -> None:
    corpus = seeds(name)
    assert corpus, "a target without seeds finds nothing"
    for content in corpus:
        TARGETS[name](content)
        TARGETS[name](content[: len(content) // 2])
        TARGETS[name](content[: len(content) // 2] + b"\x00" + content[len(content) // 2 :])


@pytest.mark.mostly_long(
    "one more parser is fed for as long; its kept corpus is tried in every run", one_in=4
)
@pytest.mark.parametrize("name", TARGETS)
def test_any_bytes_are_taken_or_refused(name: str) -> None:
    target, corpus = TARGETS[name], seeds(name)

    @settings(
        max_examples=10 if name in _SLOW else 50,
        deadline=None,
        database=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.large_base_example],
    )
    @given(st.sampled_from(corpus), st.binary(max_size=60), st.integers(0, 4_000), st.integers(0, 40))
    def attempt(seed: bytes, strange: bytes, place: int, cut: int) -> None:
        at = place % (len(seed) + 1)
        target(seed[:at] + strange + seed[at + cut :])

    attempt()
