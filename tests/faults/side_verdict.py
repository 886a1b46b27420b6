"""What became of something that travels beside dossiers: requests, queue tickets."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class SideVerdict:
    """By name and uid or number."""

    submitted: int = 0
    accepted_once: int = 0
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    stuck: list[str] = field(default_factory=list)
