"""Tests of finding a procedure by what people type."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk_app.catalogue.compile import compile_catalogue
from kiosk_app.catalogue.search.finder import Finder
from kiosk_app.catalogue.search.index import FILLER_WEIGHT, PhraseKind
from kiosk_app.catalogue.search.query import read_query
from kiosk_app.catalogue.search.weighing import Phrase, weighed
from kiosk_app.catalogue.store import open_store
from tests.catalogue.portal_samples import COMMON, crawled, write_lines


@pytest.fixture(scope="module")
def finder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Finder]:
    folder = tmp_path_factory.mktemp("search")
    compile_catalogue([write_lines(folder / "crawl.jsonl", COMMON)], folder / "out")
    with closing(open_store(folder / "out")) as store:
        yield store.finder


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Đăng ký khai tử", "1.000656"),
        ("dang ky khai tu", "1.000656"),
        ("đăng kí kết hôn", "1.000894"),
        ("khai sanh", "1.001193"),
        ("giấy độc thân", "1.004873"),
        ("giay hon thu", "1.000894"),
        ("cắt hộ khẩu ông nội đã mất", "1.003197"),
        ("bìa đỏ", "1.013978"),
        ("người nhà mất làm giấy tờ gì", "1.000656"),
        ("nhà mình mới có người qua đời", "1.000656"),
        ("sinh viên ở trọ", "1.004194"),
        ("nhập khẩu", "1.004222"),
        ("giấy phép nhập khẩu phân bón", "1.007929"),
    ],
)
def test_need_is_found_in_peoples_words(finder: Finder, typed: str, code: str) -> None:
    assert finder.search(typed).hits[0].code == code


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("dang ky khai tuu", "1.000656"),
        ("ket hom", "1.000894"),
        ("tinh trnag hon nhan", "1.004873"),
        ("thuong chu", "1.004222"),
        ("khaisinh", "1.001193"),
        ("dangkykethon", "1.000894"),
        ("ddawng kys khai tuwr", "1.000656"),
        ("d9a8ng ky1 ke61t ho6n", "1.000894"),
        ("so63 d9o3", "1.013978"),
    ],
)
def test_slips_of_the_finger_are_forgiven(finder: Finder, typed: str, code: str) -> None:
    assert code in [hit.code for hit in finder.search(typed).hits[:3]]


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("khai tu cho bo", "1.000656"),
        ("khai tử cho bố đẻ", "1.000656"),
        ("bao tu cho bo", "1.000656"),
    ],
)
def test_an_everyday_word_is_not_taken_for_the_colloquial_one_that_it_looks_like(
    finder: Finder, typed: str, code: str
) -> None:
    """ "bo" may be bố (father), bỏ (give up) or bò (cattle)."""
    assert finder.search(typed).hits[0].code == code


def test_a_short_word_with_other_marks_is_another_word(finder: Finder) -> None:
    lexicon = finder.lexicon
    assert lexicon.meant("bo", "bỏ")[0]
    assert lexicon.meant("bo", "bố") == ([], False)
    assert lexicon.meant("bo")[1]
    assert lexicon.meant("khau", "khẫu")[0]


def test_a_code_or_its_beginning_finds_the_procedure(finder: Finder) -> None:
    assert [hit.code for hit in finder.search("1.000656").hits] == ["1.000656"]
    assert [hit.code for hit in finder.search("1000656").hits] == ["1.000656"]
    assert "1.000656" in [hit.code for hit in finder.search("1.0006").hits]
    assert finder.search("0905123456").hits == ()


def test_marks_tell_apart_where_they_are_typed(finder: Finder) -> None:
    assert finder.search("thuế đất").hits[0].code == "1.007695"
    assert finder.search("thuê đất hàng năm").hits[0].code == "1.011006"
    both = {hit.code for hit in finder.search("thue dat").hits[:3]}
    assert both >= {"1.007695", "1.011006"}


def test_half_a_word_finds(finder: Finder) -> None:
    assert finder.search("đăng ký tạm t").hits[0].code == "1.004194"


@pytest.mark.parametrize(("typed", "code"), [("dang ky khai t", "1.000656"), ("tinh trang h", "1.004873")])
def test_the_beginning_of_a_word_is_read_by_the_word_before_it(finder: Finder, typed: str, code: str) -> None:
    assert finder.search(typed).hits[0].code == code


def test_what_is_said_of_many_countries_is_found_of_each(tmp_path: Path) -> None:
    name = "Ghi vào Sổ hộ tịch việc kết hôn đã được giải quyết tại cơ quan có thẩm quyền của nước ngoài"
    records = [*COMMON, crawled("2.002189", name)]
    compile_catalogue([write_lines(tmp_path / "crawl.jsonl", records)], tmp_path / "out")
    with closing(open_store(tmp_path / "out")) as store:
        for said in ("ket hon o duc roi ve vn", "cưới bên Séc rồi về", "đăng ký kết hôn ở Ba Lan về nước"):
            assert store.finder.search(said).hits[0].code == "2.002189", said


def test_a_long_name_that_has_the_words_somewhere_stands_behind_a_short_one(tmp_path: Path) -> None:
    """An official name of a hundred words has nearly every word that people say."""
    endless = " ".join(
        ("Đăng ký biến động quyền sử dụng đất do thỏa thuận của vợ chồng, khai nhận di sản, tranh chấp,",
         "hợp đồng thế chấp, sinh lợi của tài sản chung, góp vốn, chia tách, hợp nhất, trúng đấu giá,",
         "thi hành án, kê biên, bán tài sản, chuyển đổi mô hình của tổ chức và cá nhân sử dụng đất")
    )  # fmt: skip
    records = [*COMMON, crawled("1.013980", endless, linh_vuc="Đất đai")]
    compile_catalogue([write_lines(tmp_path / "crawl.jsonl", records)], tmp_path / "out")
    with closing(open_store(tmp_path / "out")) as store:
        hits = store.finder.search("vợ mới đẻ xong thì đi làm giấy khai sinh ở đâu").hits
    assert hits[0].code == "1.001193"


def test_a_thing_without_a_verb_of_change_is_its_first_registration(tmp_path: Path) -> None:
    records = [*COMMON, crawled("9.000001", "Đăng ký thay đổi nội dung đăng ký quỹ xã hội"),
               crawled("9.000002", "Đăng ký thành lập quỹ xã hội, quỹ từ thiện")]  # fmt: skip
    compile_catalogue([write_lines(tmp_path / "crawl.jsonl", records)], tmp_path / "out")
    with closing(open_store(tmp_path / "out")) as store:
        assert store.finder.search("đăng ký quỹ xã hội").hits[0].code == "9.000002"
        assert store.finder.search("thay đổi đăng ký quỹ xã hội").hits[0].code == "9.000001"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("xin gks ban sao", "2.000635"),
        ("dkks cho con gai", "1.001193"),
        ("gkh", "1.000894"),
        ("dktt", "1.004222"),
    ],
)
def test_first_letters_of_words_that_people_say_together_find(finder: Finder, typed: str, code: str) -> None:
    """None of them stands in the vocabulary: they are read off what it says."""
    assert finder.search(typed).hits[0].code == code


def test_first_letters_are_no_word_with_a_slip_of_the_finger(tmp_path: Path) -> None:
    records = [*COMMON, crawled("1.002817", "Cấp Giấy phép liên vận GMS", cap_thuc_hien="Cấp tỉnh")]
    compile_catalogue([write_lines(tmp_path / "crawl.jsonl", records)], tmp_path / "out")
    with closing(open_store(tmp_path / "out")) as store:
        assert store.finder.search("dkks cho be").hits[0].code == "1.001193"
        assert "1.002817" not in [hit.code for hit in store.finder.search("xin gks").hits[:3]]
        assert store.finder.search("giay gms").hits[0].code == "1.002817"


def test_a_word_that_stands_nowhere_hides_no_other(tmp_path: Path) -> None:
    records = [*COMMON, crawled("2.000884", "Chứng thực chữ ký trong các giấy tờ, văn bản")]
    compile_catalogue([write_lines(tmp_path / "crawl.jsonl", records)], tmp_path / "out")
    with closing(open_store(tmp_path / "out")) as store:
        for typed in ("qwrtp chu ky", "chu ky zzgh"):
            assert store.finder.search(typed).hits[0].code == "2.000884", typed


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("con trai lay vo muon tach ho", "con trai lay vo"),
        ("toi ly hon roi xin giay doc than", "toi ly hon roi"),
        ("khai tu vi bo moi mat", "bo moi mat"),
        ("ban sao khai sinh de lam ho chieu", "lam ho chieu"),
        ("mat vi mat het can cuoc", ""),
        ("muon ket hon", ""),
        ("khai sinh muon", ""),
        ("vo moi de lam giay khai sinh", ""),
        ("nuoi chau bo me chet lam nguoi giam ho", "nuoi chau bo me chet"),
        ("gop hai thua lam 1", ""),
        ("ly lich di lam nha may", ""),
    ],
)
def test_what_is_wished_is_told_from_why(finder: Finder, typed: str, why: str) -> None:
    words = read_query(finder.lexicon, typed).words
    assert " ".join(word.text for word in words if word.aside) == why


def test_a_wish_counts_before_why(tmp_path: Path) -> None:
    records = [*COMMON, crawled("1.010038", "Tách hộ", linh_vuc="Đăng ký, quản lý cư trú")]
    compile_catalogue([write_lines(tmp_path / "crawl.jsonl", records)], tmp_path / "out")
    with closing(open_store(tmp_path / "out")) as store:
        assert store.finder.search("con trai cuoi vo muon tach ho").hits[0].code == "1.010038"


def test_what_is_for_foreigners_stands_behind_where_nothing_foreign_is_said(tmp_path: Path) -> None:
    records = [
        *COMMON,
        crawled("9.000001", "Giám sát nuôi dưỡng có yếu tố nước ngoài"),
        crawled("9.000002", "Việc giám sát nuôi dưỡng trong gia đình, cơ sở và cộng đồng"),
    ]
    compile_catalogue([write_lines(tmp_path / "crawl.jsonl", records)], tmp_path / "out")
    with closing(open_store(tmp_path / "out")) as store:
        assert store.finder.search("giám sát nuôi dưỡng").hits[0].code == "9.000002"
        assert store.finder.search("giám sát nuôi dưỡng nước ngoài").hits[0].code == "9.000001"


def test_an_age_may_be_written_short(tmp_path: Path) -> None:
    records = [*COMMON, crawled("1.014061", "Cấp thẻ căn cước cho người từ đủ 14 tuổi trở lên"),
               crawled("1.014062", "Cấp thẻ căn cước cho người dưới 14 tuổi")]  # fmt: skip
    compile_catalogue([write_lines(tmp_path / "crawl.jsonl", records)], tmp_path / "out")
    with closing(open_store(tmp_path / "out")) as store:
        typed = store.finder.search("lam cccd cho chau 14t").hits
        whole = store.finder.search("lam cccd cho chau 14 tuoi").hits
    assert [hit.code for hit in typed] == [hit.code for hit in whole]


def test_several_words_that_are_one_thing_tell_something(finder: Finder) -> None:
    """Without their marks both syllables of "bản sao" look like words that say nothing."""
    for concept in read_query(finder.lexicon, "ban sao").concepts:
        assert len(concept.words) == 2
        assert concept.weight > 2 * FILLER_WEIGHT


def test_ambiguous_need_is_asked_about_once(finder: Finder) -> None:
    found = finder.search("làm lại giấy khai sinh")
    assert found.question is not None
    assert [choice.codes for choice in found.question.choices] == [("2.000635",), ("1.004884",)]
    assert finder.search("đăng ký kết hôn").question is None


def test_what_this_counter_files_most_comes_first_among_alike(finder: Finder) -> None:
    plain = [hit.code for hit in finder.search("đăng ký lại khai sinh").hits]
    used = [hit.code for hit in finder.search("dat dai", used={"1.013978": 40}).hits]
    assert plain[0] == "1.004884"
    assert used[0] == "1.013978"
    assert finder.search("đăng ký lại khai sinh", used={"1.001193": 500}).hits[0].code == "1.004884"


def test_repealed_one_stands_behind_what_took_its_place(tmp_path: Path) -> None:
    records = [*COMMON, crawled("3.000722", "Đăng ký khai sinh, thường trú, bảo hiểm y tế"),
               crawled("2.001023", "Liên thông đăng ký khai sinh, cấp thẻ bảo hiểm y tế")]  # fmt: skip
    compile_catalogue([write_lines(tmp_path / "crawl.jsonl", records)], tmp_path / "out")
    with closing(open_store(tmp_path / "out")) as store:
        hits = store.finder.search("liên thông khai sinh thường trú bảo hiểm y tế", 20).hits
    codes = [hit.code for hit in hits]
    assert [hit.code for hit in hits if hit.repealed] == ["2.000986", "2.001023"]
    assert codes[codes.index("3.000722") + 1] == "2.000986"
    assert codes[-1] == "2.001023"


def test_repealed_one_is_not_raised_by_what_took_its_place(tmp_path: Path) -> None:
    """The citizen sees three: what nobody can file any more must not hide what is needed."""
    adult = crawled("1.004772", "Thủ tục đăng ký khai sinh cho người đã có hồ sơ, giấy tờ cá nhân")
    records = [*COMMON, crawled("3.000722", "Đăng ký khai sinh, thường trú, bảo hiểm y tế"), adult]
    compile_catalogue([write_lines(tmp_path / "crawl.jsonl", records)], tmp_path / "out")
    with closing(open_store(tmp_path / "out")) as store:
        hits = store.finder.search("sinh con lớn rồi mới khai sinh", 20).hits
    places = [place for place, hit in enumerate(hits) if hit.repealed]
    assert places
    assert all(hits[place].score >= hits[place + 1].score for place in places if place + 1 < len(hits))


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("ba ngoai tui 85 tuoi khong co khai sanh", "1.004772"),
        ("chưa có khai sanh bao giờ", "1.004772"),
        ("ddk ket hon", "1.000894"),
        ("ddki tam tru", "1.004194"),
    ],
)
def test_what_is_spelled_another_way_is_the_same_phrase(tmp_path: Path, typed: str, code: str) -> None:
    adult = crawled("1.004772", "Thủ tục đăng ký khai sinh cho người đã có hồ sơ, giấy tờ cá nhân")
    compile_catalogue([write_lines(tmp_path / "crawl.jsonl", [*COMMON, adult])], tmp_path / "out")
    with closing(open_store(tmp_path / "out")) as store:
        assert store.finder.search(typed).hits[0].code == code


def test_a_phrase_made_from_lists_counts_whole_where_it_is_whole(finder: Finder) -> None:
    """Said exactly, it was worth less than said in a longer sentence."""
    typed = "khai tu cho bo"
    query = read_query(finder.lexicon, typed)
    combined, said = (
        weighed(finder.lexicon.weights, query, Phrase("1.000656", kind, 1.0, 0, typed, typed))
        for kind in (PhraseKind.COMBINED, PhraseKind.SAID)
    )
    assert combined == said


def test_letters_under_the_finger_are_those_that_find(finder: Finder) -> None:
    assert "a" in finder.next_letters("kh")
    assert "q" not in finder.next_letters("kh")
    assert " " in finder.next_letters("khai")


@pytest.mark.parametrize("typed", ["quán net", "lễ hội đình làng", "vỉa hè đám cưới", "phản ánh tiếng ồn"])
def test_a_need_that_the_catalogue_does_not_have_is_doubted(finder: Finder, typed: str) -> None:
    found = finder.search(typed)
    assert found.doubtful or not found.hits


@pytest.mark.parametrize(
    "typed",
    ["đăng ký khai tử", "giay hon thu", "ket hom", "sinh viên ở trọ", "khai", "đăng ký k"],
)
def test_a_need_that_it_has_is_not_doubted(finder: Finder, typed: str) -> None:
    assert not finder.search(typed).doubtful


def test_nothing_is_found_by_nothing(finder: Finder) -> None:
    assert finder.search("").hits == ()
    assert finder.search("!?").hits == ()
    assert finder.search('" OR * NEAR(').hits is not None


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(st.text(max_size=300))
def test_any_text_can_be_typed(finder: Finder, text: str) -> None:
    assert len(finder.search(text).hits) <= 5
