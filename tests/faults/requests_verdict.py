"""What became of the requests of one campaign: each has had its effect once, and its file is there whole."""

from __future__ import annotations

from collections.abc import Mapping

from offline_queue.contract.dossier import DeliveryState, Submission, SubmissionKind
from tests.faults.screen import asked
from tests.faults.side_verdict import SideVerdict
from tests.offline_queue.support.portal_server import PortalServer
from tests.offline_queue.support.requests import ratings_of

_DONE = frozenset({DeliveryState.ACCEPTED, DeliveryState.PURGED})


def judge(
    campaign: str,
    saved: Mapping[int, str],
    states: Mapping[str, DeliveryState],
    portal: PortalServer,
    protocol: str,
) -> SideVerdict:
    """Compare what was saved with what the portal has."""
    verdict = SideVerdict()
    for number in saved:
        sent = asked(number, "")
        uid = sent.manifest.reference_uid
        name = f"{campaign}:{sent.manifest.kind.value}:{uid}"
        verdict.submitted += 1
        if uid not in states:
            verdict.lost.append(name)
        elif states[uid] not in _DONE:
            verdict.stuck.append(f"{name} {states[uid].value}")
        elif (effects := _effects(sent, portal, protocol)) != 1:
            (verdict.doubled if effects > 1 else verdict.lost).append(name)
        else:
            verdict.accepted_once += 1
    return verdict


def _effects(sent: Submission, portal: PortalServer, protocol: str) -> int:
    manifest = sent.manifest
    if manifest.kind is SubmissionKind.RATING:
        answered = ratings_of(sent, portal, protocol)
        return max(answered) if min(answered) else 0
    meant = "" if manifest.target is None else manifest.target.reference_uid
    if manifest.kind is SubmissionKind.WITHDRAWAL:
        return (portal.national.withdrawals + portal.withdrawals).count(meant)
    if manifest.kind is SubmissionKind.SUPPLEMENT and protocol == "opencps":
        # Nobody asked for papers in between: they lie in the dossier, and nothing is to be handed in.
        return int(_holds({uid: content for uid, (_, content) in portal.files[meant].items()}, sent))
    files = portal.requests.files.get(manifest.reference_uid, {})
    return portal.requests.handed_in.count(manifest.reference_uid) if _holds(files, sent) else 0


def _holds(files: Mapping[str, bytes], sent: Submission) -> bool:
    parts = zip(sent.manifest.parts, sent.contents, strict=True)
    return all(files.get(part.file_uid) == content for part, content in parts)
