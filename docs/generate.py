"""Writes the reference pages that follow from the code and the policies of the checkout; `make docs` runs it."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from docs.generating.kind_pages import kind_pages
from docs.generating.markdown import opening, row, table
from docs.generating.plugin_pages import plugin_pages
from docs.generating.rule_book import rule_book
from examples.checkout import PLUGINS, load_engine
from policy_engine import Engine
from policy_engine.cli.schema import Sort, schema_text
from policy_engine.core.values import NONE
from policy_engine.functions import builtin_functions
from policy_engine.model.types import EnumValue
from policy_engine.model.units import unit_text
from policy_engine.model.vocabulary import Entity, Variable

FOLDER = Path(__file__).resolve().parent / "reference"
SCHEMAS = FOLDER / "schemas"


def pages() -> dict[Path, str]:
    """Every generated page with its text."""
    engine = load_engine()
    texts = {
        "vocabulary.md": vocabulary(engine),
        "functions.md": functions(),
        **{f"rules/{name}": lines for name, lines in rule_book(engine).items()},
        **{f"kinds/{name}": lines for name, lines in kind_pages(engine).items()},
    }
    found = {FOLDER / name: "\n".join(lines) + "\n" for name, lines in texts.items()}
    schemas = {SCHEMAS / f"{sort}.json": schema_text(sort, installed=PLUGINS) for sort in Sort}
    return found | schemas | plugin_pages(engine)


def vocabulary(engine: Engine) -> Iterator[str]:
    """All entities with their variables."""
    yield from opening("词汇 Vocabulary", "主体及其变量。 Entities and their variables.")
    entities = engine.vocabulary.entities
    yield ""
    yield "、".join(f"[{entity.labels.zh} `{name}`](#{name})" for name, entity in entities.items())
    for name, entity in entities.items():
        yield from ("", f"## {name}", "", _entity(entity))
        own = [variable for variable in engine.vocabulary.variables.values() if variable.entity == name]
        if own:
            yield from ("", *table("变量 Variable", "中文", "English", "类型 Type", "说明 Meaning"))
            yield from (_variable_row(variable, engine) for variable in own)


def functions() -> Iterator[str]:
    """All functions of expressions."""
    yield from opening("函数 Functions", "表达式可用的函数。 What expressions can call.")
    yield from ("", *table("写法 Call", "中文名 Chinese name", "作用 Effect", "例 Example"))
    for function in builtin_functions():
        examples = "<br>".join(f"`{written}` = {value}" for written, value in function.examples)
        yield row(f"`{function.usage}`", function.label, function.meaning, examples)


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
    return row(f"`{variable.name}`", labels.zh, labels.en, _type(variable), meaning)


def _type(variable: Variable) -> str:
    many = ", 多值 many" if variable.type.many else ""
    unit = f", {unit_text(variable.type.dimension)}" if variable.type.dimension else ""
    period = f", 按期 by {variable.period}" if variable.period else ""
    return f"{variable.type.kind}{unit}{many}{period}"


def _values(values: Iterable[EnumValue]) -> str:
    text = "; ".join(f"`{value.name}` {value.labels.zh} {value.labels.en}" for value in values)
    return text and f"{text}."


def left_over(made: Iterable[Path]) -> list[Path]:
    """The pages of former rules and kinds, which nothing makes any more."""
    kept = set(made)
    return [
        path for folder in ("rules", "kinds") for path in (FOLDER / folder).glob("*.md") if path not in kept
    ]


def main() -> None:
    """Write the pages."""
    made = pages()
    for path, text in made.items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    for path in left_over(made):
        path.unlink()


if __name__ == "__main__":
    main()
