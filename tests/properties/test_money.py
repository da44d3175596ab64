"""Money never gains or loses a fen: random expressions in policies against fractions with explicit rounding."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import example, given, settings
from hypothesis import strategies as st

from policy_engine.backends.interpreter import Run
from policy_engine.core.texts import Json
from policy_engine.decisions.decide import decide
from policy_engine.facts.reader import read_case
from tests import language
from tests.properties.amounts import AMOUNTS, Term, fact, product, rounding, written

MANY = settings(max_examples=5 * settings().max_examples)
COSTS = st.one_of(st.integers(0, 400), st.integers(0, 10**10)).map(lambda number: Decimal(number).scaleb(-2))
SHARES = st.one_of(st.sampled_from([0, 5, 15, 500_000, 1_000_000]), st.integers(0, 10**6)).map(
    lambda number: Decimal(number).scaleb(-6)
)
WEIGHTS = st.integers(-(10**8), 10**8).map(lambda number: Decimal(number).scaleb(-6))
HALF = product(fact("cost"), written(Decimal("0.5")))


@MANY
@given(term=AMOUNTS, cost=COSTS, share=SHARES, weight=WEIGHTS, count=st.integers(-1000, 1000))
@example(term=HALF, cost=Decimal("0.01"), share=Decimal(0), weight=Decimal(0), count=0)
@example(
    term=product(HALF, written(Decimal(-1))),
    cost=Decimal("0.01"),
    share=Decimal(0),
    weight=Decimal(0),
    count=0,
)
@example(
    term=rounding("round_to", HALF, 1), cost=Decimal("0.09"), share=Decimal(0), weight=Decimal(0), count=0
)
def test_amounts_are_exact(term: Term, cost: Decimal, share: Decimal, weight: Decimal, count: int) -> None:
    """From the text of a policy and the JSON of a case to the amount of the decision, nothing but stated rounding is lost."""
    facts: dict[str, Json] = {
        "id": "p1", "cost": f"{cost:f}", "share": f"{share:f}", "weight": f"{weight:f}", "count": count,
    }  # fmt: skip
    expected = term.value(
        {
            "cost": Fraction(cost),
            "share": Fraction(share),
            "weight": Fraction(weight),
            "count": Fraction(count),
        }
    )
    made = language.program(
        language.rule("entitlement", "person", "when: true", f'amount: "{term.text}"', "per: once")
    )
    (outcome,) = decide(Run(made, read_case({"on": "2019-12-31", "person": facts}, made.vocabulary)))
    assert outcome.detail("amount") == f"{Decimal(expected.numerator) / Decimal(expected.denominator):.2f}"
