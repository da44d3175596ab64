"""The rule book: every rule of the nation and of the provinces as a sentence, with its figures, clauses and cases."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from docs.generating.markdown import both, opening, row, table
from examples.checkout import PLUGINS
from policy_engine import Engine
from policy_engine.core.program import ParameterTable, Wording
from policy_engine.explanation.words import CHANGES
from policy_engine.kinds import builtin_kinds
from policy_engine.model.labels import Labels, Language
from policy_engine.model.rule import Change, Rule
from policy_engine.prose.parameters import key_label, rows_in_words
from policy_engine.prose.sentence import sentence
from policy_engine.prose.uses import parameters_used, rules_used
from policy_engine.testing.cases import PolicyCase, read_cases

ROOT = Path(__file__).resolve().parents[2]
SHOWN = ("amount", "value", "due", "actual", "required", "shortfall", "rank", "dropped")
"""The keys of an expected outcome that are told beside its status."""
KINDS = {kind.name: kind.labels for kind in builtin_kinds()}
Cases = Mapping[str, tuple[PolicyCase, ...]]
"""The cases that expect something of a rule, by its name."""


def rule_book(engine: Engine) -> dict[str, Iterator[str]]:
    """The pages of the rule book by file name: one a module, and an index."""
    cases = _cases()
    modules: dict[str, list[Rule]] = {}
    for rule in engine.rules:
        if rule.change is None:
            modules.setdefault(rule.name.partition(".")[0], []).append(rule)
    found = {f"{module}.md": _page(module, rules, engine, cases) for module, rules in modules.items()}
    return {"README.md": _index(modules, cases), **found}


def _cases() -> Cases:
    found: dict[str, list[PolicyCase]] = {}
    for path in sorted(
        path for folder in ("policies", "plugins") for path in (ROOT / folder).glob("**/*.cases.yaml")
    ):
        for case in read_cases(path):
            for rule in case.expect:
                found.setdefault(rule, []).append(case)
    return {rule: tuple(cases) for rule, cases in found.items()}


def _index(modules: Mapping[str, list[Rule]], cases: Cases) -> Iterator[str]:
    yield from opening(
        "规则手册 Rule book",
        "全国模块和各省插件的全部规则，每个模块一页。 All rules of the national modules and of the plugins of the provinces, a page each.",
    )
    provinces = [module for module in PLUGINS if module in modules]
    nation = [module for module in sorted(modules) if module not in provinces]
    for heading, names in (("全国模块 National module", nation), ("省 Province", provinces)):
        yield from ("", *table(heading, "规则 Rules", "检验案例 Cases"))
        for module in names:
            tested = {id(case) for rule in modules[module] for case in cases.get(rule.name, ())}
            yield row(f"[{module}]({module}.md)", str(len(modules[module])), str(len(tested)))


def _page(module: str, rules: list[Rule], engine: Engine, cases: Cases) -> Iterator[str]:
    yield from opening(f"{module}", "本模块的全部规则。 All rules of this module.")
    yield from ("", *table("规则 Rule", "名称 Title", "类型 Kind", "区划 Area"))
    for rule in rules:
        areas = "模板 template" if rule.template else "<br>".join(_area(code, engine) for code in rule.areas)
        link = f"[`{_short(rule)}`](#{_short(rule)})"
        yield row(link, both(rule.labels), both(KINDS[rule.kind], " "), areas)
    for rule in rules:
        yield from _section(rule, engine, cases.get(rule.name, ()))


def _section(rule: Rule, engine: Engine, cases: tuple[PolicyCase, ...]) -> Iterator[str]:
    yield from ("", f'<a id="{_short(rule)}"></a>', "", f"## {rule.labels.zh} {rule.labels.en}", "")
    entity = engine.vocabulary.entities[rule.entity].labels
    kind = f"[{both(KINDS[rule.kind], ' ')}](../kinds/{rule.kind}.md)"
    yield f"`{rule.name}`, {kind}, [{both(entity, ' ')}](../vocabulary.md#{rule.entity})"
    for language in Language:
        yield from ("", sentence(rule, engine.program, language))
    for parameter in parameters_used(rule, engine.program):
        yield from _parameter(parameter, engine)
    used = rules_used(rule, engine.program)
    if used:
        yield from ("", "另见 See also: " + ", ".join(_link(name) for name in used))
    yield from ("", "依据 Sources:", "")
    for citation in rule.sources:
        yield f"- {both(citation.document, ' / ')}, {citation.section} (`{citation.item}`)"
    if rule.note:
        yield from ("", f"说明 Note: {rule.note.strip()}")
    if rule.decision:
        yield from ("", f"决定 Decision: [{rule.decision}](../../decisions/{rule.decision})")
    changes = list(_changes(rule, engine))
    if changes:
        yield from ("", "变更 Changes:", "", *changes)
    if cases:
        yield from ("", "案例 Cases:", "")
        yield from (f"- {case.name}: {_expected(rule, case)}" for case in cases)


def _changes(rule: Rule, engine: Engine) -> Iterator[str]:
    """What plugins say otherwise, each with its reason, and the rule as it is said there."""
    for each in engine.rules:
        if each.name == rule.name and each.change is not None:
            yield _change(each.change, engine)
            yield from (f"  - {sentence(each, engine.program, language)}" for language in Language)
    for change in engine.program.wordings.get(rule, Wording()).exceptions:
        if change.action == "repeal":
            yield _change(change, engine)


def _change(change: Change, engine: Engine) -> str:
    areas = "、".join(_area(code, engine, " ") for code in change.areas)
    items = ", ".join(f"`{citation.item}`" for citation in change.sources)
    done = both(CHANGES[change.action], " ")
    return f"- `{change.plugin}` {done}, {areas}: {both(change.reason, ' / ')} ({items})"


def _parameter(parameter: ParameterTable, engine: Engine) -> Iterator[str]:
    yield from ("", f"参数 Parameter `{parameter.name}` {both(parameter.labels, ' / ')}:", "")
    keys = [both(key_label(key, engine.program)) for key in parameter.keys]
    yield from table("区划 Area", "自 From", "至 Until", *keys, "取值 Value", "依据 Source")
    zh, en = (rows_in_words(parameter, engine.program, language) for language in (Language.ZH, Language.EN))
    for left, right in zip(zh, en, strict=True):
        texts = zip((left.area, *left.keys, left.value), (right.area, *right.keys, right.value), strict=True)
        area, *cells = (both(Labels(*pair)) for pair in texts)
        source = f"`{left.source}`" if left.source else ""
        yield row(area, left.start, left.until, *cells, source)


def _expected(rule: Rule, case: PolicyCase) -> str:
    texts = []
    for subject, keys in case.expect[rule.name].items():
        told = [str(keys[key]) for key in SHOWN if key in keys and keys[key] not in (None, [])]
        texts.append(f"`{subject}` " + ", ".join([str(keys.get("status", "")), *told]).strip(", "))
    return "; ".join(texts)


def _area(code: str, engine: Engine, between: str = "<br>") -> str:
    return both(Labels(engine.areas.text(code, Language.ZH), engine.areas.name(code, Language.EN)), between)


def _link(name: str) -> str:
    module, _, short = name.partition(".")
    return f"[`{name}`]({module}.md#{short})"


def _short(rule: Rule) -> str:
    return rule.name.partition(".")[2]
