"""Questions and answers about a finished electronic result; see `messages`.

A document is longer than a line: it is fetched by the daemon first, and read by the screen piece by piece.
"""

from __future__ import annotations

from offline_queue.contract.messages import Message

PIECE_BYTES = 36_000
"""In base64 with the rest of its line well below `MAX_LINE`."""
MOST_RESULT_BYTES = 20_000_000
"""A longer document is not shown at a kiosk: both sides keep it in memory whole."""


class ResultParams(Message):
    """Parameters of `result.fetch`."""

    code: str
    """Of the dossier, as in `LookUpParams`; of a request with what opens its answer, as on its slip."""
    result_uid: str
    ticket: str
    """Of a sign-in: a result is given to whom it concerns alone."""

    def __repr__(self) -> str:
        return "ResultParams(…)"


class ResultBegun(Message):
    """Answer to `result.fetch`."""

    result: str
    """"coming" (ask for its pieces), "sign_in", "unknown", "not_yours", "not_ready", "unpaid", "not_now",
    "too_often", or as in `LookedUp`."""
    handle: str = ""
    amount_vnd: int | None = None
    """What is still to be paid, of "unpaid"."""

    def __repr__(self) -> str:
        return f"ResultBegun({self.result})"


class PieceParams(Message):
    """Parameters of `result.piece`."""

    handle: str
    offset: int
    """Bytes that are here already."""

    def __repr__(self) -> str:
        return f"PieceParams({self.offset})"


class ResultPiece(Message):
    """Answer to `result.piece`. After the last piece the daemon forgets the document."""

    result: str
    """"coming" (ask again), "piece", "damaged" (its digest is not what the portal said), "too_large",
    "not_now", or "gone"."""
    data: str = ""
    """Base64, at most `PIECE_BYTES` of bytes."""
    size: int = 0
    """Of the whole document, in bytes."""
    sha256: str = ""
    signature: str = ""
    """"none", "intact", "extended" (something was added behind the last signature) or "unread"."""
    signer: str = ""
    """As the signature's certificate names them."""

    def __repr__(self) -> str:
        return f"ResultPiece({self.result})"
