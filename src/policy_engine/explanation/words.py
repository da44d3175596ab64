"""Values, units and statuses as officials read them, in both languages."""

from datetime import date
from decimal import Decimal

from policy_engine.core.values import NONE, UNKNOWN, Value
from policy_engine.model.calendar import SEMESTER_LABELS
from policy_engine.model.labels import Labels, Language
from policy_engine.model.per import PER
from policy_engine.model.period import Period
from policy_engine.model.types import Dimension, Kind, Type

CHANGES = {
    "override": Labels("调整", "changed"),
    "adopt": Labels("启用", "adopted"),
    "repeal": Labels("废止", "repealed"),
}
"""What a plugin did to a rule."""
AGE: Dimension = (("age", 1),)
"""The unit of an age, which is spoken of otherwise than a length of time."""

STATUS = {
    "granted": Labels("应当享受", "granted"),
    "eligible": Labels("符合条件，金额待定", "eligible, amount open"),
    "not_eligible": Labels("不符合条件", "not eligible"),
    "undetermined": Labels("无法判定", "undetermined"),
    "raised": Labels("预警", "raised"),
    "clear": Labels("无预警", "clear"),
    "classified": Labels("已归类", "classified"),
    "unclassified": Labels("不属于任何类别", "unclassified"),
    "met": Labels("达标", "met"),
    "not_met": Labels("未达标", "not met"),
    "not_applicable": Labels("不适用", "not applicable"),
    "applied": Labels("已衔接", "applied"),
    "not_applied": Labels("无需衔接", "not applied"),
    "selected": Labels("入选", "selected"),
    "waiting": Labels("候补", "waiting"),
    "behind": Labels("未完成进度", "behind"),
    "done": Labels("已完成", "done"),
    "due": Labels("待办", "due"),
    "overdue": Labels("逾期", "overdue"),
}
_UNITS = {
    "yuan": Labels("元", "yuan"), "mu": Labels("亩", "mu"), "m2": Labels("平方米", "m²"), "km": Labels("公里", "km"),
    "m": Labels("米", "m"), "mm": Labels("毫米", "mm"), "kg": Labels("公斤", "kg"), "t": Labels("吨", "t"), "kw": Labels("千瓦", "kW"),
    "mg": Labels("毫克", "mg"), "l": Labels("升", "l"), "hour": Labels("小时", "hours"), "day": Labels("天", "days"), "working_day": Labels("个工作日", "working days"),
    "week": Labels("周", "weeks"), "month": Labels("个月", "months"), "semester": Labels("学期", "semesters"),
    "year": Labels("年", "years"), "minute": Labels("分钟", "minutes"), "point": Labels("分", "points"), "degree": Labels("度", "degrees"),
    "age": Labels("岁", "years"),
}  # fmt: skip
_VALUES = {
    "before": Labels("核减前金额", "amount before the cut"), "cut_by": Labels("核减依据", "cut by"),
    "dropped_by": Labels("不再享受，依据", "dropped by"), "dropped": Labels("不再享受", "dropped"),
    "kept": Labels("保留", "kept"), "cut": Labels("核减", "cut"), "alternatives": Labels("可供选择", "to choose from"),
    "rank": Labels("名次", "rank"), "quota": Labels("名额", "quota"), "budget": Labels("资金总额", "budget"),
    "amount": Labels("金额", "amount"), "due": Labels("期限", "due"), "actual": Labels("实际", "actual"),
    "required": Labels("要求", "required"), "by": Labels("截至", "by"), "shortfall": Labels("差额", "shortfall"),
    "period": Labels("周期", "period"), "since": Labels("逾期起始日", "overdue since"),
}  # fmt: skip
_RESULT = Labels("结果", "result")
_YES, _NO = Labels("是", "yes"), Labels("否", "no")
_UNKNOWN, _NONE = Labels("未知", "unknown"), Labels("无", "none")


def value_text(value: Value, kind: Type, language: Language) -> str:
    """A value with its unit: `3,200.00元/年`, `60%`, `小学`."""
    if value is UNKNOWN:
        return _UNKNOWN.text(language)
    if value is NONE:
        return _NONE.text(language)
    if isinstance(value, bool):
        return (_YES if value else _NO).text(language)
    if isinstance(value, int):
        return _number(value, kind, language)
    if isinstance(value, date):
        return f"{value.year}年{value.month}月{value.day}日" if language is Language.ZH else value.isoformat()
    if isinstance(value, frozenset):
        return listed(value, kind, language, Labels("、", ", "))
    named = kind.value_named(str(value))
    return named.labels.text(language) if named else str(value)


def listed(values: frozenset[str], kind: Type, language: Language, between: Labels) -> str:
    """Several values in the order in which they are declared."""
    declared = {value.name: position for position, value in enumerate(kind.values)}
    ordered = sorted(values, key=lambda value: (declared.get(value, len(declared)), value))
    texts = (value_text(each, kind, language) for each in ordered)
    return between.text(language).join(texts) or _NONE.text(language)


def earlier_text(period: Period, back: int, language: Language) -> str:
    """A period before the one of the evaluation: `上年`, `the previous year`."""
    if language is Language.EN:
        return f"the previous {period}" if back == 1 else f"the {period} {back} {period}s before"
    unit = {Period.MONTH: "月", Period.SEMESTER: "学期"}.get(period, "年")
    return f"上{unit}" if back == 1 else f"前{back}{'个' if unit == '月' else ''}{unit}"


def status_text(status: str, language: Language) -> str:
    """A status in words."""
    return STATUS[status].text(language) if status in STATUS else status.replace("_", " ")


def value_label(name: str) -> Labels:
    """What a computed key of an outcome is called."""
    return _VALUES.get(name, _RESULT)


def counted_text(amount: str, unit: str, per: str, language: Language) -> str:
    """An amount as an outcome gives it: `800.00元/年`."""
    between = "" if language is Language.ZH else " "
    return f"{amount}{between}{_UNITS.get(unit, Labels(unit, unit)).text(language)}{per_text(per, language)}"


def per_text(per: str, language: Language) -> str:
    """What an entitlement counts by, as a suffix: `/年`."""
    label = PER.get(per, Labels(per, per)).text(language)
    if not label:
        return ""
    return f"/{label}" if language is Language.ZH else f" / {label}"


def period_text(key: str, language: Language) -> str:
    """A period in words, from the key by which a case names it: `2018`, `2018-03`, `2018-spring`."""
    year, _, part = key.partition("-")
    if language is Language.EN:
        return f"{SEMESTER_LABELS[part].en} of {year}" if part in SEMESTER_LABELS else key
    return f"{year}年" + (
        SEMESTER_LABELS[part].zh if part in SEMESTER_LABELS else f"{int(part)}月" if part else ""
    )


def _number(value: int, kind: Type, language: Language) -> str:
    number = Decimal(value).scaleb(-kind.scale)
    if kind.kind is Kind.RATE:
        return f"{_plain(number * 100)}%"
    text = f"{number:,.2f}" if kind.kind is Kind.MONEY else _plain(number)
    return text + _unit(kind, language, single=number == 1)


def _plain(number: Decimal) -> str:
    """The digits without idle zeros; a number of four digits may be a year, and stands without a comma."""
    text = f"{number:,f}" if abs(number) >= 10000 else f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _unit(kind: Type, language: Language, *, single: bool) -> str:
    over = [_UNITS[unit].text(language) for unit, power in kind.dimension if power > 0 and unit in _UNITS]
    under = [
        PER.get(unit, _UNITS.get(unit, _NONE)).text(language) for unit, power in kind.dimension if power < 0
    ]
    if language is Language.ZH:
        return "".join(over) + "".join(f"/{unit}" for unit in under)
    shown = " ".join(word.removesuffix("s") for word in over) if single else " ".join(over)
    return (f" {shown}" if shown else "") + "".join(f" / {unit}" for unit in under)
