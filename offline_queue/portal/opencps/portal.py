"""The calls of an OpenCPS portal put together."""

from __future__ import annotations

from functools import partial

from offline_queue.contract.dossier import SubmissionKind
from offline_queue.portal.appointments import AskAppointment, SendCheckIn
from offline_queue.portal.due_services import ListDueServices
from offline_queue.portal.general_requests import (
    AskAboutDossier,
    FetchResultFile,
    RequestsEndpoint,
    general_calls,
)
from offline_queue.portal.opencps.bookings import OpencpsQueue, OpencpsSendQueueTicket
from offline_queue.portal.opencps.dossier_rating import rating_calls
from offline_queue.portal.opencps.fees import OpencpsFee
from offline_queue.portal.opencps.files import OpencpsListFiles, OpencpsSendFile
from offline_queue.portal.opencps.finders import OpencpsFind, OpencpsMine
from offline_queue.portal.opencps.holder import OpencpsTellHolder
from offline_queue.portal.opencps.linked import OpencpsListLinked
from offline_queue.portal.opencps.numbers import OpencpsReserveNumbers
from offline_queue.portal.opencps.probe import OpencpsProbe
from offline_queue.portal.opencps.ratings import OpencpsSendRating
from offline_queue.portal.opencps.records import OpencpsLookUp, OpencpsRegister, OpencpsSubmit
from offline_queue.portal.opencps.supplement import supplement_calls
from offline_queue.portal.opencps.target import OpencpsTarget
from offline_queue.portal.opencps.withdrawal import withdrawal_calls
from offline_queue.portal.port import Portal, ShortMemory, UploadMemory
from offline_queue.portal.resumable import Resumable
from offline_queue.portal.small_facts import COLLECTED, SendFact
from offline_queue.portal.transport import Transport


def opencps_portal(
    transport: Transport,
    memory: UploadMemory | None = None,
    *,
    facts_address: str = "",
    requests_address: str = "",
) -> Portal:
    """Give the adapter; its transport carries the `groupId` header.

    `memory`: where begun uploads are kept; `facts_address`: where counts and counters go; `requests_address`:
    where requests go that the protocol has no call for.
    """
    look_up = OpencpsLookUp(transport)
    list_files = OpencpsListFiles(transport)
    resumable = Resumable(transport, memory or ShortMemory())
    send_file = OpencpsSendFile(transport, resumable)
    target = OpencpsTarget(transport)
    endpoint = RequestsEndpoint(transport, requests_address)
    general = partial(general_calls, endpoint, resumable)
    collect = SendFact(transport, facts_address)
    return Portal(
        kind="opencps",
        probe=OpencpsProbe(transport),
        register=OpencpsRegister(transport, look_up),
        look_up=look_up,
        list_files=list_files,
        send_file=send_file,
        submit=OpencpsSubmit(transport, look_up),
        reserve_numbers=OpencpsReserveNumbers(transport),
        find=OpencpsFind(transport),
        mine=OpencpsMine(transport),
        about=AskAboutDossier(endpoint),
        fetch_result=FetchResultFile(endpoint),
        fee=OpencpsFee(transport),
        due=ListDueServices(endpoint),
        appointment=AskAppointment(endpoint),
        requests={
            SubmissionKind.SUPPLEMENT: supplement_calls(transport, target, list_files, send_file),
            SubmissionKind.WITHDRAWAL: withdrawal_calls(transport, target),
            SubmissionKind.CONFIRMATION: general(),
            SubmissionKind.PETITION: general(followed=True),
            SubmissionKind.CERTIFIED_COPY: general(followed=True),
            SubmissionKind.PAYMENT: general(),
            SubmissionKind.BOOKING: general(followed=True),
            SubmissionKind.RATING: rating_calls(transport),
        },
        tell_holder=OpencpsTellHolder(transport),
        facts={
            **dict.fromkeys(COLLECTED, collect),
            "rating": OpencpsSendRating(transport),
            "queue_tickets": OpencpsSendQueueTicket(transport),
            "check_ins": SendCheckIn(endpoint),
        },
        queue=OpencpsQueue(transport),
        list_linked=OpencpsListLinked(transport),
    )
