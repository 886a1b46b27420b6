"""The thresholds of the configuration are those of the pipeline."""

from __future__ import annotations

from configuration.screen_tables import Pages
from kiosk_app.page_settings import known_titles, page_settings
from kiosk_app.scanning.prepare import Settings


def test_an_unwritten_table_means_the_measured_thresholds() -> None:
    assert page_settings(Pages()) == Settings()


def test_every_threshold_reaches_the_pipeline() -> None:
    settings = page_settings(Pages(dark_paper=90.0, cut_strokes=5, jpeg_quality=70))
    assert (settings.limits.dark_paper, settings.limits.cut_strokes, settings.jpeg_quality) == (90.0, 5, 70)


def test_known_titles_are_there_once_each() -> None:
    assert len(known_titles()) == len(set(known_titles())) > 10
