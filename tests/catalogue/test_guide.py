"""What is told before somebody comes, from the catalogue that ships."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kiosk_app.catalogue.card import FilingPlace
from kiosk_app.catalogue.entry import FeeLine
from kiosk_app.catalogue.guide import MOST_QR_BYTES, Guide, contact_card, fee_words, guide_of
from kiosk_app.catalogue.model import Text
from kiosk_app.catalogue.store import CatalogueStore, open_store
from kiosk_app.slips.qr import QUIET_MODULES, qr_modules
from tests.support.guides import COUNTER, HERE

TODAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def store(compiled_catalogue: Path) -> Iterator[CatalogueStore]:
    """The catalogue that ships, compiled."""
    opened = open_store(compiled_catalogue)
    yield opened
    opened.close()


def told(store: CatalogueStore, code: str) -> Guide:
    found = guide_of(store, code, "48", TODAY)
    assert found is not None
    return found


def test_a_number_is_told_in_both_languages(store: CatalogueStore) -> None:
    guide = told(store, "1.004873")
    assert guide.place is FilingPlace.KIOSK
    assert (guide.time.vi, guide.time.en) == ("3 ngày làm việc", "3 working days")


def test_where_no_number_is_known_the_sentence_stands(store: CatalogueStore) -> None:
    guide = told(store, "1.001193")
    assert "sau 15 giờ" in guide.time.vi
    assert any("Quá hạn" in fee.vi for fee in guide.fees)


def test_papers_of_a_case_are_not_told_as_everybodys(store: CatalogueStore) -> None:
    by_name = {paper.name.vi: paper for paper in told(store, "1.001193").papers}
    assert not by_name["Giấy cam đoan về việc sinh"].always
    assert any(paper.always for code in ("2.000815",) for paper in told(store, code).papers)


def test_a_code_that_nobody_knows(store: CatalogueStore) -> None:
    assert guide_of(store, "9.999999", "48", TODAY) is None


def test_every_procedure_fits_the_code_and_says_so_where_the_slip_has_more(store: CatalogueStore) -> None:
    for code, _ in store.names():
        card = contact_card(told(store, code), "UBND xã Nam Giang", "0235 000 0007")
        assert len(card.encode()) <= MOST_QR_BYTES
        assert card.startswith("BEGIN:VCARD\nVERSION:3.0\n")
        assert card.endswith("\nEND:VCARD")
        assert "TEL:02350000007" in card
        assert (len(qr_modules(card)) + 2 * QUIET_MODULES) * 4 <= 480


def test_the_card_holds_what_to_bring() -> None:
    card = contact_card(HERE, "UBND xã Nam Giang", "")
    assert "Giấy tờ tùy thân (1 bản chính)" in card
    assert "TEL" not in card
    assert "xem phiếu in" in contact_card(COUNTER, "UBND xã Nam Giang", "")


def test_signs_of_the_card_are_escaped() -> None:
    odd = replace(HERE, name=replace(HERE.name, vi="Một, hai; ba\nEND:VCARD"))
    lines = contact_card(odd, "UBND", "").split("\n")
    assert lines[3] == "FN:Một\\, hai\\; ba\\nEND:VCARD (1.004873)"
    assert lines.count("END:VCARD") == 1


def test_a_name_without_end_is_left_to_the_slip() -> None:
    card = contact_card(replace(HERE, name=replace(HERE.name, vi="dài " * 400)), "UBND", "")
    assert "FN:Thủ tục 1.004873\n" in card


def test_what_the_table_says_is_told_in_english_too(store: CatalogueStore) -> None:
    """It has both languages; the portal's own words have one."""
    birth, copies = told(store, "1.001193"), told(store, "2.000635")
    assert birth.time.en == "The same day; after 15:00 the next working day"
    assert birth.fees == (
        Text(
            "Đúng hạn: miễn lệ phí. Quá hạn: theo mức của Hội đồng nhân dân tỉnh, thành phố.",
            "In time: free. Late: as the province's council decides.",
        ),
    )
    assert copies.fees == (Text("8.000 đồng/bản", "8,000 VND per copy"),)
    assert told(store, "1.000894").fees == (Text("Miễn phí", "Free of charge"),)


def test_both_channels_are_told_where_they_differ(store: CatalogueStore) -> None:
    guide = guide_of(store, "1.004873", "31", TODAY)
    assert guide is not None
    assert [(fee.vi.rpartition(": ")[2], fee.en.rpartition(": ")[2]) for fee in guide.fees] == [
        ("5.000 đồng", "5,000 VND"),
        ("Miễn phí", "Free of charge"),
    ]
    assert ["trực tuyến" in fee.vi for fee in guide.fees] == [False, True]


def test_the_kiosks_own_form_says_a_fee_in_english(store: CatalogueStore) -> None:
    (fee,) = told(store, "1.004873").fees
    assert "Hội đồng nhân dân" in fee.vi
    assert "Hội đồng" not in fee.en


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (FeeLine(30_000, "", "30.000 đồng"), Text("30.000 đồng", "30,000 VND")),
        (FeeLine(2_000, "Trang", ""), Text("2.000 đồng/Trang", "2,000 VND per page")),
        (FeeLine(2_000, "", "Phí cấp thẻ"), Text("Phí cấp thẻ: 2.000 đồng", "Phí cấp thẻ: 2,000 VND")),
        (FeeLine(0, "", "Miễn phí"), Text("Miễn phí", "Free of charge")),
        (FeeLine(None, "", "Do tỉnh quyết định"), Text("Do tỉnh quyết định", "Do tỉnh quyết định")),
        (FeeLine(2_000, "", "2.000 đồng, nếu có"), Text("2.000 đồng, nếu có", "2.000 đồng, nếu có")),
    ],
)
def test_an_amount_is_worded_by_us_and_the_portals_sentence_is_left(line: FeeLine, said: Text) -> None:
    assert fee_words(line, "") == said
