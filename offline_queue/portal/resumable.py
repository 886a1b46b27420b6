"""Uploads that go on where they were cut: tus 1.0, core and creation, over this project's bounded transport.

Three calls are all that is used of the protocol. The library for it calls without a deadline and brings an
asynchronous HTTP client and a database into the only process that holds keys (docs/decisions/020).
"""

from __future__ import annotations

import contextlib
from base64 import b64decode, b64encode
from collections.abc import Mapping

from offline_queue.portal import response_policy
from offline_queue.portal.origin import place_of, same_origin
from offline_queue.portal.port import PortalError, UploadMemory
from offline_queue.portal.response_policy import Outcome, Scope
from offline_queue.portal.transport import Transport

PROOF = "Tus-Resumable"
_VERSION = "1.0.0"
_CHUNK = 262_144
"""Bytes of one PATCH: what a server that keeps no part of a cut one receives twice at most."""
_UNWELL = frozenset({401, 407, 408, 425, 429, 511})
"""Besides 5xx: these do not tell whether the portal has tus."""
_ASK_AGAIN = frozenset({409, 423})
"""The offsets differ, or the cut connection still holds the upload: the next attempt asks where to go on."""
_FILES_BETWEEN_QUESTIONS = 50
"""Files that go in one piece before a portal without tus is asked for it again."""
_GONE = frozenset({403, 404, 410})
"""By these an upload that was begun is no more."""
_ANOTHERS = 410
"""Told of an upload that turns out to be another file's: it is begun anew, as one that is gone."""
_MOST_DIGITS = 18
"""Of an offset: 64 bits hold as many."""
_NO_SUCH_METHOD = frozenset({501, 505})
"""Statuses by which a server says that it has no PATCH."""
_MOST_FAILURES = 3
"""After so many failures that are no matter of the link, a file goes in one piece."""


class _NotHereError(Exception):
    """The upload address takes no uploads by tus after all."""


class _Upload:
    """One file on its way: where it is, and how much of it the portal has."""

    def __init__(
        self, transport: Transport, address: str, url: str, metadata: Mapping[str, str], content: bytes
    ) -> None:
        """`url`: of an upload that was begun, whose offset is asked for; "" when there is none."""
        self._transport = transport
        self._address = address
        self._metadata = metadata
        self._content = content
        self.url = url
        self._at = self._asked_offset() if url else 0

    def create(self) -> None:
        """Create the upload; its address must be the portal's own."""
        encoded = (f"{name} {b64encode(value.encode()).decode()}" for name, value in self._metadata.items())
        headers = {"Upload-Length": str(len(self._content)), "Upload-Metadata": ",".join(encoded)}
        try:
            answered = self._call("POST", self._address, headers, None)
        except PortalError as error:
            if error.outcome is Outcome.REJECTED or error.status in _NO_SUCH_METHOD:
                raise _NotHereError from error
            raise
        self.url = upload_place(self._address, answered.get("Location", ""))
        if not self.url:
            raise _NotHereError

    def send(self) -> None:
        """Send what is missing, a piece at a time."""
        while self._at < len(self._content):
            headers = {"Upload-Offset": str(self._at), "Content-Type": "application/offset+octet-stream"}
            piece = self._content[self._at : self._at + _CHUNK]
            offset = self._offset(self._call("PATCH", self.url, headers, piece))
            if offset <= self._at:
                raise PortalError(Outcome.NONSENSE, "the upload does not get on")
            self._at = offset

    def _asked_offset(self) -> int:
        """Ask how much is there, and whose it is: going on in another file's upload would mix the two.

        A server repeats the metadata that it was given (tus 1.0, creation); one that does not, or that tells
        another file's, whatever its size, gets this file anew.
        """
        answered = self._call("HEAD", self.url, {}, None)
        length = answered.get("Upload-Length", "")
        told = _metadata_of(answered.get("Upload-Metadata", ""))
        ours = all(told.get(name) == value for name, value in self._metadata.items())
        if (length and length != str(len(self._content))) or not ours:
            raise PortalError(Outcome.BUSY, "the upload is another file's", status=_ANOTHERS)
        return self._offset(answered)

    def _offset(self, answered: Mapping[str, str]) -> int:
        text = answered.get("Upload-Offset", "")
        # Bounded before it is a number: Python refuses to make one of thousands of digits.
        if not text.isascii() or not text.isdigit() or len(text) > _MOST_DIGITS:
            raise PortalError(Outcome.NONSENSE, "the upload's offset makes no sense")
        if int(text) > len(self._content):
            raise PortalError(Outcome.NONSENSE, "the upload's offset makes no sense")
        return int(text)

    def _call(self, method: str, url: str, headers: dict[str, str], body: bytes | None) -> Mapping[str, str]:
        return self._transport.vouched(method, url, PROOF, body=body, headers={PROOF: _VERSION, **headers})


class Resumable:
    """Sends files by tus where the upload address offers it and it works; says so where it does not."""

    def __init__(self, transport: Transport, memory: UploadMemory) -> None:
        self._transport = transport
        self._memory = memory
        self._offered = False
        self._skip = 0
        self._failures: dict[str, int] = {}

    def sent(self, address: str, file_uid: str, metadata: Mapping[str, str], content: bytes) -> bool:
        """Send a file, or what is missing of it. Raises `PortalError`.

        Gives False where the portal takes no tus, or where tus does not work for this file (an upload at
        another place, one that never gets on): the file then goes in one piece.
        """
        if self._failures.get(file_uid, 0) >= _MOST_FAILURES or not self._is_offered(address):
            return False
        try:
            self._send(address, file_uid, metadata, content)
        except _NotHereError:
            self._offered = False
            self._skip = _FILES_BETWEEN_QUESTIONS
            self._memory.remember(file_uid, "")
            return False
        except PortalError as error:
            if response_policy.DECISIONS[error.outcome].scope is Scope.DOSSIER:
                self._failures[file_uid] = self._failures.get(file_uid, 0) + 1
                self._memory.failed(file_uid)
            raise
        self._failures.pop(file_uid, None)
        return True

    def _is_offered(self, address: str) -> bool:
        """Whether the portal takes tus; a "no" is asked again later, a "yes" ends when creating fails."""
        if not self._offered and self._skip > 0:
            self._skip -= 1
            return False
        if not self._offered:
            headers = {PROOF: _VERSION}
            answered, status, _ = self._transport.exchange("OPTIONS", address, headers=headers)
            if status >= 500 or status in _UNWELL:
                # An error of the portal does not tell whether it has tus: send as usual, and handle the error
                # there.
                return False
            versions = answered.get("Tus-Version", _VERSION).replace(" ", "").split(",")
            creation = "creation" in answered.get("Tus-Extension", "").replace(" ", "").split(",")
            self._offered = status < 300 and PROOF in answered and _VERSION in versions and creation
            # A "no" may have come from a proxy in between, so it is asked again after a while.
            self._skip = _FILES_BETWEEN_QUESTIONS
        return self._offered

    def _send(self, address: str, file_uid: str, metadata: Mapping[str, str], content: bytes) -> None:
        begun = self._memory.recall(file_uid)
        if begun and not same_origin(begun, address):
            # The portal moved: an old address must not receive documents.
            begun = ""
        try:
            upload = self._open(address, begun, metadata, content)
        except PortalError as error:
            if not begun or error.status not in _GONE:
                raise
            upload = self._open(address, "", metadata, content)
        if not upload.url:
            upload.create()
            self._memory.remember(file_uid, upload.url)
        try:
            upload.send()
        except PortalError as error:
            if error.status in _GONE:
                self._memory.remember(file_uid, "")
                raise PortalError(Outcome.BUSY, "the upload is gone", status=error.status) from error
            if error.status in _ASK_AGAIN or (error.outcome is Outcome.REJECTED and not error.text):
                raise PortalError(Outcome.BUSY, "the upload is not free", status=error.status) from error
            raise
        self._memory.remember(file_uid, "")

    def _open(self, address: str, begun: str, metadata: Mapping[str, str], content: bytes) -> _Upload:
        known = {name: value for name, value in metadata.items() if value}
        return _Upload(self._transport, address, begun, known, content)


def _metadata_of(header: str) -> dict[str, str]:
    """Read `Upload-Metadata`; what cannot be read is left out."""
    found = {}
    for pair in header.split(","):
        name, _, value = pair.strip().partition(" ")
        with contextlib.suppress(ValueError):
            found[name] = b64decode(value, validate=True).decode()
    return found


def upload_place(creation: str, location: str) -> str:
    """Give the address of an upload from the answer's `Location`, "" when it cannot be used."""
    place = place_of(creation, location)
    return "" if place == creation else place
