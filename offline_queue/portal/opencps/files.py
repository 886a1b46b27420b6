"""Files of a dossier at an OpenCPS portal."""

from __future__ import annotations

from offline_queue.contract.dossier import numbered_name
from offline_queue.portal.fields import says_known, size_of
from offline_queue.portal.opencps.wire import path_of
from offline_queue.portal.port import Outgoing, OutgoingFile, PortalError
from offline_queue.portal.resumable import Resumable
from offline_queue.portal.sending_files import send_file
from offline_queue.portal.transport import Transport


class OpencpsListFiles:
    """`GET /dossiers/{id}/files`."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def __call__(self, asked: Outgoing) -> dict[str, int]:
        """Give file uid → size in bytes; -1 where the portal tells no size."""
        answer = self._transport.call("GET", f"/dossiers/{path_of(asked)}/files")
        return {str(row.get("referenceUid")): size_of(row.get("fileSize")) for row in answer.rows("files")}


class OpencpsSendFile:
    """`POST /dossiers/{id}/files`: tus where it is offered, else multipart; the same uid replaces."""

    def __init__(self, transport: Transport, resumable: Resumable) -> None:
        self._transport = transport
        self._resumable = resumable

    def __call__(self, asked: OutgoingFile) -> None:
        """Attach one file."""
        part, outgoing = asked.part, asked.dossier
        fields = {
            "referenceUid": part.file_uid,
            "dossierPartNo": part.part_no,
            "dossierTemplateNo": outgoing.manifest.template_no,
            "fileTemplateNo": part.template_no,
            "displayName": numbered_name(part, outgoing.manifest.parts),
            "fileType": part.file_name.rpartition(".")[2].lower() or "pdf",
            "isSync": "true",
            "formData": part.form_data,
            "eForm": "true" if part.form_data else "false",
        }
        path = f"/dossiers/{path_of(outgoing)}/files"
        address = self._transport.endpoint.address.rstrip("/") + path
        try:
            send_file(self._transport, self._resumable, address, fields, asked)
        except PortalError as error:
            # Whether it is there in full is looked up before anything is handed in.
            if not says_known(error.text):
                raise
