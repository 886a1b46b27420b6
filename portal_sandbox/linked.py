"""Linked groups (liên thông): one dossier that the portal splits, a part for each authority."""

from __future__ import annotations

from dataclasses import dataclass

from portal_sandbox.deadlines import due_at
from portal_sandbox.sandbox import STATUS_TEXT, Sandbox
from portal_sandbox.store import StoredDossier

ORIGIN = "originDossierId"
_FINISHED = {"releasing", "done"}


@dataclass(frozen=True, slots=True)
class Part:
    """What one authority does of a group."""

    code: str
    name: str
    office: str
    """Put before the group's authority code; "" for the same authority."""
    waits_for: str = ""
    """Code of the part that must be finished first."""


GROUPS = {
    "3.000722": (
        Part("1.001193", "Đăng ký khai sinh", ""),
        Part("1.004222", "Đăng ký thường trú", "G01.", "1.001193"),
        Part("BHYT", "Cấp thẻ bảo hiểm y tế", "G18.", "1.001193"),
    ),
    "2.002913": (
        Part("1.000656", "Đăng ký khai tử", ""),
        Part("1.003197", "Xóa đăng ký thường trú", "G01.", "1.000656"),
        Part("MTP", "Mai táng phí, tử tuất", "G18.", "1.000656"),
    ),
}


class LinkedGroups:
    """Splits a group when it is handed in, and lets its parts go their ways."""

    def __init__(self, sandbox: Sandbox) -> None:
        """`sandbox`: the state that all routes share."""
        self._sandbox = sandbox

    def split(self, group: StoredDossier) -> None:
        """Make the parts of a group that was handed in. A second time changes nothing."""
        store = self._sandbox.store
        for part in GROUPS.get(group.fields.get("serviceCode", ""), ()):
            uid = f"{group.reference_uid}/{part.code}"
            if store.find(uid) is not None:
                continue
            agency = part.office + group.fields.get("govAgencyCode", "")
            store.create(
                uid,
                {
                    **{name: group.fields.get(name, "") for name in ("applicantName", "applicantIdNo")},
                    "serviceCode": part.code,
                    "serviceName": part.name,
                    "govAgencyCode": agency,
                    ORIGIN: str(group.dossier_id),
                },
            )
            if not part.waits_for:
                self._hand_in(uid)

    def parts(self, group: StoredDossier) -> list[StoredDossier]:
        """Give the parts of a group, in its order; empty for any other dossier."""
        if group.fields.get("serviceCode") not in GROUPS:
            return []
        found = self._sandbox.store.dossiers()
        return [one for one in reversed(found) if one.fields.get(ORIGIN) == str(group.dossier_id)]

    def told(self, group: StoredDossier) -> list[dict[str, str]]:
        """Say of each part who has it and how far it is."""
        parts = self.parts(group)
        names = {one.fields["serviceCode"]: one.fields["serviceName"] for one in parts}
        waits = {one.code: one.waits_for for one in GROUPS.get(group.fields.get("serviceCode", ""), ())}
        return [
            {
                "name": f"{one.fields['serviceName']} – {one.fields['govAgencyCode']}",
                "state": f"{one.number} – {STATUS_TEXT[one.status]}"
                if one.number
                else f"Chờ: {names[waits[one.fields['serviceCode']]]}",
            }
            for one in parts
        ]

    def stepped(self, dossier: StoredDossier) -> None:
        """An officer took a step with a group or with a part: let the others follow."""
        store = self._sandbox.store
        origin = dossier.fields.get(ORIGIN, "")
        group = store.find(origin) if origin else dossier
        if group is None or group.fields.get("serviceCode") not in GROUPS:
            return
        now = self._sandbox.now().replace(microsecond=0).isoformat()
        if not origin:
            # The counter that takes the group in is that of its first authority.
            store.set_status(self.parts(group)[0].reference_uid, dossier.status, dossier.note, now)
        elif dossier.status in _FINISHED:
            for part in GROUPS[group.fields["serviceCode"]]:
                if part.waits_for == dossier.fields["serviceCode"]:
                    self._hand_in(f"{group.reference_uid}/{part.code}")
        if all(one.status == "done" for one in self.parts(group)):
            store.set_status(group.reference_uid, "done", "", now)
        elif origin and group.status == "receiving":
            store.set_status(group.reference_uid, "processing", "", now)

    def _hand_in(self, uid: str) -> None:
        """Bring a part to its authority, which gives it a number of its own."""
        store = self._sandbox.store
        part = store.find(uid)
        if part is None or part.status != "new":
            return
        received = self._sandbox.now().replace(microsecond=0)
        number = self._sandbox.official_number(part.fields["govAgencyCode"])
        due = due_at(part.fields["serviceCode"], received)
        store.submit(uid, number, received.isoformat(), due.isoformat())
