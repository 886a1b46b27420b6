"""`multipart/form-data` as bytes, so that a body can be sent in paced chunks and its size is known."""

from __future__ import annotations

from collections.abc import Mapping

_QUOTED = str.maketrans({'"': "%22", "\r": "%0D", "\n": "%0A"})


def encode(
    fields: Mapping[str, str], *, file_name: str, media_type: str, content: bytes, boundary: str
) -> tuple[str, bytes]:
    """Give (Content-Type, body). The file's field is "file". `boundary` must not occur in the content."""
    edge = f"--{boundary}\r\n".encode()
    pieces: list[bytes] = []
    for name, value in fields.items():
        head = f'Content-Disposition: form-data; name="{name.translate(_QUOTED)}"\r\n\r\n'
        pieces += [edge, head.encode(), value.encode(), b"\r\n"]
    head = (
        f'Content-Disposition: form-data; name="file"; filename="{file_name.translate(_QUOTED)}"\r\n'
        f"Content-Type: {media_type}\r\n\r\n"
    )
    pieces += [edge, head.encode(), content, b"\r\n", f"--{boundary}--\r\n".encode()]
    return f"multipart/form-data; boundary={boundary}", b"".join(pieces)
