"""A petition (phản ánh, kiến nghị): what it can be about, and whether its author gives a name."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk_app.catalogue.model import Text
from kiosk_app.session.facts.choices import Choice
from kiosk_app.session.kernel.state import Slice

CATEGORIES = (
    Choice("roads", Text("Đường sá, cầu, đèn đường", "Roads, bridges, street lights")),
    Choice("water", Text("Điện, nước, rác, môi trường", "Power, water, waste, environment")),
    Choice("order", Text("An ninh, trật tự, tiếng ồn", "Public order, noise")),
    Choice("land", Text("Đất đai, xây dựng", "Land, construction")),
    Choice("welfare", Text("Chính sách, trợ cấp, y tế, trường học", "Welfare, health, schools")),
    Choice("service", Text("Thủ tục, thái độ phục vụ ở quầy", "Procedures, service at the counter")),
    Choice("other", Text("Việc khác, góp ý, sáng kiến", "Something else, a suggestion")),
)
"""What a petition is about; it decides who in the commune reads it first."""


@dataclass(frozen=True, slots=True)
class Petitions:
    """What the commune has arranged for petitions."""

    taken: bool = False
    """Whether the province takes them from this kiosk (`[portal] requests_address`)."""


@dataclass(frozen=True, slots=True)
class Petitioner(Slice):
    """Whether the author gives a name, and what they typed where no sign-in told it."""

    named: bool = False
    full_name: str = ""
    phone: str = ""

    @property
    def told(self) -> tuple[tuple[str, str], ...]:
        """What was typed, by the names of claims."""
        pairs = (("full_name", self.full_name), ("phone", self.phone))
        return tuple((name, value) for name, value in pairs if value)

    def __repr__(self) -> str:
        return f"Petitioner(named={self.named})"
