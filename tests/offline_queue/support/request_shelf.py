"""A province's address for requests, as small as the tests allow."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class RequestShelf:
    """Keeps requests by uid, and counts how often each was handed in as a new one."""

    def __init__(self) -> None:
        self.rows: dict[str, dict[str, Any]] = {}
        self.values: dict[str, dict[str, Any]] = {}
        self.files: dict[str, dict[str, bytes]] = {}
        self.handed_in: list[str] = []
        self.about: dict[str, dict[str, Any]] = {}

    def answer(self, method: str, path: str, key: str, value: Mapping[str, Any]) -> dict[str, Any] | None:
        """Answer one call; None: no such request."""
        pieces = path.strip("/").split("/") if path.strip("/") else []
        if method == "POST" and not pieces:
            self.values.setdefault(key, dict(value))
            self.files.setdefault(key, {})
            return self.rows.setdefault(
                key, {"uid": key, "status": "new", "number": "", "receivedAt": "", "answer": ""}
            )
        if method == "GET" and pieces[:1] == ["about"]:
            return self.about.get(pieces[1])
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

    def keep(self, uid: str, fields: Mapping[str, str], content: bytes) -> None:
        """Take a file."""
        self.files[uid][fields["fileUid"]] = content
