"""A dossier that a citizen filed some days ago, and its slip."""

from __future__ import annotations

from io import BytesIO

import requests
import segno

from portal_sandbox.people import PEOPLE
from tests.journeys.world import CITIZEN, PASSWORD, USER, World

UID = "6f1b2c52-0000-4000-8000-000000000007"
SERVICE = "Cấp Giấy xác nhận tình trạng hôn nhân"


def file_before(world: World, personal_id: str = CITIZEN, uid: str = UID) -> str:
    """Let the portal have a dossier of theirs; gives its official number."""
    person = PEOPLE[personal_id]
    form = {
        "referenceUid": uid,
        "serviceCode": "1.004873",
        "serviceName": SERVICE,
        "govAgencyCode": "H17.99.01",
        "applicantName": person.full_name,
        "applicantIdNo": personal_id,
        "delegateIdNo": personal_id,
        "contactName": person.full_name,
    }
    _post(world, "/dossiers", data=form)
    part = {"referenceUid": "6f1b2c52-0000-4000-8000-000000000008", "dossierPartNo": "TK", "fileType": "pdf"}
    _post(world, f"/dossiers/{uid}/files", data=part, files={"file": ("to-khai.pdf", b"%PDF-1.7\n%%EOF\n")})
    row = _post(world, f"/dossiers/{uid}/submitting").json()
    return str(row["dossierNo"])


def officer(world: World, action: str, /, uid: str = UID, **form: str) -> None:
    """What an officer does to it: "step", "draft", "later", "parts"."""
    address = f"{world.portal_address}/inbox/{uid}/{action}"
    requests.post(address, data=form, timeout=10).raise_for_status()


def slip(code: str) -> bytes:
    """The QR code on the slip, as it is held before the camera."""
    picture = BytesIO()
    segno.make(f"https://tracuu.example/#{code}", error="m").save(picture, kind="png", scale=9, border=6)
    return picture.getvalue()


def requests_at(world: World, kind: str) -> list[dict[str, object]]:
    """The requests of that kind that the portal holds."""
    return [one for one in world.portal_state()["requests"] if one["kind"] == kind]


def _post(world: World, path: str, **more: object) -> requests.Response:
    address = f"{world.portal_address}/o/rest/v2{path}"
    reply = requests.post(address, auth=(USER, PASSWORD), headers={"groupId": "1"}, timeout=10, **more)  # type: ignore[arg-type]  # mixed keyword values
    reply.raise_for_status()
    return reply
