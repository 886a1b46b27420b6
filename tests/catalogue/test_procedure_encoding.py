"""A compiled procedure is read back whole, also one that was compiled before its parts were renamed."""

from __future__ import annotations

from datetime import date

import pytest

from kiosk_app.catalogue.model import StandInKind
from kiosk_app.catalogue.procedure_encoding import ProcedureEncodingError, from_json, to_json
from tests.catalogue.samples import offered

BIRTH, DAY = "1.001193", date(2026, 11, 24)
FIRST_NAME = '"source":{"=":"Source","v":"hospital"}'
"""How files say what stands in for a paper, since the first of them."""


def test_what_stands_in_for_a_paper_is_kept_under_its_first_name() -> None:
    procedure = offered({}, BIRTH).in_force(DAY)[0]
    written = to_json(procedure)
    assert FIRST_NAME in written
    assert from_json(written) == procedure
    assert StandInKind.HOSPITAL in {one.stand_in for one in from_json(written).components}


def test_a_name_that_no_version_had_is_refused() -> None:
    written = to_json(offered({}, BIRTH).in_force(DAY)[0])
    for wrong in (written.replace('"Source"', '"StandInKind"'), written.replace('"source"', '"stand_in"')):
        with pytest.raises(ProcedureEncodingError):
            from_json(wrong)
