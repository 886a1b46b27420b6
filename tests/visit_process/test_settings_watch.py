"""A configuration that was written is noticed once; one that is gone for a moment is no change."""

from __future__ import annotations

from pathlib import Path

from kiosk_app.visit_process.settings_watch import SettingsWatch


def test_a_replaced_file_is_told_once(tmp_path: Path) -> None:
    path = tmp_path / "kiosk.toml"
    path.write_text("a")
    watch = SettingsWatch(path)
    assert not watch()
    fresh = tmp_path / "fresh"
    fresh.write_text("b")
    fresh.replace(path)
    assert watch()
    assert not watch()
    path.unlink()
    assert not watch()
    path.write_text("longer")
    assert watch()
