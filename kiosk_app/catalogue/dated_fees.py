"""A procedure with the fees that the dated table has for a province and a day: the one source of amounts.

List, slip before one comes, review, what is read aloud, the confirmation, the portal's row, the payment and
`kioskctl catalogue try` all take their fees from a procedure that went through here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from kiosk_app.catalogue.condition import ALWAYS
from kiosk_app.catalogue.entry import ChannelKind
from kiosk_app.catalogue.fees import Exemption, FeeRule, FeeTable, best_rules, exemptions_for
from kiosk_app.catalogue.model import NOTHING, Fee, Procedure, Text
from vietnam.bilingual import money_in

ONLINE, COUNTER = "online", "counter"
"""`Fee.channel`."""
_CHANNELS = {ONLINE: ChannelKind.ONLINE, COUNTER: ChannelKind.COUNTER}
_WAYS = {
    ONLINE: Text("nộp trực tuyến", "filed online"),
    COUNTER: Text("nộp trực tiếp qua cán bộ", "filed through an officer"),
}
_A_COPY = "bản"
_ONCE = ("", "lần đăng ký", "trường hợp")
"""What a rule may be for each of where a dossier is one of them."""


def dated_versions(procedure: Procedure, table: FeeTable, province: str) -> tuple[Procedure, ...]:
    """Cut a version where its fees change: each piece is in force from and to its own days.

    `province`: two digits; "" knows the country's rows only.
    """
    days = sorted({procedure.effective_from, *_changes(procedure, table)})
    pieces: list[Procedure] = []
    for day in days:
        piece = replace(procedure, effective_from=day, fees=fees_on(procedure, table, province, day))
        if pieces and pieces[-1].fees == piece.fees:
            continue
        if pieces:
            pieces[-1] = replace(pieces[-1], effective_to=day - timedelta(days=1))
        pieces.append(piece)
    return tuple(pieces)


def _changes(procedure: Procedure, table: FeeTable) -> Iterator[date]:
    """Give the days on which another row of the table may begin to hold, while the version is in force."""
    rules = [rule for rule in table.fees if procedure.code in rule.procedures]
    days = [rule.starts for rule in rules]
    days += [rule.ends + timedelta(days=1) for rule in rules if rule.ends]
    days += [one.starts for one in table.exemptions]
    return (one for one in days if procedure.effective_from < one and procedure.in_force(one))


def fees_on(procedure: Procedure, table: FeeTable, province: str, on: date) -> tuple[Fee, ...]:
    """Give a procedure's fees of that day: the table's where it has any, then what the answers ask for.

    A fee of the form's own that the table has with the same amount keeps its words.
    """
    always = [fee for fee in procedure.fees if fee.when == ALWAYS]
    ways = {}
    for channel, kind in _CHANNELS.items():
        own = tuple(fee for fee in always if fee.channel in ("", channel))
        rules = tuple(best_rules(table.fees, procedure.code, province, kind, on).values())
        exempt = exemptions_for(table, procedure.domain_name.vi, procedure.code, on)
        said = tuple(_fee(number, rule, procedure, exempt) for number, rule in enumerate(rules, start=1))
        ways[channel] = said if rules and not _same_known(said, own) else own
    if ways[ONLINE] == ways[COUNTER] or _same_known(ways[ONLINE], ways[COUNTER]):
        found = tuple(replace(fee, channel="") for fee in ways[ONLINE])
    else:
        found = tuple(_by(channel, fee) for channel in (COUNTER, ONLINE) for fee in ways[channel])
    return (*found, *(fee for fee in procedure.fees if fee.when != ALWAYS))


def _same_known(said: tuple[Fee, ...], own: tuple[Fee, ...]) -> bool:
    """Whether both say the same amounts; what is not known is the same as nothing else."""
    amounts = [(fee.amount_vnd, fee.per) for fee in said]
    return amounts == [(fee.amount_vnd, fee.per) for fee in own] and all(
        one is not None for one, _ in amounts
    )


def _fee(number: int, rule: FeeRule, procedure: Procedure, exempt: tuple[Exemption, ...]) -> Fee:
    per = rule.per.vi if rule.per else ""
    counted = procedure.copies_field if per == _A_COPY else ""
    # What no answer counts, such as the pages of an original, makes no sum: its sentence is told.
    amount = rule.amount_vnd if counted or per in _ONCE else None
    if amount == 0:
        said = Text(f"Miễn phí ({rule.law}).", f"Free of charge ({rule.law}).")
    elif amount is None or rule.sentence:
        said = Text(_ended(rule.line().sentence), _ended(rule.english()))
    else:
        said = NOTHING
    name = Text(rule.vi, rule.en)
    return Fee(str(number), name, amount, counted, said, exempt=NOTHING if amount == 0 else _who(exempt))


def _by(channel: str, fee: Fee) -> Fee:
    """The same fee as that of one channel alone; its words say of which, unless they are a channel's own."""
    if fee.channel:
        return fee
    way = _WAYS[channel]
    name = Text(f"{fee.name.vi} ({way.vi})", f"{fee.name.en} ({way.en})")
    said = of_channel(channel, fee.waived) if fee.amount_vnd is None and fee.waived.vi else fee.waived
    return replace(fee, name=name, waived=said, channel=channel)


def of_channel(channel: str, said: Text) -> Text:
    """Say of which channel (`Fee.channel`) a sentence about a fee is."""
    way = _WAYS[channel]
    return Text(f"{_upper(way.vi)} – {said.vi}", f"{_upper(way.en)} – {said.en}")


def _who(exempt: tuple[Exemption, ...]) -> Text:
    """Say who pays none, and who may pay none."""
    told = []
    for certain, vi, en in (
        (True, "Miễn cho", "Free for"),
        (False, "Có thể được miễn, xin hỏi quầy", "Perhaps free, ask at the counter"),
    ):
        who = [one for one in exempt if one.certain is certain]
        if who:
            laws = "; ".join(dict.fromkeys(one.law for one in who))
            told.append(
                Text(
                    f"{vi}: {'; '.join(_lower(one.vi) for one in who)} ({laws}).",
                    f"{en}: {'; '.join(_lower(one.en) for one in who)} ({laws}).",
                )
            )
    return Text(" ".join(one.vi for one in told), " ".join(one.en for one in told))


def said_beforehand(procedure: Procedure) -> tuple[Text, ...]:
    """Say each fee that everybody pays, of either channel, before anything is answered."""
    fees = [fee for fee in procedure.fees if fee.when == ALWAYS]
    return tuple(fee_line(fee, named=len(fees) > 1) for fee in fees)


def fee_line(fee: Fee, *, named: bool = True) -> Text:
    """Say one fee: its amount, else who sets it. `named`: with the fee's name, where others stand beside."""
    if fee.amount_vnd is None:
        return fee.waived if fee.waived.vi else fee.name
    if fee.amount_vnd == 0:
        amount = Text("Miễn phí", "Free of charge")
    else:
        vi, en = (f"/{_A_COPY}", " per copy") if fee.per else ("", "")
        amount = Text(money_in(fee.amount_vnd, "vi") + vi, money_in(fee.amount_vnd, "en") + en)
    return Text(f"{fee.name.vi}: {amount.vi}", f"{fee.name.en}: {amount.en}") if named else amount


def _ended(sentence: str) -> str:
    return sentence if sentence.endswith(".") else f"{sentence}."


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
