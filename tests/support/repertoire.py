"""Letters that names in Vietnam are written with: what must be read, typed, shown, printed and kept."""

from __future__ import annotations

import unicodedata

VIETNAMESE = "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệghiìíỉĩịklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvxyỳýỷỹỵ"
HIGHLANDS = "ăâčđêĕĭñŏôơŏŭưƀfjwz"
"""Ê-đê, Gia-rai, Ba-na, Cơ-ho, Mnông, Xơ-đăng and others, besides the plain letters."""
TWO_CHARACTERS = ("ê̆", "ô̆", "ơ̆", "ư̆", "â̆")
"""Letters that Unicode has only as a letter and a mark."""
APOSTROPHES = "'’ʼ"
FOREIGN = "äëïöüÿçøåæœßłńśźżćęąőűğşıčďěňřšťžýžșțãõ"
"""Of foreigners' names, for marriages and the like."""

NAMES = (
    "Nguyễn Thị Hồng Ơn",
    "ĐẶNG VĂN ĐỨC",
    "Y Bhĭm Ayŭn",
    "HʼBia Ŏñ Êban",
    "Y Blơ ƀya",
    "H'Hen Niê",
    "Rơ Châm Ê̆ban",
    "Ksor Y Čăm",
    "K’ Brôih Ñỡn",
    "Đinh Ơ̆ng",
    "Zơ Râm Bhlao",
    "Bhling Thị Thu Hà",
    "José María Müller-Łuczak",
)


def repertoire() -> str:
    """Give every letter, small and capital, a space between two."""
    small = [*VIETNAMESE, *HIGHLANDS, *TWO_CHARACTERS, *FOREIGN]
    letters = dict.fromkeys(unicodedata.normalize("NFC", one) for one in small)
    capitals = dict.fromkeys(
        one.upper() for one in letters if unicodedata.normalize("NFC", one.upper()) == one.upper()
    )
    return " ".join([*letters, *(one for one in capitals if one not in letters), *APOSTROPHES])
