"""What happens to a dossier that was filed (tra cứu, bổ sung, rút hồ sơ, xác nhận bản nháp, in lại phiếu)."""

from kiosk_app.session.journeys.follow_up.table import JOURNEY

__all__ = ["JOURNEY"]
