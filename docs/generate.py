"""Writes the reference pages that follow from the code and the national policies; `make docs` runs it."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from types import NoneType
from typing import Literal, get_args, get_origin

from pydantic.fields import FieldInfo

from policy_engine import Engine
from policy_engine.checking.rule_kind import RuleKind
from policy_engine.cli.schema import Sort, schema_text
from policy_engine.core.values import NONE
from policy_engine.functions import builtin_functions
from policy_engine.kinds import builtin_kinds
from policy_engine.model.labels import Language
from policy_engine.model.types import EnumValue
from policy_engine.model.units import unit_text
from policy_engine.model.vocabulary import Entity, Variable
from policy_engine.reading.yaml import Scalar
from policy_engine.source.text import Span
from policy_engine.syntax.policy import RuleTree
from policy_engine.syntax.surface import LabelsTree, Phrase

FOLDER = Path(__file__).resolve().parent / "reference"
SCHEMAS = FOLDER / "schemas"
SHAPES = {
    Scalar: "表达式 expression",
    str: "文本 text",
    Phrase: "文本 text",
    date: "日期 date",
    int: "整数 whole number",
    LabelsTree: "中英文 `{zh: ..., en: ...}`",
}
MADE = "本页由 `make docs` 生成。 This page is made by `make docs`."


def pages() -> dict[Path, str]:
    """Every generated page with its text."""
    engine = Engine.load(installed=False)
    texts = {
        "vocabulary.md": vocabulary(engine),
        "rules.md": rules(engine),
        "kinds.md": kinds(engine),
        "functions.md": functions(),
    }
    found = {FOLDER / name: "\n".join(lines) + "\n" for name, lines in texts.items()}
    return found | {SCHEMAS / f"{sort}.json": schema_text(sort, installed=False) for sort in Sort}


def vocabulary(engine: Engine) -> Iterator[str]:
    """All entities with their variables."""
    yield from _opening("词汇 Vocabulary", "主体及其变量。 Entities and their variables.")
    entities = engine.vocabulary.entities
    yield ""
    yield "、".join(f"[{entity.labels.zh} `{name}`](#{name})" for name, entity in entities.items())
    for name, entity in entities.items():
        yield from ("", f"## {name}", "", _entity(entity))
        own = [variable for variable in engine.vocabulary.variables.values() if variable.entity == name]
        if own:
            yield from ("", *_table("变量 Variable", "中文", "English", "类型 Type", "说明 Meaning"))
            yield from (_variable_row(variable, engine) for variable in own)


def rules(engine: Engine) -> Iterator[str]:
    """All rules of the national policies by module."""
    yield from _opening("规则 Rules", "全国模块的全部规则。 All rules of the national modules.")
    module = ""
    for rule in engine.rules:
        if rule.name.partition(".")[0] != module:
            module = rule.name.partition(".")[0]
            yield from ("", f"## {module}", "")
            yield from _table(
                "规则 Rule", "类型 Kind", "主体 Entity", "名称 Title", "区划 Area", "条目 Items"
            )
        items = " ".join(citation.item for citation in rule.sources)
        areas = "<br>".join(engine.areas.text(code, Language.ZH) for code in rule.areas)
        title = f"{rule.labels.zh}<br>{rule.labels.en}"
        yield _row(f"`{rule.name}`", rule.kind, rule.entity, title, areas, items)


def kinds(engine: Engine) -> Iterator[str]:
    """All rule kinds with their keys, statuses and an example from the policies."""
    yield from _opening(
        "规则类型 Rule kinds", "每种规则的键和结果。 The keys and statuses of each kind of rule."
    )
    yield from ("", "每种规则都有 Every rule has:", "", *_keys(RuleTree.model_fields))
    for kind in builtin_kinds():
        own = {
            name: field for name, field in kind.tree.model_fields.items() if name not in RuleTree.model_fields
        }
        yield from ("", f"## {kind.name} {kind.labels.zh}", "", kind.meaning, "", *_keys(own))
        if kind.statuses:
            yield from ("", "结果 Statuses: " + ", ".join(f"`{status}`" for status in kind.statuses))
        yield from _example(kind, engine)


def functions() -> Iterator[str]:
    """All functions of expressions."""
    yield from _opening("函数 Functions", "表达式可用的函数。 What expressions can call.")
    yield from ("", *_table("写法 Call", "中文名 Chinese name", "作用 Effect", "例 Example"))
    for function in builtin_functions():
        examples = "<br>".join(f"`{written}` = {value}" for written, value in function.examples)
        yield _row(f"`{function.usage}`", function.label, function.meaning, examples)


def _opening(title: str, about: str) -> Iterator[str]:
    yield from (f"# {title}", "", f"{about} {MADE}")


def _entity(entity: Entity) -> str:
    parts = [f"{entity.labels.zh} {entity.labels.en}. {entity.meaning}".strip()]
    if entity.plural:
        parts.append(f"列表 List: `{entity.plural}`.")
    if entity.parents:
        parts.append("属于 Below: " + ", ".join(f"`{parent}`" for parent in entity.parents) + ".")
    return " ".join(parts)


def _variable_row(variable: Variable, engine: Engine) -> str:
    computed = (variable.entity, variable.name) in engine.program.formulas
    notes = [variable.meaning, _values(variable.type.values)]
    notes += ["规则推导 computed."] if computed else ["可推导 may be computed."] if variable.derived else []
    notes += [f"可为 `{NONE.value}` may be none."] if variable.absent else []
    meaning = " ".join(note for note in notes if note)
    labels = variable.labels
    return _row(f"`{variable.name}`", labels.zh, labels.en, _type(variable), meaning)


def _type(variable: Variable) -> str:
    many = ", 多值 many" if variable.type.many else ""
    unit = f", {unit_text(variable.type.dimension)}" if variable.type.dimension else ""
    period = f", 按期 by {variable.period}" if variable.period else ""
    return f"{variable.type.kind}{unit}{many}{period}"


def _values(values: Iterable[EnumValue]) -> str:
    text = "; ".join(f"`{value.name}` {value.labels.zh} {value.labels.en}" for value in values)
    return text and f"{text}."


def _keys(fields: dict[str, FieldInfo]) -> Iterator[str]:
    yield from _table("键 Key", "内容 Content", "必需 Needed")
    for name, field in fields.items():
        if name != "place":
            needed = "是 yes" if field.is_required() else ""
            yield _row(f"`{field.alias or name}`", _shape(field.annotation), needed)


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


def _example(kind: RuleKind, engine: Engine) -> Iterator[str]:
    """The shortest rule of the kind; a derivation is known by its formula, whose place begins under the name."""
    places = [rule.span for rule in engine.rules if rule.kind == kind.name]
    if not kind.statuses:
        places = [formula.span for formula in engine.program.formulas.values()]
    found = [source for place in places if place is not None and (source := _source(place, kind.name))]
    if found:
        shortest = min(found, key=lambda lines: (sum(map(len, lines)), lines))
        yield from ("", "例 Example:", "", "```yaml", *shortest, "```")


def _source(place: Span, kind: str) -> list[str]:
    """The lines of the rule in its policy file; nothing where it is of another kind."""
    lines = place.source.lines
    first = place.line - 1
    if lines[first].strip().startswith("kind:"):
        first -= 1
    depth = len(lines[first]) - len(lines[first].lstrip())
    end = first + 1
    while end < len(lines) and (not lines[end].strip() or lines[end].startswith(" " * (depth + 1))):
        end += 1
    kept = [line[depth:] for line in lines[first:end] if line.strip()]
    return kept if f"  kind: {kind}" in kept else []


def _table(*headings: str) -> Iterator[str]:
    yield _row(*headings)
    yield _row(*("---" for _ in headings))


def _row(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"


def main() -> None:
    """Write the pages."""
    SCHEMAS.mkdir(exist_ok=True)
    for path, text in pages().items():
        path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
