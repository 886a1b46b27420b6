"""The emulated device at work on one job: `ippeveprinter` runs it with the document that came.

The file "trouble" in its folder holds what is wrong with the device; while something is, no sheet comes, and
a job that is cancelled meanwhile is given up, as a printer does.
"""

from __future__ import annotations

import os
import shutil
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

from drivers.document_printer import ipp, local_http
from drivers.document_printer.ipp import Attribute, Group, Operation, Tag

SILENT = "silent"
"""It takes the job and says nothing any more."""
_LOOK_S = 0.05


def main(folder: Path, document: Path) -> int:
    """Print, once nothing is wrong. Gives 1 for a job that was cancelled."""
    job, printer = int(os.environ["IPP_JOB_ID"]), os.environ["IPP_JOB_PRINTER_URI"]
    told = ""
    while trouble := (folder / "trouble").read_text():
        if trouble not in (told, SILENT):
            _tell(f"+{trouble}")
            told = trouble
        if _cancelled(printer, job):
            break
        time.sleep(_LOOK_S)
    # `ippeveprinter` begins no job while its tray is empty, so the state is cleared; the next job sets it
    # again.
    _tell("none")
    # It may have been cancelled in the moment in which the trouble ended.
    if _cancelled(printer, job):
        return 1
    asked = f"{os.environ.get('IPP_COPIES', '1')} {os.environ.get('IPP_MEDIA', '')}"
    with (folder / "printed" / "list").open("a") as listed:
        listed.write(f"{asked}\n")
    shutil.copyfile(document, folder / "printed" / f"{job}.pdf")
    return 0


def _tell(change: str) -> None:
    sys.stderr.write(f"STATE: {change}\n")
    sys.stderr.flush()


def _cancelled(printer: str, job: int) -> bool:
    parts = urlsplit(printer)
    address = local_http.HttpAddress(host=parts.hostname or "localhost", port=parts.port or 631)
    about = [
        Attribute(Tag.CHARSET, "attributes-charset", ("utf-8",)),
        Attribute(Tag.LANGUAGE, "attributes-natural-language", ("en",)),
        Attribute(Tag.URI, "printer-uri", (printer,)),
        Attribute(Tag.INTEGER, "job-id", (job,)),
    ]
    asked = ipp.request(Operation.GET_JOB_ATTRIBUTES, 1, [(Group.OPERATION, about)])
    try:
        answer = ipp.read(
            local_http.post(address, parts.path, asked, {"Content-Type": "application/ipp"}, 10.0)
        )
    except (OSError, ipp.IppError):
        # Switched off in the middle of the job.
        return True
    return bool(
        answer.words(Group.JOB, "job-state-reasons") & {"processing-to-stop-point", "job-canceled-by-user"}
    )


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
