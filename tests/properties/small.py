"""Random small policies over the vocabulary of `tests.language`: computed variables, conditions, aggregates, classes."""

from hypothesis import strategies as st

from tests import language

_SIGNS = st.sampled_from(["<", "<=", ">", ">=", "==", "!="])


def conditions(prefix: str = "") -> st.SearchStrategy[str]:
    """A condition on the facts of a person, each with the prefix before its name."""
    leaves = st.one_of(
        st.sampled_from(["insured", "poor"]).map(lambda name: f"{prefix}{name}"),
        st.builds(
            "{0}cost {1} {2}".format,
            st.just(prefix),
            _SIGNS,
            st.sampled_from(["0", "99.99", "5000", prefix + "cost * 0.6"]),
        ),
        st.builds("{0}age {1} {2}".format, st.just(prefix), _SIGNS, st.sampled_from(["0", "16", "60"])),
        st.builds('{0}stage {1} "primary"'.format, st.just(prefix), st.sampled_from(["==", "!="])),
        st.builds(
            "{0}exit_date {1}".format,
            st.just(prefix),
            st.sampled_from(["== none", "!= none", "<= context.date"]),
        ),
        st.builds('"diabetes" {1} {0}disease'.format, st.just(prefix), st.sampled_from(["in", "not in"])),
        st.builds(
            '{0}stage {1} ("primary", "junior")'.format, st.just(prefix), st.sampled_from(["in", "not in"])
        ),
    )
    return st.recursive(leaves, _composed, max_leaves=5)


def _composed(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.builds("({} and {})".format, inner, inner),
        st.builds("({} or {})".format, inner, inner),
        st.builds("(not {})".format, inner),
        st.builds("({} if {} else {})".format, inner, inner, inner),
    )


def aggregates() -> st.SearchStrategy[str]:
    """A condition on the persons of a household, with what happened to them."""
    inside = conditions("p.")
    stays = "sum(s.expense for s in hospital_stays if s.days > 3)"
    return st.one_of(
        st.builds("any({} for p in persons)".format, inside),
        st.builds("all({} for p in persons if {})".format, inside, inside),
        st.builds("count(p for p in persons if {}) {} {}".format, inside, _SIGNS, st.integers(0, 2)),
        st.builds("sum(p.cost for p in persons if {}) {} 5000".format, inside, _SIGNS),
        st.builds("min(p.cost for p in persons if {}) {} 100".format, inside, _SIGNS),
        st.builds(f"{stays} {{}} 3000".format, _SIGNS),
    )


_OF_A_PERSON = conditions()
_OF_A_HOUSEHOLD = aggregates()


@st.composite
def policies(draw: st.DrawFn) -> str:
    """A policy with a computed yes or no, a computed amount, an entitlement of persons and an alert and classes of households."""
    return f"""{language.HEAD}
rules:
  needy:
    kind: derive
    {about("person", "乙")}
    type: bool
    value: '{draw(_OF_A_PERSON)}'
  base:
    kind: derive
    {about("person", "丙")}
    type: money
    table:
      - {{when: '{draw(_OF_A_PERSON)}', value: cost * 0.6}}
      - {{when: needy, value: "min(cost, 300)"}}
  help:
    kind: entitlement
    {about("person", "丁")}
    when: 'needy or {draw(_OF_A_PERSON)}'
    amount: base + 10
    per: once
  warning:
    kind: alert
    {about("household", "戊")}
    when: '{draw(_OF_A_HOUSEHOLD)} or ({draw(_OF_A_HOUSEHOLD)})'
    severity: low
    notify: [village]
  sort:
    kind: classification
    {about("household", "己")}
    classes:
      first: '{draw(_OF_A_HOUSEHOLD)} and grade == "A"'
      second: 'any(p.needy for p in persons)'
"""


def about(entity: str, label: str) -> str:
    """The keys that every rule has."""
    return f"title: {{zh: {label}, en: {label}}}\n    for: {entity}\n    source: s1"
