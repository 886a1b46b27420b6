"""Pictures for QML: scanned pages, the code as QR, what the camera sees. In memory only."""

from __future__ import annotations

import threading
from urllib.parse import unquote

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import Property, QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtQuick import QQuickImageProvider

from kiosk_app.session.facts.filing import Papers
from kiosk_app.session.kernel.state import VisitState
from kiosk_app.session.steps.result import ResultShown
from kiosk_app.slips.qr import qr_png
from kiosk_app.ui.store import Store

Frame = npt.NDArray[np.uint8]
_PREVIEW_PX = 640
"""About the width in which a frame of the camera is shown; whole rows and columns of it are left out."""
_QR_SCALE = 12
"""Pixels of a module: QML draws the code smaller, never larger."""


class PagePictures(QQuickImageProvider):
    """`image://page/thumbnail/<page_id>` and `image://page/preview/<page_id>`, decoded off the GUI thread."""

    def __init__(self, store: Store) -> None:
        """Pages are looked up in the state, which is one immutable value."""
        super().__init__(
            QQuickImageProvider.ImageType.Image,
            QQuickImageProvider.Flag.ForceAsynchronousImageLoading,
        )
        self._store = store

    def requestImage(self, id: str, size: QSize, requestedSize: QSize) -> QImage:  # noqa: A002, ARG002  Qt's signature
        """Give the picture; a null one for a page that is gone."""
        kind, _, page_id = id.partition("/")
        data = _picture(self._store.state, kind, page_id)
        image = QImage.fromData(data)
        size.setWidth(image.width())
        size.setHeight(image.height())
        return image


def _picture(state: VisitState, kind: str, page_id: str) -> bytes:
    for shown in state.of(ResultShown).pages:
        if shown.page_id == page_id:
            return shown.picture
    for line in state.of(Papers).lines:
        for page in (*line.pages, *(side.page for side in line.dropped)):
            if page.page_id == page_id:
                return page.thumbnail if kind == "thumbnail" else page.preview
    return b""


class CodePictures(QQuickImageProvider):
    """`image://code/<text>`: the text as QR; it is percent-encoded."""

    def __init__(self) -> None:
        """Small enough to be drawn at once."""
        super().__init__(QQuickImageProvider.ImageType.Image)

    def requestImage(self, id: str, size: QSize, requestedSize: QSize) -> QImage:  # noqa: A002, ARG002  Qt's signature
        """Give the picture."""
        image = QImage.fromData(qr_png(unquote(id), _QR_SCALE))
        size.setWidth(image.width())
        size.setHeight(image.height())
        return image


class CameraView(QObject):
    """What the QR camera sees, newest only. `show` may be called from any thread."""

    changed = Signal()
    _arrived = Signal()

    def __init__(self, parent: QObject) -> None:
        """Dark until a frame comes."""
        super().__init__(parent)
        self._lock = threading.Lock()
        self._image = QImage()
        self._number = 0
        self._arrived.connect(self._announce, Qt.ConnectionType.QueuedConnection)

    def show(self, frame: Frame | None) -> None:
        """Take a frame, BGR or grey; None forgets the last one."""
        image = QImage() if frame is None else _small(frame)
        with self._lock:
            self._image = image
        self._arrived.emit()

    def newest(self) -> QImage:
        """The picture that is shown now."""
        with self._lock:
            return self._image

    def _announce(self) -> None:
        self._number += 1
        self.changed.emit()

    def _get_source(self) -> str:
        return "" if self.newest().isNull() else f"image://camera/{self._number}"

    source = Property(str, _get_source, notify=changed)


class CameraPictures(QQuickImageProvider):
    """`image://camera/<number>`: the newest frame, whatever the number."""

    def __init__(self, camera: CameraView) -> None:
        """The frame is ready made; nothing is left to do on the GUI thread."""
        super().__init__(QQuickImageProvider.ImageType.Image)
        self._camera = camera

    def requestImage(self, id: str, size: QSize, requestedSize: QSize) -> QImage:  # noqa: A002, ARG002  Qt's signature
        """Give the frame."""
        image = self._camera.newest()
        size.setWidth(image.width())
        size.setHeight(image.height())
        return image


def _small(frame: Frame) -> QImage:
    """Copy a frame into a picture no wider than the screen needs."""
    step = max(1, round(frame.shape[1] / _PREVIEW_PX))
    part = np.ascontiguousarray(frame[::step, ::step])
    height, width = part.shape[:2]
    grey = part.ndim == 2
    kind = QImage.Format.Format_Grayscale8 if grey else QImage.Format.Format_BGR888
    return QImage(part.data, width, height, part.strides[0], kind).copy()
