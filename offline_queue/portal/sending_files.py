"""Sends one file of a dossier, to whichever portal: resumable where it offers that, else in one piece."""

from __future__ import annotations

import uuid
from collections.abc import Mapping

from offline_queue.portal.multipart import encode
from offline_queue.portal.port import OutgoingFile
from offline_queue.portal.resumable import Resumable
from offline_queue.portal.transport import PortalAnswer, Transport


def send_file(
    transport: Transport,
    resumable: Resumable,
    address: str,
    fields: Mapping[str, str],
    asked: OutgoingFile,
) -> PortalAnswer | None:
    """Give the portal's answer to the multipart POST; None when the file went by tus, which answers nothing.

    `fields`: what the portal wants beside the file, under its own names. Raises `PortalError`.
    """
    part = asked.part
    named = {**fields, "filename": part.file_name, "filetype": part.media_type}
    if resumable.sent(address, part.file_uid, named, asked.content):
        return None
    content_type, body = encode(
        fields,
        file_name=part.file_name,
        media_type=part.media_type,
        content=asked.content,
        # The same file gets the same body again, so that a portal can compare what came twice.
        boundary=uuid.uuid5(uuid.NAMESPACE_OID, part.sha256).hex,
    )
    return transport.call("POST", address, body=body, headers={"Content-Type": content_type})
