"""The JSON Schema of the configuration file, for editors and for who writes one.

`python -m configuration.schema` writes it anew beside this module; a test finds one that is old.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from configuration.descriptions import described
from configuration.kiosk_file import Configuration
from configuration.table import Table

SCHEMA_FILE = Path(__file__).with_name("kiosk.schema.json")


def schema_text() -> str:
    """Give the schema as it stands in the file."""
    schema: dict[str, Any] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **Configuration.model_json_schema(),
    }
    for field in Configuration.model_fields.values():
        table = field.annotation
        if isinstance(table, type) and issubclass(table, Table):
            properties = schema["$defs"][table.__name__]["properties"]
            for key, sentences in described(table).items():
                properties[key]["description"] = sentences
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    SCHEMA_FILE.write_text(schema_text(), encoding="utf-8")
