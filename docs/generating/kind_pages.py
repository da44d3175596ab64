"""A page for each kind of rule: its keys, its statuses, and a rule of the checkout that shows it."""

from collections.abc import Iterator
from datetime import date
from types import NoneType
from typing import Literal, get_args, get_origin

from pydantic.fields import FieldInfo

from docs.generating.markdown import both, opening, row, table
from policy_engine import Engine
from policy_engine.checking.rule_kind import RuleKind
from policy_engine.explanation.words import status_text
from policy_engine.kinds import builtin_kinds
from policy_engine.model.labels import Language
from policy_engine.model.rule import Rule
from policy_engine.prose.sentence import sentence
from policy_engine.reading.yaml import Scalar
from policy_engine.source.text import Span
from policy_engine.syntax.policy import RuleTree
from policy_engine.syntax.surface import LabelsTree, Phrase

SHAPES = {
    Scalar: "表达式 expression",
    str: "文本 text",
    Phrase: "文本 text",
    date: "日期 date",
    int: "整数 whole number",
    LabelsTree: "中英文 `{zh: ..., en: ...}`",
}


def kind_pages(engine: Engine) -> dict[str, Iterator[str]]:
    """The pages by file name: one a kind, and an index with the keys that every rule has."""
    found = {f"{kind.name}.md": _page(kind, engine) for kind in builtin_kinds()}
    return {"README.md": _index(engine), **found}


def _index(engine: Engine) -> Iterator[str]:
    about = "每种规则一页。 A page for each kind of rule."
    yield from opening("规则类型 Rule kinds", about)
    yield from ("", *table("类型 Kind", "含义 Meaning", "规则 Rules"))
    for kind in builtin_kinds():
        count = sum(rule.kind == kind.name for rule in engine.rules)
        yield row(f"[`{kind.name}` {kind.labels.zh}]({kind.name}.md)", kind.meaning, str(count))
    yield from ("", "每种规则都有 Every rule has:", "", *_keys(RuleTree.model_fields))


def _page(kind: RuleKind, engine: Engine) -> Iterator[str]:
    yield from opening(f"{kind.labels.zh} `{kind.name}`", kind.meaning)
    own = {name: field for name, field in kind.tree.model_fields.items() if name not in RuleTree.model_fields}
    yield from ("", "## 键 Keys", "", *_keys(own), "")
    yield "另有每种规则都有的键。 And [the keys of every rule](README.md)."
    if kind.statuses:
        yield from ("", "## 结果 Statuses", "")
        yield from (
            f"- `{status}` {status_text(status, Language.ZH)} {status_text(status, Language.EN)}"
            for status in kind.statuses
        )
    example = next((rule for rule in engine.rules if rule.name == kind.example), None)
    if example is not None:
        yield from _example(example, engine)


def _example(rule: Rule, engine: Engine) -> Iterator[str]:
    module, _, name = rule.name.partition(".")
    assert rule.span is not None
    yield from ("", "## 例 Example", "", "```yaml", *_source(rule.span), "```")
    for language in Language:
        yield from ("", sentence(rule, engine.program, language))
    yield from ("", "依据 Sources:", "")
    for citation in rule.sources:
        yield f"- {both(citation.document, ' / ')}, {citation.section} (`{citation.item}`)"
    yield from ("", f"见规则手册 In the rule book: [`{rule.name}`](../rules/{module}.md#{name})")


def _source(place: Span) -> Iterator[str]:
    """The lines of the rule in its policy file."""
    lines = place.source.lines
    first = place.line - 1
    depth = len(lines[first]) - len(lines[first].lstrip())
    yield lines[first][depth:]
    for line in lines[first + 1 :]:
        if line.strip() and not line.startswith(" " * (depth + 1)):
            return
        if line.strip():
            yield line[depth:]


def _keys(fields: dict[str, FieldInfo]) -> Iterator[str]:
    yield from table("键 Key", "内容 Content", "必需 Needed", "说明 Meaning")
    for name, field in fields.items():
        if name != "place":
            needed = "是 yes" if field.is_required() else ""
            yield row(f"`{field.alias or name}`", _shape(field.annotation), needed, field.description or "")


def _shape(annotation: object) -> str:
    inner = [part for part in get_args(annotation) if part is not NoneType]
    origin = get_origin(annotation)
    if origin is Literal:
        return ", ".join(f"`{value}`" for value in inner)
    if origin is tuple:
        return "值或列表 value or list"
    if origin is dict:
        return "映射 mapping of names"
    if inner:
        return _shape(inner[0])
    return next((text for kind, text in SHAPES.items() if annotation is kind), "见指南 see the guide")
