"""The answers, their names, and the lists of provinces and communes."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QCoreApplication, Slot

from kiosk_app.session.kernel.events import Next
from kiosk_app.session.kernel.state import VisitState
from kiosk_app.session.steps.service_place import (
    LONGEST,
    TRUST,
    TYPED,
    PlaceTyped,
    RecoveryKeyIsRight,
    ServicePlace,
)
from kiosk_app.ui.place_options import listed
from kiosk_app.ui.screens.service.words import problem
from kiosk_app.ui.sentences.marking import QT_TRANSLATE_NOOP
from kiosk_app.ui.view import Shown, View
from vietnam import places

_NAMES = {
    "kiosk_id": QT_TRANSLATE_NOOP("ServicePlace", "Mã kiosk (chữ hoa và số)"),
    "authority_name": QT_TRANSLATE_NOOP("ServicePlace", "Cơ quan tiếp nhận"),
    "authority_code": QT_TRANSLATE_NOOP("ServicePlace", "Mã cơ quan trên cổng"),
    "phone": QT_TRANSLATE_NOOP("ServicePlace", "Điện thoại quầy (không bắt buộc)"),
    "portal_address": QT_TRANSLATE_NOOP("ServicePlace", "Địa chỉ cổng (https://…)"),
    "identity_address": QT_TRANSLATE_NOOP("ServicePlace", "Địa chỉ dịch vụ định danh (https://…)"),
    "recovery_key": QT_TRANSLATE_NOOP("ServicePlace", "Khóa khôi phục của tỉnh (age1…)"),
    "portal_user": QT_TRANSLATE_NOOP("ServicePlace", "Tài khoản của kiosk trên cổng (để trống: giữ như cũ)"),
    "portal_password": QT_TRANSLATE_NOOP("ServicePlace", "Mật khẩu của tài khoản"),
}


class ServicePlaceView(View):
    """The kiosk's place."""

    def project(self, state: VisitState) -> Shown:
        """Each answer with its name, and whether it is missing."""
        place = state.of(ServicePlace)
        province = places.province(place.of("province_code"))
        commune = places.commune(place.of("province_code"), place.of("commune_code"))
        return {
            "running": place.running,
            "said": place.said,
            "problem": problem(place.problem),
            "trust": place.problem == TRUST,
            "province": place.of("province_code"),
            "provinceName": province.name if province else "",
            "provinceMissing": "province_code" in place.missing,
            "commune": place.of("commune_code"),
            "communeName": commune.name if commune else "",
            "communeMissing": "commune_code" in place.missing,
            "most": LONGEST,
            "names": {name: QCoreApplication.translate("ServicePlace", _NAMES[name]) for name in TYPED},
            "answers": {name: place.of(name) for name in TYPED},
            "missing": {name: name in place.missing for name in TYPED},
        }

    @Slot(result=list)
    def order(self) -> list[str]:
        """Give what is typed, from the top."""
        return list(TYPED)

    @Slot(result=list)
    def provinces(self) -> list[dict[str, Any]]:
        """Give every province."""
        return listed()

    @Slot(str, result=list)
    def communes(self, province: str) -> list[dict[str, Any]]:
        """Give every commune of one."""
        return listed(province) if province else []

    @Slot(str, str)
    def type(self, name: str, text: str) -> None:
        """A letter of an answer, or one from a list."""
        self._store.dispatch(PlaceTyped(name, text))

    @Slot()
    def trust(self) -> None:
        """ "Đúng như trên giấy"."""
        self._store.dispatch(RecoveryKeyIsRight())

    @Slot()
    def write(self) -> None:
        """ "Ghi cấu hình"."""
        self._store.dispatch(Next())


VIEW = ServicePlaceView
