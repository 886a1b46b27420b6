"""What the code of a procedure looks like."""

from __future__ import annotations

import re

CODE = re.compile(r"\d{1,2}\.\d{6}")
"""Of the national catalogue, e.g. 1.001193."""
