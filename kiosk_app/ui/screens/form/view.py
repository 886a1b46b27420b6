"""The form: one section a page."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Property, QObject, Slot

from kiosk_app.catalogue.condition import holds
from kiosk_app.catalogue.model import Field, FieldType, Procedure
from kiosk_app.forms.check import Severity
from kiosk_app.forms.display import display_value
from kiosk_app.forms.visible import visible_fields, visible_sections
from kiosk_app.session.facts.filing import Filing
from kiosk_app.session.facts.filing import Form as FormState
from kiosk_app.session.facts.signer import Signer
from kiosk_app.session.kernel.state import VisitState
from kiosk_app.session.steps import form as events
from kiosk_app.ui.messages import issue_sentence, sentence
from kiosk_app.ui.screens.form.field_model import FieldModel, Row
from kiosk_app.ui.store import Store
from kiosk_app.ui.view import Shown, Surroundings, View
from vietnam.address_keys import commune_key, detail_key, province_key
from vietnam.former_communes import former_names
from vietnam.places import commune, communes, province, provinces


class FormView(View):
    """The form screen."""

    def __init__(self, store: Store, around: Surroundings) -> None:
        """Follow the store."""
        super().__init__(store, around)
        self._fields = FieldModel(self)
        self.refresh()

    def refresh(self) -> None:
        """Look at the state again; fields change in place."""
        super().refresh()
        state = self._store.state
        procedure = state.of(Filing).procedure
        if procedure is not None and state.step == events.STEP.name:
            self._fields.update(_rows(state, procedure))
        elif procedure is None:
            self._fields.update([])

    def project(self, state: VisitState) -> Shown:
        """Title and the warning that waits for an answer."""
        procedure, form = state.of(Filing).procedure, state.of(FormState)
        if procedure is None:
            return {"title": "", "page": 0, "pages": 0, "warning": "", "section": 0}
        sections = visible_sections(procedure, form.answers)
        warning = form.warning
        return {
            "title": procedure.sections[form.section].title.in_language(state.language),
            "page": sections.index(form.section) + 1 if form.section in sections else 1,
            "pages": len(sections),
            "section": form.section,
            "warning": issue_sentence(warning, state.language) if warning else "",
        }

    def _get_fields(self) -> QObject:
        return self._fields

    fields = Property(QObject, _get_fields, constant=True)

    @Slot(str, str)
    def answer(self, key: str, value: str) -> None:
        """A field changed."""
        if self._store.state.of(FormState).answers.get(key, "") != value:
            self._store.dispatch(events.Answered(key, value))

    @Slot(str)
    def leave(self, key: str) -> None:
        """A field lost the input."""
        if self._store.state.step == events.STEP.name:
            self._store.dispatch(events.FieldLeft(key))

    @Slot()
    def confirmWarning(self) -> None:
        """ "Đúng như vậy"."""
        self._store.dispatch(events.WarningConfirmed())

    @Slot()
    def dismissWarning(self) -> None:
        """ "Sửa lại"."""
        self._store.dispatch(events.WarningDismissed())

    @Slot(result="QVariantList")
    def provinces(self) -> list[dict[str, str]]:
        """Provinces for the list."""
        return [{"value": place.code, "text": place.name} for place in provinces()]

    @Slot(str, result="QVariantList")
    def communes(self, key: str) -> list[dict[str, Any]]:
        """Communes of the province that the address names, each with the former ones in it."""
        code = self._store.state.of(FormState).answers.get(province_key(key), "")
        return [
            {"value": place.code, "text": place.name, "also": list(former_names(place.code))}
            for place in communes(code)
        ]

    @Slot(str, str, str)
    def choosePlace(self, key: str, kind: str, code: str) -> None:
        """A province or commune was picked; another province forgets the commune."""
        if kind == "commune":
            self.answer(commune_key(key), code)
        elif self._store.state.of(FormState).answers.get(province_key(key), "") != code:
            self.answer(commune_key(key), "")
            self.answer(province_key(key), code)


def _rows(state: VisitState, procedure: Procedure) -> list[Row]:
    form = state.of(FormState)
    fields = visible_fields(procedure, form.section, form.answers)
    return [_row(state, field) for field in fields]


def _row(state: VisitState, field: Field) -> Row:
    form, language = state.of(FormState), state.language
    shown = field.key in form.show_issues
    issue = next((one for one in form.issues if one.key == field.key), None) if shown else None
    if issue is not None and issue.severity is Severity.WARNING and field.key in form.overridden:
        issue = None
    row: dict[str, Any] = {
        "section": form.section,
        "key": field.key,
        "label": field.label.in_language(language),
        "hint": _hint(state, field),
        "type": field.type.value,
        "value": form.answers.get(field.key, ""),
        "shownValue": display_value(field, form.answers, language),
        "options": [{"value": one.value, "text": one.label.in_language(language)} for one in field.options],
        "issue": issue_sentence(issue, language) if issue else "",
        "issueIsWarning": issue is not None and issue.severity is Severity.WARNING,
        "prefilled": field.key in form.prefilled,
        "mandatory": holds(field.required, form.answers),
        "least": field.minimum if field.minimum is not None else 0,
        "most": field.maximum if field.maximum is not None else 99,
        "longest": field.max_length,
    }
    return row | _place(field, state)


def _hint(state: VisitState, field: Field) -> str:
    """The field's own; for a proposed address what the card has, so that both can be compared."""
    identity = state.of(Signer).identity
    words = identity.claims.get("residence_text") if identity is not None else ""
    if field.type is FieldType.ADDRESS and field.key in state.of(FormState).prefilled and words:
        return sentence("address.on_card", words)
    return field.hint.in_language(state.language)


def _place(field: Field, state: VisitState) -> Row:
    if field.type is not FieldType.ADDRESS:
        return {"province": "", "provinceName": "", "commune": "", "communeName": "", "detail": ""}
    answers = state.of(FormState).answers
    code = answers.get(province_key(field.key), "")
    of_province = province(code)
    of_commune = commune(code, answers.get(commune_key(field.key), ""))
    return {
        "province": code,
        "provinceName": of_province.name if of_province else "",
        "commune": of_commune.code if of_commune else "",
        "communeName": of_commune.name if of_commune else "",
        "detail": answers.get(detail_key(field.key), ""),
    }


VIEW = FormView
