"""An engine whose rules change with time, and a case whose facts do."""

from pathlib import Path

from policy_engine import Engine
from tests.properties.strategies import JsonObject

LOCAL = """module: local
policy: local
title: {zh: 本地, en: Local}
settings:
  relief.meal:
    - {from: 2019-01-01, until: 2019-09-01, value: 80, source: d1-school}
    - {from: 2019-09-01, value: 100, source: d1-school}
rules:
  grown_up:
    kind: entitlement
    title: {zh: 成人礼, en: Coming of age}
    for: person
    source: d1-school
    when: years_between(birth_date, context.date) >= 18
    amount: 500
  books:
    kind: entitlement
    title: {zh: 书本, en: Books}
    for: person
    source: d1-school
    form: service
    when: pupil
    amount: 2
    per: semester
"""
VOCABULARY = """vocabulary: local
facts:
  person.birth_date: {type: date, label: {zh: 出生日期, en: date of birth}}
"""


def engine_in(folder: Path) -> Engine:
    """The small policies with the local ones."""
    (folder / "local.yaml").write_text(LOCAL, encoding="utf-8")
    (folder / "words.yaml").write_text(VOCABULARY, encoding="utf-8")
    return Engine.load(paths=[folder])


def family(*persons: JsonObject, **household: object) -> JsonObject:
    """A household of some persons; its own date is one that does not matter."""
    named = [{"id": f"p{number}", **facts} for number, facts in enumerate(persons, 1)]
    return {"on": "2010-01-01", "household": {"id": "h1", "size": 3, **household, "persons": named}}
