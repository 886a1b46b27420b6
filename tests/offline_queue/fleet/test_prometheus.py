"""Rules, alerts and dashboard of the province, each checked by its own tool, and one kiosk's way to them."""

from __future__ import annotations

import json
import os
import re
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import requests
import yaml
from prometheus_client.parser import text_string_to_metric_families

from offline_queue.fleet.errand_statistics import ErrandCount, messages
from tests.offline_queue.support.broker import Broker, certificate_for
from tests.offline_queue.support.running import eventually
from tests.offline_queue.support.told import WELL, Rig
from tests.support.processes import free_port

FLEET = Path(__file__).resolve().parents[3] / "assets" / "fleet"
PROMETHEUS = FLEET / "prometheus"
METRIC = re.compile(r"\bkiosk_fleet_[a-z_]+\b")


def _run(*command: str | Path) -> str:
    done = subprocess.run([*map(str, command)], capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def _exported() -> set[str]:
    read = yaml.safe_load((FLEET / "broker" / "mqtt-exporter.yaml").read_text(encoding="utf-8"))
    return {one["prom_name"] for one in read["metrics"]}


def test_configuration_and_rules() -> None:
    said = _run("promtool", "check", "config", PROMETHEUS / "prometheus.yaml")
    assert "SUCCESS" in said
    _run("promtool", "check", "rules", PROMETHEUS / "rules.yaml")


@pytest.mark.long("promtool plays days of figures")
def test_alerts_come_when_they_should_and_only_then() -> None:
    _run("promtool", "test", "rules", PROMETHEUS / "rules_test.yaml")


def test_alertmanager() -> None:
    _run("amtool", "check-config", PROMETHEUS / "alertmanager.yaml")


TEXTS = ("summary", "what_to_do", "summary_en", "what_to_do_en")
_VIETNAMESE = re.compile(
    r"[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]", re.IGNORECASE
)


def test_every_alert_says_what_is_wrong_and_what_to_do_in_both_languages() -> None:
    read = yaml.safe_load((PROMETHEUS / "rules.yaml").read_text(encoding="utf-8"))
    alerts = [one for group in read["groups"] for one in group["rules"] if "alert" in one]
    assert alerts
    for one in alerts:
        assert set(TEXTS) == one["annotations"].keys(), one["alert"]
        vietnamese = {name for name, text in one["annotations"].items() if _VIETNAMESE.search(text)}
        assert "what_to_do" in vietnamese, one["alert"]
        assert not vietnamese & {"summary_en", "what_to_do_en"}, one["alert"]
        # Both say it of the same machine and with the same figures.
        for name in TEXTS[:2]:
            told = [sorted(re.findall(r"{{.*?}}", one["annotations"][key])) for key in (name, f"{name}_en")]
            assert told[0] == told[1], one["alert"]


def test_dashboard_asks_what_there_is(tmp_path: Path) -> None:
    board = json.loads((FLEET / "dashboards" / "kiosks.json").read_text(encoding="utf-8"))
    asked = [target["expr"] for panel in board["panels"] for target in panel["targets"]]
    rules = [
        {"record": f"panel:{place}", "expr": expression.replace("$province", ".*")}
        for place, expression in enumerate(asked)
    ]
    written = tmp_path / "panels.yaml"
    written.write_text(yaml.safe_dump({"groups": [{"name": "panels", "rules": rules}]}), encoding="utf-8")
    _run("promtool", "check", "rules", written)
    named = {name for expression in asked for name in METRIC.findall(expression)}
    assert named <= _exported()


def test_rules_ask_what_is_exported() -> None:
    text = (PROMETHEUS / "rules.yaml").read_text(encoding="utf-8")
    # "province:kiosk_fleet_…" are what the rules themselves record.
    named = set(re.findall(r"(?<!:)\bkiosk_fleet_[a-z_]+\b(?!:)", text))
    assert named
    assert named <= _exported()


def test_one_kiosk_from_the_wire_to_the_figures(tmp_path: Path) -> None:
    """Through the broker and Debian's exporter, with the files that the province gets."""
    with Broker(tmp_path / "broker") as broker:
        chain, key = certificate_for(broker.authority, "province", tmp_path)
        read = yaml.safe_load((FLEET / "broker" / "mqtt-exporter.yaml").read_text(encoding="utf-8"))
        read["mqtt"].update(
            server=f"ssl://127.0.0.1:{broker.port}",
            ca_cert=str(broker.authority.certificate_file),
            client_cert=str(chain),
            client_key=str(key),
        )
        configuration = tmp_path / "exporter.yaml"
        configuration.write_text(yaml.safe_dump(read), encoding="utf-8")
        port = free_port()
        rig = Rig(tmp_path / "kiosk", broker)
        rig.state = replace(
            WELL, warnings=("id_in_use:100",), by_state={"queued": 3, "rejected": 2, "damaged": 0}
        )
        count = ErrandCount(begun=20, judged=20, finished=10, helped=5, seconds=6_000, left={"scan": 10})
        rig.figures = tuple(messages({"1.004873": count}, date(2026, 11, 24)))
        rig.reporter.turn()
        with (tmp_path / "exporter.log").open("wb") as log:
            exporter = subprocess.Popen(
                [
                    *("prometheus-mqtt-exporter", "-config", str(configuration)),
                    *("-listen-address", "127.0.0.1", "-listen-port", str(port)),
                ],
                stdout=log,
                stderr=log,
                env=os.environ,
            )
        try:
            found: dict[str, float] = {}
            seen: list[dict[str, str]] = []

            def scraped() -> bool:
                try:
                    text = requests.get(f"http://127.0.0.1:{port}/metrics", timeout=10).text
                except requests.ConnectionError:
                    return False
                for family in text_string_to_metric_families(text):
                    for sample in family.samples:
                        if sample.labels.get("sensor") == "DN07":
                            found[sample.name] = sample.value
                            seen.append(sample.labels)
                return "kiosk_fleet_errands_left_total" in found and "kiosk_fleet_online" in found

            assert eventually(scraped), (tmp_path / "exporter.log").read_text(encoding="utf-8")[-2_000:]
        finally:
            exporter.terminate()
            exporter.wait(20)
        rig.close()
    assert found.keys() >= _exported(), _exported() - found.keys()
    assert (found["kiosk_fleet_errands_minutes_total"], found["kiosk_fleet_errands_left_total"]) == (100, 10)
    assert {labels["topic"] for labels in seen} >= {
        "kiosk/48/DN07/figures/1.004873",
        "kiosk/48/DN07/figures/1.004873/scan",
    }
    assert found["kiosk_fleet_online"] == 1
    assert found["kiosk_fleet_link_up"] == 1
    assert found["kiosk_fleet_two_of_a_name"] == 1
    assert found["kiosk_fleet_attention"] == 2
    assert found["kiosk_fleet_certificate_days"] == pytest.approx(80)
