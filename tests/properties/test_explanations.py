"""Explanations of whatever comes: always made, in both languages, in words of officials, and true to the facts."""

import re
from collections.abc import Iterator
from itertools import product
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from policy_engine import PolicyError
from policy_engine.backends.interpreter import Run, compared
from policy_engine.core.expression import Compare, Constant, Expression, In, Read
from policy_engine.core.program import Program
from policy_engine.core.texts import Json, value_json
from policy_engine.core.traverse import walk
from policy_engine.core.values import Value
from policy_engine.decisions.decide import decide
from policy_engine.decisions.outcome import Outcome
from policy_engine.explanation.ask import questions
from policy_engine.explanation.because import because
from policy_engine.explanation.explain import Step, explain
from policy_engine.explanation.flip import Change, flip
from policy_engine.explanation.words import value_text
from policy_engine.facts.case import Subject
from policy_engine.facts.reader import read_case
from policy_engine.model.labels import Language
from policy_engine.model.types import Kind
from tests.properties.asking import outcomes, rules_and_case
from tests.properties.strategies import JsonObject, Path, with_values

MANY = settings(max_examples=3 * settings().max_examples)
PYTHON = re.compile(r"\b(?:None|True|False|UNKNOWN|NONE|frozenset|Decimal|lambda)\b|object at 0x|\{\w*\}|\\u")


@MANY
@given(data=st.data())
def test_every_outcome_can_be_explained(data: st.DataObject) -> None:
    """Reasons, explanations and questions are made for every outcome in both languages, without a word of Python."""
    asked, case = rules_and_case(data)
    run = Run(asked, read_case(case, asked.vocabulary))
    found = decide(run)
    for outcome in found:
        for language in Language:
            reason = because(outcome, run, language)
            text = explain(outcome, run).text(language)
            assert not PYTHON.search(reason + text), (reason, text)
            assert reason in text
    for question in questions(found, run):
        assert question.labels.zh
        assert question.labels.en


@MANY
@given(data=st.data())
def test_explanations_show_the_facts(data: st.DataObject) -> None:
    """Every leaf that is a given fact has its value, and its text shows it."""
    asked, case = rules_and_case(data)
    run = Run(asked, read_case(case, asked.vocabulary))
    for outcome in decide(run):
        explanation = explain(outcome, run)
        written: Any = explanation.to_dict(Language.EN)["conditions"]
        for step, entry in leaves(explanation.conditions, written):
            fact = given_fact(step.expression, step.subject, run)
            if fact is not None:
                owner, read = fact
                assert step.value == owner.fact(read.name)
                assert value_text(owner.fact(read.name), read.type, Language.EN) in entry["text"]


@MANY
@given(data=st.data())
def test_what_would_have_to_be_different_makes_the_difference(data: st.DataObject) -> None:
    """Where each change is about one given fact, some values that satisfy the wishes turn the outcome around."""
    asked, case = rules_and_case(data)
    run = Run(asked, read_case(case, asked.vocabulary))
    for outcome in decide(run):
        changes = flip(outcome, run)
        wishes = facts_to_change(changes or (), run)
        if not wishes:
            continue
        found = list(ways(wishes, case, asked, outcome.key))
        statuses = [each.status for each in found if each is not None]
        assert not statuses or any(status != outcome.status for status in statuses), (outcome.status, changes)


def leaves(steps: tuple[Step, ...], entries: list[Any]) -> Iterator[tuple[Step, Any]]:
    """Every step without parts, with what is written of it."""
    for step, entry in zip(steps, entries, strict=True):
        if not step.steps:
            yield step, entry
        yield from leaves(step.steps, entry["steps"])


def given_fact(node: Expression, subject: Subject, run: Run) -> tuple[Subject, Read] | None:
    """The subject and the variable where the expression is a fact of this period that a case gives."""
    if not isinstance(node, Read) or node.shift or node.year is not None:
        return None
    owner = run.subject_of(node.entity, subject)
    if owner is None or (owner.entity, node.name) in run.program.formulas or owner is run.case.context:
        return None
    return owner, node


Wish = tuple[Path, Read, list[Value]]
"""Where a fact stands, the variable, and the values that satisfy what is wished of it."""


def facts_to_change(changes: tuple[Change, ...], run: Run) -> list[Wish]:
    """The wishes where each is about one given fact that no other condition is about; nothing where that is not so."""
    wishes: list[Wish] = []
    for node, subject, wanted in changes:
        reads = [read for read in (node, *sides(node)) if isinstance(read, Read)]
        fact = given_fact(reads[0], subject, run) if len(reads) == 1 else None
        if fact is None:
            return []
        owner, read = fact
        fitting = [value for value in candidates(node, read) if holds(node, value, wanted=wanted)]
        if any(name == read.name and shift for name, shift in owner.facts):
            return []
        if len(conditions_on(read, run.program)) > 1:
            return []
        wishes.append(((*owner.path, read.name), read, fitting))
    return wishes if len({path for path, _, _ in wishes}) == len(wishes) else []


def conditions_on(read: Read, program: Program) -> set[Expression]:
    """The different conditions on a variable in all formulas and rules of a program."""
    formulas = (formula.expression for formula in program.formulas.values())
    asked = (each for output in program.outputs for each in output.expressions)
    nodes = (node for root in (*formulas, *asked) for node in walk(root))
    return {node for node in nodes if read in (node, *sides(node))} - {read} or {read}


def sides(node: Expression) -> tuple[Expression, ...]:
    """The two sides of a comparison with something written; else nothing."""
    match node:
        case Compare(left=left, right=Constant() as right):
            return left, right
        case In(item=item, container=Constant() as container):
            return item, container
        case _:
            return ()


def candidates(node: Expression, read: Read) -> list[Value]:
    """Values of the variable around those that are written in the condition."""
    if read.type.kind is Kind.BOOL:
        return [True, False]
    if read.type.many:
        return []
    if read.type.values:
        return [value.name for value in read.type.values]
    found: list[Value] = []
    for side in sides(node):
        if isinstance(side, Constant) and isinstance(side.value, int):
            found += [side.value - 1, side.value, side.value + 1]
    return found


def holds(node: Expression, value: Value, *, wanted: bool) -> bool:
    """Whether the condition is as wanted when its variable has the value."""
    match node:
        case Compare(right=Constant(value=limit)):
            return compared(node.comparison, value, limit) is wanted
        case In(container=Constant(value=frozenset() as values)):
            return (value in values) is wanted
        case _:
            return value is wanted


def ways(
    wishes: list[Wish], case: JsonObject, program: Program, key: tuple[str, str]
) -> Iterator[Outcome | None]:
    """The outcome for every choice of values that satisfies the wishes and that a case may give."""
    for chosen in product(*(fitting for _, _, fitting in wishes)):
        changes = {path: written(value, read) for (path, read, _), value in zip(wishes, chosen, strict=True)}
        try:
            found = outcomes(program, with_values(case, changes))
        except PolicyError:
            continue
        yield found.get(key)


def written(value: Value, read: Read) -> Json:
    """The value as a case writes it."""
    return value if read.type.kind is Kind.INT and isinstance(value, int) else value_json(value, read.type)
