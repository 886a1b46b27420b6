"""Provinces and communes as a list that is searched offers them, each with the names that it had before."""

from __future__ import annotations

from functools import cache
from typing import Any

from vietnam.former_places import earlier_names, former_names, former_provinces, names_in_short
from vietnam.places import communes, provinces


@cache
def listed(province: str = "") -> list[dict[str, Any]]:
    """Give the communes of a province, or every province.

    `also`: names until June 2025. `letters`: what is known without marks, each with the name that is told of
    it: of what ended before, and short forms ("hcm").
    """
    if not province:
        return [
            {
                "value": one.code,
                "text": one.name,
                "also": list(former_provinces(one.code)),
                "letters": [{"key": key, "name": ""} for key in names_in_short(one.code)],
            }
            for one in provinces()
        ]
    return [
        {
            "value": one.code,
            "text": one.name,
            "also": list(former_names(one.code)),
            "letters": [{"key": key, "name": name} for key, name in earlier_names(one.code)],
        }
        for one in communes(province)
    ]
