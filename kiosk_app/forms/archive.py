"""Turns a PDF with embedded fonts into PDF/A-2b."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from io import BytesIO

import pikepdf
from PIL import ImageCms


def as_archive(pdf: bytes, *, title: str, code: str, made_on: date) -> bytes:
    """Add what PDF/A-2b asks for beyond embedded fonts: XMP with `pdfaid`, an sRGB output intent, an id.

    The same input gives the same bytes.
    """
    moment = datetime.combine(made_on, time(), tzinfo=UTC)
    with pikepdf.open(BytesIO(pdf)) as document:
        profile = document.make_stream(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
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
        if "/Info" in document.trailer:
            del document.trailer["/Info"]
        with document.open_metadata(set_pikepdf_as_editor=False) as metadata:
            metadata["pdfaid:part"] = "2"
            metadata["pdfaid:conformance"] = "B"
            metadata["dc:title"] = title
            metadata["dc:identifier"] = code
            metadata["xmp:CreateDate"] = moment.isoformat()
            metadata["xmp:ModifyDate"] = moment.isoformat()
        made = BytesIO()
        document.save(made, deterministic_id=True, min_version="1.7")
    return made.getvalue()
