"""The command `rules`: every rule that is loaded, or what some of them say."""

import json
from collections.abc import Iterator
from typing import Annotated

import typer
from rich.console import RenderableType
from rich.text import Text

from policy_engine.cli.answer import Answer
from policy_engine.cli.console import Wrapped, rendered
from policy_engine.cli.options import (
    Format,
    FormatOption,
    InstalledOption,
    LanguageOption,
    PoliciesOption,
    load_engine,
)
from policy_engine.cli.rule_cards import card
from policy_engine.cli.rule_names import find_rules
from policy_engine.engine import Engine
from policy_engine.explanation.words import CHANGES
from policy_engine.kinds import builtin_kinds
from policy_engine.model.labels import Labels, Language
from policy_engine.model.rule import Rule
from policy_engine.prose.sentence import sentence
from policy_engine.prose.uses import parameters_used

_KINDS = {kind.name: kind.labels for kind in builtin_kinds()}


def rules(
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="RULE",
            help="Rules by name or title, or a module: what each says. 规则名、中文名称或模块名；写出规则全文。",
        ),
    ] = None,
    shape: FormatOption = Format.TABLE,
    lang: LanguageOption = Language.ZH,
    policies: PoliciesOption = None,
    installed: InstalledOption = True,
) -> Answer:
    """列出规则，或写出规则全文。Every rule: name, kind, area, dates, catalogue items; or what some of them say."""
    engine = load_engine(policies, installed)
    found = find_rules(names, engine) if names else engine.rules
    if shape is Format.JSON:
        data = [_json(rule, engine) for rule in found]
        return Answer(json.dumps(data, ensure_ascii=False, indent=1) + "\n")
    if names:
        return Answer(rendered(part for rule in found for part in card(rule, engine.program, lang)))
    return Answer(rendered(part for rule in found for part in _parts(rule, engine, lang)))


_TEMPLATE = Labels("模板，启用后适用", "template, holds where it is adopted")


def _parts(rule: Rule, engine: Engine, lang: Language) -> Iterator[RenderableType]:
    chinese = lang is Language.ZH
    kind = _KINDS.get(rule.kind, Labels(rule.kind, rule.kind)).text(lang)
    entity = engine.vocabulary.entities[rule.entity].labels.text(lang)
    about = f"{kind}，{entity}" if chinese else f"{kind}, {entity}"
    yield Text.assemble((rule.name, "bold"), " ", (about, "dim"))
    lines = [rule.labels.text(lang)]
    reach = [
        text
        for text, said in (
            (_TEMPLATE.text(lang), rule.template),
            (engine.areas.listed(rule.areas, lang), rule.areas),
            (f"{'自' if chinese else 'from'} {rule.start}", rule.start),
            (f"{'至' if chinese else 'until'} {rule.until}", rule.until),
        )
        if said
    ]
    lines += [", ".join(reach)] if reach else []
    lines.append(", ".join(citation.item for citation in rule.sources))
    if rule.exception_to:
        lines.append(Labels("例外于 {0}", "exception to {0}").text(lang).format(rule.exception_to))
    exceptions = exceptions_to(rule, engine)
    if exceptions:
        lines.append(Labels("例外：{0}", "exceptions: {0}").text(lang).format(", ".join(exceptions)))
    if rule.change:
        done = CHANGES[rule.change.action].text(lang)
        changed = f"插件 {rule.change.plugin} {done}" if chinese else f"{done} by {rule.change.plugin}"
        lines.append(f"{changed}: {rule.change.reason.text(lang)}")
    for line in lines:
        yield Wrapped(line, 4)


def exceptions_to(rule: Rule, engine: Engine) -> tuple[str, ...]:
    """The names of the rules that are exceptions to a rule."""
    found = (each.name for each in engine.rules if each.exception_to == rule.name)
    return tuple(dict.fromkeys(found))


def _json(rule: Rule, engine: Engine) -> dict[str, object]:
    change = rule.change
    return {
        "rule": rule.name,
        "kind": rule.kind,
        "entity": rule.entity,
        "title": {"zh": rule.labels.zh, "en": rule.labels.en},
        "sentence": {language.value: sentence(rule, engine.program, language) for language in Language},
        "parameters": [table.name for table in parameters_used(rule, engine.program)],
        "template": rule.template,
        "area": list(rule.areas),
        "from": rule.start.isoformat() if rule.start else None,
        "until": rule.until.isoformat() if rule.until else None,
        "items": [citation.item for citation in rule.sources],
        "exception_to": rule.exception_to or None,
        "change": {
            "plugin": change.plugin,
            "action": change.action,
            "reason": {"zh": change.reason.zh, "en": change.reason.en},
        }
        if change
        else None,
        "place": str(rule.span) if rule.span else None,
    }
