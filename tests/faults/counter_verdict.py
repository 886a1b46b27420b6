"""What became of money, copies and appointments of one campaign, by what the devices themselves say."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from kiosk_app.runtime.payment_worker import reference_of
from tests.faults.side_verdict import SideVerdict
from tests.offline_queue.support.portal_server import PortalServer


def judge(
    told: Path, database: Path, portal: PortalServer, taken: Mapping[str, tuple[int, str]], sheets: int
) -> SideVerdict:
    """`taken`: by the terminal's journal. `sheets`: copies in the printer's tray."""
    lines = [line.split() for line in told.read_text().splitlines()] if told.exists() else []
    with contextlib.closing(sqlite3.connect(database)) as connection:
        waiting = connection.execute("SELECT kind FROM item WHERE state = 'queued'").fetchall()
        open_notes = connection.execute(
            "SELECT name FROM remembered WHERE name GLOB 'payment_begun:*' OR name GLOB 'copy_begun:*'"
        ).fetchall()
    verdict = SideVerdict()
    verdict.stuck = [f"{kind} not told" for (kind,) in waiting] + [
        f"{name} is open" for (name,) in open_notes
    ]
    _money(verdict, lines, portal, taken)
    _copies(verdict, lines, portal, sheets)
    _appointments(verdict, lines, portal)
    return verdict


def _money(
    verdict: SideVerdict, lines: list[list[str]], portal: PortalServer, taken: Mapping[str, tuple[int, str]]
) -> None:
    """What the terminal took is told once, with its sum and number; nothing else is told."""
    notices = [portal.requests.values[uid] for uid in portal.requests.handed_in]
    known = [
        (
            reference_of(row["dossier"]["code"], row["uid"]),
            (int(row["fields"]["amount_vnd"]), row["fields"]["proof"]),
        )
        for row in notices
        if row["kind"] == "payment"
    ]
    times = Counter(reference for reference, _ in known)
    verdict.submitted += len(taken)
    for reference, money in taken.items():
        if times[reference] > 1:
            verdict.doubled.append(f"payment {reference}")
        elif (reference, money) in known:
            verdict.accepted_once += 1
        else:
            verdict.lost.append(f"payment {reference} {money}")
    verdict.doubled += [f"payment {one} was never taken" for one in times if one not in taken]
    for _, reference, number, *_rest in (line for line in lines if line[0] == "paid" and line[2] != "-"):
        if taken.get(reference, (0, ""))[1] != number:
            verdict.lost.append(f"payment {reference} said to the citizen and not taken")


def _copies(verdict: SideVerdict, lines: list[list[str]], portal: PortalServer, sheets: int) -> None:
    """Each sheet is counted, once, for sure or in doubt; what the citizen saw come out is sure."""
    facts = [
        json.loads(json.dumps(one["payload"]))
        for one in portal.facts.values()
        if one["kind"] == "result_copies"
    ]
    sure = sum(not one.get("doubtful") for one in facts)
    seen = sum(line[0] == "copy" for line in lines)
    verdict.submitted += sheets
    verdict.accepted_once += min(sheets, len(facts))
    if len(facts) < sheets:
        verdict.lost.append(f"{sheets} copies came out, {len(facts)} are counted")
    if sure > sheets or sure < seen:
        verdict.doubled.append(f"{sure} copies are said to be out for sure, of {sheets}; {seen} were seen")


def _appointments(verdict: SideVerdict, lines: list[list[str]], portal: PortalServer) -> None:
    """Each appointment has one number, and the portal knows that one."""
    numbers: dict[str, set[str]] = {}
    for _, code, number in (line for line in lines if line[0] == "checked_in"):
        numbers.setdefault(code, set()).add(number)
    verdict.submitted += len(numbers)
    rows = portal.requests.appointments
    for code, given in numbers.items():
        if len(given) > 1 or portal.requests.checked_in.count(code) > 1 or code in portal.requests.doubled:
            verdict.doubled.append(f"appointment {code} {sorted(given)}")
        elif rows[code]["number"] not in given:
            verdict.lost.append(
                f"appointment {code} {sorted(given)}, the portal has {rows[code]['number']!r}"
            )
        else:
            verdict.accepted_once += 1
    verdict.lost += [f"appointment {code} has no number" for code in rows if code not in numbers]
    twice = Counter(row["number"] for row in rows.values() if row["number"])
    verdict.doubled += [
        f"number {number} for {times} appointments" for number, times in twice.items() if times > 1
    ]
