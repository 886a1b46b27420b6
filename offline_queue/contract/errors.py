"""What can go wrong with the queue's file. Each says what happened, what to do, and that nothing is lost."""

from __future__ import annotations


class QueueError(Exception):
    """Something the queue cannot do now. `code` is stable; the text is for the technician."""

    code = "queue.error"


class NewerDatabaseError(QueueError):
    """The file was written by a newer program."""

    code = "queue.newer"


class DamagedDatabaseError(QueueError):
    """The file is not a queue, or SQLite finds it damaged."""

    code = "queue.damaged"


class QueueFullError(QueueError):
    """The disk has no room; nothing of the dossier was stored."""

    code = "queue.full"


class QueueReadOnlyError(QueueError):
    """The file or its directory may not be written."""

    code = "queue.read_only"


class QueueReplacedError(QueueError):
    """The file, its log or the log's index was removed, moved or swapped while it was open."""

    code = "queue.replaced"


class IdInUseError(QueueError):
    """The province knows another holder of this kiosk's id: no code is given out until staff have decided."""

    code = "queue.id_in_use"


class QueueBusyError(QueueError):
    """Another program held the write lock longer than the deadline."""

    code = "queue.busy"


class QueueUnavailableError(QueueError):
    """The file cannot be opened, or an input/output error came up."""

    code = "queue.unavailable"


class ConflictingSubmissionError(QueueError):
    """The same `reference_uid` came again with other contents; the first is kept as it was."""

    code = "queue.conflict"


class InconsistentSubmissionError(QueueError):
    """Manifest and contents do not belong together; nothing was stored."""

    code = "queue.inconsistent"


class UnknownDossierError(QueueError):
    """No dossier of that id is in the queue."""

    code = "queue.unknown"


class IllegalTransitionError(QueueError):
    """A change of state that the life of a dossier does not have; nothing was changed."""

    code = "queue.transition"


class CheckedInError(QueueError):
    """This appointment has a queue number already, which still holds."""

    code = "queue.checked_in"

    def __init__(self, number: int) -> None:
        """`number`: the one that it has."""
        self.number = number
        super().__init__("this appointment was checked in before; its number still holds")
