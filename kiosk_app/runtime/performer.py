"""Carries out the effects of the journey: one place that says which desk does what."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk_app.runtime.daemon_talk import DaemonTalk
from kiosk_app.runtime.dossiers import DossierDesk
from kiosk_app.runtime.papers import PaperDesk
from kiosk_app.runtime.printing import PrintDesk
from kiosk_app.runtime.reading import ReaderDesk
from kiosk_app.runtime.sounds import SoundDesk
from kiosk_app.runtime.titles import TitleDesk
from kiosk_app.session import effects


@dataclass(frozen=True, slots=True)
class Performer:
    """Hands each effect to its desk and returns at once."""

    reader: ReaderDesk
    papers: PaperDesk
    dossiers: DossierDesk
    printing: PrintDesk
    daemon: DaemonTalk
    sounds: SoundDesk
    titles: TitleDesk

    def __call__(self, effect: object) -> None:
        """Begin to carry out an effect; its result comes back as an event."""
        match effect:
            case effects.StartReader(session):
                self.reader.start(session)
            case effects.StopReader():
                self.reader.stop()
            case effects.SoundCode(accepted):
                if accepted:
                    self.sounds.accepted()
                else:
                    self.sounds.refused()
            case effects.VerifyToken():
                self.daemon.verify(effect)
            case effects.WatchPaper(session):
                self.papers.watch(session)
            case effects.StopWatchingPaper():
                self.papers.unwatch()
            case effects.ScanPages(session, single):
                self.papers.scan(session, single=single)
            case effects.ReadTitle():
                self.titles.read(effect)
            case effects.CancelScan():
                self.papers.cancel()
            case effects.PrepareParts(draft):
                self.dossiers.prepare(draft)
            case effects.RequestCode():
                self.daemon.request_code(effect)
            case effects.CheckCode():
                self.daemon.check_code(effect)
            case effects.SaveDossier():
                self.dossiers.save(effect, then=self.daemon.wake)
            case effects.PrintReceipt():
                self.printing.receipt(effect, self.dossiers.prepared(effect.session))
            case effects.PrintAppointment():
                self.printing.appointment(effect, self.dossiers.prepared(effect.session))
            case effects.StoreRating():
                self.dossiers.rate(effect, then=self.daemon.nudge)
            case effects.Wipe(session):
                self._wipe(session)
            case _:
                raise TypeError(f"no desk for {type(effect).__name__}")

    def _wipe(self, session: int) -> None:
        self.reader.stop()
        self.papers.unwatch()
        self.papers.cancel()
        self.titles.forget(session)
        self.daemon.forget()
        self.dossiers.wipe(session)

    def close(self) -> None:
        """Let go of every device and thread."""
        self.reader.close()
        self.papers.close()
        self.dossiers.close()
        self.printing.close()
        self.daemon.close()
        self.sounds.close()
        self.titles.close()
