"""Keeps tesseract running and feeds it pictures of lines: its start takes as long as reading some of them."""

from __future__ import annotations

import atexit
import os
import select
import shutil
import subprocess
import threading
import time
from contextlib import suppress

import cv2
import numpy as np
import numpy.typing as npt

Picture = npt.NDArray[np.uint8]
PATH = "/usr/local/bin:/usr/bin:/bin"
DEADLINE_S = 20.0
"""A few lines take less than a second. A program that hangs must not hold the page for long."""
_CHUNK = 65536


class TesseractReader:
    """One tesseract at a time, started with the first picture and ended with this process.

    No page touches the disk: the program opens the memory that it shares with this process.
    """

    def __init__(self, language: str, program: str = "tesseract", deadline_s: float = DEADLINE_S) -> None:
        """`language`: of tesseract, e.g. "vie"; `deadline_s`: for one picture, then the program is killed."""
        self._language = language
        self._program = program
        self._deadline_s = deadline_s
        self._lock = threading.Lock()
        self._running: _Running | None = None
        atexit.register(self.close)

    def read(self, picture: Picture) -> str | None:
        """Give tesseract's table of what it reads (TSV without its heading line).

        `picture`: (height, width) uint8, dark on white. None where the program is not there, fails, or does
        not answer in time; it is started anew for the next picture.
        """
        with self._lock:
            # A fork has the pipes of its parent, whose answers are not for it.
            if self._running is not None and self._running.owner != os.getpid():
                self._running = None
            try:
                if self._running is None:
                    self._running = _Running(self._program, self._language)
                return self._running.read(picture, time.monotonic() + self._deadline_s)
            except (OSError, EOFError):
                self._let_go()
                return None

    def close(self) -> None:
        """End the program."""
        with self._lock:
            self._let_go()

    def _let_go(self) -> None:
        if self._running is not None and self._running.owner == os.getpid():
            self._running.end()
        self._running = None


class _Running:
    """A tesseract that reads the names of pictures from its standard input until that ends."""

    def __init__(self, program: str, language: str) -> None:
        """Raises `OSError` where it cannot be started."""
        found, unbuffered = (shutil.which(name, path=PATH) for name in (program, "stdbuf"))
        if found is None or unbuffered is None:
            raise FileNotFoundError(program)
        self.owner = os.getpid()
        self._pages = 0
        self._left = b""
        # The second one is empty: its row in the table tells that the first one has been read to its end.
        self._files = tuple(os.memfd_create(name) for name in ("lines", "end"))
        try:
            os.pwrite(self._files[1], _pgm(np.full((8, 8), 255, np.uint8)), 0)
            self._process = subprocess.Popen(  # noqa: S603  programs found by their names in the system's folders
                [
                    # Each line of the table comes at once, instead of with the 4 KB that it fills.
                    *(unbuffered, "-oL", found, "-c", "stream_filelist=1", "-", "stdout"),
                    *("-l", language, "--psm", "6", "--dpi", "300", "tsv"),
                ],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                pass_fds=self._files,
                # The other core draws the screen.
                env={"OMP_THREAD_LIMIT": "1", "PATH": PATH},
            )
        except OSError:
            self._close_files()
            raise

    def read(self, picture: Picture, until: float) -> str:
        """See `TesseractReader.read`. `until`: on the monotonic clock. Raises `OSError` and `EOFError`."""
        lines, _ = self._files
        os.pwrite(lines, _pgm(picture), 0)
        try:
            self._say("".join(f"/proc/self/fd/{file}\n" for file in self._files).encode())
            self._pages += 2
            return self._table(until)
        finally:
            # Nothing of a page stays longer than it is needed.
            os.ftruncate(lines, 0)

    def end(self) -> None:
        """Kill it, and give back what it holds."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()
        self._close_files()

    def _say(self, names: bytes) -> None:
        pipe = self._process.stdin
        if pipe is None:
            raise EOFError
        pipe.write(names)
        pipe.flush()

    def _table(self, until: float) -> str:
        """Give the rows up to that of the empty picture."""
        pipe = self._process.stdout
        if pipe is None:
            raise EOFError
        last = f"1\t{self._pages}\t".encode()
        rows: list[bytes] = []
        while True:
            *whole, self._left = self._left.split(b"\n")
            for number, row in enumerate(whole):
                if row.startswith(last):
                    self._left = b"\n".join([*whole[number + 1 :], self._left])
                    return b"\n".join(rows).decode("utf-8", "replace")
                rows.append(row)
            if not select.select([pipe], [], [], max(0.0, until - time.monotonic()))[0]:
                raise TimeoutError
            more = os.read(pipe.fileno(), _CHUNK)
            if not more:
                raise EOFError
            self._left += more

    def _close_files(self) -> None:
        for file in self._files:
            os.close(file)


def _pgm(picture: Picture) -> bytes:
    done, data = cv2.imencode(".pgm", picture)
    if not done:
        raise OSError("a picture of lines could not be coded")
    return data.tobytes()
