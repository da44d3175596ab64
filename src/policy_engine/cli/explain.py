"""The command `explain`: the whole reasoning of an outcome, or the page of a diagnostic's code."""

import re
from typing import Annotated

import typer

from policy_engine.cli.answer import Answer
from policy_engine.cli.case_files import decide, read_case_file
from policy_engine.cli.console import broken
from policy_engine.cli.options import InstalledOption, LanguageOption, OnOption, PoliciesOption, load_engine
from policy_engine.cli.rule_names import find_rule, meant
from policy_engine.cli.rules import exceptions_to
from policy_engine.diagnostics.page import page_codes, read_page
from policy_engine.engine import Decision, Engine
from policy_engine.explanation.words import status_text
from policy_engine.model.labels import Labels, Language
from policy_engine.model.rule import Rule

_CODE = re.compile(r"PE\d+", re.IGNORECASE)


def explain(
    case: Annotated[
        str,
        typer.Argument(metavar="CASE|CODE", help="A case, or a code such as PE312. 案例文件，或错误代码。"),
    ],
    rule: Annotated[str, typer.Option("--rule", help="The rule by name or title. 规则名或中文名称。")] = "",
    subject: Annotated[
        str,
        typer.Option(
            "--subject", help="The subject, such as person:p1; without it, a list of them. 对象；不写则列出。"
        ),
    ] = "",
    on: OnOption = None,
    lang: LanguageOption = Language.ZH,
    policies: PoliciesOption = None,
    installed: InstalledOption = True,
) -> Answer:
    """说明理由，或解释错误代码。The reasoning for a rule and a subject, or what a code means."""
    if _CODE.fullmatch(case) and not rule and not subject:
        return Answer(_page(case.upper()))
    if not rule:
        raise typer.BadParameter("give --rule with a case, or a code such as PE312 alone")
    given = read_case_file(case)
    engine = load_engine(policies, installed)
    known = find_rule(rule, engine)
    decision = decide(engine, given, on)
    if not subject:
        return Answer(_subjects(known, decision, lang))
    _check_subject(subject, known, decision)
    if decision.outcome(known.name, subject) is None:
        return Answer(_not_in_force(engine, known.name, subject, decision, lang))
    return Answer(broken(decision.explain(known.name, subject, lang)))


def _subjects(rule: Rule, decision: Decision, lang: Language) -> str:
    """The subjects that a rule speaks of, each with its status."""
    found = [outcome for outcome in decision.outcomes if outcome.rule.name == rule.name]
    lines = [f"{rule.name} {rule.labels.text(lang)}"]
    if found:
        lines.append(Labels("用 --subject 选择一个对象：", "Choose one with --subject:").text(lang))
    else:
        lines.append(Labels("案例中没有它所涉及的对象。", "It speaks of nothing in the case.").text(lang))
    lines += [f"  {outcome.subject.name}: {status_text(outcome.status, lang)}" for outcome in found]
    return "\n".join(lines) + "\n"


def _page(code: str) -> str:
    text = read_page(code)
    if text is None:
        raise typer.BadParameter(f"there is no code `{code}`{meant(code, page_codes())}", param_hint="CODE")
    return text


def _check_subject(subject: str, rule: Rule, decision: Decision) -> None:
    names = [each.name for each in decision.run.case.evaluated()]
    about = [each.name for each in decision.run.case.evaluated() if each.entity == rule.entity]
    if subject not in names:
        listed = f"; the case has {', '.join(about[:10])}" if about else ""
        message = f"there is no subject `{subject}` in the case{meant(subject, about) or listed}"
        raise typer.BadParameter(message, param_hint="--subject")
    if subject not in about:
        listed = f"; the case has {', '.join(about[:10])}" if about else ""
        message = f"`{rule.name}` is about each {rule.entity}, not about {subject}{listed}"
        raise typer.BadParameter(message, param_hint="--subject")


def _not_in_force(engine: Engine, name: str, subject: str, decision: Decision, lang: Language) -> str:
    forms = [rule for rule in engine.rules if rule.name == name]
    if name not in {output.rule.name for output in engine.program.outputs}:
        message = Labels(
            "只计算一个变量，没有自己的结果；它的值见用到它的规则的解释。",
            "only computes a variable and has no outcome; its value stands in the reasoning of the rules that use it.",
        )
        return f"{name} {forms[0].labels.text(lang)}\n{message.text(lang)}\n"
    if lang is Language.ZH:
        lines = [f"{name} {forms[0].labels.zh}", f"{decision.on} 对 {subject} 不适用。适用范围："]
    else:
        lines = [f"{name} {forms[0].labels.en}", f"does not hold for {subject} on {decision.on}. It holds:"]
    lines += [f"  - {_reach(rule, engine, lang)}" for rule in forms]
    excepted = Labels("  但以例外 {0} 为准之处除外", "  but not where its exception {0} holds").text(lang)
    lines += [excepted.format(each) for each in exceptions_to(forms[0], engine)]
    return "\n".join(lines) + "\n"


def _reach(rule: Rule, engine: Engine, lang: Language) -> str:
    chinese = lang is Language.ZH
    parts = [engine.areas.listed(rule.areas, lang)] if rule.areas else []
    if rule.start:
        parts.append(f"自 {rule.start}" if chinese else f"from {rule.start}")
    if rule.until:
        parts.append(f"至 {rule.until}（不含）" if chinese else f"until {rule.until} (that day excluded)")
    return ("，" if chinese else ", ").join(parts) or ("各地，不限时间" if chinese else "everywhere, always")
