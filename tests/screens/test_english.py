"""Who chose English reads Vietnamese only where it is a name, an official title or somebody's own words."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from kiosk_app.session.kernel.events import LanguageChosen
from tests.architecture.test_house import ROOT, named, parsed
from tests.screens import scenes_certified_copy, scenes_due, scenes_following, scenes_petition, scenes_service
from tests.screens.draw import await_pictures
from tests.screens.scenes import SCENES
from tests.screens.stage import AUTHORITY, CLAIMS, Stage
from tests.screens.test_scenes import ask, walk
from tests.support import guides
from tests.support.counters import QUEUES
from vietnam.places import communes, provinces

VIETNAMESE = re.compile(
    r"\w*[À-ÖØ-öø-ỹđĐ]\w*|\b(?:trang|xin|theo|khi|cho|Con)\b|(?<![\d.])\d{1,3}(?:\.\d{3})+(?![\d.])"
)
"""A word with a Vietnamese letter, some without one, and a number with a point between thousands."""


def told_by(*those: object) -> Iterator[str]:
    """Every text in what a portal or the machine is said to have told, however deep."""
    for one in those:
        if isinstance(one, str):
            yield one
        elif isinstance(one, tuple | list):
            yield from told_by(*one)
        elif is_dataclass(one):
            yield from told_by(*(getattr(one, field.name) for field in fields(one)))


EVERYWHERE = (
    "Tiếng Việt",
    AUTHORITY,
    *(CLAIMS.get(key) for key in ("full_name", "id_issued_by", "residence_detail")),
    *("Zơrâm Thị Nhiêu", "Zơrâm Nhiêu", "Lê Thị Một", "Trần Văn Bảy", "Trần Thị Bình", "Lê Văn An"),
    *(place.name for place in (*provinces(), *communes("48"))),
)
"""Names: of the language, the authority, people and places."""
_RESULT = "Giấy xác nhận tình trạng hôn nhân"
_FOLLOWED = tuple(
    told_by(
        *(
            getattr(scenes_following, name)
            for name in ("PUBLIC", "OWN", "ASKED", "LISTED", "LATE", "LINKED", "DRAFT")
        ),
        *(scenes_petition.ANSWER, scenes_certified_copy.SIGNED, scenes_certified_copy.REFUSED),
        scenes_certified_copy.CONFIRMED,
    )
)
_QUEUE = tuple(told_by(*((*one.counters, one.bring) for one in QUEUES.fields), QUEUES.priority))
_FEES = ("Phí cấp bản sao trích lục hộ tịch", "Phí chứng thực")
OF_SCENES: dict[str, tuple[str, ...]] = {
    # What the portal, an officer or the commune's configuration says, and names of procedures in their words.
    "dossier": (*_FOLLOWED, _RESULT),
    "draft": _FOLLOWED,
    "withdrawal": _FOLLOWED,
    "petition": (*_FOLLOWED, scenes_petition.WORDS, "Đường hỏng."),
    "visit": (*_FOLLOWED, "Buổi ấy quầy nghỉ. Xin chọn buổi khác."),
    "copy": (*_FOLLOWED, "Đã ký số.", "Bằng, chứng chỉ, học bạ"),
    "result": (_RESULT,),
    "welcome": tuple(told_by(scenes_due.BIRTH, scenes_due.LICENCE)),
    "due": (
        *told_by(scenes_due.BIRTH, scenes_due.LICENCE, scenes_due.SCHOOL),
        *("Công nhận hộ nghèo, hộ cận nghèo", "Cấp đổi thẻ hướng dẫn viên du lịch"),
        *("Cấp bản sao Trích lục khai sinh", "Cấp điện, cấp nước cho nhà ở mới xây"),
        *("Đăng ký cho con vào lớp 6", "Điện lực và công ty cấp nước", "Sở Văn hóa, Thể thao và Du lịch"),
    ),
    "queue-ticket": _QUEUE,
    "payment": (*_FEES, "Cơ quan thuế sẽ báo số tiền."),
    "find-procedure": (guides.ELSEWHERE.name.vi,),
    "requirements": (
        guides.ELSEWHERE.name.vi,
        guides.ELSEWHERE.authority,
        *(paper.name.vi for paper in guides.COUNTER.papers),
    ),
    # What the citizen typed, and keys.
    "find-procedure-": ("giấy đ", "làm lại giấy khai sinh", "lễ hội đình làng"),
    "dossier-rating": ("Cán bộ hướng dẫn kỹ, nhưng phải chờ lâu.", "Nhanh, dễ hiểu."),
    "form-typing-name": (*("sắc", "huyền", "hỏi", "ngã", "nặng", "ŏ ŭ", *"áàảãạăâđêôơư"),),
    # What stands on a paper, on a card or in another program.
    "sign-in-advice": ("Quên mật khẩu",),
    "scan-page-other_document": ("Giấy chứng sinh",),
    "review": ("(Căn cước)",),
    "helper": ("(Căn cước)",),
    # Findings of doctor and of the scan sheet are Vietnamese: docs/decisions/048.
    "service-check": (
        *told_by(scenes_service.FINDINGS),
        "Đã ghi biên bản nghiệm thu (PDF) và chữ ký. Rút USB được rồi.",
    ),
    "service-setup": (
        *("máy in: 04b8", "máy quét: pixma", "không thấy: loa", "Khách", "Tỉnh-8021x", "Xã Nam Giang"),
        "Đã nối Wi-Fi",
        "Chữ ký của provision.toml không đúng: tệp bị sửa, hoặc do người khác ký. Chưa thay đổi gì.",
    ),
    "service-touch": (
        "Đã chỉnh cảm ứng. Tắt bật máy để dùng.",
        "Các điểm chạm không khớp nhau: chạm đúng giữa dấu cộng, bằng một ngón. Chưa thay đổi gì.",
    ),
    "service-panel": ("Màn hình rộng 279,4 mm.",),
    "service-stick": ("Đã chép 4 hồ sơ.",),
    "service-place": ("UBND xã Bà Nà",),
    "service-devices": (
        "Độ phân giải 300 điểm/inch, đúng như máy báo.",
        "Không quét hết tờ A4: mất ở mép dưới 4,0 mm.",
        "Đặt giấy sát vạch dấu; xem vùng quét (scanner.options) có nhỏ hơn A4 không.",
    ),
}
"""By what the name of a scene begins with."""


def left_over(text: str, scene: str) -> list[str]:
    """Vietnamese words of a text once what may be Vietnamese in this scene is taken out."""
    of_scene = (one for key, words in OF_SCENES.items() if scene.startswith(key) for one in words)
    for words in sorted({*EVERYWHERE, *of_scene}, key=len, reverse=True):
        if VIETNAMESE.search(words):
            text = text.replace(words, "…")
    return VIETNAMESE.findall(text)


def texts(stage: Stage) -> set[str]:
    """What is shown, and what is said aloud."""
    root = stage.window.view.rootObject()
    shown = {str(item.property("text") or "") for item in walk(root) if item.isVisible()}
    spoken = ask(stage, root, "spoken")
    return shown | ({spoken} if isinstance(spoken, str) else set(spoken))


@pytest.mark.mostly_long("one more of 400 states is drawn", one_in=16)
@pytest.mark.parametrize("name", SCENES)
def test_nothing_of_our_own_is_vietnamese_in_english(stage: Stage, name: str) -> None:
    def in_english(on: Stage) -> None:
        on.send(LanguageChosen("en"))
        SCENES[name](on)

    stage.play(in_english, language="en")
    found = {text: words for text in texts(stage) if (words := left_over(text, name))}
    # A picture that comes when the next scene plays has nobody any more who draws it.
    await_pictures(stage.window.view)
    assert found == {}


@pytest.mark.parametrize(
    "text",
    [
        "Received: 08 giờ 30 phút, ngày 20 tháng 11 năm 2026",
        "Fee: 8.000 VND",
        "16.000 đồng",
        "Helped by: Zơrâm Nhiêu (Con)",
        "Time: 3 ngày làm việc",
        "Monday và Tuesday",
    ],
)
def test_the_test_sees_what_leaked(text: str) -> None:
    assert left_over(text, "dossier-result")


@pytest.mark.parametrize(
    "text", ["000.00.06.H36-261124-0007", "1.004873", "Result promised: 17:00, 4 December 2026", "16,000 VND"]
)
def test_the_test_takes_no_code_and_no_english_for_vietnamese(text: str) -> None:
    assert left_over(text, "dossier-result") == []


PAPERS_ALONE = {
    *("date_words", "due_words", "moment_words", "money_words", "told_words", "weekday_words", "when_words"),
}
"""They know Vietnamese only."""


def worded(path: Path) -> set[str]:
    """Words of `vietnam.wording` that a module takes."""
    return {
        name.name
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.ImportFrom) and node.module == "vietnam.wording"
        for name in node.names
    }


def test_screens_take_their_dates_and_sums_from_the_place_that_knows_the_language() -> None:
    """A screen that words a date or sum as a paper does would leak it into English."""
    rooms = [ROOT / "kiosk_app" / room for room in ("ui", "session", "catalogue")]
    modules = [path for room in rooms for path in sorted(room.rglob("*.py"))]
    assert modules
    wrong = {named(path): taken for path in modules if (taken := worded(path) & PAPERS_ALONE)}
    assert wrong == {}
    assert "due_words" in worded(ROOT / "kiosk_app" / "slips" / "wording.py")


FIGURES_ALONE = re.compile(r"%d[/.-]%m|%m[/.-]%d")
"""A day that English reads two ways."""


def test_no_screen_writes_a_day_in_figures_alone() -> None:
    rooms = [ROOT / "kiosk_app" / room for room in ("ui", "session", "runtime")]
    modules = [path for room in rooms for path in sorted(room.rglob("*.py"))]
    assert modules
    assert [named(path) for path in modules if FIGURES_ALONE.search(path.read_text(encoding="utf-8"))] == []
    assert FIGURES_ALONE.search((ROOT / "vietnam" / "bilingual.py").read_text(encoding="utf-8"))
