"""What each errand is told of this kiosk, from its configuration."""

from __future__ import annotations

from configuration.hours import read_hours
from configuration.kiosk_file import Configuration
from drivers.microphone.port import BYTES_A_SECOND
from kiosk_app.catalogue.model import Text
from kiosk_app.session.facts.certified_copy import CertifiedCopies
from kiosk_app.session.facts.counters import CounterQueues, QueueField
from kiosk_app.session.facts.payment import Account, WaysToPay
from kiosk_app.session.facts.portal_takes import PortalTakes
from kiosk_app.session.facts.voice import VoiceTools
from kiosk_app.session.kernel.day import OpeningHours


def certified_copies(settings: Configuration) -> CertifiedCopies:
    """What is certified here."""
    wanted = settings.certified_copy
    # Without the province's address nothing would reach the officer.
    signed = wanted.way == "officer" and bool(settings.portal.requests_address)
    most = min(wanted.most_pages, settings.scanner.max_pages)
    return CertifiedCopies(wanted.way != "none", signed, most, booked=bool(settings.portal.requests_address))


def portal_takes(settings: Configuration) -> PortalTakes:
    """What can be handed in here besides dossiers (docs/decisions/021)."""
    rest = bool(settings.portal.requests_address)
    # OpenCPS has own calls for papers that were asked for and for ratings; the national portal has none.
    own = rest or settings.portal.kind == "opencps"
    return PortalTakes(supplements=own, ratings=own, payment_notices=rest, due_services=rest)


def ways_to_pay(settings: Configuration) -> WaysToPay:
    """How fees are paid here. Money that nobody can be told of is not taken."""
    payment, terminal = settings.payment, settings.terminal
    account = Account(payment.bank, payment.bank_name, payment.account, payment.holder)
    told = portal_takes(settings).payment_notices
    return WaysToPay(
        account if payment.account else None,
        terminal.takes if told and terminal.transport != "none" else (),
        payment.poll_s,
        told=told,
    )


def opening(settings: Configuration) -> OpeningHours:
    """When the counter is open."""
    wanted = settings.opening
    return OpeningHours(
        tuple(read_hours(one) for one in wanted.hours),
        wanted.every_day,
        frozenset(wanted.closed_days),
        wanted.kiosk_rests,
    )


def counter_queues(settings: Configuration) -> CounterQueues:
    """What is queued for."""
    tickets = settings.tickets
    return CounterQueues(
        tuple(
            QueueField(
                one.letter, Text(one.name, one.english or one.name), one.counters, one.bring, one.minutes
            )
            for one in tickets.fields
        ),
        tickets.priority,
        tuple(read_hours(one) for one in tickets.hours),
        tickets.every_day,
        tickets.display_address,
        frozenset(settings.opening.closed_days),
    )


def voice_tools(settings: Configuration) -> VoiceTools:
    """Whether petitions are spoken here."""
    # What is longer than the portal takes as one file is not recorded.
    most_s = settings.portal.max_file_kb * 1000 // BYTES_A_SECOND - 1
    longest = min(settings.microphone.longest_s, most_s)
    return VoiceTools(
        bool(settings.microphone.device), longest, bool(settings.sound.device), bytes_a_second=BYTES_A_SECOND
    )
