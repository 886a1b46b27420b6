"""Adds what PDF/A-2b requires beyond embedded fonts and plain pictures: metadata, colour profile, file id."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from io import BytesIO

import pikepdf
from PIL import ImageCms


@dataclass(frozen=True, slots=True)
class PdfMetadata:
    """The metadata of a PDF."""

    title: str
    code: str
    """The dossier's code as known when the PDF is made."""
    made_at: datetime
    """With zone."""


@cache
def _srgb() -> bytes:
    """Give an sRGB profile without the moment of its making (ICC.1, 7.2: date at 24, id at 84)."""
    made = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    made[24:36] = bytes(12)
    made[84:100] = bytes(16)
    return bytes(made)


def saved_as_archive(document: pikepdf.Pdf, about: PdfMetadata) -> bytes:
    """Add XMP with `pdfaid`, an sRGB output intent and an id, and save; same input, same bytes."""
    profile = document.make_stream(_srgb())
    profile["/N"] = 3
    document.Root.OutputIntents = pikepdf.Array(
        [
            pikepdf.Dictionary(
                Type=pikepdf.Name.OutputIntent,
                S=pikepdf.Name.GTS_PDFA1,
                OutputConditionIdentifier="sRGB",
                Info="sRGB",
                DestOutputProfile=document.make_indirect(profile),
            )
        ]
    )
    document.Root.Lang = "vi-VN"
    # PDF/A allows an information dictionary only if it repeats the XMP exactly, so it is left out.
    if "/Info" in document.trailer:
        del document.trailer["/Info"]
    with document.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        metadata["pdfaid:part"] = "2"
        metadata["pdfaid:conformance"] = "B"
        metadata["dc:title"] = about.title
        metadata["dc:identifier"] = about.code
        metadata["xmp:CreateDate"] = about.made_at.isoformat()
        metadata["xmp:ModifyDate"] = about.made_at.isoformat()
    made = BytesIO()
    document.save(made, deterministic_id=True, min_version="1.7")
    return made.getvalue()
