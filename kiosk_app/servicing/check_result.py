"""What a check of the machine found: one sentence, what to do, and the figures behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

Figure = str | int | float | bool


class Verdict(StrEnum):
    """How a check ended."""

    GOOD = "good"
    WARNING = "warning"
    """The kiosk works, and somebody has to do something about it soon."""
    FAILED = "failed"
    """Something that citizens or delivery need does not work."""
    NOT_DONE = "not_done"
    """Nobody looked: it needs hands, or a tool that is not installed. Never counted as good."""


@dataclass(frozen=True, slots=True)
class CheckResult:
    """The result of one check. Holds nothing of a citizen."""

    check: str
    """Stable name, e.g. "network.dns"; for records and for whoever translates."""
    verdict: Verdict
    said: str
    """One sentence in Vietnamese."""
    mend: str = ""
    """What to do, in Vietnamese; "" when nothing is to be done."""
    figures: Mapping[str, Figure] = field(default_factory=dict)
    """What was measured; the unit is the end of each name."""


def good(check: str, said: str, **figures: Figure) -> CheckResult:
    """Give a check that ended well."""
    return CheckResult(check, Verdict.GOOD, said, "", figures)


def warning(check: str, said: str, mend: str, **figures: Figure) -> CheckResult:
    """Give a check that found something to be done soon."""
    return CheckResult(check, Verdict.WARNING, said, mend, figures)


def failed(check: str, said: str, mend: str, **figures: Figure) -> CheckResult:
    """Give a check that found something that does not work."""
    return CheckResult(check, Verdict.FAILED, said, mend, figures)


def not_done(check: str, said: str, mend: str = "", **figures: Figure) -> CheckResult:
    """Give a check that could not be made."""
    return CheckResult(check, Verdict.NOT_DONE, said, mend, figures)


def works(findings: Sequence[CheckResult]) -> bool:
    """Whether nothing failed. What nobody looked at does not count against the machine, nor for it."""
    return all(one.verdict is not Verdict.FAILED for one in findings)


def as_rows(findings: Sequence[CheckResult]) -> list[dict[str, object]]:
    """Give the findings for JSON."""
    return [
        {
            "check": one.check,
            "verdict": one.verdict.value,
            "said": one.said,
            "mend": one.mend,
            "figures": dict(one.figures),
        }
        for one in findings
    ]
