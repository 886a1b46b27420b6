"""Somebody with the queue's file and a good idea of who filed tries it against the digest in the clear."""

from __future__ import annotations

import hashlib
import hmac
import json
import sqlite3
from pathlib import Path

import pytest

from offline_queue.contract.dossier import Submission
from offline_queue.contract.errors import ConflictingSubmissionError
from offline_queue.store import schema
from offline_queue.store.database import Database
from tests.offline_queue.support.dossiers import DIGEST_KEY, Keys, open_outbox, submission

_PASSED_OVER: dict[str, bool | set[str]] = {
    "clock": True,
    "code": True,
    "provisional_code": True,
    "digest_key": True,
    "identity": {"attestation", "token"},
}


def test_a_whole_guess_cannot_be_confirmed_without_the_sealed_key(tmp_path: Path) -> None:
    outbox = open_outbox(tmp_path, Keys())
    made = submission(outbox.reserve_code())
    outbox.submit(made)
    digest = _clear_digest(tmp_path)
    stable = made.manifest.model_dump(mode="json", exclude=_PASSED_OVER)
    text = json.dumps(stable, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    in_the_clear = (b"", made.manifest.reference_uid.encode(), made.manifest.provisional_code.encode())
    guesses = {
        hashlib.sha256(text).hexdigest(),
        *(hmac.digest(k, text, "sha256").hex() for k in in_the_clear),
    }
    assert digest not in guesses
    # The guess is the right one: with the key it would be confirmed.
    assert digest == hmac.digest(DIGEST_KEY.encode(), text, "sha256").hex()
    outbox.close()
    assert not any(DIGEST_KEY.encode() in path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())


def test_the_same_person_twice_leaves_two_digests(tmp_path: Path) -> None:
    outbox = open_outbox(tmp_path, Keys())
    for key in ("aa", "bb"):
        outbox.submit(submission(outbox.reserve_code(), seed=ord(key[0]), digest_key=key))
    outbox.close()
    with sqlite3.connect(next(tmp_path.rglob("*.sqlite"))) as file:
        assert len({row[0] for row in file.execute("SELECT content_digest FROM dossier")}) == 2


def test_a_dossier_without_a_key_leaves_no_digest_and_is_still_stored_once(tmp_path: Path) -> None:
    outbox = open_outbox(tmp_path, Keys())
    old = submission(outbox.reserve_code(), digest_key="")
    assert not outbox.submit(old).repeated
    assert outbox.submit(old).repeated
    outbox.close()
    assert _clear_digest(tmp_path) == ""


def test_the_same_is_known_again_whoever_vouches_and_also_where_a_program_before_stored_it(
    tmp_path: Path,
) -> None:
    outbox = open_outbox(tmp_path, Keys())
    made = submission(outbox.reserve_code())
    outbox.submit(made)
    before = made.manifest.model_dump(
        mode="json", exclude={"clock", "code", "provisional_code", "digest_key"}
    )
    text = json.dumps(before, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    anew = made.manifest.identity.model_copy(update={"attestation": "another"})
    again = Submission(manifest=made.manifest.model_copy(update={"identity": anew}), contents=made.contents)
    assert outbox.submit(again).repeated
    with sqlite3.connect(next(tmp_path.rglob("*.sqlite"))) as file:
        digest = hmac.digest(DIGEST_KEY.encode(), text, "sha256").hex()
        file.execute("UPDATE dossier SET content_digest = ?", (digest,))
    assert outbox.submit(made).repeated
    somebody = made.manifest.identity.model_copy(update={"personal_id": "048090000009"})
    with pytest.raises(ConflictingSubmissionError):
        outbox.submit(
            Submission(
                manifest=made.manifest.model_copy(update={"identity": somebody}), contents=made.contents
            )
        )
    outbox.close()


KEYED_SINCE = 7
"""Version of the file from which programs write digests that nobody can guess."""


@pytest.mark.parametrize("version", range(1, KEYED_SINCE))
def test_what_earlier_programs_wrote_is_erased(tmp_path: Path, version: int) -> None:
    path = tmp_path / "queue.sqlite"
    guessable = hashlib.sha256(b"a name and a number").hexdigest()
    old = sqlite3.connect(path, isolation_level=None)
    schema.migrate(old, until=version)
    old.execute(
        "INSERT INTO dossier (reference_uid, content_digest, provisional_code, kiosk_id, service_code, "
        "authority_code, made_at, clock_doubtful, parts, sealed_bytes, state) "
        "VALUES ('u', ?, 'c', 'k', 's', 'a', '2026-01-01', 0, 0, 0, 'queued')",
        (guessable,),
    )
    old.close()
    database = Database.open(path)
    with database.reading() as connection:
        assert connection.execute("SELECT content_digest FROM dossier").fetchone()[0] == ""
    database.run("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    assert not any(guessable.encode() in one.read_bytes() for one in tmp_path.iterdir())


def _clear_digest(folder: Path) -> str:
    with sqlite3.connect(next(folder.rglob("*.sqlite"))) as file:
        return str(file.execute("SELECT content_digest FROM dossier").fetchone()[0])
