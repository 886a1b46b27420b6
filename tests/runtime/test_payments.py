"""Money at the terminal: asked for once it is noted, told once it was taken, found after a power cut."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from drivers.payment_terminal.ecr_terminal import EcrTerminal
from drivers.payment_terminal.emulator.terminal import TerminalServer
from drivers.payment_terminal.lines import TcpLine
from drivers.payment_terminal.port import PaymentTerminal
from kiosk_app.identity.model import Identity, IdentityMethod
from kiosk_app.runtime.look_up_worker import found_of
from kiosk_app.runtime.payment_worker import PaymentWorker, reference_of
from kiosk_app.runtime.rating_worker import RatingWorker
from kiosk_app.session.facts.payment import GiveUpTerminal, PayAtTerminal, PaymentMeans, ReportTransfer
from kiosk_app.session.kernel.event import Effect
from kiosk_app.session.steps.dossier_rating import RatingNotStored, RatingStored, StoreDossierRating
from offline_queue.contract.clock import SystemClock
from offline_queue.contract.dossier import Manifest
from offline_queue.contract.errors import QueueFullError
from offline_queue.contract.look_up_messages import KnownDossier
from offline_queue.contract.requests import AMOUNT, MEANS, OF_DOSSIER, PROOF, WORDS
from offline_queue.store.outbox import Outbox
from tests.offline_queue.support.dossiers import Keys, open_outbox
from tests.runtime.workbench import Posts, context, manifests
from tests.screens.stage import CLAIMS
from tests.session.words import PaymentNotSaved, PaymentSaved
from tests.support.payments import CODE, DUE, UID

PAYING, AGAIN = "5b0e3a52-0000-4000-8000-000000000001", "5b0e3a52-0000-4000-8000-000000000002"
SIGNED = Identity(IdentityMethod.VNEID_VERIFIED, CLAIMS, ticket="t")


class Bench(Posts):
    """Workers with a queue of their own, a terminal, and what they post."""

    def __init__(self, folder: Path, machine: TerminalServer) -> None:
        super().__init__()
        self.folder, self.machine, self.keys = folder, machine, Keys()
        self.outbox: Outbox = open_outbox(folder, self.keys, clock=SystemClock())
        self.refusal: Exception | None = None
        self.context = context()
        self.worker = self.started()

    def started(self, terminal: PaymentTerminal | None = None) -> PaymentWorker:
        """A program that begins anew on the same queue."""
        port = self.machine.port
        found = terminal or EcrTerminal(lambda: TcpLine("127.0.0.1", port), deadline_s=60.0)
        return PaymentWorker(self.queue, self.context, found, self.post, lambda _uid: None)

    def queue(self) -> Outbox:
        if self.refusal is not None:
            raise self.refusal
        return self.outbox

    def ask(self, effect: Effect, do: Callable[[], None] = lambda: None) -> object:
        """Have it carried out; gives what was posted."""
        before = len(self.posted)
        self.worker.effects()[type(effect)](effect)
        do()
        return self.after(before)

    def manifests(self) -> list[Manifest]:
        """Everything that lies in the queue, opened with the daemon's key."""
        return manifests(self.folder / "queue" / "outbox.sqlite", self.keys.opening)

    def close(self) -> None:
        self.worker.close()
        self.outbox.close()


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    with TerminalServer() as machine:
        made = Bench(tmp_path, machine)
        yield made
        made.refusal = None
        made.close()


def _pay(uid: str = PAYING) -> PayAtTerminal:
    return PayAtTerminal(1, uid, DUE, None)


def test_a_card_is_taken_and_told(bench: Bench) -> None:
    saved = bench.ask(_pay())
    assert isinstance(saved, PaymentSaved)
    assert (saved.means, saved.proof, saved.amount_vnd) == (PaymentMeans.CARD, "000001", 16_000)
    (manifest,) = bench.manifests()
    assert (manifest.kind.value, manifest.reference_uid) == ("payment", PAYING)
    assert manifest.identity.method == "none"
    assert manifest.target is not None
    assert (manifest.target.code, manifest.target.reference_uid) == (CODE, UID)
    assert manifest.answers == {MEANS: "card", AMOUNT: "16000", PROOF: "000001"}
    assert bench.outbox.begun_payments() == {}


def test_a_report_carries_who_signed_in(bench: Bench) -> None:
    saved = bench.ask(ReportTransfer(1, PAYING, DUE, SIGNED))
    assert isinstance(saved, PaymentSaved)
    (manifest,) = bench.manifests()
    assert manifest.identity.attestation.startswith("attested:")
    assert manifest.answers[MEANS] == "transfer"


@pytest.mark.parametrize(
    ("code", "problem"), [("05", "terminal.declined"), ("17", "terminal.cancelled"), ("96", "terminal.fault")]
)
def test_where_nothing_was_taken_nothing_is_told(bench: Bench, code: str, problem: str) -> None:
    bench.machine.terminal.faults.code = code
    assert bench.ask(_pay()) == PaymentNotSaved(1, PAYING, problem)
    assert bench.manifests() == []
    assert bench.outbox.begun_payments() == {}


def test_what_cannot_be_noted_is_not_asked_for(bench: Bench) -> None:
    bench.refusal = QueueFullError("no room")
    assert bench.ask(_pay()) == PaymentNotSaved(1, PAYING, "queue.full")
    assert not any(one[0] == "SALE" for one in bench.machine.terminal.asked)


def test_giving_up_reaches_the_terminal(bench: Bench) -> None:
    bench.machine.terminal.faults.slow_s = 60.0
    give_up = bench.worker.effects()[GiveUpTerminal]
    found = bench.ask(_pay(), lambda: give_up(GiveUpTerminal(1)))
    assert found == PaymentNotSaved(1, PAYING, "terminal.cancelled")


def test_a_terminal_that_knows_no_cancel_is_paid_and_it_is_told(bench: Bench) -> None:
    """The citizen gives up and pays all the same: the note stays until the money is told."""
    bench.machine.terminal.faults.slow_s = 1.0
    bench.machine.terminal.faults.knows_no_cancel = True
    give_up = bench.worker.effects()[GiveUpTerminal]
    found = bench.ask(_pay(), lambda: give_up(GiveUpTerminal(1)))
    assert isinstance(found, PaymentSaved)
    (manifest,) = bench.manifests()
    assert (manifest.reference_uid, manifest.answers[AMOUNT]) == (PAYING, "16000")
    assert bench.outbox.begun_payments() == {}


def test_a_sale_that_nobody_could_end_stays_noted_and_is_told_by_the_next_program(bench: Bench) -> None:
    faults, port = bench.machine.terminal.faults, bench.machine.port
    faults.slow_s, faults.knows_no_cancel = 2.0, True
    terminal = EcrTerminal(lambda: TcpLine("127.0.0.1", port), deadline_s=0.1, grace_s=0.1)
    bench.worker.close()
    bench.worker = bench.started(terminal)
    assert bench.ask(_pay()) == PaymentNotSaved(1, PAYING, "terminal.unconfirmed")
    assert list(bench.outbox.begun_payments()) == [PAYING]
    while bench.machine.terminal.at_work:
        time.sleep(0.01)
    bench.started().close()
    (manifest,) = bench.manifests()
    assert (manifest.reference_uid, manifest.answers[AMOUNT]) == (PAYING, "16000")
    assert bench.outbox.begun_payments() == {}


def test_an_answer_that_was_lost_is_asked_for_again(bench: Bench) -> None:
    bench.machine.terminal.faults.hangs_up = "after"
    saved = bench.ask(_pay())
    assert isinstance(saved, PaymentSaved)
    assert len(bench.manifests()) == 1


def test_another_sum_is_for_people_and_stays_noted(bench: Bench) -> None:
    bench.machine.terminal.faults.other_amount = 160_000
    assert bench.ask(_pay()) == PaymentNotSaved(1, PAYING, "terminal.wrong_amount")
    assert list(bench.outbox.begun_payments()) == [PAYING]


def test_a_power_cut_after_the_card_was_taken(bench: Bench) -> None:
    """The terminal took the money, and the kiosk lost power: the next program tells it, once."""
    bench.outbox.begin_payment(PAYING, f'{{"code": "{CODE}", "reference_uid": "{UID}", "amount_vnd": 16000}}')
    bench.machine.terminal.journal[reference_of(CODE, PAYING)] = (16_000, "000777")
    for _ in range(2):
        bench.started().close()
    (manifest,) = bench.manifests()
    assert (manifest.reference_uid, manifest.answers[PROOF]) == (PAYING, "000777")
    assert bench.outbox.begun_payments() == {}


@pytest.mark.parametrize("words", ["", "[]", "{}", '{"code": 1, "reference_uid": "x"}', "[" * 2_000])
def test_a_note_that_nobody_can_read_hides_no_other(bench: Bench, words: str) -> None:
    """Others write the queue's file too: what they noted keeps nobody's money from being told."""
    bench.outbox.begin_payment(AGAIN, words)
    bench.outbox.begin_payment(PAYING, f'{{"code": "{CODE}", "reference_uid": "{UID}", "amount_vnd": 16000}}')
    bench.machine.terminal.journal[reference_of(CODE, PAYING)] = (16_000, "000777")
    bench.started().close()
    (manifest,) = bench.manifests()
    assert manifest.reference_uid == PAYING


def test_a_power_cut_before_the_card_was_taken(bench: Bench) -> None:
    bench.outbox.begin_payment(PAYING, f'{{"code": "{CODE}", "reference_uid": "{UID}", "amount_vnd": 16000}}')
    bench.started().close()
    assert bench.manifests() == []
    assert bench.outbox.begun_payments() == {}


def test_a_terminal_that_is_off_keeps_the_note(bench: Bench) -> None:
    bench.outbox.begin_payment(PAYING, f'{{"code": "{CODE}", "reference_uid": "{UID}", "amount_vnd": 16000}}')
    nowhere = EcrTerminal(lambda: TcpLine("127.0.0.1", 1))
    bench.started(nowhere).close()
    assert list(bench.outbox.begun_payments()) == [PAYING]


def test_two_references_are_never_the_same() -> None:
    assert reference_of(CODE, PAYING) == f"{CODE}-5b0e3a52"
    assert reference_of("G22.99.08.123-261124-00001-and-more", AGAIN) == AGAIN


def test_a_rating_lies_sealed_without_who_and_of_what(bench: Bench) -> None:
    rating = StoreDossierRating(1, CODE, UID, 5, 5, 4, "Chờ lâu")
    for repeated in (False, True):
        worker = RatingWorker(bench.queue, bench.context, bench.post, lambda _uid: None)
        worker.effects()[StoreDossierRating](rating)
        worker.close()
        assert bench.posted[-1] == RatingStored(1, repeated)
    (manifest,) = bench.manifests()
    assert (manifest.applicant.full_name, manifest.applicant.personal_id) == ("", "")
    assert manifest.identity.method == "none"
    assert (manifest.answers[OF_DOSSIER], manifest.answers[WORDS]) == ("5", "Chờ lâu")
    assert (manifest.clock.made_at.hour, manifest.clock.made_at.minute) == (0, 0)
    clear = b"".join(one.read_bytes() for one in (bench.folder / "queue").iterdir() if one.is_file())
    assert not any(one.encode() in clear for one in (CODE, UID, "Chờ lâu"))


def test_a_rating_without_room_says_so(bench: Bench) -> None:
    worker = RatingWorker(bench.queue, bench.context, bench.post, lambda _uid: None)
    bench.refusal = QueueFullError("no room")
    worker.effects()[StoreDossierRating](StoreDossierRating(1, CODE, UID, 5, 5, 4, ""))
    worker.close()
    assert bench.posted[-1] == RatingNotStored(1, "queue.full")


def test_what_the_portal_says_of_a_rating_reaches_the_screen() -> None:
    found = found_of(KnownDossier(code=CODE, rating="given", officials=("Trần Thị Bình",)))
    assert (found.rating, found.officials) == ("given", ("Trần Thị Bình",))
