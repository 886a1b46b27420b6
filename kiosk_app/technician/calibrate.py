"""`kioskctl touch`, `kioskctl panel`: what is measured by hand on the glass, as on the screen itself."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from configuration.screen_tables import Screen
from kiosk_app.servicing.calibration.panel_width import CARD_MM, keep_width, width_of
from kiosk_app.servicing.calibration.touch import SAME, TouchPanels, points_of
from kiosk_app.servicing.provisioning.errors import ProvisioningError
from kiosk_app.technician.opening import CONFIG, EXIT_CONFIGURATION, ConfigFile, end, settings_of
from kiosk_app.technician.terminal import say
from vietnam.wording import decimal_words

_LEAST_MM, _MOST_MM = 200.0, 3_000.0


def touch(
    points: Annotated[
        str,
        typer.Option(
            "--points", metavar="'X,Y …'", help="Where five touches landed, as shares of the glass."
        ),
    ] = "",
    reset: Annotated[bool, typer.Option("--reset", help="Take the panel as its maker made it.")] = False,
) -> None:
    """Show or set where a touch lands. Crosses: 0.1,0.1 0.9,0.1 0.9,0.9 0.1,0.9 and 0.5,0.5 as the check."""
    panels = TouchPanels()
    try:
        if points and reset:
            end("--points và --reset không dùng cùng nhau", EXIT_CONFIGURATION)
        if reset:
            panels.reset()
            say("Đã bỏ chỉnh cảm ứng. Tắt bật máy để dùng.")
        elif points:
            panels.write(points_of(points))
            say("Đã chỉnh cảm ứng. Tắt bật máy để dùng.")
        else:
            found = panels.found()
            if not found:
                say("Máy không thấy màn hình cảm ứng nào: cắm lại dây USB của màn hình.")
            for (vendor, model), matrix in found.items():
                how = "chưa chỉnh" if matrix == SAME else " ".join(f"{one:g}" for one in matrix)
                say(f"{vendor or '?'}:{model or '?'}  {how}")
    except ProvisioningError as error:
        end(str(error))


def panel(
    width_mm: Annotated[
        float | None,
        typer.Option("--width-mm", help="Visible width, by a ruler.", min=_LEAST_MM, max=_MOST_MM),
    ] = None,
    card_mm: Annotated[
        float | None,
        typer.Option(
            "--card-mm", help="How wide the card had to be drawn to fit a real one.", min=40, max=200
        ),
    ] = None,
    told_mm: Annotated[
        float | None,
        typer.Option(
            "--told-mm", help="With --card-mm: the width it was drawn by.", min=_LEAST_MM, max=_MOST_MM
        ),
    ] = None,
    config: ConfigFile = CONFIG,
) -> None:
    """Show or set how wide the panel is, as measured."""
    told = told_mm or (settings_of(config).screen.width_mm if os.path.lexists(config) else Screen().width_mm)
    if width_mm is not None and card_mm is not None:
        end("--width-mm và --card-mm không dùng cùng nhau", EXIT_CONFIGURATION)
    if card_mm is not None:
        width_mm = width_of(told, card_mm)
    if width_mm is None:
        say(f"{decimal_words(told)} mm; thẻ căn cước rộng {decimal_words(CARD_MM)} mm")
        return
    if not _LEAST_MM <= width_mm <= _MOST_MM:
        end(f"Màn hình không thể rộng {decimal_words(width_mm)} mm. Chưa thay đổi gì.")
    try:
        keep_width(config, width_mm)
    except ProvisioningError as error:
        end(str(error))
    say(f"Màn hình rộng {decimal_words(width_mm)} mm.")
