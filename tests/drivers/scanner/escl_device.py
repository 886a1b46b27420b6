"""A network scanner that speaks eSCL (Mopria) over HTTP on loopback, below libsane's airscan backend."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Self
from xml.etree import ElementTree

import cv2
import numpy as np

from drivers.scanner.port import Frame

_SCAN = "http://schemas.hp.com/imaging/escl/2011/05/03"
_PWG = "http://www.pwg.org/schemas/2010/12/sm"
_RESOLUTIONS = (75, 200, 300)
_A4_IN = (8.268, 11.693)
_NAMESPACES = f'xmlns:scan="{_SCAN}" xmlns:pwg="{_PWG}"'


def sheet(shade: int) -> Frame:
    """A sheet that is told apart by its shade, A4 at 75 dpi, BGR."""
    pixels = np.full((877, 620, 3), shade, dtype=np.uint8)
    pixels[:, :, 2] = 250
    return pixels


class EsclDevice:
    """Keeps what lies in the feeder and on the glass; a context manager that serves while it is open."""

    def __init__(self) -> None:
        """Nothing lies in it."""
        self.feeder: list[Frame] = []
        self.glass: Frame | None = None
        self.adf_state = ""
        """Set to say something else than whether the feeder holds paper, e.g. "ScannerAdfJam"."""
        self.refuse = 0
        """An HTTP status that ends every job, 0 to take them."""
        self.cut_short = False
        """Whether the connection breaks in the middle of a page."""
        self.jobs: list[dict[str, str]] = []
        self._waiting: list[Frame] = []
        device = self

        class Handler(_Handler):
            scanner = device

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.switch_off()

    def switch_off(self) -> None:
        """Vanish from the network."""
        self._server.shutdown()
        self._server.server_close()

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/eSCL"

    def config_dir(self, folder: Path) -> Path:
        """Make a private SANE_CONFIG_DIR that knows this scanner only, as `airscan:e0:Desk`."""
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "dll.conf").write_text("airscan\n")
        (folder / "airscan.conf").write_text(
            f'[devices]\n"Desk" = {self.address}, eSCL\n[options]\ndiscovery = disable\n'
        )
        return folder

    def begin(self, settings: str) -> bool:
        """Take a job, as the standard's ScanSettings; tell whether there is anything to scan."""
        root = ElementTree.fromstring(settings)  # noqa: S314  from our own libsane
        job = {child.tag.rpartition("}")[2]: (child.text or "").strip() for child in root}
        self.jobs.append(job)
        if job["InputSource"] == "Platen":
            self._waiting = [] if self.glass is None else [self.glass]
        else:
            self._waiting, self.feeder = self.feeder, []
        return bool(self._waiting)

    def next_page(self) -> bytes | None:
        """Give the next page as JPEG, None after the last."""
        if not self._waiting:
            return None
        dpi = int(self.jobs[-1]["XResolution"])
        page = self._waiting.pop(0)
        size = (round(_A4_IN[0] * dpi), round(_A4_IN[1] * dpi))
        scaled = page if page.shape[1::-1] == size else cv2.resize(page, size, interpolation=cv2.INTER_AREA)
        return bytes(cv2.imencode(".jpg", scaled)[1])

    def status(self) -> str:
        """Give the standard's ScannerStatus."""
        adf = self.adf_state or ("ScannerAdfLoaded" if self.feeder or self._waiting else "ScannerAdfEmpty")
        return (
            f"<scan:ScannerStatus {_NAMESPACES}><pwg:Version>2.6</pwg:Version><pwg:State>Idle</pwg:State>"
            f"<scan:AdfState>{adf}</scan:AdfState></scan:ScannerStatus>"
        )


def _capabilities() -> str:
    steps = "".join(
        f"<scan:DiscreteResolution><scan:XResolution>{dpi}</scan:XResolution>"
        f"<scan:YResolution>{dpi}</scan:YResolution></scan:DiscreteResolution>"
        for dpi in _RESOLUTIONS
    )
    profile = (
        "<scan:SettingProfiles><scan:SettingProfile><scan:ColorModes>"
        "<scan:ColorMode>Grayscale8</scan:ColorMode><scan:ColorMode>RGB24</scan:ColorMode></scan:ColorModes>"
        "<scan:DocumentFormats><pwg:DocumentFormat>image/jpeg</pwg:DocumentFormat></scan:DocumentFormats>"
        f"<scan:SupportedResolutions><scan:DiscreteResolutions>{steps}</scan:DiscreteResolutions>"
        "</scan:SupportedResolutions></scan:SettingProfile></scan:SettingProfiles>"
    )
    # Lengths in 300ths of an inch.
    extent = (
        "<scan:MinWidth>16</scan:MinWidth><scan:MaxWidth>2480</scan:MaxWidth>"
        "<scan:MinHeight>16</scan:MinHeight><scan:MaxHeight>3508</scan:MaxHeight>"
    )

    def caps(name: str) -> str:
        return f"<scan:{name}>{extent}{profile}</scan:{name}>"

    return (
        f"<scan:ScannerCapabilities {_NAMESPACES}><pwg:Version>2.6</pwg:Version>"
        "<pwg:MakeAndModel>Made Up 1</pwg:MakeAndModel>"
        f"<scan:Platen>{caps('PlatenInputCaps')}</scan:Platen>"
        f"<scan:Adf>{caps('AdfSimplexInputCaps')}{caps('AdfDuplexInputCaps')}</scan:Adf>"
        "</scan:ScannerCapabilities>"
    )


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    scanner: EsclDevice

    def do_GET(self) -> None:
        if self.path.endswith("/ScannerCapabilities"):
            self._give(200, _capabilities().encode())
        elif self.path.endswith("/ScannerStatus"):
            self._give(200, self.scanner.status().encode())
        elif self.path.endswith("/NextDocument"):
            page = self.scanner.next_page()
            self._give(404) if page is None else self._give(200, page, "image/jpeg")
        else:
            self._give(404)

    def do_POST(self) -> None:
        settings = self.rfile.read(int(self.headers["Content-Length"])).decode()
        if self.scanner.refuse:
            self._give(self.scanner.refuse)
        elif self.scanner.begin(settings):
            self._give(201, where=f"{self.scanner.address}/ScanJobs/1")
        else:
            self._give(409)

    def do_DELETE(self) -> None:
        self._give(200)

    def log_message(self, format: str, *values: object) -> None:  # noqa: A002  the library's name
        """Be quiet."""

    def _give(self, status: int, body: bytes = b"", kind: str = "text/xml", where: str = "") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        if where:
            self.send_header("Location", where)
        self.end_headers()
        if self.scanner.cut_short and kind == "image/jpeg":
            self.wfile.write(body[: len(body) // 3])
            self.close_connection = True
        else:
            self.wfile.write(body)
