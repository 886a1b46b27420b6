"""What the daemon answers to each question of the screen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol, TypeVar

from pydantic import BaseModel, ValidationError

from offline_queue.contract.appointment_messages import AppointmentParams, AppointmentTold
from offline_queue.contract.due_messages import DueParams, DueServicesAnswer
from offline_queue.contract.errors import QueueError
from offline_queue.contract.fee_messages import FeeParams, FeeTold
from offline_queue.contract.look_up_messages import LookedUp, LookUpParams, Mine, MineParams
from offline_queue.contract.messages import (
    DossierNews,
    ErrandParams,
    HelpParams,
    Method,
    NewsParams,
    Status,
    StatusParams,
    WakeParams,
)
from offline_queue.contract.result_messages import PieceParams, ResultBegun, ResultParams, ResultPiece
from offline_queue.contract.service_messages import Done, DoParams, Entered, EnterParams, LeaveParams
from offline_queue.contract.sign_in_messages import (
    AttestParams,
    BadgeChecked,
    BadgeParams,
    CheckParams,
    ChipChecked,
    ChipParams,
    CodeParams,
    PhoneParams,
    PhoneSignInBegun,
    Verified,
    VerifyParams,
)
from offline_queue.gateway.code_guard import CodeGuard
from offline_queue.gateway.sign_ins import SignIns

Params = Mapping[str, object]
_Asked = TypeVar("_Asked", bound=BaseModel)


class Service(Protocol):
    """Service mode: see `ServiceMode`."""

    def enter(self, params: EnterParams) -> Entered:
        """Begin a session."""

    def do(self, params: DoParams) -> Done:
        """Let an act happen."""

    def leave(self, params: LeaveParams) -> Done:
        """End a session."""


class ResultFetching(Protocol):
    """Finished results: see `Results`."""

    def fetch(self, params: ResultParams) -> ResultBegun:
        """Begin to fetch one."""

    def piece(self, params: PieceParams) -> ResultPiece:
        """Give a piece of it."""


class Visits(Protocol):
    """What the screen tells of visits, unasked."""

    def here(self) -> None:
        """Somebody stands at the screen now."""

    def ended(self, params: ErrandParams) -> None:
        """An errand ended."""


class RequestRefusedError(Exception):
    """A question that is not answered. `code` is stable."""

    def __init__(self, code: str, text: str) -> None:
        self.code = code
        super().__init__(text)


@dataclass(frozen=True, slots=True)
class RequestHandler:
    """Thread-safe; each answer is bounded in time by whatever it asks."""

    status: Callable[[], Status]
    sign_ins: SignIns
    guard: CodeGuard
    news: Callable[[str], DossierNews | None]
    wake: Callable[[bool], None]
    """Called with whether a person acted."""
    help: Callable[[HelpParams], None]
    look_up: Callable[[LookUpParams], LookedUp]
    mine: Callable[[MineParams], Mine]
    due: Callable[[DueParams], DueServicesAnswer]
    confirm: Callable[[BadgeParams], BadgeChecked]
    """A badge was held up for a dossier."""
    check_chip: Callable[[ChipParams], ChipChecked]
    begin_phone: Callable[[], PhoneSignInBegun]
    ask_phone: Callable[[PhoneParams], Verified]
    service: Service
    fee: Callable[[FeeParams], FeeTold]
    results: ResultFetching
    visits: Visits
    appointment: Callable[[AppointmentParams], AppointmentTold]

    def answer(self, method: str, params: Params) -> dict[str, object]:
        """Give the result. Raises `RequestRefusedError`."""
        try:
            known = Method(method)
        except ValueError as error:
            raise RequestRefusedError("method", "no such question") from error
        try:
            return self._answer(known, params)
        except QueueError as error:
            raise RequestRefusedError(error.code, "the queue cannot be read now") from error

    def _answer(self, method: Method, params: Params) -> dict[str, object]:
        match method:
            case Method.STATUS:
                if _read(StatusParams, params).in_visit:
                    self.visits.here()
                return _plain(self.status())
            case Method.VERIFY_TOKEN:
                return _plain(self.sign_ins.verify(_read(VerifyParams, params).token))
            case Method.REQUEST_CODE:
                return _plain(self.sign_ins.request_code(_read(CodeParams, params)))
            case Method.CHECK_CODE:
                return _plain(self.guard.check(_read(CheckParams, params)))
            case Method.ATTEST:
                return _plain(self.sign_ins.attest(_read(AttestParams, params)))
            case Method.CHECK_CHIP:
                return _plain(self.check_chip(_read(ChipParams, params)))
            case Method.BEGIN_PHONE:
                return _plain(self.begin_phone())
            case Method.ASK_PHONE:
                return _plain(self.ask_phone(_read(PhoneParams, params)))
            case Method.CHECK_BADGE:
                return _plain(self.confirm(_read(BadgeParams, params)))
            case Method.NEWS:
                news = self.news(_read(NewsParams, params).reference_uid)
                return {} if news is None else _plain(news)
            case Method.LOOK_UP:
                return _plain(self.look_up(_read(LookUpParams, params)))
            case Method.MINE:
                return _plain(self.mine(_read(MineParams, params)))
            case Method.FEE:
                return _plain(self.fee(_read(FeeParams, params)))
            case Method.DUE_SERVICES:
                return _plain(self.due(_read(DueParams, params)))
            case Method.APPOINTMENT:
                return _plain(self.appointment(_read(AppointmentParams, params)))
            case Method.FETCH_RESULT:
                return _plain(self.results.fetch(_read(ResultParams, params)))
            case Method.RESULT_PIECE:
                return _plain(self.results.piece(_read(PieceParams, params)))
            case Method.WAKE:
                self.wake(_read(WakeParams, params).by_hand)
                return {}
            case Method.HELP:
                self.help(_read(HelpParams, params))
                return {}
            case Method.ERRAND_ENDED:
                self.visits.ended(_read(ErrandParams, params))
                return {}
            case Method.ENTER_SERVICE:
                return _plain(self.service.enter(_read(EnterParams, params)))
            case Method.DO_SERVICE:
                return _plain(self.service.do(_read(DoParams, params)))
            case Method.LEAVE_SERVICE:
                return _plain(self.service.leave(_read(LeaveParams, params)))
            case Method.SUBSCRIBE:
                raise RequestRefusedError("method", "subscribing is the connection's own matter")


def _read(kind: type[_Asked], params: Params) -> _Asked:
    try:
        return kind.model_validate(params)
    except ValidationError as error:
        raise RequestRefusedError("params", "the parameters do not fit the question") from error


def _plain(message: BaseModel) -> dict[str, object]:
    return message.model_dump(mode="json")
