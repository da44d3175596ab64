"""A small vocabulary with a fact of every sort, the national one, and cases around a household or a person."""

from functools import cache
from pathlib import Path

from policy_engine.diagnostics import Diagnostic, PolicyError
from policy_engine.facts.case import Case
from policy_engine.facts.reader import read_case
from policy_engine.model.vocabulary import Vocabulary
from policy_engine.reading.yaml import read_yaml
from policy_engine.resolution.vocabulary import build_vocabulary
from policy_engine.source.text import Source
from policy_engine.syntax.surface import read_model
from policy_engine.syntax.vocabulary import VocabularyTree

ROOT = Path(__file__).resolve().parents[2]
ON = "2019-12-31"
TEXT = """
vocabulary: test
entities:
  context: {label: {zh: 评估情境, en: context}}
  place: {label: {zh: 地方, en: place}, abstract: true}
  county: {label: {zh: 县, en: county}, plural: counties}
  township: {label: {zh: 乡镇, en: township}, plural: townships, parents: [county]}
  village: {label: {zh: 村, en: village}, plural: villages, parents: [township]}
  clinic: {label: {zh: 卫生室, en: clinic}, plural: clinics, parents: [village, township]}
  household: {label: {zh: 家庭, en: household}, plural: households, parents: [village]}
  person: {label: {zh: 人员, en: person}, plural: persons, parents: [household]}
  hospital_stay: {label: {zh: 住院, en: hospital stay}, plural: hospital_stays, parents: [person]}
  loan: {label: {zh: 贷款, en: loan}, plural: loans, parents: [household, person]}
facts:
  context.date: {type: date, label: {zh: 日期, en: date}}
  context.year: {type: int, label: {zh: 年度, en: year}}
  context.month: {type: int, label: {zh: 月份, en: month}}
  context.semester: {type: enum, label: {zh: 学期, en: semester},
    values: {spring: {zh: 春季学期, en: spring term}, autumn: {zh: 秋季学期, en: autumn term}}}
  context.school_year: {type: int, label: {zh: 学年, en: school year}}
  context.is_working_day: {type: bool, label: {zh: 工作日, en: working day}}
  place.code: {type: code, label: {zh: 行政区划代码, en: division code}}
  place.in_poor_area: {type: bool, label: {zh: 贫困地区, en: poor area}}
  village.poverty_class: {type: enum, label: {zh: 贫困村类别, en: poverty class},
    values: {none: {zh: 非贫困村, en: not poor}, poor: {zh: 贫困村, en: poor}}}
  clinic.beds: {type: int, label: {zh: 床位数, en: beds}}
  household.net_income: {type: money, label: {zh: 纯收入, en: net income}, period: year}
  household.size: {type: int, label: {zh: 人数, en: size}, bounds: {min: 1}}
  household.dibao_grade: {type: enum, absent: true, label: {zh: 低保档次, en: dibao grade},
    values: {A: {zh: 甲类, en: class A}, B: {zh: 乙类, en: class B}}}
  person.age: {type: int, label: {zh: 年龄, en: age}, bounds: {min: 0, max: 150}}
  person.boarder: {type: bool, label: {zh: 寄宿, en: boarder}}
  person.birth_date: {type: date, label: {zh: 出生日期, en: date of birth}}
  person.exit_date: {type: date, absent: true, label: {zh: 退出日期, en: exit date}}
  person.cost: {type: money, label: {zh: 费用, en: cost}, bounds: {min: 0}}
  person.debt: {type: money, label: {zh: 欠款, en: debt}, bounds: {max: 100}}
  person.share: {type: rate, label: {zh: 比例, en: share}, bounds: {min: 0, max: 1}}
  person.weight: {type: number, label: {zh: 体重, en: weight}}
  person.stage: {type: enum, label: {zh: 学段, en: stage},
    values: {primary: {zh: 小学, en: primary school}, junior: {zh: 初中, en: junior school}}}
  person.disease: {type: text, many: true, label: {zh: 病种, en: disease},
    codes: {hypertension: {zh: 高血压, en: high blood pressure}, diabetes: {zh: 糖尿病, en: sugar disease}}}
  person.known_allergy: {type: text, many: true, absent: true, label: {zh: 过敏, en: known allergy}}
  person.remark: {type: text, label: {zh: 备注, en: remark}}
  person.carer: {type: text, absent: true, label: {zh: 照料人, en: carer}}
  person.school_county: {type: code, label: {zh: 就读县, en: county of the school}}
  person.wage: {type: money, label: {zh: 工资, en: wage}, period: month}
  person.fee: {type: money, label: {zh: 学费, en: fee}, period: semester}
  person.paid: {type: money, label: {zh: 已付, en: paid}, period: once}
  hospital_stay.days: {type: int, label: {zh: 天数, en: days}}
  loan.principal: {type: money, label: {zh: 本金, en: principal}, period: once}
"""


def _vocabulary(sources: list[Source]) -> Vocabulary:
    findings: list[Diagnostic] = []
    trees = [read_model(VocabularyTree, read_yaml(source), findings) for source in sources]
    made = build_vocabulary([tree for tree in trees if tree], findings)
    assert findings == []
    return made


WORDS = _vocabulary([Source("words.yaml", TEXT)])


@cache
def national() -> Vocabulary:
    """The vocabulary of the national policies."""
    files = sorted((ROOT / "policies" / "vocabulary").glob("*.yaml"))
    return _vocabulary([Source(file.name, file.read_text(encoding="utf-8")) for file in files])


def person(**facts: object) -> dict[str, object]:
    """A case of one person with these facts."""
    return {"on": ON, "person": {"id": "p1", **facts}}


def household(**facts: object) -> dict[str, object]:
    """A case of one household with these facts and lists."""
    return {"on": ON, "household": {"id": "h1", **facts}}


def read(data: object, on: str | None = None) -> Case:
    """The case read with the small vocabulary."""
    return read_case(data, WORDS, on)


def read_or_refused(
    data: object, on: object = None, source: Source | None = None
) -> Case | tuple[Diagnostic, ...]:
    """The case, or everything for which it is refused."""
    try:
        return read_case(data, WORDS, on, source)  # type: ignore[arg-type] # what a host may send by mistake
    except PolicyError as error:
        return error.diagnostics


def refused(data: object, on: object = None, source: Source | None = None) -> tuple[Diagnostic, ...]:
    """Everything for which the case is refused."""
    found = read_or_refused(data, on, source)
    assert not isinstance(found, Case), "the case is accepted"
    return found
