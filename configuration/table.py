"""What every table of the configuration file is."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Table(BaseModel):
    """A table of the file; unknown keys are refused, and so are numbers without an end."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)
