"""A card that answers anything at any moment: what comes of it is data that are signed, or a typed error."""

from __future__ import annotations

import secrets

from hypothesis import given, settings
from hypothesis import strategies as st

from drivers.chip_reader.document import read_document
from drivers.chip_reader.port import CardField, ChipData, ChipError
from tests.drivers.chip_reader.cards import KEY, NOW, PACE, Country, holder

COUNTRY = Country()
HOLDER = holder()
ANSWERS = st.one_of(
    st.binary(max_size=300),
    st.binary(max_size=60).map(lambda body: body + b"\x90\x00"),
    st.binary(max_size=60).map(lambda body: b"\x7c\x82" + body + b"\x90\x00"),
    st.binary(max_size=60).map(lambda body: b"\x87\x21" + body + b"\x99\x02\x90\x00\x8e\x08" + bytes(10)),
    st.sampled_from([b"", b"\x90", b"\x62\x82", b"\x69\x82", b"\x6a\x82", b"\x61\x10", b"\x6c\x10"]),
)


@settings(max_examples=60)
@given(st.booleans(), st.dictionaries(st.integers(0, 30), ANSWERS, min_size=1, max_size=4))
def test_any_answer_is_refused_by_a_typed_error_or_changes_nothing(
    pace: bool, instead: dict[int, bytes]
) -> None:
    card = COUNTRY.card(HOLDER, PACE if pace else None)
    asked = 0

    def transmit(command: bytes) -> bytes:
        nonlocal asked
        asked += 1
        genuine = card.answer(command)
        return instead.get(asked - 1, genuine)

    try:
        found = read_document(
            transmit,
            [KEY],
            COUNTRY.trusted(),
            NOW,
            secrets.token_bytes,
            photo=False,
            progress=lambda _stage, _percent: None,
        )
    except ChipError:
        return
    assert isinstance(found, ChipData)
    assert found.fields[CardField.PERSONAL_ID] == HOLDER.printed[1]
