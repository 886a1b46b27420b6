"""The calls of an OpenCPS portal put together."""

from __future__ import annotations

from offline_queue.portal.opencps.files import OpencpsListFiles, OpencpsSendFile
from offline_queue.portal.opencps.numbers import OpencpsReserveNumbers
from offline_queue.portal.opencps.probe import OpencpsProbe
from offline_queue.portal.opencps.ratings import OpencpsSendRating
from offline_queue.portal.opencps.records import OpencpsLookUp, OpencpsRegister, OpencpsSubmit
from offline_queue.portal.port import Portal, ShortMemory, UploadMemory
from offline_queue.portal.resumable import Resumable
from offline_queue.portal.small_facts import COLLECTED, SendFact
from offline_queue.portal.transport import Transport


def opencps_portal(
    transport: Transport, memory: UploadMemory | None = None, *, facts_address: str = ""
) -> Portal:
    """Give the adapter; its transport carries the `groupId` header.

    `memory`: where begun uploads are kept; `facts_address`: where counts and counters go.
    """
    look_up = OpencpsLookUp(transport)
    collect = SendFact(transport, facts_address)
    return Portal(
        kind="opencps",
        probe=OpencpsProbe(transport),
        register=OpencpsRegister(transport, look_up),
        look_up=look_up,
        list_files=OpencpsListFiles(transport),
        send_file=OpencpsSendFile(transport, Resumable(transport, memory or ShortMemory())),
        submit=OpencpsSubmit(transport, look_up),
        reserve_numbers=OpencpsReserveNumbers(transport),
        facts={**dict.fromkeys(COLLECTED, collect), "rating": OpencpsSendRating(transport)},
    )
