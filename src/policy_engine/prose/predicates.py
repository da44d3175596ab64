"""Yes-or-no variables as predicates: what their label says of a subject, and the contrary."""

from policy_engine.core.expression import Read
from policy_engine.explanation.voice import Voice

_BEGINNINGS = (
    ("没有", "有"), ("不在", "在"), ("不能", "能"), ("不可", "可"), ("不符合", "符合"), ("不属于", "属于"), ("未享受", "享受"), ("未参加", "参加"),
    ("未纳入", "纳入"), ("未列为", "列为"), ("未列入", "列入"), ("未完成", "完成"), ("未达到", "达到"), ("未建立", "建立"),
)  # fmt: skip
"""How the contrary of a Chinese label begins, by how the label begins."""
_ENDINGS = (
    ("没有保障", "有保障"), ("没有依据", "有依据"), ("未参保", "参保"), ("未达标", "达标"), ("未签约", "签约"), ("未落实", "落实"), ("未达成", "达成"),
    ("未结算", "结算"), ("未展期", "展期"), ("未代缴", "代缴"), ("不稳定", "稳定"), ("未消除", "已消除"), ("未核定", "已核定"), ("未体检", "已体检"),
)  # fmt: skip
"""The same for how it ends."""
_SORTS = (
    "户",
    "者",
    "村",
    "县",
    "镇",
    "生",
    "人",
    "人员",
    "对象",
    "居民",
    "家庭",
    "儿童",
    "老人",
    "地区",
    "工程",
    "项目",
    "危房",
)
"""The ends of Chinese labels that name a sort of subject rather than say something of it."""
_DONE = "已"
_THINGS = ("证", "档案", "合同", "指标", "意愿")
"""The ends of Chinese labels that name what a subject has."""


def predicate(node: Read, voice: Voice, *, holds: bool) -> str:
    """That the variable is true of its subject, or that it is false."""
    label = voice.label(node)
    owner, when = voice.owner(node), voice.when(node)
    zh = f"{owner}{when}{_chinese(label, holds=holds)}"
    if owner:
        whose = f"“{label}” {'holds' if holds else 'does not hold'} for the {owner}"
    else:
        whose = label if holds else f"not {_quoted(label)}"
    return voice.choose(zh, f"{whose} in {when}" if when else whose)


def _chinese(label: str, *, holds: bool) -> str:
    for contrary, beginning in _BEGINNINGS:
        if label.startswith(beginning):
            return label if holds else contrary + label.removeprefix(beginning)
    if label.endswith(_SORTS) and not label.startswith("无"):
        return f"{'属于' if holds else '不属于'}{label}"
    if label.endswith(_THINGS):
        return f"{'有' if holds else '没有'}{label}"
    if label.startswith(_DONE):
        return label if holds else "未" + label.removeprefix(_DONE)
    for contrary, ending in _ENDINGS:
        if label.endswith(ending):
            return label if holds else label.removesuffix(ending) + contrary
    return label if holds else f"并非“{label}”"


def _quoted(text: str) -> str:
    return f"“{text}”" if " " in text else text


def has(node: Read, voice: Voice, *, holds: bool) -> str:
    """That the subject has what the variable tells of, or that it has none."""
    label, owner, when = voice.label(node), voice.owner(node), voice.when(node)
    whose = f" for the {owner}" if owner else ""
    in_time = f" in {when}" if when else ""
    return voice.choose(
        f"{owner}{when}{'有' if holds else '没有'}{label}",
        f"there is {'some' if holds else 'no'} {label}{whose}{in_time}",
    )
