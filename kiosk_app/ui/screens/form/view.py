"""The questions that are open, and what the sign-in told."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Property, QObject, Slot

from kiosk_app.catalogue.condition import holds
from kiosk_app.catalogue.model import Field, FieldType, Procedure
from kiosk_app.forms.display import display_value
from kiosk_app.forms.pages import PageCapacity, heading
from kiosk_app.forms.validation import Severity
from kiosk_app.identity.model import Claims
from kiosk_app.session.facts import questions
from kiosk_app.session.facts.filing import Filing
from kiosk_app.session.facts.filing import Form as FormState
from kiosk_app.session.facts.page_capacity import PanelCapacity, PanelMeasured
from kiosk_app.session.facts.signer import Signer
from kiosk_app.session.kernel.state import VisitState
from kiosk_app.session.steps import form as events
from kiosk_app.ui.messages import issue_sentence, sentence
from kiosk_app.ui.place_options import listed
from kiosk_app.ui.screens.form.field_model import FieldModel, Row
from kiosk_app.ui.store import Store
from kiosk_app.ui.view import Shown, Surroundings, View
from vietnam.address_keys import commune_key, detail_key, province_key
from vietnam.places import commune, province


class FormView(View):
    """The open questions of one page, and the read-only card of what the sign-in told."""

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
            self._fields.update(_rows(state, procedure, self._around.counter.authority))
        elif procedure is None:
            self._fields.update([])

    def project(self, state: VisitState) -> Shown:
        """Title, card, and the warning that waits for an answer."""
        procedure, form, identity = state.of(Filing).procedure, state.of(FormState), state.of(Signer).identity
        if procedure is None or identity is None or state.step != events.STEP.name:
            return {"title": "", "page": 0, "warning": "", "card": []}
        warning = form.warning
        first = form.page == 0 and not form.editing
        return {
            "title": procedure.short_name.in_language(state.language),
            "page": form.page,
            "goesOn": questions.goes_on(state),
            "editing": bool(form.editing),
            "card": _card(state) if first else [],
            "method": identity.method.value,
            "mayDoubt": not form.doubted,
            "warning": issue_sentence(warning, state.language) if warning else "",
        }

    def _get_fields(self) -> QObject:
        return self._fields

    fields = Property(QObject, _get_fields, constant=True)

    @Slot(float, int, float)
    def measured(self, lines: float, letters: int, touch: float) -> None:
        """Tell how much of a page fits: lines, letters in a line, and the height of a button in lines."""
        capacity = PageCapacity(round(lines, 1), letters, round(touch, 2))
        if capacity != self._store.state.of(PanelCapacity).capacity:
            self._store.dispatch(PanelMeasured(capacity))

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
    def doubt(self) -> None:
        """ "Có chỗ sai": what may differ is to be asked for."""
        self._store.dispatch(events.KnownDoubted())

    @Slot()
    def confirmWarning(self) -> None:
        """ "Đúng như vậy"."""
        self._store.dispatch(events.WarningConfirmed())

    @Slot()
    def dismissWarning(self) -> None:
        """ "Sửa lại"."""
        self._store.dispatch(events.WarningDismissed())

    @Slot(result="QVariantList")
    def provinces(self) -> list[dict[str, Any]]:
        """Provinces for the list, each with the former ones in it."""
        return listed()

    @Slot(str, result="QVariantList")
    def communes(self, key: str) -> list[dict[str, Any]]:
        """Communes of the province that the address names, each with the former ones in it."""
        code = self._store.state.of(FormState).answers.get(province_key(key), "")
        return listed(code) if code else []

    @Slot(str, str, str)
    def choosePlace(self, key: str, kind: str, code: str) -> None:
        """A province or commune was picked; another province forgets the commune."""
        if kind == "commune":
            self.answer(commune_key(key), code)
        elif self._store.state.of(FormState).answers.get(province_key(key), "") != code:
            self.answer(commune_key(key), "")
            self.answer(province_key(key), code)


def _card(state: VisitState) -> list[Shown]:
    answers, language = state.of(FormState).answers, state.language
    return [
        {
            "claim": field.prefill,
            "label": field.label.in_language(language),
            "value": display_value(field, answers, language),
        }
        for field in questions.told_on_card(state)
    ]


def _rows(state: VisitState, procedure: Procedure, authority: str) -> list[Row]:
    titles = questions.titles(procedure, state.language)
    fields = questions.page(state)
    return [
        {
            **_row(state, field, heading(field, above, titles)),
            "suggestions": _suggestions(state, field, authority),
        }
        for above, field in zip((None, *fields), fields, strict=False)
    ]


def _row(state: VisitState, field: Field, heading: str) -> Row:
    form, language = state.of(FormState), state.language
    shown = field.key in form.show_issues
    issue = next((one for one in form.issues if one.key == field.key), None) if shown else None
    if issue is not None and issue.severity is Severity.WARNING and field.key in form.overridden:
        issue = None
    row: dict[str, Any] = {
        "section": form.page,
        "key": field.key,
        "heading": heading,
        "label": field.asked(language),
        "hint": _hint(state, field),
        "type": field.type.value,
        "value": form.answers.get(field.key, ""),
        "shownValue": _chosen(field, form, language),
        "options": [{"value": one.value, "text": one.asked(language)} for one in field.options],
        "issue": issue_sentence(issue, language) if issue else "",
        "issueIsWarning": issue is not None and issue.severity is Severity.WARNING,
        "mandatory": holds(field.required, form.answers),
        "least": field.minimum if field.minimum is not None else 0,
        "most": field.maximum if field.maximum is not None else 99,
        "longest": field.max_length,
    }
    return row | _place(field, state)


def _suggestions(state: VisitState, field: Field, authority: str) -> list[str]:
    if field.suggest != "authority":
        return []
    identity = state.of(Signer).identity
    claims = identity.claims if identity else Claims()
    home = commune(claims.get("residence_province"), claims.get("residence_commune"))
    # "Xã Nam Giang" → "UBND xã Nam Giang".
    own = f"UBND {home.name[:1].lower()}{home.name[1:]}" if home else ""
    return [one for one in dict.fromkeys((authority, own)) if one]


def _hint(state: VisitState, field: Field) -> str:
    """The field's own; for a proposed address what the card has, so that both can be compared."""
    identity = state.of(Signer).identity
    words = identity.claims.get("residence_text") if identity is not None else ""
    proposed = any(one.key == field.key for one in questions.told(state))
    if field.type is FieldType.ADDRESS and proposed and words:
        return sentence("address.on_card", words)
    return field.hint.in_language(state.language)


def _chosen(field: Field, form: FormState, language: str) -> str:
    value = form.answers.get(field.key, "")
    return next((one.asked(language) for one in field.options if one.value == value), value)


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
