"""Rules as users name them: by full name or by title."""

from collections.abc import Callable, Iterable

import typer

from policy_engine.diagnostics.suggest import suggest
from policy_engine.engine import Engine
from policy_engine.model.rule import Rule


def find_rules(texts: Iterable[str], engine: Engine) -> tuple[Rule, ...]:
    """The rules with those names or titles in all their forms, and all rules of the modules named; a usage error where there is none."""
    found: list[Rule] = []
    for text in texts:
        if text in _modules(engine):
            found += [rule for rule in engine.rules if rule.name.startswith(f"{text}.")]
            continue
        _refuse_near_module(text, engine)
        name = find_rule(text, engine, "RULE").name
        found += [rule for rule in engine.rules if rule.name == name]
    return tuple(dict.fromkeys(found))


def _refuse_near_module(text: str, engine: Engine) -> None:
    advice = "" if "." in text else meant(text, _modules(engine))
    titles = {title for rule in engine.rules for title in _titles(rule)}
    if advice and text.casefold() not in titles:
        raise typer.BadParameter(f"there is no module `{text}`{advice}", param_hint="RULE")


def find_rule(text: str, engine: Engine, where: str = "--rule") -> Rule:
    """The rule with that name, or else with that title in one of the two languages; a usage error where there is none."""
    for rule in engine.rules:
        if rule.name == text:
            return rule
    titled = {rule.name: rule for rule in engine.rules if text.casefold() in _titles(rule)}
    if len(titled) == 1:
        return next(iter(titled.values()))
    if titled:
        raise typer.BadParameter(f"several rules are called `{text}`: {', '.join(titled)}", param_hint=where)
    raise typer.BadParameter(f"there is no rule `{text}`{_advice(text, engine)}", param_hint=where)


def chosen(rule: str, module: str, engine: Engine) -> Callable[[Rule], bool]:
    """Whether a rule is the one asked for, or of the module asked for; every rule where nothing is."""
    if rule and module:
        raise typer.BadParameter("give --rule or --module, not both")
    if rule:
        name = find_rule(rule, engine).name
        return lambda each: each.name == name
    if module:
        begins = f"{find_module(module, engine)}."
        return lambda each: each.name.startswith(begins)
    return lambda _each: True


def find_module(text: str, engine: Engine) -> str:
    """The module with that name; a usage error where there is none."""
    modules = _modules(engine)
    if text not in modules:
        advice = meant(text, modules) or f"; there are {', '.join(modules)}"
        raise typer.BadParameter(f"there is no module `{text}`{advice}", param_hint="--module")
    return text


def _modules(engine: Engine) -> list[str]:
    return sorted({rule.name.partition(".")[0] for rule in engine.rules})


def meant(word: str, names: Iterable[str]) -> str:
    """A question for the closest of the names, or nothing."""
    near = suggest(word, sorted(set(names)))
    return f"; did you mean `{near[0]}`?" if near else ""


def _advice(text: str, engine: Engine) -> str:
    titles = {title: rule.name for rule in engine.rules for title in (rule.labels.zh, rule.labels.en)}
    near = suggest(text, [*(rule.name for rule in engine.rules), *titles])
    if not near:
        return "; `policy-engine rules` lists them"
    name = titles.get(near[0])
    return f"; did you mean `{name}` ({near[0]})?" if name else f"; did you mean `{near[0]}`?"


def _titles(rule: Rule) -> tuple[str, str]:
    return rule.labels.zh.casefold(), rule.labels.en.casefold()
