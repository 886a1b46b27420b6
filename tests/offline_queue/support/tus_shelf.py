"""The server's half of tus 1.0, as small as the protocol allows: what arrived of a cut PATCH is kept."""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import dataclass, field

HEADERS = {"Tus-Resumable": "1.0.0"}
Finish = Callable[[dict[str, str], bytes], None]


@dataclass
class Upload:
    """One file that is coming in."""

    length: int
    metadata: dict[str, str]
    finish: Finish
    told_metadata: str
    content: bytearray = field(default_factory=bytearray)


class TusShelf:
    """Holds uploads by their number. Answers are (status, headers)."""

    def __init__(self) -> None:
        self.uploads: dict[str, Upload] = {}
        self.received = 0
        self.repeats_metadata = True
        """Whether HEAD repeats what the upload was begun with, as the protocol asks."""

    def options(self) -> tuple[int, dict[str, str]]:
        """What is offered."""
        return 204, {**HEADERS, "Tus-Version": "1.0.0", "Tus-Extension": "creation"}

    def create(self, headers: dict[str, str], finish: Finish) -> tuple[int, dict[str, str]]:
        """Begin an upload; `finish` is called with its metadata and bytes when it is whole."""
        number = str(len(self.uploads) + 1)
        length = int(headers["upload-length"])
        metadata = _metadata(headers.get("upload-metadata", ""))
        self.uploads[number] = Upload(length, metadata, finish, headers.get("upload-metadata", ""))
        return 201, {**HEADERS, "Location": f"/uploads/{number}"}

    def take(
        self, method: str, number: str, headers: dict[str, str], body: bytes
    ) -> tuple[int, dict[str, str]]:
        """Answer HEAD and PATCH."""
        upload = self.uploads.get(number)
        if upload is None:
            return 404, HEADERS
        if method == "PATCH":
            self.received += len(body)
            if int(headers["upload-offset"]) != len(upload.content):
                return 409, HEADERS
            upload.content += body
            if len(upload.content) == upload.length:
                upload.finish(upload.metadata, bytes(upload.content))
        told = {**HEADERS, "Upload-Offset": str(len(upload.content)), "Cache-Control": "no-store"}
        if method == "HEAD" and self.repeats_metadata:
            told["Upload-Metadata"] = upload.told_metadata
        return (204 if method == "PATCH" else 200), told


def _metadata(text: str) -> dict[str, str]:
    pairs = (pair.split(" ") for pair in text.split(",") if pair)
    return {name: base64.b64decode(value).decode() for name, value in pairs}
