"""Clauses that no rule can decide are listed with a reason; none of them has a rule all the same."""

from examples.checkout import load_engine


def test_a_listed_clause_has_no_rule() -> None:
    """Once a rule is written for it, the reason goes."""
    engine = load_engine()
    cited = {citation.item for rule in engine.rules for citation in rule.sources}
    assert engine.not_computable
    assert cited.isdisjoint(engine.not_computable)
