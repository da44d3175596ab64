"""A small vocabulary, programs made from YAML texts in memory, and cases made by hand."""

from collections.abc import Iterable, Mapping
from datetime import date

import attrs

from policy_engine.backends.interpreter import Run
from policy_engine.checking.expression import Checker
from policy_engine.checking.reporter import Reporter
from policy_engine.core.expression import Expression
from policy_engine.core.program import ParameterTable, Program
from policy_engine.core.texts import value_json
from policy_engine.core.values import Special, Value
from policy_engine.decisions.decide import decide
from policy_engine.decisions.outcome import Outcome
from policy_engine.diagnostics import Diagnostic, PolicyError, Severity
from policy_engine.facts.case import Case, Subject
from policy_engine.functions import builtin_functions
from policy_engine.functions.signature import Typed
from policy_engine.kinds import builtin_kinds
from policy_engine.lowering.context import Surroundings
from policy_engine.lowering.draft import make_draft
from policy_engine.lowering.driver import build_program
from policy_engine.model.areas import Areas
from policy_engine.model.vocabulary import Vocabulary
from policy_engine.reading.yaml import Mapping as MappingNode
from policy_engine.reading.yaml import Scalar, read_yaml
from policy_engine.resolution.overlays import placed_rules
from policy_engine.resolution.parameters import build_parameters
from policy_engine.resolution.scope import Scope
from policy_engine.resolution.sources import build_register
from policy_engine.resolution.vocabulary import build_vocabulary
from policy_engine.source.text import Source
from policy_engine.syntax.expression import parse_expression
from policy_engine.syntax.policy import ReadPolicy, read_policy
from policy_engine.syntax.surface import read_model
from policy_engine.syntax.vocabulary import SourcesTree, VocabularyTree

KINDS = {kind.name: kind for kind in builtin_kinds()}
FUNCTIONS = {function.name: function for function in builtin_functions()}
TREES = {name: kind.tree for name, kind in KINDS.items()}
ON = date(2019, 12, 31)
AREAS = Areas()
HEAD = "module: m\npolicy: p\ntitle: {zh: 甲, en: A}\n"

VOCABULARY = """
vocabulary: test
actors:
  township: {zh: 乡镇, en: township}
  village: {zh: 村, en: village}
  county: {zh: 县, en: county}
  cadre: {zh: 干部, en: cadre}
  fund: {zh: 基金, en: fund}
  x: {zh: 某办, en: x}
entities:
  context: {label: {zh: 评估情境, en: context}}
  place: {label: {zh: 地方, en: place}, abstract: true}
  county: {label: {zh: 县, en: county}, plural: counties}
  township: {label: {zh: 乡镇, en: township}, plural: townships, parents: [county]}
  village: {label: {zh: 村, en: village}, plural: villages, parents: [township]}
  household: {label: {zh: 家庭, en: household}, plural: households, parents: [village]}
  person: {label: {zh: 人员, en: person}, plural: persons, parents: [household]}
  hospital_stay: {label: {zh: 住院, en: hospital stay}, plural: hospital_stays, parents: [person]}
  dwelling: {label: {zh: 住房, en: dwelling}, plural: dwellings, parents: [household]}
  training: {label: {zh: 培训, en: training}, plural: trainings, parents: [person, village]}
facts:
  context.date: {type: date, label: {zh: 日期, en: date}}
  context.year: {type: int, label: {zh: 年度, en: year}, bounds: {min: 1900, max: 2200}}
  place.poor: {type: bool, label: {zh: 贫困, en: poor}}
  place.kind: {type: enum, label: {zh: 地类, en: sort}, values: {plain: {zh: 平原, en: plain}, hill: {zh: 山区, en: hill}}}
  village.population: {type: int, label: {zh: 人口, en: population}, unit: persons, bounds: {min: 0}}
  village.land: {type: number, label: {zh: 耕地, en: land}, unit: mu}
  village.floor: {type: number, label: {zh: 面积, en: floor}, unit: m2}
  village.fund: {type: money, label: {zh: 资金, en: fund}}
  household.income: {type: money, label: {zh: 纯收入, en: net income}, period: year}
  household.wage: {type: money, label: {zh: 月工资, en: wage}, period: month}
  household.size: {type: int, label: {zh: 人数, en: size}, unit: persons, bounds: {min: 1}}
  household.grade: {type: enum, label: {zh: 低保档次, en: grade}, absent: true,
    values: {A: {zh: 甲类, en: class A}, B: {zh: 乙类, en: class B}, C: {zh: 丙类, en: class C}}}
  person.age: {type: int, label: {zh: 年龄, en: age}, unit: years, bounds: {min: 0, max: 130}}
  person.insured: {type: bool, label: {zh: 参保, en: insured}}
  person.poor: {type: bool, label: {zh: 贫困, en: poor}}
  person.birth_date: {type: date, label: {zh: 出生日期, en: date of birth}}
  person.exit_date: {type: date, label: {zh: 退出日期, en: exit date}, absent: true}
  person.cost: {type: money, label: {zh: 费用, en: cost}, bounds: {min: 0}}
  person.share: {type: rate, label: {zh: 比例, en: share}, bounds: {min: 0, max: 1}}
  person.weight: {type: number, label: {zh: 重量, en: weight}}
  person.count: {type: int, label: {zh: 次数, en: times}}
  person.stage: {type: enum, label: {zh: 学段, en: stage},
    values: {primary: {zh: 小学, en: primary school}, junior: {zh: 初中, en: junior school}}}
  person.disease: {type: text, many: true, label: {zh: 病种, en: disease},
    codes: {hypertension: {zh: 高血压, en: high blood pressure}, diabetes: {zh: 糖尿病, en: sugar disease}}}
  person.remark: {type: text, label: {zh: 备注, en: remark}}
  hospital_stay.expense: {type: money, label: {zh: 住院费用, en: expense}}
  hospital_stay.year: {type: int, label: {zh: 住院年度, en: year}}
  hospital_stay.days: {type: int, label: {zh: 天数, en: days}, unit: days}
  dwelling.inhabited: {type: bool, label: {zh: 居住, en: inhabited}}
  dwelling.area: {type: number, label: {zh: 建筑面积, en: floor area}, unit: m2}
  training.hours: {type: int, label: {zh: 课时, en: hours}, unit: hours}
"""

SOURCES = """
sources: test
documents: {d1: {title: {zh: 办法, en: Measures}}}
items: {s1: {document: d1, section: "1"}, s2: {document: d1, section: "2"}}
"""


def source(text: str, name: str = "policy.yaml") -> MappingNode:
    """The root mapping of a YAML text."""
    node = read_yaml(Source(name, text))
    assert isinstance(node, MappingNode)
    return node


def vocabulary(*texts: str, findings: list[Diagnostic] | None = None) -> Vocabulary:
    """The vocabulary of some files; findings are an error unless a list for them is given."""
    found = [] if findings is None else findings
    trees = [read_model(VocabularyTree, source(text, "vocabulary.yaml"), found) for text in texts]
    made = build_vocabulary([tree for tree in trees if tree], found)
    assert findings is not None or found == []
    return made


def policy(
    text: str, findings: list[Diagnostic], *, plugin: str = "", name: str = "policy.yaml"
) -> ReadPolicy:
    """One policy file read."""
    read = read_policy(source(text, name), TREES, findings)
    if read is None:
        raise PolicyError(findings)
    return attrs.evolve(read, plugin=plugin)


def program(
    *texts: str, findings: list[Diagnostic] | None = None, words: str = VOCABULARY, areas: Areas = AREAS
) -> Program:
    """The program of some policy texts, stage by stage as the engine loads them; raises PolicyError with a stage's findings.

    A list for the findings also receives warnings.
    """
    found = [] if findings is None else findings
    policies = [policy(text, found, plugin=f"plugin{number}") for number, text in enumerate(texts)]
    _stop_on_errors(found)
    known = WORDS if words == VOCABULARY else vocabulary(words, findings=found)
    sources = read_model(SourcesTree, source(SOURCES), found)
    register = build_register([sources] if sources else [], areas, found)
    parameters = build_parameters(policies, register, areas, found)
    rules = placed_rules(policies, TREES, register, areas, found)
    _stop_on_errors(found)
    around = Surroundings(known, parameters, register, areas, KINDS, FUNCTIONS)
    made = build_program(make_draft(rules, around, found), found)
    _stop_on_errors(found)
    return made


def refused(*texts: str, words: str = VOCABULARY) -> PolicyError:
    """The error with which the texts are refused."""
    try:
        program(*texts, words=words)
    except PolicyError as error:
        return error
    raise AssertionError("the policies are accepted")


def _stop_on_errors(findings: list[Diagnostic]) -> None:
    if any(finding.code.severity is Severity.ERROR for finding in findings):
        raise PolicyError(findings)


def rule(kind: str, entity: str, *lines: str, name: str = "r", head: str = HEAD) -> str:
    """A policy with one rule; the lines are its further keys."""
    keys = [f"kind: {kind}", "title: {zh: 乙, en: B}", f"for: {entity}", "source: s1", *lines]
    return f"{head}rules:\n  {name}:\n" + "".join(f"    {line}\n" for line in "\n".join(keys).split("\n"))


def written(text: str) -> Scalar:
    """An expression as it stands in a policy, in a literal block."""
    block = "".join(f"  {line}\n" for line in text.split("\n"))
    node = source(f"when: |-\n{block}").get("when")
    assert isinstance(node, Scalar)
    return node


def parameters(text: str) -> dict[str, ParameterTable]:
    """The parameters of a policy text that has nothing else."""
    findings: list[Diagnostic] = []
    tables = build_parameters([policy(HEAD + text, findings)], {}, AREAS, findings)
    assert findings == []
    return tables


WORDS = vocabulary(VOCABULARY)


@attrs.frozen
class Checked:
    """An expression with what the checker made of it."""

    typed: Typed
    findings: tuple[Diagnostic, ...]
    scope: Scope

    @property
    def finding(self) -> Diagnostic:
        """The only finding."""
        assert len(self.findings) == 1, [finding.message for finding in self.findings]
        return self.findings[0]


def checked(text: str, entity: str = "person", tables: Mapping[str, ParameterTable] | None = None) -> Checked:
    """The expression checked as a part of a rule of module `m` for the entity."""
    findings: list[Diagnostic] = []
    scope = Scope(WORDS, tables or {}, "m", entity)
    typed = Checker(scope, FUNCTIONS, Reporter(findings)).check(parse_expression(written(text)))
    return Checked(typed, tuple(findings), scope)


def subject(
    entity: str,
    name: str = "1",
    *members: Subject,
    code: str | None = None,
    known: Iterable[str] = (),
    **facts: Value,
) -> Subject:
    """A subject with its facts as stored values, and its members; `known` names the entities whose empty lists are given.

    A fact of an earlier period has its shift after two underlines: `income__1` is the one before.
    """
    lists: dict[str, tuple[Subject, ...]] = dict.fromkeys(known, ())
    for member in members:
        lists[member.entity] = (*lists.get(member.entity, ()), member)
    keys = {}
    for fact, value in facts.items():
        word, _, back = fact.partition("__")
        keys[word, -int(back or 0)] = value
    return Subject(entity, name, None, code, keys, lists)


def case(root: Subject, on: date = ON) -> Case:
    """The case of a root made by `subject`: parents and codes handed down."""
    found: list[Subject] = []

    def placed(each: Subject, parent: Subject | None) -> Subject:
        code = each.code or (parent.code if parent else None)
        made = attrs.evolve(each, parent=parent, code=code, lists={})
        found.append(made)
        made.lists.update(
            {entity: tuple(placed(one, made) for one in members) for entity, members in each.lists.items()}
        )
        return made

    context = Subject("context", "", facts={("date", 0): on, ("year", 0): on.year}, evaluated=False)
    return Case(on, placed(root, None), context, tuple(found))


def bare_program(tables: Mapping[str, ParameterTable] | None = None) -> Program:
    """A program without rules."""
    return Program(WORDS, {}, (), tables or {})


def run_of(root: Subject, made: Program | None = None, on: date = ON) -> Run:
    """A program on a case."""
    return Run(made or bare_program(), case(root, on))


def value_of(
    text: str, root: Subject | None = None, at: str = "", tables: Mapping[str, ParameterTable] | None = None
) -> object:
    """The value of an expression for the root, or for the subject named `at`, as the contract writes it."""
    run = run_of(root or subject("person"), bare_program(tables))
    place = next(each for each in run.case.subjects if not at or each.name == at)
    found = checked(text, place.entity, tables)
    assert found.findings == ()
    return shown(run.value(found.typed.expression, place), found.typed.expression)


def shown(value: Value, expression: Expression) -> object:
    """A stored value as the contract writes it, or the word `unknown` or `none`."""
    return value.value if isinstance(value, Special) else value_json(value, expression.type)


def outcomes(made: Program, root: Subject, on: date = ON) -> dict[tuple[str, str], Outcome]:
    """All outcomes by rule and subject."""
    return {outcome.key: outcome for outcome in decide(run_of(root, made, on))}


def outcome(made: Program, root: Subject, on: date = ON) -> Outcome:
    """The outcome of the only rule that has one for the root."""
    (found,) = [each for each in outcomes(made, root, on).values() if each.subject.parent is None]
    return found


Told = tuple[str, str, str, str]
"""Code, message, underlined text and help of a finding."""


def told(error: PolicyError | Iterable[Diagnostic]) -> list[Told]:
    """All findings by place; of an underlined text of several lines only the first."""
    findings = error.diagnostics if isinstance(error, PolicyError) else tuple(error)
    placed = sorted(
        findings,
        key=lambda each: (
            (each.span.source.name, each.span.line, each.span.column) if each.span else ("", 0, 0)
        ),
    )
    return [
        (each.code.number, each.message, each.span.text.split("\n")[0] if each.span else "", each.help)
        for each in placed
    ]
