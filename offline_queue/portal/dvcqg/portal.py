"""The calls of the national portal put together."""

from __future__ import annotations

from functools import partial

from offline_queue.contract.dossier import SubmissionKind
from offline_queue.portal.appointments import AskAppointment, SendCheckIn
from offline_queue.portal.due_services import ListDueServices
from offline_queue.portal.dvcqg.fees import DvcqgFee
from offline_queue.portal.dvcqg.files import DvcqgListFiles, DvcqgSendFile, StoredFiles
from offline_queue.portal.dvcqg.finders import DvcqgFind, DvcqgMine
from offline_queue.portal.dvcqg.holder import DvcqgTellHolder
from offline_queue.portal.dvcqg.numbers import DvcqgReserveNumbers
from offline_queue.portal.dvcqg.procedures import DvcqgProcedures
from offline_queue.portal.dvcqg.records import DvcqgLookUp, DvcqgRegister, DvcqgSubmit
from offline_queue.portal.dvcqg.session import AccountSession, DvcqgAddresses, DvcqgSession
from offline_queue.portal.dvcqg.supplement import supplement_calls
from offline_queue.portal.dvcqg.withdrawal import withdrawal_calls
from offline_queue.portal.general_requests import (
    AskAboutDossier,
    FetchResultFile,
    RequestsEndpoint,
    general_calls,
)
from offline_queue.portal.payments import AskPayments
from offline_queue.portal.port import Portal, ShortMemory, UploadMemory
from offline_queue.portal.ratings import rating_calls
from offline_queue.portal.resumable import Resumable
from offline_queue.portal.small_facts import COLLECTED, SendFact
from offline_queue.portal.transport import Transport


def dvcqg_portal(
    transport: Transport,
    memory: UploadMemory | None = None,
    *,
    addresses: DvcqgAddresses,
    account: AccountSession | None = None,
) -> Portal:
    """Give the adapter. Logging in is its probe: it shows at once whether the credentials are taken.

    `account`: what it shares with the adapters of other connections that use the same account.
    The protocol has no place for small facts: they go to the province's address for them.
    """
    session = DvcqgSession(transport, addresses, account)
    look_up = DvcqgLookUp(session)
    files = StoredFiles(transport, addresses)
    resumable = Resumable(transport, memory or ShortMemory())
    endpoint = RequestsEndpoint(transport, addresses.requests_address)
    general = partial(general_calls, endpoint, resumable)
    return Portal(
        kind="dvcqg",
        numbered=True,
        probe=session.probe,
        register=DvcqgRegister(session, look_up),
        look_up=look_up,
        list_files=DvcqgListFiles(files),
        send_file=DvcqgSendFile(transport, files, resumable),
        submit=DvcqgSubmit(session, look_up, files),
        reserve_numbers=DvcqgReserveNumbers(session),
        find=DvcqgFind(look_up),
        mine=DvcqgMine(session),
        about=AskAboutDossier(endpoint),
        fetch_result=FetchResultFile(endpoint),
        fee=DvcqgFee(look_up, AskPayments(endpoint)),
        due=ListDueServices(endpoint),
        appointment=AskAppointment(endpoint),
        requests={
            SubmissionKind.SUPPLEMENT: supplement_calls(general(), endpoint, look_up),
            SubmissionKind.WITHDRAWAL: withdrawal_calls(session, look_up),
            SubmissionKind.CONFIRMATION: general(),
            SubmissionKind.PETITION: general(followed=True),
            SubmissionKind.CERTIFIED_COPY: general(followed=True),
            SubmissionKind.PAYMENT: general(),
            SubmissionKind.BOOKING: general(followed=True),
            SubmissionKind.RATING: rating_calls(endpoint),
        },
        tell_holder=DvcqgTellHolder(session),
        facts={
            **dict.fromkeys(COLLECTED, SendFact(transport, addresses.facts_address)),
            "check_ins": SendCheckIn(endpoint),
        },
        procedures=DvcqgProcedures(session, addresses.unit_code),
    )
