"""The plugin that fails a test for unexpected errors, run in a separate pytest on sample tests."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = """
import logging
import threading

import pytest
import structlog
from PySide6.QtCore import QByteArray, QUrl, qInfo, qWarning
from PySide6.QtQml import QQmlComponent, QQmlEngine


def error():
    logging.getLogger("room").error("lost %s", "it")


def test_quiet():
    logging.getLogger("room").warning("only a warning")
    structlog.get_logger().warning("only a warning")
    qInfo("nothing")


def test_logging():
    error()


def test_structlog():
    structlog.get_logger().error("broken", code="E1")


def test_critical():
    structlog.get_logger().critical("broken")


def test_thread():
    one = threading.Thread(target=error)
    one.start()
    one.join()


def test_qt():
    qWarning("cannot")


def test_qml(qapp):
    engine = QQmlEngine()
    component = QQmlComponent(engine)
    words = b"import QtQml; QtObject { property int a: nobody.b }"
    component.setData(QByteArray(words), QUrl("file:///a.qml"))
    assert component.create() is not None, component.errorString()


@pytest.fixture
def bad_end():
    yield
    error()


def test_teardown(bad_end):
    pass


@pytest.fixture
def bad_start():
    error()


def test_setup(bad_start):
    pass


def test_own_failure():
    error()
    assert 1 == 2, "its own words"


@pytest.mark.expects_errors("the jam is provoked")
def test_marked(bad_end):
    error()
    qWarning("cannot")


@pytest.mark.expects_errors
def test_marked_without_reason():
    pass


def test_after_all_that():
    pass
"""


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Run the sample; give for each test "" or what it failed with."""
    folder = tmp_path_factory.mktemp("sample")
    (folder / "test_sample.py").write_text(SAMPLE, encoding="utf-8")
    (folder / "pytest.ini").write_text("[pytest]\nqt_api = pyside6\n", encoding="utf-8")
    report = folder / "report.xml"
    subprocess.run(
        [
            *(
                sys.executable,
                "-m",
                "pytest",
                "-q",
                "-p",
                "no:cacheprovider",
                "-p",
                "tests.support.error_watch",
            ),
            *("--no-qt-log", f"--junit-xml={report}", f"--rootdir={folder}", str(folder)),
        ],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        check=False,
        capture_output=True,
    )
    found: dict[str, str] = {}
    for case in ElementTree.parse(report).getroot().iter("testcase"):  # noqa: S314  made a moment ago
        trouble = [
            one.get("message", "") + (one.text or "") for one in case if one.tag in {"failure", "error"}
        ]
        found[case.get("name", "")] = " ".join(trouble)
    return found


@pytest.mark.parametrize("name", ["test_quiet", "test_marked", "test_after_all_that"])
def test_passes(outcomes: dict[str, str], name: str) -> None:
    assert outcomes[name] == ""


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("test_logging", "ERROR room: lost it"),
        ("test_structlog", "ERROR broken (code='E1'"),
        ("test_critical", "CRITICAL broken"),
        ("test_thread", "lost it"),
        ("test_qt", "cannot"),
        ("test_qml", "nobody is not defined"),
        ("test_teardown", "lost it"),
        ("test_setup", "lost it"),
        ("test_own_failure", "its own words"),
        ("test_marked_without_reason", "needs a reason"),
    ],
)
def test_fails_and_says_why(outcomes: dict[str, str], name: str, words: str) -> None:
    assert words in outcomes[name]
