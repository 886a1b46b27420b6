"""Reads the bodies of requests: a JSON object, a form, a form with a file."""

from __future__ import annotations

from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request

from portal_sandbox.sandbox import RefusalError


async def json_object(request: Request) -> dict[str, Any] | None:
    """Give the JSON object in the body; None when it is anything else."""
    try:
        value = await request.json()
    except ValueError:
        return None
    return value if isinstance(value, dict) else None


async def text_fields(request: Request) -> dict[str, str]:
    """Give the text fields of a form."""
    async with request.form() as form:
        return {name: value for name, value in form.items() if isinstance(value, str)}


async def uploaded_file(request: Request) -> tuple[dict[str, str], bytes]:
    """Give the text fields of a form, "fileName" among them, and the content of its field "file".

    Raises `RefusalError` when there is no file.
    """
    async with request.form() as form:
        upload = form.get("file")
        if not isinstance(upload, UploadFile):
            raise RefusalError(400, "thiếu tệp")
        fields = {name: value for name, value in form.items() if isinstance(value, str)}
        return {**fields, "fileName": upload.filename or ""}, await upload.read()
