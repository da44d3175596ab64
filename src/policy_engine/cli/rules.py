"""The command `rules`: every rule that is loaded."""

import json
from collections.abc import Iterator

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
from policy_engine.engine import Engine
from policy_engine.kinds import builtin_kinds
from policy_engine.model.labels import Labels, Language
from policy_engine.model.rule import Rule

_KINDS = {kind.name: kind.labels for kind in builtin_kinds()}


def rules(
    shape: FormatOption = Format.TABLE,
    lang: LanguageOption = Language.ZH,
    policies: PoliciesOption = None,
    installed: InstalledOption = True,
) -> Answer:
    """列出规则。Every rule: name, kind, area, dates, catalogue items."""
    engine = load_engine(policies, installed)
    found = engine.rules
    if shape is Format.JSON:
        return Answer(json.dumps([_json(rule) for rule in found], ensure_ascii=False, indent=1) + "\n")
    return Answer(rendered(part for rule in found for part in _parts(rule, engine, lang)))


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
        changed = f"插件 {rule.change.plugin} 调整" if chinese else f"changed by {rule.change.plugin}"
        lines.append(f"{changed}: {rule.change.reason.text(lang)}")
    for line in lines:
        yield Wrapped(line, 4)


def exceptions_to(rule: Rule, engine: Engine) -> tuple[str, ...]:
    """The names of the rules that are exceptions to a rule."""
    found = (each.name for each in engine.rules if each.exception_to == rule.name)
    return tuple(dict.fromkeys(found))


def _json(rule: Rule) -> dict[str, object]:
    change = rule.change
    return {
        "rule": rule.name,
        "kind": rule.kind,
        "entity": rule.entity,
        "title": {"zh": rule.labels.zh, "en": rule.labels.en},
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
