"""`make appliance-test IMAGE=1`: the image in QEMU, from the first start to an update that is cut off.

The image is built for the trial with the same steps as `make image`, signed with OVMF's public test key, and
with an agent laid over it that does what the trial asks (lay_over/). Emulated without KVM. Each stage stands
for itself: one that fails is told, and the others run. Figures go into build/appliance.json beside the
package's.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from appliance.deb.build import NAME
from appliance.deb.environment import ROOT, BuildError
from appliance.trial.image.bad_input import bad_input, dead_battery, wrong_sticks
from appliance.trial.image.falling_back import falls_back
from appliance.trial.image.filing import file_a_dossier
from appliance.trial.image.prepare import prepare_bundles, prepare_image
from appliance.trial.image.starts import changed_chip, first_start, no_chip, refused_hands, second_start
from appliance.trial.image.trial import ImageTrial
from appliance.trial.image.updating import (
    bent_kernel,
    broken_slot,
    cut_updates,
    updates,
    wrong_signature,
)
from appliance.trial.machine import TrialError

_STAGES: Mapping[str, Callable[[ImageTrial], None]] = {
    "falling_back": falls_back,
    "first_start": first_start,
    "second_start": second_start,
    "filing": file_a_dossier,
    "refused_hands": refused_hands,
    "updates": updates,
    "cut_updates": cut_updates,
    "broken_slot": broken_slot,
    "wrong_signature": wrong_signature,
    "bent_kernel": bent_kernel,
    "bad_input": bad_input,
    "dead_battery": dead_battery,
    "wrong_sticks": wrong_sticks,
    "changed_chip": changed_chip,
    "no_chip": no_chip,
}
"""In this order: the first start keeps the machine that those behind it begin with."""


def main() -> int:
    """Run the stages; gives the exit code: 0 all that were asked for passed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--package", type=Path, help="default: the one that `make deb` left in build/")
    parser.add_argument("--work", type=Path, default=ROOT / "build" / "image-trial")
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "appliance.json")
    parser.add_argument("--cuts", type=int, default=20, help="how often the plug is pulled in an update")
    parser.add_argument("--keep-image", action="store_true", help="take the image of the last run")
    parser.add_argument("--stages", nargs="*", choices=list(_STAGES), default=list(_STAGES))
    chosen = parser.parse_args()
    package = chosen.package or next(iter(sorted((ROOT / "build").glob(f"{NAME}_*_amd64.deb"))), None)
    if package is None:
        print("appliance-test: no package; run `make deb` first", file=sys.stderr)
        return 2
    chosen.work.mkdir(parents=True, exist_ok=True)
    told: dict[str, Any] = json.loads(chosen.out.read_text(encoding="utf-8")) if chosen.out.exists() else {}
    trial = ImageTrial(chosen.work, told, chosen.cuts)
    before = int(told.get("refused", 0)) - len(told.get("refused_by_image", []))
    stages: list[tuple[str, Callable[[], None]]] = []
    if not chosen.keep_image:
        stages.append(("image", lambda: _image(trial, package)))
    if not trial.bundles.exists() or not chosen.keep_image:
        stages.append(("bundles", lambda: prepare_bundles(chosen.work, trial.bundles)))
    stages += [(name, partial(_STAGES[name], trial)) for name in _STAGES if name in chosen.stages]
    failed: dict[str, str] = {}
    for name, work in stages:
        began = time.monotonic()
        try:
            work()
        except (TrialError, BuildError, subprocess.SubprocessError, OSError) as error:
            failed[name] = str(error)
        seconds = round(time.monotonic() - began, 1)
        told[f"stage_{name}_s"] = seconds
        told["image_failed"] = failed
        # What the package refused in its own trial stands in the same figure.
        told["refused"] = before + len(trial.refusals)
        print(f"  {name}: {seconds} s{' FAILED: ' + failed[name] if name in failed else ''}", flush=True)
        chosen.out.write_text(json.dumps(told, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        if name in failed and name in ("image", "bundles", "first_start"):
            break
    print(json.dumps(told, indent=2, ensure_ascii=False))
    return 1 if failed else 0


def _image(trial: ImageTrial, package: Path) -> None:
    trial.bundles.unlink(missing_ok=True)
    trial.figures.update(prepare_image(trial.work, package, str(trial.recovery.to_public()), trial.province))


if __name__ == "__main__":
    sys.exit(main())
