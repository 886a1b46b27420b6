"""Letters that names in Vietnam are written with, and what only looks like them.

A name is in Vietnamese or in a language of another people of Vietnam (Civil Code 2015, article 26.3), so its
letters are Latin ones: those of Vietnamese, and those of the highlands with breve, caron, tilde or a stroke
(ŭ ĭ ŏ ĕ č ñ ƀ, also ê̆ ô̆ ơ̆ ư̆, which Unicode has only in two characters), and the glottal stop.
"""

from __future__ import annotations

import re
import unicodedata

from vietnam.letters import is_vietnam_letter
from vietnam.names import APOSTROPHES, HYPHENS, TONES, with_crossed_d

_MOST_MARKS = 3
"""On one letter, in decomposed form: ế has two, a letter of the highlands three."""
_LAST_FOREIGN = 0x24F
"""End of the block Latin Extended-B; phonetic letters, which look like others, begin behind it."""
_ADDITIONAL = range(0x1E00, 0x1F00)
"""Block Latin Extended Additional: the letters of Vietnamese with two marks."""
_NAME_MARKS = frozenset(" -.")
_NAME_PART = re.compile("[^\\W\\d_]+(?!['’‘ʼ´`\\w])")
_NO_VOWEL = re.compile("[b-df-hj-np-tv-xz]+", re.IGNORECASE)
# UTF-8 that was taken for a western encoding: the first byte as a letter, the next as a sign that never
# follows it. A no-break space may follow Ã in "XÃ", so it proves nothing.
_TAKEN_FOR_WESTERN = re.compile("[ÃÄÅÆ][\u0080-\u009f\u00a1-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|á[º»]")
# Text of the old face encoding VNI: a tone or hat is a letter of its own behind the vowel ("Nguyeãn Vaên",
# "Ñöùc"). No language of Vietnam has these pairs, nor a tone in a word that begins with ñ.
_VNI_PAIRS = re.compile(
    "[aeou][äåëûùøïüö]|[aeo]â|[ae][àáãåä]|a[ê](?!ê)|[öô][ùøûïõ]|\\b[ñ][^\\W\\d_]*[àáãảạèéẻẽẹìíỉĩịòóỏõọùúủũụùøûï]",
    re.IGNORECASE,
)

# Text of VISCII, TCVN3 or Windows' code page 1258 that was taken for a western encoding: capitals among small
# letters, and tones of 1258 behind their vowels. Only where no letter is beyond the western ones, as in such
# text; an H, K, M, R or Y may stand before a name's capital ("HÊban"). A small "à" among capitals is that
# letter in each of them that has it: old registers wrote so ("LÊ HOàNG").
_LAST_WESTERN = 0xFF
_ODD_CASE = re.compile(
    "[a-zß-öø-ÿ][À-ÖØ-Þ]|[A-GIJLN-QS-XZĐ][À-ÖØ-Þ][a-zß-öø-ÿ]"
    "|[A-ZÀ-ÖØ-ÞĐ][ßá-öø-ÿ][A-ZÀ-ÖØ-ÞĐ]|[A-ZÀ-ÖØ-ÞĐ]{3}[ßá-öø-ÿ]|[îûÎÛ]"
)
_TONE_BEHIND_VOWEL = re.compile(
    "[âêôãõý][ìò]|[aeo]ì|[ií]ì|(?<!q)uì|[aeyu]ò|(?<!g)iò|oò(?!ng)|ýõ|(?<!u)ý[aui]", re.IGNORECASE
)
_SOFT_HYPHEN = "\u00ad"
"""The letter ư of TCVN3, which nobody sees."""
_QUOTES = frozenset("“”„…—")
"""Signs beyond ASCII that may stand in an address, but within no word; hyphens and apostrophes besides."""


def is_latin(letter: str) -> bool:
    """Whether a letter is Latin, of any country, and no sign of phonetic writing."""
    if is_vietnam_letter(letter):
        return True
    code = ord(letter)
    named = unicodedata.name(letter, "").startswith(("LATIN CAPITAL LETTER", "LATIN SMALL LETTER"))
    return named and (code <= _LAST_FOREIGN or code in _ADDITIONAL)


def was_taken_for_western(text: str) -> bool:
    """Whether a text holds UTF-8 that was taken for a western encoding: "LÃª" for "Lê"."""
    return _TAKEN_FOR_WESTERN.search(text) is not None


def was_in_an_old_encoding(text: str) -> bool:
    """Whether a text looks like one of Vietnam's old encodings that was taken for a western one: "HýõÌng".

    Not every word tells it; of the words of a card some do. `text`: in NFC, hidden signs not yet taken out.
    """
    if any(one.isalpha() and ord(one) > _LAST_WESTERN and one not in "Đđ" for one in text):
        return False
    return any(found.search(text) for found in (_ODD_CASE, _TONE_BEHIND_VOWEL)) or (
        _SOFT_HYPHEN in text and not text.isascii()
    )


def has_odd_sign(text: str) -> bool:
    """Whether a sign beyond ASCII stands in a text that no name or address of Vietnam has: "S«ng M·"."""
    for place, one in enumerate(text):
        kind = unicodedata.category(one)
        if one.isascii() or kind[0] in "LMZ" or kind in {"Nd", "Nl"} or one in APOSTROPHES or one in HYPHENS:
            continue
        within = text[place - 1 : place].isalpha() and text[place + 1 : place + 2].isalpha()
        if one not in _QUOTES or within:
            return True
    return False


def holds_only_letters_of_vietnam(text: str) -> bool:
    """Whether every letter of a text is written in Vietnam; signs and digits do not matter.

    Text that was taken for a western encoding ("LÃª" for "Lê") or is in an old one of Vietnam ("Vaên") does
    not pass, nor do marks heaped on one letter.
    """
    if was_taken_for_western(text) or _VNI_PAIRS.search(text) or _heaped(text):
        return False
    if was_in_an_old_encoding(unicodedata.normalize("NFC", with_crossed_d(text))):
        return False
    return all(
        is_vietnam_letter(one) or one in APOSTROPHES
        for one in unicodedata.normalize("NFC", with_crossed_d(text))
        if unicodedata.category(one)[0] in "LM"
    )


def is_name(text: str, beside: str = "") -> bool:
    """Whether a text can be a Vietnamese name: letters, spaces, hyphens, full stops, apostrophes.

    `beside`: what else came in the same encoding; a letter of Vietnam in it, as in most addresses, shows that
    odd capitals of the name are the register's ("VÕ PHúC") and no old encoding's.
    """
    composed = unicodedata.normalize("NFC", text)
    signs_fit = all(
        one in _NAME_MARKS or one in APOSTROPHES or unicodedata.category(one)[0] in "LM" for one in composed
    )
    begins = composed[:1].isalpha() or composed[:1] in APOSTROPHES
    sound = holds_only_letters_of_vietnam(f"{text} {beside}")
    return begins and _has_letter(composed) and signs_fit and sound


def may_lack_letters(name: str, place: str) -> bool:
    """Whether a device dropped letters other than those of ASCII: "NGUYN VN HNG", "Thn Mt".

    Words without a vowel tell it. Where no other letter is left, single ones do, and those of the place;
    "H Hen" and "K' Brot" are names.
    """
    none_left = (name + place).isascii()
    shortest = 1 if none_left else 2
    whole = "".join(one for one in name if not unicodedata.combining(one))
    in_name = (part for part in _NAME_PART.findall(whole) if len(part) >= shortest and part not in {"H", "K"})
    in_place = (part for part in _NAME_PART.findall(place) if len(part) > 1 and not part.isupper())
    return any(_NO_VOWEL.fullmatch(part) for part in (*in_name, *(in_place if none_left else ())))


def _has_letter(text: str) -> bool:
    return any(one.isalpha() and one not in APOSTROPHES for one in text)


def _heaped(text: str) -> bool:
    marks = tones = 0
    for one in unicodedata.normalize("NFD", text):
        marks = marks + 1 if unicodedata.combining(one) else 0
        tones = tones + int(one in TONES) if marks else 0
        if marks > _MOST_MARKS or tones > 1:
            return True
    return False
