"""A province's address for requests, as small as the tests allow."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

FINISHED = "finished-"
"""Reference uids of dossiers that were finished long ago begin so: they may be rated."""


def token_of(uid: str) -> str:
    """Give what stands for a dossier to whoever rates it."""
    return hashlib.sha256(f"a secret of the portal {uid}".encode()).hexdigest()[:24]


class RequestShelf:
    """Keeps requests by uid, and counts how often each was handed in as a new one."""

    def __init__(self) -> None:
        self.rows: dict[str, dict[str, Any]] = {}
        self.values: dict[str, dict[str, Any]] = {}
        self.files: dict[str, dict[str, bytes]] = {}
        self.handed_in: list[str] = []
        self.due: dict[str, object] = {}
        """By personal id, what is due to them, as the portal says it."""
        self.about: dict[str, dict[str, Any]] = {}
        self.ratings: dict[str, list[dict[str, Any]]] = {}
        """Token → everything that was posted under it, in order."""
        self.payments: dict[str, dict[str, Any]] = {}
        """What is told of a dossier's fee, by its reference uid."""
        self.appointments: dict[str, dict[str, Any]] = {}
        self.checked_in: list[str] = []
        self.doubled: list[str] = []
        """Appointments that were checked in under a second number."""
        self.results: dict[str, bytes] = {}
        """Documents of finished results by their uid."""

    def answer(self, method: str, path: str, key: str, value: Mapping[str, Any]) -> dict[str, Any] | None:
        """Answer one call; None: no such request."""
        pieces = path.strip("/").split("/") if path.strip("/") else []
        if method == "POST" and pieces == ["due"]:
            person = str(value.get("idNo"))
            return {"idNo": person, "data": self.due[person]} if person in self.due else None
        if method == "POST" and not pieces:
            self.values.setdefault(key, dict(value))
            self.files.setdefault(key, {})
            return self.rows.setdefault(
                key, {"uid": key, "status": "new", "number": "", "receivedAt": "", "answer": ""}
            )
        if method == "GET" and pieces[:1] == ["about"] and len(pieces) == 2:
            return _named(pieces[1], self.about)
        match method, pieces:
            case "GET", ["payments", uid]:
                return _named(uid, self.payments)
            case "GET", ["ratings", uid] if uid.startswith(FINISHED):
                token = token_of(uid)
                return {"dossier": uid, "token": token, "used": token in self.ratings}
            case "POST", ["ratings"]:
                self.ratings.setdefault(key, []).append(dict(value))
                return {"taken": True}
        if pieces[:1] == ["appointments"]:
            return self._appointment(method, pieces[1:], value)
        row = self.rows.get(pieces[0]) if pieces else None
        if row is None:
            return None
        match method, pieces[1:]:
            case "GET", []:
                return row
            case "GET", ["files"]:
                files = self.files[pieces[0]]
                return {"data": [{"fileUid": uid, "size": len(content)} for uid, content in files.items()]}
            case "POST", ["submitting"]:
                if row["status"] == "new":
                    self.handed_in.append(pieces[0])
                    row.update(status="received", number=f"YC-{len(self.handed_in):05d}")
                return row
        return None

    def _appointment(self, method: str, pieces: list[str], value: Mapping[str, Any]) -> dict[str, Any] | None:
        row = self.appointments.get(pieces[0]) if pieces else None
        if row is not None and method == "POST":
            if row["state"] == "booked":
                row.update(state="checked_in", number=value["number"])
                self.checked_in.append(pieces[0])
            elif row["number"] != value["number"]:
                self.doubled.append(pieces[0])
        return row

    def keep(self, uid: str, fields: Mapping[str, str], content: bytes) -> None:
        """Take a file."""
        self.files[uid][fields["fileUid"]] = content


def _named(uid: str, told: Mapping[str, dict[str, Any]]) -> dict[str, Any] | None:
    """Give what is told of a dossier, with its name unless a test wrote another's."""
    return {"dossier": uid, **told[uid]} if uid in told else None
