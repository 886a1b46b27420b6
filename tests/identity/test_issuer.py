"""Who issued a card: neither its code nor its chip says it, and nobody is asked for what its date tells."""

from __future__ import annotations

import pytest

from kiosk_app.identity.card import parse_card_fields


def _card(issued: str) -> str:
    return f"048190000002||Trần Thị Bích Ngọc|12031990|Nữ|Thôn Mực, Nam Giang, Đà Nẵng|{issued}"


@pytest.mark.parametrize(
    ("issued", "issuer"),
    [
        ("31122020", ""),
        ("01012021", "Cục Cảnh sát quản lý hành chính về trật tự xã hội"),
        ("30062024", "Cục Cảnh sát quản lý hành chính về trật tự xã hội"),
        ("01072024", "Bộ Công an"),
    ],
)
def test_who_issued_it_follows_from_the_date_where_it_can(issued: str, issuer: str) -> None:
    assert parse_card_fields(_card(issued)).claims.get("id_issued_by") == issuer
