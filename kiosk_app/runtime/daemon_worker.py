"""What the screen asks the daemon, and what the daemon tells by itself."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping

from kiosk_app.identity.model import Claims, VerifyResult
from kiosk_app.runtime.jobs import JobThread, Post
from kiosk_app.runtime.worker import Carrier
from kiosk_app.session.facts.delivery import DeliveryNews, LinkedTold
from kiosk_app.session.facts.phone_sign_in import AskPhone, BeginPhone, PhoneAnswered, PhoneBegun
from kiosk_app.session.facts.witness import BadgeVerdict, CheckBadge
from kiosk_app.session.kernel.effects import TellErrand, TellHelp
from kiosk_app.session.kernel.event import Effect
from kiosk_app.session.kernel.events import HealthChanged
from kiosk_app.session.steps.code import CheckCode, CodeRequested, CodeVerdict, RequestCode
from kiosk_app.session.steps.sign_in import TokenVerified, VerifyToken
from offline_queue.contract.attestation import StaffAct
from offline_queue.contract.gateway_client import GatewayClient, GatewayUnavailable
from offline_queue.contract.messages import DossierNews, LinkState
from offline_queue.contract.stages import Stage
from vietnam.names import without_hidden

log = logging.getLogger(__name__)

_LONGEST_ERRAND_S = 86_400
"""A clock that was set meanwhile makes any number of seconds; none is told that no errand can take."""
RECEIVED = frozenset(str(int(stage)) for stage in Stage) - {
    str(int(stage)) for stage in (Stage.REGISTERED, Stage.NOT_RECEIVED)
}
RESULTS = {result.value: result for result in VerifyResult}


class DaemonWorker:
    """Every call has a deadline; a daemon that is down or hangs is an answer like any other."""

    def __init__(
        self,
        client: GatewayClient,
        post: Post,
        poll_s: float,
        can_store: Callable[[], bool],
        in_visit: Callable[[], bool] = lambda: False,
    ) -> None:
        """`poll_s`: seconds between two questions for the state of the link.

        `can_store` tells, from this side, whether the queue would take a dossier: a daemon that is down
        refuses nobody, a disk that is full does. `in_visit`: whether somebody stands there.
        """
        self._in_visit = in_visit
        self._client = client
        self._can_store = can_store
        self.max_file_bytes: int | None = None
        """The portal's limit for one file, once the daemon told one."""
        self.clock_doubtful = False
        self.clock_sure = False
        """Whether the portal, which answers, told the same time: more than that nobody doubts it."""
        self.waiting: dict[str, int] = {}
        """People in the queue by letter, as the counters told lately."""
        self._followed = ""
        self._post = post
        self._poll_s = poll_s
        self._asking = JobThread("daemon-ask")
        self._waking = JobThread("daemon-wake")
        self._telling = JobThread("daemon-tell")
        self._stop = threading.Event()
        self._poller = threading.Thread(target=self._poll, name="daemon-status", daemon=True)
        self._listener = threading.Thread(target=self._listen, name="daemon-news", daemon=True)
        self._poller.start()
        self._listener.start()

    def effects(self) -> Mapping[type[Effect], Carrier]:
        """See `Worker`."""
        return {
            VerifyToken: self._verify,
            RequestCode: self._request_code,
            CheckCode: self._check_code,
            CheckBadge: self._check_badge,
            BeginPhone: self._begin_phone,
            AskPhone: self._ask_phone,
            TellHelp: self._help,
            TellErrand: self._errand,
        }

    def wipe(self, visit: int) -> None:
        """The visit ended: nobody waits for its news any more."""
        del visit
        self._followed = ""

    def _verify(self, effect: VerifyToken) -> None:
        """Have a token checked."""

        def answer(
            result: VerifyResult,
            level: int | None = None,
            claims: Claims | None = None,
            ticket: str = "",
        ) -> None:
            told = claims or Claims()
            self._post(TokenVerified(effect.visit, effect.token, result, level, told, ticket))

        def ask() -> None:
            try:
                found = self._client.verify_token(effect.token)
            except GatewayUnavailable:
                answer(VerifyResult.UNAVAILABLE)
                return
            result = RESULTS.get(found.result, VerifyResult.UNAVAILABLE)
            answer(result, found.level, _as_seen(found.claims), found.ticket)

        self._asking.do(ask, failed=lambda: answer(VerifyResult.UNAVAILABLE))

    def _request_code(self, effect: RequestCode) -> None:
        """Have a one-time code sent to the phone."""

        def unavailable() -> None:
            self._post(CodeRequested(effect.visit, "unavailable", "", 60, 0))

        def ask() -> None:
            try:
                sent = self._client.request_code(
                    effect.reference_uid, effect.personal_id, effect.phone, effect.ticket
                )
            except GatewayUnavailable:
                unavailable()
                return
            self._post(
                CodeRequested(
                    effect.visit, sent.result, sent.phone_hint, sent.resend_after_s, sent.tries_left
                )
            )

        self._asking.do(ask, failed=unavailable)

    def _check_code(self, effect: CheckCode) -> None:
        """Have a typed code checked."""

        def unavailable() -> None:
            self._post(CodeVerdict(effect.visit, "unavailable", 0))

        def ask() -> None:
            try:
                checked = self._client.check_code(effect.reference_uid, effect.code)
            except GatewayUnavailable:
                unavailable()
                return
            self._post(CodeVerdict(effect.visit, checked.result, checked.tries_left))

        self._asking.do(ask, failed=unavailable)

    def _begin_phone(self, effect: BeginPhone) -> None:
        """Begin a sign-in that the phone approves."""

        def unavailable() -> None:
            self._post(PhoneBegun(effect.visit, "unavailable"))

        def ask() -> None:
            try:
                begun = self._client.begin_phone()
            except GatewayUnavailable:
                unavailable()
                return
            self._post(
                PhoneBegun(
                    effect.visit, begun.result, begun.handle, begun.address, begun.user_code, begun.expires_s
                )
            )

        self._asking.do(ask, failed=unavailable)

    def _ask_phone(self, effect: AskPhone) -> None:
        """Ask whether the phone has decided."""

        def pending() -> None:
            self._post(PhoneAnswered(effect.visit, effect.handle, "pending"))

        def ask() -> None:
            try:
                found = self._client.ask_phone(effect.handle)
            except GatewayUnavailable:
                pending()
                return
            claims = _as_seen(found.claims)
            self._post(
                PhoneAnswered(effect.visit, effect.handle, found.result, found.level, claims, found.ticket)
            )

        self._asking.do(ask, failed=pending)

    def _check_badge(self, effect: CheckBadge) -> None:
        """Have a badge checked that was held up."""

        def unavailable() -> None:
            self._post(BadgeVerdict(effect.visit, effect.number, "unavailable"))

        def ask() -> None:
            try:
                checked = self._client.check_badge(effect.reference_uid, effect.badge, StaffAct(effect.act))
            except GatewayUnavailable:
                unavailable()
                return
            told = (checked.result, checked.officer_name, checked.confirmation)
            self._post(BadgeVerdict(effect.visit, effect.number, *told))

        self._asking.do(ask, failed=unavailable)

    def wake(self, reference_uid: str) -> None:
        """Tell the daemon that something was stored, and follow that dossier until the visit is wiped.

        `reference_uid` "": nobody waits for news of it. News may go out while the screen does not listen (the
        daemon was away): so it is also asked for.
        """
        self._followed = reference_uid or self._followed

        def call() -> None:
            try:
                self._client.wake()
                if reference_uid:
                    self._tell(self._client.news(reference_uid))
            except GatewayUnavailable:
                log.info("the daemon is not there; it finds the dossier when it starts")

        self._waking.do(call)

    def _help(self, effect: TellHelp) -> None:
        """Tell the daemon that an officer is wanted here, or no longer."""

        def call() -> None:
            try:
                self._client.help(wanted=effect.wanted, step=effect.step)
            except GatewayUnavailable:
                log.info("the daemon is not there: a call for help stands on the screen only")

        self._waking.do(call)

    def _errand(self, effect: TellErrand) -> None:
        """Tell the daemon how an errand ended; one that it does not hear of is not counted."""

        def call() -> None:
            try:
                self._client.errand_ended(
                    errand=effect.errand,
                    step=effect.step,
                    finished=effect.finished,
                    helped=effect.helped,
                    seconds=min(effect.seconds, _LONGEST_ERRAND_S),
                )
            except GatewayUnavailable:
                log.info("the daemon is not there: an errand is not counted")

        self._telling.do(call)

    def close(self) -> None:
        """Stop asking."""
        # Before the line is closed: this process ends with the visit, and its last word is how it went.
        self._telling.close(finish=True)
        self._stop.set()
        self._client.close()
        self._asking.close()
        self._waking.close()
        self._poller.join(timeout=10)
        self._listener.join(timeout=10)

    def _poll(self) -> None:
        while not self._stop.is_set():
            try:
                status = self._client.status(in_visit=self._in_visit())
            except GatewayUnavailable:
                self.waiting = {}
                self.clock_sure = False
                self._post(HealthChanged(daemon=False, link="offline", accepting=self._can_store()))
            else:
                self.max_file_bytes = status.max_file_bytes
                self.clock_doubtful = status.clock_doubtful
                self.clock_sure = status.link is LinkState.ONLINE and not status.clock_doubtful
                self.waiting = dict(status.waiting)
                self._post(
                    HealthChanged(
                        daemon=True,
                        link=status.link.value,
                        identity_service=status.identity_service,
                        accepting=status.accepting and self._can_store(),
                        closed=status.closed,
                        offline_since=status.offline_since,
                        clock_doubtful=status.clock_doubtful,
                        largest_file=status.max_file_bytes or 0,
                    )
                )
                self._ask_for_news()
            self._stop.wait(self._poll_s)

    def _ask_for_news(self) -> None:
        followed = self._followed
        if not followed:
            return
        try:
            self._tell(self._client.news(followed))
        except GatewayUnavailable:
            log.info("no news: the daemon went away")

    def _listen(self) -> None:
        while not self._stop.is_set():
            try:
                self._client.subscribe(self._tell)
            except GatewayUnavailable:
                self._stop.wait(1.0)

    def _tell(self, news: DossierNews | None) -> None:
        if news is not None:
            self._post(
                DeliveryNews(
                    news.reference_uid,
                    news.state.value,
                    news.official_code,
                    news.received_at,
                    news.due_at,
                    received=news.stage in RECEIVED,
                    linked=tuple(
                        LinkedTold(one.code, one.official_code, waiting=bool(one.waits_for))
                        for one in news.linked
                    ),
                )
            )


def daemon_attests(client: GatewayClient) -> Callable[[str, str], str | None]:
    """Give what asks the daemon to vouch for a sign-in: (reference uid, ticket) → attestation.

    None when the daemon is not there: the dossier is stored all the same, and marked as not verified.
    "" when it answers that the sign-in holds no longer.
    """

    def attest(reference_uid: str, ticket: str) -> str | None:
        try:
            return client.attest(reference_uid, ticket)
        except GatewayUnavailable:
            log.warning("the daemon does not vouch for %s: it is not there", reference_uid)
            return None

    return attest


def _as_seen(told: Mapping[str, str]) -> Claims:
    """Take claims as people see them: signs that nobody sees would make a name that no form takes."""
    return Claims({name: without_hidden(value) for name, value in told.items()})
