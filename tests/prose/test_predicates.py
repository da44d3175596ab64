"""Labels of yes-or-no variables as predicates and as their contraries."""

import pytest

from policy_engine.prose.predicates import _chinese


@pytest.mark.parametrize(
    ("label", "holds", "contrary"),
    [
        ("有固定收入", "有固定收入", "没有固定收入"),
        ("在贫困村", "在贫困村", "不在贫困村"),
        ("纳入住房保障", "纳入住房保障", "未纳入住房保障"),
        ("已享受", "已享受", "未享受"),
        ("已搬迁户", "属于已搬迁户", "不属于已搬迁户"),
        ("脱贫户", "属于脱贫户", "不属于脱贫户"),
        ("慢性病证", "有慢性病证", "没有慢性病证"),
        ("水质达标", "水质达标", "水质未达标"),
        ("收入稳定", "收入稳定", "收入不稳定"),
        ("不愁吃", "不愁吃", "并非“不愁吃”"),
        ("转诊", "转诊", "并非“转诊”"),
    ],
)
def test_a_label_as_a_predicate(label: str, holds: str, contrary: str) -> None:
    """By how it begins or ends; what is not known is put in quotes."""
    assert (_chinese(label, holds=True), _chinese(label, holds=False)) == (holds, contrary)
