from datetime import date

from policy_engine.engine import Engine
from policy_engine.facts.context import context_facts
from policy_engine.model.vocabulary import CONTEXT


def test_what_follows_from_the_date_is_declared() -> None:
    """A case may give it and a rule may use it, under the same name."""
    declared = Engine.load(installed=False).vocabulary.by_name(CONTEXT)
    assert [name for name, _ in context_facts(date(2019, 9, 1)) if name not in declared] == []


def test_a_school_year_is_named_after_its_autumn() -> None:
    """It begins in August."""
    years = [
        context_facts(day)["school_year", 0]
        for day in (date(2019, 7, 31), date(2019, 8, 1), date(2020, 1, 31))
    ]
    assert years == [2018, 2019, 2019]
