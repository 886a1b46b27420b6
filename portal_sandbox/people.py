"""Invented citizens of the sandbox. Names, numbers and addresses belong to nobody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Citizen:
    """A made-up person and the state of the account."""

    personal_id: str
    full_name: str
    birth_date: str
    """yyyy-mm-dd, or yyyy where only the year is known."""
    sex: str
    """"male" or "female"."""
    phone: str
    residence_detail: str
    level: int = 2
    condition: str = "active"
    """"active", "inactive" or "outdated_app"."""
    ethnicity: str = "Kinh"
    residence_province: str = "48"
    residence_commune: str = "20707"
    residence_place: str = "Xã Nam Giang, Thành phố Đà Nẵng"
    id_issued_on: date = date(2024, 8, 15)
    email: str = ""

    def claims(self) -> dict[str, str]:
        """Give what the identity service tells about a person with a valid token.

        Unknown facts are left out.
        """
        facts = {
            "full_name": self.full_name,
            "personal_id": self.personal_id,
            "birth_date": self.birth_date,
            "sex": self.sex,
            "nationality": "Việt Nam",
            "ethnicity": self.ethnicity,
            "id_type": "Thẻ Căn cước",
            "id_number": self.personal_id,
            "id_issued_on": self.id_issued_on.isoformat(),
            "id_issued_by": "Bộ Công an",
            "residence_kind": "permanent",
            "residence_province": self.residence_province,
            "residence_commune": self.residence_commune,
            "residence_detail": self.residence_detail,
            "residence_text": f"{self.residence_detail}, {self.residence_place}",
            "phone": self.phone,
            "email": self.email,
        }
        return {name: value for name, value in facts.items() if value}

    def card_text(self, fields: int) -> str:
        """Give the text of the card's QR code: 7 fields (CCCD) or 11 (thẻ Căn cước)."""
        born = "".join(reversed(self.birth_date.split("-")))
        parts = [
            self.personal_id,
            "",
            self.full_name,
            born if len(born) == 8 else f"0000{born}",
            "Nam" if self.sex == "male" else "Nữ",
            f"{self.residence_detail}, {self.residence_place}",
            self.id_issued_on.strftime("%d%m%Y"),
        ]
        return "|".join((parts + [""] * 4)[:fields])


PEOPLE = {
    one.personal_id: one
    for one in (
        Citizen("048190000002", "Trần Thị Bích Ngọc", "1990-03-12", "female", "0905000002", "Thôn Mực"),
        Citizen("048090000001", "Nguyễn Văn Hậu", "1990-11-02", "male", "0905000001", "Thôn Pà Dồn"),
        Citizen(
            "048055000003",
            "Zơ Râm Thị Đhứt",
            "1955",
            "female",
            "",
            "Thôn Công Tơ Rơn",
            ethnicity="Cơ-tu",
        ),
        Citizen("048095000004", "Lê Quang Khuyến", "1995-07-30", "male", "0905000004", "Thôn Hoa", level=1),
        Citizen(
            "048188000005",
            "Phạm Thị Thuỳ Dương",
            "1988-01-09",
            "female",
            "0905000005",
            "Thôn Dung",
            condition="inactive",
        ),
        Citizen(
            "048085000006",
            "Bùi Đức Nghĩa",
            "1985-12-25",
            "male",
            "0905000006",
            "Thôn Rô",
            condition="outdated_app",
        ),
        Citizen("048188000007", "Đặng Thị Kim Oanh", "1988-06-17", "female", "0905000007", "Thôn Pà Ting"),
    )
}


@dataclass(frozen=True, slots=True)
class Organisation:
    """A made-up organisation with an account of its own, and who may use it."""

    tax_code: str
    name: str
    kind: str
    """"business", "household_business" or "organisation"."""
    address: str
    representative: str
    """Personal id."""
    delegates: tuple[str, ...] = ()
    """Personal ids of those whom it has authorised."""

    def role_of(self, personal_id: str) -> str:
        """Give what that person is to it; "" for a stranger."""
        if personal_id == self.representative:
            return "representative"
        return "delegate" if personal_id in self.delegates else ""

    def claims(self, personal_id: str) -> dict[str, str]:
        """Give what its account tells besides who uses it."""
        return {
            "organisation_name": self.name,
            "organisation_kind": self.kind,
            "organisation_address": self.address,
            "organisation_role": self.role_of(personal_id),
            "tax_code": self.tax_code,
        }


ORGANISATIONS = {
    one.tax_code: one
    for one in (
        Organisation(
            "048190000002",
            "Hộ kinh doanh Tạp hóa Bích Ngọc",
            "household_business",
            "Thôn Mực, Xã Nam Giang, Thành phố Đà Nẵng",
            "048190000002",
            ("048090000001",),
        ),
        Organisation(
            "9900000016",
            "Công ty TNHH Dệt thổ cẩm Pà Dồn",
            "business",
            "Thôn Pà Dồn, Xã Nam Giang, Thành phố Đà Nẵng",
            "048090000001",
            ("048188000007",),
        ),
    )
}


def account_of(subject: str) -> tuple[Citizen | None, Organisation | None]:
    """Give whose account it is: "048190000002", or "048190000002@<tax code>" for an organisation's."""
    personal_id, _, tax_code = subject.partition("@")
    person, organisation = PEOPLE.get(personal_id), ORGANISATIONS.get(tax_code)
    if tax_code and (organisation is None or not organisation.role_of(personal_id)):
        return None, None
    return person, organisation
