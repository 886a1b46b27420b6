"""Every event and effect by its name, for tests that play whole visits."""

# ruff: noqa: F403  this module only collects names
from kiosk_app.session.facts.certified_copy import *
from kiosk_app.session.facts.chip import *
from kiosk_app.session.facts.counters import *
from kiosk_app.session.facts.delivery import *
from kiosk_app.session.facts.due_services import *
from kiosk_app.session.facts.filing import *
from kiosk_app.session.facts.followed import *
from kiosk_app.session.facts.guidance import *
from kiosk_app.session.facts.page_capacity import *
from kiosk_app.session.facts.payment import *
from kiosk_app.session.facts.petition import *
from kiosk_app.session.facts.phone_sign_in import *
from kiosk_app.session.facts.printing import *
from kiosk_app.session.facts.qr_reader import *
from kiosk_app.session.facts.results import *
from kiosk_app.session.facts.signer import *
from kiosk_app.session.facts.voice import *
from kiosk_app.session.facts.witness import *
from kiosk_app.session.kernel.effects import *
from kiosk_app.session.kernel.events import *
from kiosk_app.session.steps.certified_copy import CounterAsked as CounterAsked
from kiosk_app.session.steps.certified_copy import PaperChosen as PaperChosen
from kiosk_app.session.steps.certified_copy import VisitWanted as VisitWanted
from kiosk_app.session.steps.code import *
from kiosk_app.session.steps.compare import PageDiffers as PageDiffers
from kiosk_app.session.steps.compare import PageIsSame as PageIsSame
from kiosk_app.session.steps.confirmation import *
from kiosk_app.session.steps.consent import *
from kiosk_app.session.steps.dossier import ActionAsked as ActionAsked
from kiosk_app.session.steps.dossier import CheckInAsked as CheckInAsked
from kiosk_app.session.steps.dossier import DossierChosen as DossierChosen
from kiosk_app.session.steps.dossier import DossierShown as DossierShown
from kiosk_app.session.steps.dossier import DossierSlip as DossierSlip
from kiosk_app.session.steps.dossier import PrintState as PrintState
from kiosk_app.session.steps.dossier import ResultAsked as ResultAsked
from kiosk_app.session.steps.dossier import SignInAsked as SignInAsked
from kiosk_app.session.steps.dossier import StateSlipAsked as StateSlipAsked
from kiosk_app.session.steps.dossier_rating import *
from kiosk_app.session.steps.draft import CorrectionTyped as CorrectionTyped
from kiosk_app.session.steps.draft import DraftReading as DraftReading
from kiosk_app.session.steps.draft import LineWrong as LineWrong
from kiosk_app.session.steps.due_services import ServiceOpened as ServiceOpened
from kiosk_app.session.steps.due_services import ServicePutOff as ServicePutOff
from kiosk_app.session.steps.find_procedure import *
from kiosk_app.session.steps.form import *
from kiosk_app.session.steps.look_up import CodeEntered as CodeEntered
from kiosk_app.session.steps.look_up import LookUp as LookUp
from kiosk_app.session.steps.look_up import MineAsked as MineAsked
from kiosk_app.session.steps.papers import *
from kiosk_app.session.steps.payment import *
from kiosk_app.session.steps.petition import CategoryChosen as CategoryChosen
from kiosk_app.session.steps.petition import PapersWanted as PapersWanted
from kiosk_app.session.steps.petition import Petition as Petition
from kiosk_app.session.steps.petition import PetitionSent as PetitionSent
from kiosk_app.session.steps.petition import PetitionTyped as PetitionTyped
from kiosk_app.session.steps.petition import VoiceWanted as VoiceWanted
from kiosk_app.session.steps.petitioner import PetitionerForm as PetitionerForm
from kiosk_app.session.steps.petitioner import PetitionerTyped as PetitionerTyped
from kiosk_app.session.steps.phone_sign_in import *
from kiosk_app.session.steps.procedures import *
from kiosk_app.session.steps.queue_ticket import *
from kiosk_app.session.steps.rating import *
from kiosk_app.session.steps.request_sent import PrintRequest as PrintRequest
from kiosk_app.session.steps.request_sent import RequestSlipAsked as RequestSlipAsked
from kiosk_app.session.steps.request_sent import Sending as Sending
from kiosk_app.session.steps.request_sent import SendingPhase as SendingPhase
from kiosk_app.session.steps.requirements import *
from kiosk_app.session.steps.result import CopiesChosen as CopiesChosen
from kiosk_app.session.steps.result import CopyFailed as CopyFailed
from kiosk_app.session.steps.result import CopyPrinted as CopyPrinted
from kiosk_app.session.steps.result import FetchResult as FetchResult
from kiosk_app.session.steps.result import ForgetResult as ForgetResult
from kiosk_app.session.steps.result import PrintCopy as PrintCopy
from kiosk_app.session.steps.result import ResultCame as ResultCame
from kiosk_app.session.steps.result import ResultFailed as ResultFailed
from kiosk_app.session.steps.result import ResultPhase as ResultPhase
from kiosk_app.session.steps.result import ResultShown as ResultShown
from kiosk_app.session.steps.review import *
from kiosk_app.session.steps.scan.events import *
from kiosk_app.session.steps.sign_in import *
from kiosk_app.session.steps.staff_check import *
from kiosk_app.session.steps.visit_day import HalfDayChosen as HalfDayChosen
from kiosk_app.session.steps.visit_day import VisitDay as VisitDay
from kiosk_app.session.steps.voice import DeleteTouched as DeleteTouched
from kiosk_app.session.steps.voice import ListenTouched as ListenTouched
from kiosk_app.session.steps.voice import RecordTouched as RecordTouched
from kiosk_app.session.steps.voice import Speaking as Speaking
from kiosk_app.session.steps.voice import StopTouched as StopTouched
from kiosk_app.session.steps.voice import VoicePhase as VoicePhase
from kiosk_app.session.steps.who_helps import HelperForm as HelperForm
from kiosk_app.session.steps.who_helps import HelperNamed as HelperNamed
from kiosk_app.session.steps.who_helps import NobodyHelps as NobodyHelps
from kiosk_app.session.steps.who_helps import RelationChosen as RelationChosen
