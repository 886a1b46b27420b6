"""The counters of a made-up commune."""

from __future__ import annotations

from kiosk_app.catalogue.model import Text
from kiosk_app.session.facts.counters import CounterQueues, QueueField

QUEUES = CounterQueues(
    (
        QueueField(
            "A",
            Text("Hộ tịch, chứng thực", "Civil status, certification"),
            ("Quầy 1", "Quầy 2"),
            "thẻ căn cước và giấy tờ gốc",
            8,
        ),
        QueueField("B", Text("Đất đai, xây dựng", "Land, construction"), ("Quầy 3",)),
        QueueField("C", Text("Chính sách, bảo trợ xã hội", "Social welfare"), ("Quầy 4",)),
    ),
    ("người từ 80 tuổi", "phụ nữ mang thai", "người khuyết tật nặng"),
    ((450, 690), (810, 1020)),
)
