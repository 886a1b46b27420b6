"""All that stands around the kiosk: portal, printer, scanner, the citizen's phone, daemon, configuration."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import cv2
import numpy as np
import pyrage
import requests

from tests.support.paper_tray import PaperTray
from tests.support.processes import Program, answers, free_port

USER, PASSWORD = "kiosk-dn07", "sandbox-only"
CITIZEN = "048190000002"
PROTOCOLS = {"opencps": "o/rest/v2", "dvcqg": "dvcqg"}
"""Protocol → where the sandbox speaks it."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where a world keeps its files."""

    root: Path

    def folder(self, name: str) -> Path:
        """A folder below the root, made when missing."""
        path = self.root / name
        path.mkdir(parents=True, exist_ok=True)
        return path


class World:
    """Starts and stops the programs around the kiosk. Use as a context manager."""

    def __init__(
        self,
        root: Path,
        *,
        panel: tuple[int, int] = (1080, 1920),
        full_screen: bool = False,
        phone_host: str = "127.0.0.1",
        portal_up: bool = True,
        camera: str = "",
        offered: tuple[str, ...] = ("1.004873", "2.000635"),
        seed: int = 20261124,
        more: str = "",
        at_door: bool = False,
        copies: str = "officer",
        tickets: str = "00:00-24:00",
        protocol: str = "opencps",
        settings: Mapping[str, str] | None = None,
    ) -> None:
        """`more`: tables that the configuration gets besides; `settings`: further lines by the table's name.

        `at_door`: the camera looks in every step. `protocol`: what the portal speaks, one of `PROTOCOLS`.

        `camera`: a camera number or device; "" lets the citizen of this world show pictures instead."""
        self.layout = Layout(root.resolve())
        self.panel = panel
        self.full_screen = full_screen
        self.seed = seed
        self._more = more
        self._at_door = at_door
        self._copies = copies
        self._tickets = tickets
        self.protocol = protocol
        self._settings = settings or {}
        self.portal_port = free_port()
        self.phone_host = phone_host
        self.portal: Program | None = None
        self.printer: Program | None = None
        self.daemon: Program | None = None
        self.printer_port = 0
        self.prints = self.layout.folder("prints")
        self.camera_file = self.layout.folder("camera") / "view.png"
        self.camera = camera
        self.offered = offered
        self.tray = PaperTray(self.layout.folder("scanner"))
        self.config = self.layout.root / "kiosk.toml"
        self._portal_up = portal_up
        self._kept_code = b""

    def __enter__(self) -> Self:
        self._make_keys()
        self.put_away()
        self._begin_printer()
        self._begin_portal()
        self._printer_is_up()
        self._write_config()
        if self._portal_up:
            self._begin_daemon()
            self._portal_is_up()
            self._daemon_is_up()
            return self
        self._portal_is_up()
        # A phone keeps its last code when the network goes: fetched while there was one.
        self.keep_code()
        self.stop_portal()
        self.start_daemon()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for program in (self.daemon, self.printer, self.portal):
            if program is not None:
                program.stop()

    def restore(self) -> None:
        """Bring back whatever was taken away or made to fail."""
        if self.portal is None:
            self.start_portal()
        if self.daemon is None:
            self.start_daemon()
        self.fault(identity_down=False)
        self.set_printer(paper="enough")
        self.put_away()

    @property
    def portal_address(self) -> str:
        """Base address of the sandbox."""
        return f"http://127.0.0.1:{self.portal_port}"

    def start_portal(self) -> None:
        """Start the sandbox on the port that the configuration names; its state survives a stop."""
        self._begin_portal()
        self._portal_is_up()

    def _begin_portal(self) -> None:
        state = self.layout.folder("portal")
        self.portal = Program(
            "portal-sandbox",
            [
                *("-m", "portal_sandbox", "--host", self.phone_host, "--port", str(self.portal_port)),
                *("--state", str(state), "--user", USER, "--password", PASSWORD),
            ],
            self.layout.folder("records"),
            {},
        )

    def _portal_is_up(self) -> None:
        if self.portal is not None:
            self.portal.wait_for(lambda: answers(self.portal_port))

    def stop_portal(self) -> None:
        """Take the portal away."""
        if self.portal is not None:
            self.portal.stop()
            self.portal = None

    def _begin_printer(self) -> None:
        port_file = self._printer_port_file
        port_file.unlink(missing_ok=True)
        self.printer = Program(
            "printer-emulator",
            [
                *("-m", "drivers.printer.emulator", "--port", "0", "--port-file", str(port_file)),
                *("--state", str(self.layout.folder("printer") / "state.json"), "--out", str(self.prints)),
            ],
            self.layout.folder("records"),
            {},
        )

    def _printer_is_up(self) -> None:
        if self.printer is not None:
            self.printer.wait_for(self._printer_port_file.exists)
            self.printer_port = int(self._printer_port_file.read_text())

    @property
    def _printer_port_file(self) -> Path:
        return self.layout.folder("printer") / "port"

    def start_daemon(self) -> None:
        """Start kiosk-sync."""
        self._begin_daemon()
        self._daemon_is_up()

    def _begin_daemon(self) -> None:
        self.daemon = Program(
            "kiosk-sync",
            ["-m", "offline_queue", "--config", str(self.config)],
            self.layout.folder("records"),
            {},
        )

    def _daemon_is_up(self) -> None:
        if self.daemon is not None:
            self.daemon.wait_for((self.layout.folder("run") / "sync.sock").exists)

    def stop_daemon(self) -> None:
        """Take kiosk-sync away."""
        if self.daemon is not None:
            self.daemon.stop()
            self.daemon = None
            (self.layout.folder("run") / "sync.sock").unlink(missing_ok=True)

    def fault(self, **faults: Any) -> None:
        """Let the portal do something wrong; see portal_sandbox.faults."""
        requests.post(f"{self.portal_address}/sandbox/faults", json=faults, timeout=10).raise_for_status()

    # The citizen

    def show_phone(self, personal_id: str = CITIZEN) -> None:
        """Hold the phone with a fresh VNeID code before the camera."""
        picture = self._get(f"/phone/{personal_id}/qr.png").content
        self.hold_up(picture)

    def keep_code(self) -> None:
        """Let the phone remember a code for when there is no network."""
        self._kept_code = self._get(f"/phone/{CITIZEN}/qr.png").content

    def show_kept_phone(self) -> None:
        """Hold the phone with the code that it kept from before the network went."""
        self.hold_up(self._kept_code)

    def show_card(self, personal_id: str = CITIZEN, fields: int = 7) -> None:
        """Hold the identity card before the camera."""
        self.hold_up(self._get(f"/phone/{personal_id}/card.png?fields={fields}").content)

    def hold_up(self, picture: bytes) -> None:
        """Put a picture before the camera, in one step."""
        fresh = self.camera_file.with_suffix(".new.png")
        fresh.write_bytes(picture)
        fresh.replace(self.camera_file)

    def put_away(self) -> None:
        """Nothing before the camera any more but the room."""
        self.hold_up(empty_room())

    def unplug_camera(self) -> None:
        """No camera at all."""
        self.camera_file.unlink(missing_ok=True)

    def code_on_phone(self, personal_id: str = CITIZEN, seconds: float = 10.0) -> str:
        """Read the newest one-time code from the citizen's phone."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            codes = self._get(f"/phone/{personal_id}/codes").json()
            if codes:
                return str(codes[-1]["code"])
            time.sleep(0.1)
        raise TimeoutError("no one-time code came to the phone")

    # The officer

    def portal_state(self) -> dict[str, Any]:
        """What the portal holds: dossiers with their files."""
        found: dict[str, Any] = self._get("/sandbox/state").json()
        return found

    def dossier_at_portal(self, reference_uid: str) -> dict[str, Any] | None:
        """The portal's row of that dossier, or None."""
        for dossier in self.portal_state()["dossiers"]:
            if dossier["referenceUid"] == reference_uid:
                return dict(dossier)
        return None

    def wait_for_dossier(self, reference_uid: str, seconds: float = 30.0) -> dict[str, Any]:
        """Wait until the portal has given the dossier its official code."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            dossier = self.dossier_at_portal(reference_uid)
            if dossier is not None and dossier.get("dossierNo"):
                return dossier
            time.sleep(0.1)
        raise TimeoutError("the dossier did not reach the portal")

    def file_at_portal(self, reference_uid: str, file_uid: str) -> bytes:
        """The bytes of one file as the portal holds them."""
        address = f"/o/rest/v2/dossiers/{reference_uid}/files/{file_uid}"
        return self._get(address, auth=(USER, PASSWORD), headers={"groupId": "1"}).content

    def ask(self, path: str) -> requests.Response:
        """Ask the portal as the kiosk does."""
        return self._get(path, auth=(USER, PASSWORD), headers={"groupId": "1"})

    def officer_receives(self, reference_uid: str) -> None:
        """Let the officer at the authority receive the dossier and begin with it."""
        address = f"{self.portal_address}/inbox/{reference_uid}/step"
        requests.post(address, data={"status": "processing"}, timeout=10).raise_for_status()

    def set_printer(self, **state: Any) -> None:
        """Change the printer's state, e.g. paper="out"."""
        path = self.layout.folder("printer") / "state.json"
        known = json.loads(path.read_text()) if path.exists() else {}
        fresh = path.with_suffix(".new")
        fresh.write_text(json.dumps({**known, **state}))
        fresh.replace(path)

    def _get(self, path: str, **more: Any) -> requests.Response:
        reply = requests.get(self.portal_address + path, timeout=10, **more)
        reply.raise_for_status()
        return reply

    def _make_keys(self) -> None:
        credentials = self.layout.folder("credentials")
        sync = pyrage.x25519.Identity.generate()
        recovery = pyrage.x25519.Identity.generate()
        (credentials / "sync.key").write_text(f"{sync}\n")
        (credentials / "portal.user").write_text(USER)
        (credentials / "portal.password").write_text(PASSWORD)
        self.recipients = (str(sync.to_public()), str(recovery.to_public()))

    def _write_config(self) -> None:
        width, height = self.panel
        self.layout.folder("run")
        self.layout.folder("queue")
        self.config.write_text(
            f"""# Written for this journey; every key is explained in README.md.
[kiosk]
id = "DN07"
authority_code = "H17.99.01"
authority_name = "UBND xã Nam Giang"
parent_authority = "UBND thành phố Đà Nẵng"
place = "Nam Giang"
phone = "0235 000 0007"
province_code = "48"
commune_code = "20707"

[queue]
database = "queue/outbox.sqlite"
recipients = {json.dumps(list(self.recipients))}
reserve_mb = 50

[gateway]
socket = "run/sync.sock"

[portal]
kind = "{self.protocol}"
address = "{self.portal_address}/{PROTOCOLS[self.protocol]}"
file_address = "{self.portal_address}/dvcqg/files"
identity_address = "{self.portal_address}/identity"
group_id = 1
credentials = "credentials"
requests_address = "{self.portal_address}/o/rest/v2/requests"
facts_address = "{self.portal_address}/o/rest/v2/facts"
connect_timeout_s = 2.0
{self._settings.get("portal", "")}

[sync]
probe_every_s = 1.0
backoff_first_s = 0.5
{self._settings.get("sync", "")}

[session]
retry_print_s = 1.0

[screen]
width_px = {width}
height_px = {height}
width_mm = {268.0 if width < height else 476.0}
full_screen = {json.dumps(self.full_screen)}

{self.tray.toml()}
[printer]
transport = "tcp"
port = {self.printer_port}

[reader]
kind = "camera"
source = {json.dumps(self.camera or str(self.camera_file))}
at_door = {json.dumps(self._at_door)}

[certified_copy]
way = "{self._copies}"

[tickets]
hours = [{json.dumps(self._tickets)}]
display_address = "{self.portal_address}/counter/display"
every_day = true
priority = ["người từ 80 tuổi", "phụ nữ mang thai"]

[[tickets.fields]]
letter = "A"
name = "Hộ tịch, chứng thực"
counters = ["Quầy 1", "Quầy 2"]
minutes = 8

[[tickets.fields]]
letter = "B"
name = "Đất đai, xây dựng"

[catalogue]
offered = {json.dumps(self.offered)}

[catalogue.promises]
"1.004873" = 15
{self._more}""",
            encoding="utf-8",
        )


def empty_room() -> bytes:
    """What the camera sees when nobody stands before it: a wall, lighter towards the window."""
    row = np.linspace(70, 150, 640, dtype=np.uint8)
    picture = np.repeat(np.repeat(row[np.newaxis, :, np.newaxis], 480, axis=0), 3, axis=2)
    return cv2.imencode(".png", picture)[1].tobytes()
