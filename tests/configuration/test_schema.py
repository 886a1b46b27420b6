"""The JSON Schema beside the configuration is that of the tables, and accepts what they accept."""

from __future__ import annotations

import json
import tomllib

import jsonschema
import pytest

from configuration.schema import SCHEMA_FILE, schema_text
from tests.configuration.test_error_line import RIGHT


def test_the_file_is_the_tables() -> None:
    assert SCHEMA_FILE.read_text(encoding="utf-8") == schema_text(), "run: python -m configuration.schema"


def test_a_right_file_keeps_to_it_and_a_wrong_one_does_not() -> None:
    schema = json.loads(schema_text())
    right = tomllib.loads(RIGHT)
    jsonschema.validate(right, schema)
    with pytest.raises(jsonschema.ValidationError, match="resolution"):
        jsonschema.validate({**right, "scanner": {"device": "", "resolution": 300}}, schema)
