"""The province's page in Debian's Chromium, with made-up figures behind it, and axe on it.

`python -m tests.fleet_page.browser PICTURE.png [AXE.js]` draws it.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

PAGE = Path(__file__).resolve().parents[2] / "assets" / "fleet" / "page"
HOSTILE = '<img src=x onerror="document.title=1">'
_CHECK = """"use strict";
(async () => {
  // The lists come one after the other, each by a question of its own.
  const there = () => ["#list tr", "#errands tr", "#wrong li"].every((one) => document.querySelector(one));
  for (let turn = 0; turn < 1200 && !there(); turn += 1)
    await new Promise((done) => setTimeout(done, 50));
  const found = await axe.run(document, { resultTypes: ["violations"] });
  const rows = document.querySelectorAll("#list tr");
  const ill = [...document.querySelectorAll("#list td.ill")].map((cell) => cell.textContent);
  const words = document.getElementById("words");
  words.value = "k7";
  words.dispatchEvent(new Event("input"));
  await fetch("/result", { method: "POST", body: JSON.stringify({
    violations: found.violations.map(
      (one) => `${one.id}: ${one.nodes.map((node) => node.html).join(" ").slice(0, 200)}`),
    rows: rows.length, first: rows[0].textContent, images: document.images.length,
    filtered: document.querySelectorAll("#list tr").length,
    wrong: document.getElementById("wrong").textContent, title: document.title,
    marks: document.querySelectorAll("#map svg > *").length,
    versions: document.getElementById("versions").textContent,
    errands: [...document.querySelectorAll("#errands tr")].map((row) => row.textContent),
    ill: ill,
  }) });
})();
"""
_TYPES = {".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript"}


def figures(kiosks: int = 40) -> list[dict[str, Any]]:
    """Give what Prometheus would answer."""
    found = []
    for place in range(kiosks):
        metric = {
            "online": int(place % 11 != 3),
            "accepting": 1,
            "sound": 1,
            "link_up": int(place % 7 != 0),
            "two_of_a_name": 0,
            "clock_doubtful": 0,
            "attention": int(place == 5),
            "damaged": 0,
            "warnings": 2 * int(place == 6),
            "undelivered": place % 5,
            "oldest_seconds": 40_000 if place == 7 else (place % 5) * 900,
            "edition": 17 if place % 3 else 18,
            "version": 1_002_003,
            "ring": 1 + min(2, place),
        }
        for name, value in metric.items():
            labels = {"__name__": f"kiosk_fleet_{name}", "kiosk": f"K{place}", "province": "48"}
            found.append({"metric": labels, "value": [0, str(value)]})
    return found


def errands() -> dict[str, Any]:
    """Give what Prometheus would answer of how errands went."""
    told = {
        ("1.004873", "begun", ""): 400,
        ("1.004873", "judged", ""): 400,
        ("1.004873", "finished", ""): 300,
        ("1.004873", "helped", ""): 40,
        ("1.004873", "minutes", ""): 2_400,
        ("1.004873", "left", "scan"): 60,
        ("1.004873", "left", "other"): 40,
        ("queue_ticket", "begun", ""): 900,
        ("queue_ticket", "minutes", ""): 450,
    }
    rows = [
        {"metric": {"errand": errand, "what": what, **({"step": step} if step else {})}, "value": [0, str(n)]}
        for (errand, what, step), n in told.items()
    ]
    return {"status": "success", "data": {"result": rows}}


def _answers() -> dict[str, Any]:
    places = {
        f"K{place}": {
            "commune": HOSTILE if place == 7 else f"Xã Mẫu {place}",
            "lat": 15.4 + (place % 8) * 0.09,
            "lon": 107.3 + (place // 8) * 0.13,
        }
        for place in range(40)
    }
    alert = {
        "state": "firing",
        "labels": {"alertname": "KioskSilent"},
        "annotations": {"summary": f"Kiosk K3 is silent {HOSTILE}", "what_to_do": "Ask the counter."},
    }
    return {
        "/places.json": places,
        "/prometheus/api/v1/query": {"status": "success", "data": {"result": figures()}},
        "/prometheus/api/v1/alerts": {"status": "success", "data": {"alerts": [alert]}},
    }


class _Server(ThreadingHTTPServer):
    axe: Path | None = None
    result: dict[str, Any] | None = None


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        answers = _answers()
        if path in answers and "errands%3Asum" in self.path:
            self._send("application/json", json.dumps(errands()).encode())
        elif path in answers:
            self._send("application/json", json.dumps(answers[path]).encode())
        elif path == "/axe.js" and self.server.axe is not None:
            self._send("text/javascript", self.server.axe.read_bytes())
        elif path == "/check.js":
            self._send("text/javascript", _CHECK.encode())
        else:
            file = PAGE / ("index.html" if path == "/" else path[1:])
            if not file.is_file() or file.parent != PAGE:
                self.send_error(404)
                return
            content = file.read_bytes()
            if path == "/" and self.server.axe is not None:
                scripts = b'<script src="axe.js" defer></script><script src="check.js" defer></script></head>'
                content = content.replace(b"</head>", scripts)
            self._send(_TYPES[file.suffix], content)

    def do_POST(self) -> None:
        self.server.result = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self._send("text/plain", b"")

    def _send(self, kind: str, content: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def served(axe: Path | None = None) -> Iterator[_Server]:
    """Serve the page on loopback; with `axe` it is examined when it is opened."""
    server = _Server(("127.0.0.1", 0), _Handler)
    server.axe = axe
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


def examined(axe: Path, seconds: float = 120.0) -> dict[str, Any]:
    """Open the page and give what axe and the page said. Raises `TimeoutError`."""
    with served(axe) as server, tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        browser = subprocess.Popen(
            [*_chromium(folder), "--remote-debugging-port=0", f"http://127.0.0.1:{server.server_port}/"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            until = time.monotonic() + seconds
            while server.result is None:
                if time.monotonic() > until:
                    raise TimeoutError("the page said nothing")
                time.sleep(0.05)
            return server.result
        finally:
            os.killpg(browser.pid, 9)
            browser.wait(20)


def _chromium(folder: str) -> list[str]:
    return [
        shutil.which("chromium") or "chromium",
        *("--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"),
        *(f"--user-data-dir={folder}", "--window-size=1280,2000"),
    ]


def main() -> int:
    """Draw the page."""
    with served() as server, tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        command = [
            *_chromium(folder),
            f"--screenshot={Path(sys.argv[1]).resolve()}",
            "--virtual-time-budget=5000",
            f"http://127.0.0.1:{server.server_port}/",
        ]
        return subprocess.run(command, check=False, timeout=120, capture_output=True).returncode


if __name__ == "__main__":
    sys.exit(main())
