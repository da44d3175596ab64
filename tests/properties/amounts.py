"""Random expressions of money, with what they must give: worked out in fractions, rounded where the language says."""

import operator
from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction

import attrs
from hypothesis import assume
from hypothesis import strategies as st

Facts = Mapping[str, Fraction]
Oracle = Callable[[Facts], Fraction]
LARGEST = 2**63 - 1


@attrs.frozen
class Term:
    """An expression as a policy writes it, and its value for given facts; `exact` is the value before it is rounded."""

    text: str
    value: Oracle
    exact: Oracle | None = None


def rounded(number: Fraction, places: int) -> Fraction:
    """The number rounded to decimal places, halves away from zero."""
    scaled = abs(number) * Fraction(10) ** places
    whole = scaled.numerator // scaled.denominator
    whole += scaled - whole >= Fraction(1, 2)
    return Fraction(whole if number >= 0 else -whole) / Fraction(10) ** places


def floored(number: Fraction, places: int) -> Fraction:
    """The number rounded down to decimal places."""
    scaled = number * Fraction(10) ** places
    return Fraction(scaled.numerator // scaled.denominator) / Fraction(10) ** places


def fen(number: Fraction) -> Fraction:
    """The amount in whole fen, which must not be too large to be stored."""
    found = rounded(number, 2)
    assume(abs(found) * 100 <= LARGEST)
    return found


def fact(name: str) -> Term:
    """A variable."""
    return Term(name, lambda facts: facts[name])


def written(number: Decimal) -> Term:
    """A number written in the policy."""
    return Term(f"{number:f}" if number >= 0 else f"({number:f})", lambda _: Fraction(number))


def combined(sign: str, left: Term, right: Term) -> Term:
    """A sum or difference."""
    work = operator.add if sign == "+" else operator.sub
    return Term(
        f"({left.text} {sign} {right.text})", lambda facts: fen(work(left.value(facts), right.value(facts)))
    )


def product(left: Term, right: Term) -> Term:
    """Money times a rate or count, rounded to the fen."""

    def exact(facts: Facts) -> Fraction:
        return left.value(facts) * right.value(facts)

    return Term(f"({left.text} * {right.text})", lambda facts: fen(exact(facts)), exact)


def quotient(left: Term, count: int) -> Term:
    """Money divided by a count, rounded to the fen."""

    def exact(facts: Facts) -> Fraction:
        return left.value(facts) / count

    return Term(f"({left.text} / {count})", lambda facts: fen(exact(facts)), exact)


def floor_quotient(left: Term, count: int) -> Term:
    """Money divided by a count and floored to the fen."""
    return Term(f"({left.text} // {count})", lambda facts: floored(left.value(facts) / count, 2))


def rounding(name: str, inside: Term, places: int) -> Term:
    """round_to or floor_to: a product or quotient directly inside is rounded once, as the function says."""
    work = rounded if name == "round_to" else floored
    exact = inside.exact or inside.value
    return Term(f"{name}({inside.text}, {places})", lambda facts: fen(work(exact(facts), min(places, 2))))


def picked(name: str, left: Term, right: Term) -> Term:
    """The smaller or larger of two."""
    work = min if name == "min" else max
    return Term(
        f"{name}({left.text}, {right.text})", lambda facts: work(left.value(facts), right.value(facts))
    )


def chosen(sign: str, tests: tuple[Term, Term], yes: Term, no: Term) -> Term:
    """One of two amounts, by a comparison of two others."""
    compare = {"<": operator.lt, "<=": operator.le, "==": operator.eq}[sign]
    left, right = tests
    return Term(
        f"({yes.text} if {left.text} {sign} {right.text} else {no.text})",
        lambda facts: yes.value(facts) if compare(left.value(facts), right.value(facts)) else no.value(facts),
    )


def negative(inside: Term) -> Term:
    """The amount with the other sign."""
    return Term(f"(-{inside.text})", lambda facts: -inside.value(facts))


def positive(inside: Term) -> Term:
    """The amount without its sign."""
    return Term(f"abs({inside.text})", lambda facts: abs(inside.value(facts)))


FACTORS = st.one_of(
    st.sampled_from(["share", "count", "weight"]).map(fact),
    st.decimals("-2", "2", places=6).map(written),
    st.integers(0, 12).map(lambda number: written(Decimal(number))),
)
COUNTS = st.integers(1, 40)
PLACES = st.integers(-3, 3)
LEAVES = st.one_of(
    st.just(fact("cost")),
    st.builds(
        combined,
        st.sampled_from("+-"),
        st.just(fact("cost")),
        st.decimals("0", "9999.99", places=2).map(written),
    ),
)


def _larger(inner: st.SearchStrategy[Term]) -> st.SearchStrategy[Term]:
    return st.one_of(
        st.builds(combined, st.sampled_from("+-"), inner, inner),
        st.builds(product, inner, FACTORS),
        st.builds(product, FACTORS, inner),
        st.builds(quotient, inner, COUNTS),
        st.builds(floor_quotient, inner, COUNTS),
        st.builds(rounding, st.sampled_from(["round_to", "floor_to"]), inner, PLACES),
        st.builds(picked, st.sampled_from(["min", "max"]), inner, inner),
        st.builds(chosen, st.sampled_from(["<", "<=", "=="]), st.tuples(inner, inner), inner, inner),
        st.builds(negative, inner),
        st.builds(positive, inner),
    )


AMOUNTS: st.SearchStrategy[Term] = st.recursive(LEAVES, _larger, max_leaves=8)
"""Expressions of money over `cost`, `share`, `count` and `weight` of a person."""
