"""The fields of a form section as a list that changes in place: focus and scroll survive a key stroke."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import Any

from PySide6.QtCore import QAbstractListModel, QByteArray, QModelIndex, QObject, QPersistentModelIndex, Qt

Row = dict[str, Any]
ROLES = (
    "key",
    "heading",
    "label",
    "hint",
    "type",
    "value",
    "shownValue",
    "options",
    "suggestions",
    "issue",
    "issueIsWarning",
    "mandatory",
    "least",
    "most",
    "longest",
    "province",
    "provinceName",
    "commune",
    "communeName",
    "detail",
)
_FIRST = Qt.ItemDataRole.UserRole + 1
_NO_PARENT = QModelIndex()


class FieldModel(QAbstractListModel):
    """Rows by key."""

    def __init__(self, parent: QObject) -> None:
        """Empty."""
        super().__init__(parent)
        self._rows: list[Row] = []

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NO_PARENT) -> int:
        """Number of fields."""
        return 0 if parent.isValid() else len(self._rows)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Value of a role."""
        place = role - _FIRST
        if not 0 <= index.row() < len(self._rows) or not 0 <= place < len(ROLES):
            return None
        return self._rows[index.row()][ROLES[place]]

    def roleNames(self) -> dict[int, QByteArray]:
        """Names for QML."""
        return {_FIRST + place: QByteArray(name.encode()) for place, name in enumerate(ROLES)}

    def update(self, rows: list[Row]) -> None:
        """Show these rows, touching only what differs."""
        if self._rows and rows and self._rows[0].get("section") != rows[0].get("section"):
            self.beginResetModel()
            self._rows = list(rows)
            self.endResetModel()
            return
        self._fit([row["key"] for row in rows], rows)
        for place, row in enumerate(rows):
            changed = [
                _FIRST + number for number, name in enumerate(ROLES) if self._rows[place][name] != row[name]
            ]
            if changed:
                self._rows[place] = row
                index = self.index(place)
                self.dataChanged.emit(index, index, changed)

    def _fit(self, keys: list[str], rows: list[Row]) -> None:
        old = [row["key"] for row in self._rows]
        matcher = SequenceMatcher(None, old, keys, autojunk=False)
        for kind, first, last, into, until in reversed(matcher.get_opcodes()):
            if kind in ("delete", "replace"):
                self.beginRemoveRows(_NO_PARENT, first, last - 1)
                del self._rows[first:last]
                self.endRemoveRows()
            if kind in ("insert", "replace"):
                self.beginInsertRows(_NO_PARENT, first, first + until - into - 1)
                self._rows[first:first] = rows[into:until]
                self.endInsertRows()
