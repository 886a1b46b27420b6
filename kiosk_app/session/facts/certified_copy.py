"""Certified copies (chứng thực bản sao từ bản chính): what is certified here, and of which paper."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk_app.catalogue.model import Text
from kiosk_app.session.facts.choices import Choice
from kiosk_app.session.kernel.state import NO_TEXT, Slice

PROCEDURE = "2.000815"
"""Chứng thực bản sao từ bản chính."""


PAPERS = (
    Choice("diploma", Text("Bằng, chứng chỉ, học bạ", "Diploma, certificate, school record")),
    Choice("civil", Text("Giấy khai sinh, kết hôn, hộ tịch khác", "Birth, marriage, civil status")),
    Choice("identity", Text("Thẻ căn cước, hộ chiếu, giấy phép", "Identity card, passport, licence")),
    Choice("land", Text("Giấy tờ nhà, đất, xe", "House, land or vehicle papers")),
    Choice("contract", Text("Hợp đồng, quyết định, giấy xác nhận", "Contract, decision, confirmation")),
    Choice("other", Text("Giấy tờ khác", "Another paper")),
)
"""What kind of paper the original is."""


@dataclass(frozen=True, slots=True)
class CertifiedCopies:
    """What the commune has arranged for electronic copies."""

    offered: bool = False
    signed: bool = False
    """Whether an officer here signs them; otherwise the counter certifies on paper."""
    most_pages: int = 20
    booked: bool = False
    """Whether the province takes wishes for a half day at the counter (`[portal] requests_address`)."""


@dataclass(frozen=True, slots=True)
class CertifiedCopy(Slice):
    """What was said so far, and what the commune has arranged."""

    signed: bool = False
    most_pages: int = 0
    fee: Text = NO_TEXT
    """As the portal words it; "" where this kiosk does not have the procedure."""
    numbers: bool = False
    """Whether numbers for the counter are given out here."""
    paper: str = ""
    """Code of the kind of paper; "" while none was chosen."""
    books: bool = False
    """Whether a half day at the counter can be asked for here."""
    visit: bool = False
    """The citizen would like to come to the counter on another day."""
    same: frozenset[str] = frozenset()
    """Ids of the pages that the citizen found the same as the original."""
