"""The worked examples of ICAO 9303-11: appendix D for BAC, appendix G for PACE.

Reader and virtual card share their arithmetic; these numbers are from neither.
"""

from __future__ import annotations

from drivers.chip_reader.basic_access import basic_access_cipher
from drivers.chip_reader.ciphers import pad
from drivers.chip_reader.document_keys import check_digit, seed
from drivers.chip_reader.pace_agreement import Suite, written
from drivers.chip_reader.port import DocumentKey

BAC_KEY = DocumentKey("L898902C<", "690806", "940623")
PACE_KEY = DocumentKey("T22000129", "640812", "101031")
SUITE = Suite(bytes.fromhex("04007F00070202040202"), 13)


def test_check_digits() -> None:
    assert [check_digit(one) for one in ("L898902C<", "690806", "940623")] == ["3", "1", "6"]


def test_keys_of_basic_access() -> None:
    assert seed(BAC_KEY)[:16].hex().upper() == "239AB9CB282DAF66231DC5A4DF6BFBAE"
    cipher = basic_access_cipher(seed(BAC_KEY)[:16])
    assert cipher.encryption_key.hex().upper() == "AB94FDECF2674FDFB9B391F85D7F76F2"
    assert cipher.mac_key.hex().upper() == "7962D9ECE03D1ACD4C76089DCE131543"


def test_message_of_basic_access() -> None:
    cipher = basic_access_cipher(seed(BAC_KEY)[:16])
    content = bytes.fromhex("781723860C06C2264608F919887022120B795240CB7049B01C19B33E32804F0B")
    sealed = cipher.encrypt(bytes(8), content)
    assert sealed.hex().upper() == "72C29C2371CC9BDB65B779B8E8D37B29ECC154AA56A8799FAE2F498F76ED92F2"
    assert cipher.mac(pad(sealed, 8)).hex().upper() == "5F1448EEA8AD90A7"


def test_agreement_of_pace() -> None:
    sealed = bytes.fromhex("95A3A016522EE98D01E76CB6B98B42C3")
    nonce = SUITE.opened_nonce(PACE_KEY, sealed)
    assert nonce.hex().upper() == "3F00C4D39D153F2B2A214A078D899B22"
    assert SUITE.sealed_nonce(PACE_KEY, nonce) == sealed

    reader = 0x7F4EF07B9EA82FD78AD689B38D0BC78CF21F249D953BC46F4C6E19259C010F99
    card = 0x498FF49756F2DC1587840041839A85982BE7761D14715FB091EFA7BCE9058560
    generator = SUITE.curve.generator
    assert written(generator * reader).hex().upper() == (
        "047ACF3EFC982EC45565A4B155129EFBC74650DCBFA6362D896FC70262E0C2CC5E"
        "544552DCB6725218799115B55C9BAA6D9F6BC3A9618E70C25AF71777A9C4922D"
    )
    theirs = SUITE.point_of(written(generator * card))
    mapped = SUITE.mapped_generator(nonce, theirs * reader)
    assert written(mapped).hex().upper() == (
        "048CED63C91426D4F0EB1435E7CB1D74A46723A0AF21C89634F65A9AE87A9265E2"
        "8C879506743F8611AC33645C5B985C80B5F09A0B83407C1B6A4D857AE76FE522"
    )


def test_session_and_tokens_of_pace() -> None:
    """The ephemeral keys of appendix G.1, from the mapped generator on."""
    generator = SUITE.point_of(
        bytes.fromhex(
            "048CED63C91426D4F0EB1435E7CB1D74A46723A0AF21C89634F65A9AE87A9265E2"
            "8C879506743F8611AC33645C5B985C80B5F09A0B83407C1B6A4D857AE76FE522"
        )
    )
    reader = 0xA73FB703AC1436A18E0CFA5ABB3F7BEC7A070E7A6788486BEE230C4A22762595
    card = 0x107CF58696EF6155053340FD633392BA81909DF7B9706F226F32086C7AFF974A
    mine, theirs = generator * reader, generator * card
    session = SUITE.session(theirs * reader)
    assert session.encryption_key.hex().upper() == "F5F0E35C0D7161EE6724EE513A0D9A7F"
    assert session.mac_key.hex().upper() == "FE251C7858B356B24514B3BD5F4297D1"
    assert SUITE.token(session, written(theirs)).hex().upper() == "C2B0BD78D94BA866"
    assert SUITE.token(session, written(mine)).hex().upper() == "3ABB9674BCE93C08"
