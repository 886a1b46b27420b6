"""What set-up starts, and what it leaves to the machine's next start, which is said."""

from __future__ import annotations

import pytest

from kiosk_app.technician import provision


@pytest.mark.parametrize(("in_force", "said"), [(False, True), (True, False)])
def test_who_sets_a_machine_up_is_told_that_its_firewall_waits_for_a_restart(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], in_force: bool, said: bool
) -> None:
    done: list[tuple[str, ...]] = []
    monkeypatch.setattr(provision, "systemctl", lambda *words: done.append(words))
    monkeypatch.setattr(provision, "is_active", lambda unit: in_force and unit == "kiosk-firewall.service")
    provision._start_services()
    assert done[-1] == ("restart", "kiosk-sync", "kiosk")
    told = capsys.readouterr().out
    assert ("khởi động lại máy" in told and "Tường lửa" in told) is said
