"""Common Vietnamese syllables, and how they are typed in Telex."""

from __future__ import annotations

import unicodedata

_TEXT = """
    đường nguyễn thuở quốc gì giặt khuỷu ngoằn hòa quý giải hoàn khỏe thủy thúy hủy lũy tùy quỳnh huỳnh
    trần lê phạm hoàng huế phan vũ võ đặng bùi đỗ hồ ngô dương lý đinh đào đoàn trịnh mai tô tạ hà lưu lương
    văn thị ngọc hữu đức minh thành tuấn dũng hùng cường thắng hiếu nghĩa tâm thảo phương hương lan huệ cúc
    tỉnh thành phố quận huyện xã phường thôn tổ ấp ngõ ngách hẻm số nhà khu vực đặc bản làng buôn
    một hai ba bốn năm sáu bảy tám chín mười ngày tháng nghìn triệu
    cộng xã hội chủ nghĩa việt nam độc lập tự do hạnh phúc giấy xác nhận tình trạng hôn nhân khai sinh kết
    người được nước những tưởng ruộng buồng uống muốn xuống cuộc thuộc suối tuổi chuối đuổi nuôi buổi
    cưới lưỡi rưỡi mượn lượng trường xưởng vượt bước ướt rượu hươu bướu hưu cứu cừu
    yên yếu yêu diện tiền tiếng miếng biển kiểm chiếc tiếp điều chiều kiểu niềm riêng nghiêng giếng
    quả quà quá quen quét quê quế quyền quyết quyển quanh quặng quẹo quít quở
    giờ giữ giữa giỏi giúp giọng giáo già giàu gìn giường giống gian
    hoặc ngoài xoáy loại ngoại hoãn khoảng toán toàn loạt thoát xoăn oắt hoẵng ngoặc
    ngoẹo khoét hoen xòe lòe tuần luật xuân khuất quầy khuấy thuế tuệ thuê
    mía chìa nghĩa bìa tía của lúa mùa múa mưa cửa sữa vừa chưa đưa
    mới gửi ngửi chửi núi vui thui mũi cháu cháo láo dạy bày máy mấy đầy thấy
    khuya nguýt huýt suýt ủy uẩn uyển xoong boong quyên truyện thuyền tuyết luyện chuyện
    ấy ông ổn ở ơn ưng ứng ăn ấn anh em út
"""
WORDS = tuple(_TEXT.split())

_TONE_KEYS = {"\u0301": "s", "\u0300": "f", "\u0309": "r", "\u0303": "x", "\u0323": "j"}
_LETTER_KEYS = {"ă": "aw", "â": "aa", "đ": "dd", "ê": "ee", "ô": "oo", "ơ": "ow", "ư": "uw"}


def at_once(word: str) -> str:
    """Telex keys with each mark right behind its letter: "dduwowfng". A double o is typed with a third."""
    return "".join(keys + tone for keys, tone in _parts(word))


def in_the_end(word: str) -> str:
    """Telex keys with the tone behind the whole word: "dduwowngf"."""
    parts = _parts(word)
    return "".join(keys for keys, _ in parts) + "".join(tone for _, tone in parts)


def all_in_the_end(word: str) -> str:
    """Telex keys with bare letters first, then hats and hooks, then a tone: "duongdwf"; one w hooks both."""
    parts = _parts(word)
    marks = "".join(keys[1:] for keys, _ in parts)
    bare = "".join(keys[:1] for keys, _ in parts)
    return bare + marks.replace("ww", "w") + "".join(tone for _, tone in parts)


def split(letter: str) -> tuple[str, str]:
    """Give a letter without its tone, and the combining mark of the tone or ""."""
    parts = unicodedata.normalize("NFD", letter)
    tone = "".join(mark for mark in parts if mark in _TONE_KEYS)
    return unicodedata.normalize("NFC", parts.replace(tone, "") if tone else parts), tone


def fold(text: str) -> str:
    """Give the text without hats, hooks, bars and tones."""
    bare = "".join(mark for mark in unicodedata.normalize("NFD", text) if not unicodedata.combining(mark))
    return bare.replace("đ", "d").replace("Đ", "D")


def _parts(word: str) -> list[tuple[str, str]]:
    parts = []
    before = ""
    for sign in word:
        letter, tone = split(sign)
        keys = _LETTER_KEYS.get(letter, letter)
        if letter == "o" and before == "o":
            keys = "oo"
        parts.append((keys, _TONE_KEYS.get(tone, "")))
        before = letter
    return parts
