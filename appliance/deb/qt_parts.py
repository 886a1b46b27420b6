"""Keeps of Qt what a Qt Quick kiosk uses, and what that needs; the wheel brings twice as much."""

from __future__ import annotations

import fnmatch
import re
import shutil
import subprocess
from pathlib import Path

_MODULES = frozenset(
    {
        "QtCore",
        "QtGui",
        "QtQml",
        "QtQuick",
        "QtNetwork",
        "QtDBus",
        "QtSvg",
        "QtOpenGL",
        "QtQuickControls2",
        "QtTest",
    }
)
"""QtQuick's binding imports QtOpenGL, whether it is used or not."""
_QML = frozenset({"QtQml", "QtQuick", "QtCore"})
_QML_UNUSED = (
    "QtQuick/Controls/Material",
    "QtQuick/Controls/Imagine",
    "QtQuick/Controls/Universal",
    "QtQuick/Controls/Fusion",
    "QtQuick/Controls/FluentWinUI3",
    "QtQuick/Controls/macOS",
    "QtQuick/Controls/iOS",
    "QtQuick/Controls/Windows",
    "QtQuick/Controls/designer",
    "QtQuick/Dialogs",
    "QtQuick/Particles",
    "QtQuick/tooling",
    "QtQuick/NativeStyle",
    "QtQuick/LocalStorage",
    "QtQuick/Pdf",
    "QtQuick/Scene2D",
    "QtQuick/Scene3D",
    "QtQuick/Timeline",
    "QtQuick/VirtualKeyboard",
    "QtQuick3D",
)
_PLUGINS = {
    "platforms": ("libqwayland*", "libqoffscreen*", "libqminimal.so", "libqxcb*", "libqlinuxfb*"),
    "wayland-shell-integration": ("*",),
    "wayland-graphics-integration-client": ("*",),
    "wayland-decoration-client": ("*",),
    "xcbglintegrations": ("*",),
    "imageformats": ("libqsvg*", "libqjpeg*"),
    "iconengines": ("libqsvgicon*",),
}
_UNUSED = (
    *(
        "assistant",
        "designer",
        "linguist",
        "lrelease",
        "lupdate",
        "qmlls",
        "qmlformat",
        "qmllint",
        "rcc",
        "uic",
    ),
    *(
        "qsb",
        "svgtoqml",
        "balsam",
        "balsamui",
        "typesystems",
        "include",
        "glue",
        "doc",
        "scripts",
        "metatypes",
    ),
    *("qmlcachegen", "qmltyperegistrar", "qmlimportscanner", "Qt/metatypes", "Qt/libexec", "Qt/resources"),
    *("Qt/modules", "Qt/phrasebooks", "Qt/translations"),
)


def keep_used_parts(root: Path) -> None:
    """Take out of a PySide6 folder everything that nothing kept needs."""
    qt = root / "Qt"
    for binding in [*root.glob("Qt*.abi3.so"), *root.glob("*.pyi")]:
        if binding.name.split(".")[0] not in _MODULES or binding.suffix == ".pyi":
            binding.unlink()
    for name in _UNUSED:
        _remove(root / name)
    for folder in list((qt / "qml").iterdir()):
        if folder.is_dir() and folder.name not in _QML:
            shutil.rmtree(folder)
    for name in _QML_UNUSED:
        _remove(qt / "qml" / name)
    for types in list((qt / "qml").rglob("*.qmltypes")):
        types.unlink()
    for folder in list((qt / "plugins").iterdir()):
        _keep(folder, _PLUGINS.get(folder.name, ()))
    needed = _closure(root)
    for library in list((qt / "lib").iterdir()):
        if library.is_file() and library.name not in needed:
            library.unlink()


def _keep(folder: Path, patterns: tuple[str, ...]) -> None:
    if not patterns:
        _remove(folder)
        return
    for plugin in list(folder.iterdir()):
        if not any(fnmatch.fnmatch(plugin.name, pattern) for pattern in patterns):
            plugin.unlink()


def _closure(root: Path) -> set[str]:
    """Give the names of all libraries that the kept bindings, QML modules and plugins link to."""
    qt = root / "Qt"
    places = (qt / "lib", root, root.parent / "shiboken6")
    open_files = [
        *root.glob("*.so*"),
        *(root.parent / "shiboken6").glob("*.so*"),
        *(qt / "qml").rglob("*.so"),
        *(qt / "plugins").rglob("*.so"),
    ]
    needed: set[str] = set()
    while open_files:
        read = subprocess.run(
            ["readelf", "-d", str(open_files.pop())], capture_output=True, text=True, check=False
        )
        for name in re.findall(r"NEEDED.*\[(.+?)\]", read.stdout):
            if name in needed:
                continue
            found = next((place / name for place in places if (place / name).exists()), None)
            if found is not None:
                needed.add(name)
                open_files.append(found)
    return needed


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    elif path.exists():
        path.unlink()
