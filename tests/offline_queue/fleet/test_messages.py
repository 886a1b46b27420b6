"""A message holds numbers and words of this program, and refuses what a person may have said."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offline_queue.fleet.messages import MOST_BYTES, MessageKind, NotTellableError, Topics, Value, encoded
from tests.offline_queue.support.dossiers import MARKER, PERSONAL_ID


def test_topics_are_below_the_kiosks_own_name() -> None:
    assert Topics("48", "DN07").of(MessageKind.STATUS) == "kiosk/48/DN07/status"


def test_what_goes_in_comes_out() -> None:
    message: dict[str, Value] = {
        "link": "online",
        "warnings": ("days:50",),
        "free_mb": 7,
        "by_state": {"queued": 3},
        "x": None,
    }
    read = json.loads(encoded(message))
    assert read == {**message, "warnings": ["days:50"], "format": 1}


@pytest.mark.parametrize(
    "text", [MARKER, PERSONAL_ID, "0900000007", "Thôn Mẫu", "two words", "a" * 65, "x\ny", "id:048190000002"]
)
@pytest.mark.parametrize("place", ["value", "key", "list", "deep"])
def test_what_a_person_may_have_said_is_refused(text: str, place: str) -> None:
    message: dict[str, dict[str, Value]] = {
        "value": {"a": text},
        "key": {text: 1},
        "list": {"a": [text]},
        "deep": {"a": {"b": text}},
    }
    with pytest.raises(NotTellableError) as error:
        encoded(message[place])
    assert text not in str(error.value)


def test_a_long_message_is_refused() -> None:
    with pytest.raises(NotTellableError):
        encoded({f"k{n}": "x" * 60 for n in range(MOST_BYTES // 60)})


def test_a_number_without_an_end_is_refused() -> None:
    with pytest.raises(ValueError, match="JSON"):
        encoded({"skew": float("nan")})


@given(st.dictionaries(st.text(max_size=8), st.text(max_size=80), max_size=4))
def test_nothing_but_plain_words_gets_through(message: dict[str, str]) -> None:
    try:
        content = encoded(message)
    except NotTellableError:
        return
    assert content.isascii()
    assert b" " not in content
